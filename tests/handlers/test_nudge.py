"""Reminders as people live with them: they come on time, are put off, thinned out and stopped."""

import itertools
from datetime import timedelta

import pytest

from bot.actions.nudge import LessOften, LookAtNudge, SnoozeNudge, StopNudge
from bot.answers import Ask, Replace, Say
from bot.domain.nudge import NudgeKind, NudgeState, Why
from bot.domain.person import Often
from bot.handlers import nudge as nudges
from bot.ui import markup
from bot.ui.card import Card
from tests.handlers.nudging import WORDS, kept, me, person, promise, set_person, utc
from tests.talking import MONDAY, Friend, NotThere, World, labels

NEXT_MONDAY = MONDAY + timedelta(days=7)


def said(card: Card) -> str:
    return card.summary()


@pytest.fixture
async def ana(world: World) -> Friend:
    friend = world.person("ana")
    await friend.says("hello")
    return friend


async def test_a_promised_nudge_comes_once_at_its_instant(world: World, ana: Friend) -> None:
    await promise(ana, at=MONDAY + timedelta(hours=2), asked=True)
    await world.passes(hours=1, minutes=59)
    assert ana.letters == []
    await world.passes(minutes=1)
    assert WORDS in said(ana.letter)
    await world.passes(days=3)
    assert len(ana.letters) == 1


async def test_every_nudge_carries_all_ways_out_and_says_why_it_came(
    world: World, ana: Friend
) -> None:
    await promise(ana, at=MONDAY + timedelta(hours=2), asked=True)
    await world.passes(hours=2)
    assert {"Snooze", "Less often", "Stop this", "Stop all"} <= set(labels(ana.letter))
    assert "yourself" in said(ana.letter)


async def test_nobody_reads_the_same_opening_twice_in_a_row(world: World, ana: Friend) -> None:
    await promise(ana, minute=12 * 60, asked=True)
    openings = []
    for _ in range(6):
        await world.passes(days=1)
        await ana.says("thanks")
        openings.append(said(ana.letter).split("\n")[1])
    assert all(one != other for one, other in itertools.pairwise(openings))


async def test_a_nudge_survives_a_restart(world: World, ana: Friend) -> None:
    await promise(ana, at=MONDAY + timedelta(hours=2), asked=True)
    await world.restart()
    await world.passes(hours=2)
    assert len(ana.letters) == 1


async def test_in_quiet_hours_it_waits_until_they_end(world: World, ana: Friend) -> None:
    await promise(ana, at=utc("2026-11-30T22:30"), asked=True)
    await world.until(utc("2026-12-01T07:59"))
    assert ana.letters == []
    await world.until(utc("2026-12-01T08:00"))
    assert len(ana.letters) == 1


async def test_a_nudge_takes_the_place_of_an_earlier_one_about_the_same(
    world: World, ana: Friend
) -> None:
    first = await promise(ana, at=MONDAY + timedelta(hours=2), subject=4, asked=True)
    second = await promise(ana, at=MONDAY + timedelta(hours=5), subject=4, asked=True)
    assert first.id == second.id
    await world.passes(hours=4)
    assert ana.letters == []
    await world.passes(hours=1)
    assert len(ana.letters) == 1


async def test_a_promise_can_be_taken_back(world: World, ana: Friend) -> None:
    await promise(ana, at=MONDAY + timedelta(hours=2), subject=4, asked=True)
    async with world.store.begin() as tx:
        cx, owner = world.app._surroundings(tx), (await person(ana, tx)).id
        await nudges.cancel(cx, owner, NudgeKind.OWN, 4)
        await nudges.cancel(cx, owner, NudgeKind.OWN, 5)
    await world.passes(days=1)
    assert ana.letters == []


async def test_a_promise_needs_either_an_instant_or_a_time_of_day(ana: Friend) -> None:
    with pytest.raises(ValueError, match="either once"):
        await promise(ana)
    with pytest.raises(ValueError, match="either once"):
        await promise(ana, at=MONDAY, minute=540)


