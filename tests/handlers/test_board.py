"""A circle's week: opening, prompts, one reminder, closing, late answers, and the term's end."""

import logging
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.actions.checkin import OpenCheckIn, PutOffPrompt
from bot.actions.circle import LeaveCircle, LetCircleEnd, RenewCircle
from bot.answers import Letter, Room
from bot.domain.circle import Beat, Circle, CircleState, Week
from bot.domain.prompt import Later
from bot.domain.share import Share, Shared
from bot.domain.week import Count
from bot.ui.card import Note, Progress
from bot.views import board as view
from tests.handlers.circles import (
    ANSWER,
    CONFIDENCE,
    NEXT,
    OAKS,
    TIP,
    WINS,
    checks_in,
    circle_of,
    founds,
    got,
    joins,
    oaks,
    shares,
    titled,
    titles,
    week_of,
)
from tests.talking import WORDS, World, labels

TEN = datetime(2026, 11, 30, 10, 0, tzinfo=UTC)
BOARD, RECAP = "Oaks · week 1", "Oaks · week 1, looking back"


def board(world: World, week: int = 1) -> str:
    [found] = [card for card in world.mail.in_room(OAKS) if card.title == f"Oaks · week {week}"]
    return found.summary()


def progress(world: World) -> tuple[int, int]:
    [card] = [each for each in world.mail.in_room(OAKS) if each.title == BOARD]
    [found] = [block for block in card.blocks if isinstance(block, Progress)]
    return found.done, found.of


class TestOpening:
    async def test_the_board_opens_at_the_circles_time_and_not_before(self, world: World) -> None:
        await oaks(world, "ben")
        await world.until(TEN - timedelta(seconds=1))
        assert BOARD not in titles(world)
        await world.until(TEN)
        assert "Open until Thu 3 Dec, 10:00" in board(world)
        assert "Later answers are welcome until Mon 7 Dec, 10:00" in board(world)

    async def test_each_member_is_asked_privately_at_that_instant(self, world: World) -> None:
        await oaks(world, "ben")
        await world.until(TEN)
        for name in ("ana", "ben"):
            friend = world.person(name)
            assert got(friend) == ["Oaks: your check-in"]
            assert labels(friend.letter)[:2] == ["Check in", "Skip this week"]

    async def test_whoever_sleeps_is_asked_when_they_wake(self, world: World) -> None:
        await oaks(world)
        await joins(world, "chidi", zone="America/Los_Angeles")
        await world.until(TEN + timedelta(hours=5, minutes=59))
        assert got(world.person("chidi")) == []
        await world.until(TEN + timedelta(hours=6))
        assert got(world.person("chidi")) == ["Oaks: your check-in"]

    async def test_the_door_no_longer_speaks_of_a_first_check_in(self, world: World) -> None:
        await oaks(world)
        assert "The first check-in opens" in world.mail.in_room(OAKS)[0].summary()
        await world.until(TEN)
        assert "The first check-in opens" not in world.mail.in_room(OAKS)[0].summary()

    async def test_it_opens_at_the_same_wall_time_when_clocks_change(self, world: World) -> None:
        await world.until(datetime(2027, 3, 22, 9, 0, tzinfo=UTC))
        await founds(world.person("ana").inside(OAKS), zone="Berlin", day="Wednesday")
        await world.passes(days=8)
        async with world.store.begin() as tx:
            past = await tx.circles.weeks.past(1, 10)
        assert [week.opened_at for week in reversed(past)] == [
            datetime(2027, 3, 24, 9, 0, tzinfo=UTC),
        ]
        await world.passes(days=1)
        async with world.store.begin() as tx:
            past = await tx.circles.weeks.past(1, 10)
        assert past[0].opened_at == datetime(2027, 3, 31, 8, 0, tzinfo=UTC)

    async def test_a_late_opening_still_happens_and_says_so(self, world: World) -> None:
        await oaks(world, "ben")
        world.clock.set(TEN + timedelta(hours=8))
        await world.passes(seconds=1)
        assert "opens late" in board(world)
        assert got(world.person("ben")) == ["Oaks: your check-in"]

    async def test_a_day_and_more_late_it_is_passed_over(self, world: World) -> None:
        await oaks(world, "ben")
        world.clock.set(TEN + timedelta(hours=25))
        await world.passes(seconds=1)
        assert BOARD not in titles(world)
        assert (await circle_of(world)).due_at == TEN + timedelta(days=7)

    async def test_a_restart_in_between_changes_nothing(self, world: World) -> None:
        await oaks(world, "ben")
        await world.restart()
        await world.until(TEN)
        await world.restart()
        await world.passes(hours=1)
        assert titles(world).count(BOARD) == 1
        assert got(world.person("ben")) == ["Oaks: your check-in"]

    async def test_nobody_is_asked_on_a_break_and_nobody_who_stopped(self, world: World) -> None:
        await oaks(world, "ben", "chidi", "dara")
        async with world.store.begin() as tx:
            for name, changes in (
                ("ben", {"away_until": TEN + timedelta(days=10)}),
                ("chidi", {"muted": ("checkin",)}),
            ):
                person = await tx.people.known("test", "lobby", name)
                assert person is not None
                await tx.people.put(replace(person, **changes))
        await world.passes(days=4)
        assert got(world.person("ben")) == []
        assert got(world.person("chidi")) == []
        assert len(got(world.person("dara"))) == 2

    async def test_after_a_no_the_prompt_waits(self, world: World) -> None:
        await oaks(world, "ben")
        async with world.store.begin() as tx:
            person = await tx.people.known("test", "lobby", "ben")
            assert person is not None
            await tx.people.put(replace(person, gentle_until=TEN + timedelta(hours=4)))
        await world.until(TEN + timedelta(hours=3))
        assert got(world.person("ben")) == []
        await world.until(TEN + timedelta(hours=4))
        assert got(world.person("ben")) == ["Oaks: your check-in"]

    async def test_a_community_that_took_the_bot_out_hears_nothing(self, world: World) -> None:
        await oaks(world, "ben")
        async with world.store.begin() as tx:
            space = await tx.spaces.meet("test", "lobby", "UTC", world.now())
            await tx.spaces.put(replace(space, removed_at=world.now()))
        await world.passes(days=2)
        assert BOARD not in titles(world)

    async def test_a_circle_whose_people_are_gone_ends(self, world: World) -> None:
        await oaks(world)
        async with world.store.begin() as tx:
            ana = await tx.people.known("test", "lobby", "ana")
            assert ana is not None
            await tx.data.erase(ana.id)
        await world.passes(hours=2)
        assert (await circle_of(world)).state is CircleState.ENDED


