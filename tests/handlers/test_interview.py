"""Interviews: set, moved, reminded of, and how they went."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.answers import Ask
from bot.domain.application import Status, Went
from bot.domain.nudge import NudgeKind
from bot.ui.card import Tone
from bot.ui.form import Choose, Day, Line, Tick, Time
from tests.handlers.search import MENU, active, application, applies, looks, promised
from tests.talking import Friend, World, labels

EVE, AFTER = NudgeKind.INTERVIEW_EVE, NudgeKind.INTERVIEW_AFTER


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def typed(friend: Friend) -> dict[str, str | bool]:
    """Return what stands in the open form, by label."""
    assert friend.form is not None
    return {
        field.label: field.value
        for field in friend.form.fields
        if isinstance(field, Line | Choose | Day | Time | Tick)
    }


async def invited(
    world: World, day: str = "Friday", time: str = "14:00", *, zone: str | None = "UTC", **more: str
) -> Friend:
    """Return somebody with one interview, on a Friday unless said otherwise."""
    ana = world.person("ana", zone)
    await applies(ana, "Hooli", role="nurse")
    await ana.presses("Open it")
    await ana.presses("Set day and time")
    labels_ = {"place": "Where, or with whom", "rounds": "Round", "remind": "Remind me"}
    await ana.fills({"Day": day, "Time": time, **{labels_[key]: more[key] for key in more}})
    return ana


async def test_an_interview_is_said_back_at_its_local_time(world: World) -> None:
    ana = await invited(world, zone="Europe/Berlin", place="Floor 4, ask for Dara")
    assert "the interview with Hooli is on Fri 4 Dec, 14:00" in ana.sees
    assert "Where: Floor 4, ask for Dara" in ana.sees
    kept = await application(ana)
    assert kept.interview_at == utc("2026-12-04T13:00")
    assert (kept.status, kept.rounds) == (Status.INTERVIEW, 1)


async def test_a_clock_we_only_guess_at_is_named(world: World) -> None:
    ana = await invited(world, zone=None)
    assert "I take your clock to be that of UTC" in ana.sees
    ben = world.person("ben", "UTC")
    await ben.says("interview at Bolt on friday at 10")
    assert "the interview with Bolt is on Fri 4 Dec, 10:00" in ben.sees
    assert "I take your clock" not in ben.sees


async def test_the_reminders_around_it_stand_at_the_persons_own_hours(world: World) -> None:
    ana = await invited(world, zone="America/New_York")
    due = await promised(ana)
    assert (due[EVE], due[AFTER]) == (utc("2026-12-03T23:00"), utc("2026-12-05T15:00"))
    assert not any(nudge.asked for nudge in await active(ana))


async def test_who_ticks_remind_me_is_promised_both(world: World) -> None:
    ana = await invited(world, remind="yes")
    assert "I'll write Thu 3 Dec, 18:00, and ask how it went Sat 5 Dec, 10:00." in ana.sees
    asked = {nudge.kind for nudge in await active(ana) if nudge.asked}
    assert asked == {EVE, AFTER}


async def test_remind_me_is_one_press_for_who_did_not_tick_it(world: World) -> None:
    ana = await invited(world)
    await ana.presses("Remind me")
    assert "I'll write Thu 3 Dec, 18:00" in ana.sees
    assert "Remind me" not in labels(ana.card)
    await ana.presses("Undo")
    assert not any(nudge.asked for nudge in await active(ana))


async def test_what_was_asked_for_stays_so_when_the_interview_moves(world: World) -> None:
    ana = await invited(world, remind="yes", place="Floor 4")
    await ana.presses("Change day or time")
    assert typed(ana) == {
        "Day": "2026-12-04", "Time": "14:00", "Where, or with whom": "Floor 4", "Round": "1",
        "Remind me": True,
    }  # fmt: skip
    await ana.fills({"Day": "2026-12-08", "Time": "9:30"})
    assert "Tue 8 Dec, 09:30" in ana.sees
    due = await promised(ana)
    assert (due[EVE], due[AFTER]) == (utc("2026-12-07T18:00"), utc("2026-12-09T10:00"))
    assert {nudge.kind for nudge in await active(ana) if nudge.asked} == {EVE, AFTER}


async def test_an_interview_can_be_taken_off_and_put_back(world: World) -> None:
    ana = await invited(world)
    await ana.presses("Change day or time")
    await ana.fills({"Day": "", "Time": ""})
    assert "No interview is set" in ana.sees
    assert EVE not in await promised(ana)
    await ana.presses("Undo")
    assert (await application(ana)).interview_at is not None
    assert EVE in await promised(ana)


async def test_an_interview_today_has_only_its_morning_after(world: World) -> None:
    ana = await invited(world, day="today", remind="yes")
    assert "I'll ask how it went Tue 1 Dec, 10:00." in ana.sees
    assert EVE not in await promised(ana)


@pytest.mark.parametrize(
    ("values", "field", "why"),
    [
        ({"Day": "Friday", "Time": ""}, "time", "At what time"),
        ({"Day": "", "Time": "9:00"}, "day", "On which day"),
        ({"Day": "2029-01-01", "Time": "9:00"}, "day", "more than a year away"),
        ({"Day": "2029-01-01", "Time": ""}, "day", "more than a year away"),
        ({"Day": "0001-01-01", "Time": "0:00"}, "day", "more than a year away"),
        ({"Day": "9999-12-31", "Time": "23:59"}, "day", "more than a year away"),
        ({"Day": "30 February", "Time": "9:00"}, "day", "could not read that as a day"),
        ({"Day": "Friday", "Time": "25:00"}, "time", "could not read that as a time"),
    ],
)
async def test_an_impossible_time_is_asked_again(
    world: World, values: dict[str, str], field: str, why: str
) -> None:
    ana = world.person("ana", "Asia/Tokyo")
    await applies(ana, "Hooli")
    await ana.presses("Open it")
    await ana.presses("Set day and time")
    await ana.fills({**values, "Where, or with whom": "Floor 4"})
    assert why in ana.errors[field]
    assert (await application(ana)).interview_at is None
    await looks(ana)
    await ana.presses("Set day and time")
    assert typed(ana)["Where, or with whom"] == "Floor 4"


async def test_a_time_that_the_clocks_skip_moves_on_and_is_said_so(world: World) -> None:
    await world.until(utc("2026-03-20T09:00") if world.now() < utc("2026-03-20T09:00")
                      else utc("2027-03-20T09:00"))  # fmt: skip
    ana = await invited(world, day="2027-03-28", time="2:30", zone="Europe/Berlin")
    assert "Sun 28 Mar, 03:30" in ana.sees


async def test_an_interview_over_is_history_and_is_asked_about(world: World) -> None:
    ana = await invited(world, day="yesterday", time="10:00")
    assert "was on Sun 29 Nov, 10:00" in ana.sees
    assert "Remind me" not in labels(ana.card)
    await ana.presses("Mixed")
    assert (await application(ana)).went is Went.MIXED


async def test_the_evening_before_brings_three_plain_lines(world: World) -> None:
    ana = await invited(world, place="Floor 4", remind="yes")
    await world.until(utc("2026-12-03T17:59"))
    assert ana.letters == []
    await world.until(utc("2026-12-03T18:00"))
    assert ana.letter.title == "Your interview with Hooli"
    said = ana.letter.summary()
    assert "Hooli, nurse: Fri 4 Dec, 14:00. Where: Floor 4" in said
    assert "One thing to bring" in said
    await ana.presses("It was moved", on=ana.letter)
    assert typed(ana)["Day"] == "2026-12-04"


async def test_without_a_place_the_evening_line_does_not_ask_for_one(world: World) -> None:
    ana = await invited(world, remind="yes")
    await world.until(utc("2026-12-03T18:00"))
    assert "Hooli, nurse: Fri 4 Dec, 14:00.\n" in ana.letter.summary()


async def test_the_morning_after_asks_how_it_went_in_one_tap(world: World) -> None:
    ana = await invited(world, remind="yes")
    await world.until(utc("2026-12-05T10:00"))
    assert ana.letter.title == "How did it go?"
    assert labels(ana.letter)[:4] == ["Well", "Mixed", "Badly", "It was moved"]
    await ana.presses("Well", on=ana.letter)
    assert ana.card.tone is Tone.GLAD
    assert (await application(ana)).went is Went.WELL


@pytest.mark.parametrize(
    ("label", "went", "tone"),
    [("Well", Went.WELL, Tone.GLAD), ("Mixed", Went.MIXED, Tone.PLAIN),
     ("Badly", Went.BADLY, Tone.CARE)],
)  # fmt: skip
async def test_each_feeling_is_met_in_its_own_words(
    world: World, label: str, went: Went, tone: Tone
) -> None:
    ana = await invited(world, day="today", time="10:00")
    await world.until(utc("2026-11-30T12:00"))
    await looks(ana)
    await ana.presses(label)
    assert ana.card.tone is tone
    assert ("Write three lines" in labels(ana.card)) == (went is not Went.WELL)
    await ana.presses("Open it")
    assert f"How it went: {label}" in ana.sees
    assert label not in labels(ana.card)


async def test_who_told_already_is_not_asked_in_the_morning(world: World) -> None:
    ana = await invited(world, day="today", time="10:00", remind="yes")
    await world.until(utc("2026-11-30T12:00"))
    await looks(ana)
    await ana.presses("Badly")
    await world.passes(days=2)
    assert ana.letters == []
    await ana.presses("Undo")
    assert (await application(ana)).went is None


async def test_a_moved_interview_brings_no_reminder_of_the_old_day(world: World) -> None:
    ana = await invited(world, remind="yes")
    await ana.presses("Change day or time")
    await ana.fills({"Day": "2026-12-11"})
    await world.until(utc("2026-12-10T17:59"))
    assert ana.letters == []
    await world.until(utc("2026-12-10T18:00"))
    assert len(ana.letters) == 1


async def test_a_no_before_the_interview_stops_its_reminders(world: World) -> None:
    ana = await invited(world, remind="yes")
    await ana.sends(f"1.application.move:{(await application(ana)).id}:rejected")
    await ana.fills({"How far": "After an interview"})
    await world.until(utc("2026-12-06T10:00"))
    assert not any("interview with Hooli" in letter.title for letter in ana.letters)
    assert not any(letter.title == "How did it go?" for letter in ana.letters)


async def test_a_word_about_an_interview_that_was_moved_changes_nothing(world: World) -> None:
    ana = await invited(world, day="today", time="10:00")
    await world.passes(hours=2)
    await looks(ana)
    page = ana.card
    await ana.presses("It was moved")
    await ana.fills({"Day": "Friday", "Time": "10:00"})
    await ana.presses("Well", on=page)
    assert "earlier state of this one" in ana.sees
    assert (await application(ana)).went is None


async def test_a_word_shortly_before_the_time_we_know_is_believed(world: World) -> None:
    ana = await invited(world, day="today", time="14:00")
    await ana.says("the interview went ok")
    await ana.presses("Mixed")
    assert (await application(ana)).went is Went.MIXED


async def test_reminders_of_what_ended_behind_their_back_stay_away(world: World) -> None:
    ana = await invited(world, remind="yes")
    known = await application(ana)
    async with world.store.begin() as tx:
        await tx.applications.put(replace(known, status=Status.WITHDRAWN))
    await world.until(utc("2026-12-30T10:00"))
    assert ana.letters == []


async def test_the_next_round_counts_on(world: World) -> None:
    ana = await invited(world, day="today", time="10:00", place="Floor 4")
    await world.passes(days=1)
    await looks(ana)
    await ana.presses("Well")
    await ana.presses("Open it")
    await ana.presses("Change day or time")
    assert typed(ana)["Round"] == "2"
    assert typed(ana)["Where, or with whom"] == ""
    await ana.fills({"Day": "tomorrow", "Time": "11:00"})
    kept = await application(ana)
    assert (kept.rounds, kept.went) == (2, None)
    await ana.presses("Open it")
    assert "Round: 2" in ana.sees


async def test_more_rounds_than_anybody_counts_still_fit_the_form(world: World) -> None:
    ana = await invited(world, day="today", time="10:00", rounds="10")
    await world.passes(days=1)
    await looks(ana)
    await ana.presses("Change day or time")
    assert typed(ana)["Round"] == "10"


async def test_being_asked_in_offers_to_set_the_day(world: World) -> None:
    ana = world.person("ana")
    await applies(ana, "Hooli")
    await ana.presses("Open it")
    await ana.picks(MENU, "Interview")
    await ana.presses("Set day and time")
    assert isinstance(ana.answer, Ask)


async def test_words_of_crisis_are_met_with_care_wherever_they_are_typed(world: World) -> None:
    ana = await invited(world, place="I want to kill myself")
    assert ana.card.tone is Tone.CARE
    kept = await application(ana)
    assert (kept.interview_at, kept.interview_place) == (utc("2026-12-04T14:00"), "")
    await ana.presses("Open it")
    await ana.presses("Change day or time")
    await ana.fills({"Day": "", "Where, or with whom": "I want to kill myself"})
    assert ana.card.tone is Tone.CARE
    assert (await application(ana)).interview_at == utc("2026-12-04T14:00")