async def test_who_moves_takes_their_reminders_along(world: World, ana: Friend) -> None:
    nudge = await promise(ana, weekday=3, minute=540, asked=True)
    assert nudge.due_at == utc("2026-12-03T09:00")
    await ana.uses("/settings")
    await ana.picks("Zone", "America/New_York")
    assert (await kept(ana, nudge.id)).due_at == utc("2026-12-03T14:00")


async def test_after_an_outage_a_nudge_comes_late_and_says_so(world: World, ana: Friend) -> None:
    await promise(ana, at=MONDAY + timedelta(hours=1), asked=True)
    world.clock.set(MONDAY + timedelta(hours=6))
    await world.courier.deliver_due()
    assert "Mon 30 Nov, 10:00" in said(ana.letter)


async def test_too_late_to_be_of_use_it_stays_away_and_says_why(world: World, ana: Friend) -> None:
    await promise(ana, minute=10 * 60, asked=True)
    world.clock.set(MONDAY + timedelta(days=1, hours=14))
    await world.courier.deliver_due()
    assert ana.letters == []
    await ana.uses("/nudges")
    assert "stayed away: I was not running then" in ana.sees


async def test_unprompted_ones_keep_three_days_apart(world: World, ana: Friend) -> None:
    for subject in (1, 2, 3):
        await promise(ana, at=MONDAY + timedelta(hours=subject), subject=subject)
    await world.until(MONDAY + timedelta(hours=12))
    assert len(ana.letters) == 1
    async with world.store.begin() as tx:
        capped = [nudge.outcome for nudge in await tx.nudges.of((await person(ana, tx)).id)]
    assert capped == [Why.CAPPED, Why.CAPPED, None]


async def test_what_somebody_set_themselves_comes_however_many_there_are(
    world: World, ana: Friend
) -> None:
    for subject in (1, 2, 3):
        await promise(ana, at=MONDAY + timedelta(hours=subject), subject=subject, asked=True)
    await world.until(MONDAY + timedelta(hours=12))
    assert len(ana.letters) == 3


async def test_unanswered_ones_come_half_as_often_and_then_ask_whether_to_go_on(
    world: World, ana: Friend
) -> None:
    await promise(ana, weekday=1, minute=540, asked=True)
    await world.passes(weeks=4)
    assert len(ana.letters) == 3
    await world.passes(weeks=2)
    assert "month" in said(ana.letter)
    assert len(ana.letters) == 4
    await world.passes(weeks=10)
    assert len(ana.letters) == 4
    await ana.presses("Yes, keep them", on=ana.letter)
    assert "go on as before" in ana.sees
    await world.passes(weeks=1)
    assert WORDS in said(ana.letter)


async def test_a_question_whether_to_go_on_is_not_asked_of_who_just_answered(
    world: World, ana: Friend
) -> None:
    await promise(ana, weekday=1, minute=22 * 60, asked=True)
    await world.until(utc("2027-01-06T07:00"))
    await ana.says("hello")
    await world.passes(days=1)
    assert not any("month" in said(letter) for letter in ana.letters)


async def test_any_word_counts_as_an_answer(world: World, ana: Friend) -> None:
    await promise(ana, weekday=1, minute=540, asked=True)
    for _ in range(6):
        await world.passes(weeks=1)
        await ana.says("thanks")
    assert len(ana.letters) == 6


async def test_on_a_break_nothing_comes_and_afterwards_the_next_one_stands(
    world: World, ana: Friend
) -> None:
    nudge = await promise(ana, minute=12 * 60, asked=True)
    await set_person(ana, away_until=MONDAY + timedelta(days=2))
    await world.passes(days=2)
    assert ana.letters == []
    assert (await kept(ana, nudge.id)).outcome is Why.AWAY
    await ana.uses("/nudges")
    assert "you were on a break" in ana.sees
    await world.passes(hours=3)
    assert len(ana.letters) == 1


