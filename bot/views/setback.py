"""How getting ready for an interview looks: likely setbacks, a response to each, said back once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.actions.application import OpenInterview, OpenNewInterview
from bot.actions.help import Undo
from bot.actions.rehearsal import OpenRehearsal
from bot.actions.setback import (
    KeepRehearsal,
    KeepSetback,
    OpenSetback,
    PrepareAny,
    PrepareInterview,
    RehearseSetback,
    RemoveSetback,
    ShowSetback,
    TakeLikely,
)
from bot.domain import plan, setback
from bot.domain.application import Application
from bot.domain.rehearsal import Likely
from bot.domain.setback import Setback
from bot.texts import Choice as ChoiceLabel
from bot.texts import FieldLabel, FormTitle, Hint, Label, Line, Texts, Title
from bot.ui import form, limits, markup
from bot.ui.card import Block, Button, Buttons, Card, Choice, Look, Menu, Note, Text
from bot.ui.form import Form
from bot.views import commitment, naming, plain
from bot.views.excerpt import first_line

TITLE = Title("setback.title", "name")
TITLE_ANY = Title("setback.title_any")
WHEN = Line("setback.when", "when")
ANY = Line("setback.any")
INTRO = Line("setback.intro")
EVIDENCE = Line("setback.evidence")
YOURS = Line("setback.yours")
EVE = Line("setback.eve")
LIKELY = ChoiceLabel("setback.likely")
LIKELY_CHOICE = ChoiceLabel("setback.likely_choice", "trigger")
LOOK = ChoiceLabel("setback.look")

ADDED = Line("setback.said.added")
CHANGED = Line("setback.said.changed")
REMOVED = Line("setback.said.removed")
SAID_BACK = Line("setback.said.said_back")
SAID_OTHERWISE = Line("setback.said.said_otherwise")
FULL = Line("setback.full", "most")

OWN_WORDS = Label("setback.button.own_words")
SAY_BACK = Label("setback.button.say_back")
CHANGE = Label("setback.button.change")
REMOVE = Label("setback.button.remove")
BACK = Label("setback.button.back")
QUESTION = Label("setback.button.question")
TELL = Label("setback.button.tell")
WITHOUT = Label("setback.button.without")
SET_TIME = Label("setback.button.set_time")

WHICH_TITLE = Title("setback.which.title")
WHICH = Line("setback.which.text")
WHICH_MENU = ChoiceLabel("setback.which.menu")
NONE_TITLE = Title("setback.none.title")
NONE = Line("setback.none.text")
ONE_TITLE = Title("setback.one.title")
NOT_SAID = Line("setback.one.not_said")

FORM_TITLE = FormTitle("setback.form.title")
FORM_NOTE = Line("setback.form.note")
FORM_IDEA = Line("setback.form.idea", "idea")
IF = FieldLabel("setback.form.trigger")
IF_HINT = Hint("setback.form.trigger_hint")
THEN = FieldLabel("setback.form.response")
THEN_HINT = Hint("setback.form.response_hint")
NOTHING_LEFT = Line("setback.form.nothing_left")
BACK_FORM = FormTitle("setback.back.title")
BACK_NOTE = Line("setback.back.note", "sentence")
BACK_FIELD = FieldLabel("setback.back.field")

_NAMED = 80


@dataclass(frozen=True, slots=True)
class Page:
    """One interview, or any, with the setbacks written for it."""

    application: Application | None
    setbacks: tuple[Setback, ...]
    zone: str
    now: datetime

    @property
    def key(self) -> int | None:
        """The id of the application."""
        return self.application.id if self.application else None

    @property
    def triggers(self) -> frozenset[str]:
        """What somebody is ready for already."""
        return frozenset(each.trigger for each in self.setbacks)


def card(
    t: Texts, page: Page, likely: Mapping[str, Likely], said: str = "", undo: Undo | None = None
) -> Card:
    """Show what somebody is ready for, and what else is likely."""
    blocks: list[Block] = [Text(said)] if said else [Text(t(INTRO))]
    blocks.append(Note(_when(t, page)))
    if page.setbacks:
        blocks.append(Text("\n".join((t(YOURS), *sentences(t, page.setbacks)))))
        choices = tuple(Choice(str(e.id), _choice(t, e.trigger)) for e in page.setbacks)
        blocks.append(Menu(t(LOOK), ShowSetback(), choices))
    left = {key: each for key, each in likely.items() if each.trigger not in page.triggers}
    if len(page.setbacks) < setback.MOST and left:
        blocks.append(_likely(t, page, left))
    blocks.append(Buttons((*_ways(t, page), *naming.undo_button(t, undo))))
    if not page.setbacks:
        blocks.append(Note(t(EVIDENCE)))
    return Card(_title(t, page.application), tuple(blocks))


def which(t: Texts, coming: Sequence[Application]) -> Card:
    """Ask which interview is meant, where several are to come."""
    choices = tuple(
        Choice(str(each.id), first_line(naming.name(t, each), limits.CHOICE_LABEL))
        for each in coming[: limits.CHOICES]
    )
    menu = Menu(t(WHICH_MENU), PrepareInterview(), choices)
    without = Buttons((Button(t(WITHOUT), PrepareAny()),))
    return Card(t(WHICH_TITLE), (Text(t(WHICH)), menu, without))


def none(t: Texts) -> Card:
    """Say that no interview is known, and that one can get ready all the same."""
    buttons = (
        Button(t(WITHOUT), PrepareAny(), Look.MAIN),
        Button(t(TELL), OpenNewInterview()),
        Button(t(QUESTION), OpenRehearsal()),
    )
    return Card(t(NONE_TITLE), (Text(t(NONE)), Buttons(buttons)))


def one(t: Texts, shown: Setback, said: str = "") -> Card:
    """Show one setback, with all that can be done with it."""
    blocks: list[Block] = [Text(said)] if said else []
    blocks.append(Text(sentence(t, shown)))
    if shown.rehearsed_at is None:
        blocks.append(Note(t(NOT_SAID)))
    buttons = (
        Button(t(SAY_BACK), RehearseSetback(shown.id)),
        Button(t(CHANGE), OpenSetback(shown.application_id, shown.id)),
        Button(t(REMOVE), RemoveSetback(shown.id)),
        Button(t(BACK), _page(shown.application_id)),
    )
    return Card(t(ONE_TITLE), (*blocks, Buttons(buttons)))


def setback_form(
    t: Texts, does: KeepSetback, known: Setback | None, likely: Likely | None = None
) -> Form:
    """Ask for a setback and a response to it."""
    trigger, what = (known.trigger, known.what) if known else ("", "")
    note = t(FORM_IDEA, idea=likely.idea) if likely else t(FORM_NOTE)
    return Form(
        t(FORM_TITLE),
        (
            form.Line(name="trigger", label=t(IF), hint=t(IF_HINT), required=True,
                      longest=plan.LONGEST, value=likely.trigger if likely else trigger),
            form.Line(name="response", label=t(THEN), hint=t(THEN_HINT), required=True,
                      longest=plan.LONGEST, value=what),
        ),
        does=does,
        reopen=OpenSetback(does.application, does.setback),
        submit=t(plain.SEND),
        mistakes=plain.mistakes(t),
        note=note,
    )  # fmt: skip


def rehearsal_form(t: Texts, shown: Setback) -> Form:
    """Ask for it in the person's own words, from memory."""
    return Form(
        t(BACK_FORM),
        (form.Paragraph(name="said", label=t(BACK_FIELD), required=True, longest=500),),
        does=KeepRehearsal(shown.id),
        reopen=RehearseSetback(shown.id),
        submit=t(plain.SEND),
        mistakes=plain.mistakes(t),
        note=t(BACK_NOTE, sentence=sentence(t, shown)),
    )


