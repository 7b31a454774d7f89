"""Learning what is missing: proposed, never automatic; one at a time; an hour a week."""

from datetime import UTC, datetime

import pytest

from bot.answers import Ask, Say
from bot.domain.feedback import FeedbackRequest, FeedbackState
from bot.domain.learning import Learning, LearningState
from bot.domain.nudge import NudgeKind
from bot.domain.practice import Practice
from bot.domain.reflection import Reflection
from bot.ui.card import Buttons, Link
from bot.ui.form import ChooseMany
from bot.views import learning as view
from tests.handlers.search import active, person
from tests.talking import MONDAY, WORDS, Friend, World, labels

THURSDAY = datetime(2026, 12, 3, 18, 0, tzinfo=UTC)
OWN = "In your own words"
SEEN = "What came up"


async def kept(friend: Friend) -> dict[str, Learning]:
    key = (await person(friend)).id
    async with friend.world.store.begin() as tx:
        return {each.gap: each for each in await tx.learnings.of(key)}


async def names(friend: Friend, *gaps: str) -> None:
    for gap in gaps:
        await friend.uses(f"/learn {gap}")
        await friend.fills({})


async def begins(friend: Friend, gap: str = "SQL joins") -> None:
    """Name a gap and take it into work, with an hour on Thursdays."""
    await names(friend, gap)
    await friend.presses("Begin with this")
    await friend.fills({
        "With what?": "https://example.com/course", "Day of the week": "Thursday", "Time": "18:00",
    })  # fmt: skip


async def brought_up(friend: Friend) -> None:
    """Let a reflection and an answer of a company name something missing."""
    me = (await person(friend)).id
    async with friend.world.store.begin() as tx:
        await tx.reflections.add(Reflection(me, MONDAY, gap="SQL joins", done_at=MONDAY))
        await tx.reflections.add(Reflection(me, MONDAY, happened="A no.", done_at=MONDAY))
        answered = FeedbackRequest(me, MONDAY, company="Acme", state=FeedbackState.ANSWERED)
        await tx.feedback.add(answered)
        request = FeedbackRequest(me, MONDAY, company="Bolt", themes=("interview", "closed"))
        await tx.feedback.add(request)
        await tx.feedback.add(FeedbackRequest(me, MONDAY, themes=("skills",)))


@pytest.mark.parametrize("way", ["/learn", "what should I learn", "I need to improve my skills"])
async def test_it_opens_by_command_and_by_plain_words(world: World, way: str) -> None:
    ana = world.person("ana")
    await (ana.uses(way) if way.startswith("/") else ana.says(way))
    assert ana.card.title == "Learn what is missing"
    assert labels(ana.card) == ["Name something"]


async def test_words_behind_the_command_begin_a_gap(world: World) -> None:
    ana = world.person("ana")
    answer = await ana.uses("/learn reading a balance sheet")
    assert isinstance(answer, Ask)
    assert answer.form.values() == {"own": "reading a balance sheet"}
    await ana.fills({})
    assert "It is on the list." in ana.sees
    assert list(await kept(ana)) == ["reading a balance sheet"]


async def test_what_came_up_is_proposed_and_nothing_is_ticked(world: World) -> None:
    ana = world.person("ana")
    await brought_up(ana)
    await ana.uses("/learn")
    assert "3 things came up" in ana.sees
    assert await kept(ana) == {}
    answer = await ana.presses("See what came up")
    assert isinstance(answer, Ask)
    field = answer.form.fields[0]
    assert isinstance(field, ChooseMany)
    assert field.values == ()
    offered = [choice.label for choice in field.choices]
    assert offered == [
        "SQL joins",
        "A skill that a company missed",
        "How to tell it in interviews, after what Bolt said",
    ]
    await ana.fills({SEEN: ("SQL joins", offered[2]), OWN: "French"})
    assert "3 are on the list now." in ana.sees
    assert list(await kept(ana)) == ["French", offered[2], "SQL joins"]
    assert "One thing came up" in ana.sees
    await ana.presses("Undo")
    assert await kept(ana) == {}


