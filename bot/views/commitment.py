"""How one commitment looks: what it is, what became of it, and another time for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.actions.commitment import KeepTime, OpenMove, OpenOtherTime, Shift, Tick
from bot.actions.help import Undo
from bot.actions.plan import OpenPlan, OpenSentence, OpenStep, Rehearse, ShowPlan
from bot.domain import days, plan
from bot.domain.plan import Channel, Commitment, Kept, Source
from bot.texts import Choice as ChoiceLabel
from bot.texts import FieldLabel, FormTitle, Hint, Label, Line, Texts, Title
from bot.ui import form, markup
from bot.ui.card import Block, Button, Buttons, Card, Facts, Look, Note, Row, Text
from bot.ui.form import Form
from bot.views import plain
from bot.views import undo as undo_view
from bot.views.excerpt import first_line

SENTENCE = Line("commitment.sentence", "trigger", "what")
WAY = {channel: ChoiceLabel(f"commitment.way.{channel}") for channel in Channel}
BECAME = {kept: Line(f"commitment.became.{kept}") for kept in Kept}
SINCE = Line("commitment.was_for", "when")

TITLE = Title("commitment.card.title")
WHAT = Label("commitment.card.what")
WHEN = Label("commitment.card.when")
NO_TIME = Line("commitment.card.no_time")
WHERE = Label("commitment.card.where")
WHICH_WAY = Label("commitment.card.which_way")
STATE = Label("commitment.card.state")
REMINDED = Line("commitment.card.reminded")
REMINDED_LATER = Line("commitment.card.reminded_later", "when")

DONE = Label("commitment.button.done")
PARTLY = Label("commitment.button.partly")
NOT_YET = Label("commitment.button.not_yet")
MOVE = Label("commitment.button.move")
CHANGE = Label("commitment.button.change")
DROP = Label("commitment.button.drop")
REOPEN = Label("commitment.button.reopen")
SAY_BACK = Label("commitment.button.say_back")
PLAN = Label("commitment.button.plan")

TICKED_TITLE = {kept: Title(f"commitment.ticked.{kept}_title") for kept in Kept}
TICKED = {kept: Line(f"commitment.ticked.{kept}") for kept in Kept}

MOVE_TITLE = Title("commitment.move.title")
MOVE_INTRO = Line("commitment.move.intro")
SHIFT = {n: Label(f"commitment.move.days_{n}") for n in plan.SHIFTS}
OTHER_TIME = Label("commitment.move.other_time")
FORM_TITLE = FormTitle("commitment.move.form_title")
DAY = FieldLabel("commitment.move.day")
DAY_HINT = Hint("commitment.move.day_hint")
TIME = FieldLabel("commitment.move.time")
TIME_HINT = Hint("commitment.move.time_hint")
NEEDED = Line("commitment.move.needed")
PAST = Line("commitment.move.past")
FAR = Line("commitment.move.far", "last")
MOVED_TITLE = Title("commitment.move.moved_title")
MOVED = Line("commitment.move.moved", "when")
MOVED_LATER = Line("commitment.move.moved_later", "when", "reminder")
UNREMINDED = Line("commitment.move.unreminded", "when")

NUDGE_TITLE = Title("commitment.nudge.title")
NUDGE_LINE = Line("commitment.nudge.line")

SHORT = 100
"""Characters of a commitment that a list shows."""
SHORT_PLACE = 40


@dataclass(frozen=True, slots=True)
class Seen:
    """A commitment, the person's zone, the present, and when its reminder comes, if one does."""

    commitment: Commitment
    zone: str
    now: datetime
    reminded_at: datetime | None = None


def sentence(t: Texts, commitment: Commitment, limit: int = plan.LONGEST) -> str:
    """Say a commitment: as an if-then where it has an if."""
    what = first_line(commitment.what, limit)
    if not commitment.trigger:
        return what
    return t(SENTENCE, trigger=first_line(commitment.trigger, limit), what=what)


def details(t: Texts, seen: Seen) -> str:
    """Say when, where and by which way, as far as they were named."""
    step = seen.commitment
    place = first_line(step.place, SHORT_PLACE)
    return " · ".join(filter(None, (_when(t, seen), place, t(WAY[step.channel]))))


def became(t: Texts, commitment: Commitment) -> str:
    """Say what became of it, in a word."""
    return t(BECAME[commitment.kept])


def card(t: Texts, seen: Seen) -> Card:
    """Show one commitment, and all that can be done with it."""
    it = seen.commitment
    named = ((t(WHAT), sentence(t, it)), (t(STATE), became(t, it)))
    pairs = named if plan.is_sentence(it) else (*named, *_particulars(t, seen))
    note = (Note(_reminder(t, seen)),) if seen.reminded_at else ()
    buttons = Buttons((*_all(t, it), _back(t, it)))
    return Card(t(TITLE), (Facts(tuple(pairs)), *note, buttons))


def ticked(t: Texts, seen: Seen, line: str, undo: Undo) -> Card:
    """Say what was noted about a commitment; an unfinished one can be moved at once."""
    it = seen.commitment
    further = () if plan.is_settled(it) else (Button(t(MOVE), OpenMove(it.id)),)
    buttons = (*further, Button(t(PLAN), OpenPlan()), Button(t(undo_view.BUTTON), undo))
    blocks = (Text(line), Note(sentence(t, it)), Buttons(buttons))
    return Card(t(TICKED_TITLE[it.kept]), blocks)