class TestCounting:
    async def test_the_board_counts_and_never_says_who(self, world: World) -> None:
        ana, ben, *_ = await oaks(world, "ben", "chidi", "dara", "eli")
        await world.until(TEN)
        await checks_in(ana, {}, {WINS: "A call back"})
        await checks_in(ben, {}, {})
        assert "2 of 5 so far" in board(world)
        assert progress(world) == (2, 5)
        for name in ("Ana", "Ben", "Chidi", "Dara", "Eli", "A call back"):
            assert name not in board(world)

    async def test_of_two_people_it_counts_only_who_came(self, world: World) -> None:
        ana, _ = await oaks(world, "ben")
        await world.until(TEN)
        assert "so far" not in board(world)
        await checks_in(ana, {}, {})
        assert "1 checked in so far" in board(world)
        assert "of 2" not in board(world)

    async def test_it_is_one_post_revised_as_answers_come(self, world: World) -> None:
        friends = await oaks(world, "ben", "chidi")
        await world.until(TEN)
        for friend in friends:
            await checks_in(friend, {}, {})
        assert titles(world).count(BOARD) == 1
        assert progress(world) == (3, 3)

    async def test_a_skipped_week_is_no_missing_answer(self, world: World) -> None:
        _, ben, *_ = await oaks(world, "ben", "chidi", "dara")
        await world.until(TEN)
        await ben.presses("Skip this week", on=ben.letter)
        assert progress(world) == (0, 3)
        await ben.presses("Undo")
        assert progress(world) == (0, 4)

    async def test_an_undone_check_in_is_counted_out_again(self, world: World) -> None:
        ana, *_ = await oaks(world, "ben", "chidi")
        await world.until(TEN)
        await checks_in(ana, {}, {})
        assert progress(world) == (1, 3)
        await ana.presses("Undo")
        assert "as it did before" in ana.sees
        assert progress(world) == (0, 3)


