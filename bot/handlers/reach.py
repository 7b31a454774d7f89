"""Reaching people: told where letters come, and told when they do not; what is held, let go."""

from dataclasses import replace

from bot.actions.reach import LetWait, TryAgain, UsePlace
from bot.answers import Composed, Letter, Outcome, Replace, Say, Skip
from bot.domain import reach as reaches
from bot.domain.person import Identity
from bot.domain.reach import Reach
from bot.errors import Refusal
from bot.events import Kind, Said
from bot.handlers import circle, nudge, nudge_letter
from bot.ports.context import Composing, Context, Surroundings
from bot.ports.store import Tx
from bot.ui.card import Block, Card, Tone
from bot.views import reach as view

HELLO = "reach.hello"


async def hear(cx: Context) -> None:
    """Note that somebody is heard: in direct messages they can be written to, then."""
    if _is_direct(cx):
        await cx.tx.accounts.hear(cx.event.actor, cx.now)
    await cx.tx.accounts.release(cx.me.id, cx.now)


async def accompany(cx: Context, outcome: Outcome) -> Outcome:
    """Let somebody know with an answer where letters come, or that they do not.

    What calls for care is left to itself; it can be said with the next answer as well.
    """
    accounts = await cx.tx.people.identities(cx.me.id)
    answer = outcome.answer
    if not isinstance(answer, Say | Replace) or answer.card.tone is Tone.CARE:
        return outcome
    if reaches.must_be_told(accounts) and _can_be_told_apart(cx):
        await cx.tx.accounts.tell(cx.me.id, cx.now)
        aside = view.shut(cx.texts, await _reach(cx, accounts))
        return replace(outcome, answer=replace(answer, aside=aside))
    actor = cx.event.actor
    account = reaches.of(accounts, actor.platform, actor.space, actor.user)
    if account is not None and await _is_new_to_letters(cx, account, outcome):
        await cx.tx.accounts.greet(actor, cx.now)
        return replace(outcome, letters=(*outcome.letters, _hello(cx, str(account.id))))
    return outcome


async def standing(cx: Context) -> tuple[Block, ...]:
    """Say where somebody's letters go, unless they simply come."""
    accounts = await cx.tx.people.identities(cx.me.id)
    return view.state(cx.texts, await _reach(cx, accounts))


async def door(cx: Surroundings, person_id: int) -> Card | None:
    """Tell somebody who is talking with us that nothing reaches them; None if they were told."""
    if not reaches.must_be_told(await cx.tx.people.identities(person_id)):
        return None
    waiting = await cx.tx.accounts.held(person_id)
    return view.shut(cx.texts, Reach(True, False, waiting, may_settle=True))


async def held(tx: Tx, letter: Letter) -> None:
    """Let a letter that waits for its reader not count as sent: nobody could answer it."""
    if letter.kind == nudge.LETTER:
        await nudge_letter.unsend(tx, letter)


async def try_again(act: TryAgain, cx: Context) -> Outcome:
    """Write to somebody directly again; a first letter shows at once whether that works."""
    await cx.tx.accounts.open(cx.event.actor)
    await cx.tx.accounts.release(cx.me.id, cx.now)
    await cx.tx.accounts.greet(cx.event.actor, cx.now)
    return Outcome(Replace(view.trying(cx.texts)), (_hello(cx, cx.event.key),))


async def use_place(act: UsePlace, cx: Context) -> Outcome:
    """Write to somebody in a place of their own in this channel."""
    place = cx.event.place
    if not _may_settle(cx):
        raise Refusal(cx.say(view.NO_CHANNEL))
    await cx.tx.accounts.settle_in(cx.event.actor, place.channel, place.space)
    await cx.tx.accounts.release(cx.me.id, cx.now)
    return Outcome(Replace(view.settled(cx.texts)))


async def let_wait(act: LetWait, cx: Context) -> Outcome:
    """Leave everything as it is."""
    if not reaches.are_shut(await cx.tx.people.identities(cx.me.id)):
        raise Refusal(cx.say(view.NOT_SHUT))
    await cx.tx.accounts.tell(cx.me.id, cx.now)
    return Outcome(Replace(view.waiting(cx.texts)))


async def hello_letter(cx: Composing) -> Composed:
    """Say where letters come; needless to somebody who turned out not to get it."""
    reader = cx.reader
    if reader is None or reaches.are_shut(await cx.tx.people.identities(reader.id)):
        return Skip("shut")
    return view.hello(cx.texts)


def _can_be_told_apart(cx: Context) -> bool:
    """Tell whether a second card can follow that only they see: not behind words in a channel."""
    return _is_direct(cx) or not isinstance(cx.event.doing, Said)


async def _is_new_to_letters(cx: Context, account: Identity, outcome: Outcome) -> bool:
    """Tell whether somebody will be written to from now on who knows of no letters yet."""
    if not reaches.wants_hello(account, is_direct=_is_direct(cx)):
        return False
    if any(letter.to == cx.me.id for letter in outcome.letters):
        return True
    return bool(await cx.tx.nudges.active(cx.me.id) or await circle.seats_of(cx))


async def _reach(cx: Context, accounts: tuple[Identity, ...]) -> Reach:
    return Reach(
        is_shut=reaches.are_shut(accounts),
        has_place=any(account.place for account in accounts),
        waiting=await cx.tx.accounts.held(cx.me.id),
        may_settle=_may_settle(cx),
    )


def _hello(cx: Context, why: str) -> Letter:
    return Letter(f"{HELLO}:{cx.me.id}:{why}", cx.me.id, HELLO)


def _is_direct(cx: Context) -> bool:
    return cx.event.place.kind is not Kind.CHANNEL


def _may_settle(cx: Context) -> bool:
    place = cx.event.place
    return place.kind is Kind.CHANNEL and bool(place.space)
