"""Cards as Slack shows them: blocks of a message or the home page, and the same in plain text."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate

from adapters.slack import blocks, controls, markup
from adapters.slack.blocks import Attachment, Drawing
from adapters.slack.markup import Json
from adapters.slack.words import Words
from bot.ui.card import Buttons, Card, Link

MOST_BLOCKS = 50
"""Blocks of a message; the home page takes twice as many."""

LONGEST_TWIN = 3000
"""Characters of the text that stands for a message where its blocks cannot, once escaped."""

_LONGEST_LINKS = 1500
_NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Payload:
    """A message ready to be sent, and the files that go up before it or along with it.

    `text` is escaped. The blocks of pictures name their file until `placed` puts its id there.
    """

    text: str
    blocks: tuple[Json, ...]
    files: tuple[Attachment, ...] = ()

    def placed(self, uploaded: Mapping[str, str] = _NOTHING) -> list[Json]:
        """Return the blocks with each picture by its file's id; without one, its words instead."""
        return [_placed(block, uploaded) for block in self.blocks]


def message(card: Card, words: Words) -> Payload:
    """Draw a card; whatever bot/ui accepts can be sent."""
    drawing = Drawing(words)
    drawn = [inner for block in card.blocks for inner in drawing.blocks(block)]
    shown = (blocks.header(card.title), *drawn)
    return Payload(twin(card, words), shown, tuple(drawing.files))


def home(card: Card, words: Words, uploaded: Mapping[str, str] = _NOTHING) -> Json:
    """Draw a card as a person's home page, its pictures by the ids of their files."""
    return {"type": "home", "blocks": message(card, words).placed(uploaded)}


def twin(card: Card, words: Words) -> str:
    """Say a card in text alone, for notifications and readers aloud; links and numbers are kept."""
    links = (
        markup.inline(controls.spoken(item, words))
        for block in card.blocks
        if isinstance(block, Buttons)
        for item in block.items
        if isinstance(item, Link)
    )
    tail = "".join(f"\n{line}" for line in links)
    kept = _escaped(tail, _LONGEST_LINKS) if tail else ""
    return _escaped(markup.bare(card.summary()), LONGEST_TWIN - len(kept)) + kept


def _escaped(text: str, longest: int) -> str:
    """Escape words, and shorten them until they fit escaped."""
    lengths = list(accumulate(len(markup.escaped(letter)) for letter in text))
    return markup.escaped(markup.fitted(text, bisect_right(lengths, longest)))


def _placed(block: Json, uploaded: Mapping[str, str]) -> Json:
    if block["type"] != "image":
        return block
    id_ = uploaded.get(block["slack_file"]["id"])
    return {**block, "slack_file": {"id": id_}} if id_ else blocks.context(block["alt_text"])