class TestReminding:
    async def test_one_reminder_half_way_only_to_those_who_have_not_answered(
        self, world: World
    ) -> None:
        ana, ben, chidi = await oaks(world, "ben", "chidi")
        await world.until(TEN)
        await checks_in(ana, {}, {})
        await ben.presses("Skip this week", on=ben.letter)
        await world.until(TEN + timedelta(hours=36))
        reminder = "Oaks: the check-in is still open"
        await world.passes(days=2)
        assert reminder not in got(ana)
        assert reminder not in got(ben)
        assert got(chidi) == ["Oaks: your check-in", reminder]

    async def test_a_reminder_that_falls_into_the_night_comes_in_the_morning(
        self, world: World
    ) -> None:
        await oaks(world, "ben")
        await world.until(TEN + timedelta(hours=45))
        assert len(got(world.person("ben"))) == 1
        await world.until(TEN + timedelta(hours=46))
        assert len(got(world.person("ben"))) == 2

    async def test_whoever_has_begun_is_told_that_it_is_kept(self, world: World) -> None:
        _, ben = await oaks(world, "ben")
        await world.until(TEN)
        await ben.uses("/checkin")
        await ben.fills({ANSWER: "Bea"})
        await world.until(TEN + timedelta(hours=46))
        assert "begun already" in ben.letter.summary()

    async def test_the_same_line_is_not_read_twice_in_a_row(self, world: World) -> None:
        await oaks(world, "ben")
        await world.passes(days=9)
        openings = [
            card.summary() for card in world.person("ben").letters if "your check-in" in card.title
        ]
        assert len({text.split("\n")[1][:30] for text in openings}) == 2


class TestPuttingOff:
    @pytest.mark.parametrize(
        ("later", "hours"), [(Later.HOUR, 1), (Later.TONIGHT, 9), (Later.TOMORROW, 23)]
    )
    async def test_a_prompt_comes_again_when_asked_to(
        self, world: World, later: Later, hours: int
    ) -> None:
        _, ben = await oaks(world, "ben")
        await world.until(TEN)
        await ben.picks("Remind me later", later.value, on=ben.letter)
        assert "I come back to it" in ben.sees
        await world.until(TEN + timedelta(hours=hours) - timedelta(seconds=1))
        assert len(got(ben)) == 1
        await world.until(TEN + timedelta(hours=hours))
        assert len(got(ben)) == 2

    async def test_not_beyond_the_closing(self, world: World) -> None:
        _, ben = await oaks(world, "ben")
        await world.until(TEN + timedelta(hours=71, minutes=30))
        await ben.picks("Remind me later", "hour", on=ben.letter)
        assert "closes before that" in ben.sees

    async def test_what_is_answered_meanwhile_is_not_asked_again(self, world: World) -> None:
        _, ben = await oaks(world, "ben")
        await world.until(TEN)
        await ben.picks("Remind me later", "hour", on=ben.letter)
        await checks_in(ben, {}, {})
        await world.passes(hours=2)
        assert len(got(ben)) == 1

    async def test_forged_and_foreign_requests_end_kindly(self, world: World) -> None:
        _, ben = await oaks(world, "ben")
        await world.until(TEN)
        await ben.sends(PutOffPrompt(1).pack(), "never")
        assert "had its day" in ben.sees
        await ben.sends(PutOffPrompt(77).pack(), "hour")
        assert "closed, and stays" in ben.sees
        eli = world.person("eli")
        await eli.sends(PutOffPrompt(1).pack(), "hour")
        assert "for the people of this circle" in eli.sees

    async def test_fewer_letters_and_none_are_one_press_each(self, world: World) -> None:
        _, ben, chidi = await oaks(world, "ben", "chidi")
        await world.until(TEN)
        await ben.presses("No reminders half-way", on=ben.letter)
        await chidi.presses("No letters from this circle", on=chidi.letter)
        await world.passes(days=8)
        assert got(ben) == ["Oaks: your check-in", "Oaks: your check-in"]
        assert got(chidi) == ["Oaks: your check-in"]


