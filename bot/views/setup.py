"""How the admins' page of a community looks."""

from dataclasses import dataclass

from bot.actions.setup import (
    CheckRooms,
    ChooseLobby,
    ChooseModerators,
    ChooseZone,
    KeepOrigin,
    OpenOrigin,
)
from bot.domain import zones
from bot.domain.space import Space
from bot.texts import Choice as ChoiceLabel
from bot.texts import FieldLabel, FormTitle, Hint, Label, Line, Texts, Title
from bot.ui import form, markup
from bot.ui.card import Block, Button, Buttons, Card, Channels, Choice, Facts, Menu, Note, Text
from bot.ui.form import Form
from bot.views import plain
from bot.views import settings as settings_view

TITLE, INTRO = Title("setup.title"), Line("setup.intro")
LOBBY, NO_LOBBY = Label("setup.lobby"), Line("setup.no_lobby")
MODERATORS, NO_MODERATORS = Label("setup.moderators"), Line("setup.no_moderators")
ZONE, COUNTRY = Label("setup.zone"), Label("setup.country")
NO_COUNTRY = Line("setup.no_country")
KEEPER, NO_KEEPER = Label("setup.keeper"), Line("setup.no_keeper")
WHY_KEEPER = Line("setup.why_keeper")
CLOSED_ONE, CLOSED_MANY = Line("setup.closed_one"), Line("setup.closed_many", "count")
PICK_LOBBY = ChoiceLabel("setup.pick_lobby")
PICK_MODERATORS = ChoiceLabel("setup.pick_moderators")
PICK_ZONE = ChoiceLabel("setup.pick_zone")
WRITE, CHECK = Label("setup.write"), Label("setup.check")
KEPT_LOBBY = Line("setup.kept_lobby", "where")
KEPT_MODERATORS = Line("setup.kept_moderators", "where")
KEPT_ORIGIN = Line("setup.kept_origin")
FORM_TITLE = FormTitle("setup.form.title")
ZONE_FIELD, ZONE_HINT = FieldLabel("setup.form.zone"), Hint("setup.form.zone_hint")
COUNTRY_FIELD, COUNTRY_HINT = FieldLabel("setup.form.country"), Hint("setup.form.country_hint")
UNKNOWN_ZONE = Line("setup.form.unknown_zone", "offers")
UNKNOWN_COUNTRY = Line("setup.form.unknown_country")
INSIDE, ADMINS = Line("setup.no.inside"), Line("setup.no.admins")
NO_CHANNEL = Line("setup.no.channel")

LONGEST_ZONE, LONGEST_COUNTRY = 60, 40


@dataclass(frozen=True, slots=True)
class Standing:
    """How a community is set up: its choices, who keeps it, and how many rooms are closed."""

    space: Space
    keeper: str
    closed: int


def setup(t: Texts, seen: Standing, said: str = "") -> Card:
    """Show what is set and what is missing, with what was just done said first."""
    first: list[Block] = [Note(said)] if said else [Text(t(INTRO))]
    if seen.closed:
        count = seen.closed
        first.append(Text(t(CLOSED_ONE) if count == 1 else t(CLOSED_MANY, count=count)))
    zone_choices = tuple(Choice(zone, zones.friendly(zone)) for zone in settings_view.OFFERED)
    return Card(
        t(TITLE),
        (
            *first,
            Facts(_facts(t, seen)),
            Note(t(WHY_KEEPER)),
            Channels(t(PICK_LOBBY), ChooseLobby()),
            Channels(t(PICK_MODERATORS), ChooseModerators()),
            Menu(t(PICK_ZONE), ChooseZone(), zone_choices),
            Buttons((Button(t(WRITE), OpenOrigin()), Button(t(CHECK), CheckRooms()))),
        ),
    )


def origin(t: Texts, space: Space) -> Form:
    """Ask for zone and country in writing."""
    zone = form.Line(
        name="zone",
        label=t(ZONE_FIELD),
        hint=t(ZONE_HINT),
        required=True,
        longest=LONGEST_ZONE,
        value=space.zone,
    )
    country = form.Line(
        name="country",
        label=t(COUNTRY_FIELD),
        hint=t(COUNTRY_HINT),
        longest=LONGEST_COUNTRY,
        value=space.country or "",
    )
    return Form(
        t(FORM_TITLE), (zone, country), KeepOrigin(), OpenOrigin(), t(plain.SEND), plain.mistakes(t)
    )


def only_inside(t: Texts) -> Card:
    """Say where setting up works."""
    return Card(t(TITLE), (Text(t(INSIDE)),))


def only_admins(t: Texts) -> Card:
    """Say for whom setting up is."""
    return Card(t(TITLE), (Text(t(ADMINS)),))


def _facts(t: Texts, seen: Standing) -> tuple[tuple[str, str], ...]:
    space = seen.space
    return (
        (t(LOBBY), markup.where(space.lobby) if space.lobby else t(NO_LOBBY)),
        (t(MODERATORS), markup.where(space.moderators) if space.moderators else t(NO_MODERATORS)),
        (t(ZONE), zones.friendly(space.zone)),
        (t(COUNTRY), space.country or t(NO_COUNTRY)),
        (t(KEEPER), seen.keeper or t(NO_KEEPER)),
    )
