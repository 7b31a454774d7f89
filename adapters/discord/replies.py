"""One interaction and what its person is shown: at once, or after a promise, in the right privacy.

A public post is never changed by one person's press; what was meant for one person alone becomes
public under no circumstances, and goes to their direct messages where Discord takes it no more.
"""

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, assert_never

import discord

from adapters.discord import apologies, attempts, forms, inbound, render
from adapters.discord.attempts import Call, Outcome, Pause
from adapters.discord.render import Layout
from adapters.discord.words import Words
from bot.answers import (
    EVERYONE_HERE,
    ONLY_YOU,
    Answer,
    Ask,
    Audience,
    Correct,
    Nothing,
    Replace,
    Say,
)
from bot.events import Kind
from bot.ui.card import Card
from bot.ui.form import Form, Value

log = logging.getLogger(__name__)

FallBack = Callable[[str, Card], Awaitable[bool]]
"""Shows a card to a user, by id, in their direct messages; False if that cannot be done."""

NOBODY = discord.AllowedMentions.none()


@dataclass(frozen=True, slots=True)
class _Shown:
    """A card on its way: for whom, and whether in place of the message that was pressed."""

    card: Card
    audience: Audience = ONLY_YOU
    in_place: bool = False


@dataclass(slots=True)
class Reply:
    """The answer to one interaction.

    `typed` is what was sent with a form; `is_sure` where all began with the yes of a confirm.
    """

    interaction: discord.Interaction[Any]
    words: Words
    fall_back: FallBack
    pause: Pause
    typed: Mapping[str, Value] = field(default_factory=dict)
    is_sure: bool = False
    was_shown: bool = False
    _promised: Outcome | None = None

    async def promise(self) -> None:
        """Acknowledge, and owe the answer: silently for a press, else as “thinking”."""
        self._promised = await self._first(self._defer)

    async def answer(self, answer: Answer) -> None:
        """Give the answer as the first response."""
        await self._respond(answer)
        await self._beside(answer)

    async def _respond(self, answer: Answer) -> None:
        match answer:
            case Nothing():
                await self._vanish()
            case Ask(form) if not self._is_form():
                await self._open(form)
            case _:
                shown = self._shown(answer)
                if self.is_sure and not shown.in_place:
                    # The question goes away, so the answer must not be the response to it.
                    await self.promise()
                    await self._follow(shown)
                else:
                    await self._show(shown)

    async def follow_up(self, answer: Answer) -> None:
        """Give the answer after the promise."""
        if isinstance(answer, Nothing):
            await self._withdraw()
        else:
            await self._follow(self._shown(answer))
        await self._beside(answer)

    async def ask(self, question: Layout) -> None:
        """Ask a question that only its person sees."""
        asked = await self._first(partial(self._send, question, is_private=True))
        self.was_shown = asked is Outcome.OURS

    async def settle(self, card: Card) -> None:
        """Put a card where only its person sees it: in place of what was pressed, if that is so."""
        await self._show(_Shown(card, in_place=self._is_theirs()))

    async def settle_apart(self, card: Card) -> None:
        """Show a card to its person alone, and leave what was pressed as it is."""
        await self._show(_Shown(card))

    # What is shown, and to whom

    def _shown(self, answer: Say | Replace | Ask | Correct | Nothing) -> _Shown:
        match answer:
            case Say(card, audience, _):
                stays = self.is_sure and audience is ONLY_YOU and self._is_theirs()
                return _Shown(card, audience, stays)
            case Replace(card, _):
                return _Shown(card, in_place=self._is_theirs())
            case Ask(form):
                return _Shown(forms.ready(form, self.words))
            case Correct(errors, form):
                return _Shown(forms.corrected(errors, form, self.words, self.typed))
            case Nothing():
                raise ValueError("nothing cannot be shown")
            case _:
                assert_never(answer)

    def _is_theirs(self) -> bool:
        """Say whether whoever pressed is the only one who sees what was pressed."""
        message = self.interaction.message
        if message is None:
            return False
        return message.flags.ephemeral or inbound.is_own_dm(self.interaction)

    def _is_ephemeral(self, audience: Audience) -> bool:
        return not inbound.is_own_dm(self.interaction) and not self._is_public(audience)

    def _is_public(self, audience: Audience) -> bool:
        is_server = inbound.place(self.interaction).kind is Kind.CHANNEL
        return is_server and audience is EVERYONE_HERE

    def _is_press(self) -> bool:
        return self.interaction.type is discord.InteractionType.component

    def _is_form(self) -> bool:
        return self.interaction.type is discord.InteractionType.modal_submit

    # The first response

    async def _first(self, call: Call) -> Outcome:
        return await attempts.acknowledge(self.interaction, call, self.pause)

    async def _show(self, shown: _Shown) -> None:
        layout = render.layout(shown.card, self.words)
        private = self._is_ephemeral(shown.audience)
        send = partial(self._send, layout, is_private=private)
        outcome = await self._first(partial(self._change, layout) if shown.in_place else send)
        if outcome is Outcome.EARLIER and await self._stands(shown):
            outcome = Outcome.OURS
        self.was_shown = outcome is Outcome.OURS
        if not self.was_shown:
            await self._lose(shown)

    async def _open(self, form: Form) -> None:
        modal = forms.modal(form, self.words)
        outcome = await self._first(partial(self.interaction.response.send_modal, modal))
        if outcome is not Outcome.OURS:
            await self._lose(_Shown(forms.ready(form, self.words)))

    async def _vanish(self) -> None:
        """Acknowledge without a trace."""
        if self.interaction.message is not None:
            outcome = await self._first(self.interaction.response.defer)
            if self.is_sure and outcome is Outcome.OURS:
                await self._take_back()
            return
        # There is no other way for a command than to begin an answer and take it back.
        begin = partial(self.interaction.response.defer, ephemeral=True, thinking=True)
        if await self._first(begin) is Outcome.OURS:
            await self._take_back()

    async def _defer(self) -> object:
        if self._is_press():
            return await self.interaction.response.defer()
        return await self.interaction.response.defer(
            ephemeral=self._is_ephemeral(ONLY_YOU), thinking=True
        )

    async def _send(self, layout: Layout, *, is_private: bool) -> object:
        return await self.interaction.response.send_message(
            view=layout.view,
            files=layout.files(),
            ephemeral=is_private,
            allowed_mentions=NOBODY,
        )

    async def _change(self, layout: Layout) -> object:
        return await self.interaction.response.edit_message(
            view=layout.view, attachments=layout.files(), allowed_mentions=NOBODY
        )

    async def _stands(self, shown: _Shown) -> bool:
        """Look whether this interaction has its answer already, from a try of the library's."""
        try:
            original = await self.interaction.original_response()
        except (discord.HTTPException, *attempts.BROKEN, *attempts.CLOSED):
            return False
        pressed = self.interaction.message
        is_pressed = pressed is not None and pressed.id == original.id
        return not original.flags.loading and is_pressed == shown.in_place

    # After a promise

    async def _follow(self, shown: _Shown) -> None:
        layout = render.layout(shown.card, self.words)
        # Even a promise that seems to be refused is tried: Discord may know of it after all.
        self.was_shown = await self._fill(shown, layout)
        if not self.was_shown:
            await self._lose(shown)
        elif self.is_sure and not shown.in_place and self._is_theirs():
            await self._take_back()

    async def _fill(self, shown: _Shown, layout: Layout) -> bool:
        """Show it where the promise stands, or else as a message of its own."""
        is_public = self._is_public(shown.audience)
        if not self._is_press() and is_public:
            # A first follow-up would be as private as the promise, unless that is gone.
            await self._take_back()
        elif not self._is_press() or shown.in_place:
            code = await self._after(partial(self._edit, layout), twice=True)
            if code != attempts.UNKNOWN_MESSAGE:
                return code is None
        private = self._is_ephemeral(shown.audience)
        add = partial(self._add, layout, is_private=private)
        return await self._after(add, twice=not is_public) is None

    async def _beside(self, answer: Answer) -> None:
        """Show what comes along with an answer, to its person alone."""
        aside = answer.aside if isinstance(answer, Say | Replace) else None
        if aside is None or not self.was_shown:
            return
        private = self._is_ephemeral(ONLY_YOU)
        add = partial(self._add, render.layout(aside, self.words), is_private=private)
        await self._after(add, twice=False)

    async def _withdraw(self) -> None:
        """End a promise of which nothing came."""
        if self._promised is Outcome.OURS and (not self._is_press() or self.is_sure):
            await self._take_back()

    async def _take_back(self) -> None:
        """Remove the “thinking”, or the question that was answered."""
        await self._after(self.interaction.delete_original_response, twice=True)

    async def _edit(self, layout: Layout) -> object:
        return await self.interaction.edit_original_response(
            view=layout.view, attachments=layout.files(), allowed_mentions=NOBODY
        )

    async def _add(self, layout: Layout, *, is_private: bool) -> None:
        await self.interaction.followup.send(
            view=layout.view,
            files=layout.files(),
            ephemeral=is_private,
            allowed_mentions=NOBODY,
        )

    async def _after(self, call: Call, *, twice: bool) -> int | None:
        return await attempts.follow(self.interaction, call, self.pause, twice=twice)

    # What cannot be shown

    async def _lose(self, shown: _Shown) -> None:
        user = inbound.user(self.interaction)
        reference = apologies.reference(inbound.key(self.interaction))
        if self._is_public(shown.audience):
            log.error("a public answer was not taken, reference %s", reference)
        elif not user or not await self.fall_back(user, shown.card):
            log.error("a private answer could not be shown, reference %s", reference)
