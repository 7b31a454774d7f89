"""What can be done on a card, in the order in which the terminal numbers it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import assert_never

from adapters.console.harmless import inline
from adapters.console.matching import Unmatched, folded, one
from bot.ui.card import (
    Block,
    Button,
    Buttons,
    Card,
    Channels,
    Chart,
    Confirm,
    Divider,
    Facts,
    File,
    Link,
    Menu,
    Note,
    People,
    Picture,
    Progress,
    Quote,
    Row,
    Text,
)


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody here: the user id on the wire and the name people say."""

    user: str
    name: str


@dataclass(frozen=True, slots=True)
class Control:
    """One thing to press or pick: the packed action it leaves with and what travels beside it."""

    label: str
    action: str
    menu: str = ""
    picked: tuple[str, ...] = ()
    beside: str = ""
    hint: str = ""
    confirm: Confirm | None = None


def on_card(
    card: Card, people: Sequence[Member], channels: Sequence[str] = ()
) -> tuple[Control, ...]:
    """List a card's controls in the order in which they are numbered, from 1."""
    return tuple(pick for block in card.blocks for pick in on_block(block, people, channels))


def on_block(
    block: Block, people: Sequence[Member], channels: Sequence[str] = ()
) -> tuple[Control, ...]:
    """List one block's controls."""
    match block:
        case Buttons(items):
            return tuple(_button(item) for item in items if isinstance(item, Button))
        case Row(text, button):
            return (_button(button, inline(text)),)
        case Menu(label, action, choices):
            return tuple(
                Control(
                    inline(pick.label), action.pack(), inline(label), (pick.value,), hint=pick.hint
                )
                for pick in choices
            )
        case People(label, action):
            return tuple(
                Control(member.name, action.pack(), inline(label), (member.user,))
                for member in people
            )
        case Channels(label, action):
            return tuple(
                Control(channel, action.pack(), inline(label), (channel,)) for channel in channels
            )
        case Text() | Note() | Quote() | Facts() | Progress() | Divider():
            return ()
        case Picture() | Chart() | File():
            return ()
        case _:
            assert_never(block)


def links(card: Card) -> tuple[Link, ...]:
    """List a card's ways out, which cannot be pressed here."""
    rows = (block.items for block in card.blocks if isinstance(block, Buttons))
    return tuple(item for items in rows for item in items if isinstance(item, Link))


def find(controls: Iterable[Control], wanted: str) -> Control | None:
    """Find the button called so, or the choice meant by `Menu = choice`; raises Unmatched."""
    known = tuple(controls)
    buttons = [control for control in known if not control.menu]
    found = one(wanted, [(button, (button.label, button.beside)) for button in buttons])
    if found is not None or "=" not in wanted:
        return found
    label, _, choice = (part.strip() for part in wanted.partition("="))
    menu = one(label, [(name, (name,)) for name in dict.fromkeys(c.menu for c in known if c.menu)])
    return None if menu is None else _choice([c for c in known if c.menu == menu], choice)


def _choice(choices: Sequence[Control], wanted: str) -> Control:
    exact = [pick for pick in choices if folded(pick.picked[0]) == folded(wanted)]
    found = exact[0] if exact else one(wanted, [(c, (c.label, c.picked[0])) for c in choices])
    if found is None:
        raise Unmatched(wanted, (pick.label for pick in choices))
    return found


def _button(button: Button, beside: str = "") -> Control:
    return Control(
        inline(button.label), button.action.pack(), beside=beside, confirm=button.confirm
    )
