"""The private letters at a circle's opening and half-way, put off by those who want to."""

from collections.abc import Callable
from datetime import datetime

from bot.actions.checkin import PutOffPrompt
from bot.answers import Composed, Letter, Outcome, Replace, Skip, Wait
from bot.domain import prompt as prompts
from bot.domain.checkin import CheckInState
from bot.domain.circle import Circle, Week
from bot.domain.person import Person
from bot.domain.prompt import Later
from bot.errors import Refusal, StaleAction
from bot.handlers import circle
from bot.ports.context import Composing, Context, Surroundings
from bot.views import checkin as checkin_view
from bot.views import prompt as view

PROMPT = "checkin.prompt"
_BY_THE_CLOCK = frozenset({Later.TONIGHT, Later.TOMORROW})


def opening(of: Circle, week: Week, person: Person) -> Letter:
    """Write to a member at the opening, or when they next wake."""
    return _letter(of, week, person, "opening", reminds=False)


def reminder(of: Circle, week: Week, person: Person) -> Letter:
    """Write to a member half-way, once."""
    return _letter(of, week, person, "reminder", reminds=True)


async def put_off(act: PutOffPrompt, cx: Context) -> Outcome:
    """Have the prompt come again, if the check-in is still open by then."""
    week = await cx.tx.circles.weeks.get(act.week)
    if week is None:
        raise Refusal(cx.say(checkin_view.OVER))
    of, _ = await circle.inside(cx, week.circle_id)
    later = _picked(cx)
    at = prompts.put_off_until(later, cx.me, cx.now)
    if at >= week.closes_at:
        raise Refusal(cx.say(view.TOO_LATE))
    letter = Letter(
        f"circle:{of.id}:week:{week.number}:later:{cx.event.key}",
        cx.me.id,
        PROMPT,
        {"circle": of.id, "week": week.number, "reminds": False, "later": later.value},
        not_before=at,
        late_after=week.closes_at,
    )
    return Outcome(Replace(view.put_off(cx.texts, at, cx.me.zone)), (letter,))


async def retime(cx: Surroundings, person_id: int, told: Callable[[datetime], datetime]) -> None:
    """Have prompts that were put off to a time of day come when that is told anew.

    One that would then come too late for its week stays where it was.
    """
    for letter in await cx.tx.outbox.to_come(person_id, PROMPT, cx.now):
        at, late = letter.not_before, letter.late_after
        if at is None or letter.args.get("later") not in _BY_THE_CLOCK:
            continue
        if late is None or told(at) < late:
            await cx.tx.outbox.put_off(letter.key, told(at))


async def letter(cx: Composing) -> Composed:
    """Ask for a check-in, unless it came meanwhile or is not wanted."""
    key, number = (int(cx.letter.args[name] or 0) for name in ("circle", "week"))
    reminds, person = bool(cx.letter.args["reminds"]), cx.reader
    of = await cx.tx.circles.get(key)
    week = await cx.tx.circles.weeks.numbered(key, number)
    newest = await cx.tx.circles.weeks.latest(key)
    if of is None or week is None or newest is None or person is None:
        return Skip("gone")
    member = await cx.tx.circles.members.seat(of.id, person.id)
    checkin = await cx.tx.checkins.answer(person.id, week.id)
    reason = prompts.withheld(of, week, newest.id, member, checkin, reminds=reminds)
    reason = reason or prompts.unwelcome(person, cx.now, reminds=reminds, opened=week.opened_at)
    if reason is not None:
        return Skip(reason)
    earliest = prompts.earliest(person, cx.now)
    if earliest > cx.now:
        return Wait(earliest)
    line = view.REMINDER if reminds else view.OPENING
    question = cx.content.checkins.questions.get(week.question)
    return view.prompt(
        cx.texts,
        of,
        week,
        question.text if question else "",
        turn=await cx.tx.turns.next(person.id, line.name),
        reminds=reminds,
        begun=checkin is not None and checkin.state is CheckInState.BEGUN,
    )


def _letter(of: Circle, week: Week, person: Person, what: str, *, reminds: bool) -> Letter:
    start = week.remind_at if reminds else week.opened_at
    return Letter(
        f"circle:{of.id}:week:{week.number}:{what}:{person.id}",
        person.id,
        PROMPT,
        {"circle": of.id, "week": week.number, "reminds": reminds},
        not_before=prompts.earliest(person, start),
        late_after=week.closes_at,
    )


def _picked(cx: Context) -> Later:
    try:
        return Later(cx.picked[0])
    except (IndexError, ValueError) as error:
        raise StaleAction("checkin.later") from error
