"""What people do with seats: take, wait for, pause, keep and leave them; and who hosts."""

from dataclasses import replace

from bot.actions.circle import (
    ChoosePrompts,
    KeepSeat,
    LeaveCircle,
    LeaveLine,
    PassHost,
    PauseSeat,
    TakeSeat,
)
from bot.answers import Composed, Letter, Outcome, Replace, Skip, Wait
from bot.domain import prompt as prompts
from bot.domain import seat as seats
from bot.domain import week as weeks
from bot.domain.circle import Circle, CircleState, Member, Prompts, Seat
from bot.domain.person import Person
from bot.errors import Refusal, StaleAction
from bot.handlers import board, circle
from bot.ports.context import Composing, Context, Surroundings
from bot.views import circle as circle_view
from bot.views import seat as view
from bot.views.seat import Next

FREED, HOSTS, QUIET = "seat.freed", "seat.hosts", "seat.quiet"


async def take(act: TakeSeat, cx: Context) -> Outcome:
    """Give somebody a seat, or a place in line; those already in line go first."""
    into = await circle.visible(cx, act.circle)
    before = await cx.tx.circles.members.seat(into.id, cx.me.id)
    if before is not None and before.seat in seats.SEATED:
        raise Refusal(cx.say(view.HAS_SEAT))
    letters = await fill(cx, into)
    if before is None or before.seat is Seat.LEFT:
        await sit(cx, into, cx.me.id)
    members = await cx.tx.circles.members.seated(into.id)
    place = seats.place_in_line(members, cx.me.id)
    if place:
        return Outcome(Replace(view.waiting(cx.texts, into, place)), letters)
    card = view.taken(cx.texts, into, await then(cx, into))
    return Outcome(Replace(card), (*letters, *await _shown(cx, into)))


async def leave(act: LeaveCircle, cx: Context) -> Outcome:
    """Let somebody go who was asked whether they are sure."""
    return await _leave(act.circle, cx)


async def leave_line(act: LeaveLine, cx: Context) -> Outcome:
    """Let somebody go who waits for a seat, or was offered one just now."""
    return await _leave(act.circle, cx)


async def _leave(key: int, cx: Context) -> Outcome:
    """Free a seat: the next in line is seated, and somebody else hosts if need be."""
    of = await circle.visible(cx, key)
    member = await circle.seat_of(cx, of)
    if member is None:
        raise Refusal(cx.say(circle_view.NOT_IN))
    letters = await vacate(cx, of, member)
    left = await cx.tx.circles.get(of.id) or of
    waited, last = member.seat is Seat.WAITING, left.state is CircleState.ENDED
    return Outcome(Replace(view.left(cx.texts, of, waited=waited, last=last)), letters)


async def leave_all(cx: Context, space_id: int | None = None) -> tuple[Letter, ...]:
    """Let somebody go from every circle, of one community or of all, as when they are forgotten."""
    letters: list[Letter] = []
    for of, member in await circle.seats_of(cx):
        if space_id in (None, of.space_id):
            letters += await vacate(cx, of, member)
    return tuple(letters)


async def pause(act: PauseSeat, cx: Context) -> Outcome:
    """Let a seat rest."""
    of, member = await circle.inside(cx, act.circle)
    await cx.tx.circles.members.put(replace(member, seat=Seat.PAUSED, silent_weeks=0))
    return Outcome(Replace(view.paused(cx.texts, of)), await board.revised(cx, of))


async def keep(act: KeepSeat, cx: Context) -> Outcome:
    """Take part again, or go on."""
    of, member = await circle.inside(cx, act.circle)
    await cx.tx.circles.members.put(replace(member, seat=Seat.MEMBER, silent_weeks=0))
    if member.seat is Seat.MEMBER:
        return Outcome(Replace(view.stays(cx.texts)))
    card = view.back(cx.texts, of, await then(cx, of))
    return Outcome(Replace(card), await board.revised(cx, of))


async def choose_prompts(act: ChoosePrompts, cx: Context) -> Outcome:
    """Keep which private letters of a circle somebody wants."""
    of, member = await circle.inside(cx, act.circle)
    wanted = act.prompts or _picked(cx)
    await cx.tx.circles.members.put(replace(member, prompts=wanted))
    return Outcome(Replace(view.prompts_kept(cx.texts, of, wanted)))


async def pass_on(act: PassHost, cx: Context) -> Outcome:
    """Let the next in the round host."""
    of = await circle.hosted(cx, act.circle)
    of, letters = await hand_over(cx, of)
    host = await cx.tx.people.get(of.host_id) if of.host_id != cx.me.id and of.host_id else None
    name = view.called(cx.texts, host) if host else ""
    return Outcome(Replace(view.passed(cx.texts, of, name)), letters)


