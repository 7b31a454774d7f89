"""How notes of versions look: what was changed in a material, and on which day."""

from collections.abc import Sequence
from datetime import date

from bot.actions.help import Undo
from bot.actions.materials import (
    KeepVersion,
    ListVersions,
    OpenVersion,
    RemoveVersion,
    ShowChecklist,
)
from bot.domain import material as materials
from bot.domain.material import Material, VersionNote
from bot.texts import FieldLabel, FormTitle, Hint, Label, Line, Texts, Title
from bot.ui import form
from bot.ui.card import Block, Button, Buttons, Card, Look, Quote, Row, Text
from bot.ui.form import Form
from bot.views import materials as materials_view
from bot.views import plain, sure
from bot.views.excerpt import first_line
from bot.views.naming import say_day, undo_button

FORM_TITLE = FormTitle("materials.version.form_title")
DAY, DAY_HINT = FieldLabel("materials.version.day"), Hint("materials.version.day_hint")
WORDS, WORDS_HINT = FieldLabel("materials.version.words"), Hint("materials.version.words_hint")
FUTURE = Line("materials.version.future")
TITLE = Title("materials.version.title", "material")
NONE = Line("materials.version.none")
ROW = Line("materials.version.row", "day", "words")
ADD = Label("materials.version.add")
CHANGE = Label("materials.version.change")
NEWER, OLDER = Label("materials.version.newer"), Label("materials.version.older")
REMOVE = Label("materials.version.remove")
KEPT_TITLE, KEPT = Title("materials.version.kept_title"), Line("materials.version.kept")
REMOVED_TITLE = Title("materials.version.removed_title")
REMOVED = Line("materials.version.removed")

A_PAGE = 7
_ROW = 140


def version_form(t: Texts, known: VersionNote) -> Form:
    """Ask what was changed, and when."""
    key = known.id or None
    return Form(
        t(FORM_TITLE),
        (
            form.Paragraph(
                name="words",
                label=t(WORDS),
                hint=t(WORDS_HINT),
                required=True,
                longest=materials.LONGEST_NOTE,
                value=known.text,
            ),
            form.Day(name="day", label=t(DAY), hint=t(DAY_HINT), value=known.noted_on.isoformat()),
        ),
        does=KeepVersion(known.material, key),
        reopen=OpenVersion(known.material, key),
        submit=t(plain.SEND),
        mistakes=plain.mistakes(t),
    )


def listed(
    t: Texts, material: Material, notes: Sequence[VersionNote], today: date, page: int
) -> Card:
    """List the notes of one material, the newest day first."""
    ordered = sorted(notes, key=lambda each: (each.noted_on, each.id), reverse=True)
    blocks: list[Block] = [
        Row(
            t(ROW, day=say_day(each.noted_on, today), words=first_line(each.text, _ROW)),
            Button(t(CHANGE), OpenVersion(material, each.id)),
        )
        for each in ordered[page * A_PAGE : (page + 1) * A_PAGE]
    ]
    turning = [Button(t(NEWER), ListVersions(material, page - 1))] if page else []
    if len(ordered) > (page + 1) * A_PAGE:
        turning.append(Button(t(OLDER), ListVersions(material, page + 1)))
    ways = Buttons((Button(t(ADD), OpenVersion(material), Look.MAIN), _back(t, material), *turning))
    title = t(TITLE, material=materials_view.within(t, material))
    return Card(title, (*(blocks or [Text(t(NONE))]), ways))


def kept(t: Texts, note: VersionNote, said: str, undo: Undo) -> Card:
    """Give a note back."""
    ways = (
        Button(t(CHANGE), OpenVersion(note.material, note.id)),
        Button(t(materials_view.VERSIONS), ListVersions(note.material)),
        sure.button(t, REMOVE, RemoveVersion(note.id)),
        *undo_button(t, undo),
    )
    return Card(t(KEPT_TITLE), (Quote(note.text), Text(said), Buttons(ways)))


def removed(t: Texts, material: Material, undo: Undo) -> Card:
    """Say that a note is gone."""
    ways = (Button(t(materials_view.VERSIONS), ListVersions(material)), *undo_button(t, undo))
    return Card(t(REMOVED_TITLE), (Text(t(REMOVED)), Buttons(ways)))


def _back(t: Texts, material: Material) -> Button:
    return Button(t(materials_view.WHOLE), ShowChecklist(material))
