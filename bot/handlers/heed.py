"""Heeding: words of crisis in a command or a form are met before what they were sent for.

They are not kept. Rooms that ask how somebody is heed for themselves, and are left to it.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import datetime

from bot.actions.application import KeepApplication, KeepEdit, KeepInterview, KeepNewInterview
from bot.actions.reflection import KeepHands, KeepWriting
from bot.actions.rejection import KeepNo
from bot.answers import Outcome, Say
from bot.domain.care import Care
from bot.events import CommandUsed, Submitted
from bot.handlers import care
from bot.ports.context import Context
from bot.ui.action import Action
from bot.ui.form import Correction, Value
from bot.understanding.heard import Understanding
from bot.views import care as care_view
from bot.views import talk as view

Dispatch = Callable[[Action, Context], Awaitable[Outcome]]

HEEDING: frozenset[type[Action]] = frozenset({
    KeepNo, KeepWriting, KeepHands,
    KeepApplication, KeepEdit, KeepInterview, KeepNewInterview,
})  # fmt: skip
"""Forms whose own handlers look for such words, and know what else to say."""


async def use(act: Action, cx: Context, dispatch: Dispatch) -> Outcome:
    """Answer a command, unless the words behind it call for a human first."""
    heard = [cx.understanding.hear(words, cx.now, cx.me.zone) for words in _handed_over(cx)]
    if any(each.care is Care.EXPLICIT for each in heard):
        return Outcome(Say(await care.explicit(cx)))
    return await dispatch(act, cx)


async def send(act: Action, cx: Context, doing: Submitted, dispatch: Dispatch) -> Outcome:
    """Answer a form; where fields of it call for a human, the others are kept without them."""
    values = without_crisis(doing.values, cx.understanding, cx.now)
    if len(values) == len(doing.values) or type(act) in HEEDING:
        return await dispatch(act, cx)
    fewer = replace(cx, event=replace(cx.event, doing=replace(doing, values=values)))
    try:
        outcome = await dispatch(act, fewer)
    except Correction as wrong:
        below = care_view.form_waits(cx.texts, wrong.form.reopen)
        return Outcome(Say(await care.explicit(cx, below)))
    card = await care.explicit(cx, view.rest_is_kept(cx.texts))
    return replace(outcome, answer=Say(card))


def _handed_over(cx: Context) -> tuple[str, ...]:
    """Return what came with a command: words behind it, and one's own message it was used on."""
    doing = cx.event.doing
    about = doing.about if isinstance(doing, CommandUsed) else None
    return (cx.text, about.text) if about else (cx.text,)


def without_crisis(
    values: Mapping[str, Value], understanding: Understanding, now: datetime
) -> dict[str, Value]:
    """Return what was typed into a form without the fields that may not be kept."""
    return {
        name: value
        for name, value in values.items()
        if not isinstance(value, str)
        or understanding.hear(value, now, "UTC").care is not Care.EXPLICIT
    }
