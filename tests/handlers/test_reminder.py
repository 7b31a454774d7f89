"""The page of one's reminders, and reminders set in one's own words."""

from datetime import timedelta

import pytest

from bot.answers import Ask, Correct, Replace, Say
from bot.domain.nudge import Nudge, NudgeKind, NudgeState
from bot.domain.person import Often
from bot.domain.reminder import MOST
from tests.handlers.nudging import kept, me, promise, set_person, utc
from tests.talking import MONDAY, Friend, World


async def active(friend: Friend) -> list[Nudge]:
    owner = await me(friend)
    async with friend.world.store.begin() as tx:
        return list(await tx.nudges.active(owner.id))


@pytest.fixture
async def ana(world: World) -> Friend:
    friend = world.person("ana")
    await friend.says("hello")
    return friend


async def test_words_with_days_and_a_time_set_a_reminder_and_name_the_exact_next(
    world: World, ana: Friend
) -> None:
    answer = await ana.says("remind me thursdays at 9 to apply")
    assert isinstance(answer, Say)
    assert "“apply”, every Thursday at 09:00" in ana.sees
    assert "Thu 3 Dec, 09:00" in ana.sees
    await world.until(utc("2026-12-03T09:00"))
    assert "apply" in ana.letter.summary()
    await world.until(utc("2026-12-10T09:00"))
    assert len(ana.letters) == 2


async def test_the_next_time_is_by_ones_own_clock(world: World) -> None:
    dara = world.person("dara", zone="America/New_York")
    await dara.says("remind me thursdays at 9 to apply")
    assert "Thu 3 Dec, 09:00" in dara.sees
    (nudge,) = await active(dara)
    assert nudge.due_at == utc("2026-12-03T14:00")


@pytest.mark.parametrize(
    ("said", "rhythm"),
    [
        (
            "remind me every monday and thursday at 10 to write to people",
            "every Monday and Thursday",
        ),
        ("remind me every day at 9 to apply", "every day at 09:00"),
        ("remind me on weekdays at 9 to apply", "Monday to Friday at 09:00"),
    ],
)
async def test_several_days_are_understood(ana: Friend, said: str, rhythm: str) -> None:
    await ana.says(said)
    assert rhythm in ana.sees
    assert len(await active(ana)) == 1


async def test_a_reminder_for_one_day_comes_once(world: World, ana: Friend) -> None:
    await ana.says("remind me tomorrow at 15:30 to call the library")
    assert "“call the library” Tue 1 Dec, 15:30" in ana.sees
    await world.passes(days=30)
    assert len(ana.letters) == 1


async def test_a_day_behind_the_command_is_one_to_come(ana: Friend) -> None:
    await ana.uses("/nudges tomorrow at 10:00 to call Ben")
    assert "Tue 1 Dec, 10:00" in ana.sees
    await ana.uses("/nudges on friday at 9 to apply")
    assert "Fri 4 Dec, 09:00" in ana.sees


async def test_a_reminder_can_be_taken_back_at_once(ana: Friend) -> None:
    await ana.says("remind me thursdays at 9 to apply")
    await ana.presses("Undo")
    assert await active(ana) == []


async def test_what_is_missing_is_asked_for_with_the_rest_filled_in(ana: Friend) -> None:
    answer = await ana.says("remind me to apply")
    assert isinstance(answer, Ask)
    assert ana.form is not None
    assert ana.form.fields[0].value == "apply"  # type: ignore[union-attr]
    await ana.fills({"Every week on": ("Tuesday", "Friday"), "At what time": "8:15"})
    assert "every Tuesday and Friday at 08:15" in ana.sees


async def test_the_same_words_again_move_the_reminder_and_make_no_second(ana: Friend) -> None:
    await ana.says("remind me thursdays at 9 to apply")
    await ana.says("remind me fridays at 11 to apply")
    (nudge,) = await active(ana)
    assert (nudge.weekdays, nudge.minute) == ((4,), 660)


async def test_a_time_in_quiet_hours_comes_when_they_end_and_says_so(
    world: World, ana: Friend
) -> None:
    await ana.says("remind me thursdays at 23:00 to sleep")
    assert "Fri 4 Dec, 08:00" in ana.sees
    assert "within your quiet hours (21:00 to 08:00)" in ana.sees
    await world.until(utc("2026-12-04T07:59"))
    assert ana.letters == []
    await world.until(utc("2026-12-04T08:00"))
    assert len(ana.letters) == 1


