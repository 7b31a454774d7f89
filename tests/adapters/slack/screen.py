"""What people have before them on a loopback Slack, newest first, as they read it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from adapters.console.controls import Control
from tests.adapters.slack import reading
from tests.servers.slack import controls as there
from tests.servers.slack.messages import Message
from tests.servers.slack.people import User
from tests.servers.slack.server import SlackServer
from tests.servers.slack.views import View
from tests.servers.slack.world import Team

Json = dict[str, Any]
Surface = Message | View
MENUS = ("users_select", "channels_select", "conversations_select")


@dataclass
class Screen:
    """Everybody's messages and modals in the order in which they appeared or last changed."""

    server: SlackServer
    _order: dict[int, tuple[int, int]] = field(default_factory=dict)
    _kept: list[Surface] = field(default_factory=list)
    _count: int = 0

    def look(self) -> None:
        """Notice what is new or changed since the last look; later is newer."""
        for surface in self._all():
            version = _version(surface)
            noticed = self._order.get(id(surface))
            if noticed is None:
                # Whatever was seen keeps its place, and so its id.
                self._kept.append(surface)
            if noticed is None or noticed[1] != version:
                self._count += 1
                self._order[id(surface)] = (self._count, version)

    def seen_by(self, user: User, channel: str = "") -> list[Surface]:
        """List what the bot shows somebody, newest first; in one channel if it is named."""
        self.look()
        shown: list[Surface] = [
            message
            for place in user.team.channels
            if channel in ("", place.name)
            for message in place.seen_by(user)
            if message.author is user.team.bot
        ]
        if not channel and user.view_stack:
            shown.append(user.view)
        return sorted(shown, key=lambda surface: self._order[id(surface)], reverse=True)

    def _all(self) -> Iterator[Surface]:
        messages = (
            message
            for team in self.server.world.teams
            for place in team.channels
            for message in place.messages
        )
        yield from sorted(messages, key=lambda message: message.ts)
        for team in self.server.world.teams:
            for user in team.users:
                yield from user.view_stack


def is_form(surface: Surface) -> bool:
    """Tell whether this is a modal that can be sent."""
    return isinstance(surface, View) and surface.submit is not None


def read(surface: Surface) -> str:
    """Return a message or modal as people read it, controls, values, errors and files included."""
    if isinstance(surface, Message):
        files = [str(file.get("name") or file.get("title") or "") for file in surface.files]
        return " ".join([_words(surface.blocks, surface.channel.team) or surface.text, *files])
    filled = [f"{label}: {_spoken(surface, label)}" for label in surface.fields()]
    words = _words(surface.blocks, surface.team)
    return " ".join([surface.title, words, *filled, *surface.errors.values()])


def asked(confirm: Json) -> str:
    """Return what a native confirm asks, with its two buttons."""
    parts = (confirm["title"], confirm["text"], confirm["confirm"], confirm["deny"])
    return " ".join(reading.seen(part).text for part in parts)


def controls(surface: Surface) -> list[tuple[Control, there.Control]]:
    """List what can be pressed or picked, each with the element it was made of."""
    return [pair for control in there.walk(surface.blocks) for pair in _controls(control)]


def _controls(control: there.Control) -> Iterator[tuple[Control, there.Control]]:
    element, action = control.element, control.element.get("action_id", "")
    beside = reading.seen(control.block["text"]).text if control.block.get("text") else ""
    if control.block["type"] == "input" or "url" in element:
        return
    if element["type"] == "button":
        yield Control(element["text"]["text"], action, beside=beside), control
    elif element["type"] in MENUS:
        yield Control("", action, menu=beside), control
    for option in there.options(element):
        label, value = option["text"]["text"], option["value"]
        yield Control(label, action, menu=beside, picked=(value,)), control


def _words(blocks: list[Json], team: Team) -> str:
    """Return what is read in blocks, with the names of channels for their ids."""
    words = "\n".join(_lines(blocks))
    for channel in team.channels:
        words = words.replace(channel.id, f"#{channel.name}")
    return words


def _lines(part: object) -> Iterator[str]:
    if isinstance(part, list):
        for each in part:
            yield from _lines(each)
    elif isinstance(part, dict):
        match part:
            case {"fields": [*fields]}:
                # A name stands above its value, where others set them apart by a colon.
                yield from (reading.seen(each).text.replace("\n", ": ", 1) for each in fields)
            case {"type": "rich_text_section" | "rich_text_preformatted", "elements": elements}:
                yield "".join(each.text for each in reading.texts(elements))
            case {"type": "plain_text" | "mrkdwn"}:
                yield reading.seen(part).text
            case _:
                yield from (str(part[key]) for key in ("alt_text",) if key in part)
                # A question is asked only once its button is pressed.
                inner = (value for key, value in part.items() if key != "confirm")
                for each in inner:
                    yield from _lines(each)


def _version(surface: Surface) -> int:
    return surface.revision if isinstance(surface, View) else len(surface.revisions)


def _spoken(view: View, label: str) -> str:
    control = view.control(label)
    block, action = control.block["block_id"], control.element["action_id"]
    held = view.state.get(block, {}).get(action)
    first = control.element.get("initial_value") or control.element.get("initial_time")
    if held is None:
        options = control.element.get("initial_options") or [control.element.get("initial_option")]
        picked = [option["text"]["text"] for option in options if option]
        return str(first or control.element.get("initial_date") or ", ".join(picked))
    return str(view.value(label) or "")
