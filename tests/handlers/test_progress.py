"""One's own progress: honest with few numbers, kind on quiet weeks, and for its owner alone."""

import pytest

from bot.actions.progress import ShowProgress
from bot.answers import ONLY_YOU, Say
from bot.commands import Command
from bot.ui.card import Card, Note, Picture, Text
from bot.ui.chart import Plot
from bot.ui.studio import Studio
from tests.handlers.search import applies
from tests.talking import WORDS, Friend, World, labels

ONE, TWO = {"Your next two weeks, up to three lines": "call Dana"}, {"What went well": "I slept"}


def pictures(card: Card) -> list[str]:
    """Return what the pictures of a card say."""
    return [block.alt for block in card.blocks if isinstance(block, Picture)]


def said(card: Card) -> str:
    return " ".join(block.text for block in card.blocks if isinstance(block, Text | Note))


async def no(friend: Friend, company: str, how_far: str, mood: str = "3") -> None:
    """Tell of a no."""
    await friend.uses("/rejected")
    await friend.fills({"Company": company, "How far": how_far, "How are you": mood})


async def test_who_has_told_nothing_yet_sees_no_picture_and_the_ways_in(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/progress")
    assert pictures(ana.card) == []
    assert "nothing to count yet" in said(ana.card)
    assert labels(ana.card) == ["Applications", "Check in", "Plan", "Your page"]


async def test_of_few_applications_no_share_is_made(world: World) -> None:
    ana = world.person("ana")
    await applies(ana, "Acme")
    await ana.uses("/progress")
    way = next(alt for alt in pictures(ana.card) if "narrower" in alt)
    assert "1 sent: 1 waiting." in way
    assert "1 application sent." in said(ana.card)
    assert "too few" in said(ana.card)
    assert "%" not in said(ana.card)
    assert "Answered" not in said(ana.card)
    await no(ana, "Acme", "After an interview")
    await ana.uses("/progress")
    assert "Answered: 1. Led to an interview: 1. That is too few" in said(ana.card)


async def test_from_five_on_shares_are_said_with_their_counts(world: World) -> None:
    ana = world.person("ana")
    for number in range(5):
        await applies(ana, f"Acme {number}")
    await ana.says("interview with Acme 1 on thursday at 10")
    await ana.uses("/progress")
    assert "5 applications sent." in said(ana.card)
    assert "Answered: 1 (20 %). Led to an interview: 1 (20 %)." in said(ana.card)
    (way,) = (alt for alt in pictures(ana.card) if "narrower" in alt)
    assert way.endswith("5 sent: 4 waiting, 1 further. 1 came to an interview: 1 waiting.")
    assert "Still waiting for a first answer" in said(ana.card)


async def test_what_was_done_stands_by_weeks_and_quiet_weeks_are_all_right(world: World) -> None:
    ana = world.person("ana")
    await applies(ana, "Acme")
    await world.passes(days=14)
    await applies(ana, "Hooli")
    await ana.uses("/progress")
    (weeks,) = (alt for alt in pictures(ana.card) if "last 8 weeks" in alt)
    assert "Week of 30 Nov: applications 1. Week of 14 Dec: applications 1." in weeks
    assert "quiet, and that is all right" in weeks
    await world.passes(days=70)
    await ana.uses("/progress")
    assert "Nothing is noted for these weeks, and that is all right." in said(ana.card)


async def test_confidence_and_mood_are_shown_once_there_is_an_up_and_down(world: World) -> None:
    ana = world.person("ana")
    await no(ana, "Acme", "After applying", mood="2")
    await ana.uses("/progress")
    assert not any("how you said it felt" in alt.lower() for alt in pictures(ana.card))
    await world.passes(days=8)
    await no(ana, "Hooli", "After an interview", mood="4")
    await ana.uses("/progress")
    (felt,) = (alt for alt in pictures(ana.card) if "it felt" in alt)
    assert "Mood after a no: 2 in the week of 30 Nov, 4 in the week of 7 Dec." in felt


async def test_only_its_owner_sees_it_even_in_a_channel(world: World) -> None:
    ana, ben = world.person("ana"), world.person("ben")
    await applies(ana, "Acme")
    answer = await ana.uses("/progress")
    assert isinstance(answer, Say)
    assert answer.audience is ONLY_YOU
    await ben.uses("/progress")
    assert pictures(ben.card) == []


@pytest.mark.parametrize("words", ["how am I doing so far", "show my progress"])
async def test_plain_words_lead_there(world: World, words: str) -> None:
    ana = world.person("ana")
    await ana.says(words)
    assert ana.card.title == "Your progress"


async def test_what_cannot_be_drawn_is_told_in_words(world: World) -> None:
    def fails(plot: Plot) -> bytes:
        raise MemoryError

    ana = world.person("ana")
    await applies(ana, "Acme")
    world.app.studio = Studio(fails)
    await ana.uses("/progress")
    assert pictures(ana.card) == []
    assert "1 sent: 1 waiting." in said(ana.card)


def test_the_command_is_there_for_everybody() -> None:
    (command,) = (each for each in WORDS.commands if each.name == "progress")
    assert isinstance(command, Command)
    assert command.action == ShowProgress().pack()
