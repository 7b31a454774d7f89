"""What admins set for their community, and where they see what has to be mended."""

from dataclasses import replace

from bot.actions.setup import (
    CheckRooms,
    ChooseLobby,
    ChooseModerators,
    ChooseZone,
    KeepOrigin,
    OpenOrigin,
    OpenSetup,
)
from bot.answers import Ask, Outcome, Replace, Room, Say
from bot.domain import country, zones
from bot.domain import space as spaces
from bot.domain.space import Space
from bot.errors import Refusal
from bot.events import Kind
from bot.handlers import closure
from bot.handlers.reading import read
from bot.ports.context import Context
from bot.texts import Line
from bot.ui import markup
from bot.ui.card import Card
from bot.views import closure as closure_view
from bot.views import seat as seat_view
from bot.views import setup as view


async def open_setup(act: OpenSetup, cx: Context) -> Outcome:
    """Show what is set here; whoever sees it first keeps the community until somebody else does."""
    if not _is_inside(cx):
        return Outcome(Say(view.only_inside(cx.texts)))
    if not cx.event.actor.is_admin:
        return Outcome(Say(view.only_admins(cx.texts)))
    if await cx.tx.spaces.keeper(cx.space.id) is None:
        await cx.tx.spaces.entrust(cx.space.id, cx.me.id)
    return Outcome(Say(await _card(cx, cx.space)))


async def choose_lobby(act: ChooseLobby, cx: Context) -> Outcome:
    """Keep where what is for everybody is said."""
    _authorise(cx)
    channel = _picked(cx)
    changed = replace(cx.space, lobby=channel)
    return await _chosen(cx, changed, channel, cx.space.lobby, view.KEPT_LOBBY)


async def choose_moderators(act: ChooseModerators, cx: Context) -> Outcome:
    """Keep where reports go."""
    _authorise(cx)
    channel = _picked(cx)
    changed = replace(cx.space, moderators=channel)
    return await _chosen(cx, changed, channel, cx.space.moderators, view.KEPT_MODERATORS)


async def choose_zone(act: ChooseZone, cx: Context) -> Outcome:
    """Keep the zone picked from the menu."""
    _authorise(cx)
    typed = cx.picked[0] if cx.picked else ""
    zone = zones.parse(typed)
    if zone is None:
        raise Refusal(_unknown_zone(cx, typed))
    card = await _keep(cx, replace(cx.space, zone=zone), cx.say(view.KEPT_ORIGIN))
    return Outcome(Replace(card))


async def open_origin(act: OpenOrigin, cx: Context) -> Outcome:
    """Ask for zone and country in writing."""
    _authorise(cx)
    return Outcome(Ask(view.origin(cx.texts, cx.space)))


async def keep_origin(act: KeepOrigin, cx: Context) -> Outcome:
    """Keep zone and country as they were written."""
    _authorise(cx)
    reading = read(view.origin(cx.texts, cx.space), cx)
    typed = reading.text("country")
    zone, code = zones.parse(reading.text("zone")), country.parse(typed)
    wrong = {}
    if zone is None:
        wrong["zone"] = _unknown_zone(cx, reading.text("zone"))
    if typed and code is None:
        wrong["country"] = cx.say(view.UNKNOWN_COUNTRY)
    if zone is None or wrong:
        raise reading.wrong(**wrong)
    changed = replace(cx.space, zone=zone, country=code)
    return Outcome(Say(await _keep(cx, changed, cx.say(view.KEPT_ORIGIN))))


async def check_rooms(act: CheckRooms, cx: Context) -> Outcome:
    """List the rooms that are closed; nothing is posted for that."""
    _authorise(cx)
    found = [
        (each, await closure.used(cx, cx.space, each.channel))
        for each in await cx.tx.closures.within(cx.space.platform, cx.space.external)
    ]
    return Outcome(Replace(closure_view.rooms(cx.texts, found, cx.me.zone)))


def _is_inside(cx: Context) -> bool:
    """Tell whether this happens in a community, where its platform says who may manage it."""
    return bool(cx.event.place.space) and cx.event.place.kind is not Kind.DM


def _authorise(cx: Context) -> None:
    if not _is_inside(cx):
        raise Refusal(cx.say(view.INSIDE))
    if not cx.event.actor.is_admin:
        raise Refusal(cx.say(view.ADMINS))


def _picked(cx: Context) -> str:
    channel = spaces.channel(cx.picked)
    if channel is None:
        raise Refusal(cx.say(view.NO_CHANNEL))
    return channel


def _unknown_zone(cx: Context, typed: str) -> str:
    return cx.say(view.UNKNOWN_ZONE, offers=", ".join(zones.nearest(typed)))


async def _chosen(cx: Context, changed: Space, channel: str, before: str, said: Line) -> Outcome:
    """Keep another channel: taken for open until it proves closed, and the one before let go."""
    space = await cx.tx.spaces.put(changed)
    await closure.abandoned(cx, space, before)
    left, room = (Room(space.platform, space.external, each) for each in (before, channel))
    letters = await closure.mended(cx, room, cx.event.key, left)
    card = await _keep(cx, space, cx.say(said, where=markup.where(channel)))
    return Outcome(Replace(card), letters)


async def _keep(cx: Context, changed: Space, said: str) -> Card:
    space = await cx.tx.spaces.put(changed)
    await cx.tx.spaces.entrust(space.id, cx.me.id)
    return await _card(cx, space, said)


async def _card(cx: Context, space: Space, said: str = "") -> Card:
    keeper = await cx.tx.spaces.keeper(space.id)
    person = None if keeper is None else await cx.tx.people.get(keeper)
    name = seat_view.called(cx.texts, person) if person else ""
    closed = await cx.tx.closures.within(space.platform, space.external)
    return view.setup(cx.texts, view.Standing(space, name, len(closed)), said)
