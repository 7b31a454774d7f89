"""How a no looks: its form, the answer to it, and what else can be chosen."""

from dataclasses import dataclass
from datetime import datetime

from bot.actions.help import Undo
from bot.actions.rejection import KeepNo, OpenNo, ShowNo, ShowSteps
from bot.actions.rest import OpenBreak
from bot.actions.share import OpenShare, Shared, To
from bot.domain.application import Stage
from bot.domain.practice import EARLY, LOW_MOOD, Offer, Practice
from bot.domain.rejection import No, Numbers
from bot.texts import Choice as ChoiceLabel
from bot.texts import FieldLabel, FormTitle, Hint, Label, Line, Texts, Title
from bot.ui import form, markup
from bot.ui.card import Block, Button, Buttons, Card, Choice, Divider, Facts, Note, Text, Tone
from bot.ui.form import Form
from bot.views import network, plain, practice
from bot.views import undo as undo_view

FORM_TITLE = FormTitle("rejection.form_title")
FORM_NOTE = Line("rejection.form_note")
COMPANY = FieldLabel("rejection.company")
ROLE = FieldLabel("rejection.role")
HOW_FAR = FieldLabel("rejection.how_far")
HOW_ARE_YOU = FieldLabel("rejection.how_are_you")
ANYTHING = FieldLabel("rejection.anything")
ANYTHING_HINT = Hint("rejection.anything_hint")
STAGE = {stage: ChoiceLabel(f"rejection.stage.{stage}") for stage in Stage}
MOOD = {
    number: ChoiceLabel(f"rejection.mood.{name}")
    for number, name in enumerate(("one", "two", "three", "four", "five"), 1)
}

TITLE = Title("rejection.card.title")
TITLE_COMPANY = Title("rejection.card.title_company", "company")
SOME_COMPANY = Line("rejection.card.some_company")
LOW = Line("rejection.card.low")
PLAIN = Line("rejection.card.plain")
STEADY = Line("rejection.card.steady")
EFFORT = {stage: Line(f"rejection.effort.{stage}", "company") for stage in Stage}
EFFORT_ROUNDS = {
    stage: Line(f"rejection.effort.{stage}_rounds", "company", "rounds")
    for stage in (Stage.INTERVIEW, Stage.FINAL)
}
KEPT_WORDS = Line("rejection.after.kept_words")
NUMBERS = Line("rejection.after.numbers")
APPLICATIONS = Label("rejection.after.applications")
CONVERSATIONS = Label("rejection.after.conversations")
NOES = Label("rejection.after.noes")
STEPS = Line("rejection.after.steps")
NOTHING_DUE = Line("rejection.after.nothing_due")
QUIET = Line("rejection.after.quiet", "until", "morning")
QUIET_ONLY = Line("rejection.after.quiet_only", "until")
KEPT_FOR_LATER = Line("rejection.after.kept_for_later")
KEPT_WITHOUT_WORDS = Line("rejection.after.kept_without_words")
CIRCLE = Label("rejection.button.circle")
COMMUNITY = Label("rejection.button.community")
ELSE = Label("rejection.button.other")
ONWARD = Label("rejection.button.onward")
STEPS_TITLE = Title("rejection.steps.title")
STEPS_INTRO = Line("rejection.steps.intro")

NAME_LENGTH = 80
STEADY_MOOD = 4


@dataclass(frozen=True, slots=True)
class Calm:
    """How long other reminders rest, and when the one line comes, where one does."""

    until: datetime | None
    morning: datetime | None
    zone: str


@dataclass(frozen=True, slots=True)
class Words:
    """The sentences of one answer whose wordings take turns."""

    opening: str
    effort: str
    steps: str


def no_form(
    t: Texts, application: int | None, company: str = "", role: str = "", stage: Stage | None = None
) -> Form:
    """Ask about a no in five fields, of which one is needed."""
    return Form(
        title=t(FORM_TITLE),
        fields=(
            form.Line(name="company", label=t(COMPANY), longest=NAME_LENGTH, value=company),
            form.Line(name="role", label=t(ROLE), longest=NAME_LENGTH, value=role),
            form.Choose(
                name="stage",
                label=t(HOW_FAR),
                required=True,
                choices=tuple(Choice(each, t(STAGE[each])) for each in Stage),
                value=stage or "",
            ),
            form.Choose(
                name="mood",
                label=t(HOW_ARE_YOU),
                choices=tuple(Choice(str(each), t(line)) for each, line in MOOD.items()),
            ),
            form.Paragraph(name="note", label=t(ANYTHING), hint=t(ANYTHING_HINT)),
        ),
        does=KeepNo(application),
        reopen=OpenNo(application),
        submit=t(plain.SEND),
        mistakes=plain.mistakes(t),
        note=t(FORM_NOTE),
    )


