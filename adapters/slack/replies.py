"""One interaction and what its person is shown: at once, or after a loading view, in privacy.

A public post is never changed by one person's press. A trigger opens one modal and lives for three
seconds: an answer that takes longer finds a modal open that says so, and fills it.
"""

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import assert_never

from adapters.slack import apologies, forms
from adapters.slack.means import Window
from adapters.slack.screen import Screen
from adapters.slack.spot import Scene
from bot.answers import (
    EVERYONE_HERE,
    Answer,
    Ask,
    Correct,
    Nothing,
    Replace,
    Say,
)
from bot.ui.card import Card
from bot.ui.form import Form, Value

log = logging.getLogger(__name__)

IsPage = Callable[[Card], Awaitable[bool]]
"""Tells whether a card is somebody's home page."""

AsPage = Callable[[Card], Awaitable[bool]]
"""Shows a card as somebody's home page; False if that cannot be done."""


@dataclass(slots=True)
class Reply:
    """The answer to one press, command, shortcut or form that was sent.

    `key` is the event's; `typed` is what was sent with a form; `window` is the modal that says
    that the answer is on its way.
    """

    screen: Screen
    is_page: IsPage
    as_page: AsPage
    key: str
    typed: Mapping[str, Value] = field(default_factory=dict)
    window: Window | None = None
    is_page_shown: bool = False

    async def promise(self) -> None:
        """Show that the answer is on its way, where a modal can still be opened."""
        view = forms.loading(self.screen.means.words)
        self.window = await self.screen.opens(view, notes=False)

    async def answer(self, answer: Answer) -> None:
        """Give the answer."""
        match answer:
            case Nothing():
                await self._finish()
            case Ask(form):
                await self._ask(form)
            case Correct(errors, form):
                await self._correct(errors, form)
            case Replace(card):
                await self._replace(card)
            case Say(card, audience) if audience is EVERYONE_HERE:
                self._note(await self.screen.openly(card))
                await self._finish()
            case Say(card):
                await self._say(card)
            case _:
                assert_never(answer)
        await self._beside(answer)

    async def _ask(self, form: Form) -> None:
        words = self.screen.means.words
        view = forms.view(form, words)
        if self.window is not None:
            done = await self.screen.fills(self.window, view)
        elif self.screen.at.window and not self.screen.at.has_room:
            done = await self.screen.fills(self._pressed_in(), view)
        else:
            done = await self.screen.opens(view) is not None
        if not done:
            # A button opens it whenever they like.
            self._note(await self.screen.privately(forms.ready(form, words)))

    async def _correct(self, errors: Mapping[str, str], form: Form) -> None:
        filled = form.filled(self.typed)
        view = forms.view(filled, self.screen.means.words, errors)
        if self.window is None or not await self.screen.fills(self.window, view):
            # Its draft is kept, and comes back with the form.
            ready = forms.ready(filled, self.screen.means.words)
            self._note(await self.screen.privately(ready))

    async def _say(self, card: Card) -> None:
        screen = self.screen
        if self.window is not None:
            done = await screen.fills_card(self.window, card)
        elif screen.at.window and not screen.at.has_room:
            done = await screen.fills_card(self._pressed_in(), card)
        elif screen.at.window or screen.at.scene in (Scene.HOME, Scene.NOWHERE):
            done = await screen.opens_card(card)
        else:
            done = False
        if not done:
            self._note(await screen.privately(card))
            await self._finish()

    async def _replace(self, card: Card) -> None:
        if await self._in_place(card):
            await self._finish()
        else:
            await self._say(card)

    async def _in_place(self, card: Card) -> bool:
        screen = self.screen
        if screen.at.window:
            pressed = self._pressed_in()
            # Another press may have changed it meanwhile: the last answer is what is seen.
            return await screen.fills_card(pressed, card) or (
                pressed.hash != "" and await screen.fills_card(Window(pressed.id), card)
            )
        if screen.at.scene is Scene.HOME:
            self.is_page_shown = await self.is_page(card) and await self.as_page(card)
            return self.is_page_shown
        return await screen.over(card)

    async def _finish(self) -> None:
        """Let a modal that said that the answer is on its way say that it has come."""
        if self.window is not None:
            words = self.screen.means.words
            await self.screen.fills_card(self.window, apologies.plain(words, words.here))

    async def _beside(self, answer: Answer) -> None:
        """Show what comes along with an answer, to its person alone."""
        aside = answer.aside if isinstance(answer, Say | Replace) else None
        if aside is not None and self.screen.was_shown:
            await self.screen.privately(aside)

    def _pressed_in(self) -> Window:
        return Window(self.screen.at.window, self.screen.at.hash)

    def _note(self, shown: bool) -> None:
        if not shown:
            reference = apologies.reference(self.key)
            log.error("an answer could not be shown, reference %s", reference)
