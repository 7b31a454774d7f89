"""How a person's settings look."""

from datetime import datetime

from bot.actions.nudge import OpenQuiet, ShowNudges
from bot.actions.rest import OpenBreak
from bot.actions.settings import (
    ChooseZone,
    KeepCountry,
    KeepZone,
    OpenCountry,
    TypeZone,
)
from bot.domain import zones
from bot.domain.person import Person
from bot.texts import FieldLabel, FormTitle, Hint, Label, Line, Texts, Title
from bot.ui import form, markup
from bot.ui.card import Block, Button, Buttons, Card, Choice, Facts, Menu, Note
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

OFFERED = (
    "Pacific/Honolulu",
    "America/Los_Angeles",
    "America/Denver",
    "America/Chicago",
    "America/New_York",
    "America/Toronto",
    "America/Mexico_City",
    "America/Bogota",
    "America/Sao_Paulo",
    "UTC",
    "Europe/London",
    "Europe/Lisbon",
    "Europe/Paris",
    "Europe/Berlin",
    "Europe/Warsaw",
    "Europe/Kyiv",
    "Africa/Lagos",
    "Africa/Johannesburg",
    "Africa/Nairobi",
    "Asia/Dubai",
    "Asia/Kolkata",
    "Asia/Singapore",
    "Asia/Tokyo",
    "Australia/Sydney",
    "Pacific/Auckland",
)
"""One zone for most people of each part of the world; any other can be written."""


def settings(t: Texts, person: Person, now: datetime, said: str = "") -> Card:
    """Show what can be set, with what was just set said first."""
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
    return Card(t(TITLE), (*first, Facts(facts), menu, Note(t(WHY_ZONE)), Buttons(ways)))


def zone_menu(t: Texts, does: ChooseZone) -> Menu:
    """Offer the zones most people live in."""
    choices = tuple(Choice(zone, zones.friendly(zone)) for zone in OFFERED)
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
