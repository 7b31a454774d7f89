"""How what was typed comes back, below whatever kept a form from being kept."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.actions.again import SendAgain
from bot.actions.care import HelpNow
from bot.texts import Label, Line, Texts
from bot.ui import limits
from bot.ui.card import Block, Button, Buttons, Card, File, Look, Note, Quote, Text, words
from bot.ui.form import Value
from bot.views import help as help_view
from bot.views.excerpt import excerpt

YOURS = Line("plain.again.yours")
KEPT = Line("plain.again.kept")
NOT_KEPT = Line("plain.again.not_kept")
SHORTENED = Line("plain.again.shortened")
IN_FILE = Line("plain.again.in_file")
LEFT_OUT = Line("plain.again.left_out")
AGAIN = Label("plain.again.button")
GONE = Line("plain.again.gone")

FILE_NAME = "your-words.txt"


def given_back(
    t: Texts,
    said: Card,
    values: Mapping[str, Value],
    draft: int | None,
    *,
    kept: bool,
    left_out: bool,
) -> Card:
    """Add what was typed to a card, in the order of the fields, and the way to send it again.

    `draft` is what the button sends, `kept` whether the words are kept at all, and `left_out`
    whether there were words that are not repeated.
    """
    typed = [text for value in values.values() if (text := _said(value))]
    around = _around(t, typed, draft, kept=kept, left_out=left_out)
    room = limits.CARD_TEXT - len(said.title)
    room -= sum(len(words(block)) for block in (*said.blocks, *around))
    # What is shortened has a line that says so, or its file, beside it.
    room -= max(len(t(SHORTENED)), len(t(IN_FILE)))
    longest = min(limits.TEXT, room // max(len(typed), 1))
    quotes: list[Block] = [Quote(excerpt(text, longest)) for text in typed]
    if any(len(text) > longest for text in typed):
        whole = "\n\n".join(typed).encode()
        quotes.append(Note(t(SHORTENED)) if kept else File(FILE_NAME, whole, t(IN_FILE)))
    first, rest = around[: bool(typed)], around[bool(typed) :]
    return replace(said, blocks=(*said.blocks, *first, *quotes, *rest))


def _around(
    t: Texts, typed: Sequence[str], draft: int | None, *, kept: bool, left_out: bool
) -> tuple[Block, ...]:
    """Return what stands before the words (one block, if there are any) and behind them."""
    blocks: list[Block] = []
    if typed:
        blocks += [Text(t(YOURS)), Note(t(KEPT) if kept else t(NOT_KEPT))]
    if draft is not None:
        blocks.append(Buttons((Button(t(AGAIN), SendAgain(draft), Look.MAIN),)))
    if left_out:
        way = Buttons((Button(t(help_view.HELP_NOW), HelpNow()),))
        blocks += [Text(t(LEFT_OUT)), way]
    return tuple(blocks)


def _said(value: Value) -> str:
    return (value if isinstance(value, str) else ", ".join(value)).strip()
