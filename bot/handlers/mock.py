"""A mock interview, to copy or to show to one's circle."""

from bot.actions.mock import OpenMock
from bot.answers import Outcome
from bot.handlers import pipeline
from bot.ports.context import Context
from bot.views import mock as view


async def open_mock(act: OpenMock, cx: Context) -> Outcome:
    """Show a kit, a new one unless it is named."""
    number = act.number
    if number is None:
        number = await cx.tx.turns.next(cx.me.id, view.TITLE.name)
    return pipeline.shown(cx, view.card(cx.texts, cx.content.rehearsal, number))
