"""Finding one's way: what can be asked, what this is, and what was done taken back."""

import pytest

from bot.answers import Replace, Say
from bot.domain.circle import Circle
from bot.ui.card import Card
from bot.views import help as view
from tests.handlers.circles import checks_in, oaks, titled
from tests.handlers.search import applications, applies, promised
from tests.talking import WORDS, World, labels

ONE, TWO = {"Your next two weeks, up to three lines": "call Dana"}, {"What went well": "I slept"}


async def test_help_has_a_line_for_each_group_and_a_way_into_each(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/help")
    for each in view.TOPICS:
        assert WORDS.texts(each.line) in ana.sees
        assert WORDS.texts(each.ways[0][0]) in labels(ana.card)
    assert "I need help now" in labels(ana.card)


@pytest.mark.parametrize("words", ["search", "SEARCH", " search? ", "applications"])
async def test_help_with_a_word_shows_that_group_with_all_its_ways(
    world: World, words: str
) -> None:
    ana = world.person("ana")
    await ana.uses(f"/help {words}")
    assert labels(ana.card) == [
        "Note an application", "My applications", "My progress", "I need help now",
    ]  # fmt: skip


async def test_a_word_within_a_sentence_leads_there_too(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/help how do the reminders work?")
    assert labels(ana.card) == ["My reminders", "Take a break", "I need help now"]


@pytest.mark.parametrize("words", ["", "what can you do", "no idea", "quantum", "to me"])
async def test_words_that_name_no_group_get_all_of_it(world: World, words: str) -> None:
    ana = world.person("ana")
    await ana.uses(f"/help {words}")
    assert "Your search:" in ana.sees
    assert "After a no:" in ana.sees


@pytest.mark.parametrize("said", ["help", "what can you do?", "how does this work"])
async def test_help_comes_for_plain_words(world: World, said: str) -> None:
    ana = world.person("ana")
    await ana.says(said)
    assert "What we can do together" in ana.sees


async def test_about_says_what_it_is_who_sees_what_and_where_it_ends(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/about")
    for sentence in (
        "I am a bot",
        "seen by you alone",
        "nothing is generated",
        "no counsellor",
        "In channels I read only",
        "/privacy",
    ):
        assert sentence in ana.sees
    assert labels(ana.card) == ["My page", "What is kept", "I need help now"]


@pytest.mark.parametrize("said", ["are you a bot?", "who are you"])
async def test_it_says_that_it_is_a_bot_when_asked(world: World, said: str) -> None:
    ana = world.person("ana")
    await ana.says(said)
    assert "I am a bot" in ana.sees


class TestUndo:
    async def test_the_latest_change_is_taken_back_by_command_or_by_word(
        self, world: World
    ) -> None:
        ana = world.person("ana")
        await applies(ana, "Acme")
        await applies(ana, "Initech")
        await ana.uses("/undo")
        assert isinstance(ana.answer, Replace)
        assert [each.company for each in await applications(ana)] == ["Acme"]
        await ana.says("undo that")
        assert await applications(ana) == ()

    async def test_with_nothing_to_undo_it_says_so_kindly(self, world: World) -> None:
        ana = world.person("ana")
        await ana.uses("/undo")
        assert isinstance(ana.answer, Say)
        assert "nothing of yours I can take back" in ana.sees

    async def test_after_a_week_a_change_stays(self, world: World) -> None:
        ana = world.person("ana")
        await applies(ana, "Acme")
        await world.passes(days=7)
        await ana.uses("/undo")
        assert "nothing of yours I can take back" in ana.sees
        assert len(await applications(ana)) == 1

    async def test_nobody_undoes_what_somebody_else_did(self, world: World) -> None:
        ana, ben = world.person("ana"), world.person("ben")
        await applies(ana, "Acme")
        await ben.sends("1.undo:1")
        assert "nothing of yours I can take back" in ben.sees
        assert len(await applications(ana)) == 1

    async def test_a_no_taken_back_takes_its_morning_line_and_its_quiet_with_it(
        self, world: World
    ) -> None:
        ana = world.person("ana")
        await ana.uses("/rejected Acme")
        await ana.fills({"How far": "After applying"})
        assert "after_no" in {kind.value for kind in await promised(ana)}
        await ana.uses("/undo")
        assert await promised(ana) == {}
        await ana.uses("/nudges")
        assert "rest" not in ana.card.summary().splitlines()[1]

    async def test_a_checkin_taken_back_is_counted_no_more_on_its_board(self, world: World) -> None:
        ana, *_ = await oaks(world, "ben", "chidi")
        await world.passes(hours=2)
        await checks_in(ana, dict(ONE), dict(TWO))
        assert "1 of 3 so far" in board(world).summary()
        await ana.uses("/undo")
        assert "0 of 3 so far" in board(world).summary()


def board(world: World, of: Circle | None = None) -> Card:
    return titled(world, f"{of.name if of else 'Oaks'} · week 1")
