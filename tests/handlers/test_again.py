"""What somebody typed into a form comes back, whatever fails, and can be sent again."""

import pytest

from bot.actions.again import SendAgain
from bot.actions.goal import KeepGoal
from bot.answers import Correct, Say
from bot.events import Submitted
from bot.ui.card import File, Quote
from bot.ui.form import Value
from tests.failing import FailingStore
from tests.handlers.circles import OAKS, founds
from tests.talking import Friend, World, labels

CRISIS = "I want to kill myself, says unmistakable ana"


@pytest.fixture
def store(world: World, caplog: pytest.LogCaptureFixture) -> FailingStore:
    failing = FailingStore(world.store)
    world.app.store = failing
    return failing


def quotes(friend: Friend) -> list[str]:
    """Return the words that came back."""
    return [block.text for block in friend.card.blocks if isinstance(block, Quote)]


async def noes(world: World) -> int:
    async with world.store.begin() as tx:
        return len(await tx.nos.of(1))


async def drafts(world: World) -> int:
    async with world.store.begin() as tx:
        return (await tx.data.counts(1))["draft"]


async def tells(ana: Friend, words: str = "It was close, they said.") -> None:
    """Fill in the open form after a no, and send it."""
    await ana.fills({"Company": "Acme", "How far": "Final round", "Anything to say": words})


async def test_when_it_cannot_be_saved_the_words_come_back_and_one_press_sends_them(
    world: World, store: FailingStore
) -> None:
    ana = world.person("ana")
    await ana.uses("/rejected")
    store.fails(True)
    await tells(ana)
    assert ana.card.title == "That went wrong on my side"
    assert "Acme" in quotes(ana)
    assert "It was close, they said." in quotes(ana)
    assert "It is kept for you for a while" in ana.sees
    assert await noes(world) == 0
    await ana.presses("Try again")
    assert await noes(world) == 1
    assert "Acme" in ana.sees
    assert await drafts(world) == 0


async def test_sending_again_fails_as_often_as_it_must_and_loses_nothing(
    world: World, store: FailingStore
) -> None:
    ana = world.person("ana")
    await ana.uses("/rejected")
    store.fails(True)
    await tells(ana)
    failed = ana.card
    for _ in range(3):
        # Finding the draft is a transaction of its own.
        store.fails(False, True)
        await ana.presses("Try again", on=failed)
        assert ana.card.title == "That went wrong on my side"
        assert "It was close, they said." in quotes(ana)
        failed = ana.card
    await ana.presses("Try again")
    assert await noes(world) == 1


async def test_sent_twice_it_is_kept_once(world: World, store: FailingStore) -> None:
    ana = world.person("ana")
    await ana.uses("/rejected")
    store.fails(True)
    await tells(ana)
    failed = ana.card
    await ana.presses("Try again", on=failed)
    await ana.presses("Try again", on=failed)
    assert "has been sent already" in ana.sees
    assert await noes(world) == 1


