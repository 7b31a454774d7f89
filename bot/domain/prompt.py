"""A prompt: the private letter at a circle's opening, or half-way; when it comes, when it stays."""

from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain import recurrence
from bot.domain.checkin import CheckIn, CheckInState
from bot.domain.circle import Circle, CircleState, Member, Prompts, Seat, Week
from bot.domain.nudge import NudgeKind
from bot.domain.person import Often, Person, is_away, is_gentle

EVENING, MORNING = 19 * 60, 9 * 60


class Later(StrEnum):
    """For how long a prompt can be put off."""

    HOUR = "hour"
    TONIGHT = "tonight"
    TOMORROW = "tomorrow"


def withheld(
    circle: Circle,
    week: Week,
    newest: int,
    member: Member | None,
    checkin: CheckIn | None,
    *,
    reminds: bool,
) -> str | None:
    """Say in a word why somebody gets no prompt, or None; `newest` is the circle's newest week."""
    if circle.state is CircleState.ENDED or week.id != newest:
        return "over"
    if member is None or member.seat is not Seat.MEMBER:
        return "left"
    if checkin is not None and checkin.state is not CheckInState.BEGUN:
        return "answered"
    if member.prompts is Prompts.NONE or (reminds and member.prompts is not Prompts.BOTH):
        return "unwanted"
    return None


def unwelcome(
    person: Person, now: datetime, *, reminds: bool, opened: datetime | None = None
) -> str | None:
    """Say in a word why a person wants no prompt from anybody just now, or None.

    Whoever was on a break when the week opened, at `opened`, comes back to no reminder of it.
    """
    if NudgeKind.CHECKIN in person.muted or person.often is Often.NONE:
        return "stopped"
    if is_away(person, now) or (reminds and is_away(person, opened or now)):
        return "away"
    return "gentle" if reminds and is_gentle(person, now) else None


def earliest(person: Person, now: datetime) -> datetime:
    """Find when a prompt may come: after the rest that follows a no, and not in quiet hours."""
    after = max(now, person.gentle_until) if person.gentle_until else now
    return person.quiet.next_waking(after, person.zone)


def reachable(person: Person, now: datetime) -> datetime:
    """Find when news of a circle may come: after a break, and not in quiet hours."""
    after = max(now, person.away_until) if person.away_until else now
    return person.quiet.next_waking(after, person.zone)


def put_off_until(later: Later, person: Person, now: datetime) -> datetime:
    """Find when a prompt comes again, by the person's clock and outside their quiet hours.

    This evening is seven o'clock, or an hour from now when that is later.
    """
    zone, in_an_hour = person.zone, now + timedelta(hours=1)
    today = recurrence.local(now, zone).date()
    at = {
        Later.HOUR: in_an_hour,
        Later.TONIGHT: max(recurrence.instant_of(today, EVENING, zone), in_an_hour),
        Later.TOMORROW: recurrence.instant_of(today + timedelta(days=1), MORNING, zone),
    }
    return person.quiet.next_waking(at[later], zone)
