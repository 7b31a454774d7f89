"""One event in, one answer out, inside one transaction."""

import hashlib
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import assert_never

from bot.answers import Answer, Ask, Correct, Nothing, Outcome, Replace, Say
from bot.desk import Desk
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
    Kind,
    Left,
    Place,
    Pressed,
    Said,
    Submitted,
    cleaned,
)
from bot.handlers import again, arrival, closure, heed, home, presence, privacy, reach, talk, zone
from bot.handlers import settings as setting
from bot.ports.context import Context
from bot.ports.store import Tx
from bot.routes.letters import FALLING_DUE
from bot.routes.table import AHEAD, HANDLERS
from bot.ui import action
from bot.ui.action import Action
from bot.ui.card import Card
from bot.ui.form import Correction
from bot.understanding.heard import Facts
from bot.views import again as again_view
from bot.views import plain

log = logging.getLogger(__name__)

FORGOTTEN_AT_ONCE = 20
"""People forgotten in one transaction, while others wait."""


@dataclass(frozen=True, slots=True)
class Defaults:
    """What the operator set for people of whom nothing is known yet."""

    zone: str = "UTC"
    country: str | None = None


@dataclass(slots=True)
class App(Desk):
    """The core: everything it needs is handed in, and it sends nothing itself."""

    defaults: Defaults = field(default_factory=Defaults)
    changed: Callable[[], Awaitable[None]] | None = None

    async def handle(self, event: Event) -> Answer:
        """Answer one event; of whatever goes wrong the person hears, and nothing is half-kept."""
        event = cleaned(event)
        try:
            event = await self._as_typed(event)
            answer = await self._answer(event)
        except Refusal as refusal:
            return await self._give_back(event, plain.refusal(self.texts, refusal.sentence))
        except Correction as wrong:
            await self._keep_draft(event)
            return Correct(wrong.errors, wrong.form)
        except StaleAction:
            return await self._give_back(event, plain.stale(self.texts))
        except Exception:
            reference = _reference(event.key)
            log.exception("event failed, reference %s, key %s", reference, event.key)
            return await self._give_back(event, plain.failure(self.texts, reference))
        if self.changed is not None:
            await self.changed()
        return await self._with_pictures(answer)

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

    async def _answer(self, event: Event) -> Answer:
        now = self.clock.now()
        async with self.store.begin() as tx:
            if not await tx.first_sight(event.key, now):
                return Nothing()
            if isinstance(event.doing, Coming):
                known = await self._known(tx, event)
                letters = await arrival.noted(event, event.doing, known, self._surroundings(tx))
                await tx.outbox.enqueue(letters, now)
                return Nothing()
            if isinstance(event.doing, HomeOpened) and event.doing.again:
                return Say(await self._page(tx, event))
            context = await self._context(tx, event, now)
            outcome = await self._heard(context, event.doing)
            told = await closure.heard(context, event.place, event.key)
            await tx.outbox.enqueue((*told, *outcome.letters), now)
            if isinstance(event.doing, Submitted):
                await tx.drafts.drop(context.me.id, event.doing.action)
            return await setting.ask_clock(context, await _with_draft(tx, context, outcome.answer))

    async def _heard(self, cx: Context, doing: Deed) -> Outcome:
        """Decide about a deed, and have its person told what they should know besides."""
        await reach.hear(cx)
        return await reach.accompany(cx, await self._decide(cx, doing))

    async def _context(self, tx: Tx, event: Event, now: datetime) -> Context:
        space = await presence.community(tx, event, self.defaults.zone, now)
        # Commands found circles in channels of their own; where people talk to us is the lobby.
        said = event.doing if isinstance(event.doing, Said) else None
        is_talk = said is not None and not said.quietly and presence.is_inside(event)
        if is_talk and not space.lobby:
            space = await tx.spaces.put(replace(space, lobby=event.place.channel))
        me = await tx.people.meet(event.actor, space.zone, now)
        me = await zone.follow(self._surroundings(tx), me, event.actor)
        me = await tx.people.put(replace(me, acted_at=now))
        await presence.note(tx, event, space, me, now)
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
        return self._seen_by(tx, event, person, await self._space_of(tx, event))

    async def _space_of(self, tx: Tx, event: Event) -> Space:
        bare = Space(event.actor.platform, presence.named(event), self.clock.now())
        return await presence.known(tx, event) or bare

    async def _known(self, tx: Tx, event: Event) -> Context | None:
        """Return the surroundings of somebody whom we know already, and make nobody known."""
        actor = event.actor
        me = await tx.people.known(actor.platform, actor.space, actor.user)
        if me is None:
            return None
        return self._seen_by(tx, event, me, await self._space_of(tx, event))

    async def _page(self, tx: Tx, event: Event) -> Card:
        """Bring somebody's page up to date: they did nothing, and nobody is made known by it."""
        known = await self._known(tx, event)
        if known is not None:
            return await home.card(known)
        return home.blank(self._surroundings(tx), event.actor, self.defaults.zone)

    async def _with_pictures(self, answer: Answer) -> Answer:
        """Draw what an answer shows, now that no transaction waits for it."""
        if not isinstance(answer, Say | Replace):
            return answer
        return replace(answer, card=await self.drawn(answer.card))

    async def _decide(self, cx: Context, doing: Deed) -> Outcome:
        match doing:
            case CommandUsed(packed, text):
                act = action.unpack(packed)
                ahead, zone = type(act) in AHEAD, cx.me.zone
                facts = self.understanding.facts_of(text, cx.now, zone, ahead=ahead)
                return await heed.use(act, replace(cx, text=text, facts=facts), dispatch)
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

    async def _as_typed(self, event: Event) -> Event:
        """Turn a press that sends a draft again into the form that was sent first."""
        key = again.draft(event.doing)
        if key is None:
            return event
        async with self.store.begin() as tx:
            actor = event.actor
            me = await tx.people.known(actor.platform, actor.space, actor.user)
            kept = me and await tx.drafts.sent(me.id, key)
        return replace(event, doing=Submitted(*kept)) if kept else event

    async def _give_back(self, event: Event, said: Card) -> Say:
        """Say what went wrong, with what was typed below it and the way to send it again."""
        doing = event.doing
        if not isinstance(doing, Submitted) or not any(doing.values.values()):
            return Say(said)
        values = heed.without_crisis(doing.values, self.understanding, self.clock.now())
        draft = await self._keep_draft(event)
        return Say(
            again_view.given_back(
                self.texts,
                said,
                values,
                draft if again.can_be_sent(doing.action) else None,
                kept=draft is not None,
                left_out=len(values) < len(doing.values),
            )
        )

    async def _keep_draft(self, event: Event) -> int | None:
        """Keep what was typed into a form, if anything; None also where it cannot be kept."""
        if not isinstance(event.doing, Submitted):
            return None
        now = self.clock.now()
        values = heed.without_crisis(event.doing.values, self.understanding, now)
        if not any(values.values()):
            return None
        try:
            async with self.store.begin() as tx:
                me = await tx.people.meet(event.actor, self.defaults.zone, now)
                return await tx.drafts.keep(me.id, event.doing.action, values, now)
        except Exception:
            log.exception("draft of event %s was not kept", _reference(event.key))
            return None


async def dispatch(act: Action, cx: Context) -> Outcome:
    """Hand an action to the one handler that answers it."""
    return await HANDLERS[type(act)](act, cx)


async def _with_draft(tx: Tx, cx: Context, answer: Answer) -> Answer:
    if not isinstance(answer, Ask):
        return answer
    does = answer.form.does.pack()
    if answer.fresh:
        # A form that cannot open by itself opens by a button, and must still know what was said.
        await tx.drafts.keep(cx.me.id, does, answer.form.values(), cx.now)
        return answer
    return replace(answer, form=answer.form.filled(await tx.drafts.get(cx.me.id, does)))


def _reference(key: str) -> str:
    """Shorten an event's key to what a person can read out and an operator can search for."""
    return hashlib.sha256(key.encode()).hexdigest()[:8]
