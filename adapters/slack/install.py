"""Letting the bot into workspaces: the way to Slack and back, and the tokens that come of it.

An organisation's token serves all of its workspaces; one of a workspace's own comes first.
"""

import asyncio
import logging
import secrets
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import manifest, supervision
from adapters.slack.tokens import Token
from adapters.slack.wire import Web, Wire
from bot.errors import TryLater
from bot.ports.installations import Installations, Secrets

log = logging.getLogger(__name__)

PLATFORM = "slack"

STATE_LIFE = timedelta(minutes=10)
"""For how long somebody may take to let us in."""

MOST_STATES = 10_000

EARLY = timedelta(hours=2)
"""How long before its end a token is renewed; it lives for twelve hours."""

_ENDED = frozenset(
    {"account_inactive", "invalid_auth", "invalid_grant", "invalid_refresh_token", "token_revoked"}
)
_WITHIN = "within"
"""Under this name a workspace without a token of its own names its organisation."""

_AWAY = (OSError, aiohttp.ClientError, SlackClientError, TimeoutError)


class States:
    """Who is on the way to Slack to let us in: each may come back once, and soon."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._given: OrderedDict[str, datetime] = OrderedDict()

    def give(self) -> str:
        """Make a word that whoever comes back has to bring along."""
        state, now = secrets.token_urlsafe(24), self._now()
        self._given[state] = now
        while len(self._given) > MOST_STATES or now - self._first() >= STATE_LIFE:
            self._given.popitem(last=False)
        return state

    def take(self, state: str) -> bool:
        """Use a word up; False when it is none of ours, was used, or is too old."""
        given = self._given.pop(state, None)
        return given is not None and self._now() - given < STATE_LIFE

    def _first(self) -> datetime:
        return next(iter(self._given.values()))


@dataclass(slots=True)
class Installing:
    """Knows the tokens of all workspaces, and renews each of them one at a time."""

    wire: Wire
    web: Web
    kept: Installations
    now: Callable[[], datetime]
    client: AsyncWebClient
    _turns: dict[str, asyncio.Lock] = field(default_factory=dict)

    def address(self, state: str) -> str:
        """Return the page of Slack's on which somebody lets us in."""
        asked = {
            "client_id": self.web.client_id,
            "scope": ",".join(manifest.scopes()),
            "redirect_uri": self._redirect,
            "state": state,
        }
        return f"{self.wire.authorize_url}?{urlencode(asked)}"

    async def let_in(self, code: str) -> str:
        """Exchange the code that somebody brings back; returns the place that has us now.

        Raises SlackClientError or ConnectionError when nothing comes of it.
        """
        told = await self._access(code=code, redirect_uri=self._redirect)
        place = _place(told)
        if not place:
            raise ConnectionError("Slack does not say where we were let in")
        known = await self._asked(told)
        async with self._turn(place):
            await self.kept.keep(PLATFORM, place, known, self.now())
        return place

    async def of(self, team: str, enterprise: str = "") -> Token | None:
        """Return the token for a workspace, renewed where it is due; None if it has us not."""
        place = await self._holder(team, enterprise)
        async with self._turn(place):
            known = await self.kept.find(PLATFORM, place)
            if known is not None:
                known = await self._fresh(place, known)
        if known is None:
            return None
        return Token(known["token"], known.get("bot", ""), known.get("user", ""))

    async def expired(self, team: str, token: str) -> None:
        """Renew a token that Slack takes for expired, unless somebody was faster."""
        place = await self._holder(team, "")
        async with self._turn(place):
            known = await self.kept.find(PLATFORM, place)
            if known is not None and known["token"] == token and "refresh" in known:
                await self._fresh(place, {**known, "ends": self.now().isoformat()})

    async def ended(self, team: str, enterprise: str = "") -> None:
        """Forget the token of a workspace that took us out; its organisation's if that did, too."""
        holder = await self._holder(team, enterprise)
        if team:
            await self._forget(team)
        if holder != team and await self._is_dead(holder):
            await self._forget(holder)

    async def _holder(self, team: str, enterprise: str) -> str:
        """Return whose token serves a workspace: its own, or that of its organisation."""
        known = await self.kept.find(PLATFORM, team)
        if known is not None:
            return known.get(_WITHIN, team)
        if not enterprise or await self.kept.find(PLATFORM, enterprise) is None:
            return team or enterprise
        if team:
            # Letters are told of the workspace alone.
            await self.kept.keep(PLATFORM, team, {_WITHIN: enterprise}, self.now())
        return enterprise

    async def _forget(self, place: str) -> None:
        async with self._turn(place):
            if await self.kept.find(PLATFORM, place) is None:
                # Uninstalling and revoking are told one after the other.
                return
            await self.kept.forget(PLATFORM, place)
        log.info("%s does not have the app any more", place)

    async def _is_dead(self, place: str) -> bool:
        """Ask whether the token of an organisation is worth nothing: a workspace alone may go."""
        known = await self.kept.find(PLATFORM, place)
        if known is None:
            return False
        try:
            await self.client.auth_test(token=known["token"])
        except SlackApiError as problem:
            return supervision.error(problem) in _ENDED
        except _AWAY:
            return False
        return False

    async def teams(self) -> tuple[str, ...] | None:
        """Return all workspaces that have us; None where organisations have us as a whole."""
        places = await self.kept.places(PLATFORM)
        return None if any(place.startswith("E") for place in places) else places

    @property
    def _redirect(self) -> str:
        return self.web.public_url + manifest.REDIRECT_PATH

    def _turn(self, place: str) -> asyncio.Lock:
        # A refresh token is good once: two at a time would lose the workspace.
        return self._turns.setdefault(place, asyncio.Lock())

    async def _access(self, **asked: str) -> Mapping[str, Any]:
        # The library's own way of doing this is one that aiohttp is about to give up.
        who = {"client_id": self.web.client_id, "client_secret": self.web.client_secret}
        told = await self.client.api_call("oauth.v2.access", data={**who, **asked})
        return told.data if isinstance(told.data, dict) else {}

    async def _asked(self, told: Mapping[str, Any]) -> Secrets:
        """Return what to keep; the bot's own id, which is not told here, is asked for once."""
        known = self._told(told)
        try:
            whose = await self.client.auth_test(token=known["token"])
        except _AWAY:
            # It tells only which messages are our own, and those say so themselves.
            return known
        return {**known, "bot": str(whose.get("bot_id") or "")}

    async def _fresh(self, place: str, known: Secrets) -> Secrets | None:
        """Return what is kept, renewed if it ends soon; None when it cannot be renewed for good."""
        ends = known.get("ends")
        if not ends or datetime.fromisoformat(ends) - self.now() > EARLY:
            return known
        try:
            refresh = known.get("refresh", "")
            told = await self._access(grant_type="refresh_token", refresh_token=refresh)
        except SlackApiError as problem:
            return await self._not_renewed(place, known, problem)
        except _AWAY as away:
            return self._still_good(known, away)
        renewed = {**known, **self._told(told)}
        await self.kept.keep(PLATFORM, place, renewed, self.now())
        return renewed

    async def _not_renewed(
        self, place: str, known: Secrets, problem: SlackApiError
    ) -> Secrets | None:
        if supervision.error(problem) not in _ENDED:
            return self._still_good(known, problem)
        log.error("the token of %s cannot be renewed: it has to be installed again", place)
        await self.kept.forget(PLATFORM, place)
        return None

    def _still_good(self, known: Secrets, problem: Exception) -> Secrets:
        """Return what is kept as long as it lasts; raises TryLater beyond that."""
        if datetime.fromisoformat(known["ends"]) > self.now():
            return known
        raise TryLater(f"a token waits to be renewed: {supervision.named(problem)}") from problem

    def _told(self, told: Mapping[str, Any]) -> dict[str, str]:
        known = {"token": str(told["access_token"]), "user": str(told.get("bot_user_id") or "")}
        if told.get("refresh_token") and told.get("expires_in"):
            ends = self.now() + timedelta(seconds=int(told["expires_in"]))
            known |= {"refresh": str(told["refresh_token"]), "ends": ends.isoformat()}
        return known


def _place(told: Mapping[str, Any]) -> str:
    """Return the workspace, or the organisation if all of it let us in."""
    whole = told.get("enterprise") if told.get("is_enterprise_install") else told.get("team")
    return str(whole.get("id") or "") if isinstance(whole, Mapping) else ""
