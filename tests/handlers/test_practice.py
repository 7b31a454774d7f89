"""All practices on one card: the one recommended now and why, what was begun, and the rest."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.actions.paths import OpenSkills
from bot.answers import Ask
from bot.domain.application import Stage
from bot.domain.person import Person
from bot.domain.practice import Practice
from bot.domain.reflection import Reflection
from bot.domain.rejection import No
from bot.ui import markup
from bot.ui.card import Row
from bot.views import practice as view
from tests.talking import MONDAY, WORDS, Friend, World, labels

FORMS = (
    "1.feedback.keep::", "1.reflection.keep_writing::", "1.goal.keep", "1.plan.keep_step:",
    "1.paths.keep_skills:", "1.growth.keep_lessons:",
)  # fmt: skip
"""The packed actions of forms that begin a practice."""
TEN = [each for each in Practice if each is not Practice.REST]


async def me(friend: Friend) -> Person:
    async with friend.world.store.begin() as tx:
        return await tx.people.meet(friend.actor, "UTC", friend.world.now())


def rows(friend: Friend) -> list[Row]:
    shown = [block for block in friend.card.blocks if isinstance(block, Row)]
    return [replace(row, text=markup.plain(row.text)) for row in shown]


async def test_one_is_recommended_with_its_reason_and_all_ten_stand_below(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/practices")
    first, *ten = rows(ana)
    assert first.text == f"Now: {WORDS.texts(view.WHY['plan'])}"  # type: ignore[index]
    assert first.button.label == "Plan two weeks"
    assert [row.button.label for row in ten] == [WORDS.texts(view.LABEL[each]) for each in TEN]
    assert [row.text for row in ten] == [WORDS.texts(view.ABOUT[each]) for each in TEN]


@pytest.mark.parametrize("practice", TEN)
async def test_each_button_answers(world: World, practice: Practice) -> None:
    ana = world.person("ana")
    await ana.uses("/practices")
    before = ana.answer
    await ana.presses(WORDS.texts(view.LABEL[practice]))
    assert ana.answer != before
    assert "had its day" not in ana.sees or isinstance(ana.answer, Ask)


async def test_after_a_no_of_these_days_it_is_about_that(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/rejected")
    await ana.fills({"Company": "Acme", "How far": "Final round", "How are you": "2 · low"})
    await ana.uses("/practices")
    assert rows(ana)[0].button.label == "Write three lines"
    assert "Tested with 180 people" in rows(ana)[0].text
    await world.passes(days=4)
    await ana.uses("/practices")
    assert "You prepared, and you turned up." in rows(ana)[0].text, "a mood passes"
    await ana.presses("Write three lines")
    assert ana.form is not None
    assert ana.form.does.pack() == "1.reflection.keep_writing:1:"
    await world.passes(days=4)
    await ana.uses("/practices")
    assert rows(ana)[0].button.label == "Plan two weeks"


async def test_words_of_crisis_are_followed_by_nothing_that_is_work(world: World) -> None:
    ana = world.person("ana")
    await ana.says("I want to kill myself")
    await ana.uses("/practices")
    assert "as you would to a friend" in rows(ana)[0].text


async def test_when_everything_was_done_lately_nothing_is_pressed_on_anybody(world: World) -> None:
    ana = world.person("ana")
    key = (await me(ana)).id
    async with world.store.begin() as tx:
        for practice in Practice:
            await tx.practices.done(key, practice, MONDAY)
    await ana.uses("/practices")
    assert "Nothing calls for it just now" in ana.sees
    assert len(rows(ana)) == 10


async def test_what_was_begun_stands_first_and_leads_to_where_one_stopped(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/reflect")
    await ana.fills({"What happened, and how does it feel?": "They rang at six"})
    await world.passes(days=1)
    await ana.uses("/practices")
    _, begun, *others = rows(ana)
    assert begun.text.startswith("You stopped before page two on Mon 30 Nov")
    assert len(others) == 9
    assert isinstance(await ana.presses("Go on"), Ask)
    assert ana.form is not None
    assert ana.form.title == "In my hands"
    await world.passes(days=30)
    await ana.uses("/practices")
    assert "page two" not in ana.sees


async def test_a_form_that_was_typed_into_and_not_sent_is_found_again(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/goal a job by the sea")
    await ana.sends(OpenSkills().pack())
    await ana.fills({})
    await ana.uses("/practices")
    stopped = [row for row in rows(ana) if row.text.startswith("You opened a form on Mon 30 Nov")]
    assert [row.button.label for row in stopped] == ["Go on"]
    await ana.presses("Go on")
    await ana.presses("Write it down")
    assert ana.form is not None
    assert getattr(ana.form.fields[0], "value", "") == "a job by the sea"


async def test_only_forms_that_begin_a_practice_count(world: World) -> None:
    ana = world.person("ana")
    key = (await me(ana)).id
    async with world.store.begin() as tx:
        for packed in (*FORMS, "1.nothing.known", "1.plan.keep_step:7", "1.rejection.keep:"):
            await tx.drafts.keep(key, packed, {"what": "typed"}, MONDAY)
    await ana.uses("/practices")
    assert labels(ana.card).count("Go on") == len(FORMS)


async def test_a_form_about_a_no_leads_back_to_that_no(world: World) -> None:
    ana = world.person("ana")
    key = (await me(ana)).id
    async with world.store.begin() as tx:
        no = await tx.nos.add(No(key, Stage.FINAL, MONDAY - timedelta(days=20), company="Acme"))
        await tx.drafts.keep(key, f"1.feedback.keep:{no.id}:", {"company": "Acme Ltd"}, MONDAY)
    await ana.uses("/practices")
    assert isinstance(await ana.presses("Go on"), Ask)
    assert ana.form is not None
    assert ana.form.does.pack() == f"1.feedback.keep:{no.id}:"
    assert getattr(ana.form.fields[0], "value", "") == "Acme Ltd"


async def test_nothing_of_somebody_else_is_unfinished_here(world: World) -> None:
    ana, ben = world.person("ana"), world.person("ben")
    key = (await me(ana)).id
    async with world.store.begin() as tx:
        await tx.reflections.add(Reflection(key, MONDAY, happened="They rang at six"))
    await ben.uses("/practices")
    assert "Go on" not in labels(ben.card)


async def test_the_card_fits_when_everything_was_begun(world: World) -> None:
    ana = world.person("ana")
    key = (await me(ana)).id
    async with world.store.begin() as tx:
        for packed in FORMS:
            await tx.drafts.keep(key, packed, {"what": "typed"}, MONDAY)
    await ana.uses("/rejected")
    await ana.fills({"Company": "Acme", "How far": "Final round", "How are you": "2 · low"})
    await ana.uses("/practices")
    assert len(rows(ana)) == 11
