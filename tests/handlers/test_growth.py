"""A look back on a month: own numbers, own lessons, one tip, and the next look a month later."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.actions.growth import (
    KeepTip,
    ListGrowth,
    OpenGrowth,
    OpenLessons,
    OpenTip,
    RemoveGrowth,
    ShowGrowth,
)
from bot.answers import Ask, Correct
from bot.domain.growth import Growth
from bot.domain.nudge import Nudge, NudgeKind
from bot.domain.person import Person
from bot.domain.reflection import Reflection
from bot.ui.action import Action
from bot.ui.form import ChooseMany, Tick, Value
from bot.views import growth as view
from tests.talking import MONDAY, WORDS, Friend, World, labels

GONE = "I can't find that any more"
A_MONTH_ON = datetime(2026, 12, 28, 10, 0, tzinfo=UTC)
LESSONS: dict[str, Value] = {"What is different from a month ago?": "I call instead of writing"}
TIP: dict[str, Value] = {"For somebody who is a week behind you": "Ask one question at the end"}


def long(length: int, first: str) -> str:
    """Return ordinary words of a length, told from others by how they begin."""
    return f"{first} {'catalogue ' * length}"[: length - 1] + "s"


async def me(friend: Friend) -> Person:
    async with friend.world.store.begin() as tx:
        return await tx.people.meet(friend.actor, "UTC", friend.world.now())


async def looks(friend: Friend) -> tuple[Growth, ...]:
    key = (await me(friend)).id
    async with friend.world.store.begin() as tx:
        return (await tx.growths.of(key))[::-1]


async def monthly(friend: Friend) -> list[Nudge]:
    key = (await me(friend)).id
    async with friend.world.store.begin() as tx:
        return [each for each in await tx.nudges.active(key) if each.kind is NudgeKind.GROWTH]


async def learnt(friend: Friend, *lessons: str) -> None:
    key = (await me(friend)).id
    async with friend.world.store.begin() as tx:
        for lesson in lessons:
            await tx.reflections.add(Reflection(key, friend.world.now(), lesson=lesson))


async def begins(friend: Friend, **more: Value) -> None:
    await friend.sends(OpenLessons().pack())
    await friend.fills({**LESSONS, **more})


async def looks_back(friend: Friend, **more: Value) -> None:
    await begins(friend)
    await friend.presses("Leave a tip")
    await friend.fills({**TIP, **more})


async def test_own_numbers_then_own_lessons_then_one_tip(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/apply")
    await ana.fills({"Company": "Acme"})
    await learnt(ana, "Ask about the team first")
    await ana.uses("/grow")
    said = ana.sees
    assert said.index("Applications sent: 1") < said.index("Reflections: 1")
    await ana.presses("Choose what I keep")
    await ana.fills({**LESSONS, "Your own lessons": ("Ask about the team first",)})
    assert ana.card.title == "Lessons kept"
    await ana.presses("Leave a tip")
    await ana.fills(dict(TIP))
    assert ana.card.title == "A month, looked back on"
    for words in ("Ask about the team first", "I call instead of writing",
                  "Ask one question at the end", "Applications sent: 1"):  # fmt: skip
        assert words in ana.sees
    assert "Only you can read this." in ana.sees
    key = (await me(ana)).id
    async with world.store.begin() as tx:
        assert "grow" in await tx.practices.last(key)


async def test_a_month_without_anything_to_count_is_no_row_of_zeros(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/grow")
    assert "What you learnt you know yourself." in ana.sees
    assert ": 0" not in ana.sees


@pytest.mark.parametrize("words", ["look back on my month", "what have I learnt"])
async def test_plain_words_open_it(world: World, words: str) -> None:
    ana = world.person("ana")
    await ana.says(words)
    assert "Choose what I keep" in labels(ana.card)


async def test_the_lessons_are_kept_at_once_and_gone_on_with_days_later(world: World) -> None:
    ana = world.person("ana")
    await begins(ana)
    await world.passes(days=9)
    await world.restart()
    await ana.uses("/grow")
    assert "I call instead of writing" in ana.sees
    assert "You began on Mon 30 Nov" in ana.sees
    assert {"Look back anew", "Change the lessons", "Throw it away"} <= set(labels(ana.card))
    await ana.presses("Go on")
    await ana.fills(dict(TIP))
    (look,) = await looks(ana)
    assert look.done_at is not None


async def test_one_line_is_needed_and_not_more(world: World) -> None:
    ana = world.person("ana")
    await ana.sends(OpenLessons().pack())
    assert isinstance(await ana.fills({}), Correct)
    assert "One line in any of these" in ana.errors["learnt"]
    await ana.fills({"What else did you learn?": "Patience"})
    assert (await looks(ana))[0].learnt == "Patience"


async def test_without_reflections_there_are_no_lessons_to_pick_from(world: World) -> None:
    ana = world.person("ana")
    answer = await ana.sends(OpenLessons().pack())
    assert isinstance(answer, Ask)
    assert not any(isinstance(each, ChooseMany) for each in answer.form.fields)


async def test_a_lesson_stays_when_its_reflection_is_thrown_away(world: World) -> None:
    ana = world.person("ana")
    await learnt(ana, "Eat before")
    await begins(ana, **{"Your own lessons": ("Eat before",)})
    key = (await me(ana)).id
    async with world.store.begin() as tx:
        for each in await tx.reflections.of(key):
            await tx.reflections.remove(each.id)
    await ana.presses("Change the lessons")
    await ana.fills({"What else did you learn?": "Patience"})
    (look,) = await looks(ana)
    assert (look.lessons, look.learnt) == (("Eat before",), "Patience")


async def test_a_tip_stays_with_its_person_unless_they_agree(world: World) -> None:
    ana = world.person("ana")
    await looks_back(ana)
    assert (await looks(ana))[0].tip_offered_at is None
    await ana.presses("Change the tip")
    await ana.fills({"Others here may read it": "yes"})
    assert "once a moderator has read it" in ana.sees
    (agreed,) = await looks(ana)
    assert agreed.tip_offered_at == MONDAY
    await world.passes(days=1)
    await ana.presses("Change the tip")
    await ana.fills({})
    assert (await looks(ana))[0].tip_offered_at == MONDAY
    await ana.presses("Change the tip")
    await ana.fills({"For somebody who is a week behind you": "Rest"})
    assert (await looks(ana))[0].tip_offered_at == MONDAY + timedelta(days=1)
    await ana.presses("Change the tip")
    await ana.fills({"Others here may read it": ""})
    assert (await looks(ana))[0].tip_offered_at is None


async def test_no_tip_is_fine_and_then_nothing_is_offered(world: World) -> None:
    ana = world.person("ana")
    await begins(ana)
    await ana.presses("Leave a tip")
    await ana.fills({"Others here may read it": "yes"})
    (look,) = await looks(ana)
    assert (look.tip, look.tip_offered_at) == ("", None)
    assert look.done_at is not None
    assert "Only you can read this." in ana.sees


async def test_nothing_comes_by_itself_unless_it_was_ticked(world: World) -> None:
    ana = world.person("ana")
    await looks_back(ana)
    assert await monthly(ana) == []


async def test_once_a_month_it_is_offered_with_what_was_kept(world: World) -> None:
    ana = world.person("ana")
    await looks_back(ana, **{"Offer me this once a month": "yes"})
    assert "Once a month I offer you a look back." in ana.sees
    await world.until(A_MONTH_ON)
    assert "I call instead of writing" in ana.letter.summary()
    await ana.presses("Choose what I keep", on=ana.letter)
    assert ana.card.title == "A look back on a month"
    answer = await ana.sends(OpenTip((await looks(ana))[0].id).pack())
    assert isinstance(answer, Ask)
    ticks = {each.name: each.value for each in answer.form.fields if isinstance(each, Tick)}
    assert ticks["monthly"]
    await ana.fills({"Offer me this once a month": ""})
    assert await monthly(ana) == []


async def test_ticking_it_again_leaves_its_day(world: World) -> None:
    ana = world.person("ana")
    await looks_back(ana, **{"Offer me this once a month": "yes"})
    (before,) = await monthly(ana)
    await world.passes(days=3)
    await looks_back(ana)
    assert await monthly(ana) == [before]


async def test_who_looked_back_just_now_is_not_asked(world: World) -> None:
    ana = world.person("ana")
    await looks_back(ana, **{"Offer me this once a month": "yes"})
    await world.until(A_MONTH_ON - timedelta(days=9))
    await looks_back(ana)
    await world.until(A_MONTH_ON)
    assert ana.letters == []


async def test_without_anything_kept_the_offer_is_only_a_line(world: World) -> None:
    ana = world.person("ana")
    await looks_back(ana, **{"Offer me this once a month": "yes"})
    (look,) = await looks(ana)
    async with world.store.begin() as tx:
        await tx.growths.remove(look.id)
    await world.until(A_MONTH_ON)
    assert "What you kept last time" not in ana.letter.summary()
    assert "Choose what I keep" in labels(ana.letter)


async def test_a_look_back_can_be_changed_thrown_away_and_brought_back(world: World) -> None:
    ana = world.person("ana")
    await looks_back(ana)
    await ana.presses("Change the lessons")
    await ana.fills({"What else did you learn?": "Patience"})
    assert ana.card.title == "A month, looked back on"
    await ana.presses("Throw it away")
    assert await looks(ana) == ()
    await ana.presses("Undo")
    (look,) = await looks(ana)
    assert (look.learnt, look.tip) == ("Patience", "Ask one question at the end")


async def test_undo_takes_back_the_tip_and_the_monthly_look(world: World) -> None:
    ana = world.person("ana")
    await looks_back(ana, **{"Offer me this once a month": "yes"})
    await ana.presses("Undo")
    (look,) = await looks(ana)
    assert (look.tip, look.done_at) == ("", None)
    assert await monthly(ana) == []


async def test_the_numbers_are_those_of_the_day_on_which_one_looked_back(world: World) -> None:
    ana = world.person("ana")
    await learnt(ana, "Eat before")
    await looks_back(ana)
    await world.passes(days=60)
    await ana.sends(ShowGrowth((await looks(ana))[0].id).pack())
    assert "Reflections: 1" in ana.sees


async def test_earlier_ones_are_listed_page_by_page(world: World) -> None:
    ana = world.person("ana")
    await ana.sends(ListGrowth().pack())
    assert "There is none yet." in ana.sees
    for number in range(8):
        await begins(ana, **{"What is different from a month ago?": f"change {number}"})
        await ana.presses("Leave a tip")
        await ana.fills({})
    await ana.uses("/grow")
    await ana.presses("Earlier ones")
    assert "change 7" in ana.sees
    await ana.presses("Older")
    assert "change 0" in ana.sees
    await ana.presses("Newer")
    await ana.presses("Read")
    assert "change 7" in ana.sees
    await ana.sends(ListGrowth(99).pack())
    await ana.presses("Back")
    assert ana.card.title == "A look back on a month"


@pytest.mark.parametrize("act", [OpenLessons, OpenTip, KeepTip, ShowGrowth, RemoveGrowth])
async def test_nobody_reaches_somebody_elses_look_back(world: World, act: type[Action]) -> None:
    ana, ben = world.person("ana"), world.person("ben")
    await looks_back(ana)
    (hers,) = await looks(ana)
    await ben.sends(act(hers.id).pack())  # type: ignore[call-arg]
    assert GONE in ben.sees
    await ben.sends(OpenGrowth().pack())
    assert "instead of writing" not in ben.sees
    assert await looks(ana) == (hers,)


async def test_nobody_reads_the_same_opening_or_closing_twice_in_a_row(world: World) -> None:
    ana = world.person("ana")
    for line in (view.OPENING, view.CLOSING):
        assert WORDS.texts.count(line) >= 12
    openings = []
    for _ in range(12):
        await ana.uses("/grow")
        openings.append(ana.card.summary())
    assert len(set(openings)) == 12
    await looks_back(ana)
    closings = []
    for _ in range(12):
        await ana.presses("Change the tip")
        await ana.fills({})
        closings.append(ana.card.summary())
    assert len(set(closings)) == 12


async def test_the_longest_look_back_fits_its_cards(world: World) -> None:
    ana = world.person("ana")
    await learnt(ana, *(f"{number} " + long(198, "l") for number in range(6)))
    await ana.sends(OpenLessons().pack())
    assert ana.form is not None
    (picks,) = (each for each in ana.form.fields if isinstance(each, ChooseMany))
    await ana.fills({
        "Your own lessons": tuple(each.value for each in picks.choices[: picks.most]),
        "What else did you learn?": long(600, "m"),
        "What is different from a month ago?": long(600, "n"),
    })  # fmt: skip
    await ana.presses("Leave a tip")
    await ana.fills({
        "For somebody who is a week behind you": long(400, "o"),
        "Others here may read it": "yes",
        "Offer me this once a month": "yes",
    })  # fmt: skip
    assert long(400, "o") in ana.sees
    await world.until(A_MONTH_ON)
    assert "What you kept last time" in ana.letter.summary()


async def test_a_number_nobody_knows_any_more_is_passed_by(world: World) -> None:
    ana = world.person("ana")
    await looks_back(ana)
    (look,) = await looks(ana)
    async with world.store.begin() as tx:
        await tx.growths.put(replace(look, numbers={"juggling": 4, "checkins": 2}))
    await ana.sends(ShowGrowth(look.id).pack())
    assert "Check-ins: 2" in ana.sees
    assert "juggling" not in ana.sees