async def test_one_bad_nudge_does_not_hold_up_the_others(
    world: World, ana: Friend, caplog: pytest.LogCaptureFixture
) -> None:
    ben = world.person("ben")
    await ben.says("hello")
    bad = await promise(ana, at=MONDAY + timedelta(hours=1), asked=True)
    await set_person(ana, zone="Mars/Olympus")
    await promise(ben, at=MONDAY + timedelta(hours=1), asked=True)
    await world.until(MONDAY + timedelta(hours=1))
    assert len(ben.letters) == 1
    assert f"nudge {bad.id}" in caplog.text
    assert (await kept(ana, bad.id)).due_at == MONDAY + timedelta(hours=2)
    await set_person(ana, zone="UTC")
    await world.until(MONDAY + timedelta(hours=2))
    assert len(ana.letters) == 1


async def test_a_nudge_of_a_later_version_waits_and_the_others_come(
    world: World, ana: Friend, caplog: pytest.LogCaptureFixture
) -> None:
    strange = await promise(ana, at=MONDAY + timedelta(hours=1), subject=1, asked=True)
    await promise(ana, at=MONDAY + timedelta(hours=1), subject=2, asked=True)
    later = "UPDATE nudge SET kind = 'of a later version' WHERE id = ?"
    async with world.store._database.begin() as connection:
        await connection.exec_driver_sql(later, (strange.id,))
    await world.until(MONDAY + timedelta(hours=3))
    assert len(ana.letters) == 1
    assert f"nudge {strange.id}: it waits" in caplog.text


async def test_snoozed_for_an_hour_it_comes_again_after_an_hour(world: World, ana: Friend) -> None:
    await promise(ana, at=MONDAY + timedelta(hours=1), asked=True)
    await world.passes(hours=1)
    answer = await ana.picks("Snooze", "For an hour", on=ana.letter)
    assert isinstance(answer, Replace)
    assert "Mon 30 Nov, 11:00" in ana.sees
    await world.passes(hours=1)
    assert len(ana.letters) == 2


@pytest.mark.parametrize(
    ("choice", "until"),
    [("Until tonight", "2026-11-30T19:00"), ("Until tomorrow", "2026-12-01T09:00")],
)
async def test_it_can_be_put_off_until_tonight_or_tomorrow(
    world: World, ana: Friend, choice: str, until: str
) -> None:
    nudge = await promise(ana, at=MONDAY + timedelta(hours=1), asked=True)
    await world.passes(hours=1)
    await ana.picks("Snooze", choice, on=ana.letter)
    assert (await kept(ana, nudge.id)).due_at == utc(until)


async def test_it_can_be_put_off_until_a_day(world: World, ana: Friend) -> None:
    nudge = await promise(ana, at=MONDAY + timedelta(hours=1), asked=True)
    await world.passes(hours=1)
    answer = await ana.picks("Snooze", "Until a day I choose", on=ana.letter)
    assert isinstance(answer, Ask)
    await ana.fills({"Which day": "29 Nov 2026"})
    assert "next year" in ana.errors["day"]
    await ana.fills({"Which day": "today", "At what time": "9:30"})
    assert "passed" in ana.errors["time"]
    await ana.fills({"Which day": "Friday", "At what time": "14:00"})
    assert (await kept(ana, nudge.id)).due_at == utc("2026-12-04T14:00")


async def test_putting_off_can_be_undone(world: World, ana: Friend) -> None:
    nudge = await promise(ana, minute=600, asked=True)
    await world.passes(hours=1)
    await ana.picks("Snooze", "For an hour", on=ana.letter)
    await ana.presses("Undo")
    assert (await kept(ana, nudge.id)).due_at == utc("2026-12-01T10:00")


async def test_a_snoozed_one_keeps_its_own_time_afterwards(world: World, ana: Friend) -> None:
    nudge = await promise(ana, weekday=0, minute=600, asked=True)
    await world.passes(hours=1)
    await ana.picks("Snooze", "For an hour", on=ana.letter)
    await world.passes(hours=1)
    assert (await kept(ana, nudge.id)).due_at == NEXT_MONDAY + timedelta(hours=1)


async def test_less_often_leaves_out_every_other_round(world: World, ana: Friend) -> None:
    await promise(ana, weekday=0, minute=600, asked=True)
    await world.passes(hours=1)
    await ana.presses("Less often", on=ana.letter)
    assert "Mon 14 Dec, 10:00" in ana.sees
    await world.passes(weeks=1)
    assert len(ana.letters) == 1
    await world.passes(weeks=1)
    assert len(ana.letters) == 2


