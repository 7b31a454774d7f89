"""Clients for trying the loopback server: the real library in process, and bare requests."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import aiohttp
import discord

from tests.servers.changes import Changes
from tests.servers.discord.pointing import pointed

if TYPE_CHECKING:
    from tests.servers.discord.server import DiscordServer

Json = dict[str, Any]
Heard = discord.Interaction[discord.Client]
Answering = Callable[[Heard], Awaitable[object]]
NO_MENTIONS: Json = {"parse": []}


class Sample(discord.AutoShardedClient):
    """A client as the adapter's is, whose interactions go to `answering` as they are."""

    def __init__(self, answering: Answering | None = None, **options: Any) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True, dm_messages=True, guild_messages=True),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            guild_ready_timeout=0.05,
            **options,
        )
        self.answering = answering
        self.failures: list[Exception] = []
        self.heard: list[discord.Message] = []
        self.happened: list[str] = []
        self.changes = Changes()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Identify at once; the library would rest five seconds before coming back."""

    async def on_interaction(self, interaction: Heard) -> None:
        """Hand an interaction on, keeping what its answer raises."""
        if self.answering is None:
            return
        try:
            await self.answering(interaction)
        except discord.DiscordException as failure:
            self.failures.append(failure)

    async def on_message(self, message: discord.Message) -> None:
        """Keep messages of others."""
        if message.author != self.user:
            self.heard.append(message)
            self.changes.happened()

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Note it."""
        self._note(f"removed from {guild.name}")

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Note it."""
        self._note(f"joined {guild.name}")

    async def on_resumed(self) -> None:
        """Note it."""
        self._note("resumed")

    def _note(self, what: str) -> None:
        self.happened.append(what)
        self.changes.happened()

    async def until(self, true: Callable[[], object]) -> None:
        """Return once `true()` holds; it is asked again after each message and event here."""
        await self.changes.until(true, 5.0, f"{true!r}; {self.happened} {self.heard}")


@asynccontextmanager
async def running(
    server: DiscordServer, answering: Answering | None = None, **options: Any
) -> AsyncIterator[Sample]:
    """Run the real client against `server` until the block ends."""
    with pointed(server):
        client = Sample(answering, **options)
        task = asyncio.create_task(client.start(server.token))
        try:
            await server.connected()
            yield client
        finally:
            await client.close()
            await asyncio.wait([task])
            # Asked for, so that a client that died says so to nobody but the test that looks.
            task.cancelled() or task.exception()


class Bare:
    """Requests without a library, for bodies that no library would send."""

    def __init__(self, server: DiscordServer, session: aiohttp.ClientSession) -> None:
        self._server = server
        self._session = session

    async def ask(
        self, method: str, path: str, body: object = None, *, token: str | None = None
    ) -> tuple[int, Any]:
        """Send JSON (or nothing); return status and answer."""
        data = None if body is None else json.dumps(body)
        headers = {"Authorization": f"Bot {token or self._server.token}"}
        if data is not None:
            headers["Content-Type"] = "application/json"
        return await self._send(method, path, data=data, headers=headers)

    async def upload(
        self, path: str, body: object, files: dict[str, bytes], method: str = "POST"
    ) -> tuple[int, Any]:
        """Send JSON with files."""
        form = aiohttp.FormData(quote_fields=False)
        form.add_field("payload_json", json.dumps(body))
        for number, (name, content) in enumerate(files.items()):
            form.add_field(f"files[{number}]", content, filename=name)
        headers = {"Authorization": f"Bot {self._server.token}"}
        return await self._send(method, path, data=form, headers=headers)

    async def _send(self, method: str, path: str, **options: Any) -> tuple[int, Any]:
        url = self._server.api_base + path
        async with self._session.request(method, url, **options) as answer:
            kind = answer.headers.get("Content-Type")
            text = await answer.text()
            return answer.status, json.loads(text) if kind == "application/json" else text


@asynccontextmanager
async def bare(server: DiscordServer) -> AsyncIterator[Bare]:
    """Open a session for bare requests."""
    async with aiohttp.ClientSession() as session:
        yield Bare(server, session)


def v2(*components: Json, **more: Any) -> Json:
    """Return a message body of Components V2."""
    return {
        "components": list(components),
        "flags": 1 << 15,
        "allowed_mentions": NO_MENTIONS,
        **more,
    }


def text(content: str) -> Json:
    """Return a text display."""
    return {"type": 10, "content": content}


def button(label: str, custom_id: str | None = None, **more: Any) -> Json:
    """Return a button."""
    return {"type": 2, "style": 2, "label": label, "custom_id": custom_id or label, **more}


def row(*controls: Json) -> Json:
    """Return an action row."""
    return {"type": 1, "components": list(controls)}


def menu(custom_id: str, *labels: str, **more: Any) -> Json:
    """Return a string select whose values are its labels in lower case."""
    options = [{"label": label, "value": label.lower()} for label in labels]
    return {"type": 3, "custom_id": custom_id, "options": options, **more}
