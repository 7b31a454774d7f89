"""How a look back on a month looks: its numbers, its two forms, the whole, and earlier ones."""

from collections.abc import Mapping, Sequence

from bot.actions.growth import (
    KeepLessons,
    KeepTip,
    ListGrowth,
    OpenGrowth,
    OpenLessons,
    OpenTip,
    RemoveGrowth,
    ShowGrowth,
)
from bot.actions.help import Undo
from bot.actions.plan import OpenPlan
from bot.domain import picking
from bot.domain.growth import MOST_LESSONS, Count, Growth
from bot.texts import FieldLabel, FormTitle, Hint, Label, Line, Texts, Title
from bot.ui import form, markup
from bot.ui.action import Action
from bot.ui.card import Block, Button, Buttons, Card, Choice, Facts, Look, Note, Quote, Row, Text
from bot.ui.form import Form
from bot.views import plain, sure
from bot.views import undo as undo_view
from bot.views.excerpt import excerpt, first_line

OPENING = Line("growth.opening")
CLOSING = Line("growth.closing")
TITLE = Title("growth.card.title")
INTRO = Line("growth.card.intro")
NO_NUMBERS = Line("growth.card.no_numbers")
WHOLE_TITLE = Title("growth.card.whole_title")
WRITTEN_ON = Line("growth.card.written_on", "day")
NUMBERS = Line("growth.card.numbers")
SAID = {name: Label(f"growth.card.{name}") for name in ("lessons", "learnt", "changed")}
TIP_SAID = Line("growth.card.tip")
OFFERED = Line("growth.card.offered")
PRIVATE = Line("growth.card.private")
MONTHLY = Line("growth.card.monthly")
COUNT = {count: Label(f"growth.count.{count}") for count in Count}
LESSONS_TITLE = FormTitle("growth.lessons.form_title")
LESSONS_NOTE = Line("growth.lessons.note")
LESSONS = FieldLabel("growth.lessons.lessons")
LESSONS_HINT = Hint("growth.lessons.lessons_hint")
WORDS = ("learnt", "changed")
WORD = {name: FieldLabel(f"growth.lessons.{name}") for name in WORDS}
WORD_HINT = {name: Hint(f"growth.lessons.{name}_hint") for name in WORDS}
NOTHING = Line("growth.lessons.nothing")
HALF_TITLE = Title("growth.half.title")
HALF = Line("growth.half.text")
TIP_TITLE = FormTitle("growth.tip.form_title")
TIP_NOTE = Line("growth.tip.note")
TIP = FieldLabel("growth.tip.tip")
TIP_HINT = Hint("growth.tip.tip_hint")
MAY_READ = FieldLabel("growth.tip.offered")
MAY_READ_HINT = Hint("growth.tip.offered_hint")
EACH_MONTH = FieldLabel("growth.tip.monthly")
BEGUN_TITLE = Title("growth.begun.title")
BEGUN = Line("growth.begun.text", "day")
BUTTON = {
    name: Label(f"growth.button.{name}")
    for name in ("begin", "tip", "go_on", "change_lessons", "change_tip", "plan", "earlier",
                 "again", "read", "newer", "older", "back", "remove")
}  # fmt: skip
LIST_TITLE = Title("growth.list.title")
LIST_NONE = Line("growth.list.none")
LIST_ROW = Line("growth.list.row", "day", "words")
UNNAMED = Line("growth.list.unnamed")
REMOVED_TITLE = Title("growth.removed.title")
REMOVED = Line("growth.removed.text")
NUDGE_TITLE = Title("growth.nudge.title")
NUDGE_LINE = Line("growth.nudge.line")
LAST_TIME = Line("growth.nudge.last_time")

PAGE = 6
MOST_PICKED = 5
_LEARNT, _TIP, _LESSON, _CHOICE, _QUOTED = 600, 400, 200, 75, 300


