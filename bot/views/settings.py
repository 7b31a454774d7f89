"""How a person's settings look."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.actions.nudge import OpenQuiet, ShowNudges
from bot.actions.rest import OpenBreak
from bot.actions.settings import (
    ChooseZone,
    ConfirmZone,
    KeepCountry,
    KeepZone,
    OpenCountry,
    OpenZone,
    TypeZone,
)
from bot.domain import atlas, zones
from bot.domain.application import OPEN
from bot.domain.nudge import NudgeKind
from bot.domain.person import Person
from bot.domain.plan import is_settled
from bot.domain.rezoning import Moved
from bot.texts import FieldLabel, FormTitle, Hint, Label, Line, Texts, Title
from bot.ui import form, markup
from bot.ui.card import (
    Block,
    Button,
    Buttons,
    Card,
    Choice,
    Divider,
    Facts,
    Menu,
    Note,
    Text,
)
from bot.ui.form import Form
from bot.views import naming, plain, rhythm
from bot.views.excerpt import first_line

TITLE = Title("settings.title")
ZONE = Label("settings.zone")
COUNTRY = Label("settings.country")
QUIET = Label("settings.quiet")
CLOCK = Label("settings.clock")
NO_COUNTRY = Line("settings.no_country")
WHY_ZONE = Line("settings.why_zone")
OTHER_ZONE = Label("settings.other_zone")
CHANGE_COUNTRY = Label("settings.change_country")
CHANGE_QUIET = Label("settings.change_quiet")
BREAK = Label("settings.break")
ZONE_FORM = FormTitle("settings.zone_form")
ZONE_FIELD = FieldLabel("settings.zone_field")
ZONE_HINT = Hint("settings.zone_hint")
COUNTRY_FORM = FormTitle("settings.country_form")
COUNTRY_FIELD = FieldLabel("settings.country_field")
COUNTRY_HINT = Hint("settings.country_hint")
UNKNOWN_ZONE = Line("settings.unknown_zone", "first", "second", "third")
UNKNOWN_COUNTRY = Line("settings.unknown_country")
KEPT_ZONE = Line("settings.kept_zone", "zone", "time")
MOVED = Line("settings.moved", "times")
MOVED_AND_MORE = Line("settings.moved_and_more", "times", "count")
STAYED = Line("settings.stayed", "times")
STAYED_AND_MORE = Line("settings.stayed_and_more", "times", "count")
MOVED_TIME = Line("settings.moved_time", "what", "when")
MOVED_INTERVIEW = Line("settings.moved_interview", "company")
MOVED_BREAK = Line("settings.moved_break", "when")
KEPT_COUNTRY = Line("settings.kept_country", "country")
KEPT_COUNTRY_NO_LINES = Line("settings.kept_country_no_lines", "country")
FORGOT_COUNTRY = Line("settings.forgot_country")
REMINDERS = Label("settings.reminders")
ZONE_TITLE = Title("settings.zone_title")
WHOSE_CLOCK = Line("settings.whose_clock", "zone", "time")
MY_CLOCK = Label("settings.my_clock")
CHOOSE_ZONE = Label("settings.choose_zone")
WHY_CLOCK = Line("settings.why_clock")

OFFERED = atlas.COMMON
MOST_NAMED = 4
LONGEST_NAMED = 60


def settings(
    t: Texts, person: Person, now: datetime, said: str = "", letters: tuple[Block, ...] = ()
) -> Card:
    """Show what can be set, with what was just set said first, and where letters go."""
    facts = (
        (t(ZONE), zones.friendly(person.zone)),
        (t(CLOCK), markup.when(now, person.zone)),
        (t(QUIET), rhythm.quiet_hours(t, person)),
        (t(COUNTRY), person.country or t(NO_COUNTRY)),
    )
    first: tuple[Block, ...] = (Note(said),) if said else ()
    ways = (
        Button(t(OTHER_ZONE), TypeZone()),
        Button(t(CHANGE_QUIET), OpenQuiet()),
        Button(t(REMINDERS), ShowNudges()),
        Button(t(CHANGE_COUNTRY), OpenCountry()),
        Button(t(BREAK), OpenBreak()),
    )
    menu = zone_menu(t, ChooseZone())
    zone = (Facts(facts), menu, Note(t(WHY_ZONE)))
    return Card(t(TITLE), (*first, *letters, *zone, Buttons(ways)))


def zone(t: Texts, person: Person, now: datetime, said: str = "", near: Sequence[str] = ()) -> Card:
    """Let somebody choose a zone, among the nearest where one was named that nobody knows."""
    facts = ((t(ZONE), zones.friendly(person.zone)), (t(CLOCK), markup.when(now, person.zone)))
    first: tuple[Block, ...] = (Text(said),) if said else (Facts(facts),)
    ways = (
        Button(t(MY_CLOCK), ConfirmZone(home=False)),
        Button(t(OTHER_ZONE), TypeZone()),
    )
    menu = zone_menu(t, ChooseZone(), near or OFFERED)
    return Card(t(ZONE_TITLE), (*first, menu, Note(t(WHY_CLOCK)), Buttons(ways[bool(said) :])))


def kept_zone(t: Texts, person: Person, moved: Moved, now: datetime) -> str:
    """Say that a zone is kept, and the times that were told by another clock before."""
    zone = person.zone
    said = t(KEPT_ZONE, zone=zones.friendly(zone), time=markup.when(now, zone))
    times = [what for at, what in sorted(_planned(t, moved, zone)) if at > now]
    if not times:
        return said
    listed, more = "; ".join(times[:MOST_NAMED]), len(times) - MOST_NAMED
    if more > 0:
        line = STAYED_AND_MORE if moved.stays else MOVED_AND_MORE
        return f"{said} {t(line, times=listed, count=more)}"
    return f"{said} {t(STAYED if moved.stays else MOVED, times=listed)}"


def whose_clock(t: Texts, person: Person, now: datetime) -> tuple[Block, ...]:
    """Ask, below a time that was shown, whether it is by the person's own clock."""
    said = t(WHOSE_CLOCK, zone=zones.friendly(person.zone), time=markup.when(now, person.zone))
    ways = (
        Button(t(MY_CLOCK), ConfirmZone(home=False)),
        Button(t(CHOOSE_ZONE), OpenZone()),
    )
    return (Divider(), Text(said), Buttons(ways))


