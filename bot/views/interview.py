"""How interviews look: when they are, the evening before, and how they went."""

from dataclasses import dataclass
from datetime import datetime

from bot.actions.application import (
    KeepInterview,
    KeepNewInterview,
    OpenInterview,
    OpenNewInterview,
    RemindInterview,
    ShowApplication,
    TellWent,
)
from bot.actions.help import Undo
from bot.actions.reflection import OpenReflection
from bot.actions.rehearsal import OpenLog
from bot.actions.setback import PrepareInterview
from bot.domain import zones
from bot.domain.application import Application, Status, Went
from bot.texts import FieldLabel, FormTitle, Hint, Label, Line, Texts, Title
from bot.ui import form, limits, markup
from bot.ui.action import Action
from bot.ui.card import Block, Button, Buttons, Card, Choice, Look, Note, Text, Tone
from bot.ui.form import Form
from bot.views import plain, rehearsal
from bot.views.naming import company, cut, name, undo_button

FORM_TITLE = FormTitle("application.interview.form_title")
COMPANY = FieldLabel("application.interview.company")
ROLE = FieldLabel("application.interview.role")
DAY = FieldLabel("application.interview.day")
DAY_HINT = Hint("application.interview.day_hint")
TIME = FieldLabel("application.interview.time")
TIME_HINT = Hint("application.interview.time_hint")
PLACE = FieldLabel("application.interview.place")
PLACE_HINT = Hint("application.interview.place_hint")
ROUND = FieldLabel("application.interview.round")
REMIND = FieldLabel("application.interview.remind")
REMIND_HINT = Hint("application.interview.remind_hint")
WHICH_DAY = Line("application.interview.which_day")
WHAT_TIME = Line("application.interview.what_time")
TOO_FAR = Line("application.interview.too_far")
PASSED = Line("application.interview.passed")

ASK_WHEN = Line("application.interview.ask_when")
SET = Label("application.interview.set")
CHANGE = Label("application.interview.change")
SET_FOR = Line("application.interview.set_for", "company", "when")
WAS_ON = Line("application.interview.was_on", "company", "when")
TAKEN_OFF = Line("application.interview.taken_off")
PLACED = Line("application.interview.placed", "place")
WILL_REMIND = Line("application.interview.will_remind", "eve", "after")
WILL_ASK = Line("application.interview.will_ask", "after")
REMIND_ME = Label("application.interview.remind_me")
OPEN_IT = Label("application.interview.open_it")

FACT_INTERVIEW = Label("application.fact.interview")
FACT_PLACE = Label("application.fact.place")
FACT_ROUNDS = Label("application.fact.rounds")
FACT_WENT = Label("application.fact.went")

EVE_TITLE = Title("application.eve.title", "name")
EVE_WHEN = Line("application.eve.when", "name", "when")
EVE_WHERE = Line("application.eve.when_where", "name", "when", "place")
EVE_SETBACK = Line("application.eve.setback")
EVE_BRING = Line("application.eve.bring")

WENT_TITLE = Title("application.went.title")
WENT_ASK = Line("application.went.ask", "company")
WENT_LABEL = {each: Label(f"application.felt.{each}") for each in Went}
MOVED = Label("application.went.moved")
WENT_SAID = {each: Line(f"application.went.{each}") for each in Went}
WRITE = Label("application.went.write")

YOUR_CLOCK = Line("application.interview.your_clock", "zone")

PLACE_LENGTH = 150
MOST_ROUNDS = 10


@dataclass(frozen=True, slots=True)
class Promised:
    """When reminders come around an interview, and whether the person asked for them.

    `guessed_zone` says that nobody has told us their zone.
    """

    eve: datetime | None
    after: datetime | None
    asked: bool
    guessed_zone: bool


def interview_form(
    t: Texts, application: Application, day: str, clock: str, rounds: int, *, asked: bool
) -> Form:
    """Ask when and where an interview is; `day` is ISO, `clock` HH:MM."""
    numbers = tuple(str(number) for number in range(1, MOST_ROUNDS + 1))
    return _form(
        t,
        (
            form.Day(name="day", label=t(DAY), hint=t(DAY_HINT), value=day),
            form.Time(name="time", label=t(TIME), hint=t(TIME_HINT), value=clock),
            form.Line(
                name="place",
                label=t(PLACE),
                hint=t(PLACE_HINT),
                longest=PLACE_LENGTH,
                value=application.interview_place,
            ),
            form.Choose(
                name="round",
                label=t(ROUND),
                choices=tuple(Choice(number, number) for number in numbers),
                value=str(min(rounds, MOST_ROUNDS)),
            ),
            form.Tick(name="remind", label=t(REMIND), hint=t(REMIND_HINT), value=asked),
        ),
        KeepInterview(application.id),
        OpenInterview(application.id),
    )


def new_form(t: Texts, day: str = "", clock: str = "", company: str = "", role: str = "") -> Form:
    """Ask who invites to an interview that we know nothing of, and when it is."""
    return _form(
        t,
        (
            form.Line(name="company", label=t(COMPANY), longest=80, value=company),
            form.Line(name="role", label=t(ROLE), longest=80, value=role),
            form.Day(name="day", label=t(DAY), hint=t(DAY_HINT), required=True, value=day),
            form.Time(name="time", label=t(TIME), hint=t(TIME_HINT), required=True, value=clock),
            form.Tick(name="remind", label=t(REMIND), hint=t(REMIND_HINT)),
        ),
        KeepNewInterview(),
        OpenNewInterview(),
    )


