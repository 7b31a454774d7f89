"""Where letters are put up: direct messages, channels, threads, and threads of somebody's own."""

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Final

import discord

from adapters.discord.faults import Trouble, Verdict
from adapters.discord.pacing import Openings
from adapters.discord.requests import Declined, Requests
from adapters.discord.words import Words
from bot.errors import TryLater
from bot.ports.platform import Address

MOST_KNOWN: Final = 20_000
"""How many people's places are remembered: some megabytes."""

WEEK_IN_MINUTES: Final = 10080
"""After so long without a word Discord puts a thread away; it has no longer term."""

BOTH: Final = 2

LONGEST_NAME: Final = 100
"""Characters of a thread's name."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A channel of any kind that can be posted in; `own` if it is somebody's own thread."""

    channel: int
    own: bool = False


@dataclass(slots=True)
class Places:
    """Finds the channel that an address means, and makes or opens it where need be."""

    requests: Requests
    openings: Openings
    words: Words
    _direct: OrderedDict[int, int] = field(default_factory=OrderedDict)
    _owners: OrderedDict[int, int] = field(default_factory=OrderedDict)

    async def find(self, to: Address) -> Spot:
        """Return where to post; raises TryLater and Declined."""
        match to:
            case Address(user="", channel=channel):
                return Spot(snowflake(channel))
            case Address(user=user, channel=""):
                return Spot(await self._direct_messages(snowflake(user)))
            case _:
                own = await self._own_thread(snowflake(to.channel), snowflake(to.user))
                return Spot(own.id, own=True)

    async def unarchive(self, channel: int) -> None:
        """Open a thread again that Discord put away; raises TryLater and Declined."""
        place = await self.requests.ask(lambda client: client.fetch_channel(channel))
        if isinstance(place, discord.Thread):
            await self._open(place)

    async def _open(self, thread: discord.Thread) -> None:
        if thread.locked:
            raise Declined(Verdict(Trouble.LOCKED, "locked"))
        if thread.archived:
            await self.requests.ask(lambda client: thread.edit(archived=False))

    async def _direct_messages(self, user: int) -> int:
        known = self._direct.get(user)
        if known is None:
            await self.openings.turn()
            known = await self._opened(user)
        _remember(self._direct, user, known)
        return known

    async def _opened(self, user: int) -> int:
        try:
            channel = await self.requests.ask(
                lambda client: client.create_dm(discord.Object(user, type=discord.User))
            )
        except Declined as declined:
            if declined.verdict.trouble is Trouble.HASTY:
                raise TryLater(declined.verdict.name, self.openings.slow_down()) from declined
            raise
        return channel.id

    async def _own_thread(self, channel: int, user: int) -> discord.Thread:
        place = await self.requests.ask(lambda client: client.fetch_channel(channel))
        if isinstance(place, discord.Thread):
            if await self._belongs(place, user):
                await self._open(place)
                await self._meet(place, user)
                return place
            # Others read there: the channel around it has room for a thread of their own.
            parent = place.parent_id
            place = await self.requests.ask(lambda client: client.fetch_channel(parent))
        if not isinstance(place, discord.TextChannel):
            raise Declined(Verdict(Trouble.BARRED, "no place for private threads"))
        return await self._made(place, user)

    async def _belongs(self, thread: discord.Thread, user: int) -> bool:
        """Tell somebody's own thread from those of others, whoever may have picked them."""
        if not _is_own(thread, self.requests.connected()):
            return False
        if thread.id not in self._owners and thread.name == await self._name(user):
            _remember(self._owners, thread.id, user)
        return self._owners.get(thread.id) == user

    async def _name(self, user: int) -> str:
        """Name somebody's thread; account names are unique, so that the name finds it again."""
        person = await self.requests.ask(lambda client: client.fetch_user(user))
        return self.words.own_thread.format(name=person.name)[:LONGEST_NAME]

    async def _meet(self, thread: discord.Thread, user: int) -> None:
        """Make sure that somebody is still in their thread: who has left it reads nothing there."""

        async def is_in(client: discord.Client) -> bool:
            try:
                await thread.fetch_member(user)
            except discord.NotFound:
                return False
            return True

        # The two of us are counted; only if one seems to be missing is it worth a question.
        if thread.member_count < BOTH and not await self.requests.ask(is_in):
            raise Declined(Verdict(Trouble.CLOSED, "left the thread"))

    async def _made(self, channel: discord.TextChannel, user: int) -> discord.Thread:
        """Make somebody's thread, or find the one whose making we never heard of."""
        name = await self._name(user)

        async def find_or_make(client: discord.Client) -> discord.Thread:
            for thread in await channel.guild.active_threads():
                is_there = thread.parent_id == channel.id and thread.name == name
                if is_there and _is_own(thread, client):
                    return thread
            return await channel.create_thread(
                name=name,
                type=discord.ChannelType.private_thread,
                invitable=False,
                auto_archive_duration=WEEK_IN_MINUTES,
            )

        thread = await self.requests.ask(find_or_make)
        _remember(self._owners, thread.id, user)
        await self._open(thread)
        await self.requests.ask(lambda client: thread.add_user(discord.Object(user)))
        return thread


def _is_own(thread: discord.Thread, client: discord.Client) -> bool:
    """Tell the threads made here for one person from circles' threads, where others read."""
    made_here = client.user is not None and thread.owner_id == client.user.id
    return made_here and thread.is_private() and not thread.invitable


def _remember(known: OrderedDict[int, int], key: int, value: int) -> None:
    known[key] = value
    known.move_to_end(key)
    if len(known) > MOST_KNOWN:
        known.popitem(last=False)


def is_snowflake(written: str) -> bool:
    """Tell whether something can be an id."""
    return written.isascii() and written.isdigit()


def snowflake(written: str) -> int:
    """Read an id; raises Declined for what can be none."""
    if not is_snowflake(written):
        raise Declined(Verdict(Trouble.GONE, "no id"))
    return int(written)
