"""What Slack knows of people that we need: name, zone, role, and when they want no noise."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.faults import Trouble
from adapters.slack.requests import Asking, Declined, Mistake, Requests
from bot.errors import TryLater, Unreachable

log = logging.getLogger(__name__)

FRESH: Final = timedelta(hours=6)
"""How old a profile may be; changes are also told as they happen."""

QUIET_FRESH: Final = timedelta(hours=12)
"""How old somebody's quiet times may be: they are a timetable that seldom changes."""

QUIET: Final = "dnd:read"
"""The scope for quiet times; a workspace may do without."""

QUICK_SECONDS: Final = 1.0
"""How long somebody who waits for an answer waits for their profile."""

MOST_KNOWN: Final = 10_000


@dataclass(frozen=True, slots=True)
class Profile:
    """An account; `zone` is an IANA name or empty, `locale` as Slack writes it or empty."""

    user: str
    name: str
    zone: str = ""
    locale: str = ""
    is_admin: bool = False
    is_bot: bool = False
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class Quiet:
    """When somebody wants no notifications next, or now."""

    begins: datetime
    ends: datetime


@dataclass(slots=True)
class People:
    """Profiles and quiet times, kept for some hours in memory and nowhere else."""

    requests: Requests
    now: Callable[[], datetime]
    patience: float = QUICK_SECONDS
    _profiles: OrderedDict[tuple[str, str], tuple[Profile, datetime]] = field(
        default_factory=OrderedDict
    )
    _quiet: OrderedDict[tuple[str, str], tuple[Quiet | None, datetime]] = field(
        default_factory=OrderedDict
    )

    async def profile(self, team: str, user: str) -> Profile | None:
        """Return somebody's profile, at worst an old one; None if there is none or no answer."""
        known, at = self._profiles.get((team, user), (None, self.now()))
        if known is not None and self.now() - at < FRESH:
            return known
        try:
            async with asyncio.timeout(self.patience):
                told = await self.requests.ask(team, "users.info", _asking_for(user))
        except (TimeoutError, TryLater, Unreachable, Mistake) as problem:
            log.info("no news of %s in %s: %s", user, team, problem)
            return known
        except Declined as declined:
            log.info("nothing is told of %s in %s: %s", user, team, declined)
            return None if declined.verdict.trouble is Trouble.GONE else known
        return self.heard(team, told)

    def heard(self, team: str, told: Mapping[str, Any]) -> Profile:
        """Take in a profile as Slack tells it, in an answer or in `user_change`."""
        profile = read(told)
        _keep(self._profiles, (team, profile.user), (profile, self.now()))
        return profile

    async def quiet_until(self, team: str, user: str) -> datetime | None:
        """Return when somebody wants notifications again; None for now, or if nobody can say."""
        quiet, at = self._quiet.get((team, user), (None, None))
        now = self.now()
        if at is None or now - at >= QUIET_FRESH or (quiet is not None and quiet.ends <= now):
            quiet = await self._ask_quiet(team, user)
        return quiet.ends if quiet is not None and quiet.begins <= now < quiet.ends else None

    def quiet_changed(self, team: str, user: str) -> None:
        """Forget somebody's quiet times, since they changed them."""
        self._quiet.pop((team, user), None)

    async def _ask_quiet(self, team: str, user: str) -> Quiet | None:
        async def ask(client: AsyncWebClient) -> Mapping[str, Any]:
            told = await client.dnd_info(user=user)
            return {name: told.get(name) for name in (*_TIMES, *_SNOOZE)}

        try:
            if not await self.requests.may(team, QUIET):
                return None
            quiet = read_quiet(await self.requests.ask(team, "dnd.info", ask), self.now())
        except (TryLater, Mistake):
            # What was promised for a time comes at that time rather than not.
            return None
        except Declined as declined:
            log.info("quiet times of %s in %s are not told: %s", user, team, declined)
            return None
        _keep(self._quiet, (team, user), (quiet, self.now()))
        return quiet


_TIMES: Final = ("dnd_enabled", "next_dnd_start_ts", "next_dnd_end_ts")
_SNOOZE: Final = ("snooze_enabled", "snooze_endtime")


def read(told: Mapping[str, Any]) -> Profile:
    """Read a profile as Slack tells it; whatever is missing or odd is left empty."""
    shown = told.get("profile") or {}
    names = (shown.get("display_name"), shown.get("real_name"), told.get("real_name"))
    return Profile(
        user=str(told.get("id") or ""),
        name=next((str(name) for name in (*names, told.get("name")) if name), ""),
        zone=_zone(told.get("tz")),
        locale=str(told.get("locale") or ""),
        is_admin=any(told.get(role) for role in ("is_admin", "is_owner", "is_primary_owner")),
        is_bot=bool(told.get("is_bot")),
        is_gone=bool(told.get("deleted")),
    )


def read_quiet(told: Mapping[str, Any], now: datetime) -> Quiet | None:
    """Read quiet times as Slack tells them; a snooze begins at once and may outlast the others."""
    spans: list[Quiet] = []
    if told.get("dnd_enabled"):
        spans.append(Quiet(_instant(told["next_dnd_start_ts"]), _instant(told["next_dnd_end_ts"])))
    if told.get("snooze_enabled") and told.get("snooze_endtime"):
        spans.append(Quiet(now, _instant(told["snooze_endtime"])))
    present = [span for span in spans if span.begins <= now < span.ends]
    return max(present or spans, key=lambda span: span.ends, default=None)


def _asking_for(user: str) -> Asking[Mapping[str, Any]]:
    async def ask(client: AsyncWebClient) -> Mapping[str, Any]:
        told = await client.users_info(user=user, include_locale=True)
        return told.get("user") or {"id": user}

    return ask


def _instant(stamp: Any) -> datetime:
    return datetime.fromtimestamp(int(stamp or 0), UTC)


def _zone(told: object) -> str:
    """Return an IANA name that this machine knows, else nothing."""
    try:
        return ZoneInfo(str(told or "")).key
    except (KeyError, ValueError, OSError):
        return ""


def _keep(kept: OrderedDict[tuple[str, str], Any], key: tuple[str, str], value: object) -> None:
    kept[key] = value
    kept.move_to_end(key)
    if len(kept) > MOST_KNOWN:
        kept.popitem(last=False)
