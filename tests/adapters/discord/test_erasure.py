"""Whoever asks to be forgotten is forgotten, at whatever moment, and nobody else is."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.actions.privacy import EraseData
from tests.adapters.discord.backstage import answered
from tests.adapters.discord.harbour import OAKS, Harbour
from tests.adapters.discord.test_privacy import OWNED, honest, kept_of_ana, press, submit, told

FORGETS = "ana #lobby: /privacy\nana: [Forget everything]\nana: [Forget it all]\n> Forgotten"
SEA = "The sea was rough today"
SHARES = f"""
ana #oaks: /rejected
ana: {{Company = Initrode; How far = final}}
ana: [Tell my circle]
ana: {{What others will read = {SEA}}}
ana: [Share it]
"""


@pytest.fixture
async def harbour(tmp_path: Path) -> AsyncIterator[Harbour]:
    async with Harbour.open(tmp_path) as opened:
        yield opened


def rows(harbour: Harbour) -> dict[str, int]:
    """Count what is kept of people, by table."""
    with closing(sqlite3.connect(harbour.behind.database)) as database:
        counts = {
            table: database.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0]  # noqa: S608
            for table in ("person", *OWNED)
        }
    return {table: count for table, count in counts.items() if count}


async def test_a_forged_erasure_forgets_the_forger_alone(harbour: Harbour) -> None:
    await told(harbour)
    mallory, lobby = harbour.person("mallory"), harbour.room("#lobby")
    await harbour.play("mallory #lobby: /goal Other people's secrets\nmallory: {}")
    like, before = await honest(mallory, lobby), kept_of_ana(harbour)

    for packed in (EraseData().pack(), f"{EraseData().pack()}:1", "1.privacy.erase:person=1"):
        await submit(harbour, like, packed)
        await press(harbour, like, packed)
    await harbour.delivers()

    assert kept_of_ana(harbour) == before
    await harbour.play("mallory #lobby: /goal\n> What it is all for")


async def test_letters_that_are_due_do_not_come_to_whoever_was_forgotten(
    harbour: Harbour,
) -> None:
    await harbour.play("ana #lobby: @undaunted remind me every day at 10:00 to apply")
    await harbour.play(OAKS + SHARES)
    await harbour.delivers()
    harbour.clock.set(harbour.clock.now().replace(hour=23))
    await harbour.play(FORGETS)
    before = len(harbour.letters("ana"))

    await harbour.delivers()
    await harbour.passes(days=21)

    assert len(harbour.letters("ana")) == before


async def test_what_was_shared_is_taken_back_even_while_discord_refuses(harbour: Harbour) -> None:
    await harbour.play(OAKS + SHARES)
    await harbour.delivers()
    oaks = harbour.room("#oaks")
    assert any(SEA in each.text for each in harbour.posts(oaks))
    harbour.server.rest.fails("PATCH /channels/*/messages/*", 1, 502)
    await harbour.play(FORGETS)
    await harbour.delivers()
    await harbour.passes(minutes=10)

    assert not any(SEA in each.text for each in harbour.posts(oaks))
    assert any("Taken back" in each.text for each in harbour.posts(oaks))
    assert not any("Ana" in each.text for each in harbour.posts(oaks))


async def test_a_form_that_was_open_meanwhile_keeps_nothing(harbour: Harbour) -> None:
    ana = harbour.person("ana")
    await harbour.play(OAKS + "ana #oaks: /checkin")
    form = harbour.player.forms.pop("ana")
    await harbour.play(FORGETS)
    await harbour.delivers()
    assert rows(harbour) == {}

    sent = await (await ana.submits(form, {})).settled()
    await answered()
    await harbour.passes(days=14)

    assert "I can't find that any more" in sent.message.text
    assert rows(harbour) == {}


async def test_a_preview_from_before_shows_nothing_any_more(harbour: Harbour) -> None:
    await harbour.play(OAKS + SHARES.replace("ana: [Share it]\n", ""))
    preview = harbour.sees("ana")
    await harbour.play(FORGETS)

    pressed = await (await harbour.person("ana").presses(preview, "Share it")).settled()
    await answered()
    await harbour.delivers()

    assert "I can't find that any more" in pressed.messages[-1].text
    assert not any(SEA in each.text for each in harbour.posts(harbour.room("#oaks")))
