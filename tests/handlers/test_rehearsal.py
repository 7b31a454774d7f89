"""Practising for interviews: questions one by one, own answers, a question a day, a kit for two."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.answers import Ask, Replace, Say
from bot.domain.nudge import NudgeKind
from bot.domain.person import Often
from bot.domain.practice import Practice
from bot.domain.rehearsal import Family, Rehearsal
from bot.ui.card import Menu, Note, Progress, Quote, Row
from bot.views import mock as mock_view
from bot.views import rehearsal as view
from tests.handlers.circles import OAKS, oaks
from tests.handlers.search import active, person
from tests.talking import MONDAY, WORDS, Friend, World, labels

ANSWER = "Your answer"
FROM = "From a family of your choice"
FAMILIES = {family: WORDS.texts(view.FAMILY[family]) for family in Family}


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


async def kept(friend: Friend) -> tuple[Rehearsal, ...]:
    key = (await person(friend)).id
    async with friend.world.store.begin() as tx:
        return await tx.rehearsals.of(key)


async def answers(friend: Friend, words: str = "I am a nurse.", **more: str) -> None:
    await friend.presses("Answer it")
    await friend.fills({ANSWER: words, **more})


def question(friend: Friend) -> str:
    return next(block.text for block in friend.card.blocks if isinstance(block, Quote))


@pytest.mark.parametrize(
    "way", ["/interview", "ask me an interview question", "I want to practise interviewing"]
)
async def test_a_question_is_put_by_command_and_by_plain_words(world: World, way: str) -> None:
    ana = world.person("ana")
    await (ana.uses(way) if way.startswith("/") else ana.says(way))
    assert ana.card.title == "A question: About you"
    assert question(ana) == "Tell me a little about yourself."
    assert {"Answer it", "What a good answer shows", "Another question"} <= set(labels(ana.card))


async def test_an_answer_is_kept_beside_what_a_good_one_shows(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/interview")
    assert "A good answer shows" not in ana.sees
    await answers(ana, **{"How does it sit with you?": "3, it would do"})
    assert ana.card.title == "Kept"
    assert question(ana) == "I am a nurse."
    assert "You rated it: 3, it would do" in ana.sees
    assert "A good answer shows: Where you are now" in ana.sees
    assert "A common trap:" in ana.sees
    (only,) = await kept(ana)
    assert (only.answer, only.rating, only.answered_at) == ("I am a nurse.", 3, MONDAY)
    async with world.store.begin() as tx:
        assert Practice.INTERVIEW in await tx.practices.last(only.person_id)


async def test_what_a_good_answer_shows_can_be_asked_for_first(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/interview")
    answer = await ana.presses("What a good answer shows")
    assert isinstance(answer, Replace)
    assert "A good answer shows" in ana.sees
    await answers(ana)
    assert len(await kept(ana)) == 1


async def test_a_question_that_tells_a_story_says_how_it_is_divided(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/interview conflict")
    assert ana.card.title == "A question: Conflict"
    notes = [block.text for block in ana.card.blocks if isinstance(block, Note)]
    assert "situation 20 s, task 10 s, action 60 s, result 30 s" in notes[0]
    assert "rule of thumb" in notes[0]


async def test_what_was_left_open_is_found_again_after_days_and_a_restart(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/interview")
    await ana.presses("Another question")
    open_one = question(ana)
    await world.passes(days=9)
    await world.restart()
    await ana.uses("/interview")
    assert question(ana) == open_one
    await answers(ana)
    await ana.uses("/interview")
    assert question(ana) != open_one


async def test_another_one_comes_from_another_family_or_from_the_one_chosen(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/interview")
    titles = [ana.card.title]
    for _ in range(7):
        await ana.presses("Another question")
        titles.append(ana.card.title)
    assert len(set(titles)) == 8
    await ana.picks(FROM, FAMILIES[Family.FAILURE])
    assert ana.card.title == "A question: Failure, and what it taught"


async def test_nobody_reads_the_same_opening_or_closing_twice_in_a_row(world: World) -> None:
    assert WORDS.texts.count(view.OPENING) >= 12
    assert WORDS.texts.count(view.CLOSING) >= 12
    ana = world.person("ana")
    openings, closings = [], []
    for _ in range(3):
        await ana.uses("/interview")
        openings.append(ana.card.summary().splitlines()[1])
        await answers(ana)
        closings.append(ana.card.summary().splitlines()[-1])
    assert len(set(openings)) == len(set(closings)) == 3


async def test_an_answer_can_be_changed_and_that_taken_back(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/interview")
    await answers(ana)
    await ana.presses("Change it")
    assert ana.form is not None
    assert getattr(ana.form.fields[0], "value", "") == "I am a nurse."
    await ana.fills({ANSWER: "I am a ward nurse.", "How does it sit with you?": "5, this is mine"})
    assert (await kept(ana))[0].answer == "I am a ward nurse."
    await ana.presses("Undo")
    (only,) = await kept(ana)
    assert (only.answer, only.rating) == ("I am a nurse.", None)


async def test_the_log_counts_by_family_and_gives_answers_back(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/interview")
    await ana.presses("My answers")
    assert "No answer is here so far" in ana.sees
    await ana.presses("A question")
    await answers(ana, **{"How does it sit with you?": "4, I'd like to say it like this"})
    await ana.presses("My answers")
    assert "One question answered" in ana.sees
    bars = {bar.label: bar.done for bar in ana.card.blocks if isinstance(bar, Progress)}
    assert bars == {name: int(name == "About you") for name in FAMILIES.values()}
    await ana.picks("Look at a family", "About you")
    assert "Tell me a little about yourself. (Mon 30 Nov, 4 of 5)" in ana.sees
    await ana.picks("Look at one", "Tell me a little about yourself.")
    assert question(ana) == "I am a nurse."
    assert "Answered on Mon 30 Nov" in ana.sees
    await ana.presses("Others of this family")
    await ana.presses("A question from here")
    assert ana.card.title == "A question: About you"


async def test_many_answers_are_listed_page_by_page(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/interview")
    for _ in range(10):
        await ana.picks(FROM, "motivation")
        await answers(ana)
        await ana.uses("/interview")
    await ana.presses("My answers")
    assert "10 questions answered" in ana.sees
    await ana.picks("Look at a family", "motivation")
    menu = next(block for block in ana.card.blocks if isinstance(block, Menu))
    assert len(menu.choices) == 8
    await ana.presses("Older")
    assert "Newer" in labels(ana.card)
    assert "Older" not in labels(ana.card)
    await ana.sends("1.rehearsal.list:motivation:99")
    assert "Newer" in labels(ana.card)
    await ana.sends("1.rehearsal.list:pressure:0")
    assert "Nothing here so far" in ana.sees


async def test_an_answer_can_be_taken_away_and_back(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/interview")
    await answers(ana)
    (only,) = await kept(ana)
    await ana.sends(f"1.rehearsal.show:{only.id}")
    await ana.presses("Take it away")
    assert ana.card.title == "Taken away"
    assert (await kept(ana))[0].answer == ""
    await ana.presses("Undo")
    assert await kept(ana) == (only,)


async def test_a_question_that_left_the_bank_keeps_its_answer(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/interview")
    await answers(ana)
    (only,) = await kept(ana)
    async with world.store.begin() as tx:
        await tx.rehearsals.put(replace(only, question="taken_out"))
    await ana.sends(f"1.rehearsal.show:{only.id}")
    assert "no longer among mine" in ana.sees
    assert "A good answer shows" not in ana.sees
    await ana.sends(f"1.rehearsal.answer:{only.id}")
    await ana.fills({})
    async with world.store.begin() as tx:
        await tx.rehearsals.put(replace(only, question="taken_out", answered_at=None))
    await ana.uses("/interview")
    assert ana.card.title == "A question: About you"
    await ana.sends(f"1.rehearsal.good:{only.id}")
    assert "no longer among mine" in ana.sees


async def test_an_interview_ahead_stands_beside_the_question(world: World) -> None:
    ana = world.person("ana", "UTC")
    await ana.says("interview at Hooli on friday at 10")
    await ana.says("interview at Bolt on thursday at 10")
    await ana.uses("/interview")
    assert "Bolt: Thu 3 Dec, 10:00" in ana.sees
    assert sum(isinstance(block, Row) for block in ana.card.blocks) == 1
    await ana.uses("/interview Hooli")
    assert "Hooli: Fri 4 Dec, 10:00" in ana.sees
    await ana.presses("Prepare for setbacks")
    assert ana.card.title == "Ready for it: Hooli"


async def test_a_question_a_day_comes_at_ones_own_time_and_is_never_the_same(world: World) -> None:
    ana = world.person("ana", "America/New_York")
    await ana.uses("/interview")
    await answers(ana)
    await ana.presses("A question a day")
    await ana.fills({"At what time?": "18:00"})
    assert "every day at 18:00" in ana.sees
    (nudge,) = await active(ana)
    assert (nudge.kind, nudge.asked, nudge.due_at) == (
        NudgeKind.PRACTICE, True, utc("2026-11-30T23:00"),
    )  # fmt: skip
    await world.until(utc("2026-12-01T00:00"))
    assert ana.letters == []  # the one of the first day had an answer already
    await world.until(utc("2026-12-03T00:00"))
    assert [card.title for card in ana.letters] == ["Today's question"] * 2
    asked = [next(b.text for b in card.blocks if isinstance(b, Quote)) for card in ana.letters]
    assert len({*asked, "Tell me a little about yourself."}) == 3


async def test_what_was_opened_by_hand_is_the_question_of_that_day(world: World) -> None:
    ana = world.person("ana", "UTC")
    await ana.uses("/interview")
    await ana.presses("A question a day")
    await ana.fills({"At what time?": "10:00"})
    await world.until(utc("2026-11-30T10:00"))
    assert "Tell me a little about yourself." in ana.letter.summary()
    await ana.presses("Answer it", on=ana.letter)
    await ana.fills({ANSWER: "I am a nurse."})
    assert len(await kept(ana)) == 1


async def test_what_came_today_and_was_not_answered_is_not_replaced_today(world: World) -> None:
    ana = world.person("ana", "UTC")
    await ana.uses("/interview")
    await ana.presses("A question a day")
    await ana.fills({"At what time?": "10:00"})
    await world.until(utc("2026-12-01T10:00"))
    first = ana.letter
    await ana.sends("1.daily.open")
    await ana.fills({"At what time?": "12:00"})
    await world.until(utc("2026-12-01T12:00"))
    assert len(ana.letters) == 3
    said = [next(b.text for b in card.blocks if isinstance(b, Quote)) for card in ana.letters]
    assert said[1] == said[2] != said[0]
    assert first is not ana.letter


async def test_words_of_crisis_are_met_first_and_not_kept(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/interview")
    await ana.presses("Answer it")
    await ana.fills({ANSWER: "I want to kill myself"})
    assert "A good answer shows" not in ana.sees
    assert [each.answer for each in await kept(ana)] == [""]


async def test_the_daily_question_can_be_moved_stopped_and_taken_up_again(world: World) -> None:
    ana = world.person("ana", "UTC")
    await ana.uses("/interview")
    await ana.presses("A question a day")
    await ana.fills({"At what time?": ""})
    assert "time" in ana.errors
    await ana.fills({"At what time?": "10:00"})
    await ana.presses("Another time")
    assert ana.form is not None
    assert getattr(ana.form.fields[0], "value", "") == "10:00"
    await ana.fills({"At what time?": "11:30"})
    assert [nudge.minute for nudge in await active(ana)] == [690]
    await ana.presses("Stop it")
    assert await active(ana) == ()
    await ana.presses("Undo")
    assert [nudge.minute for nudge in await active(ana)] == [690]


async def test_who_wants_no_reminders_still_gets_what_they_asked_for(world: World) -> None:
    ana = world.person("ana", "UTC")
    known = await person(ana)
    async with world.store.begin() as tx:
        await tx.people.put(replace(known, often=Often.NONE))
    await ana.uses("/interview")
    await ana.presses("A question a day")
    await ana.fills({"At what time?": "10:00"})
    await world.until(utc("2026-11-30T10:00"))
    assert len(ana.letters) == 1


async def test_a_kit_holds_all_that_two_people_need(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/interview")
    await ana.presses("Mock interview")
    first = question(ana)
    assert first.count("Listen for:") == 3
    assert first.startswith("Before:")
    assert "No marks" in first
    await ana.presses("Other questions")
    assert question(ana) != first
    await ana.presses("Show my circle")
    assert ana.card.title == "You are not in a circle yet"


async def test_a_kit_is_shown_to_ones_circle_after_a_preview(world: World) -> None:
    (ana,) = await oaks(world)
    await ana.uses("/interview")
    await ana.presses("Mock interview")
    kit = question(ana)
    await ana.presses("Show my circle")
    assert ana.form is not None
    assert ana.form.values()["words"] == kit
    await ana.fills({})
    assert "will see this" in ana.sees
    assert not any("Listen for" in card.summary() for card in world.mail.in_room(OAKS))
    await ana.presses("Share it")
    await world.passes(minutes=1)
    assert any("Listen for" in card.summary() for card in world.mail.in_room(OAKS))


def test_every_kit_fits_into_what_can_be_shared() -> None:
    kits = {mock_view.words(WORDS.texts, WORDS.content.rehearsal, each) for each in range(200)}
    assert len(kits) >= 70
    assert max(map(len, kits)) <= 1500


async def test_nobody_touches_what_somebody_else_answered(world: World) -> None:
    ana, ben = world.person("ana"), world.person("ben")
    await ana.uses("/interview")
    await answers(ana)
    (only,) = await kept(ana)
    for route in ("good", "answer", "show", "remove"):
        answer = await ben.sends(f"1.rehearsal.{route}:{only.id}")
        assert isinstance(answer, Say)
        assert "nurse" not in ben.sees
    assert await kept(ana) == (only,)


@pytest.mark.parametrize(
    ("packed", "picked"),
    [
        ("1.rehearsal.another:", "weather"),
        ("1.rehearsal.list::0", "x"),
        ("1.rehearsal.list::0", ""),
    ],
)
async def test_a_family_that_is_none_is_met_kindly(world: World, packed: str, picked: str) -> None:
    ana = world.person("ana")
    await ana.sends(packed, *filter(None, [picked]))
    assert isinstance(ana.answer, Say)
    assert await kept(ana) == ()


async def test_a_no_after_an_interview_can_lead_here(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/rejected")
    await ana.fills({"Company": "Acme", "How far": "After an interview"})
    await ana.presses("Something else")
    assert "Practise a question" in labels(ana.card)
    answer = await ana.presses("Practise a question")
    assert isinstance(answer, Replace | Say)
    assert not isinstance(ana.answer, Ask)
    assert ana.card.title == "A question: About you"
