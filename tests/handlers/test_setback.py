"""Before an interview: setbacks that may come, responses to them, said back, and given back."""

from datetime import UTC, datetime

import pytest

from bot.answers import Ask, Say
from bot.domain.practice import Practice
from bot.domain.setback import Setback
from bot.ui.card import Menu
from tests.handlers.search import application, person
from tests.talking import Friend, NotThere, World, labels

LIKELY = "A likely setback"
EVE = datetime(2026, 12, 3, 20, 0, tzinfo=UTC)
THEN = "… then I will"


async def kept(friend: Friend) -> tuple[Setback, ...]:
    key = (await person(friend)).id
    async with friend.world.store.begin() as tx:
        return await tx.setbacks.of(key)


async def invited(world: World) -> Friend:
    """Return somebody with an interview on Friday, about to get ready for it."""
    ana = world.person("ana", "UTC")
    await ana.says("interview at Hooli on friday at 10")
    await ana.presses("Remind me")
    await ana.presses("Prepare for setbacks")
    return ana


async def ready(world: World) -> Friend:
    """Return somebody who wrote one setback down."""
    ana = await invited(world)
    await ana.picks(LIKELY, "blank")
    await ana.fills({THEN: "then I'll ask for a moment"})
    return ana


async def test_a_likely_setback_is_begun_with_and_the_response_is_ones_own(world: World) -> None:
    ana = await invited(world)
    assert ana.card.title == "Ready for it: Hooli"
    answer = await ana.picks(LIKELY, "If my mind goes blank")
    assert isinstance(answer, Ask)
    assert "One idea: I will say" in answer.form.note
    assert answer.form.values() == {"trigger": "my mind goes blank", "response": ""}
    await ana.fills({THEN: "then I'll ask for a moment."})
    assert "If my mind goes blank, then I will ask for a moment." in ana.sees
    (only,) = await kept(ana)
    assert only.application_id == (await application(ana)).id
    menu = next(b for b in ana.card.blocks if isinstance(b, Menu) and b.label == LIKELY)
    assert "blank" not in {choice.value for choice in menu.choices}


async def test_it_is_said_back_once_and_any_attempt_counts(world: World) -> None:
    ana = await ready(world)
    await ana.presses("Say it back")
    await ana.fills({"In your words": "mind blank: ask for a moment"})
    assert "Say it back" not in labels(ana.card)
    (only,) = await kept(ana)
    assert only.rehearsed_at == world.now()
    async with world.store.begin() as tx:
        assert Practice.INTERVIEW in await tx.practices.last(only.person_id)
    close = ana.card.summary().splitlines()[1]
    await ana.sends(f"1.setback.rehearse:{only.id}")
    await ana.fills({"In your words": "something else entirely"})
    assert ana.card.summary().splitlines()[1] != close


async def test_the_evening_before_gives_ones_own_words_back(world: World) -> None:
    ana = await ready(world)
    await world.until(EVE)
    eve = ana.letter.summary()
    assert "If my mind goes blank, then I will ask for a moment." in eve
    await ana.presses("Prepare for setbacks", on=ana.letter)
    assert ana.card.title == "Ready for it: Hooli"


async def test_without_any_the_evening_before_says_one_of_mine(world: World) -> None:
    ana = await invited(world)
    await world.until(EVE)
    assert "In your own words" not in ana.letter.summary()
    assert "Prepare for setbacks" in labels(ana.letter)


async def test_what_was_written_for_any_interview_serves_the_next(world: World) -> None:
    ana = world.person("ana", "UTC")
    await ana.uses("/interview")
    await ana.presses("Prepare for setbacks")
    assert ana.card.title == "Getting ready"
    await ana.presses("Get ready anyway")
    await ana.presses("In my own words")
    await ana.fills({"If …": "if they ask about my age,", THEN: "go on to the work"})
    assert "If they ask about my age, then I will go on to the work." in ana.sees
    await ana.sends("1.setback.prepare:")
    assert ana.card.title == "Ready for an interview"
    await ana.says("interview at Hooli on friday at 10")
    await ana.presses("Remind me")
    await world.until(EVE)
    assert "If they ask about my age, then I will go on to the work." in ana.letter.summary()


