"""What Slack tells as events: words said to us, tabs opened, profiles changed, workspaces gone."""

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import apologies, attempts, inbound, spot
from adapters.slack.direct import Direct
from adapters.slack.home import Homes, Owner
from adapters.slack.inbound import PLATFORM, Profiles
from adapters.slack.means import Means
from adapters.slack.prompts import Prompts
from adapters.slack.recent import Recent
from adapters.slack.screen import Screen
from adapters.slack.spoken import Spoken
from adapters.slack.spot import Scene, Spot, table, text
from bot.answers import Answer, Say
from bot.commands import Command, Kind
from bot.events import (
    Actor,
    Coming,
    CommandUsed,
    Deed,
    Event,
    Joined,
    Left,
    Place,
    Removed,
    Said,
)
from bot.events import Kind as PlaceKind
from bot.ports.platform import Handle

log = logging.getLogger(__name__)

GREETINGS = ("about", "help")
"""The commands that introduce us; the first of them that there is."""

Json = Mapping[str, Any]


@dataclass(slots=True)
class Happenings:
    """Hears events; each comes in here once."""

    handle: Handle
    commands: Sequence[Command]
    means: Means
    people: Profiles
    homes: Homes
    direct: Direct
    recent: Recent
    ended: Callable[[str, str], Awaitable[None]]
    prompts: Prompts
    _greeted: set[tuple[str, str]] = field(default_factory=set)

    async def hear(self, key: str, body: Json, client: AsyncWebClient) -> bool:
        """Take in an event; tells whether it came to a good end."""
        event, team = table(body.get("event")), inbound.team(body)
        match text(event, "type"):
            case "message":
                return await self._message(key, team, event, client)
            case "app_mention":
                return await self._mention(key, team, body, client)
            case "app_home_opened":
                return await self._opened(key, team, event, client)
            case "user_change":
                return await self._changed(key, team, table(event.get("user")))
            case "dnd_updated_user":
                self.people.quiet_changed(team, text(event, "user"))
                return True
            case "app_uninstalled":
                return await self._removed(key, team, body)
            case "tokens_revoked" if table(event.get("tokens")).get("bot"):
                return await self._removed(key, team, body)
            case _:
                # Whoever leaves a channel has not left the workspace, and keeps what they have:
                # who comes to one or leaves one is not even asked for.
                return True

    # Words

    async def _message(self, key: str, team: str, event: Json, client: AsyncWebClient) -> bool:
        user, channel = text(event, "user"), text(event, "channel")
        if not spot.is_direct(channel) or not inbound.is_speech(event):
            return True
        self.direct.note(team, user, channel)
        at = Spot(team, user, Scene.DIRECT, channel, text(event, "thread_ts"))
        said = Said(inbound.spoken(text(event, "text")))
        return await self._answered(key, Screen(at, client, self.means), said)

    async def _mention(self, key: str, team: str, body: Json, client: AsyncWebClient) -> bool:
        event = table(body.get("event"))
        user, channel = text(event, "user"), text(event, "channel")
        # In direct messages it is told as a message, too; what was edited was heard before.
        if spot.is_direct(channel) or event.get("edited") or not inbound.is_speech(event):
            return True
        at = Spot(team, user, Scene.CHANNEL, channel, text(event, "thread_ts"))
        said = Said(inbound.spoken(text(event, "text"), _me(body)))
        screen = Screen(at, client, self.means)
        return await self._answered(key, screen, said, text(event, "ts"))

    async def _answered(self, key: str, screen: Screen, doing: Deed, ts: str = "") -> bool:
        """Bring words to the core, and its answer back; `ts` is the message that others saw."""
        problem, answer = await self._asked(key, screen, doing)
        await Spoken(screen, key, ts).answer(answer)
        if screen.was_shown:
            self.recent.note(screen)
        await self.homes.changed(Owner(screen.client, screen.at.team, screen.at.user))
        return problem is None

    async def _asked(
        self, key: str, screen: Screen, doing: Deed
    ) -> tuple[BaseException | None, Answer]:
        at, words = screen.at, self.means.words

        async def ask() -> Answer:
            actor = await self._actor(at.team, at.user)
            return await self.handle(Event(key, actor, inbound.place(at), doing))

        problem, answer = await attempts.outcome(ask())
        if answer is not None:
            return None, answer
        reference = apologies.reference(key)
        log.error("event %s failed, reference %s", key, reference, exc_info=problem)
        return problem, Say(apologies.failure(key, words))

    # Tabs

    async def _opened(self, key: str, team: str, event: Json, client: AsyncWebClient) -> bool:
        user, channel = text(event, "user"), text(event, "channel")
        self.direct.note(team, user, channel)
        if text(event, "tab") == "home":
            view = table(event.get("view"))
            await self.homes.opened(Owner(client, team, user), key, text(view, "hash"))
        elif text(event, "tab") == "messages":
            at = Spot(team, user, Scene.DIRECT, channel)
            await self.prompts.offer(client, team, channel)
            await self._greet(Screen(at, client, self.means))
        return True

    async def _greet(self, screen: Screen) -> None:
        """Say who we are to whoever looks into messages in which nothing was ever said."""
        at, whose = screen.at, (screen.at.team, screen.at.user)
        if whose in self._greeted or not at.channel:
            return
        self._greeted.add(whose)
        call = partial(screen.client.conversations_history, channel=at.channel, limit=1)
        tried = await attempts.make(call, self.means.pause, twice=True)
        action = _greeting(self.commands)
        if not tried.worked or tried.told.get("messages") or action is None:
            return
        # The core answers what it has heard before with nothing: two of us greet once.
        key = f"{PLATFORM}:greeted:{at.team}:{at.user}"
        await self._answered(key, screen, CommandUsed(action))

    # People and workspaces

    async def _changed(self, key: str, team: str, told: Json) -> bool:
        user = text(told, "id")
        if not user or told.get("is_bot"):
            return True
        known = self.people.heard(team, told)
        await self._noted(key, team, user, Left() if known.is_gone else Joined())
        return True

    async def _removed(self, key: str, team: str, body: Json) -> bool:
        # Uninstalling revokes the tokens as well: both tell of one removal.
        place = Place(PLATFORM, team, "", PlaceKind.CHANNEL)
        actor = replace(inbound.nobody(), space=team)
        try:
            await self.handle(Event(key, actor, place, Removed()))
        finally:
            await self.ended(team, inbound.enterprise(body))
        return True

    async def _noted(self, key: str, team: str, user: str, doing: Coming) -> None:
        place = Place(PLATFORM, team, "", PlaceKind.CHANNEL)
        await self.handle(Event(key, await self._actor(team, user), place, doing))

    async def _actor(self, team: str, user: str) -> Actor:
        return inbound.actor(team, user, await self.people.profile(team, user))


def _greeting(commands: Sequence[Command]) -> str | None:
    named = {each.name: each.action for each in commands if each.kind is Kind.WORD}
    return next((named[name] for name in GREETINGS if name in named), None)


def _me(body: Json) -> str:
    """Return as whom we were told this."""
    told = body.get("authorizations")
    first = told[0] if isinstance(told, list) and told else None
    return text(table(first), "user_id")
