"""Where on somebody's screen something happened, and so where its answer belongs."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

MOST_WINDOWS = 3
"""How many modals Slack stacks."""

_DIRECT = "D"
_ORIGIN = re.compile(
    r"(?P<scene>[dchn]):(?P<channel>[A-Z0-9]*):(?P<thread>[0-9.]*):(?P<message>[0-9.]*)"
    r":(?P<alone>[01]):(?P<nonce>[0-9a-f]+)"
)


class Scene(StrEnum):
    """What sort of place people see around what they did."""

    DIRECT = "d"
    """Their own direct messages with us."""

    CHANNEL = "c"
    """A channel, or direct messages of others in which a command was used."""

    HOME = "h"
    """Their home page."""

    NOWHERE = "n"
    """No place of ours: a shortcut that can be used anywhere."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where somebody did something.

    `message` is the timestamp of what was pressed, `is_alone` says that nobody else sees that.
    `window` is the modal it was pressed or sent in, `depth` which one of the stack from 1 on,
    `below` the one under it; the rest then tells where the first of them was opened.
    """

    team: str
    user: str
    scene: Scene
    channel: str = ""
    thread: str = ""
    message: str = ""
    is_alone: bool = False
    response_url: str = ""
    trigger: str = ""
    window: str = ""
    hash: str = ""
    depth: int = 0
    below: str = ""
    nonce: str = ""

    @property
    def is_theirs(self) -> bool:
        """Say whether whoever pressed is the only one who sees what was pressed."""
        return self.message != "" and (self.is_alone or self.scene is Scene.DIRECT)

    @property
    def has_room(self) -> bool:
        """Say whether another modal can be put upon this one."""
        return self.depth < MOST_WINDOWS

    def reached_by(self, response_url: str) -> "Spot":
        """Return the spot with a way to answer there."""
        return replace(self, response_url=response_url or self.response_url)

    def origin(self, nonce: str) -> str:
        """Write where this is as a modal's external id, unique by its nonce."""
        alone = str(int(self.is_alone))
        return f"{self.scene}:{self.channel}:{self.thread}:{self.message}:{alone}:{nonce}"


def fresh_nonce() -> str:
    """Make a name that no other modal has."""
    return secrets.token_hex(8)


def of_command(team: str, body: Mapping[str, Any], *, is_direct: bool) -> Spot:
    """Say where a slash command was used; `is_direct` in the person's own messages with us."""
    return Spot(
        team,
        text(body, "user_id"),
        Scene.DIRECT if is_direct else Scene.CHANNEL,
        channel=text(body, "channel_id"),
        response_url=text(body, "response_url"),
        trigger=text(body, "trigger_id"),
    )


def of_interaction(team: str, user: str, body: Mapping[str, Any]) -> Spot:
    """Say where a press, a shortcut or a sent form happened."""
    view = table(body.get("view"))
    here = Spot(
        team,
        user,
        Scene.NOWHERE,
        response_url=text(body, "response_url"),
        trigger=text(body, "trigger_id"),
    )
    if text(view, "type") == "home":
        return replace(here, scene=Scene.HOME, hash=text(view, "hash"))
    if view:
        return _in_window(here, view)
    return _in_message(here, body)


def is_direct(channel: str) -> bool:
    """Tell whether a channel is somebody's direct messages, ours or not."""
    return channel.startswith(_DIRECT)


def text(of: Mapping[str, Any], name: str) -> str:
    """Return a text of a payload, empty where it is missing or something else."""
    value = of.get(name)
    return value if isinstance(value, str) else ""


def table(value: object) -> Mapping[str, Any]:
    """Return an object of a payload, empty where it is missing or something else."""
    return value if isinstance(value, Mapping) else {}


def _in_message(here: Spot, body: Mapping[str, Any]) -> Spot:
    container, message = table(body.get("container")), table(body.get("message"))
    channel = text(table(body.get("channel")), "id") or text(container, "channel_id")
    if not channel:
        return here
    thread = text(container, "thread_ts") or text(message, "thread_ts")
    # A shortcut is used on a message of anybody's, which is not ours to change.
    pressed = text(container, "message_ts")
    is_alone = container.get("is_ephemeral") is True
    # What stands for good in direct messages is ours alone where we can write: with the person.
    is_own = is_direct(channel) and pressed != "" and not is_alone
    return replace(
        here,
        scene=Scene.DIRECT if is_own else Scene.CHANNEL,
        channel=channel,
        thread=thread,
        message=pressed,
        is_alone=is_alone,
    )


def _in_window(here: Spot, view: Mapping[str, Any]) -> Spot:
    window, root, below = (text(view, name) for name in ("id", "root_view_id", "previous_view_id"))
    depth = 1 if not below else 2 if below == root else MOST_WINDOWS
    here = replace(here, window=window, hash=text(view, "hash"), depth=depth, below=below)
    found = _ORIGIN.fullmatch(text(view, "external_id"))
    if found is None:
        return here
    return replace(
        here,
        scene=Scene(found["scene"]),
        channel=found["channel"],
        thread=found["thread"],
        message=found["message"],
        is_alone=found["alone"] == "1",
        nonce=found["nonce"],
    )
