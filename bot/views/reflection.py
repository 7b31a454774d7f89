"""How a reflection looks: two forms, what follows each, and reading it again."""

from collections.abc import Sequence
from datetime import datetime

from bot.actions.help import Undo
from bot.actions.plan import OpenPlan
from bot.actions.reflection import (
    BeginReflection,
    KeepHands,
    KeepWriting,
    ListReflections,
    OpenHands,
    OpenReflection,
    OpenWriting,
    RemoveReflection,
    ShowReflection,
)
from bot.actions.share import OpenShare, Shared
from bot.domain.practice import Practice
from bot.domain.reflection import Reflection
from bot.texts import FieldLabel, FormTitle, Hint, Label, Line, Texts, Title
from bot.ui import form, markup
from bot.ui.action import Action
from bot.ui.card import (
    Block,
    Button,
    Buttons,
    Card,
    Divider,
    Facts,
    Look,
    Note,
    Quote,
    Row,
    Text,
    Tone,
)
from bot.ui.form import Form
from bot.ui.markup import Style
from bot.views import plain, practice, sure
from bot.views import undo as undo_view
from bot.views.excerpt import excerpt, first_line

OPENING = Line("reflection.opening")
WRITING_TITLE = FormTitle("reflection.writing.form_title")
WRITING = ("happened", "others", "friend")
NOTHING_WRITTEN = Line("reflection.writing.nothing")
HALF_TITLE = Title("reflection.half.title")
HALF_KEPT = Line("reflection.half.kept")
REMINDER = Line("reflection.half.reminder", "morning")
HANDS_TITLE = FormTitle("reflection.hands.form_title")
HANDS = ("in_hands", "not_in_hands", "strategy", "lesson", "gap")
NOTHING_IN_HANDS = Line("reflection.hands.nothing")
LABELS = {
    **{name: FieldLabel(f"reflection.writing.{name}") for name in WRITING},
    **{name: FieldLabel(f"reflection.hands.{name}") for name in HANDS},
}
HINTS = {
    **{name: Hint(f"reflection.writing.{name}_hint") for name in WRITING},
    **{name: Hint(f"reflection.hands.{name}_hint") for name in HANDS if name != "lesson"},
}
CLOSING_TITLE = Title("reflection.closing.title")
CLOSING = Line("reflection.closing.line")
OWN_WORDS = Line("reflection.closing.own_words")
STRATEGY = Line("reflection.closing.strategy")
LESSON = Label("reflection.closing.lesson")
GAP = Label("reflection.closing.gap")
PRIVATE = Line("reflection.closing.private")
BEGUN_TITLE = Title("reflection.begun.title")
BEGUN_TODAY = Line("reflection.begun.today")
BEGUN_YESTERDAY = Line("reflection.begun.yesterday")
BEGUN_DAYS = Line("reflection.begun.days", "days")
BEGUN_GO_ON = Line("reflection.begun.go_on")
EARLIER_TITLE = Title("reflection.earlier.title")
EARLIER_NONE = Line("reflection.earlier.none")
EARLIER_ROW = Line("reflection.earlier.row", "day", "words")
WHOLE_TITLE = Title("reflection.earlier.whole_title")
WRITTEN_ON = Line("reflection.earlier.written_on", "day")
REMOVED_TITLE = Title("reflection.removed.title")
REMOVED = Line("reflection.removed.text")
BUTTON = {
    name: Label(f"reflection.button.{name}")
    for name in (
        "hands", "go_on", "again", "change_first", "change_second", "plan", "share", "earlier",
        "read", "newer", "older", "remove", "show",
    )
}  # fmt: skip
CARE_KEPT = Line("reflection.care.kept")
CARE_KEPT_REST = Line("reflection.care.kept_rest")

PAGE = 8
_WRITING = 1500
_OWN_WORDS, _READ_FIRST, _READ_SECOND, _ROW = 600, 700, 260, 90
_LONGEST = {"in_hands": 800, "not_in_hands": 800, "strategy": 400, "lesson": 200, "gap": 120}
_ONE_LINE = ("lesson", "gap")


