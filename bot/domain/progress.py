"""Progress: how far applications came, what somebody did each week, and how it felt."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from statistics import median_low

from bot.domain import days, pipeline, recurrence
from bot.domain.application import WAITING, Application, Stage, Status
from bot.domain.checkin import CheckIn, CheckInState
from bot.domain.plan import Commitment, Kept
from bot.domain.reflection import Reflection
from bot.domain.rejection import No

WEEKS = 8
"""How many weeks are looked back on, the present one among them."""

FEWEST_FOR_TIMES = 3
"""Of fewer applications no usual time can be said."""


class Level(StrEnum):
    """How far an application came."""

    SENT = "sent"
    SCREENING = "screening"
    INTERVIEW = "interview"
    OFFER = "offer"


class Ending(StrEnum):
    """What became of an application that came no further, so far."""

    WAITING = "waiting"
    DECIDING = "deciding"
    ACCEPTED = "accepted"
    SILENT = "silent"
    NO = "no"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Did(StrEnum):
    """What people do for their search, as far as it is theirs to do and is known here."""

    APPLIED = "applied"
    STEP = "step"
    LOOKED_BACK = "looked_back"


class Felt(StrEnum):
    """What people were asked about: confidence with each check-in, mood with each no."""

    CONFIDENCE = "confidence"
    MOOD = "mood"


_STANDS = {
    Status.SCREENING: 1,
    Status.INTERVIEW: 2,
    Status.OFFER: 3,
    Status.ACCEPTED: 3,
    Status.DECLINED: 3,
}
_LEVELS = {Stage.SCREEN: 1, Stage.INTERVIEW: 2, Stage.FINAL: 2, Stage.OFFER: 3}
_ENDINGS = {
    Status.OFFER: Ending.DECIDING,
    Status.ACCEPTED: Ending.ACCEPTED,
    Status.DECLINED: Ending.DECLINED,
    Status.REJECTED: Ending.NO,
    Status.GHOSTED: Ending.SILENT,
    Status.WITHDRAWN: Ending.WITHDRAWN,
}


@dataclass(frozen=True, slots=True)
class Step:
    """How many came to a level or further, and what became of those who came no further."""

    level: Level
    count: int
    endings: Mapping[Ending, int]


@dataclass(frozen=True, slots=True)
class Week:
    """What somebody did in the week that begins on a Monday."""

    monday: date
    did: Mapping[Did, int]


@dataclass(frozen=True, slots=True)
class Usual:
    """A time that is usual: half of `count` took that many days at most."""

    days: int
    count: int


def steps(applications: Iterable[Application]) -> tuple[Step, ...]:
    """Follow those that were sent from level to level; a level nobody stayed at is left out."""
    sent = [each for each in applications if pipeline.was_sent(each)]
    stayed = Counter((_level(each), _ending(each)) for each in sent)
    found = []
    for place, level in enumerate(Level):
        endings = {end: count for end in Ending if (count := stayed[place, end])}
        came = sum(count for (at, _), count in stayed.items() if at >= place)
        if endings or (came and level is Level.SENT):
            found.append(Step(level, came, endings))
    return tuple(found)


def standing(applications: Iterable[Application], now: datetime) -> Mapping[Status, Usual]:
    """Say for how long those that wait have stood where they are, where there are enough."""
    waiting = [each for each in applications if each.status in WAITING]
    lasted = {
        status: [max((now - each.moved_at).days, 0) for each in waiting if each.status is status]
        for status in sorted(WAITING, key=pipeline.ORDER.index)
    }
    return {status: usual for status, each in lasted.items() if (usual := _usual(each))}


def until_no(applications: Iterable[Application], zone: str) -> Usual | None:
    """Say how long a no took from the day of sending, where there were enough."""
    return _usual(
        [
            max((recurrence.local(each.moved_at, zone).date() - each.applied_on).days, 0)
            for each in applications
            if each.status is Status.REJECTED and each.applied_on is not None
        ]
    )


def weeks(
    applications: Iterable[Application],
    commitments: Iterable[Commitment],
    reflections: Iterable[Reflection],
    checkins: Iterable[CheckIn],
    now: datetime,
    zone: str,
) -> tuple[Week, ...]:
    """Count what was done in each of the last weeks, by the person's calendar."""
    done = [
        (Did.APPLIED, pipeline.began_on(each, zone))
        for each in applications
        if pipeline.was_sent(each)
    ]
    done += [
        (Did.STEP, _day(min(each.due_at or each.created_at, now), zone))
        for each in commitments
        if each.kept in (Kept.DONE, Kept.PARTLY)
    ]
    written = [each.done_at for each in reflections] + [
        each.done_at for each in checkins if each.state is CheckInState.DONE
    ]
    done += [(Did.LOOKED_BACK, _day(at, zone)) for at in written if at is not None]
    counted = Counter((did, _monday(day)) for did, day in done)
    return tuple(
        Week(monday, {did: count for did in Did if (count := counted[did, monday])})
        for monday in mondays(now, zone)
    )


def mondays(now: datetime, zone: str) -> tuple[date, ...]:
    """List the Mondays of the last weeks, the present one last."""
    present = _monday(_day(now, zone))
    return tuple(present - timedelta(weeks=back) for back in reversed(range(WEEKS)))


def feelings(
    checkins: Iterable[CheckIn], noes: Sequence[No], now: datetime, zone: str
) -> Mapping[Felt, tuple[int | None, ...]]:
    """Return what somebody said of each of the last weeks, from 1, low, to 5; the latest counts."""
    confidence = {
        _monday_of(each.iso_week): each.confidence
        for each in sorted(checkins, key=lambda each: each.started_at)
        if each.state is CheckInState.DONE and each.confidence is not None
    }
    mood = {
        _monday(_day(no.at, zone)): no.mood
        for no in sorted(noes, key=lambda no: no.at)
        if no.mood is not None
    }
    said = {Felt.CONFIDENCE: confidence, Felt.MOOD: mood}
    lines = {
        felt: tuple(by_week.get(monday) for monday in mondays(now, zone))
        for felt, by_week in said.items()
    }
    return {felt: line for felt, line in lines.items() if any(line)}


def _level(application: Application) -> int:
    stands = _STANDS.get(application.status, 0)
    told = _LEVELS.get(application.stage, 0) if application.stage else 0
    return max(stands, told, 2 if application.rounds else 0)


def _ending(application: Application) -> Ending:
    return _ENDINGS.get(application.status, Ending.WAITING)


def _usual(lasted: Sequence[int]) -> Usual | None:
    if len(lasted) < FEWEST_FOR_TIMES:
        return None
    return Usual(median_low(lasted), len(lasted))


def _day(at: datetime, zone: str) -> date:
    return recurrence.local(at, zone).date()


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _monday_of(iso_week: str) -> date:
    return date.min + timedelta(weeks=days.week_number(iso_week))
