"""Answers to plain words: in direct messages, or where somebody mentioned the bot.

What is for one person goes to their direct messages at once; where those are closed, they are told
in place that there is an answer, and a button shows it to nobody but them.
"""

import logging
from dataclasses import dataclass
from typing import Any, assert_never

import discord
from discord import ui

from adapters.discord import apologies, forms, inbound, markup, render
from adapters.discord.attempts import BROKEN, CLOSED, PAUSES, Pause
from adapters.discord.envelopes import Envelope, Envelopes
from adapters.discord.render import Layout, Standing
from adapters.discord.replies import NOBODY, FallBack
from adapters.discord.words import Words
from bot.answers import EVERYONE_HERE, Answer, Ask, Correct, Nothing, Replace, Say
from bot.ui.card import Card

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Spoken:
    """Says the answers to messages."""

    words: Words
    envelopes: Envelopes
    fall_back: FallBack
    pause: Pause

    async def answer(self, message: discord.Message, answer: Answer) -> None:
        """Answer a message where it was said, or its writer alone."""
        card = self._card(answer)
        if card is None:
            return
        is_open = isinstance(answer, Say) and answer.audience is EVERYONE_HERE
        may_post = is_open or isinstance(message.channel, discord.DMChannel)
        if may_post and await self._post(message, render.layout(card, self.words), "a"):
            return
        if await self.fall_back(str(message.author.id), card):
            return
        if may_post or not await self._seal(message, card):
            reference = apologies.reference(inbound.key(message))
            log.error("the answer to a message could not be shown, reference %s", reference)

    def _card(self, answer: Answer) -> Card | None:
        match answer:
            case Say(card) | Replace(card):
                return card
            case Ask(form):
                return forms.ready(form, self.words)
            case Correct(errors, form):
                return forms.corrected(errors, form, self.words)
            case Nothing():
                return None
            case _:
                assert_never(answer)

    async def _seal(self, message: discord.Message, card: Card) -> bool:
        envelope = Envelope(str(message.author.id), str(message.id))
        self.envelopes.seal(envelope, card)
        opener = ui.Button[Any](label=self.words.sealed_open, custom_id=envelope.custom_id())
        text = ui.TextDisplay[Any](markup.markdown(self.words.sealed))
        box = ui.Container[Any](text, ui.ActionRow(opener))
        return await self._post(message, Layout(Standing(box)), "e")

    async def _post(self, message: discord.Message, layout: Layout, mark: str) -> bool:
        """Post beside a message; the nonce makes one post of several tries."""
        for seconds in (*PAUSES, None):
            try:
                await message.channel.send(
                    view=layout.view,
                    files=layout.files(),
                    nonce=f"{mark}{message.id}",
                    allowed_mentions=NOBODY,
                    **self._pointing(message),
                )
            except (*BROKEN, discord.DiscordServerError):
                if seconds is not None:
                    await self.pause(seconds)
            except (discord.DiscordException, *CLOSED) as problem:
                code = getattr(problem, "code", "")
                log.info("answering message %s failed: %s", message.id, code)
                return False
            else:
                return True
        return False

    def _pointing(self, message: discord.Message) -> dict[str, Any]:
        if isinstance(message.channel, discord.DMChannel):
            return {}
        # Whoever asked has taken the words away again, perhaps; then it stands by itself.
        reference = message.to_reference(fail_if_not_exists=False)
        return {"reference": reference, "mention_author": False}
