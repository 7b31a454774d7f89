"""The whole house while Discord is slow, refuses, forgets, or takes nothing for a minute."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from adapters.discord import attempts, client, recent
from adapters.patience import BUDGET_SECONDS
from tests.adapters.discord.backstage import answered
from tests.adapters.discord.harbour import Harbour
from tests.adapters.discord.talks import CALLBACK, FOLLOW_UP, POST
from tests.servers.discord.faults import How, Limited, Refused, Slow

NO = {"Company": "Initrode", "How far": "Final round"}
REMINDED = "{name} #lobby: @undaunted remind me every day at 10:00 to apply"
REMINDER = "You asked to be reminded"
TOO_LATE = Refused(404, 10062, "Unknown interaction")


@pytest.fixture
async def harbour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Harbour]:
    # What hangs is not waited for at the end.
    monkeypatch.setattr(client, "FINISH_SECONDS", 0.0)
    async with Harbour.open(tmp_path) as opened:
        yield opened


@pytest.fixture
def waits(harbour: Harbour, monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Return for how long the bot was to wait by itself; it waits for no time at all."""
    waited: list[float] = []

    async def pause(seconds: float) -> None:
        waited.append(seconds)
        if seconds == BUDGET_SECONDS:
            await asyncio.Event().wait()
        await asyncio.sleep(0)

    monkeypatch.setattr(harbour.rig, "pause", pause)
    return waited


class TestSlowness:
    async def test_slow_callbacks_are_in_time_and_nobody_waits_for_anothers(
        self, harbour: Harbour
    ) -> None:
        ana, ben = harbour.person("ana"), harbour.person("ben")
        lobby = harbour.room("#lobby")
        harbour.server.rest.fails(CALLBACK, 2, Slow(2.5))

        slow = await ana.uses("help", at=lobby), await ana.uses("rejected", at=lobby)
        await harbour.rig.until(lambda: harbour.server.rest.faults.left() == 0)
        quick = await (await ben.uses("help", at=lobby)).settled()
        assert slow[0].answer is None
        for each in slow:
            await each.settled()

        assert quick.acknowledged_after is not None
        assert quick.acknowledged_after < 2
        assert slow[0].message.ephemeral_for is ana
        assert slow[1].modal is not None
        assert harbour.letters("ana") == []


class TestRefusals:
    @pytest.mark.parametrize("how", [TOO_LATE, 503, How.RESET_AFTER])
    async def test_a_form_whose_answer_is_not_taken_is_kept_once_and_answered(
        self, harbour: Harbour, how: Refused | How | int
    ) -> None:
        ana, lobby = harbour.person("ana"), harbour.room("#lobby")
        await harbour.play("ana #lobby: /rejected")
        harbour.server.rest.fails(CALLBACK, 1, how)
        form = harbour.player.forms.pop("ana")
        sent = await ana.submits(form, NO)
        await harbour.rig.until(lambda: harbour.server.rest.faults.left() == 0)
        await answered()

        shown = [*harbour.letters("ana"), *harbour.server.seen_by(ana, lobby)]
        assert len([each for each in shown if "Initrode" in each.text]) == 1, shown
        assert sent.messages == [] if how is TOO_LATE else sent.message.ephemeral
        assert harbour.posts(lobby) == []
        harbour.server.violations.clear()

    async def test_what_was_typed_wrong_too_late_comes_back_directly(
        self, harbour: Harbour
    ) -> None:
        ana = harbour.person("ana")
        await harbour.play("ana #oaks: /circle\nana #oaks: [Found a circle]")
        harbour.server.rest.fails(CALLBACK, 1, TOO_LATE)
        form = harbour.player.forms.pop("ana")
        values = {"Name": "Oaks", "Day of the week": "Monday", "Time": "six or so"}
        await ana.submits(form, values)
        await harbour.rig.until(lambda: harbour.server.rest.faults.left() == 0)
        await answered()

        (letter,) = harbour.letters("ana")
        assert "I could not read that as a time" in letter.text
        # A circle needs a channel, so it is there that the words are found again.
        asked = await (await ana.presses(letter, letter.labels()[0])).settled()
        assert "Type /circle in the channel" in asked.message.text
        await harbour.play("ana #oaks: /circle\nana #oaks: [Found a circle]")
        assert harbour.player.forms.pop("ana").field("Name")["value"] == "Oaks"

    async def test_a_token_that_runs_out_while_the_store_is_locked_leads_to_the_dms(
        self, harbour: Harbour
    ) -> None:
        ana, lobby = harbour.person("ana"), harbour.room("#lobby")
        await harbour.play("ana #lobby: /rejected")
        form = harbour.player.forms.pop("ana")
        async with harbour.behind.house.store.begin():
            sent = await ana.submits(form, NO)
            await harbour.rig.until(lambda: sent.answer is not None)
            sent.expire()
        await answered()

        assert any("Initrode" in each.text for each in harbour.letters("ana"))
        assert harbour.posts(lobby) == []

    @pytest.mark.parametrize("how", [TOO_LATE, How.HANG])
    async def test_a_form_that_stays_open_and_is_sent_again_is_kept_once(
        self, harbour: Harbour, how: Refused | How
    ) -> None:
        ana = harbour.person("ana")
        await harbour.play("ana #lobby: /reflect")
        form = harbour.player.forms.pop("ana")
        harbour.server.rest.fails(CALLBACK, 1, how)
        typed = {"What happened, and how does it feel?": "A blank in the middle"}
        await ana.submits(form, typed)
        await harbour.rig.until(lambda: harbour.server.rest.faults.left() == 0)

        again = await (await ana.submits(form, typed)).settled()

        assert "Set down" in again.message.text
        assert again.message.ephemeral_for is ana
        with closing(sqlite3.connect(harbour.behind.database)) as database:
            assert database.execute("SELECT COUNT(*) FROM reflection").fetchone() == (1,)
        other = {"What happened, and how does it feel?": "Another day, another blank"}
        await (await ana.submits(form, other)).settled()
        with closing(sqlite3.connect(harbour.behind.database)) as database:
            assert database.execute("SELECT COUNT(*) FROM reflection").fetchone() == (2,)


