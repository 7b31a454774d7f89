"""Our client of Discord's library: asks for the least, keeps next to nothing, ends politely."""

import asyncio
import hashlib
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import aiohttp
import discord
import yarl
from discord.shard import SessionStartLimits

from adapters.discord import supervision
from adapters.discord.listening import Listening
from adapters.discord.supervision import BETWEEN_STARTS_SECONDS, Pause
from adapters.discord.wire import Wire
from bot.errors import Denied

log = logging.getLogger(__name__)

LONGEST_WAIT_SECONDS = 30.0
"""For how long a request may wait for a rate limit; beyond, its letter comes again later."""

FINISH_SECONDS = 5.0
"""For how long answers under way may keep a client from closing."""

MOST_LOSSES = 10
"""How often in a minute a shard may lose its connection: the library comes back without a pause."""

# Voice is nothing we do, so the library need not warn that it cannot.
discord.VoiceClient.warn_nacl = False
discord.VoiceClient.warn_dave = False


@dataclass(frozen=True, slots=True)
class Ears:
    """Who is told what happened; the last three are given ids of servers."""

    interaction: Callable[[discord.Interaction], Awaitable[None]]
    message: Callable[[discord.Message, discord.ClientUser], Awaitable[None]]
    unreadable: Callable[[discord.Client, object], Awaitable[None]]
    ready: Callable[[Sequence[int]], Awaitable[None]]
    surveyed: Callable[[Sequence[int]], Awaitable[None]]
    removed: Callable[[int], Awaitable[None]]


def intents() -> discord.Intents:
    """Return what we ask to hear: servers coming and going, messages to us; nothing privileged."""
    return discord.Intents(guilds=True, dm_messages=True, guild_messages=True)


