"""Slack as a platform: events from workspaces and direct messages, cards to where they belong."""

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from datetime import datetime, timedelta
from typing import Any

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import attempts
from adapters.slack.answering import Answering
from adapters.slack.app import Ears, Work
from adapters.slack.delivery import Delivery
from adapters.slack.home import Owner
from adapters.slack.probe import Probe
from adapters.slack.recent import Recent
from adapters.slack.requests import Mistake
from adapters.slack.socket import SocketMode
from adapters.slack.supervision import Supervision
from adapters.slack.tokens import Token, Tokens, speaking
from adapters.slack.web import Front, WebMode
from adapters.slack.wire import Socket, Web, Wire
from adapters.slack.words import Words
from adapters.standing import Watch
from bot.commands import Command
from bot.errors import DeliveryProblem, StoreProblem, TryLater, Unreachable
from bot.events import Actor, Event, Kind, Place, Removed, Surveyed
from bot.ports.installations import Installations
from bot.ports.pages import Pages
from bot.ports.platform import Address, Handle, Post
from bot.ports.readiness import Standing
from bot.ui.card import Card

log = logging.getLogger(__name__)

PLATFORM = "slack"

BELIEVED = timedelta(seconds=10)
"""For how long a socket is taken to be there without a look at it; there is one each second."""

OWN = ""
"""Stands for the workspace, or all of them, whose token was set."""