async def test_with_two_interviews_ahead_it_asks_which(world: World) -> None:
    ana = await invited(world)
    await ana.sends("1.setback.prepare:")
    assert ana.card.title == "Ready for it: Hooli"
    await ana.says("interview at Bolt on thursday at 10")
    await ana.sends("1.setback.prepare:")
    assert ana.card.title == "Which interview?"
    await ana.picks("The interview", "Hooli")
    assert ana.card.title == "Ready for it: Hooli"


async def test_one_can_be_changed_and_is_said_back_anew(world: World) -> None:
    ana = await ready(world)
    await ana.presses("Say it back")
    await ana.fills({"In your words": "blank, moment"})
    await ana.picks("Look at one of yours", "If my mind goes blank")
    assert ana.card.title == "If it comes"
    await ana.presses("Change it")
    await ana.fills({THEN: "look out of the window"})
    assert "then I will look out of the window" in ana.sees
    assert "Say it back" in labels(ana.card)
    await ana.presses("Undo")
    (only,) = await kept(ana)
    assert only.what == "ask for a moment"
    assert only.rehearsed_at is not None


async def test_one_can_be_taken_away_and_back(world: World) -> None:
    ana = await ready(world)
    before = await kept(ana)
    await ana.picks("Look at one of yours", "If my mind goes blank")
    assert "haven't said it back" in ana.sees
    await ana.presses("Back to all of it")
    await ana.picks("Look at one of yours", "If my mind goes blank")
    await ana.presses("Take it away")
    assert await kept(ana) == ()
    await ana.presses("Undo")
    assert await kept(ana) == before


async def test_five_are_enough(world: World) -> None:
    ana = await invited(world)
    for key in ("blank", "cool", "late", "gap", "money"):
        await ana.picks(LIKELY, key)
        await ana.fills({THEN: "breathe"})
    assert "In my own words" not in labels(ana.card)
    with pytest.raises(NotThere):
        await ana.picks(LIKELY, "panel")
    await ana.sends(f"1.setback.write:{(await application(ana)).id}:")
    await ana.fills({"If …": "it rains", THEN: "stay"})
    assert "5 are plenty" in ana.sees
    assert len(await kept(ana)) == 5


async def test_nothing_but_the_first_words_is_given_back(world: World) -> None:
    ana = await invited(world)
    await ana.presses("In my own words")
    await ana.fills({"If …": "if", THEN: "then I will"})
    assert set(ana.errors) == {"trigger", "response"}
    assert await kept(ana) == ()


async def test_an_interview_without_a_day_can_be_got_ready_for(world: World) -> None:
    ana = world.person("ana", "UTC")
    await ana.uses("/apply Hooli")
    await ana.fills({})
    await ana.sends(f"1.setback.prepare:{(await application(ana)).id}")
    assert "Set day and time" in labels(ana.card)


async def test_nobody_touches_what_somebody_else_wrote(world: World) -> None:
    ana, ben = await ready(world), world.person("ben")
    (only,) = await kept(ana)
    home = only.application_id
    packed = [f"1.setback.{route}:{only.id}" for route in ("show", "rehearse", "remove")]
    packed += [f"1.setback.prepare:{home}", f"1.setback.write:{home}:", f"1.setback.take:{home}"]
    for each in packed:
        answer = await ben.sends(each)
        assert isinstance(answer, Say)
        assert "Hooli" not in ben.sees
        assert "blank" not in ben.sees
    assert await kept(ana) == (only,)


async def test_a_setback_that_is_none_is_met_kindly(world: World) -> None:
    ana = world.person("ana")
    await ana.sends("1.setback.take:", "weather")
    assert isinstance(ana.answer, Say)
    assert await kept(ana) == ()


async def test_the_day_after_offers_the_log(world: World) -> None:
    ana = await invited(world)
    await world.until(datetime(2026, 12, 5, 12, 0, tzinfo=UTC))
    await ana.presses("Mixed", on=ana.letter)
    await ana.presses("My answers")
    assert ana.card.title == "Your answers so far"
