"""Discord as a platform: events from servers and direct messages, cards to wherever they belong."""

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

import discord

from adapters.discord import offers, render, unread
from adapters.discord.answering import Answering
from adapters.discord.client import Client, Ears
from adapters.discord.delivery import Delivery
from adapters.discord.recent import Recent
from adapters.discord.supervision import Life, Supervision
from adapters.discord.wire import Wire
from adapters.discord.words import Words
from adapters.standing import Watch
from bot.commands import Command
from bot.errors import DeliveryProblem, TryLater
from bot.events import Actor, Event, Kind, Place, Removed, Surveyed
from bot.ports.platform import Address, Handle, Post
from bot.ports.readiness import Standing
from bot.ui.card import Card, Confirm

log = logging.getLogger(__name__)

PLATFORM = "discord"

TOLD_AGAIN = (1.0, 10.0)
"""Seconds to wait, unless Discord says longer, before an answer is sent directly once more."""

LONGEST_WAIT_SECONDS = 90.0
"""For how long an answer is worth waiting for: its person is still there."""


class DiscordPlatform:
    """One Discord application; its client is a new one after each lost connection."""

    name = PLATFORM

    def __init__(
        self,
        wire: Wire,
        words: Words,
        question: Callable[[str], Confirm | None],
        now: Callable[[], datetime],
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
        supervision: Supervision | None = None,
        ready: Callable[[str], None] = log.info,
    ) -> None:
        self.client: Client | None = None
        self.delivery = Delivery(lambda: self.client, words, now, pause, self._refused)
        self.recent = Recent(now)
        self._wire, self._words, self._question = wire, words, question
        self._now, self._pause = now, pause
        self._supervision = supervision or Supervision()
        self._ready = ready
        self._watch = Watch(now)
        self._leaving: asyncio.Task[None] | None = None

    async def run(self, handle: Handle, commands: Sequence[Command]) -> None:
        """Bring events to `handle` until cancelled; raises Denied when Discord wants none of us."""
        self._wire.lay()
        answering = Answering(
            handle, commands, self._words, self._question, self.recent, self._tell, self._pause
        )

        async def live(life: Life) -> None:
            await self._live(life, handle, answering, commands)

        await self._supervision.keep(live, self._watch.is_down)

    async def deliver(self, to: Address, card: Card, key: str) -> Post:
        """Show a new card; under the same key, only once for some minutes."""
        return await self.delivery.deliver(to, card, key)

    async def revise(self, post: Post, card: Card) -> Post:
        """Change a standing card."""
        return await self.delivery.revise(post, card)

    async def whisper(self, to: Address, card: Card) -> bool:
        """Show a card to somebody who used a control or command a moment ago, to them alone."""
        return await self.recent.whisper(to.user, render.layout(card, self._words))

    def standing(self) -> Standing:
        """Return whether every shard hears what happens now."""
        client = self.client
        if client is not None and client.is_reached:
            self._watch.is_up()
        elif self._watch.standing().is_ready:
            self._watch.is_down("lost")
        return self._watch.standing()

    async def look(self) -> None:
        """Note how it stands, so that a change is told with the time it was seen."""
        self.standing()

    async def _live(
        self, life: Life, handle: Handle, answering: Answering, commands: Sequence[Command]
    ) -> None:
        """Live one life of a client, from its making to its closing."""

        async def ready(guilds: Sequence[int]) -> None:
            life.was_ready = True
            self._ready(_live_in(len(guilds)))
            await surveyed(guilds)

        async def surveyed(guilds: Sequence[int]) -> None:
            await handle(self._surveyed(guilds))

        async def removed(guild: int) -> None:
            await handle(self._removed(guild))

        async def unreadable(client: discord.Client, interaction: object) -> None:
            await unread.apologise(client, interaction, self._words)

        hear, listen = answering.on_interaction, answering.on_message
        ears = Ears(hear, listen, unreadable, ready, surveyed, removed)
        pause, trace = self._supervision.pause, self.delivery.trace()
        client = Client(self._wire, ears, self._now, pause, trace)
        async with client:
            await client.login(self._wire.token)
            await client.may_start()
            registering = asyncio.create_task(self._offer(client, commands))
            self.client = client
            try:
                await client.connect()
            finally:
                self.client = None
                life.was_ready = life.was_ready and not client.is_worn_out
                registering.cancel()

    async def _offer(self, client: Client, commands: Sequence[Command]) -> None:
        if client.application_id is not None:
            await offers.register(client, client.application_id, commands, self._words)

    async def _tell(self, user: str, card: Card) -> bool:
        """Send somebody a direct message at once, in place of an answer that cannot be shown."""
        # Never the same key twice: each is a card of its own, however quickly they follow.
        key = f"{PLATFORM}:told:{secrets.token_hex(8)}"
        to = Address(PLATFORM, "", user=user)
        for waits in (*TOLD_AGAIN, None):
            try:
                await self.delivery.deliver(to, card, key)
            except TryLater as busy:
                if waits is None:
                    return False
                await self._pause(self._until(busy, waits))
            except (DeliveryProblem, discord.HTTPException):
                return False
            else:
                return True
        return False

    def _until(self, busy: TryLater, waits: float) -> float:
        """Return for how many seconds to wait: as Discord says, within reason."""
        if busy.until is None:
            return waits
        asked = (busy.until - self._now()).total_seconds()
        return min(max(asked, waits), LONGEST_WAIT_SECONDS)

    def _refused(self) -> None:
        """Begin anew where our token was refused: a login tells whether that is final."""
        if self.client is not None:
            self._leaving = asyncio.create_task(self.client.close())

    def _surveyed(self, guilds: Sequence[int]) -> Event:
        return self._noted("surveyed", "", Surveyed(frozenset(map(str, guilds))))

    def _removed(self, guild: int) -> Event:
        return self._noted("removed", str(guild), Removed())

    def _noted(self, what: str, space: str, doing: Surveyed | Removed) -> Event:
        key = f"{PLATFORM}:{what}:{space}:{self._now().isoformat()}"
        actor = Actor(PLATFORM, "", "", "")
        return Event(key, actor, Place(PLATFORM, space, "", Kind.CHANNEL), doing)


def _live_in(servers: int) -> str:
    return f"Live on Discord in {servers} server{'' if servers == 1 else 's'}."
