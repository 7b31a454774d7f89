"""Nudges: promised, taken back, moved with the person who moves, and decided when they fall due."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.answers import Arg, Letter
from bot.domain import nudge as nudges
from bot.domain import pacing
from bot.domain.nudge import Nudge, NudgeKind, NudgeState, Past, Why
from bot.domain.pacing import Drop, Send
from bot.domain.person import Person
from bot.errors import StoreProblem
from bot.ports.context import Surroundings

log = logging.getLogger(__name__)

LETTER = "nudge"
"""The kind of letter that every nudge is."""

PUT_OFF = timedelta(hours=1)
"""How long a nudge waits that nothing could be made of."""

# What a value that makes no sense can raise: a zone that is gone, a kind of another version.
_FAULTS = (ArithmeticError, LookupError, TypeError, ValueError, StoreProblem)


async def promise(
    cx: Surroundings,
    person: Person,
    kind: NudgeKind,
    *,
    at: datetime | None = None,
    subject: int | None = None,
    weekday: int | None = None,
    minute: int | None = None,
    monthly_day: int | None = None,
    text: str = "",
    asked: bool = False,
) -> Nudge:
    """Promise the one nudge of a kind about a subject, in place of an earlier promise of it.

    Once at `at`; or by the person's clock at `minute`, on a weekday, on a day of every month, or
    daily when neither is given. A kind that the person stopped stays stopped unless `asked`.
    """
    if (at is None) == (minute is None):
        raise ValueError("a nudge comes either once, at an instant, or by the clock, at a minute")
    wanted = Nudge(
        person_id=person.id,
        kind=kind,
        created_at=cx.now,
        subject=subject,
        text=text,
        weekdays=() if weekday is None else (weekday,),
        minute=minute,
        monthly_day=monthly_day,
        asked=asked,
    )
    wanted = replace(wanted, due_at=at or nudges.next_after(wanted, person.zone, cx.now))
    if kind in person.muted and not asked:
        wanted = replace(wanted, state=NudgeState.STOPPED, due_at=None, outcome=Why.MUTED)
    before = await cx.tx.nudges.about(person.id, kind, subject)
    if before is None:
        return await cx.tx.nudges.add(wanted)
    return await cx.tx.nudges.put(replace(wanted, id=before.id, sent_at=before.sent_at))


async def cancel(
    cx: Surroundings, person_id: int, kind: NudgeKind, subject: int | None = None
) -> None:
    """Take a promise back, if it still stands."""
    before = await cx.tx.nudges.about(person_id, kind, subject)
    if before is not None:
        await stop(cx, (before,))


async def stop(cx: Surroundings, unwanted: Sequence[Nudge]) -> None:
    """Let these come no more."""
    for nudge in unwanted:
        await cx.tx.nudges.put(replace(nudge, state=NudgeState.STOPPED, due_at=None, held=False))


async def rezone(cx: Surroundings, person: Person) -> None:
    """Move a person's nudges to where they lie in the zone and quiet hours given with `person`."""
    for nudge in await cx.tx.nudges.active(person.id):
        await cx.tx.nudges.put(nudges.rezoned(nudge, person, cx.now))


async def fall_due(cx: Surroundings, limit: int) -> int:
    """Decide about the nudges that are due, and write letters for those that are sent."""
    try:
        return await _take(cx, await cx.tx.nudges.due(cx.now, limit))
    except _FAULTS:
        keys = await cx.tx.nudges.due_keys(cx.now, limit)
    log.info("of %d nudges one cannot be taken: looking which", len(keys))
    for key in keys:
        await _take_alone(cx, key)
    return len(keys)


async def _take_alone(cx: Surroundings, key: int) -> None:
    try:
        nudge = await cx.tx.nudges.get(key)
        await _take(cx, (nudge,) if nudge else ())
    except _FAULTS:
        log.exception("nothing can be made of nudge %d: it waits", key)
        await cx.tx.nudges.put_off(key, cx.now + PUT_OFF)


async def _take(cx: Surroundings, due: Sequence[Nudge]) -> int:
    """Read and decide in bulk first, then write, so that a fault among them leaves no trace."""
    if not due:
        return 0
    ids = {nudge.person_id for nudge in due}
    people, past = await cx.tx.people.named(tuple(ids)), await cx.tx.nudges.past(ids)
    moved: list[Nudge] = []
    letters: list[Letter] = []
    silent: dict[int, Person] = {}
    for nudge in due:
        person, recent = people[nudge.person_id], past.get(nudge.person_id, ())
        decision = pacing.decide(nudge, person, recent, cx.now)
        moved.append(pacing.settled(nudge, decision, person, cx.now))
        if isinstance(decision, Send):
            letters.append(_letter(nudge, cx.now))
            past[person.id] = (*recent, Past(nudge.kind, nudge.asked, cx.now))
        elif decision == Drop(Why.SILENT) and not pacing.is_waiting_for_word(person):
            silent[person.id] = person
    await cx.tx.nudges.move(moved)
    letters += [await _ask_whether_still(cx, person) for person in silent.values()]
    await cx.tx.outbox.enqueue(letters, cx.now)
    return len(due)


async def _ask_whether_still(cx: Surroundings, person: Person) -> Letter:
    """Ask a silent person, once, whether nudges are still wanted."""
    await cx.tx.people.put(replace(person, asked_still_at=cx.now))
    asking = Nudge(person.id, NudgeKind.STILL, cx.now, due_at=cx.now)
    asking = await cx.tx.nudges.add(asking)
    await cx.tx.nudges.move((pacing.settled(asking, Send(), person, cx.now),))
    return _letter(asking, cx.now)


def _letter(nudge: Nudge, now: datetime) -> Letter:
    due = nudge.due_at or now
    args: dict[str, Arg] = {
        "nudge": nudge.id,
        "due": due.isoformat(),
        "sent": now.isoformat(),
        "before": nudge.sent_at.isoformat() if nudge.sent_at else None,
        "chosen": pacing.is_chosen(nudge),
    }
    return Letter(
        key=f"nudge:{nudge.id}:{due.isoformat()}",
        to=nudge.person_id,
        kind=LETTER,
        args=args,
        late_after=due + nudges.catch_up(nudge),
    )