def is_over(application: Application, now: datetime) -> bool:
    """Tell whether an interview is behind the person that nothing was said about yet."""
    at = application.interview_at
    waits = application.status is Status.INTERVIEW and application.went is None
    return waits and at is not None and at <= now


def facts(t: Texts, application: Application, zone: str) -> list[tuple[str, str]]:
    """Name what is known of interviews, for the page of an application."""
    pairs = []
    if application.interview_at:
        pairs.append((t(FACT_INTERVIEW), markup.when(application.interview_at, zone)))
    if application.interview_place:
        pairs.append((t(FACT_PLACE), application.interview_place))
    if application.rounds > 1:
        pairs.append((t(FACT_ROUNDS), str(application.rounds)))
    if application.went:
        pairs.append((t(FACT_WENT), t(WENT_LABEL[application.went])))
    return pairs


def how_it_went(t: Texts, application: Application) -> list[Block]:
    """Ask how an interview went, in one tap."""
    buttons = [Button(t(WENT_LABEL[each]), TellWent(application.id, each)) for each in Went]
    moved = Button(t(MOVED), OpenInterview(application.id))
    return [Text(t(WENT_ASK, company=company(t, application))), Buttons((*buttons, moved))]


def ask_went(t: Texts, application: Application) -> Card:
    """Ask how an interview went, on a card of its own."""
    return Card(_title(t, application), tuple(how_it_went(t, application)))


def confirmed(
    t: Texts,
    application: Application,
    zone: str,
    now: datetime,
    promised: Promised,
    undo: Undo | None,
) -> Card:
    """Say back when an interview is, and what I will do about it."""
    blocks: list[Block] = [Text(_said(t, application, zone, now))]
    if application.interview_at and application.interview_place:
        blocks.append(Text(t(PLACED, place=application.interview_place)))
    buttons = []
    if is_over(application, now):
        blocks += how_it_went(t, application)
    elif promised.after and promised.asked:
        blocks.append(Note(_promise(t, promised.eve, promised.after, zone)))
    elif promised.after:
        buttons.append(Button(t(REMIND_ME), RemindInterview(application.id), Look.MAIN))
    if promised.guessed_zone:
        blocks.append(Note(t(YOUR_CLOCK, zone=zones.friendly(zone))))
    if application.interview_at and application.interview_at > now:
        buttons.append(Button(t(rehearsal.PREPARE), PrepareInterview(application.id)))
    buttons.append(Button(t(CHANGE), OpenInterview(application.id)))
    buttons.append(Button(t(OPEN_IT), ShowApplication(application.id)))
    blocks.append(Buttons((*buttons, *undo_button(t, undo))))
    return Card(_title(t, application), tuple(blocks))


def went(t: Texts, application: Application, sentence: str, undo: Undo) -> Card:
    """Answer how an interview went."""
    page = Button(t(OPEN_IT), ShowApplication(application.id))
    buttons = [Button(t(rehearsal.LOG), OpenLog()), page, *undo_button(t, undo)]
    if application.went is not Went.WELL:
        buttons.insert(0, Button(t(WRITE), OpenReflection()))
    tones = {Went.WELL: Tone.GLAD, Went.BADLY: Tone.CARE}
    tone = tones.get(application.went or Went.MIXED, Tone.PLAIN)
    return Card(_title(t, application), (Text(sentence), Buttons(tuple(buttons))), tone)


def eve(
    t: Texts, application: Application, at: datetime, zone: str, setback: str, bring: str
) -> tuple[str, tuple[Block, ...]]:
    """Say three plain things on the evening before: when and where, one setback, one to bring."""
    called, when = name(t, application), markup.when(at, zone)
    if place := application.interview_place:
        first = t(EVE_WHERE, name=called, when=when, place=place)
    else:
        first = t(EVE_WHEN, name=called, when=when)
    buttons = (
        Button(t(rehearsal.PREPARE), PrepareInterview(application.id)),
        Button(t(OPEN_IT), ShowApplication(application.id)),
        Button(t(MOVED), OpenInterview(application.id)),
    )
    title = t(EVE_TITLE, name=cut(company(t, application), 80))
    return title, (Text(first), Text(setback), Text(bring), Buttons(buttons))


def after(t: Texts, application: Application) -> tuple[str, tuple[Block, ...]]:
    """Ask on the morning after how it went."""
    return t(WENT_TITLE), tuple(how_it_went(t, application))


def _promise(t: Texts, eve: datetime | None, after: datetime, zone: str) -> str:
    said = markup.when(after, zone)
    if eve is None:
        return t(WILL_ASK, after=said)
    return t(WILL_REMIND, eve=markup.when(eve, zone), after=said)


def _said(t: Texts, application: Application, zone: str, now: datetime) -> str:
    at = application.interview_at
    if at is None:
        return t(TAKEN_OFF)
    line = SET_FOR if at > now else WAS_ON
    return t(line, company=company(t, application), when=markup.when(at, zone))


def _title(t: Texts, application: Application) -> str:
    return cut(name(t, application), limits.CARD_TITLE)


def _form(t: Texts, fields: tuple[form.AnyField, ...], does: Action, reopen: Action) -> Form:
    return Form(t(FORM_TITLE), fields, does, reopen, t(plain.SEND), plain.mistakes(t))
