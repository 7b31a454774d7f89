"""Interviews: when they are, the evening before, the morning after, and how they went."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.actions.application import KeepInterview, OpenInterview, RemindInterview, TellWent
from bot.answers import Ask, Outcome, Skip
from bot.domain import application as applications
from bot.domain import days, recurrence, rezoning, silence
from bot.domain import setback as setbacks
from bot.domain.application import Application
from bot.domain.care import Care
from bot.domain.nudge import Nudge, NudgeKind
from bot.handlers import apply, care, pipeline, undo
from bot.handlers.reading import Reading, read
from bot.handlers.saying import in_turn
from bot.ports.context import Composing, Context, NudgeBody
from bot.ui.form import Correction, Form
from bot.views import application as application_view
from bot.views import apply as apply_view
from bot.views import interview as view
from bot.views import setback as setback_view

LONGEST_AGO = timedelta(days=366)
FURTHEST = timedelta(days=366)

# A clock we only guess at may say that an interview is still to come, which has just been.
EARLIEST_WORD = timedelta(hours=12)


async def open_interview(act: OpenInterview, cx: Context) -> Outcome:
    """Ask when an interview is; what stands or was just told is filled in."""
    known = cx.own(await cx.tx.applications.get(act.application))
    form = await _form(cx, known)
    if act.day is None and act.minute is None:
        return Outcome(Ask(form))
    told = {
        "day": act.day.isoformat() if act.day else "",
        "time": "" if act.minute is None else days.say_clock(act.minute),
    }
    return Outcome(Ask(form.filled(told), fresh=True))


async def keep_interview(act: KeepInterview, cx: Context) -> Outcome:
    """Keep when an interview is, or that it is off."""
    known = cx.own(await cx.tx.applications.get(act.application))
    try:
        reading = read(await _form(cx, known), cx)
        at = instant(reading, cx)
    except Correction as wrong:
        return await care.before_mistakes(cx, wrong)
    called_for, fit = care.sifted(cx, {"place": reading.text("place")})
    place = apply.one_line(fit.get("place", known.interview_place))
    rounds = reading.number("round") or known.rounds
    changed = applications.with_interview(known, at, place, rounds, cx.now, cx.me.zone)
    return await keep(cx, changed, called_for, asked=reading.ticked("remind"))


async def remind_interview(act: RemindInterview, cx: Context) -> Outcome:
    """Promise the evening before and the morning after."""
    known = cx.own(await cx.tx.applications.get(act.application))
    return await keep(cx, known, asked=True)


async def tell_went(act: TellWent, cx: Context) -> Outcome:
    """Keep how an interview went, and answer that."""
    known = cx.own(await cx.tx.applications.get(act.application))
    if known.interview_at is not None and known.interview_at > cx.now + EARLIEST_WORD:
        # The button belongs to an interview that was moved since, or to the round before.
        said = cx.say(application_view.MOVED_ON)
        card = application_view.page(cx.texts, known, cx.me.zone, cx.now, said)
        return pipeline.shown(cx, card)
    felt = applications.with_feeling(known, act.went, cx.now, cx.me.zone)
    told = await cx.tx.applications.put(felt)
    await pipeline.settle_nudges(cx, told)
    sentence = await in_turn(cx, cx.me.id, view.WENT_SAID[act.went])
    return pipeline.shown(cx, view.went(cx.texts, told, sentence, await undo.button(cx)))


async def remind_eve(nudge: Nudge, cx: Composing) -> NudgeBody | Skip:
    """Say three plain things on the evening before an interview."""
    known = await pipeline.subject(nudge, cx)
    at = known.interview_at if known else None
    if known is None or at is None or at <= cx.now or cx.reader is None:
        return Skip("moved")
    own = setbacks.for_eve(await cx.tx.setbacks.of(nudge.person_id), known.id)
    if own:
        setback = setback_view.eve(cx.texts, own)
    else:
        setback = await in_turn(cx, nudge.person_id, view.EVE_SETBACK)
    bring = await in_turn(cx, nudge.person_id, view.EVE_BRING)
    return NudgeBody(*view.eve(cx.texts, known, at, cx.reader.zone, setback, bring))


async def remind_after(nudge: Nudge, cx: Composing) -> NudgeBody | Skip:
    """Ask on the morning after an interview how it went."""
    known = await pipeline.subject(nudge, cx)
    if known is None or not view.is_over(known, cx.now):
        return Skip("moved")
    return NudgeBody(*view.after(cx.texts, known))


async def keep(
    cx: Context,
    application: Application,
    called_for: Care = Care.NONE,
    *,
    asked: bool | None = None,
) -> Outcome:
    """Keep an application with its interview, and say back when that is."""
    made = application.id == 0
    shelf = cx.tx.applications
    known = await (shelf.add(application) if made else shelf.put(application))
    await pipeline.settle_nudges(cx, known, asked=asked)
    wanted = silence.reminders(known, cx.me.zone, cx.now)
    promised = view.Promised(
        eve=wanted.get(NudgeKind.INTERVIEW_EVE),
        after=wanted.get(NudgeKind.INTERVIEW_AFTER),
        asked=await pipeline.is_asked(cx, known),
        guessed_zone=rezoning.is_guessed(cx.me),
    )
    back = await undo.button(cx)
    card = view.confirmed(cx.texts, known, cx.me.zone, cx.now, promised, back)
    below = apply_view.below_care(cx.texts, known, called_for)
    return pipeline.shown(cx, await apply.with_care(cx, called_for, card, below))


def instant(reading: Reading, cx: Context) -> datetime | None:
    """Return the instant a form names by day and time, or None where it names neither."""
    day, minute = reading.day("day"), reading.minute("time")
    if day is None and minute is None:
        return None
    if day is None:
        raise reading.wrong(day=cx.say(view.WHICH_DAY))
    today = recurrence.local(cx.now, cx.me.zone).date()
    if not today - LONGEST_AGO <= day <= today + FURTHEST:
        raise reading.wrong(day=cx.say(view.TOO_FAR))
    if minute is None:
        raise reading.wrong(time=cx.say(view.WHAT_TIME))
    return recurrence.instant_of(day, minute, cx.me.zone)


async def _form(cx: Context, known: Application) -> Form:
    """Make the form for the interview that stands, or for the next where that one is over."""
    at = known.interview_at
    is_ahead = at is not None and at > cx.now
    there = recurrence.local(at, cx.me.zone) if at is not None and is_ahead else None
    return view.interview_form(
        cx.texts,
        known if is_ahead else replace(known, interview_place=""),
        there.date().isoformat() if there else "",
        days.say_clock(there.hour * 60 + there.minute) if there else "",
        applications.next_round(known, cx.now),
        asked=await pipeline.is_asked(cx, known),
    )