def writing_form(
    t: Texts, does: KeepWriting, before: Reflection | None, note: str = "", begun_with: str = ""
) -> Form:
    """Ask for the three writings, begun with words or not, or show them to be changed."""
    said = {WRITING[0]: excerpt(begun_with, _WRITING)}
    fields = tuple(
        form.Paragraph(
            name=name,
            label=t(LABELS[name]),
            hint=t(HINTS[name]),
            longest=_WRITING,
            value=_of(before, name) or said.get(name, ""),
        )
        for name in WRITING
    )
    reopen: Action = OpenReflection(does.no)
    if does.reflection is not None:
        reopen = OpenWriting(does.reflection)
    return _form(t, WRITING_TITLE, fields, does, reopen, note)


def hands_form(t: Texts, reflection: Reflection) -> Form:
    """Ask what was in their hands, what was not, and what follows from it."""
    fields = tuple(_hands_field(t, name, _of(reflection, name)) for name in HANDS)
    does, reopen = KeepHands(reflection.id), OpenHands(reflection.id)
    return _form(t, HANDS_TITLE, fields, does, reopen)


def half(
    t: Texts, reflection: Reflection, kept: str, morning: datetime | None, zone: str, undo: Undo
) -> Card:
    """Say that the writings are kept, and that there is a second half."""
    reminder = []
    if morning is not None:
        reminder.append(Note(t(REMINDER, morning=markup.when(morning, zone))))
    buttons = Buttons((
        _button(t, "hands", OpenHands(reflection.id), Look.MAIN),
        _button(t, "change_first", OpenWriting(reflection.id)),
        Button(t(undo_view.BUTTON), undo),
    ))  # fmt: skip
    return Card(t(HALF_TITLE), (Text(kept), buttons, *reminder), Tone.CARE)


def closing(t: Texts, reflection: Reflection, line: str, undo: Undo) -> Card:
    """Give their own words back, name the strategy, and offer what can be made of it."""
    own_words = Quote(excerpt(reflection.own_words, _OWN_WORDS))
    blocks: list[Block] = [Text(line), Text(t(OWN_WORDS)), own_words]
    if reflection.strategy:
        blocks += [Text(t(STRATEGY)), Quote(reflection.strategy)]
    named = ((t(LESSON), reflection.lesson), (t(GAP), reflection.gap))
    pairs = tuple((name, words) for name, words in named if words)
    blocks += [Facts(pairs)] if pairs else []
    blocks += [Buttons(_onward(t, reflection)), Buttons(_changes(t, reflection, undo))]
    return Card(t(CLOSING_TITLE), (*blocks, Note(t(PRIVATE))), Tone.CARE)


def begun(t: Texts, reflection: Reflection, days: int, no: int | None) -> Card:
    """Offer one that was begun before, with its age."""
    since = {0: t(BEGUN_TODAY), 1: t(BEGUN_YESTERDAY)}.get(days) or t(BEGUN_DAYS, days=days)
    buttons = (
        _button(t, "go_on", OpenHands(reflection.id), Look.MAIN),
        _button(t, "change_first", OpenWriting(reflection.id)),
        _button(t, "again", BeginReflection(no)),
        _button(t, "earlier", ListReflections()),
    )
    words = Quote(excerpt(reflection.first_words, _READ_SECOND))
    return Card(t(BEGUN_TITLE), (Text(since), words, Text(t(BEGUN_GO_ON)), Buttons(buttons)))


