"""Cards as Discord shows them: one container of components, within every limit, nothing lost.

A card that is too much for one message is shortened, and comes with all its words in a file.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

from adapters.discord import blocks, ids, markup, prose
from adapters.discord.attachments import MOST, Attachment, together
from adapters.discord.blocks import Beside, Part, Picked, Pressed, Said
from adapters.discord.drawing import LONGEST_BUTTON, UNLIMITED, Drawing, Item
from adapters.discord.prose import Piece
from adapters.discord.transcript import transcript
from adapters.discord.words import Words
from bot.ui.card import Card, Confirm, File, Picture, Tone

ACCENTS = {Tone.PLAIN: 0x4F7CAC, Tone.CARE: 0x9B7BB8, Tone.GLAD: 0x5FA777, Tone.WARN: 0xD9A441}

MOST_COMPONENTS = 40
LONGEST_TEXT = 4000
_ROOM = 3600
"""What pieces share once some are shortened; their dress and the breaks between take the rest."""


class Standing(ui.LayoutView):
    """A layout the client keeps nothing of: a press is read from its custom id alone."""

    def __init__(self, *items: Item) -> None:
        super().__init__(timeout=None)
        for item in items:
            self.add_item(item)

    def is_finished(self) -> bool:
        """Say yes, so that no message's view is stored and all work alike after a restart."""
        return True


@dataclass(frozen=True, slots=True)
class Layout:
    """A message ready to be sent, any number of times."""

    view: Standing
    attachments: tuple[Attachment, ...] = ()

    def files(self) -> list[discord.File]:
        """Open what is attached, anew for each try."""
        return [attachment.fresh() for attachment in self.attachments]


@dataclass(frozen=True, slots=True)
class _Drawn:
    items: tuple[Item, ...]
    drawing: Drawing

    def is_sent_whole(self) -> bool:
        texts = (each.content for each in _walk(self.items) if isinstance(each, ui.TextDisplay))
        return sum(map(markup.size, texts)) <= LONGEST_TEXT and not self.drawing.is_shortened

    def has_room(self) -> bool:
        count = len(_walk(self.items))
        return count <= MOST_COMPONENTS and len(self.drawing.attached) <= MOST

    def layout(self) -> Layout:
        return Layout(Standing(*self.items), tuple(self.drawing.attached))


def layout(card: Card, words: Words) -> Layout:
    """Lay a card out; whatever bot/ui accepts can be sent."""
    parts = blocks.card_parts(card, words)
    whole = _drawn(parts, card.tone, words)
    if whole.is_sent_whole():
        return whole.layout()
    parts = (*parts, *_whole(card, words))
    longest = prose.share([markup.size(each.whole()) for each in blocks.pieces(parts)], _ROOM)
    return _drawn(parts, card.tone, words, longest).layout()


def confirm(asked: Confirm, packed: str, words: Words) -> Layout:
    """Ask in private before the press of a button, by its packed action, counts."""
    yes, no = (
        ui.Button[Any](
            label=prose.fitted(markup.inline(label), LONGEST_BUTTON), style=style, custom_id=id_
        )
        for label, style, id_ in (
            (asked.yes, discord.ButtonStyle.danger, ids.sure(packed)),
            (asked.no, discord.ButtonStyle.secondary, ids.unsure(packed)),
        )
    )
    box = ui.Container[Any](
        ui.TextDisplay(markup.markdown(asked.text)),
        ui.TextDisplay(markup.small(words.only_you)),
        ui.ActionRow(yes, no),
        accent_colour=ACCENTS[Tone.WARN],
    )
    return Layout(Standing(box))


def _whole(card: Card, words: Words) -> tuple[Part, ...]:
    """Attach all the words of a card."""
    data = transcript(card).encode()
    return (
        File(words.whole_name, data, words.whole_note),
        blocks.said(Piece(words.whole_note, markup.small)),
    )


def _drawn(parts: Sequence[Part], tone: Tone, words: Words, longest: int = UNLIMITED) -> _Drawn:
    """Draw the parts in their order if there is room for that, else together."""
    drawn = _roomy(parts, tone, Drawing(words, longest))
    return drawn if drawn.has_room() else _tight(parts, Drawing(words, longest, names_menus=True))


def _roomy(parts: Sequence[Part], tone: Tone, drawing: Drawing) -> _Drawn:
    """Draw the parts in their order, in a box with an accent."""
    items = [drawing.item(part) for part in parts]
    return _Drawn((ui.Container[Any](*items, accent_colour=ACCENTS[tone]),), drawing)


def _tight(parts: Sequence[Part], drawing: Drawing) -> _Drawn:
    """Draw what would be too many components: text, pictures and files each together, no box.

    This always fits, since a card counts two parts for box and title: each control takes what it
    counts, and text, pictures and files take one each.
    """
    text = "\n".join(drawing.text(part) for part in parts if isinstance(part, Said))
    pictures = [part for part in parts if isinstance(part, Picture)]
    files = [part for part in parts if isinstance(part, File)]
    controls = [part for part in parts if isinstance(part, Beside | Pressed | Picked)]
    items: list[Item] = [drawing.gallery(pictures[: MOST - 1])] if pictures else []
    rest = pictures[MOST - 1 :]
    if rest or files:
        text = f"{text}\n{markup.small(drawing.words.rest_note)}"
        items.append(ui.File(_rest(rest, files, drawing).uri))
    items += [drawing.item(part) for part in controls]
    return _Drawn((ui.TextDisplay(text), *items), drawing)


def _rest(pictures: Sequence[Picture], files: Sequence[File], drawing: Drawing) -> Attachment:
    """Attach what has no room of its own as one file."""
    inside = Drawing(drawing.words)
    for picture in pictures:
        inside.attach("picture.png", picture.png)
    for file in files:
        inside.attach(file.name, file.data)
    if len(inside.attached) == 1:
        (only,) = inside.attached
        return drawing.attach(only.name, only.data)
    return drawing.attach(name := drawing.words.rest_name, together(name, inside.attached).data)


def _walk(items: Sequence[Item]) -> list[Item]:
    """List components with all that stand in them."""
    boxes = (each for each in items if isinstance(each, ui.Container | ui.Section | ui.ActionRow))
    return [*items, *(inner for box in boxes for inner in box.walk_children())]
