"""The addresses below the public one, open without anybody behind them."""

import dataclasses
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from aiohttp import web
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.app import Work, bolt
from adapters.slack.install import Installing, States
from adapters.slack.tokens import OwnToken, Token
from adapters.slack.web import Doors, Front
from adapters.slack.wire import Web, Wire
from bot.ports.installations import Secrets
from tests.adapters.slack.fronts import FRONT
from tests.adapters.slack.hearing import PUBLIC, Ear
from tests.adapters.slack.saying import WORDS

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
SECRET = "0123456789abcdef0123456789abcdef"


class NoInstallations:
    """Nobody has let us in, and nobody will."""

    async def find(self, platform: str, place: str) -> Secrets | None:
        return None

    async def places(self, platform: str) -> tuple[str, ...]:
        return ()

    async def keep(
        self, platform: str, place: str, secrets: Mapping[str, str], now: datetime
    ) -> None: ...

    async def forget(self, platform: str, place: str) -> None: ...


def doors(
    front: Front = FRONT, ear: Ear | None = None, beside: Sequence[web.RouteDef] = ()
) -> Doors:
    """Make the doors of a bot that hears by `ear`."""
    own = Web(SECRET, "111.222", SECRET[::-1], PUBLIC)
    client = AsyncWebClient(base_url="http://127.0.0.1:9/api/")
    wire = Wire(own, "http://127.0.0.1:9/api/")
    installing = Installing(wire, own, NoInstallations(), lambda: NOW, client)
    app = bolt(client, OwnToken(Token("xoxb-loopback", "B1", "U1")), ear or Ear(), Work(), SECRET)
    front = dataclasses.replace(front, beside=beside)
    return Doors(app, own, installing, States(lambda: NOW), WORDS, front)