async def test_there_is_an_end_to_less(world: World, ana: Friend) -> None:
    nudge = await promise(ana, weekday=0, minute=600, asked=True)
    for every in (2, 4, 8):
        await ana.sends(LessOften(nudge.id).pack())
        assert (await kept(ana, nudge.id)).every == every
    await ana.sends(LessOften(nudge.id).pack())
    assert "as seldom as it gets" in ana.sees


async def test_less_of_what_was_planned_leaves_out_every_other_one(
    world: World, ana: Friend
) -> None:
    planned = [
        await promise(
            ana,
            NudgeKind.COMMITMENT,
            at=MONDAY + timedelta(days=day),
            subject=day,
            asked=True,
        )
        for day in range(1, 6)
    ]
    await ana.sends(LessOften(planned[0].id).pack())
    assert "still come: 2" in ana.sees
    assert "Wed 2 Dec" in ana.sees
    states = [(await kept(ana, nudge.id)).state for nudge in planned]
    assert [state is NudgeState.ACTIVE for state in states] == [False, True, False, True, False]
    await ana.presses("Undo")
    assert (await kept(ana, planned[0].id)).state is NudgeState.ACTIVE


async def test_less_of_what_comes_unprompted_slows_all_of_it(world: World, ana: Friend) -> None:
    nudge = await promise(ana, NudgeKind.APPLICATION, at=MONDAY + timedelta(days=9), subject=1)
    await ana.sends(LessOften(nudge.id).pack())
    assert (await me(ana)).often is Often.LESS
    await ana.sends(LessOften(nudge.id).pack())
    assert "as seldom as it gets" in ana.sees
    await set_person(ana, often=Often.MORE)
    await ana.sends(LessOften(nudge.id).pack())
    assert (await me(ana)).often is Often.USUAL
    await ana.presses("Undo")
    assert (await me(ana)).often is Often.MORE


async def test_what_comes_once_cannot_come_less_often(world: World, ana: Friend) -> None:
    nudge = await promise(ana, at=MONDAY + timedelta(days=1), asked=True)
    await ana.sends(LessOften(nudge.id).pack())
    assert "only once" in ana.sees


async def test_a_recurring_one_is_stopped_by_itself(world: World, ana: Friend) -> None:
    one = await promise(ana, weekday=0, minute=600, subject=1, asked=True)
    other = await promise(ana, weekday=2, minute=600, subject=2, asked=True)
    await world.passes(hours=1)
    await ana.presses("Stop this", on=ana.letter)
    assert WORDS in ana.sees
    assert (await kept(ana, one.id)).state is NudgeState.STOPPED
    assert (await kept(ana, other.id)).state is NudgeState.ACTIVE
    await ana.presses("Undo")
    assert (await kept(ana, one.id)).state is NudgeState.ACTIVE


async def test_of_what_comes_once_the_whole_kind_is_stopped(world: World, ana: Friend) -> None:
    one, other = [
        await promise(ana, NudgeKind.APPLICATION, at=MONDAY + timedelta(days=day), subject=day)
        for day in (1, 2)
    ]
    await ana.sends(StopNudge(one.id).pack())
    assert (await kept(ana, other.id)).state is NudgeState.STOPPED
    assert (await me(ana)).muted == ("application",)
    later = await promise(ana, NudgeKind.APPLICATION, at=MONDAY + timedelta(days=5), subject=9)
    assert (later.state, later.outcome) == (NudgeState.STOPPED, Why.MUTED)
    asked = await promise(
        ana, NudgeKind.APPLICATION, at=MONDAY + timedelta(days=5), subject=8, asked=True
    )
    assert asked.state is NudgeState.ACTIVE


async def test_a_stopped_kind_can_be_taken_back_whole(world: World, ana: Friend) -> None:
    one = await promise(ana, NudgeKind.APPLICATION, at=MONDAY + timedelta(days=1), subject=1)
    await ana.sends(StopNudge(one.id).pack())
    await ana.presses("Undo")
    assert (await kept(ana, one.id)).state is NudgeState.ACTIVE
    assert (await me(ana)).muted == ()


