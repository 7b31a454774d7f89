"""What was begun and not finished, as each practice tells it of its own things."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.contact import Contact, SmallAsk
from bot.domain.feedback import FeedbackRequest, FeedbackState
from bot.domain.growth import Growth
from bot.domain.learning import Learning, LearningState
from bot.domain.material import Checked, Mark, Material
from bot.domain.paths import Paths, Verdict
from bot.domain.plan import Channel, Commitment, Plan, Source
from bot.domain.practice import Practice
from bot.domain.reflection import Reflection
from bot.domain.rehearsal import Rehearsal
from bot.domain.unfinished import REMEMBERED, Begun, Stop, Work, found
from tests.talking import WORDS

NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
TUESDAY = NOW - timedelta(days=6)
PLAN = Plan(1, date(2026, 11, 24), date(2026, 12, 7), TUESDAY, id=4)
STEP = Commitment(1, Source.PLAN, 4, "call", TUESDAY, channel=Channel.PEOPLE)
NAME = Contact(1, "Dara", TUESDAY, id=7)
LISTS = WORDS.content.materials.lists
LETTER = [
    Checked(1, Material.LETTER, item, Mark.DONE, TUESDAY) for item in LISTS[Material.LETTER].items
]
QUESTION = Rehearsal(1, "why_us", TUESDAY, id=8)
GAP = Learning(1, "SQL", TUESDAY, id=9)
LOOK = Paths(1, TUESDAY, id=5, roles=("guide",))


@pytest.mark.parametrize(
    ("work", "stops"),
    [
        (Work(), {}),
        (Work(reflections=(Reflection(1, TUESDAY, id=2),)), {Practice.REFLECT: Stop.REFLECT_HALF}),
        (Work(reflections=(Reflection(1, TUESDAY, id=2, done_at=NOW),)), {}),
        (Work(requests=(FeedbackRequest(1, TUESDAY),)), {Practice.FEEDBACK: Stop.FEEDBACK_UNSENT}),
        (Work(requests=(FeedbackRequest(1, TUESDAY, state=FeedbackState.SENT),)), {}),
        (Work(contacts=(NAME,)), {Practice.NETWORK: Stop.NETWORK_ASK}),
        (Work(contacts=(replace(NAME, ask=SmallAsk.TALK),)), {}),
        (Work(lists=LISTS), {}),
        (Work(checked=LETTER, lists=LISTS), {}),
        (Work(checked=LETTER[1:], lists=LISTS), {Practice.MATERIALS: Stop.MATERIALS_LIST}),
        (Work(rehearsals=(QUESTION,)), {Practice.INTERVIEW: Stop.INTERVIEW_QUESTION}),
        (Work(rehearsals=(replace(QUESTION, answered_at=NOW),)), {}),
        (Work(learnings=(GAP,)), {Practice.LEARN: Stop.LEARN_LIST}),
        (Work(learnings=(GAP, replace(GAP, id=10, state=LearningState.WORKING))), {}),
        (Work(plan=PLAN), {Practice.PLAN: Stop.PLAN_EMPTY}),
        (Work(plan=PLAN, commitments=(STEP,)), {Practice.PLAN: Stop.PLAN_ONE_WAY}),
        (Work(plan=PLAN, commitments=(STEP, replace(STEP, channel=Channel.EVENT))), {}),
        (Work(looks=(LOOK,)), {Practice.PATHS: Stop.PATHS_SKILLS}),
        (Work(looks=(replace(LOOK, roles=(), tools="SQL"),)), {Practice.PATHS: Stop.PATHS_ROLES}),
        (Work(looks=(replace(LOOK, tools="SQL"),)), {Practice.PATHS: Stop.PATHS_TALK}),
        (Work(looks=(replace(LOOK, tools="SQL", done_at=NOW),)), {}),
        (Work(looks=(replace(LOOK, verdict=Verdict.ASIDE),)), {}),
        (Work(growths=(Growth(1, TUESDAY, id=6),)), {Practice.GROW: Stop.GROW_TIP}),
        (Work(growths=(Growth(1, TUESDAY, id=6, done_at=NOW),)), {}),
    ],
)
def test_each_practice_tells_where_somebody_stopped(
    work: Work, stops: dict[Practice, Stop]
) -> None:
    begun = found(work, (), NOW)
    assert {practice: each.stop for practice, each in begun.items()} == stops
    assert all(each.at == TUESDAY for each in begun.values())


def test_what_is_half_done_goes_before_a_mere_form_and_the_newer_form_before_the_older() -> None:
    older = Begun(Practice.GOAL, Stop.FORM, TUESDAY)
    newer = Begun(Practice.GOAL, Stop.FORM, NOW)
    form = Begun(Practice.REFLECT, Stop.FORM, NOW)
    work = Work(reflections=(Reflection(1, TUESDAY, id=2),))
    begun = found(work, (newer, older, form), NOW)
    assert begun[Practice.GOAL] == newer
    assert begun[Practice.REFLECT] == Begun(Practice.REFLECT, Stop.REFLECT_HALF, TUESDAY, 2)


def test_after_a_month_it_is_not_mentioned_any_more() -> None:
    work = Work(reflections=(Reflection(1, TUESDAY, id=2),))
    assert found(work, (), TUESDAY + REMEMBERED - timedelta(seconds=1))
    assert found(work, (), TUESDAY + REMEMBERED) == {}
    form = Begun(Practice.REFLECT, Stop.FORM, NOW)
    assert found(work, (form,), TUESDAY + REMEMBERED) == {Practice.REFLECT: form}
