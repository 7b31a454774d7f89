"""A form that was sent: its acknowledgement closes it, keeps it open, or shows something in it.

Nothing can close a modal afterwards. So what belongs where the form was opened goes there once the
form is closed; an answer that takes longer is shown in the form's place.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck

from adapters.slack import forms
from adapters.slack.means import Window
from adapters.slack.replies import Reply
from adapters.slack.screen import Screen
from adapters.slack.spot import Scene, Spot, table, text
from bot.answers import ONLY_YOU, Answer, Ask, Correct, Nothing, Replace, Say
from bot.ui.card import Card
from bot.ui.form import Form

Json = dict[str, Any]

SETTLE_SECONDS = 0.3
"""How long an acknowledgement may take to arrive; a call could overtake it."""


@dataclass(slots=True)
class Sending:
    """The answer to a form that was sent.

    `at` is the form itself; the reply is that of the place where it was opened. `is_open` once
    the form stays as it is, to be sent again.
    """

    at: Spot
    view: Mapping[str, Any]
    reply: Reply
    ack: AsyncAck
    is_open: bool = False
    _body: Json | None = None
    _acknowledged: asyncio.Event = field(default_factory=asyncio.Event)

    async def promise(self) -> None:
        """Say in the form's place that the answer is on its way."""
        await self._update(forms.loading(self._screen.means.words))
        self.reply.window = Window(self.at.window)

    async def follow_up(self, answer: Answer) -> None:
        """Give the answer after the promise."""
        await self._settle()
        await self.reply.answer(answer)

    async def answer(self, answer: Answer) -> None:
        """Give the answer as the acknowledgement, or after it."""
        match answer:
            case Correct(errors, form):
                await self._correct(errors, form)
            case Ask(form):
                await self._ask(form)
            case Nothing():
                await self._acknowledge({})
            case Say(card, audience) if audience is ONLY_YOU and self._stays(card):
                await self._show(card)
            case Replace(card) if self._stays(card) and not await self._is_replaced(card):
                await self._show(card)
            case Replace() if self.at.below:
                await self._acknowledge({})
                await self.reply.answer(answer)
            case Say() | Replace():
                await self._acknowledge({"response_action": "clear"})
                await self.reply.answer(answer)

    async def keep_open(self, sentence: str) -> bool:
        """Leave the form as it is with everything in it, and say why; False if it has no field."""
        first = next(iter(_inputs(self.view)), "")
        if first:
            await self._acknowledge({"response_action": "errors", "errors": {first: sentence}})
        return first != ""

    async def close(self) -> None:
        """Acknowledge in any case."""
        if not self.is_acknowledged:
            await self._acknowledge({})

    @property
    def is_acknowledged(self) -> bool:
        """Say whether the form has its acknowledgement already."""
        return self._body is not None

    async def acknowledgement(self) -> Json:
        """Return what the form was acknowledged with, once it is."""
        await self._acknowledged.wait()
        return self._body or {}

    @property
    def _screen(self) -> Screen:
        return self.reply.screen

    def _stays(self, card: Card) -> bool:
        """Say whether the answer is seen best where the form was."""
        is_here = self.at.below != "" or self.at.scene in (Scene.HOME, Scene.NOWHERE)
        return is_here and self._screen.drawn(card) is not None

    async def _is_replaced(self, card: Card) -> bool:
        """Say whether there is something for the card to take the place of."""
        # Once the form is closed no other can be opened: that could be closed in its place.
        is_page = self.at.scene is Scene.HOME and await self.reply.is_page(card)
        return self.at.below != "" or is_page

    async def _settle(self) -> None:
        """Let the acknowledgement arrive before what comes upon it."""
        await self._screen.means.pause(SETTLE_SECONDS)

    async def _correct(self, errors: Mapping[str, str], form: Form) -> None:
        words = self._screen.means.words
        body = forms.corrected(errors, form, words)
        if set(body.get("errors", ())) <= set(_inputs(self.view)) and "view" not in body:
            await self._acknowledge(body)
        elif "view" in body:
            await self._update(body["view"])
        else:
            # The form that was sent has other fields than it would have now.
            await self._update(forms.view(form.filled(self.reply.typed), words, errors))

    async def _ask(self, form: Form) -> None:
        view = self._screen.rooted(forms.view(form, self._screen.means.words))
        # Upon the other form, so that nothing typed there comes up in fields of the same name.
        how = "push" if self.at.has_room else "update"
        await self._acknowledge({"response_action": how, "view": view})

    async def _show(self, card: Card) -> None:
        view = self._screen.drawn(card)
        if view is not None:
            await self._update(view)
            self._screen.was_shown = True
        if self._screen.has_pictures(card):
            await self._settle()
            await self._screen.fills_card(Window(self.at.window), card)

    async def _update(self, view: Json) -> None:
        rooted = self._screen.rooted(view)
        await self._acknowledge({"response_action": "update", "view": rooted})

    async def _acknowledge(self, body: Json) -> None:
        if self._body is not None:
            raise ValueError("a form is acknowledged once")
        self._body = body
        self._acknowledged.set()
        self.is_open = body.get("response_action") == "errors"
        # Bolt takes an empty text for nothing at all, and an object for itself.
        await self.ack(body or "")


def opened_at(sent: Spot) -> Spot:
    """Return where a form was opened: the modal below, or the place around."""
    return replace(sent, window=sent.below, hash="", depth=sent.depth - 1)


def _inputs(view: Mapping[str, Any]) -> list[str]:
    blocks = view.get("blocks")
    found = map(table, blocks if isinstance(blocks, list) else [])
    return [text(block, "block_id") for block in found if block.get("type") == "input"]
