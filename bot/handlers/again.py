"""Sending again what was typed: the app sends the draft as the form it was; here is the rest."""

from bot.actions.again import SendAgain
from bot.answers import Outcome
from bot.errors import Refusal, StaleAction
from bot.events import Pressed
from bot.ports.context import Context
from bot.ui import action
from bot.views import again as view


async def send(act: SendAgain, cx: Context) -> Outcome:
    """Say that the draft has gone: it was sent meanwhile, or it is too old."""
    raise Refusal(cx.say(view.GONE))


def draft(doing: object) -> int | None:
    """Return the draft that a press wants sent again, if it is one of those."""
    if not isinstance(doing, Pressed):
        return None
    try:
        act = action.unpack(doing.action)
    except StaleAction:
        return None
    return act.draft if isinstance(act, SendAgain) else None


def can_be_sent(packed: str) -> bool:
    """Tell whether a form's action is still one of ours, so that sending it again has a point."""
    try:
        action.unpack(packed)
    except StaleAction:
        return False
    return True
