"""`python -m bot` as a child, over a loopback Discord or Slack and a database of its own."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.servers.discord.server import DiscordServer
from tests.servers.slack.server import SlackServer
from tests.talking import KEY

ROOT = Path(__file__).parents[2]
TOKEN = "bG9vcGJhY2stdGVzdC1pZA.GloopB._not-a-token-just-letters-in-its-shape_"
BOUND = 20.0
"""Seconds in which a process must have done what it was asked to."""


@dataclass
class Child:
    """One process; `out` and `err` are what it has said so far."""

    process: Process
    server: DiscordServer | SlackServer
    out: str = ""
    err: str = ""
    _listening: set[asyncio.Task[None]] = field(default_factory=set)

    async def live(self) -> None:
        """Return once it is connected, has registered its commands, and hears what happens."""
        server = self.server
        if isinstance(server, SlackServer):
            await server.until(lambda: server.sockets.live or self._has_ended, BOUND)
        else:
            identified = len(server.gateway.identified)
            await server.until(
                lambda: len(server.gateway.identified) > identified or self._has_ended, BOUND
            )
            await server.until(lambda: server.commands.of(None) or self._has_ended, BOUND)
            await server.until(lambda: server.gateway.is_ready() or self._has_ended, BOUND)
        assert not self._has_ended, self.err

    async def says(self, words: str) -> None:
        """Return once it has said something."""
        await self.server.until(
            lambda: words in self.out + self.err or self._has_ended, within=BOUND
        )
        assert words in self.out + self.err

    def signals(self, number: signal.Signals) -> None:
        """Send it a signal."""
        self.process.send_signal(number)

    async def ends(self, within: float = BOUND) -> int:
        """Return its exit code once it has ended and all it said is read."""
        try:
            async with asyncio.timeout(within):
                code = await self.process.wait()
                await asyncio.gather(*self._listening)
        except TimeoutError:
            raise AssertionError(f"still there after {within} s: {self.out}{self.err}") from None
        return code

    async def dies(self) -> None:
        """Kill it, with no chance to put anything in order."""
        self.signals(signal.SIGKILL)
        assert await self.ends() == -signal.SIGKILL

    @property
    def _has_ended(self) -> bool:
        return self.process.returncode is not None

    def listen(self) -> None:
        """Begin to read what it says."""
        self._listening = {
            asyncio.create_task(self._read("out", self.process.stdout)),
            asyncio.create_task(self._read("err", self.process.stderr)),
        }

    async def _read(self, name: str, stream: asyncio.StreamReader | None) -> None:
        assert stream is not None
        while line := await stream.readline():
            setattr(self, name, getattr(self, name) + line.decode())
            self.server.changes.happened()
        self.server.changes.happened()


@asynccontextmanager
async def living(
    server: DiscordServer, folder: Path, *args: str, settings: Mapping[str, str] | None = None
) -> AsyncIterator[Child]:
    """Start `python -m bot` in a folder, `run` unless told otherwise; it is gone at the end."""
    discord = {
        "DISCORD_TOKEN": TOKEN,
        "DISCORD_API_BASE": server.api_base,
        "DISCORD_GATEWAY_URL": server.gateway_url,
    }
    async with started(server, folder, {**discord, **(settings or {})}, *args) as child:
        yield child


@asynccontextmanager
async def started(
    server: DiscordServer | SlackServer, folder: Path, settings: Mapping[str, str], *args: str
) -> AsyncIterator[Child]:
    """Start `python -m bot` with these settings alone; it is gone at the end."""
    environ = {
        "PYTHONPATH": str(ROOT),
        "PYTHONIOENCODING": "utf-8",
        "UNDAUNTED_DATA": str(folder),
        "UNDAUNTED_KEY": KEY,
        **settings,
    }
    if "COVERAGE_PROCESS_START" in os.environ:
        environ["COVERAGE_PROCESS_START"] = os.environ["COVERAGE_PROCESS_START"]
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", *(args or ("run",))),
        env=environ,
        cwd=folder,
        stdout=PIPE,
        stderr=PIPE,
    )
    child = Child(process, server)
    child.listen()
    try:
        yield child
    finally:
        if process.returncode is None:
            process.kill()
        await child.ends()