async def test_stopping_what_was_planned_does_not_bar_the_next_plan(
    world: World, ana: Friend
) -> None:
    one = await promise(
        ana, NudgeKind.COMMITMENT, at=MONDAY + timedelta(days=1), subject=1, asked=True
    )
    await ana.sends(StopNudge(one.id).pack())
    assert "When you plan something" in ana.sees
    assert (await me(ana)).muted == ()


async def test_stop_all_stops_all_and_can_be_taken_back(world: World, ana: Friend) -> None:
    one = await promise(ana, weekday=0, minute=600, subject=1, asked=True)
    await promise(ana, NudgeKind.APPLICATION, at=MONDAY + timedelta(hours=2), subject=1)
    await world.passes(hours=1)
    await ana.presses("Stop all", on=ana.letter)
    await world.passes(days=6)
    assert len(ana.letters) == 1
    assert (await me(ana)).often is Often.NONE
    await ana.presses("Undo")
    assert (await kept(ana, one.id)).state is NudgeState.ACTIVE
    assert (await me(ana)).often is Often.USUAL


async def test_after_stop_all_nothing_new_comes_unprompted(world: World, ana: Friend) -> None:
    await ana.says("stop the reminders")
    assert "All reminders are stopped" in ana.sees
    await promise(ana, at=MONDAY + timedelta(hours=1), subject=1)
    await promise(ana, at=MONDAY + timedelta(hours=1), subject=2, asked=True)
    await world.passes(hours=1)
    assert len(ana.letters) == 1


async def test_undo_in_words_takes_back_stop_all_whole(world: World, ana: Friend) -> None:
    nudge = await promise(ana, weekday=0, minute=600, asked=True)
    await ana.says("stop the reminders")
    await ana.uses("/undo")
    assert (await kept(ana, nudge.id)).state is NudgeState.ACTIVE
    assert (await me(ana)).often is Often.USUAL


async def test_who_asks_for_fewer_is_asked_how_many(world: World, ana: Friend) -> None:
    nudge = await promise(ana, weekday=0, minute=600, asked=True)
    await ana.says("fewer reminders please")
    assert (await kept(ana, nudge.id)).state is NudgeState.ACTIVE
    await ana.picks("How often", "A week apart")
    assert (await me(ana)).often is Often.LESS
    await ana.presses("Undo")
    assert (await me(ana)).often is Often.USUAL


async def test_stopping_the_question_itself_stops_everything(world: World, ana: Friend) -> None:
    nudge = await promise(ana, weekday=1, minute=540, asked=True)
    await world.passes(weeks=6)
    assert "month" in said(ana.letter)
    await ana.presses("Stop this", on=ana.letter)
    assert "All reminders are stopped" in ana.sees
    assert (await kept(ana, nudge.id)).state is NudgeState.STOPPED


async def test_what_is_done_can_be_said_and_the_next_is_named(world: World, ana: Friend) -> None:
    await promise(ana, weekday=0, minute=600, asked=True)
    await world.passes(hours=1)
    await ana.presses("Done", on=ana.letter)
    assert "Mon 7 Dec, 10:00" in ana.sees


async def test_what_came_once_is_done_for_good(world: World, ana: Friend) -> None:
    await promise(ana, at=MONDAY + timedelta(hours=1), asked=True)
    await world.passes(hours=1)
    await ana.presses("Done", on=ana.letter)
    assert "next" not in ana.sees


async def test_a_button_of_a_stopped_reminder_says_so_kindly(world: World, ana: Friend) -> None:
    await promise(ana, weekday=0, minute=600, asked=True)
    await world.passes(hours=1)
    letter = ana.letter
    await ana.presses("Stop this", on=letter)
    await ana.picks("Snooze", "For an hour", on=letter)
    assert "stopped before" in ana.sees
    await ana.presses("Less often", on=letter)
    assert "stopped before" in ana.sees