def opening(t: Texts, line: str, numbers: Mapping[str, int], *, earlier: bool) -> Card:
    """Begin a look back: with the person's own numbers, and nothing beside them."""
    facts = _facts(t, numbers)
    counted: tuple[Block, ...] = (Text(t(INTRO)), facts) if facts else (Text(t(NO_NUMBERS)),)
    begin = _button(t, "begin", OpenLessons(), Look.MAIN)
    return Card(t(TITLE), (Text(line), *counted, Buttons((begin, *_earlier(t, there=earlier)))))


def begun(t: Texts, growth: Growth, zone: str) -> Card:
    """Offer a look back that was begun before."""
    buttons = (
        _button(t, "go_on", OpenTip(growth.id), Look.MAIN),
        _button(t, "change_lessons", OpenLessons(growth.id)),
        _button(t, "again", OpenLessons()),
        _button(t, "earlier", ListGrowth()),
        _remove(t, growth),
    )
    said = t(BEGUN, day=_day(growth, zone))
    return Card(t(BEGUN_TITLE), (Text(said), *_words(t, growth), Buttons(buttons)))


def lessons_form(t: Texts, growth: Growth | None, lessons: Sequence[str], line: str = "") -> Form:
    """Ask what the month taught; `lessons` are those of one's own to pick from."""
    key = growth.id if growth else None
    words = [
        form.Paragraph(
            name=name,
            label=t(WORD[name]),
            hint=t(WORD_HINT[name]),
            longest=_LEARNT,
            value=str(getattr(growth, name)) if growth else "",
        )
        for name in WORDS
    ]
    return Form(
        t(LESSONS_TITLE),
        (*_picks(t, growth, lessons), *words),
        does=KeepLessons(key),
        reopen=OpenLessons(key),
        submit=t(plain.SEND),
        mistakes=plain.mistakes(t),
        note=" ".join(filter(None, (line, t(LESSONS_NOTE)))),
    )


def half(t: Texts, growth: Growth, line: str, undo: Undo) -> Card:
    """Say that the lessons are kept, and that one tip is left."""
    buttons = (
        _button(t, "tip", OpenTip(growth.id), Look.MAIN),
        _button(t, "change_lessons", OpenLessons(growth.id)),
        Button(t(undo_view.BUTTON), undo),
    )
    return Card(t(HALF_TITLE), (Text(line), Buttons(buttons)))


def tip_form(t: Texts, growth: Growth, *, monthly: bool) -> Form:
    """Ask for a tip, whether others may read it, and whether to come back in a month."""
    return Form(
        t(TIP_TITLE),
        (
            form.Paragraph(name="tip", label=t(TIP), hint=t(TIP_HINT), longest=_TIP,
                           value=growth.tip),
            form.Tick(name="offered", label=t(MAY_READ), hint=t(MAY_READ_HINT),
                      value=growth.tip_offered_at is not None),
            form.Tick(name="monthly", label=t(EACH_MONTH), value=monthly),
        ),
        does=KeepTip(growth.id),
        reopen=OpenTip(growth.id),
        submit=t(plain.SEND),
        mistakes=plain.mistakes(t),
        note=t(TIP_NOTE),
    )  # fmt: skip


def whole(
    t: Texts, growth: Growth, zone: str, line: str = "", undo: Undo | None = None, *, monthly: bool
) -> Card:
    """Show a look back: what was learnt, what was done, and the tip."""
    blocks: list[Block] = list(_words(t, growth))
    facts = _facts(t, growth.numbers)
    blocks += [Text(t(NUMBERS)), facts] if facts else []
    blocks += [Text(t(TIP_SAID)), Quote(growth.tip)] if growth.tip else []
    blocks += [Text(line)] if line else []
    blocks.append(Buttons(_changes(t, growth, undo)))
    notes = [t(WRITTEN_ON, day=_day(growth, zone))]
    notes.append(t(PRIVATE) if growth.tip_offered_at is None else t(OFFERED))
    notes += [t(MONTHLY)] if monthly else []
    return Card(t(WHOLE_TITLE), (*blocks, Note(" ".join(notes))))


