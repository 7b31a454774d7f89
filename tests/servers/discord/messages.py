"""Messages as people see them, and the controls on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.servers.discord import limits

if TYPE_CHECKING:
    from tests.servers.discord.people import User
    from tests.servers.discord.world import Channel

Json = dict[str, Any]

BUTTON = 2
STRING_SELECT = 3
SELECTS = frozenset({3, 5, 6, 7, 8})
TEXT = 10


@dataclass(slots=True, eq=False)
class Attachment:
    """A file that came with a message."""

    id: int
    name: str
    data: bytes = field(repr=False)
    description: str | None

    @property
    def url(self) -> str:
        """Return where Discord would keep it."""
        return f"https://cdn.discordapp.com/attachments/1/{self.id}/{self.name}"


@dataclass(slots=True, eq=False)
class Message:
    """One message; edits change it in place, as on a screen."""

    id: int
    channel: Channel = field(repr=False)
    author: User
    content: str = ""
    components: list[Json] = field(default_factory=list, repr=False)
    attachments: list[Attachment] = field(default_factory=list)
    embeds: list[Json] = field(default_factory=list)
    flags: int = 0
    nonce: str | None = None
    ephemeral_for: User | None = None
    mentions: list[User] = field(default_factory=list)
    reference: Message | None = None
    edited: int = 0
    deleted: bool = False

    @property
    def text(self) -> str:
        """Return all words of the message that are not on controls, one text display a line."""
        texts = [part["content"] for part in walk(self.components) if part["type"] == TEXT]
        return "\n".join([self.content, *texts] if self.content else texts)

    @property
    def loading(self) -> bool:
        """Say whether people see only "thinking …"."""
        return bool(self.flags & limits.LOADING)

    @property
    def ephemeral(self) -> bool:
        """Say whether only one person sees it."""
        return self.ephemeral_for is not None

    @property
    def silent(self) -> bool:
        """Say whether it notifies nobody."""
        return bool(self.flags & limits.SILENT)

    def labels(self) -> list[str]:
        """Return the words on buttons and the placeholders of menus, in reading order."""
        return [_name(part) for part in self.controls()]

    def controls(self) -> list[Json]:
        """Return all buttons and menus, in reading order."""
        return [part for part in walk(self.components) if is_control(part)]

    def button(self, label: str) -> Json:
        """Return the button with this label; AssertionError where there is none or several."""
        return self._only(label, [p for p in self.controls() if p["type"] == BUTTON])

    def menu(self, name: str) -> Json:
        """Return the menu with this placeholder or custom id, or under a text with these words."""
        menus = [part for part in self.controls() if part["type"] in SELECTS]
        by_id = next((part for part in menus if part["custom_id"] == name), None)
        if by_id is not None:
            return by_id
        by_placeholder = [part for part in menus if part.get("placeholder") == name]
        if by_placeholder:
            return self._only(name, by_placeholder)
        above = [menu for text, menu in _menus_under_texts(self.components) if name in text]
        if not above:
            raise AssertionError(f"no menu {name!r} among {self.labels()}")
        return above[0]

    def _only(self, name: str, candidates: list[Json]) -> Json:
        found = [part for part in candidates if _name(part) == name]
        if len(found) != 1:
            raise AssertionError(f"{len(found)} controls {name!r} among {self.labels()}")
        return found[0]


def walk(components: list[Json]) -> Iterator[Json]:
    """Yield all components, each before its children, a section's accessory after its texts."""
    for part in components:
        yield part
        yield from walk(part.get("components") or [])
        for key in ("accessory", "component"):
            if isinstance(part.get(key), dict):
                yield from walk([part[key]])


def is_control(part: Json) -> bool:
    """Say whether people can press or pick it."""
    return part["type"] == BUTTON or part["type"] in SELECTS


def _name(part: Json) -> str:
    return str(part.get("label") or part.get("placeholder") or "")


def _menus_under_texts(components: list[Json]) -> Iterator[tuple[str, Json]]:
    text = ""
    for part in components:
        if part["type"] == TEXT:
            text = part["content"]
        elif part["type"] == 1 and part["components"][0]["type"] in SELECTS:
            yield text, part["components"][0]
        else:
            yield from _menus_under_texts(part.get("components") or [])
