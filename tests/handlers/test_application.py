"""One application, from its page: changed, moved on, ended, opened again, taken away."""

from dataclasses import replace
from datetime import date

import pytest

from bot.answers import Ask, Replace
from bot.domain.application import Stage, Status
from bot.domain.circle import Circle, Member, Seat
from bot.domain.feedback import FeedbackRequest
from bot.domain.nudge import NudgeKind
from bot.ui.card import Button, Buttons, Tone
from bot.ui.form import Choose
from tests.handlers.search import (
    CLOSE,
    MENU,
    application,
    applications,
    applies,
    choices,
    looks,
    person,
    promised,
)
from tests.talking import Friend, World, labels


async def has_one(world: World, user: str = "ana", **fields: str) -> Friend:
    """Return somebody who has told of one application, and looks at it."""
    friend = world.person(user)
    await applies(friend, "Hooli", **{"role": "nurse", **fields})
    await friend.presses("Open it")
    return friend


async def test_the_page_shows_what_is_known_and_every_way_on(world: World) -> None:
    ana = await has_one(world, note="Dara's old ward")
    assert "Status: Applied" in ana.sees
    assert "Applied on: Mon 30 Nov" in ana.sees
    assert "Dara's old ward" in ana.sees
    assert labels(ana.card) == [
        "Change the details", "Set day and time", "They said no", "All applications", "Remove",
        MENU,
    ]  # fmt: skip
    assert len(choices(ana.card, MENU)) == len(Status) - 1


async def test_details_can_be_changed_and_put_back(world: World) -> None:
    ana = await has_one(world)
    await ana.presses("Change the details")
    await ana.fills({"Company": "Hooli Care", "Note": "Floor 4", "Applied on": "1 Nov 2026"})
    kept = await application(ana)
    assert (kept.company, kept.note, kept.applied_on) == (
        "Hooli Care", "Floor 4", date(2026, 11, 1),
    )  # fmt: skip
    assert "Quiet for: 28 days" in ana.sees
    await ana.presses("Undo")
    assert (await application(ana)).company == "Hooli"


async def test_sending_the_details_unchanged_offers_no_undo(world: World) -> None:
    ana = await has_one(world)
    await ana.presses("Change the details")
    await ana.fills({})
    assert "Undo" not in labels(ana.card)


async def test_details_keep_to_the_same_rules_as_before(world: World) -> None:
    ana = await has_one(world)
    await ana.presses("Change the details")
    await ana.fills({"Company": "", "Role": ""})
    assert "company" in ana.errors
    await ana.fills({"Applied on": "tomorrow"})
    assert "still to come" in ana.errors["applied_on"]
    assert (await application(ana)).company == "Hooli"


async def test_the_day_of_applying_may_be_left_open(world: World) -> None:
    ana = await has_one(world)
    await ana.presses("Change the details")
    await ana.fills({"Applied on": ""})
    assert (await application(ana)).applied_on is None
    assert "Applied on" not in ana.sees


async def test_how_far_it_got_can_be_changed_once_it_has_ended(world: World) -> None:
    ana = await has_one(world)
    await ana.presses("Change the details")
    assert ana.form is not None
    assert not any(isinstance(field, Choose) for field in ana.form.fields)
    await ana.picks(MENU, "Withdrawn")
    await ana.presses("Open it")
    assert "How far: After applying" in ana.sees
    await ana.presses("Change the details")
    await ana.fills({"How far": "Final round"})
    assert (await application(ana)).stage is Stage.FINAL
    assert "How far: Final round" in ana.sees


async def test_words_of_crisis_in_a_changed_note_are_met_with_care_and_not_kept(
    world: World,
) -> None:
    ana = await has_one(world, note="Floor 4")
    await ana.presses("Change the details")
    await ana.fills({"Note": "I want to kill myself"})
    assert ana.card.tone is Tone.CARE
    assert (await application(ana)).note == "Floor 4"


@pytest.mark.parametrize(
    ("choice", "says", "tone"),
    [
        ("Screening", "Somebody at Hooli wants to know more", Tone.PLAIN),
        ("Interview", "Hooli", Tone.PLAIN),
        ("Offer", "glad", Tone.GLAD),
        ("Accepted", "Hooli", Tone.GLAD),
        ("Declined", "yours to", Tone.PLAIN),
        ("Ghosted", "Closed", Tone.CARE),
        ("Withdrawn", "Hooli", Tone.PLAIN),
        ("Wishlist", "Hooli", Tone.PLAIN),
    ],
)
async def test_every_status_is_met_in_its_own_words_and_can_be_undone(
    world: World, choice: str, says: str, tone: Tone
) -> None:
    ana = await has_one(world)
    answer = await ana.picks(MENU, choice)
    assert isinstance(answer, Replace)
    assert says in ana.sees
    assert ana.card.tone is tone
    assert (await application(ana)).status == choice.lower()
    await ana.presses("Undo")
    assert (await application(ana)).status is Status.APPLIED
    assert set(await promised(ana)) == {NudgeKind.APPLICATION, NudgeKind.GHOSTED}


