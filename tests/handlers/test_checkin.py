"""The weekly check-in, alone and with circles: its pages, its card, skipping, and taking back."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.actions.checkin import (
    KeepFirst,
    OpenCheckIn,
    OpenFirst,
    OpenSecond,
    SkipWeek,
    UndoCheckIn,
)
from bot.answers import Ask
from bot.domain.checkin import CheckIn, CheckInState
from bot.domain.nudge import NudgeKind
from bot.domain.plan import Commitment, Kept, Source
from bot.handlers import streak
from bot.ports.context import Surroundings
from bot.ui.card import Tone
from bot.ui.form import Form
from tests.handlers.circles import (
    ANSWER,
    CONFIDENCE,
    NEXT,
    NOES,
    OBSTACLE,
    READY,
    TIP,
    WINS,
    checks_in,
    founds,
    got,
    joins,
    oaks,
)
from tests.talking import Friend, World, labels

TEN = datetime(2026, 11, 30, 10, 0, tzinfo=UTC)
DONE = "Done since last time"


async def kept(friend: Friend) -> tuple[CheckIn, ...]:
    async with friend.world.store.begin() as tx:
        person = await tx.people.known("test", "lobby", friend.user)
        return await tx.checkins.of(person.id) if person else ()


async def plans(friend: Friend) -> list[Commitment]:
    async with friend.world.store.begin() as tx:
        person = await tx.people.known("test", "lobby", friend.user)
        return [*reversed(await tx.commitments.of(person.id))] if person else []


def fields(form: Form | None) -> list[str]:
    assert form is not None
    return [field.label for field in form.fields]


def question(form: Form | None) -> str:
    assert form is not None
    return next(field.hint for field in form.fields if field.label == ANSWER)


class TestAlone:
    async def test_it_works_without_a_circle(self, world: World) -> None:
        ana = world.person("ana")
        await ana.uses("/checkin")
        assert fields(ana.form) == [NEXT, ANSWER, TIP]
        await ana.fills({NEXT: "If Tuesday, then I call Bea\nTwo applications", ANSWER: "Bea"})
        assert "The first page is kept" in ana.sees
        await ana.presses("Next page")
        assert fields(ana.form) == [WINS, NOES, OBSTACLE, CONFIDENCE, READY]
        await ana.fills({WINS: "A call back", NOES: "One", CONFIDENCE: "4 · fairly", READY: "Yes"})
        [checkin] = await kept(ana)
        assert (checkin.state, checkin.iso_week) == (CheckInState.DONE, "2026-W49")
        assert (checkin.wins, checkin.noes, checkin.confidence, checkin.ready) == (
            "A call back",
            "One",
            4,
            True,
        )
        assert [(each.trigger, each.what) for each in await plans(ana)] == [
            ("Tuesday", "call Bea"),
            ("", "Two applications"),
        ]

    async def test_every_field_may_stay_empty(self, world: World) -> None:
        ana = await checks_in(world.person("ana"), {}, {})
        assert "Checked in" in ana.sees
        [checkin] = await kept(ana)
        assert (checkin.confidence, checkin.ready, checkin.wins) == (None, None, "")

    async def test_its_card_says_the_sentences_back_and_brings_both_cards(
        self, world: World
    ) -> None:
        ana = await checks_in(
            world.person("ana"), {NEXT: "If Tuesday, then I call Bea"}, {READY: "Not yet"}
        )
        assert "If Tuesday, then I will call Bea." in ana.sees
        assert "Skill of the week:" in ana.sees
        assert "To lean on:" in ana.sees
        assert "No plan for the next no yet" in ana.sees
        assert "Only you see this." in ana.sees
        assert "Share some of it" not in labels(ana.card)

    async def test_little_confidence_is_met_quietly(self, world: World) -> None:
        ana = await checks_in(world.person("ana"), {}, {CONFIDENCE: "1 · not at all"})
        assert ana.card.tone is Tone.CARE

    async def test_opening_it_again_goes_on_where_one_stopped(self, world: World) -> None:
        ana = world.person("ana")
        await ana.uses("/checkin")
        await ana.fills({ANSWER: "Bea"})
        await world.restart()
        await ana.uses("/checkin")
        assert "The first page is kept" in ana.sees
        assert labels(ana.card) == ["Next page", "Change page 1"]
        await ana.presses("Change page 1")
        assert ana.form is not None
        await ana.fills({TIP: "Ask early"})
        [checkin] = await kept(ana)
        assert (checkin.answer, checkin.tip) == ("Bea", "Ask early")

    async def test_what_was_sent_can_be_changed_until_the_week_is_over(self, world: World) -> None:
        ana = await checks_in(world.person("ana"), {NEXT: "One thing"}, {WINS: "A"})
        await ana.uses("/checkin")
        assert "You can change it until your week is over." in ana.sees
        await ana.presses("Change page 2")
        await ana.fills({WINS: "B"})
        assert "Checked in" in ana.sees
        await ana.presses("Change page 1")
        await ana.fills({TIP: "Ask"})
        assert "Checked in" in ana.sees
        [checkin] = await kept(ana)
        assert (checkin.wins, checkin.tip, checkin.state) == ("B", "Ask", CheckInState.DONE)
        assert [each.what for each in await plans(ana)] == ["One thing"]
        await world.passes(days=9)
        await ana.sends(OpenSecond(checkin.id).pack())
        assert "closed, and stays as you wrote it" in ana.sees

    async def test_the_next_week_is_a_new_one_with_another_question(self, world: World) -> None:
        ana = world.person("ana")
        asked = []
        for _ in range(8):
            await ana.uses("/checkin")
            asked.append(question(ana.form))
            await ana.fills({})
            await ana.presses("Next page")
            await ana.fills({})
            await world.passes(days=7)
        assert len(set(asked)) == 8
        assert len(await kept(ana)) == 8

    async def test_a_check_in_begun_on_sunday_night_may_be_sent_on_monday(
        self, world: World
    ) -> None:
        ana = world.person("ana")
        await world.until(datetime(2026, 12, 6, 23, 55, tzinfo=UTC))
        await ana.uses("/checkin")
        await world.passes(minutes=10)
        await ana.fills({ANSWER: "late"})
        assert "The first page is kept" in ana.sees


class TestPlans:
    async def test_open_plans_are_ticked_one_by_one_the_week_after(self, world: World) -> None:
        ana = await checks_in(world.person("ana"), {NEXT: "Call Bea\nWrite to Cy"}, {})
        await world.passes(days=7)
        await ana.uses("/checkin")
        assert fields(ana.form) == [DONE, NEXT, ANSWER, TIP]
        await ana.fills({DONE: ("Call Bea",)})
        assert [each.kept for each in await plans(ana)] == [Kept.DONE, Kept.OPEN]

    async def test_no_more_than_three_for_two_weeks(self, world: World) -> None:
        ana = world.person("ana")
        await ana.uses("/checkin")
        await ana.fills({NEXT: "1\n2\n3\n4"})
        assert "Three lines are plenty" in ana.errors["plans"]
        await ana.fills({NEXT: "x" * 201})
        assert "too long to keep in mind" in ana.errors["plans"]
        assert await plans(ana) == []

    async def test_changing_them_replaces_them(self, world: World) -> None:
        ana = await checks_in(world.person("ana"), {NEXT: "If Tuesday, then I call Bea"}, {})
        await ana.presses("Change page 1")
        assert ana.form is not None
        shown = next(field for field in ana.form.fields if field.label == NEXT)
        assert getattr(shown, "value", "") == "If Tuesday, then I will call Bea."
        await ana.fills({NEXT: "If Friday, then I call Cy"})
        assert [each.trigger for each in await plans(ana)] == ["Friday"]

    async def test_old_plans_are_let_lie(self, world: World) -> None:
        ana = await checks_in(world.person("ana"), {NEXT: "Call Bea"}, {})
        await world.passes(days=36)
        await ana.uses("/checkin")
        assert fields(ana.form) == [NEXT, ANSWER, TIP]

    async def test_another_persons_plan_cannot_be_ticked(self, world: World) -> None:
        ana = await checks_in(world.person("ana"), {NEXT: "Call Bea"}, {})
        ben = await checks_in(world.person("ben"), {NEXT: "Write"}, {})
        [hers] = await plans(ana)
        await world.passes(days=7)
        await ben.uses("/checkin")
        await ben.fills({DONE: (str(hers.id),)})
        assert "pick one of the choices" in ben.errors["done"]
        assert [each.kept for each in await plans(ana)] == [Kept.OPEN]


class TestStreak:
    async def test_weeks_in_a_row_are_said_kindly(self, world: World) -> None:
        ana = world.person("ana")
        for _ in range(3):
            await checks_in(ana, {}, {})
            await world.passes(days=7)
        await ana.sends(OpenFirst(3).pack())
        await ana.uses("/checkin")
        async with world.store.begin() as tx:
            person = await tx.people.known("test", "lobby", "ana")
            assert person is not None
            around = Surroundings(
                tx,
                world.now(),
                world.app.rng,
                world.app.texts,
                world.app.content,
                world.app.understanding,
            )
            assert await streak.length(around, person) == 3

    async def test_a_break_and_a_skipped_week_do_not_end_it(self, world: World) -> None:
        ana = world.person("ana")
        await checks_in(ana, {}, {})
        await world.passes(days=7)
        await ana.sends(SkipWeek().pack())
        assert "Skipped" in ana.card.title
        await world.passes(days=7)
        await ana.uses("/break 7 days")
        await world.passes(days=9)
        await checks_in(ana, {}, {})
        assert "2 weeks" in ana.sees

    async def test_a_week_its_circle_may_still_hear_about_is_not_silent(self, world: World) -> None:
        # The circle opens on Fridays, so on Monday last week's check-in is still open.
        [ana] = await oaks(world, day="Friday")
        await world.until(TEN + timedelta(days=4))
        await checks_in(ana, {}, {})
        await world.until(TEN + timedelta(days=11 + 3))
        await checks_in(ana, {}, {})
        assert "2 weeks" in ana.sees


class TestSkipping:
    async def test_a_week_is_skipped_with_one_press_and_taken_back_with_one(
        self, world: World
    ) -> None:
        _, ben = await oaks(world, "ben")
        await world.until(TEN)
        await ben.presses("Skip this week", on=ben.letter)
        [checkin] = await kept(ben)
        assert checkin.state is CheckInState.SKIPPED
        await ben.presses("Undo")
        assert await kept(ben) == ()

    async def test_after_skipping_one_may_check_in_all_the_same(self, world: World) -> None:
        _, ben = await oaks(world, "ben")
        await world.until(TEN)
        await ben.presses("Skip this week", on=ben.letter)
        await ben.presses("Check in after all")
        await ben.fills({ANSWER: "here"})
        await ben.presses("Next page")
        await ben.fills({})
        [checkin] = await kept(ben)
        assert checkin.state is CheckInState.DONE

    async def test_what_was_answered_is_not_skipped(self, world: World) -> None:
        ana = await checks_in(world.person("ana"), {}, {})
        await ana.sends(SkipWeek().pack())
        assert "checked in this week already" in ana.sees

    async def test_an_undo_is_ones_own(self, world: World) -> None:
        ana = world.person("ana")
        await ana.sends(SkipWeek().pack())
        ben = world.person("ben")
        await ben.sends(UndoCheckIn(1).pack())
        assert "nothing of yours I can take back" in ben.sees
        assert [each.state for each in await kept(ana)] == [CheckInState.SKIPPED]


class TestCircles:
    async def test_with_one_circle_it_opens_at_once(self, world: World) -> None:
        [ana] = await oaks(world)
        await world.until(TEN)
        assert isinstance(await ana.uses("/checkin"), Ask)
        [checkin] = await kept(ana)
        assert checkin.week_id == 1

    async def test_before_the_first_opening_it_is_ones_own(self, world: World) -> None:
        [ana] = await oaks(world)
        await checks_in(ana, {}, {})
        [checkin] = await kept(ana)
        assert checkin.week_id is None
        assert "the first week of a new line" in ana.sees

    async def test_with_two_circles_one_chooses(self, world: World) -> None:
        await oaks(world)
        await founds(world.person("dara").inside("#elms"), name="Elms", time="09:30")
        ana = await joins(world, "ana", "#elms")
        await world.until(TEN)
        await ana.uses("/checkin")
        assert "Oaks · week 1" in ana.sees
        assert "Elms · week 1" in ana.sees
        assert "On your own, without a circle" in ana.sees
        await ana.presses("Check in")
        await ana.fills({})
        await ana.presses("Next page")
        await ana.fills({})
        await ana.sends(OpenCheckIn(0).pack())
        await ana.fills({})
        await ana.presses("Next page")
        await ana.fills({})
        await ana.uses("/checkin")
        assert "Oaks · week 1, done" in ana.sees
        assert "On your own, done" in ana.sees
        await ana.presses("Look")
        assert "Checked in with Oaks" in ana.sees

    async def test_everybody_in_a_circle_gets_the_same_question(self, world: World) -> None:
        ana, ben = await oaks(world, "ben")
        await world.until(TEN)
        await ana.uses("/checkin")
        await ben.uses("/checkin")
        assert question(ana.form) == question(ben.form)

    async def test_a_circles_check_in_can_be_changed_until_the_next_opening(
        self, world: World
    ) -> None:
        [ana] = await oaks(world)
        await world.until(TEN)
        await checks_in(ana, {}, {})
        assert "You can change it until Mon 7 Dec, 10:00." in ana.sees
        await world.until(TEN + timedelta(days=7) - timedelta(minutes=1))
        assert isinstance(await ana.sends(OpenFirst(1).pack()), Ask)
        await world.until(TEN + timedelta(days=7))
        await ana.sends(OpenFirst(1).pack())
        assert "closed, and stays" in ana.sees

    @pytest.mark.parametrize("act", [OpenCheckIn(1), SkipWeek(1)])
    async def test_a_circles_buttons_are_for_its_people(
        self, world: World, act: OpenCheckIn
    ) -> None:
        await oaks(world)
        await world.until(TEN)
        eli = world.person("eli")
        await eli.sends(act.pack())
        assert "for the people of this circle" in eli.sees

    async def test_a_week_that_never_was_ends_kindly(self, world: World) -> None:
        ana = world.person("ana")
        await ana.sends(OpenCheckIn(77).pack())
        assert "closed, and stays" in ana.sees

    @pytest.mark.parametrize("act", [OpenFirst(1), OpenSecond(1), KeepFirst(1)])
    async def test_another_persons_check_in_is_as_good_as_none(
        self, world: World, act: OpenFirst
    ) -> None:
        await checks_in(world.person("ana"), {}, {})
        ben = world.person("ben")
        await ben.sends(act.pack())
        assert "can't find that any more" in ben.sees

    async def test_somebody_with_a_paused_seat_may_come_by(self, world: World) -> None:
        _, ben = await oaks(world, "ben")
        await ben.presses("Look")
        await ben.presses("Pause my seat")
        await world.until(TEN)
        assert isinstance(await ben.uses("/checkin"), Ask)


class TestWeekly:
    async def test_a_reminder_each_week_for_those_without_a_circle(self, world: World) -> None:
        ana = await checks_in(world.person("ana"), {}, {})
        await ana.presses("Remind me each week")
        await ana.fills({"Day of the week": "Friday", "Time": "10"})
        assert "I will remind you Fridays at 10:00." in ana.sees
        await ana.uses("/checkin")
        assert "Remind me each week" not in labels(ana.card)
        await world.passes(days=5)
        assert got(ana) == []
        await world.passes(days=7)
        assert got(ana) == ["Your weekly check-in"]
        await ana.presses("Check in", on=ana.letter)
        assert ana.form is not None

    async def test_the_promise_names_the_first_reminder_that_will_come(self, world: World) -> None:
        ana = await checks_in(world.person("ana"), {}, {})
        await ana.presses("Remind me each week")
        await ana.fills({"Day of the week": "Monday", "Time": "10"})
        assert "The next time is Mon 7 Dec, 10:00." in ana.sees
        await world.passes(days=8)
        assert got(ana) == ["Your weekly check-in"]

    async def test_a_circle_brings_its_own_reminders(self, world: World) -> None:
        [ana] = await oaks(world)
        await world.until(TEN)
        await checks_in(ana, {}, {})
        assert "Remind me each week" not in labels(ana.card)

    async def test_the_nudge_is_promised_once(self, world: World) -> None:
        ana = await checks_in(world.person("ana"), {}, {})
        await ana.presses("Remind me each week")
        await ana.fills({"Day of the week": "Friday", "Time": "10"})
        async with world.store.begin() as tx:
            person = await tx.people.known("test", "lobby", "ana")
            assert person is not None
            found = await tx.nudges.about(person.id, NudgeKind.CHECKIN, None)
        assert found is not None
        assert found.asked


async def test_hostile_words_are_kept_as_words(world: World) -> None:
    ana = world.person("ana")
    nasty = "@everyone <!channel> *b* \u202e '; DROP TABLE checkin; --"
    await checks_in(ana, {NEXT: nasty, ANSWER: nasty}, {WINS: nasty})
    [checkin] = await kept(ana)
    assert "\u202e" not in checkin.wins
    assert checkin.wins.startswith("@everyone <!channel> *b*")
    await ana.presses("Change page 2")
    await ana.fills({WINS: "x" * 100_000})
    assert "more than fits" in ana.errors["wins"]
    await ana.fills({WINS: "short"})
    assert "Checked in" in ana.sees


async def test_a_commitment_from_a_check_in_says_where_it_was_made(world: World) -> None:
    [ana] = await oaks(world)
    await world.until(TEN)
    await checks_in(ana, {NEXT: "Call Bea"}, {})
    [made] = await plans(ana)
    [checkin] = await kept(ana)
    assert (made.source, made.source_id) == (Source.CHECKIN, checkin.id)
