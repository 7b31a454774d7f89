"""A goal: one aim in one's own words, always with a plan beside it, looked at once a month."""

from datetime import UTC, datetime

import pytest

from bot.actions.goal import ListGoals, OpenGoal, RemoveGoal, RestGoal, StillMine, WriteGoal
from bot.answers import Ask, Correct
from bot.domain.goal import Goal
from bot.domain.nudge import Nudge, NudgeKind
from bot.domain.person import Person
from bot.ui.form import ChooseMany, Tick, Value
from bot.views import goal as view
from tests.talking import WORDS, Friend, World, labels

GOAL: dict[str, Value] = {"Goal": "Work with children again", "Why": "It is where I am at home",
        "What matters in it": ("Helping others",), "In your own word": "patience"}  # fmt: skip
GONE = "I can't find that any more"


async def me(friend: Friend) -> Person:
    async with friend.world.store.begin() as tx:
        return await tx.people.meet(friend.actor, "UTC", friend.world.now())


async def goals(friend: Friend) -> tuple[Goal, ...]:
    key = (await me(friend)).id
    async with friend.world.store.begin() as tx:
        return (await tx.goals.of(key))[::-1]


async def looks(friend: Friend) -> list[Nudge]:
    key = (await me(friend)).id
    async with friend.world.store.begin() as tx:
        active = await tx.nudges.active(key)
    return [nudge for nudge in active if nudge.kind is NudgeKind.GOAL]


async def sets(friend: Friend, **changes: str) -> None:
    await friend.sends(WriteGoal().pack())
    await friend.fills({**GOAL, **changes})