async def test_nobody_can_touch_anothers_reminders(world: World, ana: Friend) -> None:
    nudge = await promise(ana, weekday=0, minute=600, asked=True)
    ben = world.person("ben")
    forged = (
        SnoozeNudge(nudge.id).pack(),
        LessOften(nudge.id).pack(),
        StopNudge(nudge.id).pack(),
        LookAtNudge(nudge.id).pack(),
        f"1.nudge.retime:{nudge.id}",
        f"1.nudge.keep_time:{nudge.id}",
        f"1.nudge.done:{nudge.id}",
        f"1.nudge.snooze_date:{nudge.id}",
        "1.nudge.look:0",
        "1.nudge.done:99999",
    )
    for packed in forged:
        await ben.sends(packed)
        assert "belongs to somebody else" in ben.sees, packed
        assert WORDS not in ben.sees
    await ben.sends(LookAtNudge().pack(), str(nudge.id))
    assert "belongs to somebody else" in ben.sees
    assert (await kept(ana, nudge.id)) == nudge


@pytest.mark.parametrize(
    ("packed", "picked"),
    [
        ("1.nudge.often", ()),
        ("1.nudge.often", ("everything",)),
        ("1.nudge.start", ("nothing",)),
        ("1.nudge.look:0", ("9" * 40,)),
        ("1.nudge.look:0", ("x",)),
    ],
)
async def test_a_choice_that_was_never_offered_is_refused(
    ana: Friend, packed: str, picked: tuple[str, ...]
) -> None:
    await ana.sends(packed, *picked)
    assert "belongs to somebody else" in ana.sees


async def test_a_snooze_that_was_never_offered_is_refused(world: World, ana: Friend) -> None:
    nudge = await promise(ana, weekday=0, minute=600, asked=True)
    await ana.sends(SnoozeNudge(nudge.id).pack(), "for ever")
    assert "belongs to somebody else" in ana.sees
    assert (await kept(ana, nudge.id)) == nudge


async def test_a_nudge_that_was_stopped_on_its_way_is_not_delivered(
    world: World, ana: Friend
) -> None:
    nudge = await promise(ana, minute=10 * 60, asked=True)
    world.clock.set(MONDAY + timedelta(hours=1))
    await world.app.fall_due(10)
    await ana.sends(StopNudge(nudge.id).pack())
    assert ana.letters == []


async def test_a_letter_held_up_into_quiet_hours_waits_for_the_morning(
    world: World, ana: Friend
) -> None:
    await promise(ana, at=utc("2026-11-30T20:50"), asked=True)
    world.clock.set(utc("2026-11-30T20:50"))
    await world.app.fall_due(10)
    world.clock.set(utc("2026-11-30T21:10"))
    await world.courier.deliver_due()
    assert ana.letters == []
    await world.until(utc("2026-12-01T08:00"))
    assert "20:50" in said(ana.letter)


async def test_what_stayed_away_at_the_door_counts_neither_as_sent_nor_as_unanswered(
    world: World, ana: Friend
) -> None:
    nudge = await promise(ana, minute=10 * 60, asked=True)
    world.clock.set(MONDAY + timedelta(hours=1))
    await world.app.fall_due(10)
    assert (await kept(ana, nudge.id)).unanswered == 1
    await set_person(ana, away_until=MONDAY + timedelta(hours=5))
    await world.courier.deliver_due()
    after = await kept(ana, nudge.id)
    assert (after.unanswered, after.sent_at) == (0, None)
    await world.passes(hours=5)
    await ana.uses("/nudges")
    assert "you were on a break" in ana.sees
    with pytest.raises(NotThere):
        _ = ana.letter


async def test_a_talk_with_a_reminder_is_only_said_to_its_owner(world: World, ana: Friend) -> None:
    await promise(ana, at=MONDAY + timedelta(hours=1), asked=True)
    await world.passes(hours=1)
    assert world.mail.in_room("lobby") == []
    await ana.uses("/nudges")
    assert isinstance(ana.answer, Say)


def test_a_moment_is_said_by_the_readers_clock() -> None:
    assert markup.plain(markup.when(MONDAY, "America/New_York")) == "Mon 30 Nov, 04:00"