class TestAMinuteOfNothing:
    async def test_who_acts_in_it_is_answered_directly_behind_it(
        self,
        harbour: Harbour,
        waits: list[float],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        await harbour.rig.restart()
        monkeypatch.setattr(attempts, "LONGEST_SECONDS", 0.05)
        ana, lobby = harbour.person("ana"), harbour.room("#lobby")
        await harbour.play("ana #lobby: /rejected")
        form = harbour.player.forms.pop("ana")
        limited = Limited(60.0, everywhere=True)
        harbour.server.rest.fails(CALLBACK, 3, limited)
        harbour.server.rest.fails(POST, 1, limited)

        await ana.submits(form, NO)
        await harbour.rig.until(lambda: harbour.server.rest.faults.left() == 0)
        await answered()

        told = [each for each in harbour.letters("ana") if "Initrode" in each.text]
        assert len(told) == 1
        assert any(55 < each <= 61 for each in waits)
        assert harbour.posts(lobby) == []

    async def test_letters_that_fall_due_in_it_come_once_behind_it(self, harbour: Harbour) -> None:
        names = ["ana", "ben", "chidi"]
        for name in names:
            await harbour.play(REMINDED.format(name=name))
        await harbour.delivers()
        harbour.server.rest.fails(POST, 3, Limited(60.0, everywhere=True))
        before = len(harbour.server.requests(POST))

        await harbour.passes(hours=1, minutes=1)
        asked = await harbour.person("ana").uses("help", at=harbour.room("#lobby"))
        await asked.settled()
        await harbour.passes(minutes=5)

        for name in names:
            told = [each for each in harbour.letters(name) if REMINDER in each.text]
            assert len(told) == 1, name
        assert len(harbour.server.requests(POST)) - before <= 9

    async def test_a_whisper_that_hangs_holds_up_no_letters(
        self, harbour: Harbour, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(recent, "PATIENCE_SECONDS", 0.05)
        ana = harbour.person("ana")
        for name in ("ana", "ben"):
            await harbour.play(REMINDED.format(name=name))
        await harbour.delivers()
        ana.dms_open = False
        await harbour.passes(minutes=55)
        await harbour.play("ana #lobby: /help")
        harbour.server.rest.fails(FOLLOW_UP, 1, How.HANG)

        await asyncio.wait_for(harbour.passes(minutes=10), 5)
        await asyncio.wait_for(harbour.passes(days=1), 5)

        assert harbour.server.rest.faults.left() == 0
        assert len([each for each in harbour.letters("ben") if REMINDER in each.text]) == 2
