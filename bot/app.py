"""One event in, one answer out, inside one transaction; and letters composed when they are due."""

import hashlib
import logging
import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol, assert_never

from bot.answers import Answer, Ask, Composed, Correct, Letter, Nothing, Outcome, Say, Skip
from bot.errors import Refusal, StaleAction
from bot.domain.person import Person
from bot.events import (
    CommandUsed,
    Event,
    HomeOpened,
    Joined,
    Left,
    Pressed,
    Removed,
    Said,
    Submitted,
)
from bot.handlers import arrival, talk
from bot.ports.content import Content
from bot.ports.context import Composing, Context, Surroundings
from bot.ports.store import Store, Tx
from bot.routes import COMPOSERS, FALLING_DUE, HANDLERS
from bot.texts import Texts
from bot.ui import action, limits, markup
from bot.ui.action import Action
from bot.ui.form import Correction, Value
from bot.understanding.heard import Facts, Understanding
from bot.views import plain

log = logging.getLogger(__name__)

TYPED_LIMIT = 20_000
"""Characters of one field that are kept for the person to shorten; the rest is cut off."""


class Clock(Protocol):
    """Says what time it is."""

    def now(self) -> datetime:
        """Return the present instant, UTC."""
        ...


@dataclass(frozen=True, slots=True)
class Defaults:
    """What the operator set for people of whom nothing is known yet."""

    zone: str = "UTC"
    country: str | None = None


@dataclass(slots=True)
class App:
    """The core: everything it needs is handed in, and it sends nothing itself."""

    store: Store
    texts: Texts
    content: Content
    understanding: Understanding
    clock: Clock
    rng: random.Random
    defaults: Defaults = field(default_factory=Defaults)
    changed: Callable[[], Awaitable[None]] | None = None

    async def handle(self, event: Event) -> Answer:
        """Answer one event; whatever goes wrong, the person hears of it and nothing is half-kept."""
        event = _cleaned(event)
        try:
            answer = await self._answer(event)
        except Refusal as refusal:
            await self._keep_draft(event)
            return Say(plain.refusal(self.texts, refusal.sentence))
        except Correction as wrong:
            await self._keep_draft(event)
            return Correct(wrong.errors, wrong.form)
        except StaleAction:
            await self._keep_draft(event)
            return Say(plain.stale(self.texts))
        except Exception:
            reference = _reference(event.key)
            log.exception("event failed, reference %s, key %s", reference, event.key)
            return await self._sorry(event, reference)
        if self.changed is not None:
            await self.changed()
        return answer

    async def fall_due(self, limit: int) -> int:
        """Let what is due happen, at most `limit` of each kind; returns how much happened."""
        done = 0
        for happen in FALLING_DUE:
            async with self.store.begin() as tx:
                done += await happen(self._surroundings(tx), limit)
        return done

    async def compose(self, tx: Tx, letter: Letter) -> Composed:
        """Make a letter's card from what is true now, or say why it is not sent."""
        now = self.clock.now()
        if letter.late_after is not None and now > letter.late_after:
            return Skip("late")
        reader: Person | None = None
        if isinstance(letter.to, int):
            reader = await tx.people.get(letter.to)
            if reader is None:
                return Skip("gone")
        around = self._surroundings(tx)
        return await COMPOSERS[letter.kind](
            Composing(
                tx=tx,
                now=around.now,
                rng=around.rng,
                texts=around.texts,
                content=around.content,
                understanding=around.understanding,
                letter=letter,
                reader=reader,
            )
        )

    async def _answer(self, event: Event) -> Answer:
        now = self.clock.now()
        async with self.store.begin() as tx:
            if not await tx.first_sight(event.key, now):
                return Nothing()
            context = await self._context(tx, event, now)
            outcome = await self._decide(context)
            await tx.outbox.enqueue(outcome.letters, now)
            if isinstance(event.doing, Submitted):
                await tx.drafts.drop(context.me.id, event.doing.action)
            return await _with_draft(tx, context, outcome.answer)

    async def _context(self, tx: Tx, event: Event, now: datetime) -> Context:
        space = await tx.spaces.meet(
            event.actor.platform, event.actor.space, self.defaults.zone, now
        )
        me = await tx.people.meet(event.actor, space.zone, now)
        me = await tx.people.put(replace(me, acted_at=now))
        around = self._surroundings(tx)
        return Context(
            tx=tx,
            now=now,
            rng=around.rng,
            texts=around.texts,
            content=around.content,
            understanding=around.understanding,
            event=event,
            me=me,
            space=space,
            facts=Facts(),
            gone=plain.GONE,
        )

    async def _decide(self, cx: Context) -> Outcome:
        match cx.event.doing:
            case CommandUsed(packed, text):
                facts = self.understanding.facts_of(text, cx.now, cx.me.zone)
                return await dispatch(action.unpack(packed), replace(cx, text=text, facts=facts))
            case Pressed(packed, picked):
                return await dispatch(action.unpack(packed), replace(cx, picked=picked))
            case Submitted(packed, _):
                return await dispatch(action.unpack(packed), cx)
            case Said(text):
                return await talk.hear(cx, text, dispatch)
            case HomeOpened() | Joined() | Left() | Removed() as doing:
                return await arrival.arrive(cx, doing)
            case _ as never:
                assert_never(never)

    def _surroundings(self, tx: Tx) -> Surroundings:
        return Surroundings(
            tx, self.clock.now(), self.rng, self.texts, self.content, self.understanding
        )

    async def _sorry(self, event: Event, reference: str) -> Answer:
        try:
            await self._keep_draft(event)
        except Exception:
            log.exception("draft of event %s was not kept, reference %s", event.key, reference)
            return Say(plain.failure(self.texts, reference))
        return Say(plain.failure(self.texts, reference))

    async def _keep_draft(self, event: Event) -> None:
        if not isinstance(event.doing, Submitted) or not event.doing.values:
            return
        now = self.clock.now()
        async with self.store.begin() as tx:
            me = await tx.people.meet(event.actor, self.defaults.zone, now)
            await tx.drafts.keep(me.id, event.doing.action, event.doing.values, now)


