"""A plan is two weeks of small things, by the person's own clock; nothing in it is a mark."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import plan, recurrence
from bot.domain.nudge import NudgeKind
from bot.domain.person import Often, Person
from bot.domain.plan import Channel, Commitment, Kept, Misfit, Plan, Readiness, Source

# A Monday, nine in the morning.
NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
MONDAY = date(2026, 11, 30)
INSTANTS = st.integers(0, 20 * 365 * 24 * 60).map(
    lambda minutes: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


def step(number: int, channel: Channel = Channel.PEOPLE, due_at: datetime | None = None,
         kept: Kept = Kept.OPEN) -> Commitment:  # fmt: skip
    return Commitment(
        1, Source.PLAN, 1, f"step {number}", NOW, number, channel=channel, due_at=due_at, kept=kept
    )


def sentence(number: int, trigger: str = "no answer comes", what: str = "write to Chidi",
             kept: Kept = Kept.OPEN) -> Commitment:  # fmt: skip
    return Commitment(1, Source.PLAN, 1, what, NOW, number, trigger, kept=kept)


def at(hour: int, day: int = 30, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


def test_a_plan_begins_today_and_lasts_two_weeks() -> None:
    begun = plan.begun(1, NOW, "UTC")
    assert (begun.starts_on, begun.ends_on) == (MONDAY, date(2026, 12, 13))
    assert (begun.ends_on - begun.starts_on).days + 1 == plan.DAYS


def test_a_plan_begins_on_the_day_of_the_persons_own_clock() -> None:
    assert plan.begun(1, at(2), "America/New_York").starts_on == date(2026, 11, 29)


def test_the_current_plan_is_the_newest_that_was_not_ended() -> None:
    old, new = Plan(1, MONDAY, MONDAY, NOW, 1), Plan(1, MONDAY, MONDAY, NOW, 2)
    assert plan.current([new, old]) == new
    assert plan.current([replace(new, ended_at=NOW), old]) == old
    assert plan.current([]) is None


def test_a_plan_is_over_when_its_last_day_has_passed() -> None:
    begun = plan.begun(1, NOW, "Europe/Berlin")
    last_moment = datetime(2026, 12, 13, 22, 59, tzinfo=UTC)
    assert not plan.is_over(begun, last_moment, "Europe/Berlin")
    assert plan.is_over(begun, last_moment + timedelta(minutes=1), "Europe/Berlin")


def test_a_plan_is_looked_back_on_in_the_afternoon_of_its_last_day() -> None:
    begun = plan.begun(1, NOW, "America/New_York")
    assert plan.look_back_at(begun, "America/New_York") == at(22, 13, 12)


def test_a_plan_is_ready_with_two_different_ways_in() -> None:
    one, same, other = step(1), step(2), step(3, Channel.APPLYING)
    assert plan.readiness([]) is Readiness.EMPTY
    assert plan.readiness([one, same]) is Readiness.ONE_WAY
    assert plan.readiness([one, other]) is Readiness.READY


def test_a_plan_in_which_everything_is_done_is_finished() -> None:
    done = step(1, kept=Kept.DONE)
    assert plan.readiness([done, sentence(2)]) is Readiness.FINISHED
    assert plan.readiness([done, step(2)]) is Readiness.ONE_WAY


def test_neither_sentences_nor_what_was_let_go_count_as_ways_in() -> None:
    dropped = step(2, Channel.EVENT, kept=Kept.DROPPED)
    assert plan.readiness([sentence(1), step(3), dropped]) is Readiness.ONE_WAY


def test_steps_stand_in_the_order_of_their_times_and_those_without_come_last() -> None:
    untimed, late, early = step(1), step(2, due_at=at(15)), step(3, due_at=at(10))
    assert plan.steps([untimed, late, early, sentence(4)]) == (early, late, untimed)


def test_sentences_stand_in_the_order_in_which_they_were_written() -> None:
    gone = sentence(2, kept=Kept.DROPPED)
    assert plan.sentences([sentence(3), gone, step(4), sentence(1)]) == (sentence(1), sentence(3))


def test_what_is_neither_done_nor_let_go_can_come_along() -> None:
    made = [step(n, kept=kept) for n, kept in enumerate(Kept)]
    left = {each.kept for each in plan.unfinished(made)}
    assert left == {Kept.OPEN, Kept.PARTLY, Kept.NOT_YET}


def test_what_comes_along_keeps_a_time_to_come_and_leaves_one_that_has_passed() -> None:
    new = Plan(1, MONDAY, MONDAY, NOW, 7)
    ahead = plan.carried(step(1, due_at=at(10), kept=Kept.NOT_YET), new, NOW)
    assert (ahead.source_id, ahead.due_at, ahead.kept) == (7, at(10), Kept.OPEN)
    assert plan.carried(step(1, due_at=at(9)), new, NOW).due_at is None
    assert plan.carried(step(1), new, NOW).due_at is None


@pytest.mark.parametrize(
    ("day", "minute", "expected"),
    [
        (None, None, None),
        (date(2026, 12, 2), 10 * 60, at(10, 2, 12)),
        (date(2026, 12, 2), None, at(9, 2, 12)),
        (None, 10 * 60, at(10)),
        (None, 9 * 60, at(9, 1, 12)),
        (None, 8 * 60, at(8, 1, 12)),
        (MONDAY, None, at(10)),
        (MONDAY, 8 * 60, at(8)),
        (date(2026, 11, 29), 23 * 60, Misfit.PAST),
        (date(2025, 12, 2), None, Misfit.PAST),
        (date(2026, 12, 13), 10 * 60, at(10, 13, 12)),
        (date(2026, 12, 14), 10 * 60, Misfit.FAR),
    ],
)
def test_what_was_meant_by_a_day_and_a_time(
    day: date | None, minute: int | None, expected: datetime | Misfit | None
) -> None:
    assert plan.due(day, minute, NOW, "UTC") == expected


def test_today_without_a_time_is_this_morning_as_long_as_it_is_to_come() -> None:
    assert plan.due(MONDAY, None, at(5), "UTC") == at(9)
    late = datetime(2026, 11, 30, 23, 20, tzinfo=UTC)
    assert plan.due(MONDAY, None, late, "UTC") == datetime(2026, 11, 30, 23, 59, tzinfo=UTC)


@given(
    INSTANTS,
    st.integers(0, plan.DAYS - 1),
    st.integers(0, 24 * 60 - 1),
    st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"]),
)
def test_a_day_and_a_time_are_those_of_the_persons_own_clock(
    now: datetime, ahead: int, minute: int, zone: str
) -> None:
    day = recurrence.local(now, zone).date() + timedelta(days=ahead)
    due = plan.due(day, minute, now, zone)
    assert isinstance(due, datetime)
    shown_day, shown_minute = plan.wall(due, zone)
    # A minute that a gap leaves out is shown an hour, or half an hour, later.
    assert shown_day == day
    assert shown_minute - minute in (0, 30, 60)


@given(
    INSTANTS,
    st.integers(0, 24 * 60 - 1),
    st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"]),
)
def test_a_time_alone_is_the_next_one_and_never_now(now: datetime, minute: int, zone: str) -> None:
    due = plan.due(None, minute, now, zone)
    assert isinstance(due, datetime)
    assert timedelta() < due - now <= timedelta(hours=25)


def test_a_reminder_comes_at_its_time_or_when_quiet_hours_end() -> None:
    ana = Person("Ana", "Europe/Berlin", NOW)
    assert plan.reminded_at(step(1, due_at=at(10)), ana, NOW) == at(10)
    assert plan.reminded_at(step(1, due_at=at(22)), ana, NOW) == at(7, 1, 12)


def test_no_reminder_comes_without_a_time_to_come_or_for_what_is_settled() -> None:
    ana = Person("Ana", "UTC", NOW)
    assert plan.reminded_at(step(1), ana, NOW) is None
    assert plan.reminded_at(step(1, due_at=NOW), ana, NOW) is None
    assert plan.reminded_at(step(1, due_at=at(10), kept=Kept.DONE), ana, NOW) is None


def test_no_reminder_comes_within_a_break_or_to_somebody_who_wants_none() -> None:
    ana, due = Person("Ana", "UTC", NOW), step(1, due_at=at(10))
    assert plan.reminded_at(due, replace(ana, away_until=at(11)), NOW) is None
    assert plan.reminded_at(due, replace(ana, away_until=at(10)), NOW) == at(10)
    assert plan.reminded_at(due, replace(ana, often=Often.NONE), NOW) is None
    muted = replace(ana, muted=(NudgeKind.COMMITMENT.value,))
    assert plan.reminded_at(due, muted, NOW) is None


def test_a_day_alone_keeps_the_time_of_day_it_had() -> None:
    before = at(15)
    assert plan.same_minute(date(2026, 12, 2), None, before, NOW, "UTC") == 15 * 60
    assert plan.same_minute(date(2026, 12, 2), 600, before, NOW, "UTC") == 600
    assert plan.same_minute(None, None, before, NOW, "UTC") is None


def test_today_alone_does_not_keep_a_time_of_day_that_has_passed() -> None:
    assert plan.same_minute(MONDAY, None, at(8, 27), NOW, "UTC") is None


def test_what_is_put_off_keeps_its_time_of_day() -> None:
    assert plan.shifted(at(15), 1, NOW, "UTC") == at(15, 1, 12)
    assert plan.shifted(at(15, 3, 12), 7, NOW, "UTC") == at(15, 10, 12)


def test_what_has_passed_is_put_off_from_today() -> None:
    assert plan.shifted(at(8, 20), 1, NOW, "UTC") == at(8, 1, 12)


def test_what_had_no_time_is_put_off_to_a_morning() -> None:
    assert plan.shifted(None, 1, NOW, "UTC") == at(9, 1, 12)


def test_what_is_put_off_over_a_change_of_clocks_keeps_its_time_of_day() -> None:
    saturday = datetime(2026, 10, 31, 14, 0, tzinfo=UTC)
    day, minute = plan.wall(saturday, "America/New_York")
    moved = plan.shifted(saturday, 1, saturday, "America/New_York")
    assert plan.wall(moved, "America/New_York") == (day + timedelta(days=1), minute)


@pytest.mark.parametrize(
    ("typed", "bare"),
    [
        ("If no answer comes,", "no answer comes"),
        ("when I feel low", "I feel low"),
        ("  IF: it rains.", "it rains"),
        ("iffy things happen", "iffy things happen"),
        ("If", ""),
    ],
)
def test_an_if_is_not_said_twice(typed: str, bare: str) -> None:
    assert plan.bare_trigger(typed) == bare


@pytest.mark.parametrize(
    ("typed", "bare"),
    [
        ("then I will call Chidi.", "call Chidi"),
        ("I'll call Chidi", "call Chidi"),
        ("I’m going to call Chidi", "call Chidi"),
        ("call Chidi, then write", "call Chidi, then write"),
        ("Illuminate the room", "Illuminate the room"),
        ("then", ""),
    ],
)
def test_a_then_is_not_said_twice(typed: str, bare: str) -> None:
    assert plan.bare_response(typed) == bare


@pytest.mark.parametrize(
    "said",
    [
        "if no answer comes I write to Chidi",
        "I write to chidi when there's no ANSWER",
        "no answers -> writing Chidi",
    ],
)
def test_the_gist_of_a_sentence_is_enough(said: str) -> None:
    assert plan.is_said_back(said, sentence(1))


@pytest.mark.parametrize("said", ["something else", "no", "🙂", "I will be fine whatever happens"])
def test_something_else_is_noticed(said: str) -> None:
    assert not plan.is_said_back(said, sentence(1))


def test_accents_and_short_words_do_not_stand_in_the_way() -> None:
    assert plan.is_said_back("if at the café, rest", sentence(1, "at the cafe", "rest"))
    assert plan.is_said_back("i go to it", sentence(1, "it is on", "go to it"))


def test_a_script_without_blanks_is_compared_by_its_signs() -> None:
    assert plan.is_said_back("没有回复就给朋友写信", sentence(1, "没有回复", "就给朋友写信"))
    assert plan.is_said_back("没有回音就给朋友写信", sentence(1, "没有回复", "就给朋友写信"))
    assert not plan.is_said_back("明天再说吧", sentence(1, "没有回复", "就给朋友写信"))


def test_signs_that_are_no_words_are_compared_as_they_stand() -> None:
    assert plan.is_said_back("🌧 ☎", sentence(1, "🌧", "☎"))
    assert not plan.is_said_back("hello", sentence(1, "🌧", "☎"))
