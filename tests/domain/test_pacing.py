"""When a nudge is sent, waits or stays away: each rule by itself, and all of them over weeks."""

import itertools
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import pacing, recurrence, zones
from bot.domain.nudge import Nudge, NudgeKind, NudgeState, Past, Why, next_after
from bot.domain.pacing import Decision, Drop, Later, Send, at_delivery, decide, expected, settled
from bot.domain.person import Often, Person

MONDAY = datetime(2026, 11, 30, 9, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ANA = Person("Ana", "UTC", MONDAY - 100 * DAY, id=1, acted_at=MONDAY - DAY)
SINGLE = Nudge(1, NudgeKind.APPLICATION, MONDAY - DAY, id=7, due_at=MONDAY)
MONDAYS = Nudge(
    1, NudgeKind.OWN, MONDAY - DAY, id=8, weekdays=(0,), minute=540, due_at=MONDAY, asked=True
)
UNASKED_WEEKLY = replace(MONDAYS, kind=NudgeKind.PRACTICE, asked=False)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def ordinary(kind: NudgeKind = NudgeKind.APPLICATION, days_ago: float = 1.0) -> Past:
    return Past(kind, False, MONDAY - timedelta(days=days_ago))


def test_what_is_due_and_in_nobodys_way_is_sent() -> None:
    assert decide(SINGLE, ANA, (), MONDAY) == Send()
    assert decide(MONDAYS, ANA, (), MONDAY) == Send()


def test_a_nudge_without_an_instant_cannot_be_decided_about() -> None:
    with pytest.raises(ValueError, match="nudge 7 is never due"):
        decide(replace(SINGLE, due_at=None), ANA, (), MONDAY)


@pytest.mark.parametrize(
    ("clock", "decision"),
    [
        ("2026-11-30T20:59", Send()),
        ("2026-11-30T21:00", Later(utc("2026-12-01T08:00"), Why.QUIET)),
        ("2026-12-01T07:59", Later(utc("2026-12-01T08:00"), Why.QUIET)),
        ("2026-12-01T08:00", Send()),
    ],
)
def test_in_quiet_hours_everything_waits_for_the_morning(clock: str, decision: Decision) -> None:
    due = utc(clock)
    for asked in (True, False):
        assert decide(replace(SINGLE, due_at=due, asked=asked), ANA, (), due) == decision


def test_quiet_hours_are_those_of_the_persons_own_clock() -> None:
    tokyo = replace(ANA, zone="Asia/Tokyo")
    late = utc("2026-11-30T12:30")
    assert decide(replace(SINGLE, due_at=late), tokyo, (), late) == Later(
        utc("2026-11-30T23:00"), Why.QUIET
    )


@pytest.mark.parametrize("kind", list(NudgeKind))
def test_a_break_is_a_break_for_every_kind(kind: NudgeKind) -> None:
    away = replace(ANA, away_until=MONDAY + DAY)
    for asked in (True, False):
        nudge = replace(SINGLE, kind=kind, asked=asked)
        assert decide(nudge, away, (), MONDAY) == Drop(Why.AWAY)
        assert decide(nudge, replace(away, away_until=MONDAY), (), MONDAY) == Send()


def test_what_recurs_stands_again_after_a_break() -> None:
    away = replace(ANA, away_until=MONDAY + DAY)
    after = settled(MONDAYS, Drop(Why.AWAY), away, MONDAY)
    assert after.due_at == MONDAY + 7 * DAY
    assert after.state is NudgeState.ACTIVE
    assert (after.outcome, after.outcome_at, after.turn) == (Why.AWAY, MONDAY, 1)


def test_what_comes_once_is_over_after_a_break() -> None:
    after = settled(SINGLE, Drop(Why.AWAY), ANA, MONDAY)
    assert (after.state, after.due_at, after.outcome) == (NudgeState.DONE, None, Why.AWAY)


GENTLE = replace(ANA, gentle_until=MONDAY + 2 * DAY)
"""Ana had a no yesterday."""


@pytest.mark.parametrize(
    ("nudge", "decision"),
    [
        (SINGLE, Later(MONDAY + 2 * DAY, Why.GENTLE)),
        (replace(SINGLE, kind=NudgeKind.COMMITMENT, asked=True), Drop(Why.GENTLE)),
        (replace(SINGLE, kind=NudgeKind.INTERVIEW_EVE), Drop(Why.GENTLE)),
        (replace(SINGLE, kind=NudgeKind.BREAK_OVER), Later(MONDAY + 2 * DAY, Why.GENTLE)),
        (replace(MONDAYS, created_at=MONDAY - 9 * DAY), Drop(Why.GENTLE)),
        (replace(SINGLE, kind=NudgeKind.AFTER_NO), Send()),
        (replace(SINGLE, kind=NudgeKind.REFLECTION), Send()),
    ],
    ids=lambda value: value.kind.value if isinstance(value, Nudge) else "",
)
def test_after_a_no_all_but_the_gentle_line_waits_or_stays_away(
    nudge: Nudge, decision: Decision
) -> None:
    aged = replace(nudge, created_at=MONDAY - 9 * DAY)
    assert decide(aged, GENTLE, (), MONDAY) == decision
    assert decide(aged, replace(GENTLE, gentle_until=MONDAY), (), MONDAY) == Send()


@pytest.mark.parametrize("kind", [NudgeKind.AFTER_NO, NudgeKind.REFLECTION])
def test_after_a_no_there_is_one_gentle_line_and_no_second(kind: NudgeKind) -> None:
    line = replace(SINGLE, kind=NudgeKind.AFTER_NO)
    assert decide(line, GENTLE, (ordinary(kind, 0.9),), MONDAY) == Drop(Why.GENTLE)
    assert decide(line, GENTLE, (ordinary(kind, 1.1),), MONDAY) == Send()


def test_what_somebody_asks_for_after_the_no_comes_at_its_time() -> None:
    since = replace(SINGLE, kind=NudgeKind.COMMITMENT, asked=True, created_at=MONDAY - HOUR)
    assert decide(since, GENTLE, (), MONDAY) == Send()
    assert decide(replace(since, asked=False), GENTLE, (), MONDAY) == Drop(Why.GENTLE)


@pytest.mark.parametrize(
    ("often", "days_ago", "is_sent"),
    [
        (Often.USUAL, 1, False),
        (Often.USUAL, 2, False),
        (Often.USUAL, 3, True),
        (Often.MORE, 0.3, False),
        (Often.MORE, 1, True),
        (Often.LESS, 6, False),
        (Often.LESS, 7, True),
    ],
)
def test_unprompted_nudges_keep_days_apart(often: Often, days_ago: float, is_sent: bool) -> None:
    ana = replace(ANA, often=often)
    decision = decide(UNASKED_WEEKLY, ana, (ordinary(days_ago=days_ago),), MONDAY)
    assert decision == (Send() if is_sent else Drop(Why.CAPPED))


def test_what_comes_once_waits_until_another_is_due() -> None:
    assert decide(SINGLE, ANA, (ordinary(days_ago=1),), MONDAY) == Later(
        MONDAY + 2 * DAY, Why.CAPPED
    )


def test_what_cannot_wait_stays_away_when_another_came_before() -> None:
    eve = replace(SINGLE, kind=NudgeKind.INTERVIEW_EVE)
    assert decide(eve, ANA, (ordinary(days_ago=1),), MONDAY) == Drop(Why.CAPPED)


def test_the_days_between_are_days_of_the_persons_calendar() -> None:
    # Half past eight yesterday evening was late; eight this morning is another day all the same.
    ana = replace(ANA, often=Often.MORE)
    yesterday = (Past(NudgeKind.GOAL, False, utc("2026-11-29T20:30")),)
    assert decide(SINGLE, ana, yesterday, MONDAY) == Send()
    kiritimati = replace(ana, zone="Pacific/Kiritimati", quiet_start=0, quiet_end=0)
    assert decide(SINGLE, kiritimati, yesterday, utc("2026-11-30T09:59")) == Later(
        utc("2026-12-01T09:00"), Why.CAPPED
    )


@pytest.mark.parametrize(
    "nudge",
    [
        replace(SINGLE, asked=True),
        replace(SINGLE, held=True, outcome=Why.SNOOZED),
        replace(SINGLE, kind=NudgeKind.BREAK_OVER),
        replace(SINGLE, kind=NudgeKind.STILL),
        replace(SINGLE, kind=NudgeKind.AFTER_NO),
    ],
    ids=["asked for", "snoozed", "end of a break", "still wanted", "gentle line"],
)
def test_these_come_although_another_came_yesterday(nudge: Nudge) -> None:
    assert decide(nudge, ANA, (ordinary(days_ago=1),), MONDAY) == Send()


def test_even_the_gentle_line_is_not_the_second_of_a_day() -> None:
    line = replace(SINGLE, kind=NudgeKind.AFTER_NO)
    assert decide(line, ANA, (ordinary(days_ago=0.1),), MONDAY) == Drop(Why.CAPPED)


def test_what_somebody_asked_for_uses_up_nothing() -> None:
    asked = (Past(NudgeKind.OWN, True, MONDAY - HOUR),)
    assert decide(SINGLE, ANA, asked, MONDAY) == Send()


def test_who_wants_none_gets_only_what_they_chose() -> None:
    ana = replace(ANA, often=Often.NONE)
    assert decide(SINGLE, ana, (), MONDAY) == Drop(Why.UNWANTED)
    assert decide(replace(SINGLE, asked=True), ana, (), MONDAY) == Send()
    snoozed = replace(SINGLE, held=True, outcome=Why.SNOOZED)
    assert decide(snoozed, ana, (), MONDAY) == Send()


def test_a_stopped_kind_stays_away_unless_it_is_asked_for_again() -> None:
    ana = replace(ANA, muted=("application",))
    assert decide(SINGLE, ana, (), MONDAY) == Drop(Why.MUTED)
    assert decide(replace(SINGLE, asked=True), ana, (), MONDAY) == Send()
    assert decide(replace(SINGLE, kind=NudgeKind.GOAL), ana, (), MONDAY) == Send()


@pytest.mark.parametrize(
    ("unanswered", "every", "stride"),
    [(0, 1, 1), (1, 1, 1), (2, 1, 2), (3, 1, 2), (4, 1, 4), (6, 1, 8), (40, 1, 8), (2, 4, 8),
     (0, 2, 2), (1, 8, 8), (2, 8, 8)],
)  # fmt: skip
def test_two_unanswered_halve_what_comes(unanswered: int, every: int, stride: int) -> None:
    sent = replace(MONDAYS, unanswered=unanswered, every=every, sent_at=MONDAY - HOUR, turn=0)
    assert pacing.stride(sent, ANA) == stride


def test_any_word_or_press_answers_all_that_came_before() -> None:
    sent = replace(MONDAYS, unanswered=5, sent_at=MONDAY - 2 * DAY)
    assert pacing.outstanding(sent, ANA) == 0
    assert pacing.outstanding(replace(sent, sent_at=ANA.acted_at), ANA) == 0
    assert pacing.outstanding(replace(sent, sent_at=MONDAY), ANA) == 5
    assert pacing.outstanding(replace(sent, sent_at=MONDAY), replace(ANA, acted_at=None)) == 5
    assert settled(sent, Send(), ANA, MONDAY).unanswered == 1


def test_a_slowed_nudge_lets_rounds_pass_and_then_comes() -> None:
    nudge = replace(MONDAYS, every=2, sent_at=MONDAY - 7 * DAY)
    assert decide(nudge, ANA, (), MONDAY) == Drop(Why.SELDOM)
    nudge = settled(nudge, Drop(Why.SELDOM), ANA, MONDAY)
    next_week = MONDAY + 7 * DAY
    assert nudge.due_at == next_week
    assert decide(nudge, replace(ANA, acted_at=next_week), (), next_week) == Send()


def test_the_first_of_all_comes_however_slow_it_is() -> None:
    assert decide(replace(MONDAYS, every=8), ANA, (), MONDAY) == Send()


LONG_AGO = MONDAY - 31 * DAY
SILENT = replace(ANA, acted_at=LONG_AGO)


def test_after_thirty_silent_days_nothing_more_comes() -> None:
    recent = (Past(NudgeKind.OWN, True, MONDAY - 7 * DAY),)
    assert decide(MONDAYS, SILENT, recent, MONDAY) == Drop(Why.SILENT)
    assert decide(MONDAYS, replace(SILENT, acted_at=MONDAY - 29 * DAY), recent, MONDAY) == Send()


def test_silence_is_no_answer_only_where_something_was_asked() -> None:
    assert decide(SINGLE, SILENT, (), MONDAY) == Send()
    before = (Past(NudgeKind.OWN, True, LONG_AGO - DAY),)
    assert decide(SINGLE, SILENT, before, MONDAY) == Send()


def test_days_on_a_break_are_not_silence() -> None:
    rested = replace(SILENT, away_until=MONDAY - DAY)
    recent = (Past(NudgeKind.OWN, True, LONG_AGO + DAY),)
    assert decide(MONDAYS, rested, recent, MONDAY) == Send()


def test_who_never_said_a_word_is_silent_from_the_day_we_met() -> None:
    stranger = replace(ANA, acted_at=None)
    recent = (Past(NudgeKind.OWN, True, MONDAY - 7 * DAY),)
    assert decide(MONDAYS, stranger, recent, MONDAY) == Drop(Why.SILENT)


def test_once_asked_whether_they_are_wanted_all_wait_for_a_word() -> None:
    asked = replace(SILENT, asked_still_at=MONDAY - DAY)
    assert pacing.is_waiting_for_word(asked)
    assert decide(MONDAYS, asked, (), MONDAY) == Drop(Why.SILENT)
    assert decide(replace(SINGLE, kind=NudgeKind.STILL), asked, (), MONDAY) == Send()
    answered = replace(asked, acted_at=MONDAY - HOUR)
    assert not pacing.is_waiting_for_word(answered)
    assert decide(MONDAYS, answered, (), MONDAY) == Send()
    assert not pacing.is_waiting_for_word(SILENT)
    assert pacing.is_waiting_for_word(replace(asked, acted_at=None))


@pytest.mark.parametrize(
    ("kind", "late", "decision"),
    [
        (NudgeKind.COMMITMENT, 12 * HOUR, Send()),
        (NudgeKind.COMMITMENT, 12 * HOUR + timedelta(seconds=1), Drop(Why.LATE)),
        (NudgeKind.APPLICATION, 3 * DAY, Send()),
        (NudgeKind.APPLICATION, 3 * DAY + HOUR, Drop(Why.LATE)),
    ],
)
def test_a_late_one_comes_within_its_window_and_not_after(
    kind: NudgeKind, late: timedelta, decision: Decision
) -> None:
    nudge = replace(SINGLE, kind=kind, due_at=MONDAY - late)
    assert decide(nudge, ANA, (), MONDAY) == decision


def test_after_an_outage_of_days_only_the_one_that_is_still_of_use_comes() -> None:
    daily = replace(MONDAYS, weekdays=(), due_at=MONDAY - 3 * DAY)
    decision = decide(daily, ANA, (), MONDAY + HOUR)
    assert decision == Drop(Why.LATE)
    daily = settled(daily, decision, ANA, MONDAY + HOUR)
    assert daily.due_at == MONDAY
    assert decide(daily, ANA, (), MONDAY + HOUR) == Send()
    assert settled(daily, Send(), ANA, MONDAY + HOUR).due_at == MONDAY + DAY


def test_a_nudge_finds_its_place_after_its_person_moved_west() -> None:
    berlin = replace(MONDAYS, due_at=MONDAY - HOUR)
    moved = replace(ANA, zone="America/New_York")
    decision = decide(berlin, moved, (), MONDAY - HOUR)
    assert decision == Later(utc("2026-11-30T14:00"), Why.MOVED)
    placed = settled(berlin, decision, moved, MONDAY - HOUR)
    assert not placed.held
    assert decide(placed, moved, (), utc("2026-11-30T14:00")) == Send()


def test_a_nudge_comes_late_rather_than_never_after_its_person_moved_east() -> None:
    tokyo = replace(ANA, zone="Asia/Tokyo")
    decision = decide(MONDAYS, tokyo, (), MONDAY)
    assert decision == Later(utc("2026-11-30T00:00"), Why.MOVED)
    assert decide(settled(MONDAYS, decision, tokyo, MONDAY), tokyo, (), MONDAY) == Send()


def test_a_snoozed_nudge_comes_back_and_then_keeps_its_own_time() -> None:
    held = replace(MONDAYS, due_at=MONDAY + HOUR, held=True, outcome=Why.SNOOZED)
    assert decide(held, ANA, (), MONDAY + HOUR) == Send()
    after = settled(held, Send(), ANA, MONDAY + HOUR)
    assert (after.due_at, after.held, after.outcome) == (MONDAY + 7 * DAY, False, None)


@pytest.mark.parametrize(
    ("person", "nudge", "answer"),
    [
        (ANA, SINGLE, None),
        (replace(ANA, away_until=MONDAY + DAY), SINGLE, Drop(Why.AWAY)),
        (replace(ANA, often=Often.NONE), SINGLE, Drop(Why.UNWANTED)),
        (replace(ANA, muted=("application",)), SINGLE, Drop(Why.MUTED)),
        (GENTLE, replace(SINGLE, kind=NudgeKind.COMMITMENT), Drop(Why.GENTLE)),
        (GENTLE, replace(SINGLE, kind=NudgeKind.AFTER_NO), None),
        (replace(ANA, quiet_start=8 * 60, quiet_end=10 * 60), SINGLE,
         Later(MONDAY + HOUR, Why.QUIET)),
    ],
)  # fmt: skip
def test_what_changed_since_is_seen_just_before_delivery(
    person: Person, nudge: Nudge, answer: Decision | None
) -> None:
    assert at_delivery(nudge, person, MONDAY, chosen=False) == answer


def test_a_chosen_time_is_still_chosen_at_delivery() -> None:
    assert at_delivery(SINGLE, replace(ANA, often=Often.NONE), MONDAY, chosen=True) is None


@pytest.mark.parametrize(
    ("person", "nudge", "next_time"),
    [
        (ANA, MONDAYS, MONDAY),
        (ANA, replace(SINGLE, due_at=utc("2026-11-30T22:00")), utc("2026-12-01T08:00")),
        (ANA, replace(MONDAYS, every=4, turn=1, sent_at=MONDAY), MONDAY + 14 * DAY),
        (ANA, replace(MONDAYS, every=2, turn=5, sent_at=MONDAY), MONDAY),
        (replace(ANA, away_until=MONDAY + 8 * DAY), MONDAYS, MONDAY + 14 * DAY),
        (replace(GENTLE, acted_at=MONDAY), replace(MONDAYS, created_at=MONDAY - 9 * DAY),
         MONDAY + 7 * DAY),
        (GENTLE, MONDAYS, MONDAY),
        (ANA, replace(MONDAYS, held=True, due_at=MONDAY + HOUR), MONDAY + HOUR),
        (ANA, replace(SINGLE, due_at=None), None),
        (replace(ANA, often=Often.NONE), SINGLE, None),
        (replace(ANA, muted=("application",)), SINGLE, None),
    ],
)  # fmt: skip
def test_the_next_time_can_be_foreseen(
    person: Person, nudge: Nudge, next_time: datetime | None
) -> None:
    assert expected(nudge, person) == next_time


def test_half_an_hour_late_is_worth_a_word() -> None:
    assert not pacing.is_noticeably_late(MONDAY, MONDAY + timedelta(minutes=29))
    assert pacing.is_noticeably_late(MONDAY, MONDAY + timedelta(minutes=30))


any_zone = st.sampled_from(sorted(zones.names()))
any_minute = st.integers(0, 1439)
any_person = st.builds(
    Person,
    name=st.just("Ana"),
    zone=any_zone,
    created_at=st.just(MONDAY - 400 * DAY),
    id=st.just(1),
    quiet_start=any_minute,
    quiet_end=any_minute,
    often=st.sampled_from(Often),
    away_until=st.none() | st.integers(-50, 50).map(lambda days: MONDAY + days * DAY),
    gentle_until=st.none() | st.integers(-72, 72).map(lambda hours: MONDAY + hours * HOUR),
    acted_at=st.none() | st.integers(-60, 0).map(lambda days: MONDAY + days * DAY),
)
any_nudge = st.builds(
    Nudge,
    person_id=st.just(1),
    kind=st.sampled_from(NudgeKind),
    created_at=st.just(MONDAY - 90 * DAY),
    id=st.integers(1, 50),
    weekdays=st.sets(st.integers(0, 6)).map(lambda days: tuple(sorted(days))),
    minute=st.none() | any_minute,
    monthly_day=st.none() | st.integers(1, 28),
    due_at=st.integers(-80 * 24 * 60, 0).map(lambda minutes: MONDAY + timedelta(minutes=minutes)),
    asked=st.booleans(),
    every=st.sampled_from([1, 2, 4, 8]),
    turn=st.integers(0, 8),
    unanswered=st.integers(0, 9),
    sent_at=st.none() | st.integers(-80, 0).map(lambda days: MONDAY + days * DAY),
)
any_past = st.lists(
    st.builds(
        Past,
        kind=st.sampled_from(NudgeKind),
        asked=st.booleans(),
        at=st.integers(-40 * 24, 0).map(lambda hours: MONDAY + hours * HOUR),
    ),
    max_size=4,
)


@given(nudge=any_nudge, person=any_person, recent=any_past)
def test_nothing_is_sent_in_quiet_hours_or_on_a_break(
    nudge: Nudge, person: Person, recent: Sequence[Past]
) -> None:
    if decide(nudge, person, recent, MONDAY) == Send():
        assert not person.quiet.is_quiet(MONDAY, person.zone)
        assert person.away_until is None or person.away_until <= MONDAY


@given(nudge=any_nudge, person=any_person, recent=any_past)
def test_deciding_always_comes_to_an_end(
    nudge: Nudge, person: Person, recent: Sequence[Past]
) -> None:
    sent = 0
    for _ in range(100):
        if nudge.due_at is None or nudge.due_at > MONDAY:
            break
        decision = decide(nudge, person, recent, MONDAY)
        if decision == Send():
            sent += 1
            recent = (*recent, Past(nudge.kind, nudge.asked, MONDAY))
        nudge = settled(nudge, decision, person, MONDAY)
    else:
        pytest.fail("it is due for ever")
    assert sent <= 1
    assert (nudge.due_at is None) == (nudge.state is NudgeState.DONE)


@given(nudge=any_nudge, person=any_person)
def test_what_recurs_never_ends_by_itself(nudge: Nudge, person: Person) -> None:
    for decision in (Send(), Drop(Why.AWAY)):
        after = settled(nudge, decision, person, MONDAY)
        if nudge.recurs:
            assert after.due_at is not None
            assert after.due_at == next_after(
                after, person.zone, after.due_at - datetime.resolution
            )


def play(person: Person, nudges: Sequence[Nudge], days: int) -> list[tuple[Nudge, datetime]]:
    """Let days pass as the clock of the house does, and note what was sent when."""
    waiting, sent, now = list(nudges), list[tuple[Nudge, datetime]](), MONDAY
    while now < MONDAY + days * DAY:
        for place, nudge in enumerate(waiting):
            if nudge.due_at is not None and nudge.due_at <= now:
                recent = [Past(each.kind, each.asked, at) for each, at in sent]
                decision = decide(nudge, person, recent, now)
                if decision == Send():
                    sent.append((nudge, now))
                waiting[place] = settled(nudge, decision, person, now)
        due = [nudge.due_at for nudge in waiting if nudge.due_at is not None]
        now = max(now, min(due)) if due else MONDAY + days * DAY
    return sent


@given(
    zone=any_zone,
    often=st.sampled_from([Often.USUAL, Often.MORE, Often.LESS]),
    nudges=st.lists(any_nudge.filter(lambda nudge: not nudge.asked), max_size=6),
    minute=any_minute,
)
def test_over_weeks_unprompted_nudges_keep_their_distance(
    zone: str, often: Often, nudges: list[Nudge], minute: int
) -> None:
    ana = replace(ANA, zone=zone, often=often, acted_at=MONDAY, quiet_start=minute)
    ordinary_kinds = [
        replace(nudge, unanswered=0, sent_at=None, due_at=MONDAY + number * HOUR)
        for number, nudge in enumerate(nudges)
        if nudge.kind not in (NudgeKind.BREAK_OVER, NudgeKind.STILL, *pacing.GENTLE_KINDS)
    ]
    days = [recurrence.local(at, zone).date() for _, at in play(ana, ordinary_kinds, 45)]
    apart = {Often.USUAL: 3, Often.MORE: 1, Often.LESS: 7}[often]
    assert all((later - sooner).days >= apart for sooner, later in itertools.pairwise(days))


@given(nudges=st.lists(any_nudge, max_size=6), hours=st.integers(1, 72))
def test_in_the_days_after_a_no_there_is_at_most_one_line_and_it_is_gentle(
    nudges: list[Nudge], hours: int
) -> None:
    until = MONDAY + timedelta(hours=hours)
    ana = replace(ANA, acted_at=MONDAY, gentle_until=until)
    later = [replace(nudge, due_at=MONDAY, sent_at=None) for nudge in nudges]
    lines = [nudge for nudge, at in play(ana, later, 3) if at < until]
    assert len(lines) <= 1
    assert all(nudge.kind in pacing.GENTLE_KINDS for nudge in lines)