async def test_on_a_break_it_begins_afterwards(world: World, ana: Friend) -> None:
    await set_person(ana, away_until=utc("2026-12-05T00:00"))
    await ana.says("remind me thursdays at 9 to apply")
    assert "Thu 10 Dec, 09:00" in ana.sees
    assert "You are on a break until" in ana.sees


async def test_within_a_break_nothing_is_promised_for_once(ana: Friend) -> None:
    await set_person(ana, away_until=utc("2026-12-05T00:00"))
    answer = await ana.says("remind me tomorrow at 9 to apply")
    assert isinstance(answer, Ask)
    await ana.fills({})
    assert "on a break until Sat 5 Dec, 00:00" in ana.errors["time"]
    await ana.fills({"Or once, on this day": "6 Dec"})
    assert isinstance(ana.answer, Say)


async def test_what_is_set_after_a_no_comes_although_others_rest(world: World, ana: Friend) -> None:
    await set_person(ana, gentle_until=MONDAY + timedelta(hours=72))
    await ana.says("remind me tomorrow at 9 to rest")
    await world.passes(days=1)
    assert len(ana.letters) == 1


async def test_the_form_says_all_that_is_wrong(ana: Friend) -> None:
    await ana.uses("/nudges")
    await ana.presses("Add a reminder")
    answer = await ana.fills({"At what time": "half past never"})
    assert isinstance(answer, Correct)
    assert set(ana.errors) == {"about", "time"}
    await ana.fills({"What about": "apply", "At what time": "9"})
    (nudge,) = await active(ana)
    assert nudge.due_at == utc("2026-12-01T09:00")


@pytest.mark.parametrize(
    ("filled", "field", "why"),
    [
        ({"Every week on": ("Monday",), "Or once, on this day": "friday"}, "day", "not both"),
        ({"Or once, on this day": "2026-11-29"}, "day", "next year"),
        ({"Or once, on this day": "9999-12-31"}, "day", "next year"),
        ({"Or once, on this day": "today"}, "time", "passed"),
    ],
)
async def test_times_that_cannot_be_are_told(
    ana: Friend, filled: dict[str, str | tuple[str, ...]], field: str, why: str
) -> None:
    await ana.uses("/nudges")
    await ana.presses("Add a reminder")
    await ana.fills({"What about": "apply", "At what time": "8:00", **filled})
    assert why in ana.errors[field]


async def test_words_behind_the_command_set_a_reminder_too(ana: Friend) -> None:
    await ana.uses("/nudges thursdays at 9 to apply")
    assert "every Thursday at 09:00" in ana.sees


async def test_there_is_an_end_to_reminders_of_ones_own(ana: Friend) -> None:
    for number in range(MOST):
        await promise(ana, minute=540, subject=number, text=f"number {number}", asked=True)
    await ana.says("remind me thursdays at 9 to apply")
    assert f"You have {MOST} reminders" in ana.sees
    await ana.says("remind me thursdays at 9 to number 3")
    assert "number 3" in ana.sees


async def test_an_empty_page_is_an_invitation(ana: Friend) -> None:
    await ana.uses("/nudges")
    assert "Nothing is set" in ana.sees
    assert "[Add a reminder]" in ana.sees
    assert "[Stop all]" not in ana.sees


async def test_words_that_only_mention_reminders_show_the_page(ana: Friend) -> None:
    await ana.says("change my reminders")
    assert "Nothing is set" in ana.sees


async def test_the_page_lists_what_comes_the_next_first(ana: Friend) -> None:
    await ana.says("remind me thursdays at 9 to apply")
    await ana.says("remind me tomorrow at 10 to call the library")
    await promise(ana, NudgeKind.GOAL, monthly_day=15, minute=540, text="")
    await ana.uses("/nudges")
    listed = ana.sees
    assert listed.index("call the library") < listed.index("apply") < listed.index("your goal")
    assert "once · Next: Tue 1 Dec, 10:00" in listed
    assert "every Thursday at 09:00 · Next: Thu 3 Dec, 09:00" in listed
    assert "on day 15 of each month at 09:00 · Next: Tue 15 Dec, 09:00" in listed


