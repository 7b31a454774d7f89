"""What conversations over the rig share: people in a workspace, and answers that wait."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from adapters.patience import BUDGET_SECONDS
from bot.answers import EVERYONE_HERE, Answer, Ask, Say
from bot.events import Event
from bot.ports.installations import Installations
from bot.ui.card import Card, File, Picture, Text
from tests.adapters.conversing import (
    BOUND,
    COMMANDS,
    CONTROLS,
    FORM,
    REFLECT,
    SURE,
    Slow,
    card,
    eventually,
    openly,
    privately,
)
from tests.adapters.slack import reading
from tests.adapters.slack.rig import Bot, Rig
from tests.servers.slack.channels import Channel
from tests.servers.slack.deeds import Deed
from tests.servers.slack.messages import Message
from tests.servers.slack.people import User
from tests.servers.slack.server import Mode, SlackServer
from tests.servers.slack.views import View
from tests.servers.slack.world import Team

__all__ = [
    "BOUND",
    "COMMANDS",
    "CONTROLS",
    "FILED",
    "FORM",
    "OLD",
    "PICTURED",
    "PNG",
    "REFLECT",
    "SURE",
    "Budget",
    "Slow",
    "Talk",
    "asked",
    "card",
    "eventually",
    "fails",
    "openly",
    "privately",
    "talk",
    "wording",
]

HELP = "/undaunted"
FILED = Card("Your data", (Text("all of it"), File("data.json", b"{}", "Everything.")))
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082"
)
PICTURED = Card("Your numbers", (Picture(PNG, "three sent, one answered"),))
"""A card with a file, the smallest of all PNGs, and a card with it."""

OLD = {"name": "Old one", "type": "global", "callback_id": "gone", "description": "Of old"}
"""A shortcut that the app has no more, and that is still offered somewhere."""


@dataclass
class Budget:
    """A pause that takes next to no time, except for the budget: that ends when the test says."""

    over: asyncio.Event = field(default_factory=asyncio.Event)

    async def __call__(self, seconds: float) -> None:
        if seconds == BUDGET_SECONDS:
            await self.over.wait()
        else:
            await asyncio.sleep(0.01)


def wording(shown: Message | View) -> str:
    """Return every word that people can read, quotes and controls among them."""
    return reading.words(shown.blocks)


@dataclass
class Talk:
    """A workspace with people in it, and the bot."""

    rig: Rig
    bot: Bot
    budget: Budget
    team: Team
    lobby: Channel
    ana: User
    ben: User

    @property
    def server(self) -> SlackServer:
        """Return the Slack around them."""
        return self.rig.server

    async def uses(self, text: str = "rejected", *, at: Channel | None = None) -> Deed:
        """Have ana use the command, in the lobby unless told otherwise."""
        return await (await self.ana.uses(HELP, text, at=at or self.lobby)).settled()

    async def posted(self, shown: Card, *, at: Channel | None = None) -> Message:
        """Have the bot show a card to everybody in a place, the lobby or a DM."""
        self.bot.answers = Say(shown, EVERYONE_HERE)
        asked = await self.uses(at=at)
        await asked.answered()
        self.bot.events.clear()
        return asked.answer

    async def idle(self) -> None:
        """Return once everything that came in was dealt with."""
        await eventually(lambda: not self.at_work())

    def at_work(self) -> int:
        """Return how much of what came in is under way."""
        return len(self.rig.platform.work._tasks)

    async def late(self, asked: Deed, slow: Slow, shown: int = 1) -> Deed:
        """Let the budget pass, and then have the bot answer."""
        await asyncio.wait_for(slow.began.wait(), BOUND)
        self.budget.over.set()
        await self.rig.until(lambda: asked.shown >= shown)
        slow.thought.set()
        return asked

    async def sends(self, form: View, **values: object) -> Deed:
        """Have ana send a form."""
        return await (await self.ana.submits(form, values)).settled()

    async def reads(self, text: str, user: User | None = None, at: Channel | None = None) -> None:
        """Return once somebody (ana) reads something in a place (the lobby)."""
        whoever = user or self.ana
        place = at or self.lobby
        await self.rig.until(
            lambda: any(text in wording(m) for m in self.server.seen_by(whoever, place))
        )

    def seen(self, user: User, at: Channel | None = None) -> list[str]:
        """Return what somebody reads in a place."""
        return [said.words for said in self.server.seen_by(user, at or self.lobby)]


@asynccontextmanager
async def talk(
    kept: Installations | None = None, pause: Callable[[float], Awaitable[None]] | None = None
) -> AsyncIterator[Talk]:
    """Open a workspace named Harbour with a lobby, where ana and ben are.

    With `kept` it is told by signed requests, else over a socket; `pause` is real where it is said.
    """
    bot, budget = Bot(), Budget()
    async with SlackServer.open(mode=Mode.HTTP if kept else Mode.SOCKET) as server:
        team = server.team("Harbour", installed=kept is None)
        rigged = partial(Rig.open, bot, server=server, team=team, commands=COMMANDS, kept=kept)
        async with rigged(pause=pause or budget) as rig:
            ana = team.user("ana", "Europe/Berlin", admin=True)
            ben = team.user("ben")
            if kept is not None:
                await ana.installs(f"{rig.here}/slack/install")
            server.manifest = _with_old_shortcut(server.manifest.given)
            lobby = team.channel("lobby", ana, ben)
            yield Talk(rig, bot, budget, team, lobby, ana, ben)


def _with_old_shortcut(manifest: dict[str, Any]) -> dict[str, Any]:
    features = manifest["features"]
    offered = [*features["shortcuts"], OLD]
    return {**manifest, "features": {**features, "shortcuts": offered}}


async def asked(talk: Talk, *, at: Channel | None = None) -> View:
    """Have a form open before ana, from a command."""
    talk.bot.answers = Ask(FORM)
    used = await (await talk.uses(at=at)).answered()
    return used.view


async def fails(event: Event) -> Answer:
    """Fail as a core does that has lost its store."""
    raise RuntimeError("the store is away")