def whole(t: Texts, reflection: Reflection, zone: str) -> Card:
    """Show one reflection as it was written, the longest parts cut; changing it shows all."""
    written = [name for name in (*WRITING, *HANDS) if _of(reflection, name)]
    blocks: list[Block] = [Note(t(WRITTEN_ON, day=_day(reflection, zone)))]
    for name in written:
        limit = _READ_FIRST if name in WRITING else _READ_SECOND
        blocks += [Text(t(LABELS[name])), Quote(excerpt(_of(reflection, name), limit))]
    thrown = sure.button(t, BUTTON["remove"], RemoveReflection(reflection.id))
    listed = _button(t, "earlier", ListReflections())
    blocks.append(Buttons((*_changes(t, reflection), listed, thrown)))
    return Card(t(WHOLE_TITLE), tuple(blocks), Tone.CARE)


def earlier(t: Texts, page: int, reflections: Sequence[Reflection], zone: str) -> Card:
    """List reflections, the newest first, a page at a time."""
    if not reflections:
        start = _button(t, "again", BeginReflection(), Look.MAIN)
        return Card(t(EARLIER_TITLE), (Text(t(EARLIER_NONE)), Buttons((start,))))
    shown = reflections[page * PAGE : (page + 1) * PAGE]
    rows = [
        Row(
            t(EARLIER_ROW, day=_day(each, zone), words=first_line(each.first_words, _ROW)),
            _button(t, "read", ShowReflection(each.id)),
        )
        for each in shown
    ]
    turning = [_button(t, "newer", ListReflections(page - 1))] if page else []
    if len(reflections) > (page + 1) * PAGE:
        turning.append(_button(t, "older", ListReflections(page + 1)))
    return Card(t(EARLIER_TITLE), (*rows, *((Buttons(tuple(turning)),) if turning else ())))


def removed(t: Texts, undo: Undo) -> Card:
    """Say that it is gone, and for how long that can be taken back."""
    buttons = Buttons((Button(t(undo_view.BUTTON), undo),))
    return Card(t(REMOVED_TITLE), (Text(t(REMOVED)), buttons))


def below_care(t: Texts, reflection: Reflection, *, dropped: bool) -> tuple[Block, ...]:
    """Say, on a card of care, what was kept of the writing, and lead back to it."""
    kept = t(CARE_KEPT_REST) if dropped else t(CARE_KEPT)
    return (Divider(), Text(kept), Buttons((_button(t, "show", ShowReflection(reflection.id)),)))


def _form(
    t: Texts,
    title: FormTitle,
    fields: tuple[form.AnyField, ...],
    does: Action,
    reopen: Action,
    note: str = "",
) -> Form:
    return Form(t(title), fields, does, reopen, t(plain.SEND), plain.mistakes(t), note)


def _hands_field(t: Texts, name: str, value: str) -> form.AnyField:
    hint = t(HINTS[name]) if name in HINTS else ""
    kind = form.Line if name in _ONE_LINE else form.Paragraph
    return kind(name=name, label=t(LABELS[name]), hint=hint, longest=_LONGEST[name], value=value)


def _of(reflection: Reflection | None, name: str) -> str:
    return "" if reflection is None else str(getattr(reflection, name))


def _button(t: Texts, name: str, action: Action, look: Look = Look.PLAIN) -> Button:
    return Button(t(BUTTON[name]), action, look)


def _onward(t: Texts, reflection: Reflection) -> tuple[Button, ...]:
    plan = _button(t, "plan", OpenPlan(), Look.MAIN)
    learn = (practice.button(t, Practice.LEARN),) if reflection.gap else ()
    if not reflection.strategy:
        return (plan, *learn)
    return (plan, *learn, _button(t, "share", OpenShare(Shared.REFLECTION, reflection.id)))


def _changes(t: Texts, reflection: Reflection, undo: Undo | None = None) -> tuple[Button, ...]:
    buttons = (
        _button(t, "change_first", OpenWriting(reflection.id)),
        _button(t, "change_second", OpenHands(reflection.id)),
    )
    return buttons if undo is None else (*buttons, Button(t(undo_view.BUTTON), undo))


def _day(reflection: Reflection, zone: str) -> str:
    return markup.when(reflection.started_at, zone, Style.DAY)