def opening(mood: int | None) -> Line:
    """Choose the first sentence's line by how the person is."""
    if mood is None:
        return PLAIN
    if mood <= LOW_MOOD:
        return LOW
    return STEADY if mood >= STEADY_MOOD else PLAIN


def answer(
    t: Texts,
    no: No,
    words: Words,
    offers: tuple[Offer, ...],
    numbers: Numbers,
    calm: Calm,
    *,
    in_circle: bool,
    has_lobby: bool,
    undo: Undo | None,
) -> Card:
    """Answer a no: the effort by name, the person's own numbers, and at most three next steps."""
    blocks: list[Block] = [Text(f"{words.opening} {words.effort}")]
    if no.note:
        blocks.append(Note(t(KEPT_WORDS)))
    blocks += _numbers(t, numbers)
    blocks.append(Divider())
    blocks.append(Text(words.steps if offers else t(NOTHING_DUE)))
    blocks += practice.offered(t, offers, no.id)
    blocks.append(
        Buttons(_others(t, no, offers, in_circle=in_circle, has_lobby=has_lobby, undo=undo))
    )
    blocks += _calm(t, calm)
    return Card(title(t, no), tuple(blocks), Tone.CARE)


def steps(t: Texts, no: No) -> Card:
    """List everything that can be chosen after a no."""
    return Card(t(STEPS_TITLE), (Text(t(STEPS_INTRO)), *practice.listed(t, no.id)))


def title(t: Texts, no: No) -> str:
    """Name a no by its company, where there is one."""
    return t(TITLE_COMPANY, company=no.company) if no.company else t(TITLE)


def company(t: Texts, no: No) -> str:
    """Name the company inside a sentence."""
    return no.company or t(SOME_COMPANY)


def onward(t: Texts, no: No, change: int, *, dropped: bool) -> tuple[Block, ...]:
    """Say, after a card of care, that the no is kept and that its own card can be seen."""
    kept = t(KEPT_WITHOUT_WORDS) if dropped else t(KEPT_FOR_LATER)
    button = Button(t(ONWARD), ShowNo(no.id, change))
    return (Divider(), Text(kept), Buttons((button,)))


def _numbers(t: Texts, numbers: Numbers) -> list[Block]:
    if not numbers.say_something:
        return []
    counted = (
        (t(APPLICATIONS), numbers.applications),
        (t(CONVERSATIONS), numbers.conversations),
        (t(NOES), numbers.noes),
    )
    pairs = tuple((name, str(count)) for name, count in counted if count)
    return [Text(t(NUMBERS)), Facts(pairs)]


def _others(
    t: Texts,
    no: No,
    offers: tuple[Offer, ...],
    *,
    in_circle: bool,
    has_lobby: bool,
    undo: Undo | None,
) -> tuple[Button, ...]:
    buttons = [Button(t(CIRCLE), OpenShare(Shared.NO, no.id))] if in_circle else []
    if has_lobby:
        buttons.append(Button(t(COMMUNITY), OpenShare(Shared.NO, no.id, To.COMMUNITY)))
    if all(offer.practice is not Practice.REST for offer in offers):
        buttons.append(Button(t(practice.LABEL[Practice.REST]), OpenBreak()))
    is_offered = any(offer.practice is Practice.NETWORK for offer in offers)
    if no.stage not in EARLY and no.application_id is not None and not is_offered:
        buttons.append(network.met(t, no.application_id))
    buttons.append(Button(t(ELSE), ShowSteps(no.id)))
    if undo is not None:
        buttons.append(Button(t(undo_view.BUTTON), undo))
    return tuple(buttons)


def _calm(t: Texts, calm: Calm) -> list[Block]:
    if calm.until is None:
        return []
    until = markup.when(calm.until, calm.zone)
    if calm.morning is None:
        return [Note(t(QUIET_ONLY, until=until))]
    return [Note(t(QUIET, until=until, morning=markup.when(calm.morning, calm.zone)))]
