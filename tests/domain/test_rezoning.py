"""What people told by a clock that was only a guess keeps its time of day on their own."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.domain import rezoning, zones
from bot.domain.application import Application, Stage, Status
from bot.domain.feedback import FeedbackRequest
from bot.domain.nudge import Nudge, NudgeKind, NudgeState, Why
from bot.domain.person import Person
from bot.domain.plan import Commitment, Source
from bot.domain.plan import begun as plan_begun
from bot.domain.recurrence import local
from bot.domain.reflection import Reflection
from bot.domain.rejection import No
from bot.domain.rezoning import Custom, Rezoning, kept
from bot.domain.streak import Rest
from tests.domain import transitions

MONDAY = datetime(2026, 11, 30, 9, tzinfo=UTC)
NEW_YORK, TOKYO, BERLIN = "America/New_York", "Asia/Tokyo", "Europe/Berlin"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ONCE = Nudge(1, NudgeKind.OWN, MONDAY, id=2, due_at=MONDAY + DAY)

any_zone = st.sampled_from(sorted(zones.names()))
changing = st.sampled_from([zone for zone in transitions.behaviours() if transitions.changes(zone)])


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def wall(instant: datetime, zone: str) -> datetime:
    return local(instant, zone).replace(tzinfo=None)


def first(zone: str, now: datetime = MONDAY, customs: dict[int, Custom] | None = None) -> Rezoning:
    ana = Person("Ana", zone, MONDAY, id=1, zone_chosen=True)
    return Rezoning("UTC", ana, now, is_first=True, customs=customs or {})


def later(zone: str, customs: dict[int, Custom] | None = None) -> Rezoning:
    return replace(first(zone, customs=customs), is_first=False)


@st.composite
def instants(draw: st.DrawFn) -> tuple[str, datetime]:
    """Draw a zone and an instant, as often as not near one of the changes of its clocks."""
    zone = draw(changing)
    change = draw(st.sampled_from(transitions.changes(zone)))
    near = st.integers(-2 * 86_400, 2 * 86_400).map(lambda s: change.at + timedelta(seconds=s))
    far = st.integers(0, 10**6).map(lambda m: transitions.START + timedelta(minutes=m))
    return zone, draw(st.one_of(near, far))


def left_out(shown: datetime, zone: str) -> bool:
    """Tell by the oracle whether a wall time lies in a gap."""
    return any(
        change.size > timedelta() and change.edges[0] <= shown < change.edges[1]
        for change in transitions.changes(zone)
    )


class TestKeeping:
    @given(told=instants(), other=any_zone)
    def test_the_clock_on_the_wall_shows_the_same(
        self, told: tuple[str, datetime], other: str
    ) -> None:
        zone, instant = told
        for was, now in ((zone, other), (other, zone)):
            shown = wall(instant, was)
            moved = kept(instant, was, now)
            assert moved.tzinfo is UTC
            if not left_out(shown, now):
                assert wall(moved, now) == shown

    @given(told=instants(), was=any_zone)
    def test_what_a_gap_leaves_out_moves_forward_and_of_two_the_first_counts(
        self, told: tuple[str, datetime], was: str
    ) -> None:
        zone, instant = told
        assume(was != zone)
        assert kept(instant, was, zone) == transitions.instant(zone, wall(instant, was))

    @given(told=instants(), other=any_zone)
    def test_a_second_time_changes_nothing(self, told: tuple[str, datetime], other: str) -> None:
        zone, instant = told
        moved = kept(instant, zone, other)
        assert kept(moved, other, other) == moved

    @given(told=instants(), other=any_zone)
    def test_there_and_back_is_where_it_was(self, told: tuple[str, datetime], other: str) -> None:
        zone, instant = told
        shown = wall(instant, zone)
        assume(not left_out(shown, other))
        # The second of two equal times comes back as the first: clocks do not say which it was.
        back = kept(kept(instant, zone, other), other, zone)
        assert wall(back, zone) == shown

    @given(told=instants(), between=st.integers(0, 3 * 86_400), other=any_zone)
    def test_what_clocks_show_earlier_stays_earlier(
        self, told: tuple[str, datetime], between: int, other: str
    ) -> None:
        zone, instant = told
        for was, now in ((zone, other), (other, zone)):
            one, two = instant, instant + timedelta(seconds=between)
            shown = wall(one, was), wall(two, was)
            # In a gap clocks never show the time at all, so it has no place in their order.
            if shown[0] <= shown[1] and not any(left_out(each, now) for each in shown):
                assert kept(one, was, now) <= kept(two, was, now)

    def test_in_the_same_zone_the_instant_itself_stays(self) -> None:
        second_of_two = utc("2026-10-25T01:30")
        assert kept(second_of_two, BERLIN, BERLIN) == second_of_two


@pytest.mark.parametrize(
    ("chosen", "told", "guessed"),
    [(False, False, True), (True, False, False), (False, True, False), (True, True, False)],
)
def test_a_zone_is_a_guess_until_somebody_says_it(chosen: bool, told: bool, guessed: bool) -> None:
    ana = Person("Ana", "UTC", MONDAY, zone_chosen=chosen, zone_told=told)
    assert rezoning.is_guessed(ana) is guessed


class TestWhatPeopleTold:
    def test_an_interview_keeps_its_time(self) -> None:
        bolt = Application(
            1, Status.INTERVIEW, MONDAY, MONDAY, interview_at=utc("2026-12-04T10:00")
        )
        moved = first(NEW_YORK).application(bolt)
        assert moved == replace(bolt, interview_at=utc("2026-12-04T15:00"))
        assert later(NEW_YORK).application(bolt) == bolt

    def test_what_seemed_over_by_the_guess_is_still_to_come(self) -> None:
        bolt = Application(1, Status.INTERVIEW, MONDAY, MONDAY, interview_at=MONDAY - HOUR)
        assert first(NEW_YORK).application(bolt).interview_at == MONDAY + 4 * HOUR

    def test_what_is_over_on_both_clocks_stays_history(self) -> None:
        bolt = Application(1, Status.INTERVIEW, MONDAY, MONDAY, interview_at=MONDAY - 6 * HOUR)
        assert first(NEW_YORK).application(bolt) == bolt

    def test_what_seemed_to_come_may_be_over(self) -> None:
        step = Commitment(1, Source.PLAN, 1, "Call", MONDAY, due_at=MONDAY + HOUR)
        assert first(TOKYO).commitment(step).due_at == MONDAY - 8 * HOUR

    def test_what_has_no_time_has_none_afterwards(self) -> None:
        step = Commitment(1, Source.PLAN, 1, "Call", MONDAY)
        assert first(TOKYO).commitment(step) == step

    def test_a_break_ends_in_the_morning_that_was_named(self) -> None:
        back = utc("2026-12-03T08:00")
        assert first(NEW_YORK).back_at(back) == utc("2026-12-03T13:00")
        assert later(NEW_YORK).back_at(back) == back
        assert first(NEW_YORK).back_at(MONDAY) == MONDAY

    def test_the_days_of_a_break_never_end_before_they_began(self) -> None:
        rest = Rest(1, MONDAY, utc("2026-12-01T08:00"))
        assert first(NEW_YORK).rest(rest).ends_at == utc("2026-12-01T13:00")
        night = replace(rest, starts_at=utc("2026-12-01T02:00"))
        assert first(TOKYO, utc("2026-12-01T02:05")).rest(night).ends_at == night.starts_at

    def test_everything_is_told_by_the_same_rules(self) -> None:
        change = first(NEW_YORK)
        bolt = Application(1, Status.INTERVIEW, MONDAY, MONDAY, interview_at=MONDAY + DAY)
        step = Commitment(1, Source.PLAN, 1, "Call", MONDAY, due_at=MONDAY + DAY)
        rest = Rest(1, MONDAY, MONDAY + DAY)
        assert change.told(bolt) == change.application(bolt) != bolt
        assert change.told(step) == change.commitment(step) != step
        assert change.told(ONCE) == change.nudge(ONCE) != ONCE
        assert change.told(rest) == change.rest(rest) != rest
        assert change.told(MONDAY + DAY) == MONDAY + DAY + 5 * HOUR
        assert change.told("anything else") == "anything else"


class TestNudges:
    def test_what_comes_once_keeps_its_time(self) -> None:
        assert first(NEW_YORK).nudge(ONCE).due_at == utc("2026-12-01T14:00")

    def test_what_is_snoozed_to_a_time_of_day_keeps_it(self) -> None:
        tonight = replace(ONCE, held=True, outcome=Why.SNOOZED, due_at=utc("2026-11-30T19:00"))
        assert first(NEW_YORK).nudge(tonight).due_at == utc("2026-12-01T00:00")

    @pytest.mark.parametrize("why", [Why.HOUR, Why.GENTLE])
    def test_a_span_is_as_long_on_any_clock(self, why: Why) -> None:
        held = replace(ONCE, held=True, outcome=why)
        assert first(NEW_YORK).nudge(held) == held

    def test_one_that_waits_for_the_morning_waits_for_their_morning(self) -> None:
        waits = replace(ONCE, held=True, outcome=Why.QUIET)
        assert first(NEW_YORK).nudge(waits).due_at == utc("2026-11-30T13:00")

    def test_a_recurring_one_goes_by_its_rule(self) -> None:
        weekly = replace(ONCE, weekdays=(1,), minute=9 * 60)
        assert first(NEW_YORK).nudge(weekly).due_at == utc("2026-12-01T14:00")
        assert later(NEW_YORK).nudge(weekly).due_at == utc("2026-12-01T14:00")

    @pytest.mark.parametrize(
        "over",
        [
            replace(ONCE, state=NudgeState.DONE, due_at=None),
            replace(ONCE, state=NudgeState.STOPPED),
            replace(ONCE, due_at=None),
            replace(ONCE, due_at=MONDAY),
            replace(ONCE, state=NudgeState.STOPPED, due_at=None, minute=60),
        ],
        ids=["done", "stopped", "never due", "due now", "stopped and recurring"],
    )
    def test_what_is_over_or_has_come_stays(self, over: Nudge) -> None:
        assert first(NEW_YORK).nudge(over) == over

    def test_what_has_passed_on_their_clock_is_decided_about_at_once(self) -> None:
        soon = replace(ONCE, due_at=MONDAY + HOUR)
        assert first(TOKYO).nudge(soon).due_at == MONDAY - 8 * HOUR

    def test_what_has_passed_takes_the_time_that_custom_gives_it(self) -> None:
        line = replace(ONCE, kind=NudgeKind.AFTER_NO, due_at=MONDAY + HOUR)
        custom = Custom(MONDAY + HOUR, MONDAY + 20 * HOUR)
        assert first(TOKYO, customs={2: custom}).nudge(line).due_at == MONDAY + 20 * HOUR
        earlier = Custom(MONDAY + HOUR, MONDAY - 20 * HOUR)
        assert first(TOKYO, customs={2: earlier}).nudge(line).due_at == MONDAY - 8 * HOUR

    def test_on_a_journey_custom_follows_and_what_was_told_stays(self) -> None:
        change = later(NEW_YORK, customs={2: Custom(MONDAY + DAY, MONDAY + DAY + HOUR)})
        assert change.nudge(ONCE).due_at == MONDAY + DAY + HOUR
        assert later(NEW_YORK).nudge(ONCE) == ONCE

    def test_on_a_journey_what_somebody_set_or_put_off_stays(self) -> None:
        change = later(NEW_YORK, customs={2: Custom(MONDAY + DAY, MONDAY + DAY + HOUR)})
        retimed = replace(ONCE, due_at=MONDAY + 2 * DAY)
        snoozed = replace(ONCE, held=True, outcome=Why.SNOOZED)
        assert change.nudge(retimed) == retimed
        assert change.nudge(snoozed) == snoozed


class TestCustoms:
    def of(self, kind: NudgeKind, about: object, zone: str = NEW_YORK) -> Custom | None:
        nudge = replace(ONCE, kind=kind, created_at=MONDAY)
        return later(zone).custom(nudge, about)  # type: ignore[arg-type]

    def test_the_eve_and_the_morning_after_stand_around_the_interview(self) -> None:
        at = utc("2026-12-04T02:00")
        bolt = Application(1, Status.INTERVIEW, MONDAY, MONDAY, interview_at=at)
        # On the third in New York, so the evening before is that of the second.
        eve = Custom(utc("2026-12-03T18:00"), utc("2026-12-02T23:00"))
        after = Custom(utc("2026-12-05T10:00"), utc("2026-12-04T15:00"))
        assert self.of(NudgeKind.INTERVIEW_EVE, bolt) == eve
        assert self.of(NudgeKind.INTERVIEW_AFTER, bolt) == after

    def test_a_first_choice_moves_the_interview_and_they_go_with_it(self) -> None:
        at = utc("2026-12-04T02:00")
        bolt = Application(1, Status.INTERVIEW, MONDAY, MONDAY, interview_at=at)
        custom = first(NEW_YORK).custom(replace(ONCE, kind=NudgeKind.INTERVIEW_EVE), bolt)
        assert custom == Custom(utc("2026-12-03T18:00"), utc("2026-12-03T23:00"))

    def test_an_application_that_calls_for_nothing_has_no_say(self) -> None:
        over = Application(1, Status.REJECTED, MONDAY, MONDAY)
        assert self.of(NudgeKind.INTERVIEW_EVE, over) is None

    def test_the_morning_after_is_counted_from_the_no(self) -> None:
        no = No(1, Stage.FINAL, utc("2026-11-30T15:00"))
        custom = Custom(utc("2026-12-01T09:00"), utc("2026-12-01T14:00"))
        assert self.of(NudgeKind.AFTER_NO, no) == custom

    def test_the_morning_after_writing_is_counted_from_the_promise(self) -> None:
        wrote = Reflection(1, MONDAY - 3 * DAY)
        custom = Custom(utc("2026-12-01T09:00"), utc("2026-12-01T00:00"))
        assert self.of(NudgeKind.REFLECTION, wrote, TOKYO) == custom

    def test_asking_about_feedback_comes_five_working_days_on(self) -> None:
        asked = FeedbackRequest(1, MONDAY, company="Bolt", sent_at=MONDAY)
        custom = Custom(utc("2026-12-07T10:00"), utc("2026-12-07T01:00"))
        assert self.of(NudgeKind.FEEDBACK, asked, TOKYO) == custom
        assert self.of(NudgeKind.FEEDBACK, replace(asked, sent_at=None)) is None

    def test_a_plan_is_looked_back_on_in_the_afternoon_of_its_last_day(self) -> None:
        custom = Custom(utc("2026-12-13T17:00"), utc("2026-12-13T22:00"))
        assert self.of(NudgeKind.PLAN, plan_begun(1, MONDAY, "UTC")) == custom
