"""What happened on Discord, as events of ours; whatever fields are missing, the rest is read."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import discord

from bot.events import (
    Actor,
    CommandUsed,
    Deed,
    Event,
    Kind,
    Message,
    Place,
    Pressed,
    Said,
)
from bot.ui import markup

PLATFORM = "discord"

LONGEST_NAME = 80
"""Characters of a person's name; what comes behind them is cut off."""

_FILLED = frozenset({5, 6, 7, 8})
"""Menus that Discord fills with people, roles and channels: it tells which of these it knows."""

_STRING = 3
_TEXT_INPUT = 4
_MENTION = re.compile(r"<(@[!&]?|#)(\d{1,20})>")
_PAGE = "https://discord.com/channels"

Interaction = discord.Interaction[Any]


def event(interaction: Interaction, doing: Deed) -> Event | None:
    """Tell what somebody did through an interaction; None if it does not say who."""
    who = _who(interaction)
    if who is None:
        return None
    return Event(key(interaction), _actor(interaction, who), place(interaction), doing)


def key(source: Interaction | discord.Message) -> str:
    """Name what came in, the same whenever Discord tells it."""
    return f"{PLATFORM}:{source.id}"


def user(interaction: Interaction) -> str:
    """Return the id of whoever did it, empty where that is missing."""
    who = _who(interaction)
    return str(who.id) if who else ""


def place(interaction: Interaction) -> Place:
    """Say where it happened: a server that has the bot, or else somewhere as private as a DM."""
    channel = str(interaction.channel_id or "")
    if interaction.guild_id is not None and is_at_home(interaction):
        return Place(PLATFORM, str(interaction.guild_id), channel, Kind.CHANNEL)
    return Place(PLATFORM, "", channel, Kind.DM)


def is_at_home(interaction: Interaction) -> bool:
    """Say whether the bot itself is where this happened: in that server, or in its own DM."""
    if interaction.guild_id is None:
        return interaction.context.dm_channel is True
    if interaction.is_guild_integration():
        return True
    is_brought = _who(interaction) is not None and interaction.is_user_integration()
    return not is_brought and interaction.client.get_guild(interaction.guild_id) is not None


def is_own_dm(interaction: Interaction) -> bool:
    """Say whether this happened in somebody's direct messages with the bot."""
    return interaction.guild_id is None and is_at_home(interaction)


def used(interaction: Interaction, action: str) -> CommandUsed:
    """Read a slash command's one option, or the message that a menu was opened on."""
    data = _table(interaction.data)
    target = data.get("target_id")
    if target is None:
        return CommandUsed(action, option(data))
    return CommandUsed(action, about=_about(interaction, str(target), data))


def option(data: Mapping[str, Any]) -> str:
    """Return what was written behind a command, or is being written."""
    options = [_table(each) for each in _items(data.get("options"))]
    values = [each.get("value") for each in options if each.get("type", _STRING) == _STRING]
    return next((value for value in values if isinstance(value, str)), "")


def pressed(interaction: Interaction, packed: str) -> Pressed:
    """Read a press, with what was picked: values, or ids of people or channels."""
    data = _table(interaction.data)
    picked = [str(each) for each in _items(data.get("values")) if isinstance(each, str | int)]
    if data.get("component_type") in _FILLED:
        there = _resolved(data)
        picked = [each for each in picked if each in there]
    return Pressed(packed, tuple(picked))


def written(interaction: Interaction) -> tuple[str, ...]:
    """Return what was typed into a form, whosever form it is."""
    return tuple(_written(_table(interaction.data).get("components")))


def said(message: discord.Message, me: discord.ClientUser) -> Event | None:
    """Tell what somebody said to the bot; None for all that is not meant for it.

    A reply to a message of the bot is meant for it if the writer left the ping on.
    """
    author = getattr(message, "author", None)
    if author is None or author.bot or message.webhook_id is not None or message.is_system():
        return None
    is_dm = isinstance(message.channel, discord.DMChannel)
    if not is_dm and all(other.id != me.id for other in _mentions(message)):
        return None
    actor = Actor(PLATFORM, "", str(author.id), _name(author))
    channel = str(message.channel.id)
    where = Place(PLATFORM, "", channel, Kind.DM)
    if not is_dm:
        where = Place(PLATFORM, _space(message), channel, Kind.CHANNEL)
    return Event(key(message), actor, where, Said(_spoken(message, me)))


def _actor(interaction: Interaction, who: discord.User | discord.Member) -> Actor:
    may, is_inside = interaction.permissions, place(interaction).kind is Kind.CHANNEL
    # Whatever a payload has there is taken over by the library.
    locale: object = interaction.locale.value
    return Actor(
        PLATFORM,
        "",
        str(who.id),
        _name(who),
        locale=locale if isinstance(locale, str) else "en",
        # Where we are only brought along, what somebody may do is about a server that is not ours.
        is_admin=is_inside and (may.manage_guild or may.administrator),
    )


def _who(interaction: Interaction) -> discord.User | discord.Member | None:
    # The library puts something falsy there where a payload names nobody.
    who: discord.User | discord.Member | None = interaction.user
    return who if isinstance(who, discord.User | discord.Member) else None


def _name(who: discord.User | discord.Member) -> str:
    return markup.clean(who.display_name or "", LONGEST_NAME) or str(who.id)


def _about(interaction: Interaction, target: str, data: Mapping[str, Any]) -> Message:
    found = _table(_table(_table(data.get("resolved")).get("messages")).get(target))
    author = str(_table(found.get("author")).get("id") or "")
    channel = str(found.get("channel_id") or interaction.channel_id or "")
    # Other people's words stay where they are: only an author hands over what they wrote.
    is_own = author != "" and author == user(interaction)
    text = str(found.get("content") or "") if is_own else ""
    link = f"{_PAGE}/{interaction.guild_id or '@me'}/{channel}/{target}"
    return Message(channel, target, author, link, text)


def _resolved(data: Mapping[str, Any]) -> set[str]:
    """Return the ids that Discord itself found where somebody is; a client may name any others."""
    return {str(id_) for kind in _table(data.get("resolved")).values() for id_ in _table(kind)}


def _space(message: discord.Message) -> str:
    if message.guild is not None:
        return str(message.guild.id)
    return str(getattr(message.channel, "guild_id", None) or "")


def _spoken(message: discord.Message, me: discord.ClientUser) -> str:
    """Return the words without the mention of the bot, and other mentions as plain names."""
    names = {f"@{other.id}": f"@{other.display_name}" for other in _mentions(message)}
    names |= {f"&{role.id}": f"@{role.name}" for role in getattr(message, "role_mentions", ())}
    names[f"@{me.id}"] = ""

    def plain(mention: re.Match[str]) -> str:
        kind, id_ = mention.groups()
        return names.get(f"{'&' if '&' in kind else kind[0]}{id_}", mention.group())

    return _MENTION.sub(plain, message.content or "").strip()


def _written(components: object) -> Iterator[str]:
    for part in map(_table, _items(components)):
        yield from _written([part["component"]] if "component" in part else part.get("components"))
        value = part.get("value")
        if part.get("type") == _TEXT_INPUT and isinstance(value, str):
            yield value


def _mentions(message: discord.Message) -> Sequence[discord.User | discord.Member]:
    # The library leaves out what a payload leaves out.
    return getattr(message, "mentions", ())


def _table(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _items(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
