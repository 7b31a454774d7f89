"""All the words of a card as plain text, for the file that comes with a shortened one."""

from collections.abc import Iterator

from adapters.discord import markup
from bot.ui import card as cards
from bot.ui.card import Block, Buttons, Card, Channels, Link, Menu, People, Row


def transcript(card: Card) -> str:
    """Write down what a card says, the words on its controls included."""
    said = [card.title, *(line for block in card.blocks for line in _lines(block))]
    return "\n\n".join(markup.bare(line) for line in said) + "\n"


def _lines(block: Block) -> Iterator[str]:
    if words := cards.words(block):
        yield words
    match block:
        case Row(_, button):
            yield f"[{button.label}]"
        case Buttons(items):
            for item in items:
                yield f"[{item.label}]" + (f" {item.url}" if isinstance(item, Link) else "")
        case Menu(label, _, choices):
            yield "\n".join((f"{label}:", *(f"- {each.label} {each.hint}" for each in choices)))
        case People(label) | Channels(label):
            yield label
        case _:
            pass