def zone_menu(t: Texts, does: ChooseZone, offered: Sequence[str] = OFFERED) -> Menu:
    """Offer zones, those most people live in unless told otherwise."""
    choices = tuple(Choice(zone, atlas.label(zone)) for zone in offered)
    return Menu(t(ZONE), does, choices)


def zone_form(t: Texts, *, home: bool = False) -> Form:
    """Ask for a zone in writing."""
    field = form.Line(
        name="zone",
        label=t(ZONE_FIELD),
        hint=t(ZONE_HINT),
        required=True,
        longest=60,
    )
    return _form(t, t(ZONE_FORM), field, KeepZone(home), TypeZone(home))


def country_form(t: Texts, country: str = "") -> Form:
    """Ask for a country."""
    field = form.Line(
        name="country",
        label=t(COUNTRY_FIELD),
        hint=t(COUNTRY_HINT),
        longest=40,
        value=country,
    )
    return _form(t, t(COUNTRY_FORM), field, KeepCountry(), OpenCountry())


def _planned(t: Texts, moved: Moved, zone: str) -> Iterator[tuple[datetime, str]]:
    """Say what people told themselves, each once, with its time."""
    for interview in moved.interviews:
        if interview.interview_at is not None and interview.status in OPEN:
            name = t(MOVED_INTERVIEW, company=naming.company(t, interview))
            yield interview.interview_at, _time(t, name, interview.interview_at, zone)
    for step in moved.commitments:
        if step.due_at is not None and not is_settled(step):
            yield step.due_at, _time(t, step.what, step.due_at, zone)
    for nudge in moved.nudges:
        if nudge.due_at is not None and nudge.kind is NudgeKind.OWN and not nudge.recurs:
            yield nudge.due_at, _time(t, nudge.text, nudge.due_at, zone)
    if moved.back_at is not None:
        day = markup.when(moved.back_at, zone, markup.Style.DAY)
        yield moved.back_at, t(MOVED_BREAK, when=day)


def _time(t: Texts, what: str, at: datetime, zone: str) -> str:
    name = first_line(what, LONGEST_NAMED)
    return t(MOVED_TIME, what=name, when=markup.when(at, zone))


def _form(
    t: Texts,
    title: str,
    field: form.Line,
    does: KeepZone | KeepCountry,
    reopen: TypeZone | OpenCountry,
) -> Form:
    return Form(title, (field,), does, reopen, t(plain.SEND), plain.mistakes(t))
