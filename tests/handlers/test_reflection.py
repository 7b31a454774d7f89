"""Reflecting without blame: written, left, found again, changed, thrown away."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from bot.answers import Ask, Correct, Say
from bot.domain.nudge import NudgeKind
from bot.domain.person import Often
from bot.domain.reflection import Reflection
from bot.events import Message
from bot.ui.card import Quote
from tests.talking import Friend, World, labels

HAPPENED = "What happened, and how does it feel?"
OTHERS = "Who else would know this feeling?"
FRIEND = "What would you say to a friend in this?"
STRATEGY = "What will I try?"
TOMORROW = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


async def reflections(friend: Friend) -> tuple[Reflection, ...]:
    async with friend.world.store.begin() as tx:
        person = await tx.people.meet(friend.actor, "UTC", friend.world.now())
        return await tx.reflections.of(person.id)


async def lines_due(friend: Friend) -> dict[NudgeKind, datetime | None]:
    async with friend.world.store.begin() as tx:
        person = await tx.people.meet(friend.actor, "UTC", friend.world.now())
        return {nudge.kind: nudge.due_at for nudge in await tx.nudges.active(person.id)}


async def tells_of_a_no(friend: Friend, company: str = "Acme") -> None:
    await friend.uses("/rejected")
    await friend.fills({"Company": company, "How far": "Final round"})


async def begins(friend: Friend) -> None:
    await friend.uses("/reflect")
    await friend.fills({HAPPENED: "They rang me at six.", FRIEND: "You gave it all you had."})


def quotes(friend: Friend) -> list[str]:
    return [block.text for block in friend.card.blocks if isinstance(block, Quote)]


OWN = Message("#lobby", "m1", "ana", "https://example.org/m1", "Another no, from Acme this time.")


async def test_ones_own_message_begins_the_reflection_about_the_no_it_speaks_of(
    world: World,
) -> None:
    ana = world.person("ana")
    for company in ("Acme", "Globex"):
        await tells_of_a_no(ana, company)
    await ana.uses_on("Reflect on this", OWN)
    assert ana.form is not None
    assert [getattr(each, "value", "") for each in ana.form.fields] == [OWN.text, "", ""]
    await ana.fills({FRIEND: "You gave it all you had."})
    [kept] = await reflections(ana)
    assert kept.happened == OWN.text
    async with world.store.begin() as tx:
        assert [no.company for no in await tx.nos.of(1) if no.id == kept.no_id] == ["Acme"]


async def test_of_somebody_elses_message_nothing_is_known_and_the_form_is_empty(
    world: World,
) -> None:
    ana = world.person("ana")
    await ana.uses_on("Reflect on this", replace(OWN, author="ben", text=""))
    assert ana.form is not None
    assert [getattr(each, "value", "") for each in ana.form.fields] == ["", "", ""]
    async with world.store.begin() as tx:
        assert "m1" not in str(await tx.data.export(1))


async def test_a_long_message_is_cut_to_what_fits_and_can_be_sent(world: World) -> None:
    ana = world.person("ana")
    await ana.uses_on("Reflect on this", replace(OWN, text="and then they asked again " * 150))
    await ana.fills({})
    [kept] = await reflections(ana)
    assert 1400 < len(kept.happened) <= 1500


@pytest.mark.parametrize("said", ["/reflect", "I want to reflect", "press"])
async def test_three_writings_are_asked_for(world: World, said: str) -> None:
    ana = world.person("ana")
    if said == "press":
        await tells_of_a_no(ana)
        await ana.presses("Write three lines")
    else:
        await (ana.uses(said) if said.startswith("/") else ana.says(said))
    assert ana.form is not None
    assert [field.label for field in ana.form.fields] == [HAPPENED, OTHERS, FRIEND]
    assert not any(field.required for field in ana.form.fields)


async def test_the_opening_is_never_the_same_twice_in_a_row(world: World) -> None:
    ana, notes = world.person("ana"), []
    for _ in range(8):
        answer = await ana.uses("/reflect")
        assert isinstance(answer, Ask)
        notes.append(answer.form.note)
    assert len(set(notes)) >= 6
    assert all(one != other for one, other in pairwise(notes))


@pytest.mark.parametrize("field", [HAPPENED, OTHERS, FRIEND])
async def test_one_line_in_any_of_the_three_is_enough(world: World, field: str) -> None:
    ana = world.person("ana")
    await ana.uses("/reflect")
    await ana.fills({field: "Some words."})
    assert ana.card.title == "Set down"


async def test_nothing_at_all_is_asked_about_again(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/reflect")
    answer = await ana.fills({})
    assert isinstance(answer, Correct)
    assert ana.errors == {"happened": "One line in any of the three is enough."}
    assert await reflections(ana) == ()


async def test_the_second_half_gives_their_own_words_back(world: World) -> None:
    ana = world.person("ana")
    await begins(ana)
    await ana.presses("What was in my hands")
    await ana.fills({STRATEGY: "Ask who decides.", "One lesson to keep": "Eat first."})
    assert quotes(ana) == ["You gave it all you had.", "Ask who decides."]
    assert "Lesson: Eat first." in ana.sees
    assert {"Make it a plan", "Share what I'll try", "Undo"} <= set(labels(ana.card))
    (kept,) = await reflections(ana)
    assert (kept.lesson, kept.done_at) == ("Eat first.", world.now())


async def test_without_a_strategy_there_is_nothing_to_share(world: World) -> None:
    ana = world.person("ana")
    await begins(ana)
    await ana.presses("What was in my hands")
    await ana.fills({"What was not?": "Their budget."})
    assert "Share what I'll try" not in labels(ana.card)


async def test_the_second_half_may_not_be_empty_either(world: World) -> None:
    ana = world.person("ana")
    await begins(ana)
    await ana.presses("What was in my hands")
    answer = await ana.fills({})
    assert isinstance(answer, Correct)
    assert ana.errors == {"in_hands": "One line in any of these is enough."}


async def test_an_unfinished_one_is_offered_with_its_age(world: World) -> None:
    ana = world.person("ana")
    for days, age in ((0, "earlier today"), (1, "yesterday"), (4, "5 days ago")):
        if not days:
            await begins(ana)
        await world.passes(days=days)
        await ana.uses("/reflect")
        assert age in ana.sees
    assert quotes(ana) == ["They rang me at six."]
    await ana.presses("Go on")
    assert ana.form is not None
    assert ana.form.title == "In my hands"


async def test_an_unfinished_one_survives_a_restart(world: World) -> None:
    ana = world.person("ana")
    await begins(ana)
    await world.restart()
    await ana.uses("/reflect")
    assert quotes(ana) == ["They rang me at six."]


async def test_one_can_begin_anew_and_leave_the_other_as_it_is(world: World) -> None:
    ana = world.person("ana")
    await begins(ana)
    await ana.uses("/reflect")
    await ana.presses("Begin anew")
    await ana.fills({OTHERS: "My sister."})
    assert len(await reflections(ana)) == 2


async def test_after_another_no_an_older_one_does_not_stand_in_the_way(world: World) -> None:
    ana = world.person("ana")
    await begins(ana)
    await world.passes(days=2)
    await tells_of_a_no(ana)
    answer = await ana.presses("Write three lines")
    assert isinstance(answer, Ask)


async def test_both_halves_can_be_changed_later(world: World) -> None:
    ana = world.person("ana")
    await begins(ana)
    await ana.presses("What was in my hands")
    await ana.fills({STRATEGY: "Ask who decides."})
    await world.passes(days=9)
    await ana.presses("Change the first half")
    await ana.fills({FRIEND: "Rest a little."})
    await ana.sends(f"1.reflection.hands:{(await reflections(ana))[0].id}")
    await ana.fills({STRATEGY: "Ask for the salary first."})
    (kept,) = await reflections(ana)
    assert (kept.happened, kept.friend) == ("They rang me at six.", "Rest a little.")
    assert kept.strategy == "Ask for the salary first."


async def test_undo_takes_a_reflection_back_and_the_line_about_it(world: World) -> None:
    ana = world.person("ana")
    await begins(ana)
    await ana.presses("Undo")
    assert await reflections(ana) == ()
    await world.until(TOMORROW)
    assert ana.letters == []


async def test_earlier_ones_can_be_read_a_page_at_a_time(world: World) -> None:
    ana = world.person("ana")
    await ana.sends("1.reflection.list:0")
    assert "There is nothing here yet." in ana.sees
    for number in range(10):
        await ana.sends("1.reflection.begin:")
        await ana.fills({HAPPENED: f"The no number {number}."})
    await ana.sends("1.reflection.list:0")
    assert "The no number 9." in ana.sees
    assert labels(ana.card) == ["Read"] * 8 + ["Older"]
    await ana.presses("Older")
    assert labels(ana.card) == ["Read"] * 2 + ["Newer"]
    await ana.sends("1.reflection.list:99")
    assert labels(ana.card) == ["Read"] * 2 + ["Newer"]
    await ana.presses("Read")
    assert quotes(ana) == ["The no number 1."]


async def test_the_longest_reflection_can_be_read(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/reflect")
    await ana.fills(dict.fromkeys((HAPPENED, OTHERS, FRIEND), "word " * 299 + "x" * 5))
    await ana.presses("What was in my hands")
    assert ana.form is not None
    await ana.fills({
        field.label: "word " * (getattr(field, "longest", 0) // 5 - 1) for field in ana.form.fields
    })  # fmt: skip
    assert ana.card.title == "What you keep"
    await ana.sends(f"1.reflection.show:{(await reflections(ana))[0].id}")
    assert ana.card.title == "Written down"
    assert all(text.endswith(" …") for text in quotes(ana)[:3])


async def test_one_can_be_thrown_away_and_brought_back(world: World) -> None:
    ana = world.person("ana")
    await begins(ana)
    await ana.uses("/reflect")
    await ana.presses("Earlier ones")
    await ana.presses("Read")
    await ana.presses("Throw it away")
    assert await reflections(ana) == ()
    await ana.presses("Undo")
    assert len(await reflections(ana)) == 1


async def test_who_begins_is_reminded_of_it_next_morning_and_once(world: World) -> None:
    ana = world.person("ana")
    await begins(ana)
    assert "I'll come back to it once, Tue 1 Dec, 09:00, and not again." in ana.sees
    await world.passes(days=6)
    assert len(ana.letters) == 1
    assert "Go on" in labels(ana.letter)


async def test_the_line_about_a_reflection_takes_the_place_of_that_about_the_no(
    world: World,
) -> None:
    ana = world.person("ana")
    await tells_of_a_no(ana)
    assert await lines_due(ana) == {NudgeKind.AFTER_NO: TOMORROW}
    await ana.presses("Write three lines")
    await ana.fills({FRIEND: "You gave it all you had."})
    assert await lines_due(ana) == {NudgeKind.REFLECTION: TOMORROW}
    await ana.presses("Undo")
    assert await lines_due(ana) == {NudgeKind.AFTER_NO: TOMORROW}


@pytest.mark.parametrize(
    ("second", "seen"),
    [
        ({STRATEGY: "Ask who decides."}, "Ask who decides."),
        ({"One lesson to keep": "Eat first."}, "You gave it all you had."),
    ],
)
async def test_next_morning_gives_back_what_was_written(
    world: World, second: dict[str, str], seen: str
) -> None:
    ana = world.person("ana")
    await begins(ana)
    await ana.presses("What was in my hands")
    await ana.fills(dict(second))
    await world.until(TOMORROW)
    assert seen in ana.letter.summary()


async def test_next_morning_asks_nothing_of_who_is_done(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/reflect")
    await ana.fills({HAPPENED: "They rang me at six."})
    await ana.presses("What was in my hands")
    await ana.fills({"What was not?": "Their budget."})
    await world.until(TOMORROW)
    assert "Today it needs nothing more from you." in ana.letter.summary()


async def test_words_of_crisis_bring_people_first_and_only_they_are_left_out(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/reflect")
    await ana.fills({HAPPENED: "They rang me at six.", FRIEND: "I want to kill myself"})
    assert "are you thinking about ending your life" in ana.sees
    (kept,) = await reflections(ana)
    assert (kept.happened, kept.friend) == ("They rang me at six.", "")
    await ana.presses("Show what I wrote")
    assert quotes(ana) == ["They rang me at six."]


async def test_words_of_crisis_alone_are_not_kept_at_all(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/reflect")
    await ana.fills({HAPPENED: "I want to kill myself"})
    assert "are you thinking about ending your life" in ana.sees
    assert await reflections(ana) == ()


async def test_words_of_crisis_do_not_take_the_place_of_what_was_there(world: World) -> None:
    ana = world.person("ana")
    await begins(ana)
    await ana.presses("Change the first half")
    await ana.fills({FRIEND: "I want to kill myself"})
    assert (await reflections(ana))[0].friend == "You gave it all you had."


async def test_words_of_crisis_never_leave_a_reflection_empty(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/reflect")
    await ana.fills({FRIEND: "You gave it all you had."})
    await ana.presses("Change the first half")
    await ana.fills({FRIEND: "", HAPPENED: "I want to kill myself"})
    assert (await reflections(ana))[0].friend == "You gave it all you had."
    await ana.uses("/reflect")
    assert quotes(ana) == ["You gave it all you had."]


async def test_words_of_crisis_come_before_a_mistake_in_either_form(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/reflect")
    await ana.fills({HAPPENED: "I want to kill myself", OTHERS: "x" * 1501})
    assert "are you thinking about ending your life" in ana.sees
    await begins(ana)
    await ana.presses("What was in my hands")
    await ana.fills({"What was not?": "I want to kill myself", "One lesson to keep": "x" * 201})
    assert "are you thinking about ending your life" in ana.sees


async def test_too_long_a_line_is_pointed_out(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/reflect")
    assert isinstance(await ana.fills({HAPPENED: "x" * 1501}), Correct)


async def test_heavy_words_are_kept_and_asked_about(world: World) -> None:
    ana = world.person("ana")
    await begins(ana)
    await ana.presses("What was in my hands")
    await ana.fills({"What was not?": "I feel completely hopeless"})
    assert "Are you having thoughts of ending your life?" in ana.sees
    (kept,) = await reflections(ana)
    assert kept.not_in_hands == "I feel completely hopeless"


async def test_a_named_no_is_what_the_reflection_is_about(world: World) -> None:
    ana = world.person("ana")
    await tells_of_a_no(ana, "Acme")
    await tells_of_a_no(ana, "Beta")
    await ana.uses("/reflect Acme")
    await ana.fills({HAPPENED: "They rang me at six."})
    await world.passes(days=8)
    await ana.sends("1.reflection.begin:")
    await ana.fills({HAPPENED: "Another week."})
    latest, first = await reflections(ana)
    async with world.store.begin() as tx:
        noes = {no.company: no.id for no in await tx.nos.of(first.person_id)}
    assert (first.no_id, latest.no_id) == (noes["Acme"], None)


async def test_a_no_taken_back_meanwhile_does_not_take_the_words_with_it(world: World) -> None:
    ana = world.person("ana")
    await tells_of_a_no(ana)
    card = ana.card
    await ana.presses("Write three lines")
    form = ana.form
    await ana.presses("Undo", on=card)
    ana.form = form
    await ana.fills({HAPPENED: "They rang me at six."})
    assert [each.no_id for each in await reflections(ana)] == [None]


async def test_a_company_that_sent_no_no_is_not_mistaken_for_another(world: World) -> None:
    ana = world.person("ana")
    await tells_of_a_no(ana, "Beta")
    await ana.uses("/reflect Acme")
    await ana.fills({HAPPENED: "They rang me at six."})
    assert [each.no_id for each in await reflections(ana)] == [None]


async def test_nobody_reads_what_somebody_else_wrote(world: World) -> None:
    ana, ben = world.person("ana"), world.person("ben")
    await begins(ana)
    (kept,) = await reflections(ana)
    for route in ("show", "write", "hands", "remove"):
        answer = await ben.sends(f"1.reflection.{route}:{kept.id}")
        assert isinstance(answer, Say)
        assert "They rang me" not in ben.sees
    assert await reflections(ana) == (kept,)
    assert world.now() - kept.started_at < timedelta(seconds=1)


async def test_who_wants_no_reminders_is_promised_none(world: World) -> None:
    ana = world.person("ana")
    async with world.store.begin() as tx:
        person = await tx.people.meet(ana.actor, "UTC", world.now())
        await tx.people.put(replace(person, often=Often.NONE))
    await begins(ana)
    assert "I'll come back to it" not in ana.sees
    assert await lines_due(ana) == {}


async def test_a_line_about_words_that_are_gone_is_not_said(world: World) -> None:
    ana = world.person("ana")
    await begins(ana)
    (kept,) = await reflections(ana)
    async with world.store.begin() as tx:
        await tx.reflections.remove(kept.id)
    await world.until(TOMORROW)
    assert ana.letters == []


async def test_a_finished_one_that_is_changed_is_shown_whole_again(world: World) -> None:
    ana = world.person("ana")
    await begins(ana)
    await ana.presses("What was in my hands")
    await ana.fills({STRATEGY: "Ask who decides."})
    await ana.presses("Change the first half")
    await ana.fills({FRIEND: "Rest a little."})
    assert ana.card.title == "What you keep"
    assert quotes(ana) == ["Rest a little.", "Ask who decides."]


async def test_only_what_was_in_ones_hands_can_be_kept_too(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/reflect")
    await ana.fills({HAPPENED: "I want to kill myself", OTHERS: "My sister."})
    await ana.presses("Show what I wrote")
    await ana.presses("Change the second half")
    await ana.fills({STRATEGY: "Ask who decides."})
    assert quotes(ana) == ["My sister.", "Ask who decides."]
