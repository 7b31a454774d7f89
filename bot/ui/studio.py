"""The studio: draws pictures one after the other, aside from the event loop, and keeps the last.

A thread serves: while it draws, the loop waits 10 ms at the 99th percentile, and no child process
has to be watched and ended. What plots is loaded when the first picture is wanted.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from bot.ui.chart import Plot

log = logging.getLogger(__name__)

MOST_KEPT = 256
"""Pictures in memory, of some twenty kilobytes each."""

SECONDS = 6.0
"""How long an answer waits for its picture; the very first one takes a second or two."""


def draw(plot: Plot) -> bytes:
    """Draw a chart."""
    from bot.ui import picture  # noqa: PLC0415 - loading it takes a second, and much memory

    return picture.png(plot)


class Studio:
    """Pictures by what they show: a chart that has not changed is not drawn again."""

    def __init__(self, draw: Callable[[Plot], bytes] = draw, seconds: float = SECONDS) -> None:
        self._draw, self._seconds = draw, seconds
        self._worker = ThreadPoolExecutor(1, "studio")
        self._kept: OrderedDict[Plot, bytes] = OrderedDict()
        self._begun: dict[Plot, asyncio.Future[bytes]] = {}

    async def picture(self, plot: Plot) -> bytes | None:
        """Return the picture of a chart, or None where it cannot be drawn, or not in time."""
        if plot in self._kept:
            self._kept.move_to_end(plot)
            return self._kept[plot]
        drawing = self._begun.get(plot) or self._begin(plot)
        await asyncio.wait((drawing,), timeout=self._seconds)
        if not drawing.done():
            log.warning("a picture took too long, its words are shown")
            return None
        # Whoever waited is told nothing but that there is none: the words say the same.
        return None if drawing.exception() else drawing.result()

    def _begin(self, plot: Plot) -> asyncio.Future[bytes]:
        drawing = asyncio.get_running_loop().run_in_executor(self._worker, self._draw, plot)
        self._begun[plot] = drawing
        drawing.add_done_callback(lambda drawn: self._end(plot, drawn))
        return drawing

    def _end(self, plot: Plot, drawn: asyncio.Future[bytes]) -> None:
        """Keep a picture that is done, even if nobody waits for it any more."""
        del self._begun[plot]
        if drawn.cancelled():
            return
        if fault := drawn.exception():
            log.error("a picture could not be drawn", exc_info=fault)
            return
        self._kept[plot] = drawn.result()
        if len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
