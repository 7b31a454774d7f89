"""What people have before them on a loopback Discord, newest first, as they read it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from adapters.console.controls import Control
from bot.ui.markup import Style, When
from tests.adapters.discord.reading import seen
from tests.servers.discord.messages import BUTTON, STRING_SELECT, TEXT, Json, Message, walk
from tests.servers.discord.modals import LABEL, Modal
from tests.servers.discord.people import User
from tests.servers.discord.server import DiscordServer

USER_SELECT, CHANNEL_SELECT, SECTION, ROW = 5, 8, 9, 1
_MARKS = re.compile(r"(?m)^(?:#{1,3}|-#) |(?<!\\)\*\*")
_TIME = re.compile(r"<t:(-?\d+)(?::([tTdDfFR]))?>")
_CHANNEL = re.compile(r"<#(\d+)>")
_STYLES = {"t": Style.TIME, "T": Style.TIME, "d": Style.DAY, "D": Style.DAY}


@dataclass
class Screen:
    """Everybody's messages in the order in which they appeared or last changed."""

    server: DiscordServer
    _order: dict[int, tuple[int, int]] = field(default_factory=dict)
    _count: int = 0

    def look(self) -> None:
        """Notice what is new or changed since the last look; later is newer."""
        for message in sorted(self._all(), key=lambda message: message.id):
            noticed = self._order.get(message.id)
            if noticed is None or noticed[1] != message.edited:
                self._count += 1
                self._order[message.id] = (self._count, message.edited)

    def seen_by(self, user: User, channel: str = "") -> list[Message]:
        """List what the bot shows somebody, newest first; in one channel if it is named."""
        self.look()
        shown = [
            message
            for message in self._all()
            if message.author is self.server.bot
            and not message.loading
            and not message.deleted
            and message.ephemeral_for in (None, user)
            and (message.channel.guild is not None or user in message.channel.people)
            and channel in ("", message.channel.name)
        ]
        return sorted(shown, key=lambda message: self._order[message.id], reverse=True)

    def _all(self) -> Iterator[Message]:
        for channel in self.server.world.channels.values():
            yield from channel.messages


@dataclass(frozen=True)
class Eyes:
    """How somebody whose clock is in a zone reads what Discord shows."""

    server: DiscordServer
    zone: str

    def message(self, message: Message) -> str:
        """Return a message as they read it, its controls and files included."""
        words = [self.read(part["content"]) for part in walk(message.components) if _is_text(part)]
        labels = [f"[{_label(part)}]" for part in message.controls()]
        options = [
            option["label"] for part in message.controls() for option in part.get("options") or []
        ]
        files = [attachment.name for attachment in message.attachments]
        return " ".join([message.content, *words, *labels, *options, *files])

    def form(self, modal: Modal) -> str:
        """Return an open form as they read it: title, note, and each field with what is in it."""
        lines = [modal.title, self.read(modal.text)]
        for part in modal.components:
            if part["type"] == LABEL:
                component = part["component"]
                lines += [f"{part['label']}: {_value(component)}", part.get("description") or ""]
                lines += [option["label"] for option in component.get("options") or []]
        return " ".join(lines)

    def controls(self, message: Message) -> list[Control]:
        """List what can be pressed or picked; `action` is the custom id."""
        return list(self._controls(message.components, ""))

    def read(self, written: str) -> str:
        """Return the words that Discord shows for these."""
        shown = seen(_MARKS.sub("", written)).text
        return _CHANNEL.sub(self._channel, _TIME.sub(self._moment, shown))

    def _controls(self, parts: list[Json], above: str) -> Iterator[Control]:
        for part in parts:
            match part["type"]:
                case 10:
                    above = self.read(part["content"])
                case 9:
                    beside = " ".join(self.read(text["content"]) for text in part["components"])
                    yield _button(part["accessory"], beside)
                case 1 if part["components"][0]["type"] == BUTTON:
                    yield from map(_button, filter(_is_pressed, part["components"]))
                case 1:
                    yield from _menu(part["components"][0], above)
                case _:
                    yield from self._controls(part.get("components") or [], above)

    def _moment(self, found: re.Match[str]) -> str:
        instant = datetime.fromtimestamp(int(found[1]), UTC)
        return When(instant, self.zone, _STYLES.get(found[2], Style.FULL)).spoken()

    def _channel(self, found: re.Match[str]) -> str:
        channel = self.server.world.channels.get(int(found[1]))
        return found[0] if channel is None else f"#{channel.name}"


def component(message: Message, control: Control) -> Json:
    """Return the component that a control was made of."""
    return next(part for part in message.controls() if part.get("custom_id") == control.action)


def _button(part: Json, beside: str = "") -> Control:
    return Control(part["label"], part["custom_id"], beside=beside)


def _menu(part: Json, above: str) -> Iterator[Control]:
    if part["type"] != STRING_SELECT:
        yield Control("", part["custom_id"], menu=above)
    for option in part.get("options") or []:
        yield Control(option["label"], part["custom_id"], menu=above, picked=(option["value"],))


def _is_pressed(part: Json) -> bool:
    return "custom_id" in part


def _is_text(part: Json) -> bool:
    return bool(part["type"] == TEXT)


def _label(part: Json) -> str:
    return str(part.get("label") or part.get("placeholder") or "")


def _value(component: Json) -> str:
    if "value" in component:
        return str(component["value"] or "")
    chosen = [each["label"] for each in component.get("options") or [] if each.get("default")]
    return ", ".join(chosen)
