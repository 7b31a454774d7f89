"""Who is talking with us right now, so that something can be whispered to them."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import discord

from adapters.discord import inbound
from adapters.discord.attempts import BROKEN, CLOSED
from adapters.discord.render import Layout

LIFE = timedelta(minutes=14)
"""For how long an interaction can be used; its token lasts fifteen minutes."""

MOST_FOR_GUESTS = 4
"""Whispers after one interaction where the bot is only a guest: Discord, 5, one for the answer."""

PATIENCE_SECONDS = 5.0
"""How long a whisper may take: letters to others wait behind it."""

MOST_PEOPLE = 10_000
"""How many people are remembered at once; the ones least recently met go first."""


@dataclass(slots=True)
class _Talk:
    webhook: discord.Webhook
    since: datetime
    left: int | None


class Recent:
    """Each person's last answered interaction, in memory only."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.now = now
        self._talks: OrderedDict[str, _Talk] = OrderedDict()

    def note(self, interaction: discord.Interaction[Any]) -> None:
        """Remember an interaction that was answered with something to be seen."""
        user, now = inbound.user(interaction), self.now()
        left = None if inbound.is_at_home(interaction) else MOST_FOR_GUESTS
        self._talks[user] = _Talk(interaction.followup, now, left)
        self._talks.move_to_end(user)
        self._forget(now)

    async def whisper(self, user_id: str, layout: Layout) -> bool:
        """Show something to a person alone, where they last were; False if it cannot be done."""
        talk = self._talks.get(user_id)
        if talk is None or self.now() - talk.since >= LIFE or talk.left == 0:
            return False
        if talk.left is not None:
            talk.left -= 1
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await talk.webhook.send(
                    view=layout.view,
                    files=layout.files(),
                    ephemeral=True,
                    allowed_mentions=discord.AllowedMentions.none(),
                )
        except (discord.HTTPException, *BROKEN, *CLOSED):
            return False
        return True

    def _forget(self, now: datetime) -> None:
        """Drop whoever was met too long ago, or is one too many; the order is that of meeting."""
        while self._talks:
            oldest = next(iter(self._talks.values()))
            if now - oldest.since < LIFE and len(self._talks) <= MOST_PEOPLE:
                return
            self._talks.popitem(last=False)
