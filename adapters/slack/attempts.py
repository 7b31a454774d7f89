"""Calls that show an answer, tried again where that cannot show it twice.

Slack takes a call by nothing that would tell a second one from the first. So after a break that
leaves open whether it arrived, only what puts something in the place of something is tried again.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient
from slack_sdk.webhook.webhook_response import WebhookResponse

from adapters.slack import faults
from adapters.slack.faults import Trouble, Verdict

log = logging.getLogger(__name__)

T = TypeVar("T")
Json = dict[str, Any]
Call = Callable[[], Awaitable[Any]]
Pause = Callable[[float], Awaitable[None]]

PAUSES = (0.1, 0.4)
"""Seconds between tries: a trigger lives for three."""

LONGEST_SECONDS = 10.0
"""How long a call may hang before it counts as broken."""

LONGEST_WAIT_SECONDS = 20.0
"""How long we wait, once, if Slack asks for patience; what takes longer counts as refused."""

FAILURES = (SlackApiError, aiohttp.ClientError, OSError)


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of a call: what is wrong, None if it worked, and what Slack told."""

    wrong: Verdict | None = None
    told: Mapping[str, Any] = field(default_factory=dict)

    @property
    def worked(self) -> bool:
        """Say whether it is sure to have worked."""
        return self.wrong is None


async def make(call: Call, pause: Pause, *, twice: bool) -> Tried:
    """Make a call; where a break leaves open whether it worked, again only if `twice` is no harm.

    A call that Slack asks us to make later is made once more, unless that is much later.
    """
    rests, has_waited = list(PAUSES), False
    while True:
        tried = await _once(call)
        if tried.wrong is None:
            return tried
        log.info("a call was refused or broke: %s", tried.wrong.name)
        rest = _rest(tried.wrong, rests, twice=twice, has_waited=has_waited)
        if rest is None:
            return tried
        has_waited = has_waited or tried.wrong.trouble is Trouble.LATER
        await pause(rest)


async def outcome(work: Coroutine[Any, Any, T]) -> tuple[BaseException | None, T | None]:
    """Do something to its end; returns what it raised, or else what came of it."""
    task = asyncio.ensure_future(work)
    try:
        await asyncio.wait({task})
    finally:
        task.cancel()
    problem = task.exception()
    return (None, task.result()) if problem is None else (problem, None)


async def respond(client: AsyncWebClient, url: str, body: Json) -> WebhookResponse:
    """Tell a response URL something, over the session that all share."""
    webhook = AsyncWebhookClient(
        url, session=client.session, logger=client.logger, retry_handlers=[]
    )
    return await webhook.send_dict(body)


async def _once(call: Call) -> Tried:
    try:
        async with asyncio.timeout(LONGEST_SECONDS):
            answer = await call()
    except FAILURES as problem:
        return Tried(faults.judge(problem))
    except RuntimeError:
        # Our session has ended, and with it all that could be said here.
        return Tried(Verdict(Trouble.CLOSED, "closed"))
    if isinstance(answer, WebhookResponse):
        return Tried(_responded(answer))
    told = getattr(answer, "data", answer)
    return Tried(told=told if isinstance(told, Mapping) else {})


def _rest(verdict: Verdict, rests: list[float], *, twice: bool, has_waited: bool) -> float | None:
    """Return how long to rest before another try; None where there is none."""
    match verdict.trouble:
        case Trouble.LATER if verdict.after is not None and not has_waited:
            seconds = verdict.after.total_seconds()
            return seconds if seconds <= LONGEST_WAIT_SECONDS else None
        case Trouble.AGAIN:
            return rests.pop(0) if rests else None
        case Trouble.UNCLEAR if twice:
            return rests.pop(0) if rests else None
        case _:
            return None


def _responded(answer: WebhookResponse) -> Verdict | None:
    """Say what is wrong with an answer of a response URL, which comes in many shapes."""
    if answer.status_code == 200 and '"ok":false' not in answer.body.replace(" ", ""):
        return None
    if answer.status_code == 429:
        return Verdict(Trouble.LATER, "429", faults.A_MOMENT)
    is_broken = answer.status_code >= 500
    trouble = Trouble.UNCLEAR if is_broken else Trouble.GONE
    return Verdict(trouble, f"response URL {answer.status_code}")
