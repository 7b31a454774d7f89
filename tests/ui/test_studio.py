"""The studio: each picture drawn once, aside from the loop, and none worth losing an answer for."""

import asyncio
import threading

import pytest

from bot.ui import studio
from bot.ui.chart import Branch, Funnel, Hue, Plot, Stage
from bot.ui.studio import Studio


def plot(count: int) -> Funnel:
    return Funnel((Stage("Sent", count, (Branch("waiting", count, Hue.OPEN),)),))


class Painter:
    """Draws nothing, and knows what it was asked for, and in which thread."""

    def __init__(self) -> None:
        self.drawn: list[Plot] = []
        self.threads: set[int] = set()
        self.may_go_on = threading.Event()
        self.may_go_on.set()

    def __call__(self, plot: Plot) -> bytes:
        self.may_go_on.wait(5)
        self.drawn.append(plot)
        self.threads.add(threading.get_ident())
        return b"png of " + str(len(self.drawn)).encode()


async def test_a_picture_is_drawn_once_and_in_a_thread_of_its_own() -> None:
    painter = Painter()
    pictures = Studio(painter)
    assert await pictures.picture(plot(1)) == await pictures.picture(plot(1)) == b"png of 1"
    assert await pictures.picture(plot(2)) == b"png of 2"
    assert painter.drawn == [plot(1), plot(2)]
    assert len(painter.threads) == 1
    assert threading.get_ident() not in painter.threads


async def test_two_who_want_the_same_picture_wait_for_one() -> None:
    painter = Painter()
    pictures = Studio(painter)
    one, other = await asyncio.gather(pictures.picture(plot(1)), pictures.picture(plot(1)))
    assert one == other == b"png of 1"
    assert painter.drawn == [plot(1)]


async def test_only_the_last_pictures_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(studio, "MOST_KEPT", 2)
    painter = Painter()
    pictures = Studio(painter)
    for count in (1, 2, 1, 3, 1, 2):
        await pictures.picture(plot(count))
    assert painter.drawn == [plot(1), plot(2), plot(3), plot(2)]


async def test_what_cannot_be_drawn_is_no_picture_and_is_tried_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    tries = []

    def fails(plot: Plot) -> bytes:
        tries.append(plot)
        raise MemoryError

    pictures = Studio(fails)
    assert await pictures.picture(plot(1)) is None
    assert await pictures.picture(plot(1)) is None
    assert len(tries) == 2
    assert "could not be drawn" in caplog.text


async def test_a_picture_that_takes_too_long_is_there_the_next_time() -> None:
    painter = Painter()
    painter.may_go_on.clear()
    pictures = Studio(painter, seconds=0.01)
    assert await pictures.picture(plot(1)) is None
    painter.may_go_on.set()
    pictures._seconds = 5
    assert await pictures.picture(plot(1)) == b"png of 1"
    assert painter.drawn == [plot(1)]


async def test_a_drawing_that_is_called_off_leaves_nothing_behind() -> None:
    painter = Painter()
    painter.may_go_on.clear()
    pictures = Studio(painter, seconds=0.01)
    first = asyncio.ensure_future(pictures.picture(plot(1)))
    await asyncio.sleep(0)
    second = asyncio.ensure_future(pictures.picture(plot(2)))
    await asyncio.sleep(0)
    pictures._begun[plot(2)].cancel()
    assert await asyncio.gather(first, second, return_exceptions=True)
    painter.may_go_on.set()
    assert plot(2) not in pictures._begun


async def test_the_loop_goes_on_while_a_picture_is_drawn() -> None:
    """The bar is 20 ms at the 99th percentile, on a machine that does nothing else."""
    loop, late = asyncio.get_running_loop(), list[float]()
    drawing = [asyncio.ensure_future(Studio().picture(plot(count))) for count in range(1, 5)]
    while not all(each.done() for each in drawing):
        began = loop.time()
        await asyncio.sleep(0.001)
        late.append(loop.time() - began - 0.001)
    assert all((each.result() or b"").startswith(b"\x89PNG") for each in drawing)
    assert sorted(late)[len(late) // 2] < 0.02
