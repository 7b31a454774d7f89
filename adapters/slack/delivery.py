"""Delivering to Slack: letters put up once, changed in place, or explained if they cannot be."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import marks, render
from adapters.slack.faults import Trouble, Verdict
from adapters.slack.marks import Marks
from adapters.slack.markup import Json
from adapters.slack.pacing import POST
from adapters.slack.people import People
from adapters.slack.pictures import Pictures
from adapters.slack.places import Places
from adapters.slack.render import Payload
from adapters.slack.requests import PAUSES, ClientFor, Declined, Requests, Unclear
from adapters.slack.words import Words
from bot.errors import Fault, TryLater, Unreachable
from bot.ports.platform import Address, Post
from bot.ui.card import Card

log = logging.getLogger(__name__)

FRESH: Final = timedelta(minutes=1)
MOST_FRESH: Final = 64

NUDGES: Final = "nudge:"
"""How the keys of those letters begin that can wait until somebody wants notifications again."""

LONGEST_HOLD: Final = timedelta(hours=10)
"""For how long one of them waits at most: a night, and less than the least it stays worth."""

MOST_HELD: Final = 4096

_FAULTS: Final = {Trouble.CLOSED: Fault.CLOSED, Trouble.GONE: Fault.GONE}


@dataclass(slots=True)
class Delivery:
    """Puts cards up with the client of each workspace; `requests` may be made with more ears."""

    client_for: ClientFor
    words: Words
    now: Callable[[], datetime]
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep
    ended: Callable[[str, str], None] = lambda team, why: None
    expired: Callable[[str, str], Awaitable[None]] | None = None
    requests: Requests = field(init=False)
    people: People = field(init=False)
    pictures: Pictures = field(init=False)
    places: Places = field(init=False)
    marks: Marks = field(init=False)
    _shown: OrderedDict[str, tuple[Card, datetime]] = field(default_factory=OrderedDict)
    _held: OrderedDict[str, datetime] = field(default_factory=OrderedDict)

    def __post_init__(self) -> None:
        self.requests = Requests(self.client_for, self.now, self.pause, self.ended)
        if self.expired is not None:
            self.requests.expired = self.expired
        self.people = People(self.requests, self.now)
        self.pictures = Pictures(self.requests, self.now, self.pause)
        self.places = Places(self.requests)
        self.marks = Marks(self.requests, self.now)

    async def deliver(self, to: Address, card: Card, key: str) -> Post:
        """Put a card up, under the same key only once; see Marks for how sure that is."""
        await self.requests.connected(to.space)
        if to.user and key.startswith(NUDGES):
            await self._hold(to, key)
        payload = render.message(card, self.words)
        mark = marks.mark_for(to, key)
        try:
            channel, ts = await self._placed(to, payload, mark)
        except Declined as declined:
            raise self._problem(to, declined.verdict) from declined
        return Post(to, f"{channel}/{ts}")

    async def revise(self, post: Post, card: Card) -> Post:
        """Change a standing card; what shows it already is left alone."""
        team = post.address.space
        await self.requests.connected(team)
        if self._is_shown(post, card):
            return post
        # From here on nobody knows what stands there, should the answer get lost.
        self._shown.pop(post.ref, None)
        channel, _, ts = post.ref.partition("/")
        if not channel or not ts or ts == marks.UNKNOWN:
            raise Unreachable(f"nothing is known to stand at {post.ref}", Fault.GONE)
        try:
            await self._edited(team, channel, ts, render.message(card, self.words))
        except Declined as declined:
            raise self._problem(post.address, declined.verdict) from declined
        self._note(post, card)
        return post

    async def _hold(self, to: Address, key: str) -> None:
        """Raise TryLater while somebody wants no notifications, for a night at most."""
        until, now = await self.people.quiet_until(to.space, to.user), self.now()
        first = self._held.setdefault(key, now)
        last = first + LONGEST_HOLD
        if until is not None and now < last:
            if len(self._held) > MOST_HELD:
                self._held.popitem(last=False)
            raise TryLater(f"{to.user} wants no notifications now", min(until, last))
        del self._held[key]

    async def _placed(self, to: Address, payload: Payload, mark: str) -> tuple[str, str]:
        channel = await self.places.find(to)
        try:
            return channel, await self._sent(to.space, channel, payload, mark)
        except Declined as declined:
            is_moved = declined.verdict.trouble is Trouble.HIDDEN and self.places.forget(to)
            if not is_moved:
                raise
        channel = await self.places.find(to)
        return channel, await self._sent(to.space, channel, payload, mark)

    async def _sent(self, team: str, channel: str, payload: Payload, mark: str) -> str:
        """Put a letter up unless it stands, and return its timestamp."""
        for pause in (*PAUSES, None):
            standing = await self.marks.standing(team, channel, mark)
            if standing is not None:
                return standing
            try:
                return await self._posted(team, channel, payload, mark)
            except asyncio.CancelledError:
                # Whoever gave up waiting may come back with the same letter.
                self.marks.doubt(mark)
                raise
            except Unclear as unclear:
                self.marks.doubt(mark)
                after = unclear.verdict.after
                if pause is None or after is not None:
                    until = self.now() + after if after else None
                    raise TryLater(f"{POST}: {unclear}", until) from unclear
            await self.pause(pause)
        raise AssertionError("the last try returns or raises")

    async def _posted(self, team: str, channel: str, payload: Payload, mark: str) -> str:
        async def show(blocks: list[Json]) -> str:
            async def post(client: AsyncWebClient) -> str:
                told = await client.chat_postMessage(
                    channel=channel,
                    text=payload.text,
                    blocks=blocks,
                    unfurl_links=False,
                    unfurl_media=False,
                    link_names=False,
                    metadata=marks.metadata(mark),
                )
                return str(told["ts"])

            return await self.requests.ask(team, POST, post, channel=channel, twice=False)

        shown = self.pictures.shown(team, payload, show, channel=channel, mark=mark)
        return self.marks.stands(mark, await shown)

    async def _edited(self, team: str, channel: str, ts: str, payload: Payload) -> None:
        async def show(blocks: list[Json]) -> None:
            async def update(client: AsyncWebClient) -> None:
                await client.chat_update(
                    channel=channel,
                    ts=ts,
                    text=payload.text,
                    blocks=blocks,
                    link_names=False,
                    # Left out, Slack would look for names and addresses to link.
                    parse="none",
                )

            await self.requests.ask(team, "chat.update", update)

        await self.pictures.shown(team, payload, show, channel=channel, mark=ts)

    def _problem(self, to: Address, verdict: Verdict) -> Unreachable:
        """Say what is wrong in words of the core, naming ids only."""
        where = " ".join(filter(None, (to.space, to.channel, to.user)))
        is_outside = verdict.trouble in (Trouble.HIDDEN, Trouble.OUTSIDE)
        if is_outside and to.user:
            return Unreachable(f"{verdict.name} at {where}", Fault.GONE)
        missing = (self.words.invite,) if is_outside else verdict.missing
        fault = _FAULTS.get(verdict.trouble, Fault.BARRED)
        return Unreachable(f"{verdict.name} at {where}", fault, missing)

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
