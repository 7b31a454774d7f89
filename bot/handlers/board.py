"""The cards a circle's channel sees: its door, the board of its week, and the look back."""

from collections.abc import Sequence

from bot.answers import Composed, Letter, Room, Skip
from bot.domain import seat as seats
from bot.domain import week as weeks
from bot.domain.circle import Circle, Week
from bot.domain.person import is_away
from bot.domain.plan import Source
from bot.ports.context import Composing, Context, Surroundings
from bot.views import board as view
from bot.views import circle as circle_view
from bot.views import seat as seat_view
from bot.views.board import Standing, Told
from bot.views.circle import Glance

DOOR, BOARD, RECAP = "circle.door", "circle.board", "circle.recap"


async def door(cx: Surroundings, circle: Circle, cause: str) -> Letter:
    """Have the card by which people join put up, or brought up to date."""
    slot = f"circle:{circle.id}:door"
    return Letter(f"{slot}:{cause}", await room(cx, circle), DOOR, {"circle": circle.id}, slot=slot)


async def board(cx: Surroundings, circle: Circle, week: Week, cause: str) -> Letter:
    """Have a week's board put up, or brought up to date."""
    return await _letter(cx, BOARD, circle, week, cause)


async def recap(cx: Surroundings, circle: Circle, week: Week, cause: str) -> Letter:
    """Have a look back put up, or brought up to date."""
    return await _letter(cx, RECAP, circle, week, cause)


async def revised(cx: Context, circle: Circle, week: Week | None = None) -> tuple[Letter, ...]:
    """Have what stands of a week (the newest) show what this event has changed."""
    week = week or await cx.tx.circles.weeks.latest(circle.id)
    if week is None:
        return ()
    cause = cx.event.key
    standing = await board(cx, circle, week, cause)
    return (standing, await recap(cx, circle, week, cause)) if week.closed else (standing,)


async def put_up(cx: Surroundings, circle: Circle, cause: str) -> tuple[Letter, ...]:
    """Have an open circle's cards stand in its room: its door, and what there is of its week."""
    week = await cx.tx.circles.weeks.latest(circle.id)
    letters = [await door(cx, circle, cause)]
    if week is not None:
        letters.append(await board(cx, circle, week, cause))
    if week is not None and week.closed:
        letters.append(await recap(cx, circle, week, cause))
    return tuple(letters)


async def revisions(cx: Context) -> tuple[Letter, ...]:
    """Have everything that stands in one's circles composed anew, without what is gone by then."""
    letters: list[Letter] = []
    for member in await cx.tx.circles.members.of(cx.me.id):
        circle = await cx.tx.circles.get(member.circle_id)
        if circle is not None:
            letters.append(await door(cx, circle, cx.event.key))
            for week in await cx.tx.circles.weeks.past(circle.id, circle.last_week):
                letters += await revised(cx, circle, week)
    # What does not stand has nothing to be taken from, and is not put up for that.
    return tuple([each for each in letters if await cx.tx.outbox.stands(each.slot)])


async def room(cx: Surroundings, circle: Circle) -> Room:
    """Return where a circle meets."""
    space = await cx.tx.spaces.get(circle.space_id)
    if space is None:
        raise LookupError(f"circle {circle.id} is in no space")
    return Room(space.platform, space.external, circle.channel)


async def door_letter(cx: Composing) -> Composed:
    """Show how to join, as long as the card stands."""
    circle = await cx.tx.circles.get(int(cx.letter.args["circle"] or 0))
    if circle is None:
        return Skip("gone")
    members = await cx.tx.circles.members.seated(circle.id)
    week = await cx.tx.circles.weeks.latest(circle.id)
    opens = weeks.coming(circle, week, cx.now)
    free = seats.free(members, circle.seats)
    return circle_view.door(cx.texts, Glance(circle, free, "", week, opens))


async def board_letter(cx: Composing) -> Composed:
    """Show a week as it stands; nobody is named who has not shared something."""
    seen = await _standing(cx)
    return Skip("gone") if seen is None else view.board(cx.texts, seen)


async def recap_letter(cx: Composing) -> Composed:
    """Look back on a week in which somebody answered."""
    seen = await _standing(cx)
    if seen is None:
        return Skip("gone")
    if not seen.count.done and not await cx.tx.outbox.stands(cx.letter.slot):
        return Skip("quiet")
    told = await _told(cx, seen.week)
    return view.recap(cx.texts, seen, told, await _plans(cx, seen.week))


async def _letter(cx: Surroundings, kind: str, circle: Circle, week: Week, cause: str) -> Letter:
    slot = f"circle:{circle.id}:week:{week.number}:{kind.removeprefix('circle.')}"
    args = {"circle": circle.id, "week": week.number}
    return Letter(f"{slot}:{cause}", await room(cx, circle), kind, args, slot=slot)


async def _standing(cx: Composing) -> Standing | None:
    key, number = (int(cx.letter.args[name] or 0) for name in ("circle", "week"))
    circle = await cx.tx.circles.get(key)
    week = await cx.tx.circles.weeks.numbered(key, number)
    newest = await cx.tx.circles.weeks.latest(key)
    if circle is None or week is None:
        return None
    question = cx.content.checkins.questions.get(week.question)
    return Standing(
        circle,
        week,
        weeks.count(await _active(cx, circle), await cx.tx.checkins.for_week(week.id)),
        question.text if question else "",
        weeks.coming(circle, week, cx.now),
        is_late=weeks.is_late(circle, week),
        is_over=newest != week,
    )


async def _active(cx: Surroundings, circle: Circle) -> set[int]:
    members = seats.active(await cx.tx.circles.members.seated(circle.id))
    people = await cx.tx.people.named([member.person_id for member in members])
    return {key for key, person in people.items() if not is_away(person, cx.now)}


async def _told(cx: Surroundings, week: Week) -> Sequence[Told]:
    shares = await cx.tx.shares.shown_in(week.id)
    people = await cx.tx.people.named([share.person_id for share in shares])
    return [
        Told(seat_view.called(cx.texts, people.get(share.person_id)), share) for share in shares
    ]


async def _plans(cx: Surroundings, week: Week) -> int:
    checkins = await cx.tx.checkins.for_week(week.id)
    made = [await cx.tx.commitments.made_in(Source.CHECKIN, each.id) for each in checkins]
    return sum(map(len, made))
