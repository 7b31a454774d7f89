"""What conversations over the rig share: people on a server, a budget under control."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from adapters.patience import BUDGET_SECONDS
from bot.answers import EVERYONE_HERE, Say
from bot.ui.card import Card
from tests.adapters.bots import Bot
from tests.adapters.conversing import (
    BOUND,
    COMMANDS,
    CONTROLS,
    FORM,
    LEAVE,
    REFLECT,
    SURE,
    ZONES,
    Slow,
    card,
    eventually,
    openly,
    privately,
    question,
    suggest,
)
from tests.adapters.discord.rig import Rig
from tests.servers.discord.interactions import Interaction
from tests.servers.discord.messages import Message
from tests.servers.discord.people import User
from tests.servers.discord.world import Channel, Guild

__all__ = [
    "BOUND",
    "CALLBACK",
    "COMMANDS",
    "CONTROLS",
    "EDIT",
    "FOLLOW_UP",
    "FORM",
    "LEAVE",
    "POST",
    "REFLECT",
    "SURE",
    "ZONES",
    "Budget",
    "Slow",
    "Talk",
    "card",
    "eventually",
    "openly",
    "privately",
    "question",
    "suggest",
    "talk",
]

CALLBACK = "POST /interactions/*/callback"
FOLLOW_UP = "POST /webhooks/*"
EDIT = "PATCH /webhooks/*/messages/@original"
POST = "POST /channels/*/messages"


@dataclass
class Budget:
    """A pause that takes no time, except for the budget, which ends when the test says so."""

    over: asyncio.Event = field(default_factory=asyncio.Event)

    async def __call__(self, seconds: float) -> None:
        if seconds == BUDGET_SECONDS:
            await self.over.wait()
        else:
            await asyncio.sleep(0)


@dataclass
class Talk:
    """A server with people in it, and the bot."""

    rig: Rig
    bot: Bot
    budget: Budget
    guild: Guild
    lobby: Channel
    ana: User
    ben: User

    async def posted(self, shown: Card, *, at: Channel | None = None) -> Message:
        """Have the bot show a card to everybody in a place, the lobby or a DM."""
        self.bot.answers = Say(shown, EVERYONE_HERE)
        asked = await (await self.ana.uses("rejected", at=at or self.lobby)).settled()
        self.bot.events.clear()
        return asked.message

    async def late(self, asked: Interaction, slow: Slow) -> Interaction:
        """Let the budget pass, and then have the bot answer."""
        await asyncio.wait_for(slow.began.wait(), BOUND)
        self.budget.over.set()
        await self.rig.until(lambda: asked.answer is not None)
        slow.thought.set()
        return asked

    def seen(self, user: User, at: Channel | None = None) -> list[str]:
        """Return what somebody reads in a place."""
        return [said.text for said in self.rig.server.seen_by(user, at or self.lobby)]


@asynccontextmanager
async def talk() -> AsyncIterator[Talk]:
    """Open a server named Harbour with a lobby, where ana and ben are."""
    bot, budget = Bot(), Budget()
    opened = Rig.open(bot, commands=COMMANDS, question=question, pause=budget)
    async with opened as rig:
        guild = rig.server.guild("Harbour")
        lobby = guild.channel("lobby")
        ana, ben = rig.server.user("ana"), rig.server.user("ben")
        guild.join(ana)
        guild.join(ben)
        yield Talk(rig, bot, budget, guild, lobby, ana, ben)