class TestClosing:
    async def test_the_recap_shows_what_was_shared_and_nothing_else(self, world: World) -> None:
        ana, ben, *_ = await oaks(world, "ben", "chidi", "dara")
        await world.until(TEN)
        await checks_in(
            ana,
            {NEXT: "If Tuesday, then I call Bea", TIP: "Ask early", ANSWER: "private answer"},
            {WINS: "A call back", CONFIDENCE: "2 · a little"},
        )
        await shares(ana, "What went well", "A tip for somebody a week behind")
        await checks_in(ben, {NEXT: "Two applications"}, {WINS: "secret win"})
        await shares(ben, "What comes next")
        await checks_in(world.person("chidi"), {}, {WINS: "nobody's business"})
        await world.until(TEN + timedelta(hours=72))
        told = titled(world, RECAP).summary()
        assert "Ana: A call back" in told
        assert "Ben: Two applications" in told
        assert "A tip from Ana:" in told
        assert "Ask early" in told
        assert "3 of you checked in, with 2 plans" in told
        for private in ("private answer", "secret win", "nobody's business", "Dara", "Chidi",
                        "call Bea", "a little"):  # fmt: skip
            assert private not in told

    async def test_nothing_is_counted_of_fewer_than_three(self, world: World) -> None:
        ana, ben, *_ = await oaks(world, "ben", "chidi")
        await world.until(TEN)
        await checks_in(ana, {}, {WINS: "x"})
        await checks_in(ben, {}, {})
        await world.until(TEN + timedelta(hours=72))
        told = titled(world, RECAP).summary()
        assert "of you checked in" not in told
        assert "as good a choice as any" in told

    async def test_a_week_without_answers_has_no_recap_and_no_reproach(self, world: World) -> None:
        await oaks(world, "ben", "chidi")
        await world.until(TEN + timedelta(hours=72))
        assert RECAP not in titles(world)
        assert "a quiet week" in board(world)

    async def test_a_late_answer_is_welcome_and_changes_board_and_recap(self, world: World) -> None:
        ana, ben, _ = await oaks(world, "ben", "chidi")
        await world.until(TEN)
        await checks_in(ana, {}, {})
        await world.until(TEN + timedelta(hours=80))
        await checks_in(ben, {}, {WINS: "Better late"})
        await shares(ben, "What went well")
        assert progress(world) == (2, 3)
        assert "Ben: Better late" in titled(world, RECAP).summary()
        assert titles(world).count(RECAP) == 1

    async def test_the_first_late_answer_brings_the_recap(self, world: World) -> None:
        ana, *_ = await oaks(world, "ben", "chidi")
        await world.until(TEN + timedelta(hours=80))
        await checks_in(ana, {}, {})
        assert RECAP in titles(world)

    async def test_after_the_next_opening_the_old_board_only_says_how_many(
        self, world: World
    ) -> None:
        friends = await oaks(world, "ben", "chidi")
        await world.until(TEN)
        for friend in friends:
            await checks_in(friend, {}, {})
        await world.until(TEN + timedelta(days=7))
        old = next(card for card in world.mail.in_room(OAKS) if card.title == BOARD)
        assert "3 checked in that week." in old.summary()
        assert labels(old) == []
        await world.until(TEN + timedelta(days=14))
        assert "This week is over." in board(world, 2)

    async def test_an_old_button_leads_to_the_newest_week(self, world: World) -> None:
        ana, *_ = await oaks(world, "ben", "chidi")
        await world.until(TEN + timedelta(days=7))
        await ana.sends(OpenCheckIn(1).pack())
        await ana.fills({ANSWER: "here"})
        await ana.presses("Next page")
        await ana.fills({})
        assert "1 of 3 so far" in board(world, 2)

    async def test_names_and_thoughts_without_end_still_fit(self, world: World) -> None:
        friends = await oaks(world, *(f"{c}" * 3 for c in "bcdefgh"), seats="8 people")
        await world.until(TEN)
        for friend in friends:
            friend.actor = replace(friend.actor, name="N" * 300)
            await checks_in(
                friend, {NEXT: "\n".join(["w " * 99] * 3), TIP: "t" * 250}, {WINS: "W" * 600}
            )
            await shares(friend, "What went well", "What comes next",
                         "A tip for somebody a week behind")  # fmt: skip
        await world.until(TEN + timedelta(hours=72))
        assert len(titled(world, RECAP).summary()) <= 3900


