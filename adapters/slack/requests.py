"""Asking Slack for something: only while we may, patiently, and with its errors judged."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, TypeVar

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.faults import A_WHILE, Trouble, Verdict, judge
from adapters.slack.pacing import Budget, Pace
from bot.errors import TryLater

log = logging.getLogger(__name__)

T = TypeVar("T")
FAILURES = (SlackApiError, aiohttp.ClientError, OSError)
Asking = Callable[[AsyncWebClient], Awaitable[T]]
ClientFor = Callable[[str], Awaitable[AsyncWebClient]]

PAUSES: Final = (0.5, 2.0)
"""Seconds before the second and the third try of something nobody is to blame for."""

PATIENCE_SECONDS: Final = 8.0
"""How long one try may take."""

SCOPES: Final = "x-oauth-scopes"
"""In which header Slack names the scopes of a token."""

ENOUGH: Final = timedelta(seconds=15)
"""After this long no other try is begun, so that the letters beside this one need not wait."""


class Declined(Exception):
    """Slack will not do it, and asking once more changes nothing."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict.name)
        self.verdict = verdict


class Unclear(Exception):
    """Nobody knows whether it was done, and it should not be done twice."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict.name)
        self.verdict = verdict


class Mistake(Exception):
    """We asked for something wrong; says what, in Slack's words, and nothing of what we sent."""


async def _nothing(team: str, token: str) -> None:
    """Take no notice."""


@dataclass(slots=True)
class Requests:
    """Requests with the tokens of workspaces.

    `client_for` gives the client of a workspace, with a shared session, or raises TryLater or
    Unreachable. `expired` is told of a workspace's token before another is asked for, `ended` of
    a workspace whose token Slack does not know any more, and why: once for each token.
    """

    client_for: ClientFor
    now: Callable[[], datetime]
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep
    ended: Callable[[str, str], None] = lambda team, why: None
    expired: Callable[[str, str], Awaitable[None]] = _nothing
    patience: float = PATIENCE_SECONDS
    budget: Budget = field(default_factory=Budget)
    pace: Pace = field(init=False)
    _dead: dict[str, str] = field(default_factory=dict)
    _scopes: dict[str, tuple[str | None, frozenset[str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.pace = Pace(self.now, self.pause)

    async def connected(self, team: str) -> AsyncWebClient:
        """Return a client that may be used now and tries nothing again itself; raises TryLater."""
        shut_until = self.budget.shut_until(team, self.now())
        if shut_until is not None:
            raise TryLater(f"workspace {team} refused too much", shut_until)
        client = await self.client_for(team)
        if client.session is None or client.session.closed:
            raise TryLater("not connected")
        if client.token is not None and client.token == self._dead.get(team):
            raise TryLater(f"the token for workspace {team} is refused", self.now() + A_WHILE)
        return _single_minded(client)

    async def may(self, team: str, scope: str) -> bool:
        """Tell whether a workspace's token has a scope, asked once for each token.

        Raises as `ask` does.
        """
        client = await self.connected(team)
        token, scopes = self._scopes.get(team, (None, frozenset[str]()))
        if token is None or token != client.token:
            scopes = await self.ask(team, "auth.test", _scopes_of)
            self._scopes[team] = (client.token, scopes)
        return scope in scopes

    async def ask(
        self,
        team: str,
        method: str,
        asking: Asking[T],
        *,
        channel: str = "",
        twice: bool = True,
    ) -> T:
        """Ask, up to three times while nobody is to blame; `twice` says that no harm is in that.

        Raises TryLater, Declined, Mistake and, unless it may be done twice, Unclear.
        """
        began, is_renewed = self.now(), False
        for pause in (*PAUSES, None):
            client = await self.connected(team)
            await self.pace.turn(team, method, channel)
            verdict, answer = await self._tried(client, asking)
            if verdict is not None and verdict.trouble is Trouble.EXPIRED and not is_renewed:
                is_renewed = True
                await self.expired(team, client.token or "")
                client = await self.connected(team)
                verdict, answer = await self._tried(client, asking)
            if verdict is None:
                return answer[0]
            if verdict.trouble is Trouble.INACTIVE:
                verdict = await self._whose(client)
            if verdict.trouble is Trouble.UNCLEAR and not twice:
                raise Unclear(verdict)
            if verdict.trouble not in (Trouble.AGAIN, Trouble.UNCLEAR):
                raise self._end(team, method, client, verdict)
            if pause is None or self.now() - began >= ENOUGH:
                raise TryLater(f"{method}: {verdict.name}")
            await self.pause(pause)
        raise AssertionError("the last try returns or raises")

    async def _tried(
        self, client: AsyncWebClient, asking: Asking[T]
    ) -> tuple[Verdict | None, tuple[T, ...]]:
        """Return what is wrong, or else the answer."""
        try:
            async with asyncio.timeout(self.patience):
                return None, (await asking(client),)
        except FAILURES as error:
            return judge(error), ()

    async def _whose(self, client: AsyncWebClient) -> Verdict:
        """Say whose account was deactivated: Slack uses one word for the app's and the reader's."""
        verdict, _ = await self._tried(client, lambda ours: ours.auth_test())
        match verdict:
            case None:
                return Verdict(Trouble.GONE, "account_inactive")
            case Verdict(trouble=Trouble.INACTIVE):
                return Verdict(Trouble.REFUSED, "account_inactive")
            case _:
                return verdict

    def _end(
        self, team: str, method: str, client: AsyncWebClient, verdict: Verdict
    ) -> TryLater | Declined | Mistake:
        """Return what ends a request, once whoever must know of it does."""
        name, now = f"{method}: {verdict.name}", self.now()
        match verdict.trouble:
            case Trouble.LATER:
                until = now + (verdict.after or A_WHILE)
                if verdict.name == "429":
                    self.pace.rest(team, method, until)
                return TryLater(name, until)
            case Trouble.EXPIRED:
                log.error("workspace %s: the token has expired and no other is there", team)
                return TryLater(name, now + A_WHILE)
            case Trouble.REFUSED:
                self._refuse(team, client.token or "", verdict.name)
                return TryLater(name, now + A_WHILE)
            case Trouble.OURS:
                return Mistake(name)
            case _:
                if verdict.trouble is not Trouble.UNREADY:
                    self.budget.spend(team, now)
                return Declined(verdict)

    def _refuse(self, team: str, token: str, why: str) -> None:
        if self._dead.get(team) != token:
            self._dead[team] = token
            log.error("workspace %s: Slack does not know our token (%s)", team, why)
            self.ended(team, why)


async def _scopes_of(client: AsyncWebClient) -> frozenset[str]:
    headers = (await client.auth_test()).headers
    told = next((value for name, value in headers.items() if name.lower() == SCOPES), "")
    return frozenset(scope.strip() for scope in told.split(","))


def _single_minded(client: AsyncWebClient) -> AsyncWebClient:
    """Copy a client without what tries again by itself: that would show messages twice."""
    return AsyncWebClient(
        token=client.token,
        base_url=client.base_url,
        timeout=client.timeout,
        ssl=client.ssl,
        proxy=client.proxy,
        session=client.session,
        team_id=client.default_params.get("team_id"),
        logger=client.logger,
        retry_handlers=[],
    )