async def test_a_no_is_met_with_care_before_anything_changes(world: World) -> None:
    ana = await has_one(world)
    await ana.picks(MENU, "Interview")
    await looks(ana)
    await ana.picks(MENU, "Rejected")
    assert isinstance(ana.answer, Ask)
    filled = {field.label: getattr(field, "value", "") for field in ana.answer.form.fields}
    assert (filled["Company"], filled["Role"]) == ("Hooli", "nurse")
    assert filled["How far"] == "interview"
    assert (await application(ana)).status is Status.INTERVIEW
    await ana.fills({})
    assert "A no from Hooli" in ana.card.title
    kept = await application(ana)
    assert (kept.status, kept.stage) == (Status.REJECTED, Stage.INTERVIEW)


async def test_they_said_no_is_one_press_away(world: World) -> None:
    ana = await has_one(world)
    await ana.presses("They said no")
    assert isinstance(ana.answer, Ask)


async def test_an_offer_is_met_gladly_and_nothing_is_asked(world: World) -> None:
    ana = await has_one(world)
    await ana.picks(MENU, "Offer")
    assert "Hooli" in ana.sees
    assert labels(ana.card) == ["Open it", "Undo"]
    assert await promised(ana) == {}


async def test_a_yes_stops_its_reminders_and_offers_to_stop_the_others(world: World) -> None:
    ana = await has_one(world)
    await ana.picks(MENU, "Accepted")
    assert await promised(ana) == {}
    assert labels(ana.card) == ["Stop all reminders", "Open it", "Undo"]
    await ana.presses("Stop all reminders")
    assert "Undo" not in ana.card.title


async def test_who_has_a_circle_may_tell_it_in_their_own_words(world: World) -> None:
    ana = await has_one(world)
    kept = await application(ana)
    async with world.store.begin() as tx:
        space = await tx.spaces.meet(ana.actor.platform, ana.actor.space, "UTC", world.now())
        oaks = await tx.circles.add(
            Circle(space.id, None, "Oaks", "oaks", 0, 600, "UTC", date(2027, 1, 4), world.now())
        )
        await tx.circles.members.add(Member(oaks.id, kept.person_id, Seat.MEMBER, world.now()))
    await ana.picks(MENU, "Offer")
    await ana.presses("Tell my circle")
    assert isinstance(ana.answer, Ask)
    filled = [getattr(field, "value", "") for field in ana.answer.form.fields]
    assert "Hooli" not in "".join(filled)
    await looks(ana)
    await ana.picks(MENU, "Declined")
    assert "Tell my circle" not in labels(ana.card)


async def test_what_ended_can_be_opened_again(world: World) -> None:
    ana = await has_one(world)
    await ana.picks(MENU, "Ghosted")
    assert "If they do write after all" in ana.sees
    assert await promised(ana) == {}
    await looks(ana)
    assert "How far: No reply" in ana.sees
    await ana.picks(MENU, "Screening")
    assert "pen again" in ana.sees
    kept = await application(ana)
    assert (kept.status, kept.stage) == (Status.SCREENING, None)
    assert NudgeKind.APPLICATION in await promised(ana)


async def test_going_a_step_back_is_allowed_without_a_word_of_blame(world: World) -> None:
    ana = await has_one(world)
    await ana.picks(MENU, "Offer")
    await looks(ana)
    await ana.picks(MENU, "Interview")
    assert "Hooli" in ana.sees
    assert ana.card.tone is Tone.PLAIN
    assert (await application(ana)).status is Status.INTERVIEW


async def test_the_same_status_again_changes_nothing(world: World) -> None:
    ana = await has_one(world)
    key = (await application(ana)).id
    await ana.sends(f"1.application.move:{key}:applied")
    assert "It stands there already." in ana.sees
    assert "Undo" not in labels(ana.card)


async def test_removing_is_asked_first_and_can_be_undone_with_all_that_hung_on_it(
    world: World,
) -> None:
    ana = await has_one(world)
    await ana.presses("They said no")
    await ana.fills({"How far": "After an interview"})
    await looks(ana)
    remove = next(
        item
        for block in ana.card.blocks
        if isinstance(block, Buttons)
        for item in block.items
        if isinstance(item, Button) and item.label == "Remove"
    )
    assert remove.confirm is not None
    await ana.presses("Remove")
    assert "Hooli, nurse is gone from your list." in ana.sees
    assert await applications(ana) == ()
    key = (await person(ana)).id
    async with world.store.begin() as tx:
        (no,) = await tx.nos.of(key)
    assert no.application_id is None
    await ana.presses("Undo")
    kept = await application(ana)
    async with world.store.begin() as tx:
        (no,) = await tx.nos.of(key)
    assert no.application_id == kept.id


