"""Care: what somebody's words call for before anything else; nothing of those words is kept."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot.actions.care import Answer, AnswerCare, Barrier, HelpNow, NameBarrier, ResumeNudges
from bot.answers import Outcome, Say
from bot.domain import rejection
from bot.domain.care import Care, HelpLine, Reach
from bot.domain.person import is_gentle
from bot.handlers.saying import in_turn
from bot.ports.context import Context
from bot.ui.card import Block, Card
from bot.ui.form import Correction
from bot.views import care as view

TALLY = "care"
_PAUSING = (Answer.DYING, Answer.UNSURE)
_FITTING = 2


async def help_now(act: HelpNow, cx: Context) -> Outcome:
    """Bring people and help lines, whoever asks, wherever."""
    until = await _pause(cx)
    await cx.tx.tally.count(TALLY)
    return Outcome(Say(view.help_now(cx.texts, _lines(cx), until, cx.me.zone)))


async def explicit(cx: Context, below: tuple[Block, ...] = ()) -> Card:
    """Meet words of crisis, and let reminders rest; `below` is what else the card carries."""
    until = await _pause(cx)
    await cx.tx.tally.count(TALLY)
    heard = await in_turn(cx, cx.me.id, view.HEARD)
    return view.explicit(cx.texts, heard, _lines(cx), until, cx.me.zone, below)


async def veiled(cx: Context, below: tuple[Block, ...] = (), *, lowest_mood: bool = False) -> Card:
    """Ask what heavy words mean, or the lowest number; `below` is what else the card carries."""
    await cx.tx.tally.count(TALLY)
    line = view.VEILED_MOOD if lowest_mood else view.VEILED_HEARD
    return view.veiled(cx.texts, await in_turn(cx, cx.me.id, line), below)


async def before_mistakes(cx: Context, wrong: Correction) -> Outcome:
    """Meet words of crisis in a form before its mistakes; raises them where there are none."""
    typed = {name: text for name, text in cx.values.items() if isinstance(text, str)}
    if sifted(cx, typed)[0] is not Care.EXPLICIT:
        raise wrong
    below = view.form_waits(cx.texts, wrong.form.reopen)
    return Outcome(Say(await explicit(cx, below)))


def sifted(cx: Context, typed: Mapping[str, str]) -> tuple[Care, Mapping[str, str]]:
    """Tell how much care what was typed calls for, and return it with words of crisis left out."""
    tiers = {
        name: cx.understanding.hear(text, cx.now, cx.me.zone).care for name, text in typed.items()
    }
    found = set(tiers.values())
    worst = next((each for each in (Care.EXPLICIT, Care.VEILED) if each in found), Care.NONE)
    fit = {name: text for name, text in typed.items() if tiers[name] is not Care.EXPLICIT}
    return worst, fit


def taken_back(cx: Context) -> Card:
    """Acknowledge that words of crisis were taken back; the help stays."""
    said = Answer.TAKEN_BACK
    return view.answered(cx.texts, said, _lines(cx), _resting(cx), cx.me.zone)


async def answer(act: AnswerCare, cx: Context) -> Outcome:
    """Answer what somebody says of their safety."""
    until = await _pause(cx) if act.answer in _PAUSING else _resting(cx)
    return Outcome(Say(view.answered(cx.texts, act.answer, _lines(cx), until, cx.me.zone)))


async def name_barrier(act: NameBarrier, cx: Context) -> Outcome:
    """Answer what makes it hard to reach out."""
    lines = _written(cx) if act.barrier is Barrier.NO_PHONE else _lines(cx)
    return Outcome(Say(view.answered(cx.texts, act.barrier, lines, None, cx.me.zone)))


async def resume(act: ResumeNudges, cx: Context) -> Outcome:
    """Let reminders run again, but for what noes call for."""
    noes = await cx.tx.nos.of(cx.me.id)
    until = rejection.gentle_until(noes, None, cx.now)
    await cx.tx.people.put(replace(cx.me, gentle_until=until))
    return Outcome(Say(view.resumed(cx.texts)))


async def _pause(cx: Context) -> datetime:
    """Let reminders rest for as long as care asks, or longer where they already do."""
    me = await cx.tx.people.get(cx.me.id) or cx.me
    until = max(cx.now + rejection.CARE_PAUSE, me.gentle_until or cx.now)
    await cx.tx.people.put(replace(me, gentle_until=until))
    return until


def _resting(cx: Context) -> datetime | None:
    """Say until when reminders rest, where they do."""
    return cx.me.gentle_until if is_gentle(cx.me, cx.now) else None


def _country(cx: Context) -> str | None:
    return cx.me.country or cx.space.country


def _lines(cx: Context) -> tuple[HelpLine, ...]:
    return cx.content.helplines.for_country(_country(cx))


def _written(cx: Context) -> tuple[HelpLine, ...]:
    """Find lines that need no voice, or failing those, the usual ones."""
    helplines = cx.content.helplines
    own = helplines.countries.get(_country(cx) or "", ())
    silent = [line for line in (*own, *helplines.international) if line.reach is not Reach.CALL]
    return tuple(silent[:_FITTING]) or _lines(cx)
