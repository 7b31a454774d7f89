"""Taking back: every change a person makes can be undone for a week."""

from bot.actions.help import Undo
from bot.answers import Letter, Outcome, Replace
from bot.errors import Refusal
from bot.handlers import board, circle, morning
from bot.ports.context import Context
from bot.views import undo as view


async def undo(act: Undo, cx: Context) -> Outcome:
    """Put everything back as it was before one change, and let what follows from it fit."""
    told, checkins = await _told(cx), await cx.tx.checkins.of(cx.me.id)
    change = act.change or await cx.tx.changes.latest(cx.me.id)
    if not change or not await cx.tx.changes.undo(change, cx.me.id, cx.now):
        raise Refusal(cx.say(view.NOTHING))
    if told != await _told(cx):
        await morning.settle(cx)
    has_counted = checkins != await cx.tx.checkins.of(cx.me.id)
    letters = await _boards(cx) if has_counted else ()
    return Outcome(Replace(view.undone(cx.texts)), letters)


async def button(cx: Context) -> Undo:
    """Return the action that takes back what this event has changed since the last one, if any."""
    return Undo(await cx.tx.changes.mark(cx.me.id, cx.now))


async def _told(cx: Context) -> tuple[object, ...]:
    """Return what the quiet after a no, and the line on the morning after, depend on."""
    return await cx.tx.nos.of(cx.me.id), await cx.tx.reflections.of(cx.me.id)


async def _boards(cx: Context) -> tuple[Letter, ...]:
    """Have the boards count again on which a check-in may have been."""
    letters: list[Letter] = []
    for of, _ in await circle.mine(cx):
        letters += await board.revised(cx, of)
    return tuple(letters)