async def test_a_feedback_request_is_tied_again_when_a_removal_is_undone(world: World) -> None:
    ana = await has_one(world)
    kept, now = await application(ana), world.now()
    async with world.store.begin() as tx:
        asked = await tx.feedback.add(
            FeedbackRequest(kept.person_id, now, application_id=kept.id, company="Hooli")
        )
    await ana.presses("Remove")
    async with world.store.begin() as tx:
        assert await tx.feedback.get(asked.id) == replace(asked, application_id=None)
    await ana.presses("Undo")
    async with world.store.begin() as tx:
        assert await tx.feedback.get(asked.id) == asked


async def test_reminders_go_with_what_is_removed_and_come_back_with_it(world: World) -> None:
    ana = await has_one(world)
    before = await promised(ana)
    await ana.presses("Remove")
    assert await promised(ana) == {}
    await ana.presses("Undo")
    assert await promised(ana) == before


async def test_buttons_of_what_was_removed_get_a_kind_answer(world: World) -> None:
    ana = await has_one(world)
    page = ana.card
    await ana.presses("Remove")
    for label in ("Change the details", "Set day and time", "They said no", "Remove"):
        await ana.presses(label, on=page)
        assert "can't find that any more" in ana.sees
    await ana.picks(MENU, "Offer", on=page)
    assert "can't find that any more" in ana.sees


@pytest.mark.parametrize(
    "route",
    [
        "application.show:{}", "application.edit:{}", "application.keep_edit:{}",
        "application.move:{}:offer", "application.move:{}:rejected", "application.ghosted:{}:",
        "application.followed_up:{}", "application.wait:{}", "application.remove:{}",
        "interview.open:{}::", "interview.keep:{}", "interview.remind:{}",
        "interview.went:{}:well",
    ],
)  # fmt: skip
async def test_nobody_reaches_what_is_somebody_elses(world: World, route: str) -> None:
    ana = await has_one(world)
    ben = world.person("ben")
    before = await application(ana)
    await ben.sends(f"1.{route.format(before.id)}")
    assert "can't find that" in ben.sees
    assert "Hooli" not in ben.sees
    assert await application(ana) == before


@pytest.mark.parametrize(
    ("packed", "picked"),
    [
        ("1.application.move:{}:", ("president",)),
        ("1.application.move:{}:", ()),
        ("1.application.move:{}:president", ()),
        ("1.application.show:0", ()),
        ("1.application.show:0", ("nobody",)),
        ("1.application.show:0", ("9" * 70,)),
        ("1.application.show:0", ("²",)),
        ("1.application.list:open:0", ("everything",)),
        ("1.application.list:all:many", ()),
        ("1.news.choose:offer:::", ()),
    ],
)
async def test_forged_choices_get_a_kind_answer(
    world: World, packed: str, picked: tuple[str, ...]
) -> None:
    ana = await has_one(world)
    before = await application(ana)
    await ana.sends(packed.format(before.id), *picked)
    assert ana.card.title == "That button has had its day"
    assert await application(ana) == before


async def test_old_buttons_about_silence_do_not_undo_good_news(world: World) -> None:
    ana = await has_one(world)
    key = (await application(ana)).id
    await ana.picks(MENU, "Offer")
    for packed in ("ghosted:{}:", "followed_up:{}", "wait:{}"):
        await ana.sends(f"1.application.{packed.format(key)}")
        assert "earlier state of this one" in ana.sees
        assert (await application(ana)).status is Status.OFFER


async def test_after_a_week_the_page_offers_a_follow_up_and_after_three_to_close(
    world: World,
) -> None:
    ana = await has_one(world)
    assert "I followed up" not in labels(ana.card)
    await world.passes(days=8)
    await looks(ana)
    assert "I followed up" in labels(ana.card)
    assert CLOSE not in labels(ana.card)
    await world.passes(days=14)
    await looks(ana)
    await ana.presses(CLOSE)
    kept = await application(ana)
    assert (kept.status, kept.stage) == (Status.GHOSTED, Stage.NO_REPLY)
    await ana.presses("Say more about it")
    assert isinstance(ana.answer, Ask)


async def test_everything_is_still_there_after_a_restart(world: World) -> None:
    ana = await has_one(world, note="Floor 4")
    await world.restart()
    await looks(ana)
    assert "Floor 4" in ana.sees
    assert ana.card.title == "Hooli, nurse"
