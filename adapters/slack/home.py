"""People's home pages: published when they are opened, and again after whatever changes them.

The core makes the page anew each time, so that the last one published is always the right one.
Who has opened theirs is known in memory only: after a restart, from the next time on.
"""

import logging
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import attempts, inbound, render, spot
from adapters.slack.attempts import Pause, Tried
from adapters.slack.faults import Trouble
from adapters.slack.inbound import PLATFORM, Profiles
from adapters.slack.pictures import Pictures
from adapters.slack.requests import Declined, Mistake, Unclear
from adapters.slack.words import Words
from bot.answers import Replace, Say
from bot.errors import DeliveryProblem
from bot.events import Event, HomeOpened, Kind, Place
from bot.ports.platform import Handle
from bot.ui.card import Card

log = logging.getLogger(__name__)

TOGETHER_SECONDS = 0.5
"""What changes within this time is shown together."""

MOST_PAGES = 20_000

CONFLICT = "hash_conflict"

Json = dict[str, Any]


@dataclass(slots=True)
class Page:
    """What one person's page shows, and whether that is out of date."""

    title: str = ""
    hash: str = ""
    view: Json | None = None
    is_stale: bool = False
    is_busy: bool = False


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose page it is, and the client that speaks in their workspace."""

    client: AsyncWebClient
    team: str
    user: str


class Homes:
    """All pages that were opened since we started."""

    def __init__(
        self,
        handle: Handle,
        words: Words,
        people: Profiles,
        pause: Pause,
        pictures: Callable[[], Pictures | None],
    ) -> None:
        self._handle, self._words, self._people = handle, words, people
        self._pause, self._pictures = pause, pictures
        self._pages: OrderedDict[tuple[str, str], Page] = OrderedDict()

    async def opened(self, whose: Owner, key: str, hash_: str) -> None:
        """Publish the page of somebody who opens it; `hash_` is that of the one they see."""
        page = self._page(whose)
        # What they see may be another page than the one that we remember.
        page.hash, page.view = hash_, page.view if hash_ == page.hash else None
        page.is_stale = True
        await self._refresh(whose, page, key)

    async def changed(self, whose: Owner) -> None:
        """Publish a page again, if it was ever opened; whoever comes meanwhile need not wait."""
        page = self._pages.get((whose.team, whose.user))
        if page is None:
            return
        page.is_stale = True
        if not page.is_busy:
            await self._refresh(whose, page)

    async def is_page(self, whose: Owner, card: Card) -> bool:
        """Tell whether a card is somebody's page, by its title; no other card has that."""
        page = self._page(whose)
        if not page.title:
            page.is_stale = True
            await self._refresh(whose, page)
        return card.title == page.title

    async def shown(self, whose: Owner, card: Card) -> bool:
        """Show a card as somebody's page, until that changes."""
        return await self._published(whose, self._page(whose), card)

    def _page(self, whose: Owner) -> Page:
        page = self._pages.setdefault((whose.team, whose.user), Page())
        self._pages.move_to_end((whose.team, whose.user))
        if len(self._pages) > MOST_PAGES:
            self._pages.popitem(last=False)
        return page

    async def _refresh(self, whose: Owner, page: Page, key: str = "") -> None:
        if page.is_busy:
            return
        page.is_busy = True
        try:
            while page.is_stale:
                if not key:
                    await self._pause(TOGETHER_SECONDS)
                page.is_stale = False
                await self._made(whose, page, key)
                key = ""
        finally:
            page.is_busy = False

    async def _made(self, whose: Owner, page: Page, key: str) -> None:
        known = await self._people.profile(whose.team, whose.user)
        actor = inbound.actor(whose.team, whose.user, known)
        place = Place(PLATFORM, whose.team, "", Kind.HOME)
        named = key or f"{PLATFORM}:home:{whose.user}:{spot.fresh_nonce()}"
        answer = await self._handle(Event(named, actor, place, HomeOpened(again=not key)))
        if isinstance(answer, Say | Replace):
            await self._published(whose, page, answer.card)

    async def _published(self, whose: Owner, page: Page, card: Card) -> bool:
        payload = render.message(card, self._words)

        async def judged(blocks: list[Json]) -> bool:
            return await self._put(whose, page, {"type": "home", "blocks": blocks})

        pictures = self._pictures()
        if pictures is None or not payload.files:
            done = await judged(payload.placed())
        else:
            try:
                done = await pictures.shown(whose.team, payload, judged)
            except (DeliveryProblem, Declined, Unclear, Mistake):
                done = await judged(payload.placed())
        if done:
            page.title = card.title
        return done

    async def _put(self, whose: Owner, page: Page, view: Json) -> bool:
        if view == page.view:
            return True
        tried = await self._publish(whose, view, page.hash)
        if tried.wrong is not None and tried.wrong.name.startswith(CONFLICT):
            # Another page came between; ours was made last, and is the right one.
            tried = await self._publish(whose, view, "")
        if tried.wrong is not None:
            page.hash, page.view = "", None
            if tried.wrong.trouble is Trouble.UNREADY:
                raise Declined(tried.wrong)
            log.warning("a home page was not published: %s", tried.wrong.name)
            return False
        page.view = view
        page.hash = spot.text(spot.table(tried.told.get("view")), "hash")
        return True

    async def _publish(self, whose: Owner, view: Json, hash_: str) -> Tried:
        call = partial(
            whose.client.views_publish, user_id=whose.user, view=view, hash=hash_ or None
        )
        return await attempts.make(call, self._pause, twice=True)