class TestTerm:
    async def test_after_the_last_week_everybody_is_asked_whether_to_go_on(
        self, world: World
    ) -> None:
        ana, ben = await oaks(world, "ben", term="6 weeks")
        await world.until(TEN + timedelta(weeks=5, hours=72))
        assert got(ana)[-1] == "Oaks: the term is over"
        await ben.presses("Go on for another term", on=ben.letter)
        assert "Oaks goes on" in ben.sees
        assert (await circle_of(world)).due_at == TEN + timedelta(weeks=6)
        await ana.presses("Go on for another term", on=ana.letter)
        assert "renewed already" in ana.sees
        await world.until(TEN + timedelta(weeks=6))
        assert "Oaks · week 7" in titles(world)
        await ana.uses("/circle")
        await ana.presses("Look")
        assert "week 1 of 6" in ana.sees

    async def test_the_hosts_part_goes_round_with_the_term(self, world: World) -> None:
        ana, _ = await oaks(world, "ben", term="6 weeks")
        await world.until(TEN + timedelta(weeks=5, hours=72))
        await ana.presses("Go on for another term", on=ana.letter)
        assert got(world.person("ben"))[-1] == "You are the host of Oaks now"

    async def test_not_renewed_it_ends_kindly_after_two_weeks(self, world: World) -> None:
        friends = await oaks(world, "ben", "chidi", term="6 weeks")
        await world.until(TEN)
        for friend in friends:
            await checks_in(friend, {}, {})
        await world.until(TEN + timedelta(weeks=5, hours=72))
        ana = friends[0]
        await ana.presses("Let it come to its end", on=ana.letter)
        assert "the circle ends Thu 21 Jan" in ana.sees
        await world.until(TEN + timedelta(weeks=7, hours=71))
        assert "Oaks: thank you" not in titles(world)
        await world.until(TEN + timedelta(weeks=7, hours=72))
        farewell = titled(world, "Oaks: thank you").summary()
        assert "After 6 weeks" in farewell
        assert "you checked in 3 times" in farewell
        assert (await circle_of(world)).state is CircleState.ENDED
        await world.passes(weeks=4)
        assert titles(world)[-1] == "Oaks: thank you"

    async def test_a_goodbye_among_two_counts_nothing(self, world: World) -> None:
        [ana] = await oaks(world, term="6 weeks")
        await world.until(TEN)
        await checks_in(ana, {}, {})
        await world.until(TEN + timedelta(weeks=7, hours=72))
        farewell = titled(world, "Oaks: thank you").summary()
        assert "checked in" not in farewell

    async def test_a_circle_that_met_once_says_so(self, world: World) -> None:
        await oaks(world, "ben", term="6 weeks")
        async with world.store.begin() as tx:
            of = await tx.circles.get(1)
            assert of is not None
            await tx.circles.put(replace(of, weeks=1))
        await world.until(TEN + timedelta(weeks=2, hours=72))
        assert "It met for one week" in titled(world, "Oaks: thank you").summary()

    async def test_who_left_before_the_question_is_not_asked(self, world: World) -> None:
        _, ben = await oaks(world, "ben", time="23:00", term="6 weeks")
        await world.until(TEN + timedelta(weeks=5, days=3, hours=14))
        await ben.sends(LeaveCircle(1).pack())
        await world.passes(hours=12)
        assert "Oaks: the term is over" not in got(ben)

    async def test_who_renews_at_night_spares_the_others_the_question(self, world: World) -> None:
        ana, ben = await oaks(world, "ben", time="23:00", term="6 weeks")
        await world.until(TEN + timedelta(weeks=5, days=3, hours=14))
        await ana.sends(RenewCircle(1).pack())
        await world.passes(hours=12)
        assert "Oaks: the term is over" not in got(ben)

    async def test_a_last_week_can_still_be_answered_late(self, world: World) -> None:
        ana, *_ = await oaks(world, "ben", "chidi", term="6 weeks")
        await world.until(TEN + timedelta(weeks=6, hours=5))
        assert "the last of the term" in board(world, 6)
        await checks_in(ana, {}, {})
        assert "1 of 3 so far" in board(world, 6)

    async def test_the_last_opening_names_no_next_one(self, world: World) -> None:
        await oaks(world, "ben", "chidi", term="6 weeks")
        await world.until(TEN + timedelta(weeks=5))
        assert "Later answers are welcome, too." in board(world, 6)

    async def test_a_term_that_still_runs_is_not_renewed(self, world: World) -> None:
        [ana] = await oaks(world, term="6 weeks")
        for act in (RenewCircle(1), LetCircleEnd(1)):
            await ana.sends(act.pack())
            assert "The term still runs" in ana.sees
        await world.until(TEN + timedelta(weeks=5, hours=1))
        await ana.sends(RenewCircle(1).pack())
        assert "The term still runs" in ana.sees

    async def test_outsiders_decide_nothing(self, world: World) -> None:
        await oaks(world, term="6 weeks")
        await world.until(TEN + timedelta(weeks=5, hours=72))
        eli = world.person("eli")
        await eli.sends(RenewCircle(1).pack())
        assert "for the people of this circle" in eli.sees

    async def test_the_question_about_the_term_waits_for_the_morning(self, world: World) -> None:
        await oaks(world, "ben", time="23:00", term="6 weeks")
        ben = world.person("ben")
        await world.until(TEN + timedelta(weeks=5, days=3, hours=14))
        assert "Oaks: the term is over" not in got(ben)
        await world.until(TEN + timedelta(weeks=5, days=3, hours=22))
        assert "Oaks: the term is over" in got(ben)


