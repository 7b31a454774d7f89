"""How the page of one's reminders looks, and what it answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.actions.nudge import (
    LookAtNudge,
    OpenQuiet,
    RetimeNudge,
    SetNudge,
    SetOften,
    ShowNudges,
    StartKind,
    StopAll,
)
from bot.domain import pacing
from bot.domain.nudge import Nudge, NudgeWordings
from bot.domain.person import Often, Person, is_away, is_gentle
from bot.texts import Choice as ChoiceLabel
from bot.texts import Label, Line, Texts, Title
from bot.ui import markup
from bot.ui.action import Action
from bot.ui.card import Block, Button, Buttons, Card, Choice, Divider, Look, Menu, Note, Text
from bot.views import nudge as nudge_view
from bot.views import rhythm
from bot.views import undo as undo_view

TITLE = Title("reminder.title")
NONE = Line("reminder.none")
NEXT = Line("reminder.next", "when")
PUT_OFF = Line("reminder.put_off")
PAUSED = Line("reminder.paused")
STAYED_AWAY = Line("reminder.stayed_away", "when", "why")
STAYED_AWAY_NAMED = Line("reminder.stayed_away_named", "name", "when", "why")
LATELY = Line("reminder.lately")
MUTED = Line("reminder.muted", "names")
PACE = Line("reminder.pace", "often", "quiet")
RESTING = Line("reminder.resting", "when")
GENTLE = Line("reminder.gentle", "when")
ADD = Label("reminder.add")
QUIET = Label("reminder.quiet")
MORE = Label("reminder.more")
BACK = Label("reminder.back")
CHANGE_ONE = ChoiceLabel("reminder.change_one")
OFTEN = ChoiceLabel("reminder.often")
START_AGAIN = ChoiceLabel("reminder.start_again")
CHANGE_TIME = Label("reminder.change_time")
OFTEN_CHOICES = {often: ChoiceLabel(f"reminder.often_choice.{often}") for often in Often}
OFTEN_SAID = {often: Line(f"reminder.often_said.{often}") for often in Often}
OFTEN_TITLE = Title("reminder.kept.often_title")
OFTEN_CHANGED = Line("reminder.often_said.changed", "often")
KEPT_TITLE = Title("reminder.kept.title")
KEPT = Line("reminder.kept.text", "about", "rhythm", "when")
KEPT_ONCE = Line("reminder.kept.once", "about", "when")
MOVED_TITLE = Title("reminder.kept.moved_title")
MOVED = Line("reminder.kept.moved", "name", "rhythm", "when")
MOVED_ONCE = Line("reminder.kept.moved_once", "name", "when")
IN_QUIET = Line("reminder.kept.in_quiet", "quiet")
IN_BREAK = Line("reminder.kept.in_break", "when")
CHANGE = Label("reminder.kept.change")
QUIET_TITLE = Title("reminder.kept.quiet_title")
QUIET_KEPT = Line("reminder.kept.quiet", "start", "end")
QUIET_GONE = Line("reminder.kept.no_quiet")
STARTED_TITLE = Title("reminder.kept.started_title")
STARTED = Line("reminder.kept.started", "name")
TOO_MANY = Line("reminder.kept.too_many", "count")

PER_PAGE = 8
LATELY_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Missed:
    """One that stayed away: which, when it would have come, and why, in a word of ours."""

    nudge: Nudge
    at: datetime
    why: str


@dataclass(frozen=True, slots=True)
class Promised:
    """All that is promised to a person; `missed` is by nudge, `lately` of those that are over."""

    person: Person
    nudges: Sequence[Nudge]
    missed: Mapping[int, Missed]
    lately: Sequence[Missed]
    wordings: NudgeWordings
    now: datetime


def page(t: Texts, promised: Promised, number: int, letters: tuple[Block, ...] = ()) -> Card:
    """Show one page of what is promised, and where it goes."""
    first = number * PER_PAGE
    here = promised.nudges[first : first + PER_PAGE]
    blocks: list[Block] = [*letters, *_rests(t, promised)]
    blocks += [Text(_entry(t, nudge, promised)) for nudge in here] or [Text(t(NONE))]
    if here:
        blocks.append(_change_menu(t, here, promised))
    if promised.lately and not number:
        blocks += [Divider(), Note(_lately(t, promised))]
    blocks += [Divider(), Note(_pace(t, promised.person)), often_menu(t)]
    muted = rhythm.kinds(promised.person.muted, promised.wordings)
    if muted:
        blocks.append(Note(t(MUTED, names=", ".join(muted.values()))))
        choices = tuple(Choice(kind, named) for kind, named in muted.items())
        blocks.append(Menu(t(START_AGAIN), StartKind(), choices))
    buttons = [Button(t(ADD), SetNudge(), Look.MAIN), Button(t(QUIET), OpenQuiet())]
    if promised.nudges:
        buttons.append(Button(t(nudge_view.STOP_ALL), StopAll()))
    if len(promised.nudges) > first + PER_PAGE:
        buttons.append(Button(t(MORE), ShowNudges(number + 1)))
    return Card(t(TITLE), (*blocks, Buttons(tuple(buttons))))


def one(t: Texts, nudge: Nudge, promised: Promised) -> Card:
    """Show one nudge with all that can be done about it."""
    buttons = (Button(t(CHANGE_TIME), RetimeNudge(nudge.id)), Button(t(BACK), ShowNudges()))
    blocks = (Text(_times(t, nudge, promised)), *nudge_view.controls(t, nudge), Buttons(buttons))
    return Card(rhythm.name(nudge, promised.wordings), blocks)


def often_menu(t: Texts) -> Menu:
    """Offer how many unprompted nudges come."""
    choices = tuple(Choice(often.value, t(label)) for often, label in OFTEN_CHOICES.items())
    return Menu(t(OFTEN), SetOften(), choices)


def which_pace(t: Texts, person: Person) -> Card:
    """Ask how many should come."""
    buttons = (Button(t(nudge_view.STOP_ALL), StopAll()), Button(t(BACK), ShowNudges()))
    return Card(t(OFTEN_TITLE), (Text(_pace(t, person)), often_menu(t), Buttons(buttons)))


def kept(t: Texts, nudge: Nudge, person: Person, now: datetime, undo: Action) -> Card:
    """Say what one will be reminded of, and when exactly it comes next."""
    when = _next(nudge, person, now)
    said = (
        t(KEPT, about=nudge.text, rhythm=rhythm.rhythm(t, nudge, person), when=when)
        if nudge.recurs
        else t(KEPT_ONCE, about=nudge.text, when=when)
    )
    return _confirmed(t, t(KEPT_TITLE), said, nudge, person, now, undo)


def moved(t: Texts, nudge: Nudge, called: str, person: Person, now: datetime, undo: Action) -> Card:
    """Say when it comes now."""
    when = _next(nudge, person, now)
    said = (
        t(MOVED, name=called, rhythm=rhythm.rhythm(t, nudge, person), when=when)
        if nudge.recurs
        else t(MOVED_ONCE, name=called, when=when)
    )
    return _confirmed(t, t(MOVED_TITLE), said, nudge, person, now, undo)


def often_kept(t: Texts, often: Often, undo: Action) -> Card:
    """Say how many come from now on."""
    text = Text(t(OFTEN_CHANGED, often=t(OFTEN_SAID[often])))
    return Card(t(OFTEN_TITLE), (text, _undo(t, undo)))


def quiet_kept(t: Texts, person: Person, undo: Action) -> Card:
    """Say when it is quiet from now on."""
    span = rhythm.span(person)
    said = t(QUIET_KEPT, start=span[0], end=span[1]) if span else t(QUIET_GONE)
    return Card(t(QUIET_TITLE), (Text(said), _undo(t, undo)))


def started(t: Texts, named: str, undo: Action) -> Card:
    """Say which kind comes again."""
    return Card(t(STARTED_TITLE), (Text(t(STARTED, name=named)), _undo(t, undo)))


def _entry(t: Texts, nudge: Nudge, promised: Promised) -> str:
    return f"{rhythm.name(nudge, promised.wordings)}\n{_times(t, nudge, promised)}"


def _times(t: Texts, nudge: Nudge, promised: Promised) -> str:
    """Say how often it comes, when next, and why the last one stayed away."""
    person = promised.person
    how = t(PUT_OFF) if nudge.held else rhythm.rhythm(t, nudge, person)
    at = pacing.expected(nudge, person)
    following = t(PAUSED) if at is None else t(NEXT, when=markup.when(at, person.zone))
    lines = [f"{how} · {following}"]
    missed = promised.missed.get(nudge.id)
    if missed is not None:
        when = markup.when(missed.at, person.zone)
        lines.append(t(STAYED_AWAY, when=when, why=rhythm.why(t, missed.why)))
    return "\n".join(lines)


def _lately(t: Texts, promised: Promised) -> str:
    lines = [t(LATELY)]
    for missed in promised.lately[:LATELY_SHOWN]:
        called = rhythm.name(missed.nudge, promised.wordings)
        when = markup.when(missed.at, promised.person.zone)
        lines.append(t(STAYED_AWAY_NAMED, name=called, when=when, why=rhythm.why(t, missed.why)))
    return "\n".join(lines)


def _rests(t: Texts, promised: Promised) -> list[Block]:
    person, now = promised.person, promised.now
    if person.away_until is not None and is_away(person, now):
        return [Note(t(RESTING, when=markup.when(person.away_until, person.zone)))]
    if person.gentle_until is not None and is_gentle(person, now):
        return [Note(t(GENTLE, when=markup.when(person.gentle_until, person.zone)))]
    return []


def _change_menu(t: Texts, nudges: Sequence[Nudge], promised: Promised) -> Menu:
    choices = tuple(
        Choice(str(nudge.id), rhythm.name(nudge, promised.wordings)) for nudge in nudges
    )
    return Menu(t(CHANGE_ONE), LookAtNudge(), choices)


def _pace(t: Texts, person: Person) -> str:
    return t(PACE, often=t(OFTEN_SAID[person.often]), quiet=rhythm.quiet_hours(t, person))


def _next(nudge: Nudge, person: Person, now: datetime) -> str:
    return markup.when(pacing.expected(nudge, person) or now, person.zone)


def _confirmed(
    t: Texts, title: str, said: str, nudge: Nudge, person: Person, now: datetime, undo: Action
) -> Card:
    blocks: list[Block] = [Text(said)]
    if nudge.due_at is not None and person.quiet.is_quiet(nudge.due_at, person.zone):
        blocks.append(Note(t(IN_QUIET, quiet=rhythm.quiet_hours(t, person))))
    if person.away_until is not None and is_away(person, now):
        blocks.append(Note(t(IN_BREAK, when=markup.when(person.away_until, person.zone))))
    change = Button(t(CHANGE), RetimeNudge(nudge.id))
    return Card(title, (*blocks, Buttons((change, Button(t(undo_view.BUTTON), undo)))))


def _undo(t: Texts, undo: Action) -> Buttons:
    return Buttons((Button(t(undo_view.BUTTON), undo),))
