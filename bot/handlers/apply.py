"""Telling of an application: asked for, compared with what is kept already, and kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bot.actions.application import KeepApplication, KeepSame, KeepSecond, OpenApply
from bot.answers import Ask, Outcome
from bot.domain import application as applications
from bot.domain import recurrence, silence, telling
from bot.domain.application import Application, Status
from bot.domain.care import Care
from bot.errors import Refusal
from bot.events import CommandUsed
from bot.handlers import care, pipeline, undo
from bot.handlers.reading import Reading, read
from bot.handlers.saying import in_turn
from bot.ports.context import Context
from bot.ui.card import Block, Card, Divider
from bot.ui.form import Correction, Form, Value
from bot.views import application as application_view
from bot.views import apply as view

LONGEST_AGO = timedelta(days=3660)


@dataclass(frozen=True, slots=True)
class Typed:
    """What a form about an application says, words of crisis left out."""

    reading: Reading
    company: str
    role: str
    day: date | None
    note: str
    called_for: Care


async def open_apply(act: OpenApply, cx: Context) -> Outcome:
    """Ask about an application, with what was said about it filled in."""
    facts = cx.facts
    told = facts.company or facts.role or facts.stage
    status = act.status or (applications.status_of(facts.stage) if facts.stage else None)
    # Words behind the command in which nothing was recognised are not lost.
    note = "" if told or not isinstance(cx.event.doing, CommandUsed) else cx.text[: view.NEW_NOTE]
    today = recurrence.local(cx.now, cx.me.zone).date()
    day = facts.day.isoformat() if facts.day is not None and facts.day <= today else ""
    form = view.apply_form(cx.texts, status, day, facts.company or "", facts.role or "", note)
    return Outcome(Ask(form, fresh=bool(told or note or facts.day)))


async def keep_application(act: KeepApplication, cx: Context) -> Outcome:
    """Keep an application, unless it may be one that is kept already: then ask."""
    try:
        typed = read_words(cx, view.apply_form(cx.texts, None))
    except Correction as wrong:
        return await care.before_mistakes(cx, wrong)
    values: dict[str, Value] = {
        "company": typed.company,
        "role": typed.role,
        "status": typed.reading.text("status"),
        "applied_on": typed.day.isoformat() if typed.day else "",
        "note": typed.note,
    }
    known = telling.twin(await cx.tx.applications.of(cx.me.id), typed.company, typed.role)
    if known is None:
        return await _keep(values, cx, typed.called_for)
    await cx.tx.drafts.keep(cx.me.id, KeepSecond(known.id).pack(), values, cx.now)
    card = view.twin(cx.texts, known, cx.me.zone, cx.now)
    return pipeline.shown(cx, await with_care(cx, typed.called_for, card, card.blocks))


async def keep_same(act: KeepSame, cx: Context) -> Outcome:
    """Add what was told to the application that is kept already."""
    known = cx.own(await cx.tx.applications.get(act.application))
    told = _made(await _waiting(act.application, cx), cx)
    both = await cx.tx.applications.put(telling.merged(known, told, cx.me.zone))
    await pipeline.settle_nudges(cx, both)
    back = await undo.button(cx)
    said = cx.say(application_view.MERGED)
    return pipeline.shown(cx, application_view.page(cx.texts, both, cx.me.zone, cx.now, said, back))


async def keep_second(act: KeepSecond, cx: Context) -> Outcome:
    """Keep what was told beside the application that is kept already."""
    cx.own(await cx.tx.applications.get(act.application))
    return await _keep(await _waiting(act.application, cx), cx, Care.NONE)


async def keep_new(cx: Context, told: Application, called_for: Care = Care.NONE) -> Outcome:
    """Keep an application and say so in the words its status calls for."""
    made = await cx.tx.applications.add(told)
    await pipeline.settle_nudges(cx, made)
    sentence = await in_turn(cx, cx.me.id, view.KEPT[made.status])
    back = await undo.button(cx)
    if silence.calls_for_follow_up(made, cx.now):
        # It has been quiet since long before we were told, so its page has the fitting offer.
        card = application_view.page(cx.texts, made, cx.me.zone, cx.now, sentence, back)
    else:
        card = view.kept(cx.texts, made, sentence, back)
    below = view.below_care(cx.texts, made, called_for)
    return pipeline.shown(cx, await with_care(cx, called_for, card, below))


def read_words(cx: Context, form: Form, before: Application | None = None) -> Typed:
    """Read a form about an application; in place of words of crisis, what was `before` stays.

    Raises Correction, also where neither a company nor a role is left to know it by.
    """
    reading = read(form, cx)
    known = before or Application(cx.me.id, Status.APPLIED, cx.now, cx.now)
    typed = {name: reading.text(name) for name in ("company", "role", "note")}
    called_for, fit = care.sifted(cx, typed)
    company = one_line(fit.get("company", known.company))
    role = one_line(fit.get("role", known.role))
    if not (company or role):
        raise reading.wrong(company=cx.say(view.NAMELESS))
    day = day_applied(reading, cx)
    return Typed(reading, company, role, day, fit.get("note", known.note), called_for)


def one_line(text: str) -> str:
    """Return a name without the line breaks that pasting brings."""
    return " ".join(text.split())


def day_applied(reading: Reading, cx: Context) -> date | None:
    """Return the day of applying, which is neither to come nor beyond belief."""
    day = reading.day("applied_on")
    today = recurrence.local(cx.now, cx.me.zone).date()
    if day is not None and day > today:
        raise reading.wrong(applied_on=cx.say(view.STILL_TO_COME))
    if day is not None and day < today - LONGEST_AGO:
        raise reading.wrong(applied_on=cx.say(view.LONG_AGO))
    return day


async def with_care(cx: Context, called_for: Care, card: Card, below: tuple[Block, ...]) -> Card:
    """Put care in place of a card where what was typed calls for it, with `below` beneath it."""
    match called_for:
        case Care.NONE:
            return card
        case Care.EXPLICIT:
            return await care.explicit(cx, (Divider(), *below))
        case Care.VEILED:
            return await care.veiled(cx, (Divider(), *below))


async def _keep(values: Mapping[str, Value], cx: Context, called_for: Care) -> Outcome:
    return await keep_new(cx, _made(values, cx), called_for)


async def _waiting(known: int, cx: Context) -> Mapping[str, Value]:
    """Take up what was told before the question whether it is the same one."""
    form = KeepSecond(known).pack()
    values = await cx.tx.drafts.get(cx.me.id, form)
    if not values:
        raise Refusal(cx.say(view.TWIN_GONE))
    await cx.tx.drafts.drop(cx.me.id, form)
    return values


def _made(values: Mapping[str, Value], cx: Context) -> Application:
    told = {name: str(value) for name, value in values.items()}
    return applications.begin(
        cx.me.id,
        told["company"],
        told["role"],
        cx.now,
        cx.me.zone,
        status=Status(told["status"]),
        applied_on=date.fromisoformat(told["applied_on"]) if told["applied_on"] else None,
        note=told["note"],
    )
