"""Where somebody stands: what a place is to the bot, and what they are offered there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.servers.discord import payloads
from tests.servers.discord.messages import Json

if TYPE_CHECKING:
    from tests.servers.discord.commands import Command
    from tests.servers.discord.people import User
    from tests.servers.discord.world import Channel


def context(at: Channel) -> int:
    """Return 0 in servers, 1 in direct messages with the bot, 2 in other private channels."""
    if at.guild is not None:
        return 0
    return 1 if len(at.people) == 1 else 2


def owners(user: User, at: Channel) -> Json:
    """Return who installed the bot, as far as it matters in this place."""
    found: Json = {}
    if at.guild is not None and at.guild.bot_in:
        found["0"] = str(at.guild.id)
    elif context(at) == 1:
        found["0"] = "0"
    if user.installed:
        found["1"] = str(user.id)
    return found


def present(user: User, at: Channel) -> None:
    """Raise AssertionError where somebody cannot act in a place."""
    assert not at.deleted, f"{at} was deleted"
    where = at.guild.name if at.guild and user not in at.guild.members else at
    assert at.is_open_to(user), f"{user} is not in {where}"


def offered(user: User, kind: int, name: str, at: Channel, forced: bool) -> Command:
    """Return a command; AssertionError where the client would not offer it, unless `forced`."""
    present(user, at)
    guild_id = at.guild.id if at.guild else None
    command = user.server.commands.find(kind, name, guild_id)
    if forced:
        return command
    where = context(at)
    installs = {int(key) for key in owners(user, at)} & command.installs
    assert where in command.contexts, f"{name!r} is not offered in context {where}"
    assert installs, f"{name!r} is not installed for {user} in {at}"
    if at.guild is not None and command.needs:
        may = int(payloads.member_permissions(at.guild, user))
        assert may & command.needs == command.needs, f"{name!r} is hidden from {user}"
    return command