def moving(t: Texts, seen: Seen) -> Card:
    """Offer other times."""
    it = seen.commitment
    times = {n: plan.shifted(it.due_at, n, seen.now, seen.zone) for n in plan.SHIFTS}
    shifts = [
        Row(_said(at, seen.zone), Button(t(SHIFT[n]), Shift(it.id, n))) for n, at in times.items()
    ]
    buttons = (Button(t(OTHER_TIME), OpenOtherTime(it.id)), _drop(t, it))
    head = (Text(sentence(t, it)), Note(t(MOVE_INTRO)))
    return Card(t(MOVE_TITLE), (*head, *shifts, Buttons(buttons)))


def time_form(t: Texts, seen: Seen) -> Form:
    """Ask for another day and time."""
    it = seen.commitment
    ahead = it.due_at if it.due_at is not None and it.due_at > seen.now else None
    day, clock = wall(ahead, seen.zone)
    return Form(
        t(FORM_TITLE),
        (
            form.Day(name="day", label=t(DAY), hint=t(DAY_HINT), value=day),
            form.Time(name="time", label=t(TIME), hint=t(TIME_HINT), value=clock),
        ),
        does=KeepTime(it.id),
        reopen=OpenOtherTime(it.id),
        submit=t(plain.SEND),
        mistakes=plain.mistakes(t),
        note=sentence(t, it),
    )


def moved(t: Texts, seen: Seen, undo: Undo) -> Card:
    """Say the new time, and whether a reminder comes then."""
    it = seen.commitment
    at = it.due_at or seen.now
    buttons = (Button(t(PLAN), OpenPlan()), Button(t(undo_view.BUTTON), undo))
    blocks = (Text(_moved(t, at, seen)), Note(sentence(t, it)), Buttons(buttons))
    return Card(t(MOVED_TITLE), blocks)


def nudge(t: Texts, seen: Seen, line: str) -> tuple[Block, ...]:
    """Say at its time what somebody meant to do, with an answer one tap away."""
    it = seen.commitment
    place = (Note(first_line(it.place, SHORT_PLACE)),) if it.place else ()
    buttons = (*_ticks(t, it), Button(t(MOVE), OpenMove(it.id)))
    return (Text(line), Text(sentence(t, it)), *place, Buttons(buttons))


def wall(at: datetime | None, zone: str) -> tuple[str, str]:
    """Return an instant as the values of a day field and a time field."""
    if at is None:
        return "", ""
    day, minute = plan.wall(at, zone)
    return day.isoformat(), days.say_clock(minute)


def _when(t: Texts, seen: Seen) -> str:
    at = seen.commitment.due_at
    if at is None:
        return ""
    is_past = at <= seen.now and seen.commitment.kept is Kept.OPEN
    return t(SINCE, when=_said(at, seen.zone)) if is_past else _said(at, seen.zone)


def _reminder(t: Texts, seen: Seen) -> str:
    if seen.reminded_at is None or seen.reminded_at == seen.commitment.due_at:
        return t(REMINDED)
    return t(REMINDED_LATER, when=_said(seen.reminded_at, seen.zone))


def _moved(t: Texts, at: datetime, seen: Seen) -> str:
    said, reminder = _said(at, seen.zone), seen.reminded_at
    if reminder is None:
        return t(UNREMINDED, when=said)
    if reminder == at:
        return t(MOVED, when=said)
    return t(MOVED_LATER, when=said, reminder=_said(reminder, seen.zone))


def _particulars(t: Texts, seen: Seen) -> Sequence[tuple[str, str]]:
    it = seen.commitment
    named = (
        (t(WHEN), _when(t, seen) or t(NO_TIME)),
        (t(WHERE), it.place),
        (t(WHICH_WAY), t(WAY[it.channel])),
    )
    return [pair for pair in named if pair[1]]


def _all(t: Texts, it: Commitment) -> tuple[Button, ...]:
    if plan.is_settled(it):
        return (Button(t(REOPEN), Tick(it.id, Kept.OPEN)),)
    is_planned = it.source is Source.PLAN
    if plan.is_sentence(it):
        change = (Button(t(CHANGE), OpenSentence(it.id)), Button(t(SAY_BACK), Rehearse(it.id)))
        return (*_ticks(t, it), *(change if is_planned else ()), _drop(t, it))
    step = (Button(t(CHANGE), OpenStep(it.id)),) if is_planned else ()
    return (*_ticks(t, it), Button(t(MOVE), OpenMove(it.id)), *step, _drop(t, it))


def _ticks(t: Texts, it: Commitment) -> tuple[Button, ...]:
    done = Button(t(DONE), Tick(it.id, Kept.DONE), Look.MAIN)
    partly = Button(t(PARTLY), Tick(it.id, Kept.PARTLY))
    return (done, partly, Button(t(NOT_YET), Tick(it.id, Kept.NOT_YET)))


def _drop(t: Texts, it: Commitment) -> Button:
    return Button(t(DROP), Tick(it.id, Kept.DROPPED))


def _back(t: Texts, it: Commitment) -> Button:
    return Button(t(PLAN), ShowPlan(it.source_id) if it.source is Source.PLAN else OpenPlan())


def _said(at: datetime, zone: str) -> str:
    return markup.when(at, zone)
