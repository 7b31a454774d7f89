"""What people set for themselves: zone and country; quiet hours live with the nudges."""

from dataclasses import replace

from bot.actions.settings import (
    ChooseZone,
    ConfirmZone,
    KeepCountry,
    KeepZone,
    OpenCountry,
    OpenSettings,
    TypeZone,
)
from bot.answers import Ask, Outcome, Replace, Say
from bot.domain import country, zones
from bot.errors import Refusal
from bot.handlers import home, nudge
from bot.handlers.reading import read
from bot.ports.context import Context
from bot.ui import markup
from bot.ui.card import Card
from bot.views import settings as view


async def open_settings(act: OpenSettings, cx: Context) -> Outcome:
    """Show what can be set; a zone that was named with it is kept at once."""
    zone = zones.mentioned(cx.text)
    if zone is not None:
        return Outcome(Say(await _settled(cx, zone)))
    return Outcome(Say(view.settings(cx.texts, cx.me, cx.now)))


async def choose_zone(act: ChooseZone, cx: Context) -> Outcome:
    """Keep a zone picked from the menu."""
    typed = cx.picked[0] if cx.picked else ""
    zone = zones.parse(typed)
    if zone is None:
        raise Refusal(_unknown_zone(cx, typed))
    return Outcome(Replace(await _settled(cx, zone, at_home=act.home)))


async def confirm_zone(act: ConfirmZone, cx: Context) -> Outcome:
    """Keep the zone we went by."""
    return Outcome(Replace(await _settled(cx, cx.me.zone, at_home=True)))


async def type_zone(act: TypeZone, cx: Context) -> Outcome:
    """Ask for a zone in writing."""
    return Outcome(Ask(view.zone_form(cx.texts, home=act.home)))


async def keep_zone(act: KeepZone, cx: Context) -> Outcome:
    """Keep a zone that was written; an unknown one is met with the nearest three."""
    reading = read(view.zone_form(cx.texts, home=act.home), cx)
    zone = zones.parse(reading.text("zone"))
    if zone is None:
        raise reading.wrong(zone=_unknown_zone(cx, reading.text("zone")))
    return Outcome(Say(await _settled(cx, zone, at_home=act.home)))


async def open_country(act: OpenCountry, cx: Context) -> Outcome:
    """Ask for a country."""
    return Outcome(Ask(view.country_form(cx.texts, cx.me.country or "")))


async def keep_country(act: KeepCountry, cx: Context) -> Outcome:
    """Keep the country whose help lines fit; empty forgets it."""
    reading = read(view.country_form(cx.texts), cx)
    typed = reading.text("country")
    code = country.parse(typed)
    if typed and code is None:
        raise reading.wrong(country=cx.say(view.UNKNOWN_COUNTRY))
    me = await cx.tx.people.put(replace(cx.me, country=code))
    return Outcome(Say(view.settings(cx.texts, me, cx.now, _kept_country(cx, code))))


def _kept_country(cx: Context, code: str | None) -> str:
    if code is None:
        return cx.say(view.FORGOT_COUNTRY)
    known = code in cx.content.helplines.countries
    return cx.say(view.KEPT_COUNTRY if known else view.KEPT_COUNTRY_NO_LINES, country=code)


def _unknown_zone(cx: Context, typed: str) -> str:
    first, second, third = zones.nearest(typed)
    return cx.say(view.UNKNOWN_ZONE, first=first, second=second, third=third)


async def _settled(cx: Context, zone: str, *, at_home: bool = False) -> Card:
    """Keep a zone, move what comes by it, and show what was asked from with the new time."""
    me = await cx.tx.people.put(replace(cx.me, zone=zone, zone_chosen=True))
    await nudge.rezone(cx, me)
    said = cx.say(view.KEPT_ZONE, zone=zones.friendly(zone), time=markup.when(cx.now, zone))
    if at_home:
        return await home.card(replace(cx, me=me), said)
    return view.settings(cx.texts, me, cx.now, said)
