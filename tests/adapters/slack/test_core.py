"""What the bot makes of Slack's own ways: whose channel is the lobby, and who is gone."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from bot.clock import ManualClock
from bot.domain import keeping
from bot.domain.space import Space
from tests.adapters.backstage import Backstage
from tests.adapters.slack.rig import NOON, Rig
from tests.servers.slack.channels import Channel
from tests.servers.slack.people import User
from tests.servers.slack.server import SlackServer
from tests.servers.slack.world import Team
from tests.talking import WORDS

HERE = "/undaunted"


@dataclass
class Town:
    """A workspace and the whole bot behind it."""

    rig: Rig
    behind: Backstage
    clock: ManualClock
    team: Team
    lobby: Channel
    ana: User

    async def space(self) -> Space:
        """Return what the bot knows of the workspace."""
        async with self.behind.house.store.begin() as tx:
            known = await tx.spaces.known("slack", self.team.id)
        assert known is not None
        return known

    async def knows(self, user: User) -> bool:
        """Tell whether the bot keeps anything of somebody."""
        async with self.behind.house.store.begin() as tx:
            return await tx.people.known("slack", self.team.id, user.id) is not None

    async def days_later(self, days: float) -> None:
        """Let time pass, and the daily look at who is gone come by."""
        self.clock.set(self.clock.now() + timedelta(days=days))
        await self.behind.house.app.forget_gone()

    async def idle(self) -> None:
        """Return once all that came in is dealt with."""
        await self.rig.platform.work.drain(10)


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with built(tmp_path) as made:
        yield made


@asynccontextmanager
async def built(folder: Path) -> AsyncIterator[Town]:
    clock = ManualClock(NOON)
    behind = Backstage(folder, clock, "UTC")
    await behind.put_up()
    try:
        async with SlackServer.open(now=NOON) as server:
            team = server.team("Harbour")
            handle = behind.house.app.handle
            opened = Rig.open(
                handle, server=server, team=team, commands=WORDS.commands, now=clock.now
            )
            async with opened as rig:
                ana = team.user("ana")
                lobby = team.channel("lobby", ana, team.user("ben"))
                yield Town(rig, behind, clock, team, lobby, ana)
    finally:
        await behind.take_down()


async def test_words_behind_a_command_do_not_make_a_channel_the_lobby(town: Town) -> None:
    await (await town.ana.uses(HERE, "how do I ask for feedback?", at=town.lobby)).answered()
    await (await town.ana.uses(HERE, "help", at=town.lobby)).answered()
    assert (await town.space()).lobby == ""


async def test_a_mention_makes_it_the_lobby(town: Town) -> None:
    await (await town.ana.mentions_bot("what can you do?", at=town.lobby)).answered()
    assert (await town.space()).lobby == town.lobby.id


async def test_words_in_direct_messages_make_no_lobby(town: Town) -> None:
    await (await town.ana.says("what can you do?")).answered()
    assert (await town.space()).lobby == ""


async def test_whoever_is_deactivated_is_forgotten_after_a_month(town: Town) -> None:
    await (await town.ana.says("what can you do?")).answered()
    await town.days_later(90)
    assert await town.knows(town.ana), "silence is no leaving"
    await (await town.ana.changes_profile(deleted=True)).settled()
    await town.idle()
    await town.days_later(keeping.PERSON.days - 1)
    assert await town.knows(town.ana)
    await town.days_later(1.01)
    assert not await town.knows(town.ana)


async def test_whoever_comes_back_in_time_is_not_forgotten(town: Town) -> None:
    await (await town.ana.says("what can you do?")).answered()
    for gone in (True, False):
        await (await town.ana.changes_profile(deleted=gone)).settled()
        await town.idle()
        await town.days_later(1)
    await town.days_later(keeping.PERSON.days)
    assert await town.knows(town.ana)


async def test_a_new_zone_in_the_profile_is_followed_unless_another_was_chosen(town: Town) -> None:
    await (await town.ana.says("what can you do?")).answered()

    async def zone() -> str:
        async with town.behind.house.store.begin() as tx:
            known = await tx.people.known("slack", town.team.id, town.ana.id)
        assert known is not None
        return known.zone

    assert await zone() == "Europe/London"
    await (await town.ana.changes_profile(tz="America/Phoenix")).settled()
    await town.idle()
    assert await zone() == "America/Phoenix"
    await (await town.ana.uses(HERE, "zone Asia/Kolkata")).answered()
    assert await zone() == "Asia/Kolkata"
    await (await town.ana.changes_profile(tz="Europe/Berlin")).settled()
    await town.idle()
    assert await zone() == "Asia/Kolkata"