class SlackPlatform:
    """One Slack app, in one workspace or in many."""

    name = PLATFORM

    def __init__(
        self,
        wire: Wire,
        words: Words,
        now: Callable[[], datetime],
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
        supervision: Supervision | None = None,
        ready: Callable[[str], None] = log.info,
        installations: Installations | None = None,
        began: Callable[[int], None] = lambda port: None,
        front: Front | None = None,
        pages: Pages | None = None,
    ) -> None:
        """Set up; for signed requests `installations` and a `front` are needed.

        `began` is then told the port. `pages` knows whose home pages are open.
        """
        self.delivery = Delivery(
            self.client_for, words, now, pause, ended=self._refused, expired=self._expired
        )
        self.recent = Recent(now)
        self.work = Work()
        self._wire, self._words, self._now, self._pause = wire, words, now, pause
        self._supervision = supervision or Supervision()
        self._ready, self._installations, self._began = ready, installations, began
        self._front, self._pages = front, pages
        self._watch = Watch(now, BELIEVED if isinstance(wire.way, Socket) else None)
        self._probe = Probe(now)
        self._answering: Answering | None = None
        self._way: SocketMode | WebMode | None = None
        self._beside: set[asyncio.Task[None]] = set()
        self._client: AsyncWebClient | None = None
        self._tokens: Tokens | None = None

    async def run(self, handle: Handle, commands: Sequence[Command]) -> None:
        """Bring events to `handle` until cancelled; raises Denied when Slack wants none of us."""
        self._answering = answering = Answering(
            handle,
            commands,
            self._words,
            self.recent,
            self._tell,
            self.delivery.people,
            self._pause,
            self.delivery.pictures,
            self._ended,
            self.delivery.requests.may,
            self._pages,
        )

        async def live(teams: Sequence[str] | None) -> None:
            self._ready(_live_in(teams))
            if teams is not None:
                await handle(self._surveyed(teams))

        ears = Ears(self._met, live)
        try:
            async with aiohttp.ClientSession() as session:
                self._way = self._mode(answering)
                await self._way.run(session, ears)
        finally:
            self._client = None
            for task in self._beside:
                task.cancel()

    async def deliver(self, to: Address, card: Card, key: str) -> Post:
        """Show a new card; under the same key, only once for some minutes."""
        post = await self.delivery.deliver(to, card, key)
        if to.user:
            self._renew(to.space, to.user)
        return post

    async def revise(self, post: Post, card: Card) -> Post:
        """Change a standing card."""
        return await self.delivery.revise(post, card)

    async def whisper(self, to: Address, card: Card) -> bool:
        """Show a card to somebody who used a control or command a moment ago, to them alone."""
        return await self.recent.whisper(to.space, to.user, card)

    def standing(self) -> Standing:
        """Return whether people can reach us now, and Slack takes what we say."""
        reached, asked = self._watch.standing(), self._probe.watch.standing()
        return reached if asked.is_ready or not reached.is_ready else asked

    async def look(self) -> None:
        """Ask Slack whether we are still wanted; where our only token is not, begin anew."""
        if self._client is None or self._tokens is None:
            return
        kept = self._installations if isinstance(self._wire.way, Web) else None
        try:
            teams = await kept.places(PLATFORM) if kept else (OWN,)
            refused = await self._probe.ask(self._client, self._tokens, teams)
        except StoreProblem:
            self._probe.watch.is_down("database")
            return
        if refused and isinstance(self._way, SocketMode):
            self._way.begin_anew()

    async def client_for(self, team: str, enterprise: str = "") -> AsyncWebClient:
        """Return a client that speaks in a workspace; raises TryLater, Unreachable."""
        if self._client is None or self._tokens is None:
            raise TryLater("Slack is not connected")
        token = await self._tokens.of(team, enterprise)
        if token is None:
            raise Unreachable("the workspace does not have us any more")
        return speaking(self._client, token, team)

    def _mode(self, answering: Answering) -> SocketMode | WebMode:
        wire, way = self._wire, self._wire.way
        match way:
            case Socket():
                return SocketMode(
                    wire, way, answering, self.work, self._pause, self._supervision, self._watch
                )
            case Web() if self._installations is not None and self._front is not None:
                return WebMode(
                    wire,
                    way,
                    self._installations,
                    answering,
                    self.work,
                    self._words,
                    self._front,
                    self._watch,
                    self._now,
                    self._began,
                )
            case _:
                raise ValueError("many workspaces need a place for their tokens, and pages")

    def _renew(self, team: str, user: str) -> None:
        """Let somebody's home page show what a letter changed, without keeping the next waiting."""
        if self._answering is not None:
            self._later(self._renewed(self._answering, team, user))

    def _later(self, doing: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(doing)
        self._beside.add(task)
        task.add_done_callback(self._beside.discard)

    async def _renewed(self, answering: Answering, team: str, user: str) -> None:
        try:
            client = await self.client_for(team)
            await answering.homes.changed(Owner(client, team, user))
        except (DeliveryProblem, *attempts.FAILURES) as problem:
            log.info("a home page stays as it was: %s", type(problem).__name__)

    def _refused(self, team: str, why: str) -> None:
        """Look what is left where our token was refused."""
        if isinstance(self._way, SocketMode):
            self._way.begin_anew()
        elif self._answering is not None:
            self._later(self._taken_out(self._answering, team))

    async def _taken_out(self, answering: Answering, team: str) -> None:
        """Note that a workspace took us out without our hearing of it."""
        await self._ended(team, "")
        if await self._token(team) is None:
            await answering.handle(self._noted("removed", team, Removed()))

    async def _expired(self, team: str, token: str) -> None:
        if self._tokens is not None:
            await self._tokens.expired(team, token)

    async def _token(self, team: str) -> Token | None:
        return None if self._tokens is None else await self._tokens.of(team)

    async def _ended(self, team: str, enterprise: str) -> None:
        if self._tokens is not None:
            await self._tokens.ended(team, enterprise)

    def _met(self, client: AsyncWebClient, tokens: Tokens) -> None:
        self._client, self._tokens = client, tokens

    async def _tell(self, team: str, user: str, card: Card) -> bool:
        """Send somebody a direct message at once, in place of an answer that cannot be shown."""
        # Never the same key twice: each is a card of its own, however quickly they follow.
        key = f"{PLATFORM}:told:{secrets.token_hex(8)}"
        try:
            await self.delivery.deliver(Address(PLATFORM, team, user=user), card, key)
        except (DeliveryProblem, Mistake):
            return False
        return True

    def _surveyed(self, teams: Sequence[str]) -> Event:
        return self._noted("surveyed", "", Surveyed(frozenset(teams)))

    def _noted(self, what: str, space: str, doing: Surveyed | Removed) -> Event:
        key = f"{PLATFORM}:{what}:{space}:{self._now().isoformat()}"
        actor = Actor(PLATFORM, space, "", "")
        return Event(key, actor, Place(PLATFORM, space, "", Kind.CHANNEL), doing)


def _live_in(teams: Sequence[str] | None) -> str:
    if teams is None:
        return "Live on Slack."
    return f"Live on Slack in {len(teams)} workspace{'' if len(teams) == 1 else 's'}."
