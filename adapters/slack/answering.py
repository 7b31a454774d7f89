"""What comes in through Slack, brought to the core and answered in time, whatever goes wrong.

Presses, commands and shortcuts are acknowledged at once, forms that were sent within two seconds,
since their acknowledgement is the answer.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from adapters.patience import BUDGET_SECONDS, answer_within
from adapters.slack import apologies, attempts, forms, ids, inbound, sendings, spot
from adapters.slack.attempts import Pause
from adapters.slack.direct import Direct
from adapters.slack.happenings import Happenings
from adapters.slack.home import Homes, Owner
from adapters.slack.inbound import Profiles
from adapters.slack.means import FallBack, Means, Origins
from adapters.slack.pictures import Pictures
from adapters.slack.prompts import May, Prompts, may_not
from adapters.slack.recent import Recent
from adapters.slack.replies import Reply
from adapters.slack.screen import Screen
from adapters.slack.seen import Seen
from adapters.slack.sendings import Sending
from adapters.slack.spot import Spot, table, text
from adapters.slack.words import Words
from bot.answers import EVERYONE_HERE, ONLY_YOU, Answer, Say
from bot.commands import Command
from bot.events import Deed, Event, Said, Submitted
from bot.ports.pages import Pages
from bot.ports.platform import Handle

log = logging.getLogger(__name__)

Json = Mapping[str, Any]


async def _nobody_else(team: str, enterprise: str) -> None:
    """Tell nobody else that a workspace took us out."""


@dataclass(slots=True)
class Answering:
    """Hears whatever people do; each deed is answered in the task of whoever calls.

    `people` knows profiles; `ended` is told of a workspace, and its organisation, that took us
    out; `may` whether our token for a workspace has a scope that is not needed; `pages` knows
    who has opened their home page.
    """

    handle: Handle
    commands: Sequence[Command]
    words: Words
    recent: Recent
    fall_back: FallBack
    people: Profiles
    pause: Pause = asyncio.sleep
    pictures: Pictures | None = None
    ended: Callable[[str, str], Awaitable[None]] = _nobody_else
    may: May = may_not
    pages: Pages | None = None
    homes: Homes = field(init=False)
    _means: Means = field(init=False)
    _seen: Seen = field(init=False)
    _direct: Direct = field(init=False)
    _sendings: dict[str, Sending] = field(default_factory=dict)
    _happenings: Happenings = field(init=False)

    def __post_init__(self) -> None:
        origins, self._seen = Origins(self.recent.now), Seen(self.recent.now)
        self._means = Means(self.words, origins, self.fall_back, self._wait, self.pictures)
        self._direct = Direct(self._wait)
        self.homes = Homes(
            self.handle, self.words, self.people, self._wait, lambda: self.pictures, self.pages
        )
        self._happenings = Happenings(
            self.handle,
            self.commands,
            self._means,
            self.people,
            self.homes,
            self._direct,
            self.recent,
            self.ended,
            Prompts(self.words, self.may, self.recent.now, self._wait),
        )

    async def on_command(self, ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        """Answer a slash command: a command of ours, or words said to us alone."""
        await ack()
        team, user, channel = inbound.team(body), inbound.user(body), text(body, "channel_id")
        is_direct = await self._direct.is_ours(client, team, user, channel)
        at = spot.of_command(team, body, is_direct=is_direct)
        doing, key = inbound.used(body, self.commands), inbound.key_of_command(body)
        await self._once(key, self._reply(at, client, key), partial(self._bring, doing))

    async def on_action(self, ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        """Answer a press or a pick."""
        await ack()
        actions = body.get("actions")
        action = table(actions[0] if isinstance(actions, list) and actions else None)
        if ids.is_link(text(action, "action_id")):
            return
        key, at = inbound.key_of_press(body, action), self._spot(body)
        if at.scene is spot.Scene.DIRECT and not at.window:
            self._direct.note(at.team, at.user, at.channel)
        doing = inbound.pressed(action)
        await self._once(key, self._reply(at, client, key), partial(self._bring, doing))

    async def on_shortcut(self, ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        """Answer a shortcut, used anywhere or on a message."""
        await ack()
        key, at = inbound.key_of_command(body), self._spot(body)
        reply = self._reply(at, client, key)
        doing = inbound.called(body, self.commands)
        if doing is None:
            log.info("event %s is a shortcut that we do not offer", key)
            gone = Say(apologies.plain(self.words, self.words.command_gone))
            await self._once(key, reply, partial(self._tell, gone))
        else:
            await self._once(key, reply, partial(self._bring, doing))

    async def on_view(self, ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        """Answer a form that was sent."""
        at, view, key = self._spot(body), table(body.get("view")), inbound.key_of_form(body)
        if (same := self._sendings.get(key)) is not None and not same.is_open:
            # Pressed twice: what becomes of the form is what becomes of it the first time.
            await ack(await same.acknowledgement() or "")
            return
        sent = forms.read(view)
        reply = self._reply(sendings.opened_at(at), client, key)
        reply.typed = sent.values if sent else {}
        sending = self._sendings[key] = Sending(at, view, reply, ack)
        try:
            if sent is None:
                log.info("event %s sends a form that is not ours", key)
                gone = Say(apologies.form_gone(self.words, inbound.written(view)))
                await sending.answer(gone)
            else:
                doing = Submitted(sent.packed, sent.values)
                do = partial(self._bring_form, doing, sending)
                await self._once(key, reply, do, partial(self._own_up, sending))
        finally:
            await sending.close()
            if self._sendings.get(key) is sending:
                del self._sendings[key]

    async def on_closed(self, ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        """Take note of a closed form: what was typed into it was never ours."""
        await ack()

    async def on_event(self, body: Json, client: AsyncWebClient) -> None:
        """Answer whatever comes as an event; what means nothing to us is left alone."""
        key = inbound.key_of_event(body)
        await self._seen.once(key, partial(self._happenings.hear, key, body, client))

    async def _once(
        self,
        key: str,
        reply: Reply,
        do: Callable[[Reply], Coroutine[Any, Any, bool]],
        own_up: Callable[[Answer], Awaitable[None]] | None = None,
    ) -> None:
        """Answer what came, once; whatever was not foreseen is owned up to."""

        async def done() -> bool:
            problem, is_good = await attempts.outcome(do(reply))
            if problem is not None:
                await (own_up or reply.answer)(self._failed(key, problem))
            return is_good is True

        if not await self._seen.once(key, done):
            log.info("event %s came again", key)
            return
        at = reply.screen.at
        if reply.screen.was_shown:
            self.recent.note(reply.screen)
        owner = Owner(reply.screen.client, at.team, at.user)
        await (self.homes.finished if reply.is_page_shown else self.homes.changed)(owner)

    async def _bring(self, doing: Deed, reply: Reply) -> bool:
        """Bring what was done to the core, and its answer back."""
        if not reply.screen.at.user:
            log.warning("event %s does not say who it is from", reply.key)
            return False
        failures: list[BaseException] = []

        def failed(problem: BaseException) -> Answer:
            failures.append(problem)
            return self._failed(reply.key, problem)

        await answer_within(
            BUDGET_SECONDS,
            self._work(reply.screen.at, doing, reply.key),
            reply.promise,
            reply.answer,
            answer=reply.answer,
            failed=failed,
            pause=self._wait,
        )
        return not failures

    async def _bring_form(self, doing: Submitted, sending: Sending, reply: Reply) -> bool:
        """Bring a form to the core; while it can be kept open, no fault of ours costs its words."""
        if not reply.screen.at.user:
            log.warning("event %s does not say who it is from", reply.key)
            return not await sending.keep_open(self.words.nobody)
        good: list[bool] = []

        async def in_time(answer: Answer | BaseException) -> None:
            good.append(not isinstance(answer, BaseException))
            if not isinstance(answer, BaseException):
                await sending.answer(answer)
            else:
                await self._own_up(sending, self._apology(reply.key, sending))

        async def late(answer: Answer | BaseException) -> None:
            good.append(not isinstance(answer, BaseException))
            if isinstance(answer, BaseException):
                answer = self._apology(reply.key, sending)
            await sending.follow_up(answer)

        def failed(problem: BaseException) -> Answer | BaseException:
            self._failed(reply.key, problem)
            return problem

        await answer_within(
            BUDGET_SECONDS,
            self._form_work(reply, doing),
            sending.promise,
            late,
            answer=in_time,
            failed=failed,
            pause=self._wait,
        )
        return good == [True] and not sending.is_open

    async def _own_up(self, sending: Sending, failed: Answer) -> None:
        """Keep a form open if that can still be done, or else give back what was typed."""
        key = sending.reply.key
        if sending.is_acknowledged:
            await sending.follow_up(self._apology(key, sending))
        elif not await sending.keep_open(apologies.sentence(key, self.words)):
            await sending.answer(self._apology(key, sending))

    async def _form_work(self, reply: Reply, doing: Deed) -> Answer | BaseException:
        return await self._work(reply.screen.at, doing, reply.key)

    async def _work(self, at: Spot, doing: Deed, key: str) -> Answer:
        known = await self.people.profile(at.team, at.user)
        await self.homes.met(at.team, at.user)
        actor = inbound.actor(at.team, at.user, known)
        answer = await self.handle(Event(key, actor, inbound.place(at), doing))
        if isinstance(doing, Said) and isinstance(answer, Say) and answer.audience is EVERYONE_HERE:
            # Words behind a command were seen by nobody else, and neither is what they get.
            return Say(answer.card, ONLY_YOU, answer.aside)
        return answer

    async def _tell(self, answer: Answer, reply: Reply) -> bool:
        await reply.answer(answer)
        return True

    def _apology(self, key: str, sending: Sending) -> Answer:
        return Say(apologies.failure(key, self.words, inbound.written(sending.view)))

    def _failed(self, key: str, problem: BaseException) -> Answer:
        reference = apologies.reference(key)
        log.error("event %s failed, reference %s", key, reference, exc_info=problem)
        return Say(apologies.failure(key, self.words))

    def _spot(self, body: Json) -> Spot:
        at = spot.of_interaction(inbound.team(body), inbound.user(body), body)
        if at.window and at.nonce:
            return at.reached_by(self._means.origins.url(at.nonce))
        return at

    def _reply(self, at: Spot, client: AsyncWebClient, key: str) -> Reply:
        owner = Owner(client, at.team, at.user)
        is_page, as_page = partial(self.homes.is_page, owner), partial(self.homes.shown, owner)
        return Reply(Screen(at, client, self._means), is_page, as_page, key)

    async def _wait(self, seconds: float) -> None:
        await self.pause(seconds)
