"""What is asked about learning: which gaps, in which words, with what and when."""

from collections.abc import Sequence

from bot.actions.learning import EditGap, KeepGap, KeepGaps, KeepStudy, OpenGaps, OpenStudy
from bot.domain import days, learning
from bot.domain.learning import Learning
from bot.texts import FieldLabel, FormTitle, Hint, Line, Texts
from bot.ui import form, limits
from bot.ui.action import Action
from bot.ui.card import Choice
from bot.ui.form import Form
from bot.views import plain, rhythm
from bot.views.excerpt import first_line

GAPS_TITLE = FormTitle("learning.gaps.title")
GAPS_NOTE = Line("learning.gaps.note")
GAPS_NOTE_SEEN = Line("learning.gaps.note_seen")
SEEN = FieldLabel("learning.gaps.seen")
SEEN_HINT = Hint("learning.gaps.seen_hint")
OWN = FieldLabel("learning.gaps.own")
OWN_HINT = Hint("learning.gaps.own_hint")
NOTHING = Line("learning.gaps.nothing")

EDIT_TITLE = FormTitle("learning.edit.title")
EDIT_FIELD = FieldLabel("learning.edit.gap")

STUDY_TITLE = FormTitle("learning.study.title")
STUDY_NOTE = Line("learning.study.note", "gap")
RESOURCE = FieldLabel("learning.study.resource")
RESOURCE_HINT = Hint("learning.study.resource_hint")
WEEKDAY = FieldLabel("learning.study.weekday")
TIME = FieldLabel("learning.study.time")
TIME_HINT = Hint("learning.study.time_hint")
WHICH_DAY = Line("learning.study.which_day")
WHAT_TIME = Line("learning.study.what_time")

_NAMED = 120


def gaps_form(t: Texts, seen: Sequence[tuple[str, str]], own: str = "") -> Form:
    """Ask which of what was noticed is a gap, and for one in own words; nothing is ticked."""
    choices = tuple(Choice(key, first_line(words, limits.CHOICE_LABEL)) for key, words in seen)
    ticks = (
        (form.ChooseMany(name="seen", label=t(SEEN), hint=t(SEEN_HINT), choices=choices),)
        if choices
        else ()
    )
    field = form.Line(
        name="own", label=t(OWN), hint=t(OWN_HINT), longest=learning.LONGEST_GAP, value=own
    )
    note = t(GAPS_NOTE_SEEN if choices else GAPS_NOTE)
    return _form(t, t(GAPS_TITLE), (*ticks, field), KeepGaps(), OpenGaps(), note)


def edit_form(t: Texts, shown: Learning) -> Form:
    """Ask for a gap in other words."""
    field = form.Line(
        name="gap",
        label=t(EDIT_FIELD),
        required=True,
        longest=learning.LONGEST_GAP,
        value=shown.gap,
    )
    return _form(t, t(EDIT_TITLE), (field,), KeepGap(shown.id), EditGap(shown.id))


def study_form(t: Texts, shown: Learning) -> Form:
    """Ask with what, and at which hour of the week."""
    weekdays = tuple(Choice(str(day), t(label)) for day, label in enumerate(rhythm.WEEKDAYS))
    clock = "" if shown.minute is None else days.say_clock(shown.minute)
    fields = (
        form.Line(
            name="resource",
            label=t(RESOURCE),
            hint=t(RESOURCE_HINT),
            longest=learning.LONGEST_RESOURCE,
            value=shown.resource,
        ),
        form.Choose(
            name="weekday",
            label=t(WEEKDAY),
            choices=weekdays,
            value="" if shown.weekday is None else str(shown.weekday),
        ),
        form.Time(name="time", label=t(TIME), hint=t(TIME_HINT), value=clock),
    )
    note = t(STUDY_NOTE, gap=first_line(shown.gap, _NAMED))
    return _form(t, t(STUDY_TITLE), fields, KeepStudy(shown.id), OpenStudy(shown.id), note)


def _form(
    t: Texts,
    title: str,
    fields: tuple[form.AnyField, ...],
    does: Action,
    reopen: Action,
    note: str = "",
) -> Form:
    return Form(title, fields, does, reopen, t(plain.SEND), plain.mistakes(t), note)
