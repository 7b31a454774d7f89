"""Telling of a no, from the first word to the morning after."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.answers import Ask, Correct
from bot.domain.application import Application, Stage, Status
from bot.domain.circle import Circle, Member, Seat
from bot.domain.nudge import NudgeKind
from bot.domain.person import Often, Person
from bot.domain.practice import Practice
from bot.domain.rejection import No
from bot.texts import Line
from bot.ui.card import Facts
from bot.ui.form import Choose
from bot.views import rejection as view
from bot.views.practice import LABEL
from tests.talking import MONDAY, WORDS, Friend, NotThere, World, labels

HOW_FAR = "How far"
TOMORROW = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


async def noes(friend: Friend) -> tuple[No, ...]:
    person = await me(friend)
    async with friend.world.store.begin() as tx:
        return await tx.nos.of(person.id)


async def applications(friend: Friend) -> tuple[Application, ...]:
    person = await me(friend)
    async with friend.world.store.begin() as tx:
        return await tx.applications.of(person.id)


async def me(friend: Friend) -> Person:
    actor = friend.actor
    async with friend.world.store.begin() as tx:
        return await tx.people.meet(actor, "UTC", friend.world.now())


async def has_applied(friend: Friend, company: str, **changes: object) -> Application:
    person, now = await me(friend), friend.world.now()
    made = Application(person.id, Status.APPLIED, now, now, company=company)
    async with friend.world.store.begin() as tx:
        return await tx.applications.add(replace(made, **changes))  # type: ignore[arg-type]


async def lines_due(friend: Friend) -> list[datetime | None]:
    person = await me(friend)
    async with friend.world.store.begin() as tx:
        active = await tx.nudges.active(person.id)
    return [nudge.due_at for nudge in active if nudge.kind is NudgeKind.AFTER_NO]


async def tells(friend: Friend, company: str = "Acme", **more: str) -> None:
    """Tell of a no after an application, unless `more` says otherwise."""
    await friend.uses("/rejected")
    values = {"Company": company, HOW_FAR: "After applying"}
    named = {"how_far": HOW_FAR, "mood": "How are you", "words": "Anything to say"}
    await friend.fills({**values, **{named[name]: value for name, value in more.items()}})


async def test_the_form_has_five_fields_of_which_one_is_needed(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/rejected")
    assert ana.form is not None
    fields = {field.label: field.required for field in ana.form.fields}
    assert fields == {
        "Company": False, "Role": False, "How far": True, "How are you": False,
        "Anything to say": False,
    }  # fmt: skip
    far, mood = ana.form.fields[2], ana.form.fields[3]
    assert isinstance(far, Choose)
    assert isinstance(mood, Choose)
    assert [choice.label for choice in far.choices] == [
        "No reply", "After applying", "After a screen", "After an interview", "Final round",
        "After an offer",
    ]  # fmt: skip
    assert [choice.label[:3] for choice in mood.choices] == ["1 ·", "2 ·", "3 ·", "4 ·", "5 ·"]


async def test_a_bare_no_is_enough(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/rejected")
    await ana.fills({HOW_FAR: "After an interview"})
    assert ana.card.title == "A no"
    assert "this company" in ana.sees
    (told,) = await applications(ana)
    assert (told.status, told.stage, told.company) == (Status.REJECTED, Stage.INTERVIEW, "")


async def test_how_far_is_asked_again_and_nothing_typed_is_lost(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/rejected")
    answer = await ana.fills({"Company": "Acme"})
    assert isinstance(answer, Correct)
    assert ana.errors == {"stage": "This one is needed."}
    await ana.uses("/rejected")
    assert ana.form is not None
    assert getattr(ana.form.fields[0], "value", None) == "Acme"
    assert not await noes(ana)


@pytest.mark.parametrize(
    "said", ["/rejected Acme, final round", "no from Acme after the final round"]
)
async def test_what_was_said_is_filled_in(world: World, said: str) -> None:
    ana = world.person("ana")
    answer = await (ana.uses(said) if said.startswith("/") else ana.says(said))
    assert isinstance(answer, Ask)
    assert answer.fresh
    assert [getattr(field, "value", "") for field in answer.form.fields[:3]] == [
        "Acme",
        "",
        "final",
    ]


@pytest.mark.parametrize(
    ("how_far", "named"),
    [
        ("No reply", "Acme"),
        ("After applying", "Acme"),
        ("After a screen", "Acme"),
        ("After an interview", "Acme"),
        ("Final round", "Acme"),
        ("After an offer", "Acme"),
    ],
)
async def test_the_answer_names_the_effort_and_offers_to_write(
    world: World, how_far: str, named: str
) -> None:
    ana = world.person("ana")
    await tells(ana, how_far=how_far)
    assert ana.card.title == "A no from Acme"
    assert named in ana.card.summary()
    assert "Write three lines" in labels(ana.card)


async def test_several_rounds_are_counted_in_words(world: World) -> None:
    ana = world.person("ana")
    await has_applied(ana, "acme", status=Status.INTERVIEW, rounds=3)
    await tells(ana, "ACME", how_far="Final round")
    assert "3 rounds with acme" in ana.sees


async def test_a_no_ends_the_open_application_and_keeps_its_story(world: World) -> None:
    ana = world.person("ana")
    before = await has_applied(ana, "Acme", role="Analyst", status=Status.INTERVIEW, rounds=2)
    await tells(ana, "acme", how_far="Final round")
    (after,) = await applications(ana)
    assert after.id == before.id
    assert (after.status, after.stage, after.rounds) == (Status.REJECTED, Stage.FINAL, 2)
    (kept,) = await noes(ana)
    assert (kept.company, kept.role, kept.application_id) == ("Acme", "Analyst", before.id)


async def test_silence_leaves_the_application_ghosted(world: World) -> None:
    ana = world.person("ana")
    await has_applied(ana, "Acme")
    await tells(ana, how_far="No reply")
    (after,) = await applications(ana)
    assert (after.status, after.stage) == (Status.GHOSTED, Stage.NO_REPLY)


async def test_the_numbers_come_only_when_there_is_something_to_count(world: World) -> None:
    ana = world.person("ana")
    await tells(ana)
    assert not any(isinstance(block, Facts) for block in ana.card.blocks)
    await has_applied(ana, "Beta", status=Status.INTERVIEW, rounds=2)
    await tells(ana, "Gamma")
    (facts,) = (block for block in ana.card.blocks if isinstance(block, Facts))
    assert dict(facts.pairs) == {"Applications": "3", "Conversations": "2", "Noes": "2"}


async def test_at_most_three_steps_each_with_its_reason(world: World) -> None:
    ana = world.person("ana")
    await tells(ana, how_far="Final round", mood="2 · low")
    assert labels(ana.card)[:3] == ["Write three lines", "Take a few days off", "Ask for feedback"]
    assert labels(ana.card).count("Take a few days off") == 1
    assert "You said that you feel low." in ana.sees


async def test_what_was_written_lately_is_not_asked_for_again(world: World) -> None:
    ana = world.person("ana")
    await tells(ana)
    await ana.presses("Write three lines")
    await ana.fills({"What happened, and how does it feel?": "They wrote back in an hour."})
    await tells(ana, "Beta")
    assert "Write three lines" not in labels(ana.card)


@pytest.mark.parametrize(
    ("mood", "said"),
    [("2 · low", view.LOW), ("3 · so-so", view.PLAIN), ("5 · good", view.STEADY)],
)
async def test_the_first_sentence_fits_how_they_are(world: World, mood: str, said: Line) -> None:
    ana = world.person("ana")
    await tells(ana, mood=mood)
    assert WORDS.texts(said) in ana.sees


async def test_something_else_shows_all_there_is(world: World) -> None:
    ana = world.person("ana")
    await tells(ana)
    await ana.presses("Something else")
    assert labels(ana.card) == [WORDS.texts(LABEL[each]) for each in Practice]
    assert "Look at other paths" in labels(ana.card)


async def test_the_community_can_be_asked_and_without_a_circle_none_is_named(world: World) -> None:
    ana = world.person("ana")
    await tells(ana)
    assert "Ask the community" not in labels(ana.card), "nobody knows yet where it talks"
    await world.person("ben").inside("lobby").says("hello")
    await tells(ana, "Globex")
    assert "Ask the community" in labels(ana.card)
    assert "Tell my circle" not in labels(ana.card)


async def test_who_sits_in_a_circle_can_tell_it(world: World) -> None:
    ana = world.person("ana")
    person = await me(ana)
    async with world.store.begin() as tx:
        space = await tx.spaces.meet(ana.actor.platform, ana.actor.space, "UTC", MONDAY)
        sits_in = Circle(space.id, None, "Larks", "", 0, 540, "UTC", MONDAY.date(), MONDAY)
        circle = await tx.circles.add(sits_in)
        await tx.circles.members.add(Member(circle.id, person.id, Seat.MEMBER, MONDAY))
    await tells(ana)
    assert "Tell my circle" in labels(ana.card)


async def test_people_do_not_read_the_same_sentence_twice_in_a_row(world: World) -> None:
    ana, read = world.person("ana"), []
    for _ in range(3):
        await world.passes(minutes=1)
        await tells(ana)
        read.append(ana.card.summary().splitlines()[1])
    assert len(set(read)) == 3


async def test_what_they_wrote_is_kept_and_said_to_be(world: World) -> None:
    ana = world.person("ana")
    await tells(ana, words="I had bought a jacket for it.")
    assert "What you wrote is kept, for your eyes only." in ana.sees
    assert (await noes(ana))[0].note == "I had bought a jacket for it."


async def test_reminders_rest_for_three_days_and_one_line_comes_next_morning(world: World) -> None:
    ana = world.person("ana")
    await tells(ana)
    assert (await me(ana)).gentle_until == MONDAY + timedelta(hours=72)
    assert await lines_due(ana) == [TOMORROW]
    assert "rest until Thu 3 Dec, 09:00, but for one line from me: Tue 1 Dec, 09:00." in ana.sees
    await world.until(TOMORROW)
    assert len(ana.letters) == 1
    assert "Acme" in ana.letter.summary()
    await world.passes(days=3)
    assert len(ana.letters) == 1


async def test_two_noes_in_a_day_are_followed_by_one_line(world: World) -> None:
    ana = world.person("ana")
    await tells(ana)
    await world.passes(hours=2)
    await tells(ana, "Beta")
    assert await lines_due(ana) == [TOMORROW]
    await world.until(TOMORROW)
    assert "Beta" in ana.letter.summary()


async def test_who_wants_no_reminders_is_promised_none(world: World) -> None:
    ana = world.person("ana")
    person = await me(ana)
    async with world.store.begin() as tx:
        await tx.people.put(replace(person, often=Often.NONE))
    await tells(ana)
    assert await lines_due(ana) == []
    assert "Your other reminders rest until Thu 3 Dec, 09:00." in ana.sees


async def test_the_line_stays_away_once_they_have_landed(world: World) -> None:
    ana = world.person("ana")
    await tells(ana)
    await world.passes(hours=1)
    await has_applied(ana, "Beta", status=Status.ACCEPTED)
    await world.until(TOMORROW)
    assert ana.letters == []


async def test_after_a_low_no_the_line_names_where_help_is(world: World) -> None:
    ana = world.person("ana")
    await tells(ana, mood="2 · low")
    await world.until(TOMORROW)
    assert "/helpnow" in ana.letter.summary()


async def test_undo_puts_everything_back_as_it_was(world: World) -> None:
    ana = world.person("ana")
    before = await has_applied(ana, "Acme", status=Status.INTERVIEW, rounds=1)
    await tells(ana)
    await ana.presses("Undo")
    assert await noes(ana) == ()
    assert await applications(ana) == (before,)
    assert (await me(ana)).gentle_until is None
    assert await lines_due(ana) == []


async def test_undo_of_one_no_leaves_the_rest_that_another_calls_for(world: World) -> None:
    ana = world.person("ana")
    await tells(ana)
    await world.passes(hours=2)
    await tells(ana, "Beta")
    await ana.presses("Undo")
    assert [no.company for no in await noes(ana)] == ["Acme"]
    assert (await me(ana)).gentle_until == MONDAY + timedelta(hours=72)
    assert await lines_due(ana) == [TOMORROW]


async def test_a_no_can_be_taken_back_after_its_line_came(world: World) -> None:
    ana = world.person("ana")
    await tells(ana)
    card = ana.card
    await world.until(TOMORROW + timedelta(hours=1))
    await ana.presses("Undo", on=card)
    assert await noes(ana) == ()
    assert await applications(ana) == ()


async def test_the_lowest_mood_is_met_with_a_question_first(world: World) -> None:
    ana = world.person("ana")
    await tells(ana, mood="1 · very low")
    assert "Are you having thoughts of ending your life?" in ana.sees
    assert "Write three lines" not in labels(ana.card)
    assert len(await noes(ana)) == 1
    await ana.presses("Show me the rest")
    assert ana.card.title == "A no from Acme"
    await ana.presses("Undo")
    assert await noes(ana) == ()


async def test_words_of_crisis_bring_people_first_and_are_not_kept(world: World) -> None:
    ana = world.person("ana")
    await tells(ana, words="I want to kill myself")
    assert "are you thinking about ending your life" in ana.sees
    (kept,) = await noes(ana)
    assert (kept.company, kept.note) == ("Acme", "")
    assert "not the words you wrote beside it" in ana.sees


async def test_after_words_of_crisis_nobody_is_sent_to_work(world: World) -> None:
    ana = world.person("ana")
    await tells(ana, words="I want to kill myself")
    await ana.presses("Show me the rest")
    assert labels(ana.card)[:2] == ["Write three lines", "Take a few days off"]


async def test_words_of_crisis_come_before_a_mistake_in_the_form(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/rejected")
    await ana.fills({"Anything to say": "I want to kill myself"})
    assert "are you thinking about ending your life" in ana.sees
    assert await noes(ana) == ()
    await ana.presses("Open the form")
    assert ana.form is not None


async def test_words_of_crisis_in_a_name_are_not_kept_either(world: World) -> None:
    ana = world.person("ana")
    await tells(ana, "I want to kill myself")
    (kept,) = await noes(ana)
    assert kept.company == ""


async def test_a_form_sent_twice_is_kept_once_and_answered_twice(world: World) -> None:
    ana = world.person("ana")
    for _ in range(2):
        await tells(ana)
        assert ana.card.title == "A no from Acme"
    assert len(await noes(ana)) == len(await applications(ana)) == 1


async def test_nobody_sees_or_ends_what_belongs_to_somebody_else(world: World) -> None:
    ana, ben = world.person("ana"), world.person("ben")
    await tells(ana)
    (kept,) = await noes(ana)
    (application,) = await applications(ana)
    for packed in (
        f"1.rejection.show:{kept.id}:0", f"1.rejection.steps:{kept.id}",
        f"1.rejection.open:{application.id}",
    ):  # fmt: skip
        await ben.sends(packed)
        assert "I can't find that any more." in ben.sees
        assert "Acme" not in ben.sees
    with pytest.raises(NotThere):
        await ben.presses("Write three lines")


async def test_an_application_can_be_ended_from_its_own_card(world: World) -> None:
    ana = world.person("ana")
    one = await has_applied(ana, "Acme", role="Analyst")
    await has_applied(ana, "Acme", role="Clerk")
    await ana.sends(f"1.rejection.open:{one.id}")
    await ana.fills({HOW_FAR: "After a screen"})
    ended = {each.role: each.status for each in await applications(ana)}
    assert ended == {"Analyst": Status.REJECTED, "Clerk": Status.APPLIED}


async def test_a_line_about_a_no_that_is_gone_is_not_said(world: World) -> None:
    ana = world.person("ana")
    await tells(ana)
    (kept,) = await noes(ana)
    async with world.store.begin() as tx:
        await tx.nos.remove(kept.id)
    await world.until(TOMORROW)
    assert ana.letters == []


async def test_a_line_put_off_to_later_stays_put_off_when_another_no_comes(world: World) -> None:
    ana = world.person("ana")
    await tells(ana)
    await world.until(TOMORROW)
    await ana.picks("Snooze", "For an hour", on=ana.letter)
    put_off = await lines_due(ana)
    await tells(ana, "Beta")
    assert len(put_off) == 1
    assert put_off[0] in await lines_due(ana)


async def test_when_everything_was_done_lately_nothing_is_pressed_on_anybody(world: World) -> None:
    ana = world.person("ana")
    person = await me(ana)
    async with world.store.begin() as tx:
        for done in Practice:
            await tx.practices.done(person.id, done, MONDAY)
    await tells(ana)
    assert "Nothing needs doing now." in ana.sees
    assert "Something else" in labels(ana.card)


async def test_a_no_looked_at_later_says_nothing_of_a_rest_that_is_over(world: World) -> None:
    ana = world.person("ana")
    await tells(ana)
    (kept,) = await noes(ana)
    await world.passes(days=5)
    await ana.sends(f"1.rejection.show:{kept.id}:0")
    assert "Your other reminders rest" not in ana.sees
    assert "Undo" not in labels(ana.card)