async def test_a_gap_named_in_a_reflection_leads_here(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/reflect")
    await ana.fills({"What happened, and how does it feel?": "They asked about SQL."})
    await ana.presses("What was in my hands")
    await ana.fills({"Something I'd like to learn": "SQL joins"})
    await ana.presses("Learn what is missing")
    assert "One thing came up" in ana.sees


async def test_nothing_ticked_and_nothing_named_is_asked_again(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/learn")
    await ana.presses("Name something")
    await ana.fills({})
    assert "own" in ana.errors
    await names(ana, "French")
    await ana.uses("/learn french")
    await ana.fills({})
    assert "own" in ana.errors
    assert list(await kept(ana)) == ["French"]


async def test_the_list_has_an_end(world: World) -> None:
    ana = world.person("ana")
    me = (await person(ana)).id
    async with world.store.begin() as tx:
        for number in range(20):
            await tx.learnings.add(Learning(me, f"gap {number} " + "long " * 30, MONDAY))
    await names(ana, "one more")
    assert "There is room for 20" in ana.sees
    await ana.uses("/learn")
    assert "gap 19" in ana.sees


async def test_one_gap_one_resource_one_weekly_hour(world: World) -> None:
    ana = world.person("ana", "UTC")
    await begins(ana)
    assert ana.card.title == "Learning: SQL joins"
    assert "Thursday, 18:00" in ana.sees
    links = [i for b in ana.card.blocks if isinstance(b, Buttons) for i in b.items]
    assert [link.url for link in links if isinstance(link, Link)] == ["https://example.com/course"]
    (nudge,) = await active(ana)
    assert (nudge.kind, nudge.due_at, nudge.asked) == (NudgeKind.LEARNING, THURSDAY, True)
    me = (await person(ana)).id
    async with world.store.begin() as tx:
        assert Practice.LEARN in await tx.practices.last(me)
    await ana.presses("Undo")
    assert (await kept(ana))["SQL joins"].state is LearningState.LISTED
    assert await active(ana) == ()


async def test_the_hour_comes_every_week_until_it_was_put_in(world: World) -> None:
    ana = world.person("ana", "Europe/Berlin")
    await begins(ana)
    await world.until(datetime(2026, 12, 3, 17, 0, tzinfo=UTC))
    assert ana.letter.title == "Your hour"
    assert "SQL joins" in ana.letter.summary()
    await ana.presses("Did the hour", on=ana.letter)
    assert (await kept(ana))["SQL joins"].weeks == ("2026-W49",)
    assert "Weeks with an hour: 1" in ana.sees
    await world.passes(days=4)  # next Monday, before the hour of that week
    await ana.uses("/learn")
    await ana.presses("Did the hour")
    await world.passes(days=6)
    assert len(ana.letters) == 1
    await world.passes(days=6)
    assert len(ana.letters) == 2


async def test_a_second_hour_of_a_week_is_welcome_and_counts_once(world: World) -> None:
    ana = world.person("ana")
    await begins(ana)
    await ana.presses("Did the hour")
    await ana.presses("Did the hour")
    assert "counts" in ana.sees or "one week" in ana.sees
    assert "Undo" not in labels(ana.card)
    assert (await kept(ana))["SQL joins"].weeks == ("2026-W49",)
    await ana.uses("/undo")
    assert (await kept(ana))["SQL joins"].weeks == ()


async def test_not_this_week_is_neutral(world: World) -> None:
    ana = world.person("ana", "UTC")
    await begins(ana)
    before = await kept(ana)
    await world.until(THURSDAY)
    await ana.presses("Not this week", on=ana.letter)
    assert await kept(ana) == before
    assert "Undo" not in labels(ana.card)
    await world.passes(days=7)
    assert len(ana.letters) == 2


async def test_a_reminder_that_was_stopped_is_said_to_be(world: World) -> None:
    ana = world.person("ana", "UTC")
    await begins(ana)
    await world.until(THURSDAY)
    await ana.presses("Stop this", on=ana.letter)
    await ana.uses("/learn")
    assert "The reminder of your hour is stopped." in ana.sees
    await ana.presses("Change it")
    await ana.fills({})
    assert "stopped" not in ana.sees
    await world.passes(days=7)
    assert len(ana.letters) == 2


async def test_done_with_it_leads_to_the_next(world: World) -> None:
    ana = world.person("ana", "UTC")
    await begins(ana)
    await ana.presses("Did the hour")
    await names(ana, "French")
    await ana.uses("/learn")
    assert "One more waits on your list." in ana.sees
    await ana.presses("Done with it")
    assert ana.card.title == "Done with it"
    assert await active(ana) == ()
    await ana.picks("Go on with", "French")
    await ana.presses("Begin with this")
    await ana.fills({})
    assert ana.card.title == "Learning: French"
    assert "No hour is set" in ana.sees
    await ana.presses("My list")
    assert "French (in work)" in ana.sees
    assert "SQL joins (weeks with an hour: 1)" in ana.sees


async def test_done_with_the_last_one_is_an_end_and_can_be_taken_back(world: World) -> None:
    ana = world.person("ana", "UTC")
    await begins(ana)
    await ana.presses("Done with it")
    assert "Nothing else is on your list" in ana.sees
    await ana.presses("Undo")
    assert (await kept(ana))["SQL joins"].state is LearningState.WORKING
    assert len(await active(ana)) == 1


async def test_taking_up_another_puts_the_first_back(world: World) -> None:
    ana = world.person("ana", "UTC")
    await begins(ana)
    await names(ana, "French")
    await ana.picks("Look at one", "French")
    await ana.presses("Begin with this")
    await ana.fills({"Day of the week": "Monday", "Time": "8:00"})
    states = {gap: each.state for gap, each in (await kept(ana)).items()}
    assert states == {"SQL joins": LearningState.LISTED, "French": LearningState.WORKING}
    assert [nudge.weekdays for nudge in await active(ana)] == [(0,)]
    await ana.presses("Undo")
    assert [nudge.weekdays for nudge in await active(ana)] == [(3,)]
    await ana.uses("/learn")
    assert ana.card.title == "Learning: SQL joins"


async def test_half_an_hour_is_asked_for_whole(world: World) -> None:
    ana = world.person("ana")
    await names(ana, "French")
    await ana.presses("Begin with this")
    await ana.fills({"Time": "18:00"})
    assert set(ana.errors) == {"weekday"}
    await ana.fills({"Day of the week": "Monday"})
    assert set(ana.errors) == {"time"}
    assert (await kept(ana))["French"].state is LearningState.LISTED


async def test_what_is_set_can_be_changed_and_the_hour_taken_off(world: World) -> None:
    ana = world.person("ana", "UTC")
    await begins(ana)
    await ana.presses("Change it")
    assert ana.form is not None
    assert ana.form.values()["time"] == "18:00"
    await ana.fills({"With what?": "a book", "Day of the week": "", "Time": ""})
    assert "No hour is set" in ana.sees
    assert await active(ana) == ()
    await ana.presses("Back on the list")
    assert "Back on the list" in ana.sees
    await ana.picks("Look at one", "SQL joins")
    assert "It waits on your list." in ana.sees
    assert "Take it up again" in labels(ana.card)


async def test_the_words_can_be_changed_and_the_gap_taken_away(world: World) -> None:
    ana = world.person("ana", "UTC")
    await begins(ana)
    known = (await kept(ana))["SQL joins"]
    await ana.sends(f"1.learning.edit:{known.id}")
    await ana.fills({"What is missing": "SQL window functions"})
    assert list(await kept(ana)) == ["SQL window functions"]
    await ana.sends(f"1.learning.remove:{known.id}")
    assert await kept(ana) == {}
    assert await active(ana) == ()
    await ana.presses("Undo")
    assert list(await kept(ana)) == ["SQL window functions"]
    assert len(await active(ana)) == 1


async def test_an_old_letter_changes_nothing_about_what_is_done_with(world: World) -> None:
    ana = world.person("ana", "UTC")
    await begins(ana)
    await world.until(THURSDAY)
    await ana.presses("Done with it", on=ana.letter)
    before = await kept(ana)
    for label in ("Did the hour", "Not this week"):
        await ana.presses(label, on=ana.letter)
        assert "You are done with it." in ana.sees
    assert await kept(ana) == before


async def test_what_was_taken_away_meanwhile_is_not_reminded_of(world: World) -> None:
    ana = world.person("ana", "UTC")
    await begins(ana)
    known = (await kept(ana))["SQL joins"]
    async with world.store.begin() as tx:
        await tx.learnings.remove(known.id)
    await world.until(THURSDAY)
    assert ana.letters == []


async def test_it_goes_on_after_days_and_a_restart(world: World) -> None:
    ana = world.person("ana", "UTC")
    await begins(ana)
    await world.restart()
    await world.passes(days=20)
    await ana.uses("/learn")
    assert ana.card.title == "Learning: SQL joins"


async def test_nobody_reads_the_same_opening_or_closing_twice_in_a_row(world: World) -> None:
    assert WORDS.texts.count(view.OPENING) >= 12
    assert WORDS.texts.count(view.CLOSING) >= 12
    ana = world.person("ana")
    openings = []
    for _ in range(3):
        await ana.uses("/learn")
        openings.append(ana.card.summary().splitlines()[1])
    assert len(set(openings)) == 3


async def test_nobody_touches_what_somebody_else_wants_to_learn(world: World) -> None:
    ana, ben = world.person("ana"), world.person("ben")
    await begins(ana)
    before = await kept(ana)
    key = before["SQL joins"].id
    for route in ("show", "edit", "remove", "start", "did", "not_now", "done", "back"):
        answer = await ben.sends(f"1.learning.{route}:{key}")
        assert isinstance(answer, Say)
        assert "SQL" not in ben.sees
    assert await kept(ana) == before
