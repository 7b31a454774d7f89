"""Pacing: whether a nudge that is due is sent, comes later, or stays away this time.

The rules are asked in order, and the first that has an answer decides.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import assert_never

from bot.domain import nudge as nudges
from bot.domain import person as people
from bot.domain import recurrence
from bot.domain.nudge import MANNERS, Nudge, NudgeKind, NudgeState, Past, Why
from bot.domain.person import Often, Person

GENTLE_SPAN = timedelta(hours=72)
"""How long ordinary nudges rest after a no."""

SILENCE = timedelta(days=30)
"""After so long without a word we ask once whether nudges are still wanted."""

NOTICEABLE = timedelta(minutes=30)
"""From here on a late nudge says that it is late."""

GENTLE_KINDS = frozenset({NudgeKind.AFTER_NO, NudgeKind.REFLECTION})
_SNOOZED = frozenset({Why.SNOOZED, Why.HOUR})
_UNCAPPED = frozenset({NudgeKind.BREAK_OVER, NudgeKind.STILL})
_DAYS_APART: Mapping[Often, int] = {Often.MORE: 1, Often.USUAL: 3, Often.LESS: 7, Often.NONE: 7}
_SLOWEST = 8
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Send:
    """It is sent now."""


@dataclass(frozen=True, slots=True)
class Later:
    """It comes at another instant, and is looked at again then."""

    until: datetime
    why: Why


@dataclass(frozen=True, slots=True)
class Drop:
    """It stays away this time; if it recurs, the next one stands."""

    why: Why


Decision = Send | Later | Drop


def decide(nudge: Nudge, person: Person, recent: Sequence[Past], now: datetime) -> Decision:
    """Decide about a nudge that is due; `recent` is what this person was last sent, by kind.

    Raises ValueError when the nudge has no due instant.
    """
    if nudge.due_at is None:
        raise ValueError(f"nudge {nudge.id} is never due")
    case = _Case(nudge, person, recent, now, nudge.due_at)
    answers = (rule(case) for rule in _RULES)
    return next((answer for answer in answers if answer is not None), Send())


def at_delivery(nudge: Nudge, person: Person, now: datetime, *, chosen: bool) -> Decision | None:
    """Ask again, just before it is delivered, the rules whose answer may have changed since.

    `chosen` says that the person had chosen the time it was sent for. None lets it go out.
    """
    asked = replace(nudge, asked=nudge.asked or chosen)
    case = _Case(asked, person, (), now, now)
    for rule in (_muted, _away, _unwanted, _gentle, _quiet):
        answer = rule(case)
        if answer is not None:
            return answer
    return None


def is_chosen(nudge: Nudge) -> bool:
    """Tell whether the person chose its next time, by asking for it or by snoozing."""
    return nudge.asked or (nudge.held and nudge.outcome in _SNOOZED)


def expected(nudge: Nudge, person: Person) -> datetime | None:
    """Foresee when a nudge next comes, as far as breaks, rounds and quiet hours tell.

    None when it does not come at all: it is over, or the person wants none of its sort.
    """
    due = nudge.due_at
    if due is None or is_unwanted(nudge, person):
        return None
    if nudge.recurs and not nudge.held:
        between = stride(nudge, person) - 1 - nudge.turn if nudge.sent_at is not None else 0
        for _ in range(between):
            due = nudges.next_after(nudge, person.zone, due) or due
        gentle = person.gentle_until if rests_gently(nudge, person) else None
        rested = max(due, person.away_until or due, gentle or due)
        due = nudges.next_after(nudge, person.zone, rested - datetime.resolution) or due
    return person.quiet.next_waking(due, person.zone)


def is_unwanted(nudge: Nudge, person: Person) -> bool:
    """Tell whether somebody stopped this kind, or wants none but those they chose."""
    is_muted = nudge.kind in person.muted and not nudge.asked
    return is_muted or (person.often is Often.NONE and not is_chosen(nudge))


def rests_gently(nudge: Nudge, person: Person) -> bool:
    """Tell whether a nudge rests after the person's last no; what they asked for since does not."""
    until = person.gentle_until
    if until is None or nudge.kind in GENTLE_KINDS:
        return False
    return not (nudge.asked and nudge.created_at >= until - GENTLE_SPAN)


def settled(nudge: Nudge, decision: Decision, person: Person, now: datetime) -> Nudge:
    """Return the nudge as it stands after a decision: later, at its next time, or done."""
    match decision:
        case Later(until, why):
            held = why is not Why.MOVED
            return replace(nudge, due_at=until, held=held, outcome=why, outcome_at=None)
        case Drop(why):
            passed = replace(nudge, turn=nudge.turn + 1, outcome=why, outcome_at=nudge.due_at)
            return _advanced(passed, person, now)
        case Send():
            unanswered = outstanding(nudge, person) + 1
            sent = replace(nudge, turn=0, unanswered=unanswered, sent_at=now)
            return _advanced(replace(sent, outcome=None, outcome_at=None), person, now)
        case _:
            assert_never(decision)


def outstanding(nudge: Nudge, person: Person) -> int:
    """Count the sendings since the person was last heard of; any press or word answers them."""
    answered = nudge.sent_at is None or (person.acted_at or _NEVER) >= nudge.sent_at
    return 0 if answered else nudge.unanswered


