"""Every dialogue of the terminal goes the same way on Discord, and no onlooker learns from it."""

import asyncio
from pathlib import Path

import pytest

from tests.adapters.discord.harbour import Harbour
from tests.talking import MONDAY
from tests.test_dialogues import DIALOGUES, beginning


@pytest.mark.parametrize("path", DIALOGUES, ids=lambda path: path.stem)
async def test_the_dialogue_goes_the_same_way_on_discord_and_tells_onlookers_nothing(
    path: Path, tmp_path: Path
) -> None:
    text = await asyncio.to_thread(path.read_text, "utf-8")
    begins = beginning(text)
    async with Harbour.open(tmp_path, begins.at or MONDAY, begins.zone) as harbour:
        for onlooker in ("nora", "omar"):
            harbour.person(onlooker)

        await harbour.play(text)

        assert harbour.player.sentinel.leaks == []