async def test_a_goal_is_given_back_and_followed_by_a_plan(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/goal")
    await ana.presses("Write it down")
    await ana.fills(dict(GOAL))
    assert "Work with children again" in ana.sees
    assert "Helping others, patience" in ana.sees
    assert labels(ana.card)[0] == "Plan the next two weeks"
    await ana.presses("Plan the next two weeks")
    assert "A plan for two weeks" in ana.sees


async def test_setting_a_goal_counts_as_that_practice(world: World) -> None:
    ana = world.person("ana")
    await sets(ana)
    key = (await me(ana)).id
    async with world.store.begin() as tx:
        assert "goal" in await tx.practices.last(key)


async def test_plain_words_open_the_goal(world: World) -> None:
    ana = world.person("ana")
    await ana.says("I want to set a goal")
    assert "What it is all for" in ana.sees


async def test_words_behind_the_command_begin_the_goal(world: World) -> None:
    ana = world.person("ana")
    answer = await ana.uses("/goal a job near the sea")
    assert isinstance(answer, Ask)
    assert getattr(answer.form.fields[0], "value", "") == "a job near the sea"


async def test_eighteen_values_are_there_to_choose_from(world: World) -> None:
    ana = world.person("ana")
    answer = await ana.sends(WriteGoal().pack())
    assert isinstance(answer, Ask)
    (values,) = (each for each in answer.form.fields if isinstance(each, ChooseMany))
    assert len(values.choices) == 18


async def test_more_than_three_values_in_all_are_asked_to_be_fewer(world: World) -> None:
    ana = world.person("ana")
    await ana.sends(WriteGoal().pack())
    chosen = ("Family", "Health", "Freedom")
    answer = await ana.fills({**GOAL, "What matters in it": chosen})
    assert isinstance(answer, Correct)
    assert "3 in all" in ana.errors["own"]
    assert await goals(ana) == ()


async def test_only_the_goal_itself_is_needed(world: World) -> None:
    ana = world.person("ana")
    await ana.sends(WriteGoal().pack())
    answer = await ana.fills({"Goal": "  "})
    assert isinstance(answer, Correct)
    await ana.fills({"Goal": "Rest"})
    assert (await goals(ana))[0].text == "Rest"


async def test_another_goal_keeps_the_one_before(world: World) -> None:
    ana = world.person("ana")
    await sets(ana)
    await sets(ana, Goal="A job by the sea")
    assert [goal.text for goal in await goals(ana)] == [
        "Work with children again", "A job by the sea",
    ]  # fmt: skip
    await ana.uses("/goal")
    assert "A job by the sea" in ana.sees
    await ana.presses("Earlier goals")
    assert "Work with children again" in ana.sees


async def test_the_same_goal_with_another_why_stays_one(world: World) -> None:
    ana = world.person("ana")
    await sets(ana)
    await ana.presses("Change it")
    await ana.fills({"Why": "For my sister"})
    (goal,) = await goals(ana)
    assert (goal.why, goal.values) == ("For my sister", ("helping", "patience"))


async def test_undo_brings_the_goal_before_back(world: World) -> None:
    ana = world.person("ana")
    await sets(ana)
    await sets(ana, Goal="A job by the sea")
    await ana.presses("Undo")
    await ana.uses("/goal")
    assert "Work with children again" in ana.sees


async def test_an_earlier_goal_can_be_taken_up_again(world: World) -> None:
    ana = world.person("ana")
    await sets(ana)
    await sets(ana, Goal="A job by the sea")
    await ana.sends(ListGoals().pack())
    answer = await ana.presses("Take up 1")
    assert isinstance(answer, Ask)
    await ana.fills({})
    assert (await goals(ana))[-1].text == "Work with children again"


async def test_many_earlier_goals_go_over_pages(world: World) -> None:
    ana = world.person("ana")
    for n in range(8):
        await sets(ana, Goal=f"Aim {n}")
    await ana.sends(ListGoals().pack())
    assert "Aim 6" in ana.sees
    assert "Aim 7" not in ana.sees
    await ana.presses("Older")
    assert "Aim 0" in ana.sees
    assert "Older" not in labels(ana.card)
    await ana.presses("Newer")
    assert "Aim 6" in ana.sees
    for page in (99, -5):
        await ana.sends(ListGoals(page).pack())
        assert "Earlier goals" in ana.sees
    await ana.presses("Back")
    assert "Aim 7" in ana.sees


async def test_without_earlier_goals_the_list_is_the_goal(world: World) -> None:
    ana = world.person("ana")
    await ana.sends(ListGoals().pack())
    assert "What it is all for" in ana.sees


async def test_once_a_month_the_goal_is_given_back(world: World) -> None:
    ana = world.person("ana")
    await sets(ana)
    await world.until(datetime(2026, 12, 28, 10, 0, tzinfo=UTC))
    assert "Work with children again" in ana.letter.summary()
    assert {"Still mine", "Change it", "Let it rest"} <= set(labels(ana.letter))
    await ana.presses("Still mine", on=ana.letter)
    assert labels(ana.card)[0] == "Plan the next two weeks"
    await world.until(datetime(2027, 1, 28, 10, 0, tzinfo=UTC))
    assert len(ana.letters) == 2


async def test_a_goal_changed_lately_is_not_asked_about(world: World) -> None:
    ana = world.person("ana")
    await sets(ana)
    await world.until(datetime(2026, 12, 20, 10, 0, tzinfo=UTC))
    await sets(ana, Goal="A job by the sea")
    await world.until(datetime(2026, 12, 29, 10, 0, tzinfo=UTC))
    assert ana.letters == []


async def test_the_look_can_be_left_out(world: World) -> None:
    ana = world.person("ana")
    await ana.sends(WriteGoal().pack())
    await ana.fills({**GOAL, "Give it back to me once a month": ""})
    assert await looks(ana) == []
    await ana.presses("Change it")
    assert ana.form is not None
    (tick,) = (each for each in ana.form.fields if isinstance(each, Tick))
    assert not tick.value


async def test_changing_a_goal_leaves_the_day_of_its_look(world: World) -> None:
    ana = world.person("ana")
    await sets(ana)
    (before,) = await looks(ana)
    await world.passes(days=3)
    await sets(ana, Goal="A job by the sea")
    assert await looks(ana) == [before]


async def test_a_resting_goal_is_kept_and_not_brought_up(world: World) -> None:
    ana = world.person("ana")
    await sets(ana)
    await ana.uses("/goal")
    await ana.presses("Let it rest")
    assert "at rest" in ana.sees
    await world.passes(days=70)
    assert ana.letters == []
    await ana.uses("/goal")
    await ana.presses("Take it up again")
    await ana.fills({})
    (goal,) = await goals(ana)
    assert goal.rested_at is None


async def test_undo_wakes_a_goal_and_its_monthly_look(world: World) -> None:
    ana = world.person("ana")
    await sets(ana)
    await ana.uses("/goal")
    await ana.presses("Let it rest")
    await ana.presses("Undo")
    assert (await goals(ana))[0].rested_at is None
    assert len(await looks(ana)) == 1


async def test_a_goal_at_rest_can_be_followed_by_another(world: World) -> None:
    ana = world.person("ana")
    await sets(ana)
    await sets(ana, Goal="A job by the sea")
    await ana.uses("/goal")
    await ana.presses("Let it rest")
    assert "Earlier goals" in labels(ana.card)
    answer = await ana.presses("Write another")
    assert isinstance(answer, Ask)
    assert getattr(answer.form.fields[0], "value", "") == ""


async def test_a_goal_thrown_away_is_gone_with_its_monthly_look_until_undo(world: World) -> None:
    ana = world.person("ana")
    await sets(ana)
    await ana.uses("/goal")
    await ana.presses("Throw it away")
    assert (await goals(ana), await looks(ana)) == ((), [])
    await ana.presses("Undo")
    assert [goal.text for goal in await goals(ana)] == ["Work with children again"]
    assert len(await looks(ana)) == 1


async def test_the_goal_before_one_thrown_away_does_not_come_back_by_itself(world: World) -> None:
    ana = world.person("ana")
    await sets(ana)
    await sets(ana, Goal="A job by the sea")
    await ana.uses("/goal")
    await ana.presses("Throw it away")
    (left,) = await goals(ana)
    assert (left.text, left.rested_at) == ("Work with children again", world.now())
    assert await looks(ana) == []
    await ana.presses("Undo")
    assert [goal.rested_at for goal in await goals(ana)] == [None, None]


async def test_an_earlier_goal_can_be_thrown_away_and_the_present_one_stays(world: World) -> None:
    ana = world.person("ana")
    await sets(ana)
    await sets(ana, Goal="A job by the sea")
    await ana.sends(ListGoals().pack())
    await ana.presses("Throw away 1")
    (left,) = await goals(ana)
    assert (left.text, left.rested_at) == ("A job by the sea", None)
    assert len(await looks(ana)) == 1


async def test_nobody_reads_the_same_opening_or_closing_twice_in_a_row(world: World) -> None:
    ana = world.person("ana")
    for line in (view.OPENING, view.KEPT):
        assert WORDS.texts.count(line) >= 12
    openings = []
    for _ in range(6):
        await ana.uses("/goal")
        openings.append(ana.card.summary())
        answer = await ana.uses("/goal a job")
        assert isinstance(answer, Ask)
        openings.append(answer.form.note)
    assert len(set(openings)) == 12
    closings = []
    for _ in range(12):
        await sets(ana)
        closings.append(ana.card.summary())
        assert labels(ana.card)[0] == "Plan the next two weeks", "always followed by a plan"
    assert len(set(closings)) == 12


async def test_an_old_button_does_not_put_a_newer_goal_to_rest(world: World) -> None:
    ana = world.person("ana")
    await sets(ana)
    await sets(ana, Goal="A job by the sea")
    old, _ = await goals(ana)
    await ana.sends(RestGoal(old.id).pack())
    assert "A job by the sea" in ana.sees
    assert all(goal.rested_at is None for goal in await goals(ana))


async def test_a_goal_put_to_rest_before_its_letter_is_written_brings_none(world: World) -> None:
    ana = world.person("ana")
    await sets(ana)
    key = (await goals(ana))[0].id
    async with world.store.begin() as tx:
        await tx.goals.remove(key)
    await world.passes(days=40)
    assert ana.letters == []


async def test_after_all_reminders_were_stopped_the_look_is_not_ticked(world: World) -> None:
    ana = world.person("ana")
    await ana.says("stop all reminders")
    answer = await ana.sends(WriteGoal().pack())
    assert isinstance(answer, Ask)
    (tick,) = (each for each in answer.form.fields if isinstance(each, Tick))
    assert not tick.value


@pytest.mark.parametrize("act", [RestGoal, StillMine, WriteGoal, RemoveGoal])
async def test_nobody_reaches_somebody_elses_goal(
    world: World, act: type[RestGoal | StillMine | WriteGoal | RemoveGoal]
) -> None:
    ana, ben = world.person("ana"), world.person("ben")
    await sets(ana)
    (hers,) = await goals(ana)
    await ben.sends(act(hers.id).pack())
    assert GONE in ben.sees
    await ben.sends(OpenGoal().pack())
    assert "children" not in ben.sees


async def test_the_longest_goal_fits_its_cards(world: World) -> None:
    ana = world.person("ana")
    long = {"Goal": "g" * 400, "Why": "w" * 800, "In your own word": "v" * 80}
    await ana.sends(WriteGoal().pack())
    await ana.fills({**GOAL, **long})
    assert "g" * 400 in ana.sees
    await world.until(datetime(2026, 12, 28, 10, 0, tzinfo=UTC))
    assert "w" * 800 in ana.letter.summary()
