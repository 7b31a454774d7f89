"""The power goes at the worst moment: what is kept stays once, and what was shown still works."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from adapters.discord import client
from bot.answers import Answer
from bot.events import Event
from tests.adapters.discord.backstage import answered
from tests.adapters.discord.harbour import OAKS, Harbour

NO = {"Company": "Initrode", "How far": "Final round"}


@pytest.fixture
async def harbour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Harbour]:
    # Nothing is politely ended here.
    monkeypatch.setattr(client, "FINISH_SECONDS", 0.0)
    async with Harbour.open(tmp_path) as opened:
        yield opened


class Power:
    """The house, which does what it is asked to and then is gone before it can say so."""

    def __init__(self, harbour: Harbour) -> None:
        self._harbour, self._handle = harbour, harbour.rig.handle
        self._gone = False
        harbour.rig.handle = self

    async def __call__(self, event: Event) -> Answer:
        """Do it, and say nothing any more."""
        await self._handle(event)
        self._gone = True
        self._harbour.server.changes.happened()
        raise asyncio.CancelledError

    async def comes_back(self) -> None:
        """Wait until it was done, and begin again over the same store."""
        await self._harbour.rig.until(lambda: self._gone)
        await self._harbour.restart()


async def test_a_form_that_was_kept_but_never_answered_counts_once_when_sent_again(
    harbour: Harbour,
) -> None:
    ana = harbour.person("ana")
    await harbour.play("ana #lobby: /rejected")
    form = harbour.player.forms.pop("ana")
    power = Power(harbour)
    await ana.submits(form, NO)
    await power.comes_back()

    again = await (await ana.submits(form, NO)).settled()
    await answered()

    assert "A no from Initrode" in again.message.text
    with closing(sqlite3.connect(harbour.behind.database)) as database:
        assert database.execute("SELECT COUNT(*) FROM no").fetchone() == (1,)
    await harbour.play("ana #lobby: /applications\nana: [Show = All]\n> 1 ended with a no.")


async def test_a_seat_taken_but_never_confirmed_is_one_seat(harbour: Harbour) -> None:
    await harbour.play(OAKS)
    await harbour.play("ben #oaks: [Look and join]")
    shown = harbour.sees("ben")
    power = Power(harbour)
    await harbour.person("ben").presses(shown, "Take a seat")
    await power.comes_back()

    again = await (await harbour.person("ben").presses(shown, "Take a seat")).settled()
    await answered()
    await harbour.delivers()

    assert "You have a seat in this circle already" in again.message.text
    assert "3 seats free" in harbour.posts(harbour.room("#oaks"))[0].text


async def test_what_was_shared_but_never_confirmed_stands_once(harbour: Harbour) -> None:
    await harbour.play(OAKS + "ana #oaks: /rejected")
    await harbour.play("ana: {Company = Initrode; How far = final}\nana: [Tell my circle]")
    await harbour.play("ana: {What others will read = The sea was rough today}")
    preview = harbour.sees("ana")
    power = Power(harbour)
    harbour.player.sentinel.agrees(preview)
    await harbour.person("ana").presses(preview, "Share it")
    await power.comes_back()
    await harbour.delivers()

    again = await (await harbour.person("ana").presses(preview, "Share it")).settled()
    await answered()
    await harbour.delivers()

    posts = harbour.posts(harbour.room("#oaks"))
    assert "Oaks can read it now" in again.messages[-1].text
    assert len([each for each in posts if "The sea was rough" in each.text]) == 1


async def test_an_erasure_that_was_never_confirmed_is_done(harbour: Harbour) -> None:
    await harbour.play("ana #lobby: /goal A quiet workshop\nana: {}")
    await harbour.play("ana #lobby: /privacy\nana: [Forget everything]")
    sure = harbour.sees("ana")
    power = Power(harbour)
    await harbour.person("ana").presses(sure, "Forget it all")
    await power.comes_back()

    again = await (await harbour.person("ana").presses(sure, "Forget it all")).settled()
    await answered()

    assert "Everything I kept about you is gone" in again.messages[-1].text
