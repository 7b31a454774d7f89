"""What people set for themselves: zone and country; quiet hours live with the nudges."""

from dataclasses import replace

from bot.actions.settings import (
    ChooseZone,
    ConfirmZone,
    KeepCountry,
    KeepZone,
    OpenCountry,
    OpenSettings,
    OpenZone,
    TypeZone,
)
from bot.answers import ONLY_YOU, Answer, Ask, Outcome, Replace, Say
from bot.domain import atlas, country, rezoning, zones
from bot.errors import Refusal
from bot.handlers import home, reach
from bot.handlers import zone as clock
from bot.handlers.reading import read
from bot.ports.context import Context
from bot.ui import markup
from bot.ui.card import Card, Menu, Tone, words
from bot.views import settings as view


async def open_settings(act: OpenSettings, cx: Context) -> Outcome:
    """Show what can be set; a zone that was named with it is kept at once."""
    zone = zones.mentioned(cx.text)
    if zone is not None:
        return Outcome(Say(await _settled(cx, zone)))
    letters = await reach.standing(cx)
    return Outcome(Say(view.settings(cx.texts, cx.me, cx.now, letters=letters)))


async def open_zone(act: OpenZone, cx: Context) -> Outcome:
    """Keep the zone that was named, offer the nearest to one nobody knows, or let one choose."""
    named = zones.parse(cx.text) or zones.mentioned(cx.text)
    if named is not None:
        return Outcome(Say(await _settled(cx, named)))
    if not cx.text:
        return Outcome(Say(view.zone(cx.texts, cx.me, cx.now)))
    said, near = _unknown_zone(cx, cx.text), _nearest(cx.text)
    return Outcome(Say(view.zone(cx.texts, cx.me, cx.now, said, near)))


async def choose_zone(act: ChooseZone, cx: Context) -> Outcome:
    """Keep a zone picked from the menu."""
    typed = cx.picked[0] if cx.picked else ""
    zone = zones.parse(typed)
    if zone is None:
        raise Refusal(_unknown_zone(cx, typed))
    return Outcome(Replace(await _settled(cx, zone, at_home=act.home)))


async def confirm_zone(act: ConfirmZone, cx: Context) -> Outcome:
    """Keep the zone we went by."""
    settled = await _settled(cx, cx.me.zone, at_home=act.home)
    return Outcome(Replace(settled) if act.home else Say(settled))


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


async def ask_clock(cx: Context, answer: Answer) -> Answer:
    """Ask, once, whose clock it is, below the first times shown to somebody who never said.

    Their own page asks for itself, and nobody is asked in a moment of care.
    """
    if cx.event.actor.zone is not None or not isinstance(answer, Say) or not _has_room(answer):
        return answer
    me = await cx.tx.people.get(cx.me.id)
    if me is None or not rezoning.is_guessed(me):
        return answer
    try:
        asking = (*answer.card.blocks, *view.whose_clock(cx.texts, me, cx.now))
        card = replace(answer.card, blocks=asking)
    except ValueError:
        return answer
    is_first = await cx.tx.turns.next(me.id, view.WHOSE_CLOCK.name) == 0
    return replace(answer, card=card) if is_first else answer


def _has_room(answer: Say) -> bool:
    """Tell whether a card says times to one person, and leaves the question to be asked."""
    card = answer.card
    if answer.audience is not ONLY_YOU or card.tone is Tone.CARE:
        return False
    asks = any(
        isinstance(block, Menu) and isinstance(block.action, ChooseZone) for block in card.blocks
    )
    parts = (part for block in card.blocks for part in markup.parts(words(block)))
    return not asks and any(map(_is_a_time, parts))


def _is_a_time(part: markup.Part) -> bool:
    return isinstance(part, markup.When) and part.style is not markup.Style.DAY


def _kept_country(cx: Context, code: str | None) -> str:
    if code is None:
        return cx.say(view.FORGOT_COUNTRY)
    known = code in cx.content.helplines.countries
    return cx.say(view.KEPT_COUNTRY if known else view.KEPT_COUNTRY_NO_LINES, country=code)


def _nearest(typed: str) -> tuple[str, ...]:
    """Return the three zones that may have been meant."""
    alike = (found.zone for found in atlas.suggest(typed))
    return tuple(dict.fromkeys((*alike, *zones.nearest(typed))))[:3]


def _unknown_zone(cx: Context, typed: str) -> str:
    first, second, third = map(atlas.label, _nearest(typed))
    return cx.say(view.UNKNOWN_ZONE, first=first, second=second, third=third)


async def _settled(cx: Context, zone: str, *, at_home: bool = False) -> Card:
    """Keep a zone, move what stands by it, and show what was asked from with the new time."""
    me, moved = await clock.choose(cx, cx.me, zone)
    said = view.kept_zone(cx.texts, me, moved, cx.now)
    if at_home:
        return await home.card(replace(cx, me=me), said)
    return view.settings(cx.texts, me, cx.now, said)
