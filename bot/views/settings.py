"""How a person's settings look."""

from collections.abc import Sequence
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
from bot.domain.person import Person
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
from bot.views import plain, rhythm

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


def _form(
    t: Texts,
    title: str,
    field: form.Line,
    does: KeepZone | KeepCountry,
    reopen: TypeZone | OpenCountry,
) -> Form:
    return Form(title, (field,), does, reopen, t(plain.SEND), plain.mistakes(t))
