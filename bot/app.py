"""One event in, one answer out, inside one transaction; and letters composed when they are due."""

import hashlib
import logging
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol, assert_never

from bot.answers import Answer, Ask, Composed, Correct, Letter, Nothing, Outcome, Say, Skip
from bot.domain import keeping
from bot.domain.person import Person
from bot.domain.space import Space
from bot.errors import Refusal, StaleAction
from bot.events import (
    Actor,
    Coming,
    CommandUsed,
    Deed,
    Event,
    HomeOpened,
    Joined,
    Kind,
    Left,
    Place,
    Pressed,
    Removed,
    Said,
    Submitted,
    cleaned,
)
from bot.handlers import arrival, heed, home, privacy, talk
from bot.ports.content import Content
from bot.ports.context import Composing, Context, Surroundings
from bot.ports.store import Store, Tx
from bot.routes import COMPOSERS, FALLING_DUE, HANDLERS
from bot.texts import Texts
from bot.ui import action
from bot.ui.action import Action
from bot.ui.form import Correction
from bot.understanding.heard import Facts, Understanding
from bot.views import plain

log = logging.getLogger(__name__)

FORGOTTEN_AT_ONCE = 20
"""People forgotten in one transaction, while others wait."""


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
        """Answer one event; of whatever goes wrong the person hears, and nothing is half-kept."""
        event = cleaned(event)
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
        """Let what is due happen, at most `limit` of each kind; returns how much happened.

        One kind that fails holds up no other; the first failure is raised once all had their turn.
        """
        done, failures = 0, list[Exception]()
        for happen in FALLING_DUE:
            try:
                async with self.store.begin() as tx:
                    done += await happen(self._surroundings(tx), limit)
            except Exception as failure:
                failures.append(failure)
        if failures:
            raise failures[0]
        return done

    async def forget_gone(self) -> int:
        """Forget some of those who have been gone too long; returns how many."""
        now = self.clock.now()
        async with self.store.begin() as tx:
            gone = await tx.people.gone(now - keeping.PERSON, FORGOTTEN_AT_ONCE)
            for person in (await tx.people.named(gone)).values():
                letters = await privacy.forget(await self._absent(tx, person))
                await tx.outbox.enqueue(letters, now)
        return len(gone)

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
            if isinstance(event.doing, Coming):
                await tx.outbox.enqueue(await self._notice(tx, event, event.doing), now)
                return Nothing()
            context = await self._context(tx, event, now)
            outcome = await self._decide(context, event.doing)
            await tx.outbox.enqueue(outcome.letters, now)
            if isinstance(event.doing, Submitted):
                await tx.drafts.drop(context.me.id, event.doing.action)
            return await _with_draft(tx, context, outcome.answer)

    async def _context(self, tx: Tx, event: Event, now: datetime) -> Context:
        space = await tx.spaces.meet(
            event.actor.platform, event.actor.space, self.defaults.zone, now
        )
        # Commands found circles in channels of their own; where people talk to us is the lobby.
        is_talk = isinstance(event.doing, Said) and event.place.kind is Kind.CHANNEL
        if is_talk and not space.lobby:
            space = await tx.spaces.put(replace(space, lobby=event.place.channel))
        me = await tx.people.meet(event.actor, space.zone, now)
        me = await tx.people.put(replace(me, acted_at=now))
        return self._seen_by(tx, event, me, space)

    def _seen_by(self, tx: Tx, event: Event, me: Person, space: Space) -> Context:
        around = self._surroundings(tx)
        return Context(
            tx=tx,
            now=around.now,
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

    async def _absent(self, tx: Tx, person: Person) -> Context:
        """Return the surroundings of somebody who is gone, as if they had left just now."""
        account = (await tx.people.identities(person.id))[0]
        actor = Actor(account.platform, account.space, account.user, person.name)
        place = Place(account.platform, account.space, "", Kind.DM)
        event = Event(f"gone:{person.id}:{self.clock.now()}", actor, place, Left())
        return self._seen_by(tx, event, person, await self._space_of(tx, actor))

    async def _space_of(self, tx: Tx, actor: Actor) -> Space:
        known = await tx.spaces.known(actor.platform, actor.space)
        return known or Space(actor.platform, actor.space, self.clock.now())

    async def _known(self, tx: Tx, event: Event) -> Context | None:
        """Return the surroundings of somebody whom we know already, and make nobody known."""
        actor = event.actor
        me = await tx.people.known(actor.platform, actor.space, actor.user)
        if me is None:
            return None
        return self._seen_by(tx, event, me, await self._space_of(tx, actor))

    async def _notice(self, tx: Tx, event: Event, doing: Coming) -> tuple[Letter, ...]:
        known = await self._known(tx, event)
        match doing:
            case Removed():
                space = await tx.spaces.known(event.actor.platform, event.actor.space)
                if space is not None:
                    await arrival.removed(space, self._surroundings(tx))
            case Joined():
                if known is not None:
                    await arrival.joined(known)
            case Left():
                if known is not None:
                    return await arrival.left(known)
            case _ as never:
                assert_never(never)
        return ()

    async def _decide(self, cx: Context, doing: Deed) -> Outcome:
        match doing:
            case CommandUsed(packed, text):
                facts = self.understanding.facts_of(text, cx.now, cx.me.zone)
                told = replace(cx, text=text, facts=facts)
                return await heed.use(action.unpack(packed), told, dispatch)
            case Pressed(packed, picked):
                return await dispatch(action.unpack(packed), replace(cx, picked=picked))
            case Submitted(packed, _) as sent:
                return await heed.send(action.unpack(packed), cx, sent, dispatch)
            case Said(text):
                return await talk.hear(cx, text, dispatch)
            case HomeOpened():
                return await home.open_home(cx)
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
            values = heed.without_crisis(event.doing.values, self.understanding, now)
            await tx.drafts.keep(me.id, event.doing.action, values, now)


async def dispatch(act: Action, cx: Context) -> Outcome:
    """Hand an action to the one handler that answers it."""
    return await HANDLERS[type(act)](act, cx)


async def _with_draft(tx: Tx, cx: Context, answer: Answer) -> Answer:
    if not isinstance(answer, Ask) or answer.fresh:
        return answer
    draft = await tx.drafts.get(cx.me.id, answer.form.does.pack())
    return replace(answer, form=answer.form.filled(draft))


def _reference(key: str) -> str:
    """Shorten an event's key to what a person can read out and an operator can search for."""
    return hashlib.sha256(key.encode()).hexdigest()[:8]
