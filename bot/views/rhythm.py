"""How a nudge is named and its times are said, and why one stayed away."""

from collections.abc import Sequence

from bot.domain import days, pacing
from bot.domain.nudge import LONGEST_NAME, Nudge, NudgeKind, NudgeWordings, Why
from bot.domain.person import Person
from bot.texts import Choice as ChoiceLabel
from bot.texts import Line, Texts

DAILY = Line("reminder.daily", "clock")
WORKING_DAYS = Line("reminder.working_days", "clock")
WEEKLY = Line("reminder.weekly", "days", "clock")
MONTHLY = Line("reminder.monthly", "day", "clock")
ONCE = Line("reminder.once")
ROUNDS = {
    2: Line("reminder.second", "rhythm"),
    4: Line("reminder.fourth", "rhythm"),
    8: Line("reminder.eighth", "rhythm"),
}
AND = Line("reminder.and", "days", "last")
SPAN = Line("reminder.quiet_span", "start", "end")
NO_QUIET = Line("reminder.no_quiet")
WEEKDAYS = tuple(
    ChoiceLabel(f"reminder.day.{day}") for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
)
_ONLY_PUT_OFF = frozenset({Why.QUIET, Why.SNOOZED, Why.HOUR, Why.MOVED})
WHY = {
    word: Line(f"reminder.why.{word}")
    for word in (*(why.value for why in Why if why not in _ONLY_PUT_OFF), "unreachable", "stopped")
}
NEEDLESS = Line("reminder.why.needless")

_WORKING_DAYS = tuple(range(5))


def name(nudge: Nudge, wordings: NudgeWordings) -> str:
    """Name a nudge by its own words, or else by its kind."""
    words = " ".join(nudge.text.split())
    if not words:
        return wordings.kinds[nudge.kind].name
    return words if len(words) <= LONGEST_NAME else f"{words[: LONGEST_NAME - 1].rstrip()}…"


def kinds(muted: Sequence[str], wordings: NudgeWordings) -> dict[str, str]:
    """Name stopped kinds; a word that is no kind any more is left out."""
    known = (kind for kind in NudgeKind if kind in muted)
    return {kind.value: wordings.kinds[kind].name for kind in known}


def rhythm(t: Texts, nudge: Nudge, person: Person) -> str:
    """Say when a nudge comes, again and again, or that it comes once."""
    if nudge.minute is None:
        return t(ONCE)
    said = _own_times(t, nudge, days.say_clock(nudge.minute))
    rounds = ROUNDS.get(pacing.stride(nudge, person))
    return t(rounds, rhythm=said) if rounds else said


def quiet_hours(t: Texts, person: Person) -> str:
    """Say from when to when it is quiet."""
    ends = span(person)
    return t(SPAN, start=ends[0], end=ends[1]) if ends else t(NO_QUIET)


def span(person: Person) -> tuple[str, str] | None:
    """Write where quiet hours begin and end; None when there are none."""
    if person.quiet_start == person.quiet_end:
        return None
    return days.say_clock(person.quiet_start), days.say_clock(person.quiet_end)


def why(t: Texts, reason: str) -> str:
    """Say why a nudge stayed away; what its own noun found is that it was no longer needed."""
    return t(WHY.get(reason, NEEDLESS))


def _own_times(t: Texts, nudge: Nudge, clock: str) -> str:
    if nudge.monthly_day is not None:
        return t(MONTHLY, day=nudge.monthly_day, clock=clock)
    if not nudge.weekdays:
        return t(DAILY, clock=clock)
    if nudge.weekdays == _WORKING_DAYS:
        return t(WORKING_DAYS, clock=clock)
    *others, last = (t(WEEKDAYS[day]) for day in nudge.weekdays)
    named = t(AND, days=", ".join(others), last=last) if others else last
    return t(WEEKLY, days=named, clock=clock)
