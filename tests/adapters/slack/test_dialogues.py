"""Every dialogue of the terminal goes the same way on Slack, through the real Bolt."""

import asyncio
from pathlib import Path

import pytest

from adapters.console.passing import Passing
from adapters.console.script import parse
from adapters.patience import BUDGET_SECONDS
from bot.clock import ManualClock
from tests.adapters.backstage import Backstage
from tests.adapters.slack.playing import Player, Stage
from tests.adapters.slack.rig import Rig
from tests.servers.slack.server import Mode, SlackServer
from tests.talking import MONDAY, WORDS
from tests.test_dialogues import DIALOGUES, beginning

HURRY = 50
"""How much faster than real time we wait, but for the budget of an answer."""


async def hurried(seconds: float) -> None:
    await asyncio.sleep(seconds if seconds == BUDGET_SECONDS else seconds / HURRY)


@pytest.mark.parametrize("mode", list(Mode), ids=lambda mode: mode.name.lower())
@pytest.mark.parametrize("path", DIALOGUES, ids=lambda path: path.stem)
async def test_the_dialogue_goes_the_same_way_on_slack(
    path: Path, mode: Mode, tmp_path: Path
) -> None:
    text = await asyncio.to_thread(path.read_text, "utf-8")
    begins = beginning(text)
    clock = ManualClock(begins.at or MONDAY)
    behind = Backstage(tmp_path, clock, begins.zone)
    await behind.put_up()
    try:
        async with SlackServer.open(mode=mode, now=clock.now()) as server:
            is_socket = mode is Mode.SOCKET
            team = server.team("Harbour", installed=is_socket)
            async with Rig.open(
                behind.house.app.handle,
                server=server,
                team=team,
                commands=WORDS.commands,
                now=clock.now,
                pause=hurried,
                kept=None if is_socket else behind.house.store.installations,
            ) as rig:
                if not is_socket:
                    await team.user("Nora").installs(f"{rig.here}/slack/install")
                behind.house.platforms[rig.platform.name] = rig.platform

                async def restart() -> None:
                    await rig.stop()
                    await behind.take_down()
                    await behind.put_up()
                    rig.handle = behind.house.app.handle
                    rig.kept = None if is_socket else behind.house.store.installations
                    rig.start()
                    await rig.ready()
                    behind.house.platforms[rig.platform.name] = rig.platform

                async def answered() -> None:
                    await rig.platform.work.drain(10)

                passing = Passing(clock, behind.advance, begins.zone)
                stage = Stage(
                    server, team, passing, WORDS.commands, clock.now, begins.zone, restart, answered
                )
                await Player(stage).play(parse(text))
    finally:
        await behind.take_down()
