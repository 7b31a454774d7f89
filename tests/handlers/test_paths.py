"""Other paths: three steps, each kept at once, one conversation, and one question later."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.actions.paths import (
    AnswerPaths,
    KeepRoles,
    ListPaths,
    OpenRoles,
    OpenSkills,
    OpenTalk,
    RemovePaths,
    ShowIdeas,
    ShowPaths,
    TakeIdea,
)
from bot.answers import Ask, Correct
from bot.domain.application import Stage
from bot.domain.nudge import Nudge, NudgeKind
from bot.domain.paths import Paths, Verdict
from bot.domain.person import Often, Person
from bot.domain.plan import Commitment, Kept, Source
from bot.domain.reflection import Reflection
from bot.domain.rejection import No
from bot.ui.action import Action
from bot.ui.form import ChooseMany, Value
from bot.views import paths as view
from tests.talking import MONDAY, WORDS, Friend, World, labels

GONE = "I can't find that any more"
STALE = "has had its day"
TWO_WEEKS_ON = datetime(2026, 12, 14, 10, 0, tzinfo=UTC)
SKILLS: dict[str, Value] = {
    "What do people ask you for?": "To explain the till",
    "Which of these are in it?": ("Helping customers or guests",),
}
ROLES: dict[str, Value] = {"One": "tour guide", "Two": "trainer"}
TALK: dict[str, Value] = {"With whom?": "Dara", "Day": "2026-12-04", "Time": "10:00"}


def long(length: int, first: str) -> str:
    """Return ordinary words of a length, told from others by how they begin."""
    return f"{first} {'catalogue ' * length}"[: length - 1] + "s"


async def me(friend: Friend) -> Person:
    async with friend.world.store.begin() as tx:
        return await tx.people.meet(friend.actor, "UTC", friend.world.now())


async def looks(friend: Friend) -> tuple[Paths, ...]:
    key = (await me(friend)).id
    async with friend.world.store.begin() as tx:
        return (await tx.paths.of(key))[::-1]


async def talks(friend: Friend) -> list[Commitment]:
    key = (await me(friend)).id
    async with friend.world.store.begin() as tx:
        return [each for each in await tx.commitments.of(key) if each.source is Source.PATHS]


async def promised(friend: Friend) -> list[Nudge]:
    key = (await me(friend)).id
    async with friend.world.store.begin() as tx:
        return [each for each in await tx.nudges.active(key) if each.kind is NudgeKind.PATHS]


async def begins(friend: Friend, **more: str) -> None:
    await friend.sends(OpenSkills().pack())
    await friend.fills({**SKILLS, **more})


async def looks_next_door(friend: Friend) -> None:
    await begins(friend)
    await friend.presses("Roles next door")
    await friend.fills(dict(ROLES))


async def finishes(friend: Friend) -> None:
    await looks_next_door(friend)
    await friend.presses("Choose a conversation")
    await friend.fills(dict(TALK))


async def test_three_steps_lead_to_one_conversation(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/paths")
    assert labels(ana.card) == ["Begin with what I can do"]
    await ana.presses("Begin with what I can do")
    await ana.fills(dict(SKILLS))
    assert ana.card.title == "What you can do"
    await ana.presses("Roles next door")
    await ana.fills(dict(ROLES))
    assert ana.card.title == "Roles next door"
    await ana.presses("Choose a conversation")
    await ana.fills(dict(TALK))
    assert ana.card.title == "One conversation to have"
    assert "I ask once, Mon 14 Dec, what becomes of it, and not again." in ana.sees
    for said in ("To explain the till", "tour guide", "Dara", "Fri 4 Dec, 10:00"):
        assert said in ana.sees
    key = (await me(ana)).id
    async with world.store.begin() as tx:
        assert "paths" in await tx.practices.last(key)


async def test_each_step_is_kept_at_once_and_gone_on_with_days_later(world: World) -> None:
    ana = world.person("ana")
    await begins(ana)
    await world.passes(days=9)
    await world.restart()
    await ana.uses("/paths")
    assert "To explain the till" in ana.sees
    assert labels(ana.card)[:2] == ["Show me ideas", "Roles next door"]
    assert {"Begin a new look", "Change what I can do", "Throw it away"} <= set(labels(ana.card))
    await ana.presses("Roles next door")
    await ana.fills(dict(ROLES))
    await world.passes(days=9)
    await ana.uses("/paths")
    assert labels(ana.card)[0] == "Choose a conversation"


@pytest.mark.parametrize("words", ["should I change careers", "transferable skills"])
async def test_plain_words_open_it(world: World, words: str) -> None:
    ana = world.person("ana")
    await ana.says(words)
    assert "Begin with what I can do" in labels(ana.card)


async def test_a_role_named_behind_the_command_is_the_first_next_door(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/paths  tour   guide")
    assert "tour guide is written down as a first role next door." in ana.sees
    await ana.presses("What I can do")
    await ana.fills(dict(SKILLS))
    assert labels(ana.card)[0] == "Choose a conversation"
    (look,) = await looks(ana)
    assert look.roles == ("tour guide",)


async def test_a_fourth_role_is_not_put_in_the_place_of_one_without_asking(world: World) -> None:
    ana = world.person("ana")
    for role in ("guide", "trainer", "clerk"):
        await ana.uses(f"/paths {role}")
    answer = await ana.uses("/paths baker")
    assert isinstance(answer, Ask)
    assert "There were three already" in answer.form.note
    assert (await looks(ana))[0].roles == ("guide", "trainer", "clerk")
    await ana.fills({})
    assert (await looks(ana))[0].roles == ("guide", "trainer", "baker")


async def test_own_reflections_are_there_to_pick_from(world: World) -> None:
    ana = world.person("ana")
    key = (await me(ana)).id
    async with world.store.begin() as tx:
        await tx.reflections.add(Reflection(key, MONDAY, in_hands="My calm\nMy notes"))
    await ana.sends(OpenSkills().pack())
    await ana.fills({"From your own reflections": ("My notes",)})
    assert "From my reflections" in ana.sees
    (look,) = await looks(ana)
    assert look.strengths == ("My notes",)
    async with world.store.begin() as tx:
        for each in await tx.reflections.of(key):
            await tx.reflections.remove(each.id)
    await ana.presses("Change what I can do")
    await ana.fills({"What can your hands and head handle?": "SQL"})
    (look,) = await looks(ana)
    assert (look.strengths, look.tools) == (("My notes",), "SQL")


async def test_without_reflections_there_is_nothing_to_pick_from(world: World) -> None:
    ana = world.person("ana")
    answer = await ana.sends(OpenSkills().pack())
    assert isinstance(answer, Ask)
    picks = [each for each in answer.form.fields if isinstance(each, ChooseMany)]
    assert [each.label for each in picks] == ["Which of these are in it?"]


async def test_a_step_without_a_word_is_asked_for_again(world: World) -> None:
    ana = world.person("ana")
    await ana.sends(OpenSkills().pack())
    assert isinstance(await ana.fills({}), Correct)
    assert "One line in any of these" in ana.errors["asked_for"]
    await begins(ana)
    await ana.presses("Roles next door")
    assert isinstance(await ana.fills({"Two": "  "}), Correct)
    assert "One role is enough" in ana.errors["one"]
    assert [look.roles for look in await looks(ana)] == [()]


async def test_the_same_role_twice_is_one(world: World) -> None:
    ana = world.person("ana")
    await begins(ana)
    await ana.presses("Roles next door")
    await ana.fills({"One": "Guide", "Two": " ", "Three": "guide"})
    assert (await looks(ana))[0].roles == ("guide",)


async def test_ideas_begin_with_those_that_fit_and_can_be_turned_over(world: World) -> None:
    ana = world.person("ana")
    await begins(ana)
    await ana.presses("Show me ideas")
    assert "They are ideas and no promise" in ana.sees
    assert "Looking after customers after the sale" in ana.sees
    shown = {ana.card.summary()}
    while "More ideas" in labels(ana.card):
        await ana.presses("More ideas")
        shown.add(ana.card.summary())
    families = WORDS.content.paths.families
    assert all(any(family.name in page for page in shown) for family in families.values())
    await ana.presses("Back")
    (look,) = await looks(ana)
    for page in (-3, 99):
        await ana.sends(ShowIdeas(look.id, page).pack())
        assert "Take" in ana.sees


async def test_an_idea_is_a_line_in_the_form_and_nothing_is_kept_before_it_is_sent(
    world: World,
) -> None:
    ana = world.person("ana")
    await begins(ana)
    await ana.presses("Show me ideas")
    answer = await ana.presses("Take 1")
    assert isinstance(answer, Ask)
    assert getattr(answer.form.fields[0], "value", "") == "Looking after customers after the sale"
    assert (await looks(ana))[0].roles == ()
    (look,) = await looks(ana)
    await ana.sends(TakeIdea(look.id, "no_such_family").pack())
    assert STALE in ana.sees


async def test_the_conversation_is_a_step_with_its_reminder(world: World) -> None:
    ana = world.person("ana")
    await finishes(ana)
    (talk,) = await talks(ana)
    assert talk.what == "Talk with Dara about another path"
    await world.until(datetime(2026, 12, 4, 10, 0, tzinfo=UTC))
    assert "Talk with Dara about another path" in ana.letter.summary()


async def test_a_conversation_can_be_moved_without_becoming_two(world: World) -> None:
    ana = world.person("ana")
    await finishes(ana)
    await ana.presses("Change the conversation")
    await ana.fills({"With whom?": "Eli", "Day": "2026-12-07"})
    (talk,) = await talks(ana)
    assert talk.what == "Talk with Eli about another path"
    assert talk.due_at == datetime(2026, 12, 7, 10, 0, tzinfo=UTC)
    (asked,) = await promised(ana)
    assert asked.due_at == TWO_WEEKS_ON


async def test_after_two_weeks_one_question_and_never_a_second(world: World) -> None:
    ana = world.person("ana")
    await finishes(ana)
    await world.until(TWO_WEEKS_ON)
    assert "tour guide" in ana.letter.summary()
    assert {"Look further", "Put it aside", "Keep them in mind"} <= set(labels(ana.letter))
    before = len(ana.letters)
    await world.passes(days=20)
    assert len(ana.letters) == before


@pytest.mark.parametrize(
    ("press", "verdict", "title", "note"),
    [
        ("Look further", Verdict.FURTHER, "Further, then", "You wanted to look further."),
        ("Keep them in mind", Verdict.KEEP, "Kept in mind", "among your paths"),
    ],
)
async def test_any_answer_is_taken_as_it_is(
    world: World, press: str, verdict: Verdict, title: str, note: str
) -> None:
    ana = world.person("ana")
    await finishes(ana)
    await world.until(TWO_WEEKS_ON)
    await ana.presses(press, on=ana.letter)
    assert ana.card.title == title
    assert (await looks(ana))[0].verdict is verdict
    await ana.uses("/paths")
    assert note in ana.sees


async def test_looking_further_is_another_conversation_and_another_question(world: World) -> None:
    ana = world.person("ana")
    await finishes(ana)
    await world.until(TWO_WEEKS_ON)
    (first,) = await talks(ana)
    async with world.store.begin() as tx:
        await tx.commitments.put(replace(first, kept=Kept.DONE))
    await ana.presses("Look further", on=ana.letter)
    await ana.presses("Another conversation")
    await ana.fills({"With whom?": "Eli"})
    assert len(await talks(ana)) == 2
    (look,) = await looks(ana)
    assert look.verdict is None
    (asked,) = await promised(ana)
    assert asked.due_at == TWO_WEEKS_ON + timedelta(days=14)


async def test_put_aside_it_takes_its_conversation_along_and_undo_brings_both_back(
    world: World,
) -> None:
    ana = world.person("ana")
    await finishes(ana)
    (look,) = await looks(ana)
    await ana.sends(AnswerPaths(look.id, Verdict.ASIDE).pack())
    assert "The conversation that was still open is off your list." in ana.sees
    assert [talk.kept for talk in await talks(ana)] == [Kept.DROPPED]
    assert await promised(ana) == []
    await world.until(datetime(2026, 12, 4, 11, 0, tzinfo=UTC))
    assert ana.letters == []
    await ana.uses("/paths")
    assert "Earlier looks" in labels(ana.card)
    await ana.uses("/undo")
    assert [talk.kept for talk in await talks(ana)] == [Kept.OPEN]
    assert (await looks(ana))[0].verdict is None


async def test_without_an_open_conversation_none_is_said_to_be_gone(world: World) -> None:
    ana = world.person("ana")
    await looks_next_door(ana)
    (look,) = await looks(ana)
    await ana.sends(AnswerPaths(look.id, Verdict.ASIDE).pack())
    assert "off your list" not in ana.sees


async def has_ten_noes(friend: Friend, **more: str) -> None:
    key = (await me(friend)).id
    async with friend.world.store.begin() as tx:
        for number in range(9):
            role = more.get("role", f"analyst {number}")
            await tx.nos.add(No(key, Stage.APPLYING, MONDAY - timedelta(days=number), role=role))
    await friend.uses("/rejected")
    await friend.fills({"Company": "Acme", "Role": "Data analyst", "How far": "After applying"})


async def test_after_ten_noes_in_one_field_it_is_offered_with_the_reason(world: World) -> None:
    ana = world.person("ana")
    await has_ten_noes(ana)
    assert "Ten noes and more in one field are no verdict on you." in ana.sees
    assert "Look at other paths" in labels(ana.card)


async def test_noes_in_many_fields_do_not_bring_it_up(world: World) -> None:
    ana = world.person("ana")
    await has_ten_noes(ana, role="manager")
    assert "Look at other paths" not in labels(ana.card)


async def test_what_was_put_aside_is_not_offered(world: World) -> None:
    ana = world.person("ana")
    await looks_next_door(ana)
    (look,) = await looks(ana)
    await ana.sends(AnswerPaths(look.id, Verdict.ASIDE).pack())
    await has_ten_noes(ana)
    assert "Look at other paths" not in labels(ana.card)


async def test_who_wants_no_reminders_is_promised_none(world: World) -> None:
    ana = world.person("ana")
    async with world.store.begin() as tx:
        person = await tx.people.meet(ana.actor, "UTC", MONDAY)
        await tx.people.put(replace(person, often=Often.NONE))
    await finishes(ana)
    assert "I ask once" not in ana.sees
    assert await promised(ana) == []


async def test_a_look_thrown_away_takes_everything_along_and_can_be_brought_back(
    world: World,
) -> None:
    ana = world.person("ana")
    await finishes(ana)
    await ana.presses("Throw it away")
    assert (await looks(ana), await talks(ana), await promised(ana)) == ((), [], [])
    await world.until(datetime(2026, 12, 4, 11, 0, tzinfo=UTC))
    assert ana.letters == []
    await ana.presses("Undo")
    assert len(await looks(ana)) == len(await talks(ana)) == len(await promised(ana)) == 1


async def test_a_question_about_what_is_gone_or_answered_stays_away(world: World) -> None:
    ana = world.person("ana")
    await finishes(ana)
    (look,) = await looks(ana)
    async with world.store.begin() as tx:
        await tx.paths.put(replace(look, verdict=Verdict.KEEP))
    await world.until(datetime(2026, 12, 4, 11, 0, tzinfo=UTC))
    before = len(ana.letters)
    await world.until(TWO_WEEKS_ON)
    assert len(ana.letters) == before


async def test_a_question_about_what_is_no_more_stays_away(world: World) -> None:
    ana = world.person("ana")
    await looks_next_door(ana)
    await ana.presses("Choose a conversation")
    await ana.fills({"With whom?": "Dara"})
    (look,) = await looks(ana)
    async with world.store.begin() as tx:
        await tx.paths.remove(look.id)
    await world.until(TWO_WEEKS_ON)
    assert ana.letters == []


async def test_earlier_looks_are_listed_page_by_page(world: World) -> None:
    ana = world.person("ana")
    await ana.sends(ListPaths().pack())
    assert "There is no earlier look." in ana.sees
    for number in range(8):
        await begins(ana)
        if number:
            await ana.presses("Roles next door")
            await ana.fills({"One": f"role {number}"})
    await ana.presses("Earlier looks")
    assert "role 7" in ana.sees
    await ana.presses("Older")
    assert "what you can do" in ana.sees
    await ana.presses("Newer")
    await ana.presses("Read")
    assert "role 7" in ana.sees


@pytest.mark.parametrize(
    "act", [OpenSkills, OpenRoles, OpenTalk, ShowIdeas, ShowPaths, RemovePaths, KeepRoles]
)
async def test_nobody_reaches_somebody_elses_look(world: World, act: type[Action]) -> None:
    ana, ben = world.person("ana"), world.person("ben")
    await finishes(ana)
    (hers,) = await looks(ana)
    await ben.sends(act(hers.id).pack())  # type: ignore[call-arg]
    assert GONE in ben.sees
    assert await looks(ana) == (hers,)


async def test_nobody_reads_the_same_opening_or_closing_twice_in_a_row(world: World) -> None:
    ana = world.person("ana")
    for line in (view.OPENING, view.CLOSING):
        assert WORDS.texts.count(line) >= 12
    openings = []
    for _ in range(12):
        await ana.uses("/paths")
        openings.append(ana.card.summary())
    assert len(set(openings)) == 12
    await finishes(ana)
    closings = []
    for _ in range(12):
        await ana.presses("Change the conversation")
        await ana.fills({})
        closings.append(ana.card.summary())
    assert len(set(closings)) == 12


async def test_the_longest_look_fits_its_cards(world: World) -> None:
    ana = world.person("ana")
    key = (await me(ana)).id
    async with world.store.begin() as tx:
        lines = "\n".join(f"{number} " + "s" * 790 for number in range(9))
        await tx.reflections.add(Reflection(key, MONDAY, in_hands=lines))
    await ana.sends(OpenSkills().pack())
    assert ana.form is not None
    picks = {each.label: each for each in ana.form.fields if isinstance(each, ChooseMany)}
    skills, strengths = picks["Which of these are in it?"], picks["From your own reflections"]
    await ana.fills({
        "What do people ask you for?": long(300, "a"),
        "What did you do without being asked?": long(300, "b"),
        "What can your hands and head handle?": long(300, "c"),
        "Which of these are in it?": tuple(each.value for each in skills.choices[: skills.most]),
        "From your own reflections": tuple(
            each.value for each in strengths.choices[: strengths.most]
        ),
    })  # fmt: skip
    await ana.presses("Roles next door")
    await ana.fills({"One": long(80, "d"), "Two": long(80, "e"), "Three": long(80, "f"),
                     "What draws you to one of them?": long(400, "g")})  # fmt: skip
    await ana.presses("Choose a conversation")
    await ana.fills(
        {**TALK, "With whom?": long(80, "h"), "What would you like to know?": long(200, "i")}
    )
    assert long(80, "h") in ana.sees
    await world.until(TWO_WEEKS_ON)
    assert long(80, "d") in ana.letter.summary()
