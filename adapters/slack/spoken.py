"""Answers to plain words: in direct messages, or where somebody mentioned the bot.

What is for one person is shown to them alone where they asked, or in their direct messages where
that cannot be. Words bring no trigger: a form comes as a button that opens it.
"""

import logging
from dataclasses import dataclass, replace
from typing import assert_never

from adapters.slack import apologies, forms
from adapters.slack.screen import Screen
from bot.answers import EVERYONE_HERE, Answer, Ask, Correct, Nothing, Replace, Say
from bot.ui.card import Card

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Spoken:
    """Says the answer to words on their speaker's screen; `key` is the event's.

    `ts` is the message that others saw, too, and can see answered in a thread.
    """

    screen: Screen
    key: str
    ts: str = ""

    async def answer(self, answer: Answer) -> None:
        """Answer where it was said, or its speaker alone."""
        card = self._card(answer)
        if card is None:
            return
        is_open = isinstance(answer, Say) and answer.audience is EVERYONE_HERE
        if is_open:
            at = self.screen.at
            threaded = replace(self.screen, at=replace(at, thread=at.thread or self.ts))
            done = await threaded.openly(card)
        else:
            done = await self.screen.privately(card)
        if not done:
            reference = apologies.reference(self.key)
            log.error("the answer to words could not be shown, reference %s", reference)
            return
        aside = answer.aside if isinstance(answer, Say | Replace) else None
        if aside is not None:
            await self.screen.privately(aside)

    def _card(self, answer: Answer) -> Card | None:
        words = self.screen.means.words
        match answer:
            case Say(card) | Replace(card):
                return card
            case Ask(form):
                return forms.ready(form, words)
            case Correct(_, form):
                return forms.ready(form, words)
            case Nothing():
                return None
            case _:
                assert_never(answer)