def eve(t: Texts, own: Sequence[Setback]) -> str:
    """Give somebody their own setbacks and responses back, on the evening before."""
    return "\n".join((t(EVE), *sentences(t, own)))


def sentences(t: Texts, setbacks: Sequence[Setback]) -> list[str]:
    """Say several, a line each."""
    return [sentence(t, each) for each in setbacks]


def sentence(t: Texts, shown: Setback) -> str:
    """Say a setback and its response as one sentence."""
    return commitment.sentence(t, shown.sentence)


def _title(t: Texts, application: Application | None) -> str:
    if application is None:
        return t(TITLE_ANY)
    return t(TITLE, name=naming.cut(naming.name(t, application), _NAMED))


def _when(t: Texts, page: Page) -> str:
    at = page.application.interview_at if page.application else None
    return t(ANY) if at is None else t(WHEN, when=markup.when(at, page.zone))


def _likely(t: Texts, page: Page, likely: Mapping[str, Likely]) -> Menu:
    choices = tuple(
        Choice(key, _choice(t, each.trigger))
        for key, each in list(likely.items())[: limits.CHOICES]
    )
    return Menu(t(LIKELY), TakeLikely(page.key), choices)


def _choice(t: Texts, trigger: str) -> str:
    return first_line(t(LIKELY_CHOICE, trigger=trigger), limits.CHOICE_LABEL)


def _ways(t: Texts, page: Page) -> tuple[Button, ...]:
    ways: list[Button] = []
    waiting = setback.unrehearsed(page.setbacks)
    if waiting is not None:
        ways.append(Button(t(SAY_BACK), RehearseSetback(waiting.id), Look.MAIN))
    if len(page.setbacks) < setback.MOST:
        ways.append(Button(t(OWN_WORDS), OpenSetback(page.key)))
    ways.append(Button(t(QUESTION), OpenRehearsal()))
    if page.application is not None and page.application.interview_at is None:
        ways.append(Button(t(SET_TIME), OpenInterview(page.application.id)))
    return tuple(ways)


def _page(application: int | None) -> PrepareAny | PrepareInterview:
    return PrepareAny() if application is None else PrepareInterview(application)