class Client(discord.AutoShardedClient):
    """One connection to Discord, used until it ends and then never again."""

    def __init__(
        self,
        wire: Wire,
        ears: Ears,
        now: Callable[[], datetime],
        pause: Pause,
        trace: aiohttp.TraceConfig,
    ) -> None:
        super().__init__(
            intents=intents(),
            chunk_guilds_at_startup=False,
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,
            allowed_mentions=discord.AllowedMentions.none(),
            max_ratelimit_timeout=LONGEST_WAIT_SECONDS,
            guild_ready_timeout=wire.settle_seconds,
            heartbeat_timeout=wire.silence_seconds,
            http_trace=trace,
        )
        self.is_worn_out = False
        self._ears, self._now, self._rest = ears, now, pause
        self._launched: set[int] = set()
        self._begun: set[int | None] = set()
        self._losses: deque[datetime] = deque()
        self._at_work: set[asyncio.Task[Any]] = set()
        self._leaving: asyncio.Task[None] | None = None
        self._is_live = False
        self._away: set[int] = set()

    @property
    def is_reached(self) -> bool:
        """Whether all servers were told, and no shard has lost its connection since."""
        return self._is_live and not self._away and not self.is_closed()

    def _get_state(self, **options: Any) -> Listening:
        self._listening = Listening(
            dispatch=self.dispatch,
            handlers=self._handlers,
            hooks=self._hooks,
            http=self.http,
            **options,
        )
        return self._listening

    async def launch_shard(
        self, gateway: yarl.URL, shard_id: int, *, initial: bool = False
    ) -> None:
        """Connect one shard, once: the library would try again by itself for ever."""
        if shard_id in self._launched:
            raise ConnectionError("the gateway could not be reached")
        self._launched.add(shard_id)
        await super().launch_shard(gateway, shard_id, initial=initial)

    async def may_start(self) -> None:
        """Wait until as many sessions may be begun as there are to be shards."""
        shards, _, limits = await self.http.get_bot_gateway()
        await supervision.wait_to_start(SessionStartLimits(**limits), shards, self._rest)

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Keep to Discord's limits for beginning sessions; each shard's first has waited before."""
        if shard_id in self._begun:
            supervision.hold_back(await self.fetch_session_start_limits())
        self._begun.add(shard_id)
        if not initial:
            await self._rest(BETWEEN_STARTS_SECONDS)

    async def connect(self, *, reconnect: bool = False) -> None:
        """Hear what happens until the connection ends, or is lost for more than a moment."""
        try:
            await super().connect(reconnect=reconnect)
        finally:
            await self._listening.hang_up()

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Somebody used a command, a control or a form."""
        await self._work(self._ears.interaction(interaction))

    async def on_message(self, message: discord.Message) -> None:
        """Somebody wrote where we can read it."""
        if self.user is not None:
            await self._work(self._ears.message(message, self.user))

    async def on_unreadable(self, name: str, data: object) -> None:
        """Something came that cannot be read; of it, an interaction may still be answered."""
        if name == "INTERACTION_CREATE":
            await self._work(self._ears.unreadable(self, data))

    async def on_ready(self) -> None:
        """All shards are connected and have told their servers; said anew, it is no news."""
        if not self.is_closed() and not self._is_live:
            self._is_live = True
            await self._ears.ready([guild.id for guild in self.guilds])

    async def on_shard_ready(self, shard_id: int) -> None:
        """A shard has told its servers; where it had done so before, some may have gone since."""
        self._away.discard(shard_id)
        await self._survey()

    async def on_shard_resumed(self, shard_id: int) -> None:
        """A shard has its connection back."""
        self._away.discard(shard_id)

    async def on_shard_disconnect(self, shard_id: int) -> None:
        """A shard lost its connection, for a moment or for longer."""
        self._away.add(shard_id)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """A server let the bot in."""
        await self._survey()

    async def on_disconnect(self) -> None:
        """A shard lost its connection; with too many losses there had better be a rest."""
        now = self._now()
        self._losses.append(now)
        while now - self._losses[0] > timedelta(minutes=1):
            self._losses.popleft()
        if len(self._losses) > MOST_LOSSES * max(len(self.shards), 1):
            self.is_worn_out = True
            await self.close()

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """A server took the bot out; one that is only unavailable is not told here."""
        await self._ears.removed(guild.id)

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        """Log what went wrong in one of the above: the last line of defence."""
        of = getattr(args[0], "id", "") if args else ""
        reference = hashlib.sha256(f"{event_method}:{of}".encode()).hexdigest()[:8]
        log.error("%s failed, reference %s", event_method, reference, exc_info=True)  # noqa: LOG014

    async def close(self) -> None:
        """Hear nothing more, let the answers under way be given, and disconnect."""
        if self._leaving is None:
            self._leaving = asyncio.create_task(self._leave())
        # Whoever else wants it closed, or gives up waiting, cuts nobody's answer off.
        await asyncio.wait({self._leaving})
        await super().close()

    async def _leave(self) -> None:
        await asyncio.gather(*(shard.disconnect() for shard in self.shards.values()))
        if self._at_work:
            await asyncio.wait(self._at_work, timeout=FINISH_SECONDS)

    async def _survey(self) -> None:
        if self._is_live and not self.is_closed():
            await self._ears.surveyed([guild.id for guild in self.guilds])

    async def _work(self, answering: Awaitable[None]) -> None:
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - the library runs each event in a task of its own
        self._at_work.add(task)
        try:
            await answering
        finally:
            self._at_work.discard(task)


async def application_id(wire: Wire) -> int:
    """Ask Discord whose token this is; raises Denied, or ConnectionError when it cannot say."""
    wire.lay()
    async with discord.Client(intents=discord.Intents.none()) as client:
        try:
            await client.login(wire.token)
        except discord.LoginFailure as refused:
            raise Denied(supervision.refusal(refused, was_ready=False)) from refused
        except (OSError, aiohttp.ClientError, discord.HTTPException) as away:
            kind = type(away).__name__
            raise ConnectionError(f"Discord could not be reached ({kind}). Try again.") from away
        assert client.application_id is not None  # noqa: S101 - a login asks for it
        return client.application_id
