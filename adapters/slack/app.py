"""The Bolt app: everything that Slack tells comes through here, and none of it is left unheard."""

import asyncio
import hashlib
import logging
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, cast

import aiohttp
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.guard import Guarded
from adapters.slack.tokens import Tokens

log = logging.getLogger(__name__)

REQUEST_SECONDS = 15
"""For how long a request of ours may take."""

_ALL = re.compile("")
_BOLT = logging.getLogger("slack_bolt.undaunted")
_SDK = logging.getLogger("slack_sdk.undaunted")
# On lower levels, and where nobody answers, they print what people wrote.
_BOLT.setLevel(logging.ERROR)
_SDK.setLevel(logging.ERROR)

Json = Mapping[str, Any]


class Hears(Protocol):
    """Who is told what people did; acknowledges everything but events, which Bolt does itself.

    `client` speaks in the workspace where it happened.
    """

    async def on_command(self, ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        """Answer a slash command."""
        ...

    async def on_action(self, ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        """Answer a press or pick (`block_actions`) in a message, a view or the home page."""
        ...

    async def on_view(self, ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        """Answer a sent form (`view_submission`)."""
        ...

    async def on_closed(self, ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        """Take note of a closed form (`view_closed`)."""
        ...

    async def on_shortcut(self, ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        """Answer a global or message shortcut (`shortcut`, `message_action`)."""
        ...

    async def on_event(self, body: Json, client: AsyncWebClient) -> None:
        """Answer whatever comes as an event (`event_callback`), by `body["event"]["type"]`."""
        ...


@dataclass(frozen=True, slots=True)
class Ears:
    """Who is told how we are reached.

    `met` hears of the client and the tokens with which Slack can be spoken to from now on, `live`
    that people can reach us: `teams` are all workspaces that have us, None where nobody knows.
    """

    met: Callable[[AsyncWebClient, Tokens], None]
    live: Callable[[Sequence[str] | None], Awaitable[None]]


class Work:
    """Answers under way, held until they end: Bolt itself lets go of them."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()

    async def do(self, doing: Awaitable[None]) -> None:
        """Do something within the task that runs already, and hold that."""
        task = asyncio.current_task()
        if task is None:
            raise RuntimeError("work is done in a task")
        self._tasks.add(task)
        try:
            await doing
        finally:
            self._tasks.discard(task)

    async def drain(self, within_seconds: float) -> None:
        """Let what is under way come to its end, but not for ever."""
        if self._tasks:
            await asyncio.wait(set(self._tasks), timeout=within_seconds)


def web_client(
    base_url: str, session: aiohttp.ClientSession, token: str | None = None
) -> AsyncWebClient:
    """Return a client of Slack's Web API that shares our one session and never waits in place."""
    return AsyncWebClient(
        token=token,
        base_url=base_url,
        timeout=REQUEST_SECONDS,
        session=session,
        logger=_SDK,
        retry_handlers=[],
    )


def bolt(
    client: AsyncWebClient, tokens: Tokens, hears: Hears, work: Work, signing_secret: str = ""
) -> AsyncApp:
    """Make the app; without a signing secret it can be told things by a socket only."""

    app = Guarded(
        name="undaunted",
        logger=_BOLT,
        client=client,
        # None, for a workspace that has us not, is what the library itself answers with.
        authorize=cast(Callable[..., Awaitable[AuthorizeResult]], _authorising(tokens)),
        signing_secret=signing_secret,
        request_verification_enabled=bool(signing_secret),
        attaching_conversation_kwargs_enabled=False,
    )
    app.command(_ALL)(_answering(hears.on_command, work))
    app.action(_ALL)(_answering(hears.on_action, work))
    app.view(_ALL)(_answering(hears.on_view, work))
    app.view_closed(_ALL)(_answering(hears.on_closed, work))
    app.shortcut(_ALL)(_answering(hears.on_shortcut, work))

    async def event(body: Json, client: AsyncWebClient) -> None:
        await work.do(hears.on_event(body, client))

    app.event(_ALL)(event)
    app.error(_failed)
    return app


def _authorising(tokens: Tokens) -> Callable[..., Awaitable[AuthorizeResult | None]]:
    async def authorize(
        enterprise_id: str | None, team_id: str | None, user_id: str | None
    ) -> AuthorizeResult | None:
        token = await tokens.of(team_id or "", enterprise_id or "")
        if token is None:
            return None
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            user_id=user_id,
            bot_id=token.bot,
            bot_user_id=token.user,
            bot_token=token.text,
        )

    return authorize


def _answering(
    hear: Callable[[AsyncAck, Json, AsyncWebClient], Awaitable[None]], work: Work
) -> Callable[..., Awaitable[None]]:
    async def listener(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await work.do(hear(ack, body, client))

    return listener


async def _failed(error: Exception) -> None:
    reference = hashlib.sha256(repr(error).encode()).hexdigest()[:8]
    log.error("something that came in failed, reference %s", reference, exc_info=error)
