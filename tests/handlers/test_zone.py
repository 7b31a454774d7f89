"""Times told before somebody's zone was known are theirs: they keep their time of day."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.actions.plan import OpenStep
from bot.domain.nudge import NudgeKind, Why
from bot.domain.person import Person
from bot.ui.form import Value
from tests.handlers.circles import founds, joins
from tests.handlers.nudging import kept as nudge_kept
from tests.handlers.nudging import promise
from tests.handlers.search import active, application, promised
from tests.talking import PLATFORM, SPACE, Friend, World, buttons

EVE, AFTER = NudgeKind.INTERVIEW_EVE, NudgeKind.INTERVIEW_AFTER
NEW_YORK = "America/New_York"
KEEPS = "What you had planned keeps its time on your clock"


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


async def me(friend: Friend) -> Person:
    async with friend.world.store.begin() as tx:
        found = await tx.people.known(PLATFORM, SPACE, friend.user)
    assert found is not None
    return found


async def invited(friend: Friend, when: str = "on friday at 10") -> None:
    await friend.says(f"interview at Bolt {when}")


async def plans(friend: Friend, day: str = "tomorrow", time: str = "10:00") -> None:
    await friend.sends(OpenStep().pack())
    step: dict[str, Value] = {"What": "Call Chidi", "Day": day, "Time": time}
    await friend.fills({**step, "Which way": "People"})


async def steps_due(friend: Friend) -> list[datetime | None]:
    key = (await me(friend)).id
    async with friend.world.store.begin() as tx:
        return [step.due_at for step in await tx.commitments.of(key)]


async def loses(friend: Friend) -> None:
    await friend.uses("/rejected")
    await friend.fills({"Company": "Acme", "How far": "After applying"})


class TestAFirstChoice:
    async def picked(self, ana: Friend) -> None:
        await ana.uses("/settings")
        await ana.picks("Zone", NEW_YORK)

    async def named(self, ana: Friend) -> None:
        await ana.uses("/zone new york")

    async def written(self, ana: Friend) -> None:
        await ana.uses("/settings")
        await ana.presses("Write another zone")
        await ana.fills({"City or zone": "New York"})

    async def said(self, ana: Friend) -> None:
        await ana.says("my time zone is America/New_York")

    async def picked_at_home(self, ana: Friend) -> None:
        await ana.uses("/home")
        await ana.picks("Zone", NEW_YORK)

    @pytest.mark.parametrize("way", ["picked", "named", "written", "said", "picked_at_home"])
    async def test_an_interview_and_what_stands_around_it_keep_their_times(
        self, world: World, way: str
    ) -> None:
        ana = world.person("ana")
        await invited(ana)
        assert (await application(ana)).interview_at == utc("2026-12-04T10:00")
        await getattr(self, way)(ana)
        assert (await application(ana)).interview_at == utc("2026-12-04T15:00")
        around = await promised(ana)
        assert around[EVE] == utc("2026-12-03T23:00")
        assert around[AFTER] == utc("2026-12-05T15:00")
        assert f"{KEEPS}: the interview with Bolt, Fri 4 Dec, 10:00." in ana.sees

    async def test_below_the_card_that_asked_it_is_the_same(self, world: World) -> None:
        ana = world.person("ana")
        await invited(ana)
        await ana.presses("Choose my zone")
        await ana.picks("Zone", "Asia/Tokyo")
        assert (await application(ana)).interview_at == utc("2026-12-04T01:00")
        assert "Fri 4 Dec, 10:00" in ana.sees

    async def test_where_the_guess_was_right_nothing_moves_and_nothing_is_said(
        self, world: World
    ) -> None:
        ana = world.person("ana")
        await invited(ana)
        before = await promised(ana)
        await ana.presses("Yes, that is my clock")
        assert "Your zone is UTC" in ana.sees
        assert KEEPS not in ana.sees
        assert await promised(ana) == before

    async def test_with_nothing_planned_nothing_more_is_said(self, world: World) -> None:
        ana = world.person("ana")
        await ana.uses("/zone new york")
        assert "Your zone is New York" in ana.sees
        assert KEEPS not in ana.sees

    async def test_a_planned_step_and_its_reminder_keep_their_time(self, world: World) -> None:
        ana = world.person("ana")
        await plans(ana)
        await ana.uses("/zone new york")
        assert f"{KEEPS}: Call Chidi, Tue 1 Dec, 10:00." in ana.sees
        assert await steps_due(ana) == [utc("2026-12-01T15:00")]
        assert (await promised(ana))[NudgeKind.PLAN] == utc("2026-12-13T22:00")
        await world.until(utc("2026-12-01T14:59"))
        assert ana.letters == []
        await world.until(utc("2026-12-01T15:00"))
        assert "Call Chidi" in ana.letter.summary()

    async def test_a_step_that_seemed_over_is_still_reminded_of(self, world: World) -> None:
        ana = world.person("ana")
        await plans(ana, "today", "08:00")
        assert NudgeKind.COMMITMENT not in await promised(ana)
        await ana.uses("/zone new york")
        await world.until(utc("2026-11-30T13:00"))
        assert "Call Chidi" in ana.letter.summary()

    async def test_a_step_that_was_put_off_is_not_promised_a_second_time(
        self, world: World
    ) -> None:
        ana = world.person("ana")
        await plans(ana, "today", "10:00")
        await world.until(utc("2026-11-30T10:01"))
        await ana.picks("Snooze", "tonight", on=ana.letter)
        await ana.uses("/zone new york")
        assert await steps_due(ana) == [utc("2026-11-30T15:00")]
        (reminder,) = [each for each in await active(ana) if each.kind is NudgeKind.COMMITMENT]
        assert reminder.due_at == utc("2026-12-01T00:00")

    async def test_a_reminder_on_a_day_keeps_its_time(self, world: World) -> None:
        ana = world.person("ana")
        await ana.says("remind me tomorrow at 9 to call Dara")
        await ana.uses("/zone new york")
        assert f"{KEEPS}: call Dara, Tue 1 Dec, 09:00." in ana.sees
        assert await promised(ana) == {NudgeKind.OWN: utc("2026-12-01T14:00")}

    async def test_the_morning_after_a_no_is_theirs_and_the_quiet_as_long(
        self, world: World
    ) -> None:
        ana = world.person("ana")
        await loses(ana)
        quiet = (await me(ana)).gentle_until
        await ana.uses("/zone new york")
        assert (await promised(ana))[NudgeKind.AFTER_NO] == utc("2026-12-01T14:00")
        assert (await me(ana)).gentle_until == quiet == world.now() + timedelta(hours=72)

    async def test_a_morning_that_would_have_passed_is_the_next_one(self, world: World) -> None:
        ana = world.person("ana")
        await world.until(utc("2026-12-01T00:30"))
        await loses(ana)
        # It is half past nine in Tokyo, and the no came at night only by the clock of UTC.
        await ana.uses("/zone tokyo")
        assert (await promised(ana))[NudgeKind.AFTER_NO] == utc("2026-12-02T00:00")

    async def test_a_break_ends_on_their_own_morning_and_so_do_its_days(self, world: World) -> None:
        ana = world.person("ana")
        await ana.uses("/break")
        await ana.presses("3 days")
        await ana.uses("/zone new york")
        back = utc("2026-12-03T13:00")
        assert f"{KEEPS}: your break, until Thu 3 Dec." in ana.sees
        assert (await me(ana)).away_until == back
        assert (await promised(ana))[NudgeKind.BREAK_OVER] == back
        key = (await me(ana)).id
        async with world.store.begin() as tx:
            (rest,) = await tx.rests.of(key)
        assert rest.ends_at == back

    async def test_what_is_snoozed_till_tonight_comes_tonight_and_an_hour_is_an_hour(
        self, world: World
    ) -> None:
        ana = world.person("ana")
        await ana.uses("/about")
        tonight = await promise(ana, at=world.now(), text="one", asked=True)
        hour = await promise(ana, at=world.now(), text="two", subject=5, asked=True)
        await world.passes(minutes=1)
        one, two = ana.letters
        await ana.picks("Snooze", "tonight", on=one)
        await ana.picks("Snooze", "For an hour", on=two)
        in_an_hour = world.now() + timedelta(hours=1)
        await ana.uses("/zone new york")
        assert (await nudge_kept(ana, tonight.id)).due_at == utc("2026-12-01T00:00")
        assert (await nudge_kept(ana, hour.id)).due_at == in_an_hour

    async def test_a_long_list_is_cut(self, world: World) -> None:
        ana = world.person("ana")
        for hour, name in enumerate(("Ben", "Chidi", "Dara", "Eli", "Mum", "Dad"), 10):
            await ana.says(f"remind me tomorrow at {hour}:00 to call {name}")
        await ana.uses("/zone new york")
        assert "call Eli, Tue 1 Dec, 13:00; and 2 more." in ana.sees
        assert "14:00" not in ana.sees


class TestWhatHasPassedOnTheirClock:
    async def test_it_comes_at_once_and_says_for_when_it_was(self, world: World) -> None:
        ana = world.person("ana")
        await ana.says("remind me today at 14:00 to call Dara")
        await ana.uses("/zone tokyo")
        assert KEEPS not in ana.sees
        await world.passes(minutes=1)
        assert "call Dara" in ana.letter.summary()
        assert "14:00" in ana.letter.summary()

    async def test_what_is_too_late_to_help_stays_away_and_says_why(self, world: World) -> None:
        world.app.defaults = type(world.app.defaults)(zone="Pacific/Honolulu")
        ana = world.person("ana")
        await ana.says("remind me today at 23:30 to call Dara")
        (reminder,) = await active(ana)
        await ana.uses("/zone tokyo")
        await world.passes(minutes=1)
        assert ana.letters == []
        assert (await nudge_kept(ana, reminder.id)).outcome is Why.LATE


class TestAPutOffPrompt:
    async def due(self, world: World) -> datetime | None:
        async with world.store.begin() as tx:
            ben = await tx.people.known(PLATFORM, SPACE, "ben")
            assert ben is not None
            found = await tx.outbox.to_come(ben.id, "checkin.prompt", world.now())
        return found[0].not_before if found else None

    @pytest.mark.parametrize(
        ("later", "before", "after"),
        [
            ("hour", "2026-12-07T11:00", "2026-12-07T11:00"),
            ("tonight", "2026-12-07T19:00", "2026-12-08T00:00"),
            ("tomorrow", "2026-12-08T09:00", "2026-12-08T14:00"),
        ],
    )
    async def test_it_comes_at_that_time_of_their_day(
        self, world: World, later: str, before: str, after: str
    ) -> None:
        await founds(world.person("ana").inside("#oaks"))
        ben = await joins(world, "ben")
        await world.until(utc("2026-12-07T10:00"))
        await ben.picks("Remind me later", later, on=ben.letter)
        assert await self.due(world) == utc(before)
        await ben.uses("/zone new york")
        assert await self.due(world) == utc(after)

    async def test_where_it_would_miss_its_week_it_stays(self, world: World) -> None:
        await founds(world.person("ana").inside("#oaks"))
        ben = await joins(world, "ben")
        await world.until(utc("2026-12-09T12:00"))
        await ben.picks("Remind me later", "tomorrow", on=ben.letter)
        await ben.uses("/zone new york")
        assert await self.due(world) == utc("2026-12-10T09:00")


class TestTakingBack:
    async def test_what_was_told_before_is_taken_back_on_the_new_clock(self, world: World) -> None:
        ana = world.person("ana")
        await invited(ana)
        await ana.presses("Change day or time")
        await ana.fills({"Time": "14:00"})
        await ana.uses("/zone new york")
        assert (await application(ana)).interview_at == utc("2026-12-04T19:00")
        await ana.uses("/undo")
        assert (await application(ana)).interview_at == utc("2026-12-04T15:00")
        assert (await promised(ana))[EVE] == utc("2026-12-03T23:00")

    async def test_a_break_can_still_be_taken_back(self, world: World) -> None:
        ana = world.person("ana")
        await ana.uses("/break")
        await ana.presses("3 days")
        card = ana.card
        await ana.uses("/zone new york")
        await ana.presses("Undo", on=card)
        assert (await me(ana)).away_until is None
        assert await promised(ana) == {}

    @pytest.mark.parametrize("when", ["tomorrow at 9", "thursdays at 9"])
    async def test_a_reminder_can_still_be_taken_back(self, world: World, when: str) -> None:
        ana = world.person("ana")
        await ana.uses(f"/nudges {when} to apply")
        await ana.uses("/zone new york")
        await ana.uses("/zone berlin")
        await ana.uses("/undo")
        assert await promised(ana) == {}

    async def test_choosing_is_not_what_is_taken_back(self, world: World) -> None:
        ana = world.person("ana")
        await invited(ana)
        known = world.person("ana", NEW_YORK)
        await known.uses("/nudges thursdays at 9 to apply")
        await known.presses("Undo")
        assert NudgeKind.OWN not in await promised(ana)
        assert (await me(ana)).zone == NEW_YORK
        assert (await application(ana)).interview_at == utc("2026-12-04T15:00")


class TestAZoneThePlatformTells:
    async def test_the_first_one_is_like_a_first_choice(self, world: World) -> None:
        await invited(world.person("ana"))
        ana = world.person("ana", NEW_YORK)
        await ana.uses("/about")
        assert (await application(ana)).interview_at == utc("2026-12-04T15:00")
        assert (await promised(ana))[EVE] == utc("2026-12-03T23:00")

    async def test_from_then_on_it_is_a_journey(self, world: World) -> None:
        await invited(world.person("ana", NEW_YORK))
        ana = world.person("ana", "Europe/Berlin")
        await ana.uses("/about")
        assert (await me(ana)).zone == "Europe/Berlin"
        assert (await application(ana)).interview_at == utc("2026-12-04T15:00")
        await ana.uses("/zone tokyo")
        assert (await application(ana)).interview_at == utc("2026-12-04T15:00")

    async def test_that_it_is_the_one_guessed_makes_it_known(self, world: World) -> None:
        await invited(world.person("ana"))
        await world.person("ana", "UTC").uses("/about")
        await world.person("ana", NEW_YORK).uses("/about")
        assert (await application(world.person("ana"))).interview_at == utc("2026-12-04T10:00")

    async def test_what_is_no_zone_changes_nothing(self, world: World) -> None:
        await invited(world.person("ana"))
        await world.person("ana", "Mars/Olympus").uses("/about")
        assert (await me(world.person("ana"))).zone == "UTC"


class TestAJourney:
    async def settled(self, world: World) -> Friend:
        ana = world.person("ana")
        await ana.uses("/zone new york")
        return ana

    async def test_an_interview_stays_and_its_eve_is_the_evening_where_one_is(
        self, world: World
    ) -> None:
        ana = await self.settled(world)
        await invited(ana)
        await ana.uses("/zone berlin")
        assert KEEPS not in ana.sees
        assert "stays at the same moment" in ana.sees
        assert "on this clock is: the interview with Bolt, Fri 4 Dec, 16:00." in ana.sees
        assert (await application(ana)).interview_at == utc("2026-12-04T15:00")
        around = await promised(ana)
        assert around[EVE] == utc("2026-12-03T17:00")
        assert around[AFTER] == utc("2026-12-05T09:00")

    async def test_with_nothing_ahead_nothing_more_is_said(self, world: World) -> None:
        ana = await self.settled(world)
        await ana.uses("/nudges thursdays at 9 to apply")
        await ana.uses("/zone berlin")
        assert "Your zone is Berlin" in ana.sees
        assert "same moment" not in ana.sees

    async def test_a_long_list_of_what_stays_is_cut(self, world: World) -> None:
        ana = await self.settled(world)
        for hour, name in enumerate(("Ben", "Chidi", "Dara", "Eli", "Mum"), 10):
            await ana.says(f"remind me tomorrow at {hour}:00 to call {name}")
        await ana.uses("/zone berlin")
        assert "on this clock is: call Ben, Tue 1 Dec, 16:00" in ana.sees
        assert "and 1 more." in ana.sees

    async def test_the_morning_after_a_no_is_the_morning_where_one_is(self, world: World) -> None:
        ana = await self.settled(world)
        await world.until(utc("2026-11-30T15:00"))
        await loses(ana)
        await ana.uses("/zone berlin")
        assert (await promised(ana))[NudgeKind.AFTER_NO] == utc("2026-12-01T08:00")

    async def test_the_morning_after_writing_is_the_morning_where_one_is(
        self, world: World
    ) -> None:
        ana = await self.settled(world)
        await world.until(utc("2026-11-30T15:00"))
        await ana.uses("/reflect")
        await ana.fills({"What happened, and how does it feel?": "They rang me at six."})
        await ana.uses("/zone berlin")
        assert (await promised(ana))[NudgeKind.REFLECTION] == utc("2026-12-01T08:00")

    async def test_feedback_is_asked_about_in_the_morning_where_one_is(self, world: World) -> None:
        ana = await self.settled(world)
        await world.until(utc("2026-11-30T15:00"))
        await ana.uses("/feedback")
        await ana.fills({"Company": "Acme"})
        await ana.presses("I sent it")
        await ana.uses("/zone berlin")
        assert (await promised(ana))[NudgeKind.FEEDBACK] == utc("2026-12-07T09:00")

    async def test_what_was_told_for_a_time_stays_at_that_moment(self, world: World) -> None:
        ana = await self.settled(world)
        await plans(ana)
        await ana.says("remind me tomorrow at 9 to call Dara")
        await ana.uses("/zone berlin")
        stay = await promised(ana)
        assert await steps_due(ana) == [utc("2026-12-01T15:00")]
        assert stay[NudgeKind.COMMITMENT] == utc("2026-12-01T15:00")
        assert stay[NudgeKind.OWN] == utc("2026-12-01T14:00")

    async def test_what_was_told_can_be_taken_back_afterwards(self, world: World) -> None:
        ana = await self.settled(world)
        await invited(ana)
        undo = next(button for button in buttons(ana.card) if button.label == "Undo")
        await ana.uses("/zone berlin")
        await ana.sends(undo.action.pack())
        assert EVE not in await promised(ana)
