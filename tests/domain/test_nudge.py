"""A nudge's own times, in whatever zone its person lives by then."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import nudge as nudges
from bot.domain import recurrence, zones
from bot.domain.nudge import (
    MANNERS,
    KindWording,
    Nudge,
    NudgeKind,
    NudgeWordings,
    Why,
    catch_up,
    next_after,
    rezoned,
)
from bot.domain.person import Person

MONDAY = datetime(2026, 11, 30, 9, tzinfo=UTC)
BERLIN = "Europe/Berlin"
ANA = Person("Ana", BERLIN, MONDAY, id=1)
WEEKLY = Nudge(1, NudgeKind.OWN, MONDAY, id=2, weekdays=(3,), minute=9 * 60)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("weekdays", "monthly_day", "expected"),
    [
        ((3,), None, "2026-12-03T08:00"),
        ((0, 3), None, "2026-12-03T08:00"),
        ((0,), None, "2026-12-07T08:00"),
        ((), None, "2026-12-01T08:00"),
        ((), 5, "2026-12-05T08:00"),
    ],
)
def test_the_next_time_is_by_the_persons_own_clock(
    weekdays: tuple[int, ...], monthly_day: int | None, expected: str
) -> None:
    nudge = replace(WEEKLY, weekdays=weekdays, monthly_day=monthly_day)
    assert next_after(nudge, BERLIN, MONDAY) == utc(expected)


def test_what_comes_once_has_no_next_time() -> None:
    once = Nudge(1, NudgeKind.FEEDBACK, MONDAY, due_at=MONDAY)
    assert not once.recurs
    assert next_after(once, BERLIN, MONDAY) is None


@given(
    zone=st.sampled_from(sorted(zones.names())),
    weekdays=st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days))),
    minute=st.integers(0, 1439),
    since=st.integers(0, 20 * 365 * 24 * 60),
)
def test_several_weekdays_fire_as_often_as_there_are_days_in_every_zone(
    zone: str, weekdays: tuple[int, ...], minute: int, since: int
) -> None:
    nudge = replace(WEEKLY, weekdays=weekdays, minute=minute)
    start = MONDAY + timedelta(minutes=since)
    fired = []
    at = start
    while (at := next_after(nudge, zone, at) or start) < start + timedelta(days=28, hours=-26):
        fired.append(at)
    assert fired == sorted(set(fired))
    # Whole weeks have a firing for each day; the ragged ends may cut one or gain one.
    assert abs(len(fired) - 4 * len(weekdays)) <= 2


def test_every_kind_has_its_manner() -> None:
    assert set(MANNERS) == set(NudgeKind)


def test_a_daily_nudge_is_never_so_late_that_it_meets_the_next() -> None:
    assert catch_up(replace(WEEKLY, kind=NudgeKind.CHECKIN, weekdays=())) == timedelta(hours=12)


def test_a_monthly_nudge_may_be_late_by_days() -> None:
    goal = replace(WEEKLY, kind=NudgeKind.GOAL, weekdays=(), monthly_day=1)
    assert catch_up(goal) == timedelta(days=3)


def test_a_single_nudge_is_as_late_as_its_kind_allows() -> None:
    once = Nudge(1, NudgeKind.APPLICATION, MONDAY, due_at=MONDAY)
    assert catch_up(once) == MANNERS[NudgeKind.APPLICATION].window


def test_a_recurring_nudge_moves_with_its_person() -> None:
    nudge = replace(WEEKLY, due_at=next_after(WEEKLY, BERLIN, MONDAY))
    moved = rezoned(nudge, replace(ANA, zone="America/New_York"), MONDAY)
    assert moved.due_at == utc("2026-12-03T14:00")


def test_one_that_waits_for_the_morning_waits_for_the_new_morning() -> None:
    night = utc("2026-11-30T23:00")
    held = replace(WEEKLY, due_at=utc("2026-12-01T07:00"), held=True, outcome=Why.QUIET)
    moved = rezoned(held, replace(ANA, zone="America/New_York"), night)
    assert moved.due_at == night
    later = rezoned(held, replace(ANA, zone="Asia/Tokyo", quiet_end=10 * 60), night)
    assert later.due_at == utc("2026-12-01T01:00")


@pytest.mark.parametrize(
    "nudge",
    [
        Nudge(1, NudgeKind.FEEDBACK, MONDAY, due_at=MONDAY + timedelta(days=2)),
        replace(WEEKLY, due_at=MONDAY + timedelta(days=2), held=True, outcome=Why.SNOOZED),
        replace(WEEKLY, due_at=MONDAY),
    ],
    ids=["comes once", "snoozed", "due already"],
)
def test_an_instant_that_was_chosen_or_has_come_stays(nudge: Nudge) -> None:
    assert rezoned(nudge, replace(ANA, zone="Asia/Tokyo"), MONDAY) == nudge


def test_words_that_leave_out_a_kind_are_refused() -> None:
    words = {kind: KindWording("a name", ("why",), ("first",)) for kind in NudgeKind}
    assert NudgeWordings(words).kinds == words
    del words[NudgeKind.GOAL]
    with pytest.raises(ValueError, match="no words for `goal`"):
        NudgeWordings(words)


@pytest.mark.parametrize("kind", [NudgeKind.OWN, NudgeKind.STILL])
def test_kinds_that_say_something_of_their_own_need_openings(kind: NudgeKind) -> None:
    words = {each: KindWording("a name", ("why",), ("first",)) for each in NudgeKind}
    words[kind] = KindWording("a name", ("why",))
    with pytest.raises(ValueError, match=f"`{kind}` needs an opening"):
        NudgeWordings(words)


def test_a_kind_without_a_reason_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a name and a reason"):
        KindWording("a name", ())
    with pytest.raises(ValueError, match="needs a name and a reason"):
        KindWording(" ", ("why",))


def test_a_name_must_fit_where_it_stands() -> None:
    with pytest.raises(ValueError, match="60 characters"):
        KindWording("a" * 61, ("why",))


def test_rules_of_recurrence_are_those_of_the_calendar() -> None:
    assert next_after(WEEKLY, BERLIN, MONDAY) == recurrence.Weekly(3, 540, BERLIN).after(MONDAY)
    assert nudges.next_after(replace(WEEKLY, weekdays=()), BERLIN, MONDAY) == recurrence.Daily(
        540, BERLIN
    ).after(MONDAY)
