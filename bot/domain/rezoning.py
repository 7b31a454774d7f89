"""Rezoning: what becomes of times that stand when a person's zone becomes another.

Until somebody says whose clock is theirs, their times are read off a guess. Once they say it, what
they told keeps its time of day. Who knew their zone and travels keeps the instants.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import NamedTuple

from bot.domain import anchor, recurrence, zones
from bot.domain import nudge as nudges
from bot.domain.anchor import Anchor
from bot.domain.application import Application
from bot.domain.nudge import Nudge, NudgeState, Why
from bot.domain.person import Person
from bot.domain.plan import Commitment
from bot.domain.streak import Rest

_SPANS = frozenset({Why.GENTLE, Why.HOUR})
"""Reasons that put a nudge off for a while, whatever the clock shows then."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What somebody had told and now stands at another instant; or, if `stays`, on another clock.

    Each as it stands now.
    """

    interviews: tuple[Application, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    nudges: tuple[Nudge, ...] = ()
    back_at: datetime | None = None
    stays: bool = False


class Custom(NamedTuple):
    """When custom has a nudge come, by the clock before and by the clock now."""

    before: datetime
    now: datetime


def kept(instant: datetime, was: str, zone: str) -> datetime:
    """Find when clocks in `zone` show what those in `was` show at an instant, in UTC.

    A time that a gap leaves out moves forward by the gap; of one that comes twice the first counts.
    """
    if was == zone:
        return instant
    wall = recurrence.local(instant, was)
    return wall.replace(tzinfo=zones.info(zone), fold=0).astimezone(UTC)


def is_guessed(person: Person) -> bool:
    """Tell whether neither the person nor a platform has told us their zone."""
    return not (person.zone_chosen or person.zone_told)


@dataclass(frozen=True, slots=True)
class Rezoning:
    """One change of zone, from `was` to that of `person`; `is_first` where `was` was a guess.

    `customs` says, by the nudge's id, when custom has it come. The same rules tell the times that
    stand and those in what can be taken back, so that an undo still finds what it knows.
    """

    was: str
    person: Person
    now: datetime
    is_first: bool
    customs: Mapping[int, Custom]

    def told(self, thing: object) -> object:
        """Tell anything on the new clock; a bare instant is the end of a break."""
        match thing:
            case Nudge():
                return self.nudge(thing)
            case Application():
                return self.application(thing)
            case Commitment():
                return self.commitment(thing)
            case Rest():
                return self.rest(thing)
            case datetime():
                return self.back_at(thing)
            case _:
                return thing

    def application(self, application: Application) -> Application:
        """Let an interview keep its time of day."""
        return replace(application, interview_at=self._meant(application.interview_at))

    def commitment(self, commitment: Commitment) -> Commitment:
        """Let what somebody means to do keep its time of day."""
        return replace(commitment, due_at=self._meant(commitment.due_at))

    def rest(self, rest: Rest) -> Rest:
        """Let the days of a break keep their end; one that is over by it never was."""
        return replace(rest, ends_at=max(rest.starts_at, self.back_at(rest.ends_at)))

    def back_at(self, until: datetime) -> datetime:
        """Let a break that lasts end in the morning that was named."""
        lasts = self.is_first and until > self.now
        return kept(until, self.was, self.person.zone) if lasts else until

    def nudge(self, nudge: Nudge) -> Nudge:
        """Move a nudge, perhaps to a time that has passed: then it is decided about at once."""
        due = nudge.due_at
        if nudge.state is not NudgeState.ACTIVE or due is None or due <= self.now:
            return nudge
        waits = nudge.held and nudge.outcome is Why.QUIET
        if waits or (nudge.recurs and not nudge.held):
            return nudges.rezoned(nudge, self.person, self.now)
        if not self.is_first:
            return nudge if nudge.held else replace(nudge, due_at=self._customary(nudge, due))
        if nudge.held and nudge.outcome in _SPANS:
            return nudge
        at = kept(due, self.was, self.person.zone)
        return replace(nudge, due_at=at if at > self.now else max(at, self._customary(nudge, at)))

    def custom(self, nudge: Nudge, about: Anchor) -> Custom | None:
        """Find when custom has a nudge come, before and now; None where it has no say in it."""
        quiet, zone = self.person.quiet, self.person.zone
        told = self.application(about) if isinstance(about, Application) else about
        before = anchor.time_of(nudge, about, self.was, quiet)
        now = anchor.time_of(nudge, told, zone, quiet)
        return None if before is None or now is None else Custom(before, now)

    def _customary(self, nudge: Nudge, otherwise: datetime) -> datetime:
        """Follow a custom, where it had set the time and nobody has set another since."""
        custom = self.customs.get(nudge.id)
        return custom.now if custom is not None and custom.before == nudge.due_at else otherwise

    def _meant(self, told: datetime | None) -> datetime | None:
        """Read off the person's own clock what they told; what is over on both clocks is over."""
        if told is None or not self.is_first:
            return told
        meant = kept(told, self.was, self.person.zone)
        return meant if max(told, meant) > self.now else told