def stride(nudge: Nudge, person: Person) -> int:
    """Count how many rounds lie between two sendings: twice as many for every two unanswered."""
    slower = nudge.every << (outstanding(nudge, person) // 2)
    return min(slower, max(_SLOWEST, nudge.every))


def is_waiting_for_word(person: Person) -> bool:
    """Tell whether we asked if nudges are still wanted, and have heard nothing since."""
    asked = person.asked_still_at
    return asked is not None and asked > (person.acted_at or person.created_at)


def is_noticeably_late(due: datetime, now: datetime) -> bool:
    """Tell whether a nudge comes so late that it should say so."""
    return now - due >= NOTICEABLE


@dataclass(frozen=True, slots=True)
class _Case:
    nudge: Nudge
    person: Person
    recent: Sequence[Past]
    now: datetime
    due: datetime

    def held_back(self, until: datetime, why: Why) -> Later | Drop:
        """Wait until then if this kind has the patience, and stay away if it has not."""
        until = self.person.quiet.next_waking(until, self.person.zone)
        patient = until - self.due <= MANNERS[self.nudge.kind].patience
        return Later(until, why) if patient else Drop(why)


def _moved(case: _Case) -> Decision | None:
    """Find its place again when the person's zone, or the zone's rules, changed meanwhile."""
    nudge, zone = case.nudge, case.person.zone
    before = case.due - datetime.resolution
    if not nudge.recurs or nudge.held or nudges.next_after(nudge, zone, before) == case.due:
        return None
    aim = nudges.next_after(nudge, zone, case.now - nudges.catch_up(nudge))
    return Later(aim, Why.MOVED) if aim is not None else None


def _late(case: _Case) -> Decision | None:
    return Drop(Why.LATE) if case.now - case.due > nudges.catch_up(case.nudge) else None


def _muted(case: _Case) -> Decision | None:
    is_muted = case.nudge.kind in case.person.muted and not case.nudge.asked
    return Drop(Why.MUTED) if is_muted else None


def _away(case: _Case) -> Decision | None:
    return Drop(Why.AWAY) if people.is_away(case.person, case.now) else None


def _silent(case: _Case) -> Decision | None:
    """Stop after thirty silent days in which something stayed unanswered."""
    person = case.person
    if case.nudge.kind is NudgeKind.STILL:
        return None
    heard = max(person.acted_at or person.created_at, person.away_until or _NEVER)
    is_silent = case.now - heard >= SILENCE and any(sent.at > heard for sent in case.recent)
    return Drop(Why.SILENT) if is_silent or is_waiting_for_word(person) else None


def _unwanted(case: _Case) -> Decision | None:
    unwanted = case.person.often is Often.NONE and not is_chosen(case.nudge)
    return Drop(Why.UNWANTED) if unwanted else None


def _gentle(case: _Case) -> Decision | None:
    """Rest after a no, but for one gentle line."""
    until = case.person.gentle_until
    if until is None or case.now >= until:
        return None
    if rests_gently(case.nudge, case.person):
        return case.held_back(until, Why.GENTLE)
    if case.nudge.kind not in GENTLE_KINDS:
        return None
    lines = (sent.at for sent in case.recent if sent.kind in GENTLE_KINDS)
    return Drop(Why.GENTLE) if any(at >= until - GENTLE_SPAN for at in lines) else None


def _seldom(case: _Case) -> Decision | None:
    nudge = case.nudge
    is_between = nudge.sent_at is not None and nudge.turn + 1 < stride(nudge, case.person)
    return Drop(Why.SELDOM) if nudge.recurs and not nudge.held and is_between else None


def _quiet(case: _Case) -> Decision | None:
    waking = case.person.quiet.next_waking(case.now, case.person.zone)
    return Later(waking, Why.QUIET) if waking > case.now else None


def _capped(case: _Case) -> Decision | None:
    """Keep unprompted nudges days apart, counted by the person's calendar."""
    if is_chosen(case.nudge) or case.nudge.kind in _UNCAPPED:
        return None
    zone = case.person.zone
    unprompted = [sent.at for sent in case.recent if not sent.asked]
    if not unprompted:
        return None
    gentle = case.nudge.kind in GENTLE_KINDS
    apart = timedelta(days=1 if gentle else _DAYS_APART[case.person.often])
    opens = recurrence.local(max(unprompted), zone).date() + apart
    if recurrence.local(case.now, zone).date() >= opens:
        return None
    clock = recurrence.local(case.due, zone)
    until = recurrence.instant_of(opens, clock.hour * 60 + clock.minute, zone)
    return case.held_back(until, Why.CAPPED)


_RULES: tuple[Callable[[_Case], Decision | None], ...] = (
    _moved, _late, _muted, _away, _silent, _unwanted, _gentle, _seldom, _quiet, _capped,
)  # fmt: skip


def _advanced(nudge: Nudge, person: Person, now: datetime) -> Nudge:
    """Go on to the next time that can still be kept; without one, the nudge is done."""
    since = max(nudge.due_at or now, now - nudges.catch_up(nudge))
    following = nudges.next_after(nudge, person.zone, since)
    state = NudgeState.ACTIVE if following else NudgeState.DONE
    return replace(nudge, due_at=following, state=state, held=False)
