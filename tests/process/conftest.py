"""A loopback Discord whose token has the shape of a real one."""

from collections.abc import AsyncIterator

import pytest

from tests.process.child import TOKEN
from tests.servers.discord.server import DiscordServer


@pytest.fixture
async def server() -> AsyncIterator[DiscordServer]:
    async with DiscordServer.open(token=TOKEN) as opened:
        yield opened
        opened.check()
