"""What is kept about a person: shown, given back in one file, or forgotten at once."""

import hashlib
import json
from dataclasses import replace

from bot.actions.privacy import EraseData, ExportData, OpenPrivacy
from bot.answers import Letter, Outcome, Replace, Say
from bot.handlers import board, post, report, seat
from bot.ports.context import Context
from bot.views import privacy as view


async def open_privacy(act: OpenPrivacy, cx: Context) -> Outcome:
    """Say what is kept and why."""
    return Outcome(Say(view.kept(cx.texts, await cx.tx.data.counts(cx.me.id))))


async def export(act: ExportData, cx: Context) -> Outcome:
    """Give everything back in one file."""
    everything = await cx.tx.data.export(cx.me.id)
    data = json.dumps(everything, ensure_ascii=False, indent=2).encode()
    return Outcome(Say(view.export(cx.texts, data)))


async def erase(act: EraseData, cx: Context) -> Outcome:
    """Forget everything, at once."""
    return Outcome(Replace(view.erased(cx.texts)), await forget(cx))


async def forget(cx: Context) -> tuple[Letter, ...]:
    """Forget a person, and have what stands in rooms revised without them."""
    cx = _without_trace(cx)
    letters = (
        *await seat.leave_all(cx),
        *await post.withdrawals(cx),
        *await report.withdrawals(cx),
        *await board.revisions(cx),
    )
    await cx.tx.data.erase(cx.me.id)
    return letters


def _without_trace(cx: Context) -> Context:
    """Rename the event: letters to rooms are named after it, and outlive the person by weeks."""
    key = hashlib.sha256(cx.event.key.encode()).hexdigest()
    return replace(cx, event=replace(cx.event, key=key))