class TestFaults:
    async def test_a_circle_that_cannot_go_on_keeps_no_other_waiting(
        self, world: World, caplog: pytest.LogCaptureFixture
    ) -> None:
        await oaks(world, "ben")
        await founds(world.person("dara").inside("#elms"), name="Elms")
        async with world.store.begin() as tx:
            broken = await tx.circles.get(1)
            assert broken is not None
            await tx.circles.put(replace(broken, zone="Nowhere/Land"))
        with caplog.at_level(logging.ERROR):
            await world.until(TEN)
        assert "circle 1 could not go on" in caplog.text
        assert "Elms · week 1" in titles(world, "#elms")
        async with world.store.begin() as tx:
            mended = await tx.circles.get(1)
            assert mended is not None
            assert mended.due_at == TEN + timedelta(hours=1)
            await tx.circles.put(replace(mended, zone="UTC"))
        await world.until(TEN + timedelta(hours=1))
        assert BOARD in titles(world)

    async def test_nothing_happens_twice_when_it_is_woken_often(self, world: World) -> None:
        await oaks(world, "ben")
        await world.until(TEN)
        for _ in range(5):
            await world.passes(seconds=1)
        assert titles(world).count(BOARD) == 1
        assert (await week_of(world)).number == 1
        assert (await circle_of(world)).beat is Beat.REMIND


KINDS = (
    "circle.door", "circle.board", "circle.recap", "circle.term", "circle.farewell",
    "checkin.prompt", "seat.freed", "seat.hosts", "seat.quiet",
)  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
async def test_a_letter_about_a_circle_that_is_gone_stays_away(world: World, kind: str) -> None:
    await oaks(world, "ben")
    args = {"circle": 99, "week": 1, "reminds": False, "last": 8}
    async with world.store.begin() as tx:
        ben = await tx.people.known("test", "lobby", "ben")
        assert ben is not None
        to = Room("test", "lobby", OAKS) if kind.startswith("circle.") else ben.id
        to = ben.id if kind == "circle.term" else to
        await tx.outbox.enqueue([Letter("odd", to, kind, args)], world.now())
    before = len(world.mail.shown)
    await world.passes(seconds=1)
    assert len(world.mail.shown) == before


def test_a_tip_is_taken_from_the_first_who_shared_one() -> None:
    at = datetime(2026, 11, 30, 10, 0, tzinfo=UTC)
    told = [
        view.Told(name, Share(1, 1, Shared.CHECKIN, at, parts=parts))
        for name, parts in (("Ana", {"wins": "a"}), ("Ben", {"tip": "b"}), ("Chidi", {"tip": "c"}))
    ]
    circle = Circle(1, 1, "Oaks", OAKS, 0, 600, "UTC", at.date(), at)
    week = Week(1, 1, at, at, at, closed=True)
    card = view.recap(WORDS.texts, view.Standing(circle, week, Count(2, 3), "", None), told, 0)
    assert "A tip from Ben:" in card.summary()
    assert [block for block in card.blocks if isinstance(block, Note)]
