"""What people do with the if-then sentences of a plan: write them, and say them back once."""

from dataclasses import replace

from bot.actions.plan import KeepRehearsal, KeepSentence, OpenSentence, Rehearse
from bot.answers import Ask, Outcome, Say
from bot.domain import plan
from bot.domain.plan import Commitment, Source
from bot.errors import Refusal
from bot.handlers import plan as plans
from bot.handlers import undo
from bot.handlers.reading import Reading, read
from bot.handlers.saying import in_turn
from bot.ports.context import Context
from bot.views import plan as plan_view
from bot.views import sentence as view


async def open_sentence(act: OpenSentence, cx: Context) -> Outcome:
    """Ask for an if and a then, new or as they stand."""
    before = await _before(act.sentence, cx)
    return Outcome(Ask(view.sentence_form(cx.texts, before)))


async def keep_sentence(act: KeepSentence, cx: Context) -> Outcome:
    """Keep a sentence; what is new is still to be said back."""
    before = await _before(act.sentence, cx)
    trigger, what = _read(read(view.sentence_form(cx.texts, before), cx), cx)
    if before is None:
        home = await plans.running(cx)
        if len((await plans.page(cx, home)).sentences) >= plan.MOST_SENTENCES:
            raise Refusal(cx.say(view.FULL, most=plan.MOST_SENTENCES))
        new = Commitment(cx.me.id, Source.PLAN, home.id, what, cx.now, trigger=trigger)
        await cx.tx.commitments.add(new)
    else:
        home = cx.own(await cx.tx.plans.get(before.source_id))
        await cx.tx.commitments.put(replace(before, trigger=trigger, what=what))
    home = await cx.tx.plans.put(replace(home, rehearsed_at=None))
    said, undone_by = cx.say(plan_view.SENTENCE_ADDED), await undo.button(cx)
    return Outcome(Say(await plans.shown(cx, home, said, undone_by)))


async def rehearse(act: Rehearse, cx: Context) -> Outcome:
    """Ask for a sentence from memory."""
    sentence = await plans.own(cx, act.sentence, is_sentence=True)
    return Outcome(Ask(view.rehearsal_form(cx.texts, sentence)))


async def keep_rehearsal(act: KeepRehearsal, cx: Context) -> Outcome:
    """Hear a sentence said back: any attempt counts, none is marked."""
    sentence = await plans.own(cx, act.sentence, is_sentence=True)
    reading = read(view.rehearsal_form(cx.texts, sentence), cx)
    home = cx.own(await cx.tx.plans.get(sentence.source_id))
    home = await cx.tx.plans.put(replace(home, rehearsed_at=cx.now))
    is_close = plan.is_said_back(reading.text("said"), sentence)
    line = plan_view.SAID_BACK if is_close else plan_view.SAID_OTHERWISE
    return Outcome(Say(await plans.shown(cx, home, await in_turn(cx, cx.me.id, line))))


async def _before(key: int | None, cx: Context) -> Commitment | None:
    return None if key is None else await plans.own(cx, key, is_sentence=True)


def _read(reading: Reading, cx: Context) -> tuple[str, str]:
    """Take an if and a then without their first words; raises Correction when nothing is left."""
    trigger = " ".join(plan.bare_trigger(reading.text("trigger")).split())
    what = " ".join(plan.bare_response(reading.text("response")).split())
    empty = {"trigger": not trigger, "response": not what}
    errors = {name: cx.say(view.NOTHING_LEFT) for name, is_empty in empty.items() if is_empty}
    if errors:
        raise reading.wrong(**errors)
    return trigger, what
