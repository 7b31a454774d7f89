"""People's home pages: published when they are opened, and again after whatever changes them.

The core makes the page anew each time, so that the last one published is always the right one.
Who has opened theirs is written down, so that it is kept right after a restart, too. A picture
that is not there yet holds nothing up: its words are shown until it is.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import attempts, inbound, render, spot
from adapters.slack.album import Album
from adapters.slack.attempts import Pause, Tried
from adapters.slack.faults import Trouble
from adapters.slack.inbound import PLATFORM, Profiles
from adapters.slack.pictures import Pictures
from adapters.slack.render import Payload
from adapters.slack.requests import Declined
from adapters.slack.words import Words
from bot.answers import Replace, Say
from bot.errors import StoreProblem
from bot.events import Event, HomeOpened, Kind, Place
from bot.ports.pages import Pages
from bot.ports.platform import Handle
from bot.ui.card import Card

log = logging.getLogger(__name__)

TOGETHER_SECONDS = 0.5
"""What changes within this time is shown together."""

LOOKS = (0.5, 1.0, 2.0)
"""Seconds for which Slack is given time to look at a new picture; nobody waits for it."""

MOST_PAGES = 20_000

CONFLICT = "hash_conflict"

Json = dict[str, Any]


@dataclass(slots=True)
class Page:
    """What one person's page shows, and whether that is out of date.

    `unfinished` is what was published without all of its pictures; `number` counts what is made.
    """

    is_open: bool = False
    title: str = ""
    hash: str = ""
    view: Json | None = None
    is_stale: bool = False
    is_busy: bool = False
    number: int = 0
    album: Album = field(default_factory=Album)
    noted: tuple[str, ...] = ()
    unfinished: Payload | None = None
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose page it is, and the client that speaks in their workspace."""

    client: AsyncWebClient
    team: str
    user: str


class Homes:
    """All pages that were ever opened, as far as `pages` knows of them."""

    def __init__(
        self,
        handle: Handle,
        words: Words,
        people: Profiles,
        pause: Pause,
        pictures: Callable[[], Pictures | None],
        pages: Pages | None = None,
    ) -> None:
        self._handle, self._words, self._people = handle, words, people
        self._pause, self._pictures, self._known = pause, pictures, pages
        self._pages: OrderedDict[tuple[str, str], Page] = OrderedDict()

    async def opened(self, whose: Owner, key: str, hash_: str) -> None:
        """Publish the page of somebody who opens it; `hash_` is that of the one they see."""
        page = await self._page(whose.team, whose.user)
        page.is_open = True
        # What they see may be another page than the one that we remember.
        page.hash, page.view = hash_, page.view if hash_ == page.hash else None
        page.is_stale = True
        await self._refresh(whose, page, key)

    async def met(self, team: str, user: str) -> None:
        """Look whether somebody has a page, before they do anything: they may erase it all."""
        await self._page(team, user)

    async def changed(self, whose: Owner) -> None:
        """Publish a page again, if it was ever opened; whoever comes meanwhile need not wait."""
        page = await self._page(whose.team, whose.user)
        if not page.is_open:
            return
        page.is_stale = True
        if not page.is_busy:
            await self._refresh(whose, page)

    async def finished(self, whose: Owner) -> None:
        """Give a page that was shown as an answer the pictures that it lacks."""
        await self._finish(whose, await self._page(whose.team, whose.user))

    async def is_page(self, whose: Owner, card: Card) -> bool:
        """Tell whether a card is somebody's page, by its title; no other card has that."""
        page = await self._page(whose.team, whose.user)
        page.is_open = True
        if not page.title:
            page.is_stale = True
            await self._refresh(whose, page)
        return card.title == page.title

    async def shown(self, whose: Owner, card: Card) -> bool:
        """Show a card as somebody's page, until that changes."""
        return await self._published(whose, await self._page(whose.team, whose.user), card)

    async def _page(self, team: str, user: str) -> Page:
        page = self._pages.get((team, user))
        if page is None:
            notes = await self._noted(team, user)
            found = Page(notes is not None, album=Album.noted(notes or ()), noted=notes or ())
            page = self._pages.setdefault((team, user), found)
        self._pages.move_to_end((team, user))
        if len(self._pages) > MOST_PAGES:
            self._pages.popitem(last=False)
        return page

    async def _noted(self, team: str, user: str) -> tuple[str, ...] | None:
        try:
            return await self._known.find(PLATFORM, team, user) if self._known else None
        except StoreProblem as problem:
            log.warning("nobody knows who has a page: %s", problem)
            return None

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
        await self._finish(whose, page)

    async def _made(self, whose: Owner, page: Page, key: str) -> None:
        known = await self._people.profile(whose.team, whose.user)
        actor = inbound.actor(whose.team, whose.user, known)
        place = Place(PLATFORM, whose.team, "", Kind.HOME)
        named = key or f"{PLATFORM}:home:{whose.user}:{spot.fresh_nonce()}"
        answer = await self._handle(Event(named, actor, place, HomeOpened(again=not key)))
        if isinstance(answer, Say | Replace):
            await self._published(whose, page, answer.card)

    async def _published(self, whose: Owner, page: Page, card: Card) -> bool:
        payload, pictures = render.message(card, self._words), self._pictures()
        page.number += 1
        page.unfinished = None
        if pictures is not None:
            await page.album.hang(pictures, whose.team, payload, self._pause)
        async with page.turn:
            done = await self._shown(whose, page, payload)
        if done:
            page.title, page.unfinished = card.title, payload
        return done

    async def _shown(self, whose: Owner, page: Page, payload: Payload) -> bool:
        """Show a page with the pictures that are there, or else without any."""
        try:
            return await self._put(whose, page, _view(payload, page.album.ids(whose.team, payload)))
        except Declined:
            return await self._put(whose, page, _view(payload))

    async def _finish(self, whose: Owner, page: Page) -> None:
        """Show the pictures that a page was published without, and let go of the old ones."""
        pictures, payload, number = self._pictures(), page.unfinished, page.number
        if pictures is None or payload is None:
            return
        page.unfinished = None
        await page.album.hang(pictures, whose.team, payload)
        for pause in (*LOOKS, None):
            async with page.turn:
                if page.number != number:
                    return
                try:
                    await self._put(
                        whose, page, _view(payload, page.album.ids(whose.team, payload))
                    )
                    break
                except Declined:
                    log.info("a picture of a page is not ready yet")
            if pause is None:
                page.album.forget(whose.team, payload)
            else:
                await self._pause(pause)
        await page.album.tidy(pictures, whose.team, payload)
        await self._note(whose, page)

    async def _note(self, whose: Owner, page: Page) -> None:
        """Write down which pictures stand there, so that they can be deleted after a restart."""
        notes = page.album.notes()
        if self._known is None or notes == page.noted:
            return
        try:
            await self._known.keep(PLATFORM, whose.team, whose.user, notes)
            page.noted = notes
        except StoreProblem as problem:
            log.warning("the pictures of a page could not be written down: %s", problem)

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


def _view(payload: Payload, uploaded: Mapping[str, str] = MappingProxyType({})) -> Json:
    return {"type": "home", "blocks": payload.placed(uploaded)}
