"""Delivering to Discord: letters put up once, changed in place, or explained if they cannot be."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Final

import aiohttp
import discord

from adapters.discord import permissions, render
from adapters.discord.faults import Trouble, Verdict
from adapters.discord.pacing import Openings
from adapters.discord.places import Places, Spot, is_snowflake, snowflake
from adapters.discord.render import Layout
from adapters.discord.requests import Declined, Requests
from adapters.discord.words import Words
from bot.errors import DeliveryProblem, Fault, TryLater, Unreachable
from bot.ports.platform import Address, Post
from bot.ui.card import Card

log = logging.getLogger(__name__)

NOBODY: Final = discord.AllowedMentions.none()

TAKEN_DOWN: Final = 0
"""Stands for a message that was deleted before we heard of its id."""

FRESH: Final = timedelta(minutes=1)
MOST_FRESH: Final = 64

_FAULTS: Final = {
    Trouble.CLOSED: Fault.CLOSED,
    Trouble.GONE: Fault.GONE,
    Trouble.DELETED: Fault.GONE,
}

_PASSING: Final = frozenset({Trouble.HASTY, Trouble.ARCHIVED})
"""Troubles that we have done what we can about, and that come back only in a race."""


@dataclass(slots=True)
class Delivery:
    """Puts cards up over whichever client there is; `refused` is told of a token that is not known.

    The client should be made with `http_trace=delivery.trace()`: so every answer is counted.
    """

    client: Callable[[], discord.Client | None]
    words: Words
    now: Callable[[], datetime]
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep
    refused: Callable[[], None] = lambda: None
    requests: Requests = field(init=False)
    places: Places = field(init=False)
    _shown: OrderedDict[str, tuple[Card, datetime]] = field(default_factory=OrderedDict)

    def __post_init__(self) -> None:
        self.requests = Requests(self.client, self.now, self.pause, self.refused)
        self.places = Places(self.requests, Openings(self.now, self.pause), self.words)

    def trace(self) -> aiohttp.TraceConfig:
        """Make what a client takes as its `http_trace`, one for each client."""
        return self.requests.traffic.trace()

    async def deliver(self, to: Address, card: Card, key: str) -> Post:
        """Put a card up; under the same key only once within some minutes."""
        self.requests.connected()
        layout = render.layout(card, self.words)
        try:
            spot = await self.places.find(to)
            message = await self._sent(spot, layout, nonce(to, key))
        except Declined as declined:
            raise await self._problem(to, declined.verdict) from declined
        address = replace(to, channel=str(spot.channel)) if spot.own else to
        return Post(address, f"{spot.channel}/{message}")

    async def revise(self, post: Post, card: Card) -> Post:
        """Change a standing card; what shows it already is left alone."""
        self.requests.connected()
        if self._is_shown(post, card):
            return post
        # From here on nobody knows what stands there, should the answer get lost.
        self._shown.pop(post.ref, None)
        layout = render.layout(card, self.words)
        try:
            channel, message = _read(post.ref)
            await self._opened(channel, lambda: self._edited(channel, message, layout))
        except Declined as declined:
            raise await self._problem(post.address, declined.verdict) from declined
        self._note(post, card)
        return post

    async def _sent(self, spot: Spot, layout: Layout, nonce: str) -> int:
        async def send(client: discord.Client) -> discord.Message:
            return await client.get_partial_messageable(spot.channel).send(
                view=layout.view,
                files=layout.files(),
                nonce=nonce,
                allowed_mentions=NOBODY,
            )

        try:
            sent = await self._opened(spot.channel, lambda: self.requests.ask(send))
        except Declined as declined:
            if declined.verdict.trouble is Trouble.DELETED:
                # Discord answers so where the same nonce had arrived and was deleted since.
                return TAKEN_DOWN
            raise
        return sent.id

    async def _edited(self, channel: int, message: int, layout: Layout) -> discord.Message:
        async def edit(client: discord.Client) -> discord.Message:
            standing = client.get_partial_messageable(channel).get_partial_message(message)
            return await standing.edit(
                view=layout.view, attachments=layout.files(), allowed_mentions=NOBODY
            )

        return await self.requests.ask(edit)

    async def _opened(
        self, channel: int, post: Callable[[], Awaitable[discord.Message]]
    ) -> discord.Message:
        """Post and, where that is a thread that was put away, open it and post again."""
        try:
            return await post()
        except Declined as declined:
            if declined.verdict.trouble is not Trouble.ARCHIVED:
                raise
        await self.places.unarchive(channel)
        return await post()

    async def _problem(self, to: Address, verdict: Verdict) -> DeliveryProblem:
        """Say what is wrong in words of the core, naming ids only."""
        if self._is_unavailable(to.space):
            # In an outage of a server its channels seem to be gone.
            return TryLater(f"{verdict.name}: server {to.space} is unavailable")
        where = " ".join(filter(None, (to.space, to.channel, to.user)))
        if verdict.trouble in _PASSING:
            return TryLater(f"{verdict.name} at {where}")
        fault = _FAULTS.get(verdict.trouble, Fault.BARRED)
        missing = await self._missing(to, verdict.trouble) if fault is Fault.BARRED else ()
        return Unreachable(f"{verdict.name} at {where}", fault, missing)

    async def _missing(self, to: Address, trouble: Trouble) -> tuple[str, ...]:
        if trouble is Trouble.LOCKED:
            return (permissions.MANAGE_THREADS,)
        if not (is_snowflake(to.space) and is_snowflake(to.channel)):
            return ()
        guild, channel, own = int(to.space), int(to.channel), bool(to.user)
        try:
            return await self.requests.ask(
                lambda client: permissions.look(client, guild, channel, own_thread=own)
            )
        except TryLater:
            return ()

    def _is_unavailable(self, space: str) -> bool:
        client = self.client()
        guild = client.get_guild(int(space)) if client and is_snowflake(space) else None
        return guild is not None and guild.unavailable

    def _is_shown(self, post: Post, card: Card) -> bool:
        """Tell whether this very card was put there a moment ago: many answers, one board."""
        shown, at = self._shown.get(post.ref, (None, self.now()))
        return shown == card and self.now() - at < FRESH

    def _note(self, post: Post, card: Card) -> None:
        if post.address.user:
            # A person's own posts also change under their presses, which nobody tells us.
            return
        self._shown[post.ref] = (card, self.now())
        self._shown.move_to_end(post.ref)
        if len(self._shown) > MOST_FRESH:
            self._shown.popitem(last=False)


def nonce(to: Address, key: str) -> str:
    """Return what makes Discord show a letter once: the same for the same letter and reader."""
    return blake2b(f"{key}\n{to.user}\n{to.channel}".encode(), digest_size=12).hexdigest()


def _read(ref: str) -> tuple[int, int]:
    channel, _, message = ref.partition("/")
    if snowflake(message) == TAKEN_DOWN:
        raise Declined(Verdict(Trouble.GONE, "taken down"))
    return snowflake(channel), snowflake(message)