async def sit(cx: Surroundings, into: Circle, person_id: int) -> Member:
    """Give somebody a seat if one is free, else a place in line."""
    members = await cx.tx.circles.members.seated(into.id)
    seat = Seat.MEMBER if seats.free(members, into.seats) else Seat.WAITING
    before = await cx.tx.circles.members.seat(into.id, person_id)
    if before is None:
        return await cx.tx.circles.members.add(Member(into.id, person_id, seat, cx.now))
    return await cx.tx.circles.members.put(seats.taken(before, seat, cx.now))


async def fill(cx: Surroundings, into: Circle) -> tuple[Letter, ...]:
    """Seat those in line for whom there is room, and tell them."""
    members = await cx.tx.circles.members.seated(into.id)
    letters = []
    for member in seats.next_seated(members, into.seats):
        await cx.tx.circles.members.put(seats.taken(member, Seat.MEMBER, cx.now))
        letters.append(await _letter(cx, FREED, into, member.person_id))
    return tuple(letters)


async def hand_over(cx: Surroundings, of: Circle) -> tuple[Circle, tuple[Letter, ...]]:
    """Make the next in the round host, and tell them; nothing changes where there is nobody."""
    members = await cx.tx.circles.members.seated(of.id)
    member = seats.next_host(members, of.host_id)
    if member is None or member.person_id == of.host_id:
        return of, ()
    of = await cx.tx.circles.put(replace(of, host_id=member.person_id))
    return of, (await _letter(cx, HOSTS, of, member.person_id),)


async def vacate(cx: Context, of: Circle, member: Member) -> tuple[Letter, ...]:
    """Empty a seat: the next in line sits down, the host's part goes on, an empty circle ends."""
    await cx.tx.circles.members.put(replace(member, seat=Seat.LEFT))
    letters = await fill(cx, of)
    members = await cx.tx.circles.members.seated(of.id)
    if not seats.seated(members):
        of = await cx.tx.circles.put(weeks.ended(of))
    elif of.host_id == member.person_id:
        of, told = await hand_over(cx, of)
        letters = (*letters, *told)
    return (*letters, *await _shown(cx, of))


async def then(cx: Surroundings, of: Circle) -> Next:
    """Tell what comes next in a circle."""
    week = await cx.tx.circles.weeks.latest(of.id)
    if week is not None and not week.closed:
        return Next(week.id, None)
    return Next(None, weeks.coming(of, week, cx.now))


async def ask(cx: Surroundings, of: Circle, member: Member) -> Letter:
    """Have somebody asked privately, after weeks of silence, what would suit them."""
    return await _letter(cx, QUIET, of, member.person_id)


async def freed_letter(cx: Composing) -> Composed:
    """Tell somebody from the line that they have a seat."""
    match await _reader(cx):
        case of, _, _:
            return view.freed(cx.texts, of, await then(cx, of))
        case reason:
            return reason


async def hosts_letter(cx: Composing) -> Composed:
    """Tell somebody that they host."""
    match await _reader(cx):
        case of, member, _:
            return view.host(cx.texts, of) if of.host_id == member.person_id else Skip("passed")
        case reason:
            return reason


async def quiet_letter(cx: Composing) -> Composed:
    """Ask somebody who was silent for weeks: stay, pause or leave."""
    match await _reader(cx):
        case of, member, person:
            return await _asked(cx, of, member, person)
        case reason:
            return reason


async def _asked(cx: Composing, of: Circle, member: Member, person: Person) -> Composed:
    unwelcome = prompts.unwelcome(person, cx.now, reminds=False)
    if member.silent_weeks < seats.SILENCE or unwelcome:
        return Skip(unwelcome or "answered")
    earliest = prompts.earliest(person, cx.now)
    if earliest > cx.now:
        return Wait(earliest)
    return view.quiet(cx.texts, of, await cx.tx.turns.next(person.id, view.QUIET.name))


def _picked(cx: Context) -> Prompts:
    try:
        return Prompts(cx.picked[0])
    except (IndexError, ValueError) as error:
        raise StaleAction("seat.prompts") from error


async def _shown(cx: Context, of: Circle) -> tuple[Letter, ...]:
    return (await board.door(cx, of, cx.event.key), *await board.revised(cx, of))


async def _letter(cx: Surroundings, kind: str, of: Circle, person_id: int) -> Letter:
    key = f"{kind}:{of.id}:{person_id}:{cx.now.isoformat()}"
    person = await cx.tx.people.get(person_id)
    at = prompts.reachable(person, cx.now) if person else cx.now
    return Letter(key, person_id, kind, {"circle": of.id}, not_before=at)


async def _reader(cx: Composing) -> tuple[Circle, Member, Person] | Skip | Wait:
    """Return a circle, the reader's seat there and the reader; or why they are not written to."""
    of = await cx.tx.circles.get(int(cx.letter.args["circle"] or 0))
    if of is None or cx.reader is None or of.state is CircleState.ENDED:
        return Skip("over")
    member = await cx.tx.circles.members.seat(of.id, cx.reader.id)
    if member is None or member.seat is not Seat.MEMBER:
        return Skip("left")
    at = prompts.reachable(cx.reader, cx.now)
    return Wait(at) if at > cx.now else (of, member, cx.reader)
