"""Progress: how far applications came, what was done in each week, and how it felt."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import application, pipeline, progress
from bot.domain.application import Application, Stage, Status
from bot.domain.checkin import CheckIn, CheckInState
from bot.domain.plan import Commitment, Kept, Source
from bot.domain.progress import Did, Ending, Felt, Level, Step, Usual
from bot.domain.reflection import Reflection
from bot.domain.rejection import No

NOW = datetime(2026, 12, 2, 12, 0, tzinfo=UTC)
MONDAY = date(2026, 11, 30)
ZONE = "UTC"


def made(status: Status = Status.APPLIED, stage: Stage | None = None, days: int = 0) -> Application:
    """Return an application that was sent `days` ago, and has stood where it is since then."""
    then = NOW - timedelta(days=days)
    return application.begin(1, "Acme", "", then, ZONE, status=status, stage=stage)


def step(level: Level, count: int, **endings: int) -> Step:
    return Step(level, count, {Ending(name): number for name, number in endings.items()})


class TestSteps:
    def test_of_nothing_sent_there_is_no_way(self) -> None:
        assert progress.steps([]) == ()
        wished = made(Status.WISHLIST)
        dropped = application.moved(wished, Status.WITHDRAWN, NOW, ZONE)
        assert progress.steps([wished, dropped]) == ()

    def test_one_that_was_sent_waits(self) -> None:
        assert progress.steps([made()]) == (step(Level.SENT, 1, waiting=1),)

    def test_each_ends_where_it_got_to_and_passed_what_comes_before(self) -> None:
        mine = [
            made(),
            made(Status.GHOSTED, Stage.NO_REPLY),
            made(Status.REJECTED, Stage.APPLYING),
            made(Status.REJECTED, Stage.SCREEN),
            made(Status.SCREENING),
            made(Status.WITHDRAWN, Stage.INTERVIEW),
            made(Status.REJECTED, Stage.FINAL),
            made(Status.OFFER),
            made(Status.DECLINED),
            made(Status.ACCEPTED),
        ]
        assert progress.steps(mine) == (
            step(Level.SENT, 10, waiting=1, silent=1, no=1),
            step(Level.SCREENING, 7, waiting=1, no=1),
            step(Level.INTERVIEW, 5, no=1, withdrawn=1),
            step(Level.OFFER, 3, deciding=1, accepted=1, declined=1),
        )

    def test_a_level_at_which_none_stayed_is_left_out(self) -> None:
        found = progress.steps([made(Status.INTERVIEW), made(Status.INTERVIEW)])
        assert found == (step(Level.SENT, 2), step(Level.INTERVIEW, 2, waiting=2))

    def test_who_was_interviewed_came_that_far_whatever_was_told_since(self) -> None:
        found = progress.steps([replace(made(Status.REJECTED, Stage.APPLYING), rounds=1)])
        assert found[-1] == step(Level.INTERVIEW, 1, no=1)

    @given(
        st.lists(
            st.builds(
                made, st.sampled_from(Status), st.none() | st.sampled_from(Stage), st.integers(0, 9)
            ),
            max_size=40,
        )
    )
    def test_everybody_is_somewhere_and_the_numbers_say_the_same(
        self, mine: Sequence[Application]
    ) -> None:
        steps, numbers = progress.steps(mine), pipeline.numbers(mine, ())
        assert sum(count for each in steps for count in each.endings.values()) == numbers.sent
        for before, after in pairwise(steps):
            assert after.count == before.count - sum(before.endings.values())
        far = [each.count for each in steps if each.level in (Level.INTERVIEW, Level.OFFER)]
        assert (far or [0])[0] == numbers.interviewed


class TestTimes:
    def test_of_fewer_than_three_no_usual_time_is_said(self) -> None:
        assert progress.standing([made(days=4), made(days=9)], NOW) == {}
        assert progress.until_no([made(Status.REJECTED, Stage.APPLYING)] * 2, ZONE) is None

    def test_how_long_those_that_wait_have_stood(self) -> None:
        waiting = [made(days=days) for days in (2, 30, 5, 7)]
        over = [made(Status.REJECTED, Stage.APPLYING, 90)] * 3
        assert progress.standing([*waiting, *over], NOW) == {Status.APPLIED: Usual(5, 4)}

    def test_how_long_a_no_took_from_the_day_of_sending(self) -> None:
        sent = [made(days=days) for days in (10, 20, 40)]
        noes = [application.moved(each, Status.REJECTED, NOW, ZONE) for each in sent]
        unknown = replace(noes[0], applied_on=None)
        assert progress.until_no([*noes, unknown], ZONE) == Usual(20, 3)

    def test_a_day_of_sending_after_the_no_is_no_time_at_all(self) -> None:
        odd = replace(made(Status.REJECTED, Stage.APPLYING), applied_on=date(2027, 1, 1))
        assert progress.until_no([odd] * 3, ZONE) == Usual(0, 3)


class TestWeeks:
    def test_the_last_eight_weeks_are_there_the_present_one_last(self) -> None:
        mondays = progress.mondays(NOW, ZONE)
        assert len(mondays) == 8
        assert (mondays[0], mondays[-1]) == (date(2026, 10, 12), MONDAY)

    @pytest.mark.parametrize(
        ("zone", "monday"), [("Pacific/Auckland", MONDAY), ("America/Chicago", date(2026, 11, 23))]
    )
    def test_a_week_begins_by_the_persons_own_clock(self, zone: str, monday: date) -> None:
        assert progress.mondays(datetime(2026, 11, 30, 3, 0, tzinfo=UTC), zone)[-1] == monday

    def test_what_was_done_counts_in_its_week_and_what_was_not_nowhere(self) -> None:
        week = NOW - timedelta(weeks=1)
        steps = [commitment(Kept.DONE, week), commitment(Kept.PARTLY, week)]
        steps += [commitment(Kept.NOT_YET, week), commitment(Kept.OPEN, None)]
        told = progress.weeks(
            [made(days=7), made(days=0), made(Status.WISHLIST), made(days=300)],
            steps,
            [Reflection(1, week, done_at=week), Reflection(1, week)],
            [checkin("2026-W48", done_at=week), checkin("2026-W49", CheckInState.SKIPPED)],
            NOW,
            ZONE,
        )
        assert [dict(each.did) for each in told[-2:]] == [
            {Did.APPLIED: 1, Did.STEP: 2, Did.LOOKED_BACK: 2},
            {Did.APPLIED: 1},
        ]
        assert not any(each.did for each in told[:-2])

    def test_a_step_done_ahead_of_its_day_counts_now(self) -> None:
        ahead = commitment(Kept.DONE, NOW + timedelta(weeks=2))
        undated = commitment(Kept.DONE, None)
        told = progress.weeks((), (ahead, undated), (), (), NOW, ZONE)
        assert told[-1].did == {Did.STEP: 2}


class TestFeelings:
    def test_the_latest_of_a_week_counts_and_weeks_unsaid_are_gaps(self) -> None:
        checkins = [
            checkin("2026-W49", confidence=2, started_at=NOW - timedelta(hours=2)),
            checkin("2026-W49", confidence=4, started_at=NOW),
            checkin("2026-W48", CheckInState.BEGUN, confidence=1),
            checkin("2026-W47"),
        ]
        noes = [no(3, NOW - timedelta(weeks=2)), no(1, NOW - timedelta(weeks=2, hours=1))]
        told = progress.feelings(checkins, [*noes, no(None, NOW)], NOW, ZONE)
        assert told[Felt.CONFIDENCE] == (None,) * 7 + (4,)
        assert told[Felt.MOOD] == (None,) * 5 + (3, None, None)

    def test_of_what_nobody_said_there_is_no_line(self) -> None:
        assert progress.feelings([checkin("2026-W49")], [no(None, NOW)], NOW, ZONE) == {}


def commitment(kept: Kept, due_at: datetime | None) -> Commitment:
    return Commitment(1, Source.PLAN, 1, "call Dana", NOW, due_at=due_at, kept=kept)


def checkin(
    week: str,
    state: CheckInState = CheckInState.DONE,
    *,
    confidence: int | None = None,
    started_at: datetime = NOW,
    done_at: datetime | None = None,
) -> CheckIn:
    return CheckIn(1, week, started_at, state=state, confidence=confidence, done_at=done_at)


def no(mood: int | None, at: datetime) -> No:
    return No(1, Stage.APPLYING, at, mood=mood)
