"""The quiet after a no: how long reminders rest, and the one line on the morning after."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from bot.answers import Skip
from bot.domain import rejection
from bot.domain.application import Status
from bot.domain.nudge import Nudge, NudgeKind, NudgeState
from bot.domain.person import Often, Person, is_gentle
from bot.domain.reflection import Reflection
from bot.domain.rejection import No
from bot.handlers import nudge as nudges
from bot.handlers.saying import in_turn
from bot.ports.context import Composing, Context, NudgeBody
from bot.views import morning as view
from bot.views import rejection as rejection_view
from bot.views.rejection import Calm

_LINES = (NudgeKind.AFTER_NO, NudgeKind.REFLECTION)


async def settle(cx: Context) -> None:
    """Make the quiet and the morning lines fit the noes and reflections that are kept now."""
    me = await _me(cx)
    noes = await cx.tx.nos.of(me.id)
    until = rejection.gentle_until(noes, me.gentle_until, cx.now)
    me = await cx.tx.people.put(replace(me, gentle_until=until))
    taken = await _settle_reflections(cx, me)
    wanted = rejection.mornings(noes, me.zone, me.quiet, cx.now, taken)
    lines = await _active(cx, NudgeKind.AFTER_NO)
    for line in lines:
        if _is_over(line, noes, wanted.keys(), {*taken, *wanted.values()}):
            await nudges.cancel(cx, me.id, NudgeKind.AFTER_NO, line.subject)
    if me.often is not Often.NONE:
        for no in wanted.keys() - {line.subject for line in lines}:
            await nudges.promise(cx, me, NudgeKind.AFTER_NO, at=wanted[no], subject=no)


async def come_back(cx: Context, reflection: Reflection) -> datetime | None:
    """Promise to come back to a reflection next morning, once; it takes the place of a no's line.

    Returns when, or None where the person wants none.
    """
    me = await _me(cx)
    if me.often is Often.NONE:
        return None
    at = rejection.next_morning(cx.now, me.zone, me.quiet)
    made = await nudges.promise(cx, me, NudgeKind.REFLECTION, at=at, subject=reflection.id)
    await settle(cx)
    return made.due_at if made.state is NudgeState.ACTIVE else None


async def calm(cx: Context, no: No) -> Calm:
    """Tell how long reminders rest, and when the line about a no comes."""
    me = await _me(cx)
    at = rejection.next_morning(no.at, me.zone, me.quiet)
    lines = [line for kind in _LINES for line in await _active(cx, kind)]
    comes = any(line.due_at == at for line in lines)
    until = me.gentle_until if is_gentle(me, cx.now) else None
    return Calm(until, at if comes else None, me.zone)


async def remind_after_no(nudge: Nudge, cx: Composing) -> NudgeBody | Skip:
    """Say one line on the morning after a no."""
    no = await cx.tx.nos.get(nudge.subject or 0)
    if no is None:
        return Skip("taken_back")
    if await _has_landed(no, cx):
        return Skip("landed")
    company = rejection_view.company(cx.texts, no)
    line = await in_turn(cx, no.person_id, view.LINE, company=company)
    title = await in_turn(cx, no.person_id, view.TITLE)
    return NudgeBody(title, view.after_no(cx.texts, no, line))


async def remind_reflection(nudge: Nudge, cx: Composing) -> NudgeBody | Skip:
    """Come back to a reflection on the morning after."""
    reflection = await cx.tx.reflections.get(nudge.subject or 0)
    if reflection is None:
        return Skip("thrown_away")
    unfinished = await in_turn(cx, reflection.person_id, view.UNFINISHED)
    title = await in_turn(cx, reflection.person_id, view.REFLECTION_TITLE)
    return NudgeBody(title, view.after_reflection(cx.texts, reflection, unfinished))


async def _settle_reflections(cx: Context, me: Person) -> set[datetime]:
    """Drop the lines about reflections that are gone; returns when the others come."""
    kept = {each.id for each in await cx.tx.reflections.of(me.id)}
    for line in await _active(cx, NudgeKind.REFLECTION):
        if line.subject not in kept:
            await nudges.cancel(cx, me.id, NudgeKind.REFLECTION, line.subject)
    left = await _active(cx, NudgeKind.REFLECTION)
    return {line.due_at for line in left if line.due_at is not None}


def _is_over(
    line: Nudge, noes: Iterable[No], wanted: Iterable[int], mornings: Iterable[datetime]
) -> bool:
    """Tell whether a line is about a no that is gone, or another line has taken its morning.

    One that was put off to another time is left alone.
    """
    if line.subject not in {no.id for no in noes}:
        return True
    return line.subject not in set(wanted) and line.due_at in set(mornings)


async def _has_landed(no: No, cx: Composing) -> bool:
    mine = await cx.tx.applications.of(no.person_id)
    return any(each.status is Status.ACCEPTED and each.moved_at > no.at for each in mine)


async def _active(cx: Context, kind: NudgeKind) -> tuple[Nudge, ...]:
    active = await cx.tx.nudges.active(cx.me.id)
    return tuple(nudge for nudge in active if nudge.kind is kind)


async def _me(cx: Context) -> Person:
    """Return the person as they are now, after what this event has changed."""
    return await cx.tx.people.get(cx.me.id) or cx.me
