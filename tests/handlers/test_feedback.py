"""Asking for feedback: a message to copy, one question afterwards, and an end either way."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.answers import Ask, Replace, Say
from bot.domain.application import Application, Stage, Status
from bot.domain.feedback import FeedbackRequest, FeedbackState, FeedbackTone, Occasion
from bot.domain.person import Often
from bot.ui.card import Quote
from bot.views.feedback_message import message
from tests.talking import MONDAY, WORDS, Friend, World, labels

ASKED = datetime(2026, 12, 7, 10, 0, tzinfo=UTC)


async def requests(friend: Friend) -> tuple[FeedbackRequest, ...]:
    async with friend.world.store.begin() as tx:
        person = await tx.people.meet(friend.actor, "UTC", friend.world.now())
        return await tx.feedback.of(person.id)


async def after_a_no(friend: Friend, company: str = "Acme", how_far: str = "Final round") -> None:
    await friend.uses("/rejected")
    await friend.fills({"Company": company, "Role": "analyst", "How far": how_far})


async def writes(friend: Friend, **more: str) -> None:
    await friend.uses("/feedback")
    await friend.fills({"Company": "Acme", **more})


async def sends_it(friend: Friend, **more: str) -> None:
    await writes(friend, **more)
    await friend.presses("I sent it")


def quoted(friend: Friend) -> str:
    return next(block.text for block in friend.card.blocks if isinstance(block, Quote))


@pytest.mark.parametrize(
    "way", ["press", "/feedback", "/feedback Acme", "how do I ask for feedback"]
)
async def test_the_company_is_filled_in_where_it_is_known(world: World, way: str) -> None:
    ana = world.person("ana")
    await after_a_no(ana)
    if way == "press":
        answer = await ana.presses("Ask for feedback")
    else:
        answer = await (ana.uses(way) if way.startswith("/") else ana.says(way))
    assert isinstance(answer, Ask)
    assert [field.label for field in answer.form.fields] == [
        "Company", "Tone", "Who talked with you", "One thing you valued",
        "Another thing you valued",
    ]  # fmt: skip
    assert getattr(answer.form.fields[0], "value", "") == "Acme"


async def test_without_a_no_the_form_is_empty(world: World) -> None:
    ana = world.person("ana")
    answer = await ana.uses("/feedback")
    assert isinstance(answer, Ask)
    assert getattr(answer.form.fields[0], "value", None) == ""


async def test_the_message_thanks_and_asks_two_questions(world: World) -> None:
    ana = world.person("ana")
    await after_a_no(ana)
    await ana.presses("Ask for feedback")
    await ana.fills({
        "Who talked with you": "Dara",
        "One thing you valued": "the tour of the lab.",
        "Another thing you valued": "how openly you spoke about the team",
    })  # fmt: skip
    assert quoted(ana) == (
        "Hi Dara,\n\n"
        "Thank you for taking me all the way to the final round for the analyst role at Acme. "
        "I was sorry it ended there, and I'm grateful for the time everybody gave me. "
        "I especially valued the tour of the lab, and how openly you spoke about the team.\n\n"
        "If you have a minute, two small questions would help me a lot:\n"
        "1. When it came to the decision, what was it that tipped the balance?\n"
        "2. What one thing would you work on in my place before the next final round?\n\n"
        "Thank you either way, and all the best to you and the team."
    )
    assert "about 4 % of candidates got specific feedback" in ana.sees
    assert labels(ana.card) == ["I sent it", "Change it", "Another tone", "Undo"]


@pytest.mark.parametrize("tone", FeedbackTone)
@pytest.mark.parametrize("occasion", Occasion)
def test_every_message_asks_two_questions_and_nothing_else(
    tone: FeedbackTone, occasion: Occasion
) -> None:
    request = FeedbackRequest(
        1, MONDAY, company="Acme", tone=tone, interviewer="Dara", valued_one="the lab tour"
    )
    said = message(WORDS.texts, request, "analyst", occasion)
    assert said.count("?") == 2
    assert said.count("\n1. ") == said.count("\n2. ") == 1
    assert "Acme" in said
    assert "the analyst role" in said
    assert "Dara" in said
    assert said.count("the lab tour") == 1
    assert "!" not in said


@pytest.mark.parametrize("tone", FeedbackTone)
def test_a_message_reads_well_when_little_is_known(tone: FeedbackTone) -> None:
    said = message(WORDS.texts, FeedbackRequest(1, MONDAY, tone=tone), "", Occasion.PAPER)
    assert "the role at your company" in said
    assert "{" not in said
    assert "  " not in said


async def test_one_valued_thing_is_enough_wherever_it_stands(world: World) -> None:
    ana = world.person("ana")
    await writes(ana, **{"Another thing you valued": "your patience"})
    assert "I especially valued your patience." in quoted(ana)


async def test_the_questions_fit_an_application_that_was_ended_without_a_no(world: World) -> None:
    ana = world.person("ana")
    async with world.store.begin() as tx:
        person = await tx.people.meet(ana.actor, "UTC", MONDAY)
        rejected = Application(person.id, Status.REJECTED, MONDAY, MONDAY, company="Acme")
        await tx.applications.add(replace(rejected, stage=Stage.SCREEN))
    await writes(ana)
    assert "Thank you for the conversation" in quoted(ana)


async def test_another_company_than_the_one_begun_with_is_another_matter(world: World) -> None:
    ana = world.person("ana")
    await after_a_no(ana)
    await ana.presses("Ask for feedback")
    await ana.fills({"Company": "Beta"})
    assert "my application for the role at Beta" in quoted(ana)


async def test_of_two_noes_the_one_it_began_from_is_meant(world: World) -> None:
    ana = world.person("ana")
    await after_a_no(ana, how_far="Final round")
    about_the_first = ana.card
    await world.passes(minutes=1)
    await after_a_no(ana, how_far="After a screen")
    await ana.presses("Ask for feedback", on=about_the_first)
    await ana.fills({})
    assert "Thank you for taking me all the way to the final round" in quoted(ana)


async def test_a_no_taken_back_meanwhile_does_not_take_the_message_with_it(world: World) -> None:
    ana = world.person("ana")
    await after_a_no(ana)
    card = ana.card
    await ana.presses("Ask for feedback")
    form = ana.form
    await ana.presses("Undo", on=card)
    ana.form = form
    await ana.fills({})
    assert "my application for the role at Acme" in quoted(ana)


async def test_an_emptied_company_still_fits_the_no_it_began_from(world: World) -> None:
    ana = world.person("ana")
    await after_a_no(ana)
    await ana.presses("Ask for feedback")
    await ana.fills({"Company": ""})
    assert "the final round for the analyst role at Acme" in quoted(ana)


async def test_the_same_message_can_be_heard_in_each_tone(world: World) -> None:
    ana = world.person("ana")
    await writes(ana, Tone="Plain")
    heard = [quoted(ana)]
    for _ in range(3):
        answer = await ana.presses("Another tone")
        assert isinstance(answer, Replace)
        heard.append(quoted(ana))
    assert len(set(heard)) == 3
    assert heard[0] == heard[3]


async def test_it_can_be_changed_and_keeps_what_was_typed(world: World) -> None:
    ana = world.person("ana")
    await writes(ana, **{"Who talked with you": "Dara"})
    await ana.presses("Change it")
    await ana.fills({"One thing you valued": "your patience"})
    assert "Hi Dara," in quoted(ana)
    assert "your patience" in quoted(ana)
    assert len(await requests(ana)) == 1


async def test_after_five_working_days_one_question_and_never_a_second(world: World) -> None:
    ana = world.person("ana")
    await sends_it(ana)
    assert "I ask you once, Mon 7 Dec, and not again" in ana.sees
    await world.until(ASKED)
    assert "Five working days ago you asked Acme" in ana.letter.summary()
    assert {"They answered", "No answer"} <= set(labels(ana.letter))
    await world.passes(days=30)
    assert sum("Did they answer?" in card.title for card in ana.letters) == 1


async def test_pressing_twice_that_it_was_sent_changes_nothing(world: World) -> None:
    ana = world.person("ana")
    await writes(ana)
    card = ana.card
    await ana.presses("I sent it", on=card)
    (before,) = await requests(ana)
    await world.passes(days=1)
    await ana.presses("I sent it", on=card)
    assert await requests(ana) == (before,)
    assert "Mon 7 Dec" in ana.sees


async def test_who_wants_no_reminders_is_promised_none(world: World) -> None:
    ana = world.person("ana")
    async with world.store.begin() as tx:
        person = await tx.people.meet(ana.actor, "UTC", MONDAY)
        await tx.people.put(replace(person, often=Often.NONE))
    await sends_it(ana)
    assert "once" not in ana.sees
    await world.until(ASKED)
    assert ana.letters == []


async def test_an_answer_is_sorted_by_whose_hands_it_lies_in(world: World) -> None:
    ana = world.person("ana")
    await sends_it(ana)
    await ana.presses("They answered")
    await ana.fills({
        "Their answer": "Strong, but we hired from inside.",
        "What it was about": ("How the interview went", "Fit", "Somebody else had more"),
    })  # fmt: skip
    assert ana.card.title == "What Acme said"
    said = ana.card.summary()
    assert said.index("In your hands") < said.index("Partly in your hands")
    assert said.index("Partly in your hands") < said.index("Not in your hands")
    assert quoted(ana) == "Strong, but we hired from inside."
    (kept,) = await requests(ana)
    assert (kept.state, kept.themes) == (
        FeedbackState.ANSWERED, ("interview", "fit", "other_person"),
    )  # fmt: skip
    await world.until(ASKED)
    assert ana.letters == []


async def test_an_answer_without_themes_is_kept_as_it_is(world: World) -> None:
    ana = world.person("ana")
    await writes(ana, Company="")
    await ana.presses("I sent it")
    await ana.presses("They answered")
    await ana.fills({"Their answer": "word " * 590})
    assert ana.card.title == "What they said"
    assert "You named no theme" in ana.sees
    assert quoted(ana).endswith(" …")


async def test_no_answer_is_closed_kindly(world: World) -> None:
    ana = world.person("ana")
    await sends_it(ana)
    await world.until(ASKED)
    await ana.presses("No answer", on=ana.letter)
    assert ana.card.title == "No answer, then"
    assert (await requests(ana))[0].state is FeedbackState.UNANSWERED
    await ana.presses("Undo")
    assert (await requests(ana))[0].state is FeedbackState.SENT


async def test_those_who_have_not_answered_are_found_again(world: World) -> None:
    ana = world.person("ana")
    await sends_it(ana)
    await ana.uses("/feedback")
    await ana.presses("Ask another company")
    await ana.fills({"Company": "Gamma"})
    await ana.presses("I sent it")
    await ana.uses("/feedback")
    assert ana.card.title == "Waiting for an answer"
    assert labels(ana.card) == [*["They answered", "No answer"] * 2, "Ask another company"]
    assert "Acme, sent Mon 30 Nov" in ana.sees
    assert isinstance(await ana.uses("/feedback Beta"), Ask)


async def test_a_request_without_a_name_is_found_again_too(world: World) -> None:
    ana = world.person("ana")
    await writes(ana, Company="")
    await ana.presses("I sent it")
    await ana.uses("/feedback")
    assert "a company, sent Mon 30 Nov" in ana.sees


async def test_undo_takes_back_that_it_was_sent_and_the_question_with_it(world: World) -> None:
    ana = world.person("ana")
    await sends_it(ana)
    await ana.presses("Undo")
    assert (await requests(ana))[0].state is FeedbackState.DRAFT
    await world.until(ASKED)
    assert ana.letters == []


async def test_a_request_taken_back_is_not_asked_about(world: World) -> None:
    ana = world.person("ana")
    await sends_it(ana)
    (kept,) = await requests(ana)
    async with world.store.begin() as tx:
        await tx.feedback.remove(kept.id)
    await world.until(ASKED)
    assert ana.letters == []


async def test_nobody_touches_what_somebody_else_asked(world: World) -> None:
    ana, ben = world.person("ana"), world.person("ben")
    await after_a_no(ana)
    await writes(ana)
    (kept,) = await requests(ana)
    for route in ("change", "tone", "sent", "answer", "silence", "begin"):
        answer = await ben.sends(f"1.feedback.{route}:{kept.id}")
        assert isinstance(answer, Say)
        assert "Acme" not in ben.sees
    assert await requests(ana) == (kept,)


async def test_who_has_told_of_the_answer_meanwhile_is_not_asked(world: World) -> None:
    ana = world.person("ana")
    await sends_it(ana)
    (kept,) = await requests(ana)
    async with world.store.begin() as tx:
        await tx.feedback.put(replace(kept, state=FeedbackState.ANSWERED))
    await world.until(ASKED)
    assert ana.letters == []
