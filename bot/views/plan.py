"""How a plan looks: its steps and sentences, ideas for it, and the plan after it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.actions.commitment import ShowCommitment
from bot.actions.help import Undo
from bot.actions.plan import (
    AskForNext,
    FinishStep,
    OpenPlan,
    OpenSentence,
    OpenStep,
    Rehearse,
    Renew,
    ShowIdeas,
    ShowPlan,
)
from bot.actions.share import OpenShare, Shared
from bot.domain import plan, recurrence
from bot.domain.plan import Commitment, Kept, Plan, Readiness
from bot.texts import Choice as ChoiceLabel
from bot.texts import Label, Line, Texts, Title
from bot.ui import limits, markup
from bot.ui.card import Block, Button, Buttons, Card, Choice, Look, Menu, Note, Progress, Row, Text
from bot.views import commitment as view
from bot.views import undo as undo_view
from bot.views.commitment import Seen
from bot.views.excerpt import first_line

INTRO_TITLE = Title("plan.intro.title")
INTRO = Line("plan.intro.text")
EVIDENCE = Line("plan.intro.evidence")
FIRST_STEP = Label("plan.intro.first_step")

TITLE = Title("plan.card.title")
ENDED_TITLE = Title("plan.card.ended_title")
SPAN = Line("plan.card.span", "first", "last")
STANDING = {readiness: Line(f"plan.standing.{readiness}") for readiness in Readiness}
TAKEN = Label("plan.card.taken")
STEP = Line("plan.card.step", "number", "what")
STEP_DONE = Label("plan.card.step_done", "number")
SETTLED = Line("plan.card.settled", "step", "state")
LATER = Line("plan.card.later")
SO_FAR = Line("plan.card.so_far")
SENTENCES = Line("plan.card.sentences")
LOOK = Label("plan.card.look")
SENTENCE_CHOICE = ChoiceLabel("plan.card.sentence_choice", "trigger")

ADDED = Line("plan.said.added")
ADDED_UNTIMED = Line("plan.said.added_untimed")
ADDED_PAST = Line("plan.said.added_past")
ADDED_UNREMINDED = Line("plan.said.added_unreminded")
ADDED_AWAY = Line("plan.said.added_away")
ADDED_QUIET = Line("plan.said.added_quiet", "when")
CHANGED = Line("plan.said.changed")
TICKED = Line("plan.said.ticked")
SENTENCE_ADDED = Line("plan.said.sentence_added")
SAID_BACK = Line("plan.said.said_back")
SAID_OTHERWISE = Line("plan.said.said_otherwise")
BEGUN = Line("plan.said.begun")
CARRIED = Line("plan.said.carried")

ADD_STEP = Label("plan.button.add_step")
IDEAS = Label("plan.button.ideas")
ADD_SENTENCE = Label("plan.button.add_sentence")
SAY_BACK = Label("plan.button.say_back")
SHARE = Label("plan.button.share")
NEXT = Label("plan.button.next")

NEXT_TITLE = Title("plan.next.title")
NEXT_TEXT = Line("plan.next.text", "last", "unfinished")
NEXT_CLEAR = Line("plan.next.clear", "last")
KEEP_THIS = Label("plan.next.keep_this")
WITH_REST = Label("plan.next.with_rest")
AFRESH = Label("plan.next.afresh")
OVER_TITLE = Title("plan.over.title")
OVER_TEXT = Line("plan.over.text")
LOOK_BACK = Line("plan.over.look_back")
NUDGE_TITLE = Title("plan.over.nudge_title")
NUDGE_LINE = Line("plan.over.nudge")

NEAR = 5
"""Steps that stand on the card with a button of their own."""


@dataclass(frozen=True, slots=True)
class Page:
    """A plan as it stands, and to whom it is shown."""

    plan: Plan
    commitments: tuple[Commitment, ...]
    zone: str
    now: datetime
    in_circle: bool = False

    @property
    def steps(self) -> tuple[Commitment, ...]:
        """Its steps, the earliest first."""
        return plan.steps(self.commitments)

    @property
    def sentences(self) -> tuple[Commitment, ...]:
        """Its if-then sentences."""
        return plan.sentences(self.commitments)

    @property
    def unfinished(self) -> tuple[Commitment, ...]:
        """What is left of it."""
        return plan.unfinished(self.commitments)

    def seen(self, commitment: Commitment) -> Seen:
        """Return one of its commitments as it is shown."""
        return Seen(commitment, self.zone, self.now)


def intro(t: Texts) -> Card:
    """Say what a plan is, to somebody who has none."""
    first = Button(t(FIRST_STEP), OpenStep(), Look.MAIN)
    buttons = Buttons((first, Button(t(IDEAS), ShowIdeas())))
    return Card(t(INTRO_TITLE), (Text(t(INTRO)), buttons, Note(t(EVIDENCE))))


def card(t: Texts, page: Page, standing: str, said: str = "", undo: Undo | None = None) -> Card:
    """Show a plan: what comes next first, and all that can be done with it."""
    ended = page.plan.ended_at is not None
    head = (Text(said),) if said else ()
    blocks: tuple[Block, ...] = (
        *head,
        Note(_span(t, page)),
        Text(standing),
        *_progress(t, page),
        *_list(t, page),
    )
    buttons = _ended(t) if ended else _buttons(t, page)
    back = (Button(t(undo_view.BUTTON), undo),) if undo else ()
    return Card(t(ENDED_TITLE if ended else TITLE), (*blocks, Buttons((*buttons, *back))))


def over(t: Texts, page: Page) -> Card:
    """Say that two weeks have passed: the next ones first, then what became of these."""
    return Card(t(OVER_TITLE), (Text(t(OVER_TEXT)), *look_back(t, page)))


def nudge(t: Texts, page: Page, line: str) -> tuple[Block, ...]:
    """Say on the last day that two weeks are ending."""
    return (Text(line), *look_back(t, page))


def look_back(t: Texts, page: Page) -> tuple[Block, ...]:
    """Offer the next plan, and below it what became of this one."""
    lines = "\n".join(_settled(t, page, each) for each in page.steps)
    buttons = Buttons(_next(t, page))
    return (buttons, Text(f"{t(LOOK_BACK)}\n{lines}"), *_menu(t, page)) if lines else (buttons,)


def next_plan(t: Texts, page: Page) -> Card:
    """Ask what becomes of the running plan."""
    last, left = _day(page.plan.ends_on, page.zone), len(page.unfinished)
    text = t(NEXT_TEXT, last=last, unfinished=left) if left else t(NEXT_CLEAR, last=last)
    stay = Button(t(KEEP_THIS), ShowPlan(page.plan.id))
    return Card(t(NEXT_TITLE), (Text(text), Buttons((stay, *_next(t, page)))))


def _span(t: Texts, page: Page) -> str:
    first, last = _day(page.plan.starts_on, page.zone), _day(page.plan.ends_on, page.zone)
    return t(SPAN, first=first, last=last)


def _day(day: date, zone: str) -> str:
    # At noon there, it is the same day for most readers elsewhere, too.
    return markup.when(recurrence.instant_of(day, 12 * 60, zone), zone, markup.Style.DAY)


def _progress(t: Texts, page: Page) -> tuple[Progress, ...]:
    done = sum(step.kept is Kept.DONE for step in page.steps)
    return (Progress(done, len(page.steps), t(TAKEN)),) if done else ()


def _list(t: Texts, page: Page) -> tuple[Block, ...]:
    """List what is to come with a button each, then the rest, what is behind, and the sentences."""
    numbered = list(enumerate(page.steps, 1))
    coming = [(number, step) for number, step in numbered if not plan.is_settled(step)]
    rows = [_row(t, page, number, step) for number, step in coming[:NEAR]]
    later = [_line(t, page, number, step) for number, step in coming[NEAR:]]
    past = [_settled(t, page, step) for _, step in numbered if plan.is_settled(step)]
    ifs = [view.sentence(t, each, view.SHORT) for each in page.sentences]
    texts = ((LATER, later), (SO_FAR, past), (SENTENCES, ifs))
    told = [Text("\n".join((t(head), *lines))) for head, lines in texts if lines]
    return (*rows, *told, *_menu(t, page))


def _row(t: Texts, page: Page, number: int, step: Commitment) -> Row:
    done = Button(t(STEP_DONE, number=number), FinishStep(step.id))
    return Row(_line(t, page, number, step), done)


def _line(t: Texts, page: Page, number: int, step: Commitment) -> str:
    said = t(STEP, number=number, what=first_line(step.what, view.SHORT))
    answered = () if step.kept is Kept.OPEN else (view.became(t, step),)
    return " · ".join((said, view.details(t, page.seen(step)), *answered))


def _settled(t: Texts, page: Page, step: Commitment) -> str:
    return t(SETTLED, step=first_line(step.what, view.SHORT), state=view.became(t, step))


def _menu(t: Texts, page: Page) -> tuple[Menu, ...]:
    steps = [
        Choice(str(step.id), first_line(t(STEP, number=n, what=step.what), limits.CHOICE_LABEL))
        for n, step in enumerate(page.steps, 1)
    ]
    ifs = [
        Choice(str(each.id), first_line(_choice(t, each), limits.CHOICE_LABEL))
        for each in page.sentences
    ]
    choices = (*steps, *ifs)
    return (Menu(t(LOOK), ShowCommitment(), choices),) if choices else ()


def _choice(t: Texts, sentence: Commitment) -> str:
    return t(SENTENCE_CHOICE, trigger=sentence.trigger)


def _buttons(t: Texts, page: Page) -> Sequence[Button]:
    ready = plan.readiness(page.commitments) is Readiness.READY
    buttons = [Button(t(IDEAS), ShowIdeas())]
    if len(page.steps) < plan.MOST_STEPS:
        buttons.insert(0, Button(t(ADD_STEP), OpenStep(), Look.PLAIN if ready else Look.MAIN))
    if page.steps and len(page.sentences) < plan.MOST_SENTENCES:
        buttons.append(Button(t(ADD_SENTENCE), OpenSentence()))
    if page.sentences and page.plan.rehearsed_at is None:
        buttons.append(Button(t(SAY_BACK), Rehearse(page.sentences[-1].id)))
    if page.in_circle and page.steps:
        buttons.append(Button(t(SHARE), OpenShare(Shared.PLAN, page.plan.id)))
    if page.steps:
        buttons.append(Button(t(NEXT), AskForNext()))
    return buttons


def _ended(t: Texts) -> Sequence[Button]:
    return (Button(t(view.PLAN), OpenPlan()),)


def _next(t: Texts, page: Page) -> tuple[Button, ...]:
    afresh = Button(t(AFRESH), Renew(carry=False))
    if not page.unfinished:
        return (afresh,)
    return (Button(t(WITH_REST), Renew(carry=True), Look.MAIN), afresh)