def nudge(t: Texts, line: str, last: Growth | None) -> tuple[Block, ...]:
    """Offer a look back, with what was kept the last time."""
    before: tuple[Block, ...] = ()
    if last is not None and last.first_words:
        before = (Text(t(LAST_TIME)), Quote(excerpt(last.first_words, _QUOTED)))
    return (Text(line), *before, Buttons((_button(t, "begin", OpenGrowth(), Look.MAIN),)))


def listed(t: Texts, looks: Sequence[Growth], zone: str, page: int) -> Card:
    """List looks back, the newest first, a page at a time."""
    back = _button(t, "back", OpenGrowth())
    if not looks:
        return Card(t(LIST_TITLE), (Text(t(LIST_NONE)), Buttons((back,))))
    first = page * PAGE
    rows = [
        Row(
            t(LIST_ROW, day=_day(each, zone), words=_named(t, each)),
            _button(t, "read", ShowGrowth(each.id)),
        )
        for each in looks[first : first + PAGE]
    ]
    newer = (_button(t, "newer", ListGrowth(page - 1)),) if page else ()
    older = (_button(t, "older", ListGrowth(page + 1)),) if first + PAGE < len(looks) else ()
    return Card(t(LIST_TITLE), (*rows, Buttons((*newer, *older, back))))


def removed(t: Texts, undo: Undo) -> Card:
    """Say that it is gone, and for how long that can be taken back."""
    back = Button(t(undo_view.BUTTON), undo)
    return Card(t(REMOVED_TITLE), (Text(t(REMOVED)), Buttons((back,))))


def _picks(t: Texts, growth: Growth | None, lessons: Sequence[str]) -> tuple[form.ChooseMany, ...]:
    if not lessons:
        return ()
    kept = growth.lessons if growth else ()
    choices = tuple(Choice(picking.key_of(each), first_line(each, _CHOICE)) for each in lessons)
    values = tuple(picking.key_of(each) for each in kept if each in lessons)
    return (
        form.ChooseMany(
            name="lessons",
            label=t(LESSONS),
            hint=t(LESSONS_HINT),
            choices=choices[:MOST_LESSONS],
            values=values,
            most=MOST_PICKED,
        ),
    )


def _words(t: Texts, growth: Growth) -> tuple[Block, ...]:
    lessons = "\n".join(first_line(each, _LESSON) for each in growth.lessons)
    named = {"lessons": lessons, "learnt": growth.learnt, "changed": growth.changed}
    pairs = tuple((t(SAID[name]), said) for name, said in named.items() if said)
    return (Facts(pairs),) if pairs else ()


def _facts(t: Texts, numbers: Mapping[str, int]) -> Facts | None:
    pairs = tuple((t(COUNT[each]), str(numbers[each])) for each in Count if numbers.get(each))
    return Facts(pairs) if pairs else None


def _changes(t: Texts, growth: Growth, undo: Undo | None) -> tuple[Button, ...]:
    back = () if undo is None else (Button(t(undo_view.BUTTON), undo),)
    return (
        _button(t, "plan", OpenPlan(), Look.MAIN),
        _button(t, "change_lessons", OpenLessons(growth.id)),
        _button(t, "change_tip", OpenTip(growth.id)),
        _button(t, "earlier", ListGrowth()),
        _remove(t, growth),
        *back,
    )


def _named(t: Texts, growth: Growth) -> str:
    return first_line(growth.first_words, _CHOICE) or t(UNNAMED)


def _earlier(t: Texts, *, there: bool) -> tuple[Button, ...]:
    return (_button(t, "earlier", ListGrowth()),) if there else ()


def _remove(t: Texts, growth: Growth) -> Button:
    return sure.button(t, BUTTON["remove"], RemoveGrowth(growth.id))


def _button(t: Texts, name: str, action: Action, look: Look = Look.PLAIN) -> Button:
    return Button(t(BUTTON[name]), action, look)


def _day(growth: Growth, zone: str) -> str:
    return markup.when(growth.begun_at, zone, markup.Style.DAY)
