"""The letter that a nudge becomes: composed when it is delivered, with its controls beneath."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import datetime

from bot.answers import Composed, Letter, Skip, Wait
from bot.domain import pacing
from bot.domain.nudge import Nudge, NudgeKind, NudgeState
from bot.domain.pacing import Drop, Later
from bot.domain.person import Person
from bot.handlers.saying import in_turn
from bot.ports.context import Composing, NudgeBody, Reminder
from bot.ports.store import Tx
from bot.ui import markup
from bot.views import nudge as view

Composer = Callable[[Composing], Awaitable[Composed]]


def composer(reminders: Mapping[NudgeKind, Reminder]) -> Composer:
    """Make the composer that asks each kind's reminder what it says."""

    async def compose(cx: Composing) -> Composed:
        nudge = await cx.tx.nudges.get(int(cx.letter.args["nudge"] or 0))
        if nudge is None or cx.reader is None:
            return Skip("gone")
        held = _held(nudge, cx.reader, cx)
        if isinstance(held, Wait):
            return held
        body = held or await reminders[nudge.kind](nudge, cx)
        if isinstance(body, Skip):
            await unsend(cx.tx, cx.letter)
            return body
        await _resend(nudge, cx)
        return await _card(nudge, cx.reader, body, cx)

    return compose


async def remind_own(nudge: Nudge, cx: Composing) -> NudgeBody | Skip:
    """Say what somebody asked to be reminded of."""
    return view.own(cx.texts, nudge, await _opening(nudge, cx))


async def remind_still(nudge: Nudge, cx: Composing) -> NudgeBody | Skip:
    """Ask somebody who has been silent for long whether nudges are still wanted."""
    if cx.reader is None or not pacing.is_waiting_for_word(cx.reader):
        return Skip("answered")
    return view.still(cx.texts, await _opening(nudge, cx))


def _held(nudge: Nudge, reader: Person, cx: Composing) -> Skip | Wait | None:
    """Look once more, for time has passed since it was decided to send it."""
    if nudge.state is NudgeState.STOPPED:
        return Skip("stopped")
    chosen = bool(cx.letter.args.get("chosen"))
    match pacing.at_delivery(nudge, reader, cx.now, chosen=chosen):
        case Later(until):
            return Wait(until)
        case Drop(why):
            return Skip(why.value)
        case _:
            return None


async def unsend(tx: Tx, letter: Letter) -> None:
    """Count a nudge that stays away neither as sent nor as unanswered; doing so twice is once."""
    nudge = await tx.nudges.get(int(letter.args["nudge"] or 0))
    if nudge is not None and nudge.sent_at == _instant(letter, "sent"):
        before, fewer = _instant(letter, "before"), max(0, nudge.unanswered - 1)
        await tx.nudges.move((replace(nudge, sent_at=before, unanswered=fewer),))


async def _resend(nudge: Nudge, cx: Composing) -> None:
    """Count it again, if it was held and goes out after all, and none has been sent since."""
    sent = _instant(cx.letter, "sent")
    if nudge.sent_at != sent and nudge.sent_at == _instant(cx.letter, "before"):
        more = nudge.unanswered + 1
        await cx.tx.nudges.move((replace(nudge, sent_at=sent, unanswered=more),))


async def _card(nudge: Nudge, reader: Person, body: NudgeBody, cx: Composing) -> Composed:
    due = _instant(cx.letter, "due") or cx.now
    notes = [await _in_turn(nudge, cx.content.nudges.kinds[nudge.kind].because, "because", cx)]
    if pacing.is_noticeably_late(due, cx.now):
        notes.insert(0, await in_turn(cx, reader.id, view.LATE, due=markup.when(due, reader.zone)))
    return view.letter(cx.texts, nudge, body, notes)


async def _opening(nudge: Nudge, cx: Composing) -> str:
    return await _in_turn(nudge, cx.content.nudges.kinds[nudge.kind].opening, "opening", cx)


async def _in_turn(nudge: Nudge, wordings: tuple[str, ...], what: str, cx: Composing) -> str:
    """Say the wording that is next for this person."""
    turn = await cx.tx.turns.next(nudge.person_id, f"nudge.{nudge.kind}.{what}")
    return wordings[turn % len(wordings)]


def _instant(letter: Letter, name: str) -> datetime | None:
    written = letter.args.get(name)
    return datetime.fromisoformat(str(written)) if written else None