async def test_after_a_restart_the_button_still_sends(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/rejected")
    failing = FailingStore(world.store)
    world.app.store = failing
    failing.fails(True)
    await tells(ana)
    await world.restart()
    await ana.presses("Try again")
    assert await noes(world) == 1


async def test_opened_again_the_form_is_filled_in(world: World, store: FailingStore) -> None:
    ana = world.person("ana")
    await ana.uses("/rejected")
    store.fails(True)
    await tells(ana)
    await ana.uses("/rejected")
    assert ana.form is not None
    assert "Acme" in [getattr(field, "value", "") for field in ana.form.fields]


async def test_with_the_database_away_the_words_are_in_the_answer_to_be_copied(
    world: World, store: FailingStore
) -> None:
    ana = world.person("ana")
    await ana.uses("/rejected")
    store.is_away = True
    await tells(ana)
    assert "It was close, they said." in quotes(ana)
    assert "Please copy it before you close this" in ana.sees
    assert "Try again" not in labels(ana.card)


async def test_long_words_are_shortened_where_the_whole_is_kept(
    world: World, store: FailingStore
) -> None:
    ana = world.person("ana")
    await ana.uses("/reflect")
    assert ana.form is not None
    typed: dict[str, Value] = {
        field.label: f"{field.name} " + "and it went on and on " * 65 for field in ana.form.fields
    }
    store.fails(True)
    await ana.fills(typed)
    assert "Long parts are shortened here. The whole of it is kept." in ana.sees
    assert [words.split()[0] for words in quotes(ana)] == ["happened", "others", "friend"]
    assert sum(map(len, quotes(ana))) > 3000
    await ana.presses("Try again")
    async with world.store.begin() as tx:
        [kept] = await tx.reflections.of(1)
    assert [kept.happened, kept.others, kept.friend] == [
        str(each).strip() for each in typed.values()
    ]


async def test_long_words_that_could_not_be_kept_come_back_whole_in_a_file(
    world: World, store: FailingStore
) -> None:
    ana = world.person("ana")
    await ana.uses("/rejected")
    store.is_away = True
    await tells(ana, "far too many words " * 600)
    [file] = [block for block in ana.card.blocks if isinstance(block, File)]
    assert file.data.count(b"far too many words") == 600


async def test_words_of_crisis_are_not_repeated_and_people_to_talk_to_are_named(
    world: World, store: FailingStore
) -> None:
    ana = world.person("ana")
    await ana.uses("/rejected")
    store.fails(True)
    await tells(ana, CRISIS)
    assert "unmistakable" not in ana.sees
    assert "Acme" in quotes(ana)
    assert "you do not have to be alone with that" in ana.sees
    assert "I need help now" in labels(ana.card)
    async with world.store.begin() as tx:
        assert "unmistakable" not in str(await tx.data.export(1))


async def test_nobody_sends_what_somebody_else_wrote(world: World, store: FailingStore) -> None:
    ana, ben = world.person("ana"), world.person("ben")
    await ana.uses("/rejected")
    store.fails(True)
    await tells(ana)
    await ben.sends(SendAgain(1).pack())
    assert "has been sent already" in ben.sees
    assert "Acme" not in ben.sees
    assert await noes(world) == 0


async def test_a_mistake_in_what_is_sent_again_is_told_and_the_words_stay(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/rejected")
    await ana.fills({"Company": "Acme"})
    assert isinstance(ana.answer, Correct)
    await ana.sends(SendAgain(1).pack())
    assert isinstance(ana.answer, Correct)
    assert await drafts(world) == 1
    await ana.fills({"How far": "Final round"})
    assert await noes(world) == 1
    assert await drafts(world) == 0


async def test_a_form_of_another_age_gives_its_words_back_without_a_way_to_send_them(
    world: World,
) -> None:
    ana = world.person("ana")
    await ana._do(Submitted("0.goal.keep", {"text": "To build bridges"}))
    assert "had its day" in ana.sees
    assert quotes(ana) == ["To build bridges"]
    assert "Try again" not in labels(ana.card)


async def test_a_refusal_gives_the_words_back(world: World) -> None:
    ana, ben = world.person("ana"), world.person("ben")
    await founds(ana.inside(OAKS))
    packed = "1.circle.keep:1"
    await ben._do(Submitted(packed, {"name": "My own oaks"}))
    assert isinstance(ben.answer, Say)
    assert quotes(ben) == ["My own oaks"]
    assert "Try again" in labels(ben.card)


async def test_choices_come_back_with_the_words_and_what_was_left_empty_does_not(
    world: World, store: FailingStore
) -> None:
    ana = world.person("ana")
    store.is_away = True
    values: dict[str, Value] = {"text": "To build bridges", "why": "", "values": ("care", "craft")}
    await ana._do(Submitted(KeepGoal().pack(), values))
    assert quotes(ana) == ["To build bridges", "care, craft"]


async def test_a_failing_press_has_nothing_to_give_back(world: World, store: FailingStore) -> None:
    ana = world.person("ana")
    store.fails(True)
    await ana.uses("/home")
    assert ana.card.title == "That went wrong on my side"
    assert quotes(ana) == []
    assert len(ana.card.blocks) == 1


async def test_sending_again_while_the_database_is_away_leaves_the_draft_for_later(
    world: World, store: FailingStore
) -> None:
    ana = world.person("ana")
    await ana.uses("/rejected")
    store.fails(True)
    await tells(ana)
    failed = ana.card
    store.is_away = True
    await ana.presses("Try again", on=failed)
    assert ana.card.title == "That went wrong on my side"
    store.is_away = False
    await ana.presses("Try again", on=failed)
    assert await noes(world) == 1


async def test_a_mistake_is_told_even_if_the_draft_cannot_be_kept(
    world: World, store: FailingStore
) -> None:
    ana = world.person("ana")
    await ana.uses("/rejected")
    store.fails(False, True)
    await ana.fills({"Company": "Acme"})
    assert isinstance(ana.answer, Correct)