async def test_a_long_list_goes_over_several_pages(ana: Friend) -> None:
    for number in range(11):
        await promise(ana, minute=545 + number, subject=number, text=f"number {number}.")
    await ana.uses("/nudges")
    assert "number 7." in ana.sees
    assert "number 8." not in ana.sees
    answer = await ana.presses("Show more")
    assert isinstance(answer, Replace)
    assert "number 10." in ana.sees
    assert "[Show more]" not in ana.sees


async def test_a_very_long_page_still_fits(ana: Friend) -> None:
    await set_person(ana, muted=(*(kind.value for kind in NudgeKind), "of another version"))
    for number in range(11):
        words = f"{number} " + "x" * 290
        await promise(ana, minute=540 + number, subject=number, text=words, asked=True)
    await ana.uses("/nudges")
    assert "[Show more]" in ana.sees
    await ana.presses("Show more")
    assert "10 xxx" in ana.sees


async def test_what_stayed_away_for_good_is_told_for_two_weeks(world: World, ana: Friend) -> None:
    await promise(ana, at=MONDAY + timedelta(hours=2), asked=True)
    await set_person(ana, away_until=MONDAY + timedelta(days=1))
    await world.passes(days=2)
    await ana.uses("/nudges")
    assert "Stayed away lately" in ana.sees
    assert "apply to two places, Mon 30 Nov, 11:00: you were on a break" in ana.sees
    await world.passes(days=14)
    await ana.uses("/nudges")
    assert "Stayed away lately" not in ana.sees


async def test_who_could_not_be_reached_is_told_when_they_ask(world: World, ana: Friend) -> None:
    await promise(ana, minute=600, asked=True)
    world.mail.closed.add(ana.user)
    await world.passes(days=1)
    here = ana.inside("lobby")
    await here.uses("/nudges")
    assert "Letters: 1 waiting." in here.sees


async def test_who_had_left_is_told_why_nothing_came(world: World, ana: Friend) -> None:
    await promise(ana, minute=600, asked=True)
    async with world.store.begin() as tx:
        await tx.people.left(ana.actor.platform, ana.actor.space, world.now(), ana.user)
    await world.passes(days=1)
    await ana.uses("/nudges")
    assert "you had left the community" in ana.sees


async def test_rest_after_a_no_is_said_on_the_page(ana: Friend) -> None:
    await set_person(ana, gentle_until=MONDAY + timedelta(hours=72))
    await ana.uses("/nudges")
    assert "Ordinary reminders rest until Thu 3 Dec, 09:00" in ana.sees


async def test_a_break_is_said_on_the_page(ana: Friend) -> None:
    await set_person(ana, away_until=MONDAY + timedelta(hours=72))
    await ana.uses("/nudges")
    assert "on a break until Thu 3 Dec, 09:00" in ana.sees


async def test_one_is_looked_at_and_given_another_time(ana: Friend) -> None:
    await ana.says("remind me thursdays at 9 to apply")
    await ana.uses("/nudges")
    await ana.picks("Change one", "apply")
    assert {"[Change time]", "[Less often]", "[Stop this]", "[All reminders]"} <= set(
        ana.sees.split("\n")
    )
    await ana.presses("Change time")
    await ana.fills({"Every week on": ("Monday",), "At what time": "10:00"})
    assert "“apply” now comes every Monday at 10:00" in ana.sees
    assert "Mon 30 Nov, 10:00" in ana.sees
    await ana.presses("Undo")
    (nudge,) = await active(ana)
    assert (nudge.weekdays, nudge.minute) == ((3,), 540)


async def test_the_form_for_another_time_starts_from_the_one_it_has(ana: Friend) -> None:
    await ana.says("remind me tomorrow at 15:30 to call the library")
    await ana.presses("Change")
    assert ana.form is not None
    assert [getattr(field, "value", "") for field in ana.form.fields[1:]] == ["2026-12-01", "15:30"]
    await ana.fills({"Or once, on this day": "2026-12-02"})
    assert "“call the library” now comes Wed 2 Dec, 15:30" in ana.sees


async def test_a_daily_one_starts_with_all_days_and_stays_daily(ana: Friend) -> None:
    await ana.says("remind me every day at 9 to apply")
    await ana.presses("Change")
    await ana.fills({"At what time": "10"})
    assert "every day at 10:00" in ana.sees


