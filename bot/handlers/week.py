"""What a circle does by itself: it opens a week, reminds, closes, and ends with its term."""

import logging
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.answers import Letter
from bot.domain import checkin as checkins
from bot.domain import seat as seats
from bot.domain import streak
from bot.domain import week as weeks
from bot.domain.checkin import Cards
from bot.domain.circle import Beat, Circle, Member, Week
from bot.domain.person import Person, is_away
from bot.handlers import board, prompt, seat, term
from bot.ports.context import Surroundings

log = logging.getLogger(__name__)

PAUSE = timedelta(hours=1)
"""How long a circle rests after a fault of its own, so that it keeps no other waiting."""

REMEMBERED = 30
"""How many weeks back are looked at, so that cards come round evenly."""

FAULTS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What a fault in one circle's data looks like; a fault of the database concerns all of them."""


@dataclass(frozen=True, slots=True)
class Step:
    """All that one beat changes: decided first and done afterwards, so nothing is half done."""

    circle: Circle
    week: Week | None = None
    members: tuple[Member, ...] = ()
    letters: tuple[Letter, ...] = field(default=())


async def beat(cx: Surroundings, limit: int) -> int:
    """Let due circles do what is next, each by itself; returns how many there were."""
    due = await cx.tx.circles.due(cx.now, limit)
    for circle in due:
        try:
            step = await _decide(cx, circle)
        except FAULTS:
            log.exception("circle %s could not go on and rests for %s", circle.id, PAUSE)
            step = Step(replace(circle, due_at=cx.now + PAUSE))
        await _do(cx, step)
    return len(due)


async def _decide(cx: Surroundings, circle: Circle) -> Step:
    week = await cx.tx.circles.weeks.latest(circle.id)
    what, at = weeks.next_beat(circle, week, cx.now)
    space = await cx.tx.spaces.get(circle.space_id)
    if space is None or space.removed_at is not None:
        # The community has taken the bot out, and may ask it back.
        return Step(replace(circle, due_at=cx.now + timedelta(weeks=1)))
    if at > cx.now:
        return Step(weeks.timed(circle, week, cx.now))
    match what, week:
        case Beat.REMIND, Week():
            return await _remind(cx, circle, week)
        case Beat.CLOSE, Week():
            return await _close(cx, circle, week)
        case Beat.TERM, Week():
            return await _end(cx, circle, week)
        case _:
            return await _open(cx, circle, week)


async def _do(cx: Surroundings, step: Step) -> None:
    if step.week is not None:
        keep = cx.tx.circles.weeks.put if step.week.id else cx.tx.circles.weeks.add
        await keep(step.week)
    for member in step.members:
        await cx.tx.circles.members.put(member)
    await cx.tx.circles.put(step.circle)
    await cx.tx.outbox.enqueue(step.letters, cx.now)


async def _open(cx: Surroundings, circle: Circle, before: Week | None) -> Step:
    members = await cx.tx.circles.members.seated(circle.id)
    people = await cx.tx.people.named([member.person_id for member in members])
    if not seats.seated(members):
        return Step(weeks.ended(circle), letters=(await board.door(cx, circle, "empty"),))
    heard = await _heard(cx, before, members, people)
    asked = tuple(replace(each, asked_at=cx.now) for each in heard if seats.is_to_be_asked(each))
    past = await cx.tx.circles.weeks.past(circle.id, REMEMBERED)
    carried = [Cards(each.question, each.skill, each.motivation) for each in past]
    week = weeks.opened(circle, before, checkins.draw(cx.content.checkins, carried, cx.rng), cx.now)
    letters = [await board.board(cx, circle, week, "open")]
    letters.append(
        await board.door(cx, circle, "open")
        if before is None
        else await board.board(cx, circle, before, "over")
    )
    letters += [
        prompt.opening(circle, week, people[member.person_id]) for member in seats.active(members)
    ]
    letters += [await seat.ask(cx, circle, member) for member in asked]
    changed = {member.id: member for member in (*heard, *asked)}
    return Step(weeks.timed(circle, week, cx.now), week, tuple(changed.values()), tuple(letters))


async def _heard(
    cx: Surroundings, before: Week | None, members: tuple[Member, ...], people: dict[int, Person]
) -> tuple[Member, ...]:
    """Note of whom nothing was heard since the last opening."""
    if before is None:
        return ()
    answers = {each.person_id: each for each in await cx.tx.checkins.for_week(before.id)}
    heard = []
    for member in seats.active(members):
        away = await _was_away(cx, people[member.person_id], before.opened_at)
        heard.append(seats.heard(member, answers.get(member.person_id), before, away=away))
    return tuple(heard)


async def _was_away(cx: Surroundings, person: Person, since: datetime) -> bool:
    rests = await cx.tx.rests.of(person.id)
    return is_away(person, cx.now) or streak.is_resting(rests, since, cx.now)


async def _remind(cx: Surroundings, circle: Circle, week: Week) -> Step:
    members = seats.active(await cx.tx.circles.members.seated(circle.id))
    people = await cx.tx.people.named([member.person_id for member in members])
    letters = [prompt.reminder(circle, week, person) for person in people.values()]
    week = replace(week, reminded=True)
    return Step(weeks.timed(circle, week, cx.now), week, letters=tuple(letters))


async def _close(cx: Surroundings, circle: Circle, week: Week) -> Step:
    week = replace(week, closed=True)
    letters = [await board.board(cx, circle, week, "close")]
    opens = weeks.coming(circle, week, cx.now)
    recap = await board.recap(cx, circle, week, "close")
    letters.append(replace(recap, late_after=opens))
    if opens is None:
        letters += await term.questions(cx, circle)
    return Step(weeks.timed(circle, week, cx.now), week, letters=tuple(letters))


async def _end(cx: Surroundings, circle: Circle, week: Week) -> Step:
    circle = weeks.ended(circle)
    letters = (await board.board(cx, circle, week, "end"), *await term.farewell(cx, circle))
    return Step(circle, letters=letters)
