"""One person's screen: where a card or a form can be put, and whether it got there.

What is meant for one person alone becomes public under no circumstances: it goes to their direct
messages where it cannot be shown in place.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import apologies, attempts, markup, render, spot
from adapters.slack.attempts import Tried
from adapters.slack.faults import Trouble
from adapters.slack.means import Means, Window
from adapters.slack.render import Payload
from adapters.slack.requests import Declined, Mistake, Unclear
from adapters.slack.spot import Scene, Spot
from bot.errors import DeliveryProblem
from bot.ui.card import Card

Json = dict[str, Any]

CARD = "card"
"""The callback id of a modal that only shows something."""

_LONGEST_TITLE = 24
_QUIET = {"unfurl_links": False, "unfurl_media": False}


@dataclass(slots=True)
class Screen:
    """What somebody who did something at a spot can be shown, and where."""

    at: Spot
    client: AsyncWebClient
    means: Means
    was_shown: bool = field(default=False)

    # Messages

    async def privately(self, card: Card) -> bool:
        """Show a card where only they see it: in place, or else in their direct messages."""
        payload = render.message(card, self.means.words)
        if has_files(payload):
            return await self._sent_home(card)
        shown = await self._in_place(payload)
        return self._noted(shown) or await self.at_home(card)

    async def openly(self, card: Card) -> bool:
        """Show a card to everybody in a channel; anywhere else to them alone."""
        # Where others have direct messages with each other, what we say is for one of them.
        if self.at.scene is not Scene.CHANNEL or spot.is_direct(self.at.channel):
            return await self.privately(card)
        payload = render.message(card, self.means.words)
        if self.at.response_url:
            show = partial(self._responded, payload, {"response_type": "in_channel"}, twice=False)
            if self._noted(await self._with_pictures(payload, show)):
                return True
        return self._noted(await self._with_pictures(payload, partial(self._posted, payload)))

    async def over(self, card: Card) -> bool:
        """Show a card in the place of their own message that was pressed."""
        payload = render.message(card, self.means.words)
        if has_files(payload) or not self.at.is_theirs:
            return False
        if self.at.is_alone:
            told = {"replace_original": True}
            show = partial(self._responded, payload, told, twice=True)
        else:
            show = partial(self._updated, payload)
        return self._noted(await self._with_pictures(payload, show))

    async def whispers(self, card: Card) -> bool:
        """Show a card that stays nowhere, to them alone; False rather than anywhere else."""
        payload = render.message(card, self.means.words)
        return not has_files(payload) and await self._seen_alone(payload)

    async def at_home(self, card: Card) -> bool:
        """Show a card in their direct messages."""
        return self._noted(await self.means.fall_back(self.at.team, self.at.user, card))

    async def _sent_home(self, card: Card) -> bool:
        """Put up a card with a file, which only direct messages take, and say where it is."""
        if not await self.at_home(card):
            return False
        words = self.means.words
        note = apologies.plain(words, words.in_direct)
        if self.at.window or self.at.scene in (Scene.HOME, Scene.NOWHERE):
            await self.opens_card(note)
        elif self.at.scene is Scene.CHANNEL:
            await self._in_place(render.message(note, words))
        return True

    async def _in_place(self, payload: Payload) -> bool:
        at = self.at
        if at.scene is Scene.DIRECT:
            return await self._with_pictures(payload, partial(self._posted, payload))
        if at.scene is not Scene.CHANNEL:
            return False
        return await self._seen_alone(payload)

    async def _seen_alone(self, payload: Payload) -> bool:
        at = self.at
        if at.response_url:
            told = {"response_type": "ephemeral", "replace_original": False}
            show = partial(self._responded, payload, told, twice=False)
            if await self._with_pictures(payload, show):
                return True
        if at.scene is Scene.CHANNEL and spot.is_direct(at.channel):
            # Direct messages of others, which we are not in.
            return False
        return await self._with_pictures(payload, partial(self._whispered, payload))

    async def _posted(self, payload: Payload, blocks: list[Json]) -> Tried:
        call = partial(
            self.client.chat_postMessage,
            channel=self.at.channel,
            thread_ts=self.at.thread or None,
            text=payload.text,
            blocks=blocks,
            unfurl_links=False,
            unfurl_media=False,
        )
        return await attempts.make(call, self.means.pause, twice=False)

    async def _whispered(self, payload: Payload, blocks: list[Json]) -> Tried:
        call = partial(
            self.client.chat_postEphemeral,
            channel=self.at.channel,
            user=self.at.user,
            thread_ts=self.at.thread or None,
            text=payload.text,
            blocks=blocks,
        )
        return await attempts.make(call, self.means.pause, twice=False)

    async def _updated(self, payload: Payload, blocks: list[Json]) -> Tried:
        call = partial(
            self.client.chat_update,
            channel=self.at.channel,
            ts=self.at.message,
            text=payload.text,
            blocks=blocks,
        )
        return await attempts.make(call, self.means.pause, twice=True)

    async def _responded(
        self, payload: Payload, how: Json, blocks: list[Json], *, twice: bool
    ) -> Tried:
        thread = {"thread_ts": self.at.thread} if self.at.thread else {}
        body = {**how, **thread, **_QUIET, "text": payload.text, "blocks": blocks}
        call = partial(attempts.respond, self.client, self.at.response_url, body)
        return await attempts.make(call, self.means.pause, twice=twice)

    async def _with_pictures(
        self, payload: Payload, show: Callable[[list[Json]], Awaitable[Tried]]
    ) -> bool:
        async def judged(blocks: list[Json]) -> bool:
            tried = await show(blocks)
            if tried.wrong is not None and tried.wrong.trouble is Trouble.UNREADY:
                raise Declined(tried.wrong)
            return tried.worked

        return await self._placed(payload, judged)

    async def _placed(
        self, payload: Payload, judged: Callable[[list[Json]], Awaitable[bool]]
    ) -> bool:
        pictures = self.means.pictures
        if pictures is None or not payload.files:
            return await judged(payload.placed())
        try:
            return await pictures.shown(self.at.team, payload, judged)
        except (DeliveryProblem, Declined, Unclear, Mistake):
            # Words say the same, and are here at once.
            return await judged(payload.placed())

    # Modals

    async def opens(self, view: Json, *, notes: bool = True) -> Window | None:
        """Put a modal before them, or upon the one they are in; None where it cannot be had."""
        at = self.at
        if not at.trigger or (at.window and not at.has_room):
            return None
        way = self.client.views_push if at.window else self.client.views_open
        call = partial(way, trigger_id=at.trigger, view=self.rooted(view))
        tried = await attempts.make(call, self.means.pause, twice=False)
        made = spot.table(tried.told.get("view"))
        if not tried.worked:
            return None
        self.was_shown = self.was_shown or notes
        return Window(spot.text(made, "id"), spot.text(made, "hash"))

    async def fills(self, window: Window, view: Json) -> bool:
        """Show something else in a modal; False where it was closed, or shows something newer."""
        call = partial(
            self.client.views_update,
            view_id=window.id,
            hash=window.hash or None,
            view=self.rooted(view),
        )
        tried = await attempts.make(call, self.means.pause, twice=True)
        return self._noted(tried.worked)

    def drawn(self, card: Card) -> Json | None:
        """Draw a card as a modal, words for pictures; None for one with a file to be kept."""
        payload = render.message(card, self.means.words)
        return None if has_files(payload) else self._modal(payload.placed())

    def has_pictures(self, card: Card) -> bool:
        """Tell whether a card drawn as a modal has only the words of its pictures yet."""
        return bool(render.message(card, self.means.words).files)

    async def opens_card(self, card: Card) -> bool:
        """Put a card before them as a modal; its trigger does not wait, so its pictures follow."""
        view = self.drawn(card)
        window = await self.opens(view) if view is not None else None
        if window is None:
            return False
        if self.has_pictures(card):
            await self.fills_card(window, card)
        return True

    async def fills_card(self, window: Window, card: Card) -> bool:
        """Show a card in a modal, its pictures as well."""
        payload = render.message(card, self.means.words)
        if has_files(payload):
            return False

        async def judged(blocks: list[Json]) -> bool:
            return await self.fills(window, self._modal(blocks))

        return await self._placed(payload, judged)

    def rooted(self, view: Json) -> Json:
        """Write into a modal where all this began, so that what is sent from it is answered there.

        The same modal, shown anew, keeps its name.
        """
        nonce = spot.fresh_nonce()
        self.means.origins.keep(nonce, self.at.response_url)
        return {**view, "external_id": self.at.origin(nonce)}

    def _modal(self, blocks: list[Json]) -> Json:
        words = self.means.words
        return {
            "type": "modal",
            "callback_id": CARD,
            "title": markup.label(words.name, _LONGEST_TITLE),
            "close": markup.label(words.done, _LONGEST_TITLE),
            "blocks": blocks,
        }

    def _noted(self, shown: bool) -> bool:
        self.was_shown = self.was_shown or shown
        return shown


def has_files(payload: Payload) -> bool:
    """Tell whether a card brings a file that is to be kept, not only looked at."""
    return any(not file.alt for file in payload.files)