async def test_a_monthly_one_stays_monthly_at_another_time(ana: Friend) -> None:
    nudge = await promise(ana, NudgeKind.GOAL, monthly_day=15, minute=540, text="")
    await ana.sends(f"1.nudge.retime:{nudge.id}")
    await ana.fills({"At what time": "18"})
    assert "on day 15 of each month at 18:00" in ana.sees
    assert (await kept(ana, nudge.id)).monthly_day == 15
    await ana.sends(f"1.nudge.retime:{nudge.id}")
    await ana.fills({"At what time": "18", "Every week on": ("Sunday",)})
    assert (await kept(ana, nudge.id)).monthly_day is None


async def test_a_stopped_one_cannot_be_changed_from_an_old_card(ana: Friend) -> None:
    await ana.says("remind me thursdays at 9 to apply")
    (nudge,) = await active(ana)
    await ana.sends(f"1.nudge.stop:{nudge.id}")
    await ana.sends(f"1.nudge.retime:{nudge.id}")
    assert "stopped before" in ana.sees
    await ana.sends(f"1.nudge.look:{nudge.id}")
    assert "can't find" in ana.sees


async def test_a_put_off_one_says_so(ana: Friend) -> None:
    nudge = await promise(ana, weekday=0, minute=600, asked=True)
    await ana.sends(f"1.nudge.snooze:{nudge.id}", "tomorrow")
    await ana.uses("/nudges")
    assert "put off · Next: Tue 1 Dec, 10:00" in ana.sees


async def test_how_often_is_chosen_and_can_be_taken_back(ana: Friend) -> None:
    await ana.uses("/nudges")
    await ana.picks("How often", "Up to one a day")
    assert "up to one a day" in ana.sees
    assert (await me(ana)).often is Often.MORE
    await ana.presses("Undo")
    assert (await me(ana)).often is Often.USUAL


async def test_who_wants_none_sees_which_rest(ana: Friend) -> None:
    await promise(ana, NudgeKind.GOAL, monthly_day=15, minute=540, text="")
    await ana.uses("/nudges")
    await ana.picks("How often", "None")
    await ana.uses("/nudges")
    assert "each month at 09:00 · resting, as you asked" in ana.sees


async def test_a_stopped_kind_can_be_turned_on_again(ana: Friend) -> None:
    await set_person(ana, muted=("application", "goal"))
    await ana.uses("/nudges")
    assert "Stopped: Following up on an application, A look at your goal" in ana.sees
    await ana.picks("Start again", "A look at your goal")
    assert (await me(ana)).muted == ("application",)
    await ana.presses("Undo")
    assert (await me(ana)).muted == ("application", "goal")


async def test_quiet_hours_are_chosen_and_hold_what_waits(world: World, ana: Friend) -> None:
    nudge = await promise(ana, minute=22 * 60, asked=True)
    await world.until(utc("2026-11-30T22:30"))
    assert (await kept(ana, nudge.id)).due_at == utc("2026-12-01T08:00")
    await ana.uses("/nudges")
    await ana.presses("Quiet hours")
    await ana.fills({"Quiet from": "23:00", "Until": "10:00"})
    assert "From 23:00 to 10:00" in ana.sees
    assert len(ana.letters) == 1
    await ana.presses("Undo")
    assert (await me(ana)).quiet_end == 8 * 60


async def test_the_same_time_twice_means_no_quiet_hours(ana: Friend) -> None:
    await ana.uses("/nudges")
    await ana.presses("Quiet hours")
    await ana.fills({"Quiet from": "8:00", "Until": "8:00"})
    assert "no quiet hours" in ana.sees
    await ana.uses("/nudges")
    assert "Quiet hours: none" in ana.sees


async def test_stop_all_stands_on_the_page_too(ana: Friend) -> None:
    await ana.says("remind me thursdays at 9 to apply")
    (nudge,) = await active(ana)
    await ana.uses("/nudges")
    await ana.presses("Stop all")
    assert (await kept(ana, nudge.id)).state is NudgeState.STOPPED
    await ana.uses("/nudges")
    assert "Nothing is set" in ana.sees


@pytest.mark.parametrize(
    "text",
    ["@everyone", "<!channel> *hi* `x`", "'; DROP TABLE nudge; --", "\u202eevil\u202c", "a" * 4000],
)
async def test_hostile_words_are_kept_as_words(ana: Friend, text: str) -> None:
    await ana.uses("/nudges")
    await ana.presses("Add a reminder")
    await ana.fills({"What about": text[:300], "At what time": "9"})
    assert isinstance(ana.answer, Say)
    await ana.uses("/nudges")
    assert len(await active(ana)) == 1
