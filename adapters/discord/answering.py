"""What comes in through Discord, brought to the core and answered in time, whatever goes wrong."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import discord

from adapters.discord import apologies, completion, envelopes, forms, ids, inbound, render
from adapters.discord.apologies import reference
from adapters.discord.attempts import Pause
from adapters.discord.envelopes import Envelope, Envelopes
from adapters.discord.ids import Id, Kind
from adapters.discord.missed import Missed
from adapters.discord.recent import Recent
from adapters.discord.replies import FallBack, Reply
from adapters.discord.spoken import Spoken
from adapters.discord.words import Words
from adapters.patience import BUDGET_SECONDS, answer_within
from bot.answers import Answer, Say
from bot.commands import Command
from bot.events import Deed, Event, Submitted
from bot.ports.platform import Handle
from bot.ui.card import Card, Confirm

log = logging.getLogger(__name__)

UNREADABLE = "0.unreadable"
"""An action that the core does not know, and answers as one that is out of date."""

MOST_HEARD = 1_000
"""How many interactions are remembered, to answer none twice: more than come in a minute."""

Question = Callable[[str], Confirm | None]
"""Returns what is asked before a press of this packed action counts, if anything is."""

Interaction = discord.Interaction[Any]


@dataclass(slots=True)
class Answering:
    """Hears interactions and messages; each is answered in a task of its own, by whoever calls."""

    handle: Handle
    commands: Sequence[Command]
    words: Words
    question: Question
    recent: Recent
    fall_back: FallBack
    pause: Pause = asyncio.sleep
    _envelopes: Envelopes = field(init=False)
    _spoken: Spoken = field(init=False)
    _missed: Missed = field(init=False)
    _heard: OrderedDict[int, None] = field(default_factory=OrderedDict)

    def __post_init__(self) -> None:
        self._envelopes = Envelopes(self.recent.now)
        self._missed = Missed(self.recent.now)
        self._spoken = Spoken(self.words, self._envelopes, self.fall_back, self.pause)

    async def on_interaction(self, interaction: Interaction) -> None:
        """Answer an interaction; only what cannot be answered at all is raised."""
        if self._is_told_again(interaction.id):
            return
        reply, key = self._reply(interaction), inbound.key(interaction)
        problem = await _problem(asyncio.ensure_future(self._meet(interaction, reply)))
        if problem is not None:
            sorry = self._failed(key, problem, inbound.written(interaction))
            # Whoever is only typing has asked for nothing yet.
            if interaction.type is not discord.InteractionType.autocomplete:
                is_done = interaction.response.is_done()
                await (reply.follow_up(sorry) if is_done else reply.answer(sorry))
        if reply.was_shown:
            self.recent.note(interaction)

    async def on_message(self, message: discord.Message, me: discord.ClientUser) -> None:
        """Answer a message, if it was said to the bot."""
        event = inbound.said(message, me)
        if event is None:
            return
        work = asyncio.ensure_future(self._work(event))
        problem = await _problem(work)
        answer = work.result() if problem is None else self._failed(event.key, problem)
        await self._spoken.answer(message, answer)

    async def _meet(self, interaction: Interaction, reply: Reply) -> None:
        match interaction.type:
            case discord.InteractionType.autocomplete:
                await completion.complete(interaction, self.commands)
            case discord.InteractionType.application_command:
                await self._use(interaction, reply)
            case discord.InteractionType.component:
                await self._press(interaction, reply)
            case discord.InteractionType.modal_submit:
                await self._submit(interaction, reply)
            case other:
                log.info(
                    "interaction %s is of kind %s, which we have none of", interaction.id, other
                )

    async def _use(self, interaction: Interaction, reply: Reply) -> None:
        command = completion.called(interaction, self.commands)
        if command is None:
            log.info("interaction %s uses a command that we do not offer", interaction.id)
            await reply.settle_apart(self._say(self.words.command_gone))
        else:
            await self._bring(interaction, reply, inbound.used(interaction, command.action))

    async def _press(self, interaction: Interaction, reply: Reply) -> None:
        custom_id = str(_data(interaction).get("custom_id", ""))
        match envelopes.read(custom_id) or ids.read(custom_id):
            case Envelope() as envelope:
                await reply.settle_apart(self._opened(interaction, envelope))
            case Id(Kind.UNSURE):
                await reply.settle(self._say(self.words.left))
            case Id(Kind.PRESS, packed) if (asked := self.question(packed)) is not None:
                await reply.ask(render.confirm(asked, packed, self.words))
            case Id(Kind.PRESS | Kind.SURE as kind, packed):
                reply.is_sure = kind is Kind.SURE
                await self._bring(interaction, reply, inbound.pressed(interaction, packed))
            case _:
                log.info("interaction %s has a custom id that is not ours", interaction.id)
                await self._bring(interaction, reply, inbound.pressed(interaction, UNREADABLE))

    async def _submit(self, interaction: Interaction, reply: Reply) -> None:
        sent = forms.read(_data(interaction))
        if sent is None:
            log.info("interaction %s sends a form that is not ours", interaction.id)
            written = inbound.written(interaction)
            await reply.settle_apart(apologies.form_gone(self.words, written))
        else:
            reply.typed = sent.values
            await self._take(interaction, reply, Submitted(sent.packed, sent.values))

    async def _take(self, interaction: Interaction, reply: Reply, sent: Submitted) -> None:
        """Bring a form to the core, but one that only came for its answer once more."""
        user = inbound.user(interaction)
        unseen = self._missed.find(user, sent)
        if unseen is None:
            await self._bring(interaction, reply, sent)
        else:
            log.info("interaction %s sends a form again whose answer was not seen", interaction.id)
            await reply.answer(unseen)
        if reply.was_shown:
            self._missed.forget(user, sent)

    async def _bring(self, interaction: Interaction, reply: Reply, doing: Deed) -> None:
        """Bring what was done to the core, and its answer back."""
        event = inbound.event(interaction, doing)
        if event is None:
            log.warning("interaction %s does not say who it is from", interaction.id)
            await reply.settle_apart(self._say(self.words.nobody))
            return
        await answer_within(
            BUDGET_SECONDS,
            self._work(event),
            reply.promise,
            reply.follow_up,
            answer=reply.answer,
            failed=lambda problem: self._failed(event.key, problem, inbound.written(interaction)),
            pause=self._wait,
        )

    def _is_told_again(self, id_: int) -> bool:
        """Tell whether an interaction is in hand already: a second answer would race the first.

        After a restart it is the core that knows.
        """
        if id_ in self._heard:
            log.info("interaction %s is told again", id_)
            return True
        self._heard[id_] = None
        if len(self._heard) > MOST_HEARD:
            self._heard.popitem(last=False)
        return False

    def _opened(self, interaction: Interaction, envelope: Envelope) -> Card:
        if inbound.user(interaction) != envelope.user:
            return self._say(self.words.sealed_for_another)
        return self._envelopes.open(envelope) or self._say(self.words.sealed_gone)

    def _reply(self, interaction: Interaction) -> Reply:
        return Reply(interaction, self.words, self.fall_back, self.pause)

    def _failed(self, key: str, problem: BaseException, written: Sequence[str] = ()) -> Answer:
        log.error("event %s failed, reference %s", key, reference(key), exc_info=problem)
        return Say(apologies.failure(key, self.words, written))

    def _say(self, text: str) -> Card:
        return apologies.plain(self.words, text)

    async def _work(self, event: Event) -> Answer:
        answer = await self.handle(event)
        if isinstance(event.doing, Submitted):
            self._missed.keep(event.actor.user, event.doing, answer)
        return answer

    async def _wait(self, seconds: float) -> None:
        await self.pause(seconds)


def _data(interaction: Interaction) -> Mapping[str, Any]:
    return interaction.data if isinstance(interaction.data, Mapping) else {}


async def _problem(task: asyncio.Task[Any]) -> BaseException | None:
    """Wait for a task, and return what it raised: whatever was not foreseen ends here."""
    try:
        await asyncio.wait({task})
    finally:
        task.cancel()
    return task.exception()
