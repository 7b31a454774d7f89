"""Founding a circle in two pages, and changing it by the same two."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from bot.actions.circle import KeepCharter, KeepFounding, OpenCharter, OpenFounding
from bot.answers import Ask, Letter, Outcome, Say
from bot.domain import days, recurrence, zones
from bot.domain import seat as seats
from bot.domain import week as weeks
from bot.domain.circle import Circle, first_day
from bot.errors import Refusal
from bot.handlers import board, circle, presence, seat
from bot.handlers.reading import Reading, read
from bot.ports.context import Context
from bot.ui.form import Value
from bot.views import founding as view

FIRST_PAGE = "circle.first_page"
"""The name under which the first page of a circle to be is kept until the second is sent."""


async def open_first(act: OpenFounding, cx: Context) -> Outcome:
    """Ask for name and time; of a new circle what was begun before is filled in."""
    if act.circle:
        before = await circle.hosted(cx, act.circle)
        return Outcome(Ask(view.first(cx.texts, before, before.zone)))
    if not _channel(cx):
        raise Refusal(cx.say(view.NO_PLACE))
    form = view.first(cx.texts, None, cx.me.zone)
    return Outcome(Ask(form.filled(await cx.tx.drafts.get(cx.me.id, FIRST_PAGE))))


async def keep_first(act: KeepFounding, cx: Context) -> Outcome:
    """Keep name and time: a circle's own, or put by until the charter is written."""
    before = await circle.hosted(cx, act.circle) if act.circle else None
    reading = read(view.first(cx.texts, before, cx.me.zone), cx)
    zone = zones.parse(reading.text("zone"))
    if zone is None:
        offers = ", ".join(zones.nearest(reading.text("zone")))
        raise reading.wrong(zone=cx.say(view.UNKNOWN_ZONE, offers=offers))
    if before is not None:
        return await _change(cx, before, reading, zone)
    if not _channel(cx):
        raise Refusal(cx.say(view.NO_PLACE))
    page: dict[str, Value] = {
        "name": reading.text("name"),
        "weekday": reading.text("weekday"),
        "time": days.say_clock(reading.minute("time") or 0),
        "zone": zone,
        "seats": reading.text("seats"),
        "channel": _channel(cx),
        "space": str(cx.space.id),
    }
    await cx.tx.drafts.keep(cx.me.id, FIRST_PAGE, page, cx.now)
    return Outcome(Say(view.half(cx.texts, _circle(cx, page))))


async def open_second(act: OpenCharter, cx: Context) -> Outcome:
    """Ask for charter and term."""
    before = await circle.hosted(cx, act.circle) if act.circle else None
    if before is None:
        await _first_page(cx)
    return Outcome(Ask(view.second(cx.texts, before)))


async def keep_second(act: KeepCharter, cx: Context) -> Outcome:
    """Keep charter and term; a new circle begins, its founder in the first seat."""
    before = await circle.hosted(cx, act.circle) if act.circle else None
    reading = read(view.second(cx.texts, before), cx)
    charter, term = reading.text("charter"), reading.number("weeks") or 0
    if before is not None:
        changed = replace(before, charter=charter, weeks=term)
        return await _changed(cx, before, changed)
    made = _circle(cx, await _first_page(cx))
    made = replace(made, charter=charter, weeks=term, starts_on=_starts(cx, made, reading))
    made = await cx.tx.circles.add(weeks.timed(made, None, cx.now))
    await seat.sit(cx, made, cx.me.id)
    await cx.tx.drafts.drop(cx.me.id, FIRST_PAGE)
    opens = weeks.next_opening(made, None, cx.now)
    letters = (await board.door(cx, made, "founded"),)
    return Outcome(Say(view.done(cx.texts, made, opens)), letters)


def _channel(cx: Context) -> str:
    return cx.event.place.channel if presence.is_inside(cx.event) else cx.space.lobby


async def _first_page(cx: Context) -> Mapping[str, Value]:
    page = await cx.tx.drafts.get(cx.me.id, FIRST_PAGE)
    # The second page may be sent from elsewhere, and later.
    if not page or await cx.tx.spaces.get(int(str(page["space"]))) is None:
        raise Refusal(cx.say(view.LOST))
    return page


def _circle(cx: Context, page: Mapping[str, Value]) -> Circle:
    """Make the circle that a first page describes."""
    said = {name: str(value) for name, value in page.items()}
    made = Circle(
        space_id=int(said["space"]),
        host_id=cx.me.id,
        name=said["name"],
        channel=said["channel"],
        weekday=int(said["weekday"]),
        minute=days.parse_clock(said["time"]) or 0,
        zone=said["zone"],
        starts_on=recurrence.local(cx.now, said["zone"]).date(),
        created_at=cx.now,
        seats=int(said["seats"]),
    )
    return replace(made, starts_on=first_day(made.weekly, cx.now))


def _starts(cx: Context, made: Circle, reading: Reading) -> date:
    wanted = reading.day("starts")
    if wanted is not None and wanted < recurrence.local(cx.now, made.zone).date():
        raise reading.wrong(starts=cx.say(view.STARTS_PAST))
    return first_day(made.weekly, cx.now, wanted)


async def _change(cx: Context, before: Circle, reading: Reading, zone: str) -> Outcome:
    """Let another name, time or size hold from now on."""
    changed = replace(
        before,
        name=reading.text("name"),
        weekday=reading.number("weekday") or 0,
        minute=reading.minute("time") or 0,
        zone=zone,
        seats=reading.number("seats") or 0,
    )
    taken = seats.seated(await cx.tx.circles.members.seated(before.id))
    if len(taken) > changed.seats:
        raise reading.wrong(seats=cx.say(view.TOO_FEW_SEATS, count=len(taken)))
    return await _changed(cx, before, changed)


async def _changed(cx: Context, before: Circle, changed: Circle) -> Outcome:
    week = await cx.tx.circles.weeks.latest(changed.id)
    if changed.weekly != before.weekly:
        changed = weeks.retimed(changed, week, cx.now)
    changed = await cx.tx.circles.put(weeks.timed(changed, week, cx.now))
    letters: tuple[Letter, ...] = await seat.fill(cx, changed)
    letters = (*letters, await board.door(cx, changed, cx.event.key))
    opens = weeks.coming(changed, week, cx.now)
    return Outcome(
        Say(view.changed(cx.texts, changed, opens)),
        (*letters, *await board.revised(cx, changed)),
    )
