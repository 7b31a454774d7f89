"""The list of applications, and the reminders that keep step with each of them."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.answers import Replace, Say
from bot.domain.application import Status
from bot.domain.nudge import NudgeKind
from tests.handlers.search import (
    CLOSE,
    MENU,
    active,
    application,
    applications,
    applies,
    choices,
    looks,
    promised,
)
from tests.talking import World, labels

ASK, GHOSTED = NudgeKind.APPLICATION, NudgeKind.GHOSTED


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


async def test_an_empty_list_says_what_to_do(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/applications")
    assert isinstance(ana.answer, Say)
    assert "Nothing here yet" in ana.sees
    assert labels(ana.card) == ["Add one", "Show"]
    await ana.presses("Add one")
    assert ana.form is not None


async def test_plain_words_open_the_list(world: World) -> None:
    ana = world.person("ana")
    await ana.says("show me my applications")
    assert ana.card.title == "Your applications"


async def test_applications_stand_by_status_with_the_newest_movement_first(world: World) -> None:
    ana = world.person("ana")
    for company in ("Acme", "Initech", "Umbrella"):
        await applies(ana, company)
        await world.passes(days=1)
    await applies(ana, "Hooli", status="Offer")
    await applies(ana, "Globex", status="Wishlist")
    await applies(ana, "Stark", status="Interview")
    await ana.uses("/applications")
    said = ana.sees
    assert "1 with an offer, 1 at interviews, 3 sent, 1 on the wishlist." in said
    places = [said.index(name) for name in
              ("Hooli", "Stark", "Umbrella", "Initech", "Acme", "Globex")]  # fmt: skip
    assert places == sorted(places)
    assert "Acme: quiet for 3 days" in said
    assert "Umbrella: quiet for 1 day" in said


async def test_one_can_be_opened_from_the_list(world: World) -> None:
    ana = world.person("ana")
    await applies(ana, "Acme")
    await applies(ana, "Hooli", role="nurse")
    await ana.uses("/applications")
    assert choices(ana.card, "Open one") == ["Hooli, nurse", "Acme"]
    await ana.picks("Open one", "Hooli, nurse")
    assert ana.card.title == "Hooli, nurse"
    assert isinstance(ana.answer, Replace)


async def test_the_filter_shows_open_waiting_or_all(world: World) -> None:
    ana = world.person("ana")
    await applies(ana, "Acme")
    await applies(ana, "Hooli", status="Offer")
    await applies(ana, "Initech", status="Withdrawn")
    await ana.uses("/applications")
    assert "Initech" not in ana.sees
    await ana.picks("Show", "Waiting for an answer")
    assert "Acme" in ana.sees
    assert "Hooli" not in ana.sees
    await ana.picks("Show", "All")
    assert "Initech: since Mon 30 Nov" in ana.sees
    assert "Withdrawn by you" in ana.sees


async def test_what_a_filter_leaves_empty_is_said_as_it_is(world: World) -> None:
    ana = world.person("ana")
    await applies(ana, "Initech", status="Rejected")
    await ana.uses("/applications")
    assert "Nothing is open right now." in ana.sees
    await ana.picks("Show", "Waiting for an answer")
    assert "Nothing is waiting for an answer right now." in ana.sees


async def test_eight_stand_on_a_page(world: World) -> None:
    ana = world.person("ana")
    for number in range(17):
        await applies(ana, f"Company {number:02}")
    await ana.uses("/applications")
    assert "17 sent." in ana.sees
    assert len(choices(ana.card, "Open one")) == 8
    assert "Earlier page" not in labels(ana.card)
    await ana.presses("Next page")
    await ana.presses("Next page")
    assert choices(ana.card, "Open one") == ["Company 00"]
    assert "Next page" not in labels(ana.card)
    await ana.presses("Earlier page")
    assert len(choices(ana.card, "Open one")) == 8
    for page in ("99", "-5"):
        await ana.sends(f"1.application.list:open:{page}")
        assert "Company" in ana.sees


async def test_eight_of_the_longest_names_fit_on_a_page(world: World) -> None:
    ana = world.person("ana")
    for letter in "abcdefghij":
        await applies(ana, letter * 80, role="W" * 80, status="Interview")
        key = (await applications(ana))[0].id
        await ana.sends(f"1.interview.open:{key}::")
        await ana.fills({"Day": "Friday", "Time": "9:00", "Where, or with whom": "x" * 150})
    await ana.uses("/applications")
    assert len(choices(ana.card, "Open one")) == 8


async def test_own_numbers_are_said_from_five_on_and_never_before(world: World) -> None:
    ana = world.person("ana")
    for company in ("A", "B", "C", "D"):
        await applies(ana, company)
    await ana.uses("/applications")
    assert "Your own numbers" not in ana.sees
    await applies(ana, "E", status="Interview")
    await ana.uses("/applications")
    assert "Sent: 5. Answered in any way: 1. Led to an interview: 1." in ana.sees


async def test_each_sees_only_their_own(world: World) -> None:
    ana, ben = world.person("ana"), world.person("ben")
    await applies(ana, "Acme")
    await ben.uses("/applications")
    assert "Acme" not in ben.sees


async def test_a_coming_interview_stands_in_the_list_with_its_time(world: World) -> None:
    ana = world.person("ana")
    await applies(ana, "Hooli")
    await ana.presses("Open it")
    await ana.presses("Set day and time")
    await ana.fills({"Day": "Friday", "Time": "14:00"})
    await ana.uses("/applications")
    assert "Hooli: Fri 4 Dec, 14:00" in ana.sees


async def test_a_quiet_week_brings_one_offer_of_a_follow_up(world: World) -> None:
    ana = world.person("ana")
    await applies(ana, "Hooli", role="nurse")
    await world.until(utc("2026-12-07T09:59"))
    assert ana.letters == []
    await world.until(utc("2026-12-07T10:00"))
    assert ana.letter.title == "Quiet: Hooli, nurse"
    assert "7 days" in ana.letter.summary()
    assert labels(ana.letter)[:4] == [
        "I followed up", "Still waiting", "They said no", CLOSE,
    ]  # fmt: skip


async def test_having_followed_up_begins_the_count_again(world: World) -> None:
    ana = world.person("ana")
    await applies(ana, "Hooli")
    await world.until(utc("2026-12-07T12:00"))
    await ana.presses("I followed up", on=ana.letter)
    assert await promised(ana) == {
        ASK: utc("2026-12-15T10:00"), GHOSTED: utc("2026-12-29T10:00"),
    }  # fmt: skip
    assert "Quiet for" not in ana.sees
    await ana.presses("Undo")
    assert (await application(ana)).quiet_from is None


async def test_still_waiting_is_left_alone_until_the_question_of_closing_comes_once(
    world: World,
) -> None:
    ana = world.person("ana")
    await applies(ana, "Hooli")
    await world.until(utc("2026-12-07T12:00"))
    await ana.presses("Still waiting", on=ana.letter)
    assert "It stays open" in ana.sees
    await world.until(utc("2026-12-21T09:59"))
    assert len(ana.letters) == 1
    await world.until(utc("2026-12-21T10:00"))
    assert len(ana.letters) == 2
    assert "I followed up" not in labels(ana.letter)
    await ana.presses("Still waiting", on=ana.letter)
    await world.passes(days=60)
    assert len(ana.letters) == 2
    assert (await application(ana)).status is Status.APPLIED


async def test_a_follow_up_left_unanswered_is_not_repeated(world: World) -> None:
    ana = world.person("ana")
    await applies(ana, "Hooli")
    await world.until(utc("2026-12-20T23:00"))
    assert len(ana.letters) == 1


async def test_after_three_quiet_weeks_it_can_be_closed_in_one_tap(world: World) -> None:
    ana = world.person("ana")
    await applies(ana, "Hooli")
    await world.until(utc("2026-12-21T10:00"))
    assert "21 days" in ana.letter.summary()
    await ana.presses(CLOSE, on=ana.letter)
    assert (await application(ana)).status is Status.GHOSTED
    assert await promised(ana) == {}


async def test_they_said_no_leads_from_a_reminder_to_the_words_for_it(world: World) -> None:
    ana = world.person("ana")
    await applies(ana, "Hooli")
    await world.until(utc("2026-12-07T10:00"))
    await ana.presses("They said no", on=ana.letter)
    await ana.fills({})
    assert ana.card.title == "A no from Hooli"


@pytest.mark.parametrize("status", ["Offer", "Withdrawn", "Wishlist", "Accepted"])
async def test_nothing_comes_about_what_nobody_waits_for(world: World, status: str) -> None:
    ana = world.person("ana")
    await applies(ana, "Hooli", status=status)
    await world.passes(days=60)
    assert ana.letters == []


async def test_every_movement_moves_the_reminders_along(world: World) -> None:
    ana = world.person("ana")
    await applies(ana, "Hooli")
    await world.passes(days=5)
    await looks(ana)
    await ana.picks(MENU, "Screening")
    assert (await promised(ana))[ASK] == utc("2026-12-12T10:00")
    await looks(ana)
    await ana.picks(MENU, "Offer")
    assert await promised(ana) == {}
    await ana.presses("Undo")
    assert (await promised(ana))[ASK] == utc("2026-12-12T10:00")


async def test_a_reminder_that_is_no_longer_true_stays_away(world: World) -> None:
    ana = world.person("ana")
    await applies(ana, "Hooli")
    known = await application(ana)
    # Ended elsewhere, while its reminders still stood.
    await ana.uses("/rejected Hooli")
    await ana.fills({"How far": "After applying"})
    assert (await application(ana)).id == known.id
    await world.passes(days=30)
    assert not any(letter.title.startswith("Quiet") for letter in ana.letters)


async def test_reminders_of_what_ended_behind_their_back_stay_away(world: World) -> None:
    ana = world.person("ana")
    await applies(ana, "Hooli")
    known = await application(ana)
    async with world.store.begin() as tx:
        await tx.applications.put(replace(known, status=Status.OFFER))
    await world.passes(days=30)
    assert ana.letters == []


async def test_reminders_survive_a_restart_and_come_once(world: World) -> None:
    ana = world.person("ana")
    await applies(ana, "Hooli")
    await world.restart()
    await world.until(utc("2026-12-07T10:00"))
    await world.restart()
    await world.passes(hours=1)
    assert len(ana.letters) == 1


async def test_nobody_asked_for_these_so_none_of_them_says_so(world: World) -> None:
    ana = world.person("ana")
    await applies(ana, "Hooli")
    assert not any(nudge.asked for nudge in await active(ana))
