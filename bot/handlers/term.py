"""The end of a circle's term: the question, the renewal, and the goodbye."""

from bot.actions.circle import LetCircleEnd, RenewCircle
from bot.answers import Composed, Letter, Outcome, Replace, Skip, Wait
from bot.domain import prompt as prompts
from bot.domain import seat as seats
from bot.domain import week as weeks
from bot.domain.checkin import CheckInState
from bot.domain.circle import Circle, CircleState, Week
from bot.errors import Refusal
from bot.handlers import board, circle, seat
from bot.ports.context import Composing, Context, Surroundings
from bot.views import term as view

QUESTION, FAREWELL = "circle.term", "circle.farewell"


async def renew(act: RenewCircle, cx: Context) -> Outcome:
    """Go on for another term; one member's yes is enough, and the host's part goes round."""
    of, _ = await circle.inside(cx, act.circle)
    week = await cx.tx.circles.weeks.latest(of.id)
    if week is None or not weeks.is_last(of, week):
        before = weeks.coming(of, week, cx.now)
        if not of.weeks_before or before is None:
            raise Refusal(cx.say(view.NOT_OVER))
        return Outcome(Replace(view.renewed(cx.texts, of, before, before=True)))
    if not week.closed:
        raise Refusal(cx.say(view.NOT_OVER))
    of = await cx.tx.circles.put(weeks.renewed(of, week, cx.now))
    of, told = await seat.hand_over(cx, of)
    opens = weeks.next_opening(of, week, cx.now)
    letters = (*told, await board.door(cx, of, cx.event.key), *await board.revised(cx, of))
    return Outcome(Replace(view.renewed(cx.texts, of, opens)), letters)


async def rest(act: LetCircleEnd, cx: Context) -> Outcome:
    """Leave the term as it is."""
    of, _ = await circle.inside(cx, act.circle)
    week = await cx.tx.circles.weeks.latest(of.id)
    if week is None or not weeks.is_last(of, week):
        raise Refusal(cx.say(view.NOT_OVER))
    return Outcome(Replace(view.resting(cx.texts, of, week.closes_at + weeks.RENEWAL)))


async def questions(cx: Surroundings, of: Circle) -> tuple[Letter, ...]:
    """Ask everybody with a seat whether the circle goes on."""
    members = seats.seated(await cx.tx.circles.members.seated(of.id))
    term, args = f"circle:{of.id}:term:{of.last_week}", {"circle": of.id, "last": of.last_week}
    people = [member.person_id for member in members]
    return tuple(Letter(f"{term}:{person}", person, QUESTION, args) for person in people)


async def farewell(cx: Surroundings, of: Circle) -> tuple[Letter, ...]:
    """Say goodbye in the circle's room."""
    slot = f"circle:{of.id}:farewell"
    to = await board.room(cx, of)
    return (
        Letter(slot, to, FAREWELL, {"circle": of.id}, slot=slot),
        await board.door(cx, of, "farewell"),
    )


async def question_letter(cx: Composing) -> Composed:
    """Ask whether the circle goes on, unless somebody has decided meanwhile."""
    of = await cx.tx.circles.get(int(cx.letter.args["circle"] or 0))
    if of is None or cx.reader is None or of.state is CircleState.ENDED:
        return Skip("over")
    member = await cx.tx.circles.members.seat(of.id, cx.reader.id)
    if of.last_week != cx.letter.args["last"]:
        return Skip("decided")
    if member is None or member.seat not in seats.SEATED:
        return Skip("left")
    at = prompts.reachable(cx.reader, cx.now)
    return Wait(at) if at > cx.now else view.question(cx.texts, of)


async def farewell_letter(cx: Composing) -> Composed:
    """Say goodbye, and count check-ins where enough people made them."""
    of = await cx.tx.circles.get(int(cx.letter.args["circle"] or 0))
    if of is None:
        return Skip("gone")
    past = await cx.tx.circles.weeks.past(of.id, of.last_week)
    if not past:
        return Skip("never_met")
    return view.farewell(cx.texts, of, len(past), await _count(cx, past))


async def _count(cx: Surroundings, past: tuple[Week, ...]) -> int | None:
    answers = [each for week in past for each in await cx.tx.checkins.for_week(week.id)]
    done = [each.person_id for each in answers if each.state is CheckInState.DONE]
    return len(done) if len(set(done)) >= weeks.COUNTED else None
