"""How telling of an application looks: its forms, the question of a twin, and what is kept."""

from datetime import datetime

from bot.actions.application import (
    EditApplication,
    KeepApplication,
    KeepEdit,
    KeepSame,
    KeepSecond,
    MoveApplication,
    OpenApply,
    OpenInterview,
    ShowApplication,
    ShowApplications,
)
from bot.actions.help import Undo
from bot.domain import application as applications
from bot.domain.application import Application, Stage, Status
from bot.domain.care import Care
from bot.texts import Choice as ChoiceLabel
from bot.texts import FieldLabel, FormTitle, Hint, Label, Line, Texts, Title
from bot.ui import form, limits
from bot.ui.card import Block, Button, Buttons, Card, Choice, Look, Note, Text, Tone
from bot.ui.form import Form
from bot.views import interview, plain, rejection
from bot.views.naming import cut, day_of, name, undo_button

FORM_TITLE = FormTitle("application.form.title")
FORM_EDIT_TITLE = FormTitle("application.form.edit_title")
FORM_NOTE = Line("application.form.below")
COMPANY = FieldLabel("application.form.company")
ROLE = FieldLabel("application.form.role")
STATUS = FieldLabel("application.form.status")
APPLIED_ON = FieldLabel("application.form.applied_on")
APPLIED_ON_HINT = Hint("application.form.applied_on_hint")
STAGE = FieldLabel("application.form.stage")
NOTE = FieldLabel("application.form.note")
NOTE_HINT = Hint("application.form.note_hint")
NAMELESS = Line("application.form.nameless")
STILL_TO_COME = Line("application.form.still_to_come")
LONG_AGO = Line("application.form.long_ago")
STATUS_CHOICE = {each: ChoiceLabel(f"application.status.{each}") for each in Status}

KEPT = {each: Line(f"application.kept.{each}") for each in Status}
IF_QUIET = Line("application.kept.if_quiet")
FOR_LATER = Line("application.kept.for_later", "name")
WITHOUT_NOTE = Line("application.kept.without_note", "name")
OPEN_IT = Label("application.button.open_it")
ALL = Label("application.button.all")
TELL_NO = Label("application.button.tell_no")

TWIN_TITLE = Title("application.twin.title")
TWIN = Line("application.twin.text", "name", "status", "day")
TWIN_NOTE = Line("application.twin.below")
TWIN_SAME = Label("application.twin.same")
TWIN_OTHER = Label("application.twin.other")
TWIN_GONE = Line("application.twin.gone")

NAME_LENGTH = 80
NEW_NOTE = 1000

_GLAD = frozenset({Status.OFFER, Status.ACCEPTED})
_SAD = frozenset({Status.REJECTED, Status.GHOSTED})


def apply_form(
    t: Texts,
    status: Status | None,
    day: str = "",
    company: str = "",
    role: str = "",
    note: str = "",
) -> Form:
    """Ask about an application; `status` is what is filled in, or Applied; `day` is ISO."""
    return Form(
        title=t(FORM_TITLE),
        fields=(
            _named(t, COMPANY, "company", company),
            _named(t, ROLE, "role", role),
            form.Choose(
                name="status",
                label=t(STATUS),
                required=True,
                choices=tuple(Choice(each, t(STATUS_CHOICE[each])) for each in Status),
                value=status or Status.APPLIED,
            ),
            form.Day(name="applied_on", label=t(APPLIED_ON), hint=t(APPLIED_ON_HINT), value=day),
            _note(t, note, NEW_NOTE),
        ),
        does=KeepApplication(),
        reopen=OpenApply(status),
        submit=t(plain.SEND),
        mistakes=plain.mistakes(t),
        note=t(FORM_NOTE),
    )


def edit_form(t: Texts, application: Application) -> Form:
    """Ask what of an application is to be changed; how far it got only where it has ended."""
    day = application.applied_on.isoformat() if application.applied_on else ""
    fields: list[form.AnyField] = [
        _named(t, COMPANY, "company", application.company),
        _named(t, ROLE, "role", application.role),
        form.Day(name="applied_on", label=t(APPLIED_ON), value=day),
        _note(t, application.note, applications.NOTE),
    ]
    if application.status in applications.ENDED_SHORT:
        fields.insert(2, _stage(t, application.stage))
    return Form(
        title=t(FORM_EDIT_TITLE),
        fields=tuple(fields),
        does=KeepEdit(application.id),
        reopen=EditApplication(application.id),
        submit=t(plain.SEND),
        mistakes=plain.mistakes(t),
    )


def twin(t: Texts, known: Application, zone: str, now: datetime) -> Card:
    """Ask whether what was told is an application that is kept already."""
    status, day = t(STATUS_CHOICE[known.status]), day_of(known.moved_at, zone, now)
    buttons = (
        Button(t(TWIN_SAME), KeepSame(known.id), Look.MAIN),
        Button(t(TWIN_OTHER), KeepSecond(known.id)),
    )
    text = Text(t(TWIN, name=name(t, known), status=status, day=day))
    return Card(t(TWIN_TITLE), (text, Buttons(buttons), Note(t(TWIN_NOTE))))


def kept(t: Texts, application: Application, sentence: str, undo: Undo) -> Card:
    """Say that an application is kept, in the words its status calls for."""
    status = application.status
    blocks: list[Block] = [Text(sentence)]
    buttons: list[Button] = []
    if status is Status.APPLIED:
        blocks.append(Note(t(IF_QUIET)))
    if status is Status.INTERVIEW:
        blocks.append(Text(t(interview.ASK_WHEN)))
        buttons.append(Button(t(interview.SET), OpenInterview(application.id), Look.MAIN))
    if status in _SAD:
        tell = MoveApplication(application.id, Status.REJECTED)
        buttons.append(Button(t(TELL_NO), tell, Look.MAIN))
    buttons += [
        Button(t(OPEN_IT), ShowApplication(application.id)),
        Button(t(ALL), ShowApplications()),
        *undo_button(t, undo),
    ]
    tone = Tone.GLAD if status in _GLAD else Tone.CARE if status in _SAD else Tone.PLAIN
    title = cut(name(t, application), limits.CARD_TITLE)
    return Card(title, (*blocks, Buttons(tuple(buttons))), tone)


def below_care(t: Texts, application: Application, called_for: Care) -> tuple[Block, ...]:
    """Say, under a card of care, that an application is kept and can wait."""
    line = WITHOUT_NOTE if called_for is Care.EXPLICIT else FOR_LATER
    button = Button(t(OPEN_IT), ShowApplication(application.id))
    return Text(t(line, name=name(t, application))), Buttons((button,))


def _named(t: Texts, label: FieldLabel, name: str, value: str) -> form.Line:
    return form.Line(name=name, label=t(label), longest=NAME_LENGTH, value=value)


def _note(t: Texts, value: str, longest: int) -> form.Paragraph:
    return form.Paragraph(
        name="note", label=t(NOTE), hint=t(NOTE_HINT), longest=longest, value=value
    )


def _stage(t: Texts, stage: Stage | None) -> form.Choose:
    choices = tuple(Choice(each, t(rejection.STAGE[each])) for each in Stage)
    return form.Choose(name="stage", label=t(STAGE), choices=choices, value=stage or "")