async def dispatch(act: Action, cx: Context) -> Outcome:
    """Hand an action to the one handler that answers it."""
    return await HANDLERS[type(act)](act, cx)


async def _with_draft(tx: Tx, cx: Context, answer: Answer) -> Answer:
    if not isinstance(answer, Ask) or answer.fresh:
        return answer
    draft = await tx.drafts.get(cx.me.id, answer.form.does.pack())
    return replace(answer, form=answer.form.filled(draft))


def _cleaned(event: Event) -> Event:
    match event.doing:
        case Said(text):
            return replace(event, doing=Said(markup.clean(text, limits.SAID)))
        case CommandUsed(packed, text):
            return replace(event, doing=CommandUsed(packed, markup.clean(text, limits.SAID)))
        case Pressed(packed, picked):
            values = tuple(markup.clean(value, limits.CHOICE_VALUE) for value in picked)
            return replace(event, doing=Pressed(packed, values))
        case Submitted(packed, values):
            return replace(event, doing=Submitted(packed, _clean_values(values)))
        case _:
            return event


def _clean_values(values: Mapping[str, Value]) -> dict[str, Value]:
    return {name[: limits.FIELD_NAME]: _clean_value(value) for name, value in values.items()}


def _clean_value(value: Value) -> Value:
    if isinstance(value, str):
        return markup.clean(value, TYPED_LIMIT)
    return tuple(markup.clean(item, limits.CHOICE_VALUE) for item in value)


def _reference(key: str) -> str:
    """Shorten an event's key to what a person can read out and an operator can search for."""
    return hashlib.sha256(key.encode()).hexdigest()[:8]
