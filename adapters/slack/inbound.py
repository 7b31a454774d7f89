"""What happened on Slack, as events of ours; whatever fields are missing, the rest is read."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from adapters.slack import ids
from adapters.slack.people import Profile
from adapters.slack.spot import Scene, Spot, is_direct, table, text
from bot import events
from bot.commands import Command, Kind
from bot.events import Actor, CommandUsed, Message, Place, Pressed, Said
from bot.ui import markup as marks

PLATFORM = "slack"

UNREADABLE = "0.unreadable"
"""An action that the core does not know, and answers as one that is out of date."""

LONGEST_NAME = 80
"""Characters of a person's name; what comes behind them is cut off."""

_HELP = "help"
_TOKEN = re.compile(
    r"<(?:([@#!])([A-Za-z0-9^{}_ ,:-]+)|((?:https?|mailto|tel):[^<>|]+))(?:\|([^<>]*))?>"
)
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}
_ENTITY = re.compile("&(?:lt|gt|amp);")
_CALLED = re.compile(r"/?(\S+)\s*(.*)", re.DOTALL)
_SPEECH = frozenset({"", "file_share", "me_message", "thread_broadcast"})
"""Subtypes of messages in which a person says something."""

Json = Mapping[str, Any]


class Profiles(Protocol):
    """What is known of people."""

    async def profile(self, team: str, user: str) -> Profile | None:
        """Return what is known of somebody; None if that is nothing."""
        ...

    def heard(self, team: str, told: Json) -> Profile:
        """Take in somebody's new profile, as `user_change` tells it."""
        ...

    def quiet_changed(self, team: str, user: str) -> None:
        """Take note that somebody's quiet times are others now, as `dnd_updated_user` tells it."""
        ...


# Who and where


def team(body: Json) -> str:
    """Return the workspace in which it happened, empty where that is missing."""
    told = text(body, "team_id") or text(table(body.get("team")), "id")
    return told or text(table(body.get("user")), "team_id")


def enterprise(body: Json) -> str:
    """Return the organisation in which it happened, empty outside of one."""
    return text(body, "enterprise_id") or text(table(body.get("enterprise")), "id")


def user(body: Json) -> str:
    """Return who pressed, sent or used something, empty where that is missing."""
    return text(table(body.get("user")), "id") or text(body, "user_id")


def actor(team: str, user: str, known: Profile | None) -> Actor:
    """Say who did it."""
    known = known or Profile(user, "")
    name = marks.clean(known.name, LONGEST_NAME) or user
    locale, zone = known.locale or "en", known.zone or None
    return Actor(PLATFORM, team, user, name, locale, zone, known.is_admin)


def place(spot: Spot) -> Place:
    """Say where it happened: the home page, a channel, or somewhere as private as a DM."""
    if spot.scene is Scene.HOME:
        return Place(PLATFORM, spot.team, "", events.Kind.HOME)
    is_channel = spot.scene is Scene.CHANNEL and not is_direct(spot.channel)
    kind = events.Kind.CHANNEL if is_channel else events.Kind.DM
    return Place(PLATFORM, spot.team, spot.channel, kind, spot.thread)


def nobody() -> Actor:
    """Stand for whoever is behind what happens to a whole workspace."""
    return Actor(PLATFORM, "", "", "")


# Keys, the same whenever Slack tells it


def key_of_event(body: Json) -> str:
    """Name an event; one without an id by what it is about."""
    told = text(body, "event_id")
    inner = table(body.get("event"))
    return _key(told or ":".join((text(inner, "type"), text(inner, "user"), text(inner, "ts"))))


def key_of_command(body: Json) -> str:
    """Name the use of a command or shortcut."""
    return _key(text(body, "trigger_id") or text(body, "action_ts"))


def key_of_press(body: Json, action: Json) -> str:
    """Name a press; each click is one of its own."""
    stamp = text(action, "action_ts") or text(body, "action_ts") or text(body, "trigger_id")
    return _key(stamp, user(body))


def key_of_form(body: Json) -> str:
    """Name a form that was sent: sending the same one twice is once."""
    view = table(body.get("view"))
    return _key(text(view, "id"), text(view, "hash"))


# What was done


def used(body: Json, commands: Sequence[Command]) -> CommandUsed | Said:
    """Read what stands behind the slash command: a command of ours, or words nobody else sees."""
    words = spoken(text(body, "text"))
    found = _CALLED.fullmatch(words)
    name = found[1].lower() if found else _HELP
    named = (each for each in commands if each.kind is Kind.WORD and each.name == name)
    command = next(named, None)
    if command is None:
        return Said(words, quietly=True)
    return CommandUsed(command.action, found[2] if found else "")


def called(body: Json, commands: Sequence[Command]) -> CommandUsed | None:
    """Read a shortcut, which names a command by its callback id; None for one of old."""
    id_ = text(body, "callback_id")
    is_on_message = text(body, "type") == "message_action"
    kind = Kind.MESSAGE if is_on_message else Kind.WORD
    command = next((each for each in commands if each.kind is kind and _is(each, id_)), None)
    if command is None:
        return None
    return CommandUsed(command.action, about=_about(body) if is_on_message else None)


def pressed(action: Json) -> Pressed:
    """Read a press, with what was picked: values, or ids of people or channels."""
    return ids.read_press(action) or Pressed(UNREADABLE)


def written(view: Json) -> tuple[str, ...]:
    """Return what was typed into a form, whosever form it is."""
    state = table(table(view.get("state")).get("values"))
    controls = (table(control) for block in state.values() for control in table(block).values())
    typed = (text(control, "value") for control in controls if "value" in control)
    return tuple(words for words in typed if words)


def is_speech(event: Json) -> bool:
    """Tell whether a message is a person's own words, and new."""
    is_bot = event.get("bot_id") or event.get("hidden")
    return text(event, "subtype") in _SPEECH and not is_bot and text(event, "user") != ""


def spoken(words: str, me: str = "") -> str:
    """Return words as they were typed: no mention of `me`, names for ids, no escapes."""

    def plain(token: re.Match[str]) -> str:
        sign, id_, address, label = token.groups()
        if sign == "@":
            return "" if id_ == me else f"@{label or id_}"
        if sign == "#":
            return f"#{label or id_}"
        if sign == "!":
            return label or f"@{id_.partition('^')[0]}"
        return label or address

    said = _TOKEN.sub(plain, words)
    return _ENTITY.sub(lambda found: _ENTITIES[found.group()], said).strip()


def _about(body: Json) -> Message:
    found, channel = table(body.get("message")), text(table(body.get("channel")), "id")
    ts = text(body, "message_ts") or text(found, "ts")
    author = text(found, "user")
    # Other people's words stay where they are: only an author hands over what they wrote.
    is_own = author != "" and author == user(body)
    said = spoken(text(found, "text")) if is_own else ""
    domain = text(table(body.get("team")), "domain")
    link = f"https://{domain}.slack.com/archives/{channel}/p{ts.replace('.', '')}"
    return Message(channel, ts, author, link if domain and channel else "", said)


def _is(command: Command, id_: str) -> bool:
    return id_ != "" and id_ in (command.name, command.action)


def _key(*parts: str) -> str:
    return ":".join((PLATFORM, *parts))
