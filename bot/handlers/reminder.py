"""The page of one's reminders: what is promised and why one stayed away, set and changed there."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.actions.nudge import (
    KeepNudge,
    KeepQuiet,
    KeepTime,
    LookAtNudge,
    OpenQuiet,
    RetimeNudge,
    SetNudge,
    SetOften,
    ShowNudges,
    StartKind,
)
from bot.answers import Ask, Letter, Outcome, Replace, Say
from bot.domain import reminder, snooze
from bot.domain.nudge import Nudge, NudgeKind, NudgeState
from bot.domain.person import Often
from bot.domain.reminder import Wish
from bot.errors import Refusal
from bot.events import CommandUsed, Pressed, Said
from bot.handlers import nudge as nudges
from bot.handlers import reach, undo
from bot.handlers.reading import Reading, read
from bot.ports.context import Context
from bot.ui import markup
from bot.ui.card import Card
from bot.views import nudge as nudge_view
from bot.views import reminder as view
from bot.views import reminder_form as form_view
from bot.views import rhythm
from bot.views.reminder import Missed, Promised

LATELY = timedelta(days=14)
_LETTERS = 60
_ID = re.compile("[0-9]{1,9}")


async def show_nudges(act: ShowNudges, cx: Context) -> Outcome:
    """Show what is promised; words behind the command set a reminder."""
    if isinstance(cx.event.doing, CommandUsed) and cx.text:
        return await set_nudge(SetNudge(), cx)
    letters = await reach.standing(cx)
    card = view.page(cx.texts, await _promised(cx), max(0, act.page), letters)
    return Outcome(Replace(card) if isinstance(cx.event.doing, Pressed) else Say(card))


async def look_at_nudge(act: LookAtNudge, cx: Context) -> Outcome:
    """Show one nudge and what can be done about it."""
    nudge = cx.own(await cx.tx.nudges.get(act.nudge or _number(cx.picked)))
    if nudge.state is not NudgeState.ACTIVE:
        raise Refusal(cx.say(cx.gone))
    return Outcome(Replace(view.one(cx.texts, nudge, await _promised(cx))))


async def set_nudge(act: SetNudge, cx: Context) -> Outcome:
    """Set what was said whole; ask for what is missing."""
    facts = cx.facts
    wanted = reminder.wish(cx.text, facts.weekday, facts.day, facts.minute)
    if wanted.is_whole and _fault(wanted, cx) is None:
        return Outcome(Say(await _remember(wanted, cx)))
    if isinstance(cx.event.doing, Said) and wanted == Wish():
        return await show_nudges(ShowNudges(), cx)
    return Outcome(Ask(form_view.set_form(cx.texts, wanted), fresh=wanted != Wish()))


async def keep_nudge(act: KeepNudge, cx: Context) -> Outcome:
    """Keep a reminder in somebody's own words."""
    reading = read(form_view.set_form(cx.texts, Wish()), cx)
    return Outcome(Say(await _remember(_checked(_read(reading), reading, cx), cx)))


async def retime(act: RetimeNudge, cx: Context) -> Outcome:
    """Ask for another time."""
    nudge = await _standing(act.nudge, cx)
    return Outcome(Ask(form_view.time_form(cx.texts, nudge, cx.me.zone)))


async def keep_time(act: KeepTime, cx: Context) -> Outcome:
    """Keep another time; what came monthly still does, unless days were chosen."""
    nudge = await _standing(act.nudge, cx)
    reading = read(form_view.time_form(cx.texts, nudge, cx.me.zone), cx)
    wanted = _read(reading)
    if nudge.monthly_day is None or wanted.weekdays or wanted.day:
        wanted = _checked(wanted, reading, cx)
        moved = reminder.retimed(nudge, wanted, cx.me, cx.now)
    else:
        moved = reminder.monthly(nudge, wanted, cx.me, cx.now)
    await cx.tx.nudges.put(moved)
    called = rhythm.name(moved, cx.content.nudges)
    button = await undo.button(cx)
    return Outcome(Say(view.moved(cx.texts, moved, called, cx.me, cx.now, button)))


async def set_often(act: SetOften, cx: Context) -> Outcome:
    """Keep how many unprompted nudges come."""
    picked = cx.picked[0] if cx.picked else ""
    if picked not in Often.__members__.values():
        raise Refusal(cx.say(cx.gone))
    me = await cx.tx.preferences.keep(replace(cx.me, often=Often(picked)))
    return Outcome(Replace(view.often_kept(cx.texts, me.often, await undo.button(cx))))


async def start_kind(act: StartKind, cx: Context) -> Outcome:
    """Let a stopped kind come again."""
    picked = cx.picked[0] if cx.picked else ""
    named = rhythm.kinds(cx.me.muted, cx.content.nudges).get(picked)
    if named is None:
        raise Refusal(cx.say(cx.gone))
    muted = tuple(kind for kind in cx.me.muted if kind != picked)
    await cx.tx.preferences.keep(replace(cx.me, muted=muted))
    return Outcome(Replace(view.started(cx.texts, named, await undo.button(cx))))


async def open_quiet(act: OpenQuiet, cx: Context) -> Outcome:
    """Ask for the quiet hours."""
    return Outcome(Ask(form_view.quiet_form(cx.texts, cx.me)))


async def keep_quiet(act: KeepQuiet, cx: Context) -> Outcome:
    """Keep the quiet hours, and move what waits for the end of the old ones."""
    reading = read(form_view.quiet_form(cx.texts, cx.me), cx)
    start, end = reading.minute("start") or 0, reading.minute("end") or 0
    me = await cx.tx.preferences.keep(replace(cx.me, quiet_start=start, quiet_end=end))
    # Marked before nudges move, which they do by themselves and must not bar the way back.
    button = await undo.button(cx)
    await nudges.rezone(cx, me)
    return Outcome(Say(view.quiet_kept(cx.texts, me, button)))


async def _remember(wanted: Wish, cx: Context) -> Card:
    mine = await cx.tx.nudges.active(cx.me.id)
    before = reminder.same(mine, wanted.about)
    own = [nudge for nudge in mine if nudge.kind is NudgeKind.OWN]
    if before is None and len(own) >= reminder.MOST:
        raise Refusal(cx.say(view.TOO_MANY, count=len(own)))
    fresh = reminder.made(wanted, cx.me, cx.now)
    if before is None:
        kept = await cx.tx.nudges.add(fresh)
    else:
        kept = await cx.tx.nudges.put(replace(fresh, id=before.id, sent_at=before.sent_at))
    return view.kept(cx.texts, kept, cx.me, cx.now, await undo.button(cx))


def _read(reading: Reading) -> Wish:
    weekdays = tuple(sorted(int(day) for day in reading.many("weekdays")))
    return Wish(reading.text("about"), weekdays, reading.day("day"), reading.minute("time"))


def _checked(wanted: Wish, reading: Reading, cx: Context) -> Wish:
    """Raise Correction where the times of a wish cannot be."""
    fault = _fault(wanted, cx)
    if fault is not None:
        raise reading.wrong(**fault)
    return wanted


def _fault(wanted: Wish, cx: Context) -> dict[str, str] | None:
    """Say what is wrong with the times of a wish, by field."""
    if wanted.weekdays:
        return {"day": cx.say(form_view.BOTH)} if wanted.day else None
    if wanted.day and not snooze.is_within_reach(wanted.day, cx.me, cx.now):
        return {"day": cx.say(form_view.TOO_FAR)}
    due = reminder.made(wanted, cx.me, cx.now).due_at or cx.now
    if due <= cx.now:
        return {"time": cx.say(form_view.PASSED)}
    away = cx.me.away_until
    if away is not None and due < away:
        # A break is a break: what would come within it is not promised.
        until = markup.plain(markup.when(away, cx.me.zone))
        return {"time": cx.say(form_view.IN_BREAK, when=until)}
    return None


async def _standing(key: int, cx: Context) -> Nudge:
    nudge = cx.own(await cx.tx.nudges.get(key))
    if nudge.state is NudgeState.STOPPED:
        raise Refusal(cx.say(nudge_view.STOPPED_BEFORE))
    return nudge


async def _promised(cx: Context) -> Promised:
    mine = await cx.tx.nudges.of(cx.me.id)
    letters = await cx.tx.outbox.unsent(cx.me.id, nudges.LETTER, _LETTERS)
    missed = {each.nudge.id: each for each in _missed(mine, letters)}
    active = [nudge for nudge in mine if nudge.state is NudgeState.ACTIVE and nudge.due_at]
    active.sort(key=lambda nudge: nudge.due_at or cx.now)
    over = [
        missed[nudge.id] for nudge in mine if nudge.state is NudgeState.DONE and nudge.id in missed
    ]
    lately = [each for each in over if each.at > cx.now - LATELY]
    lately.sort(key=lambda each: each.at, reverse=True)
    return Promised(cx.me, active, missed, lately, cx.content.nudges, cx.now)


def _missed(mine: Iterable[Nudge], letters: Iterable[tuple[Letter, str]]) -> Iterable[Missed]:
    """Find which nudges stayed away last time: as decided, or as their letters ended."""
    ended: dict[object, tuple[Letter, str]] = {}
    for letter, why in letters:
        ended.setdefault(letter.args.get("nudge"), (letter, why))
    for nudge in mine:
        if nudge.outcome_at is not None and nudge.outcome is not None:
            yield Missed(nudge, nudge.outcome_at, nudge.outcome.value)
        elif nudge.id in ended and not nudge.held:
            letter, why = ended[nudge.id]
            sent, due = (datetime.fromisoformat(str(letter.args[key])) for key in ("sent", "due"))
            if nudge.sent_at is None or nudge.sent_at <= sent:
                yield Missed(nudge, due, why)


def _number(picked: tuple[str, ...]) -> int:
    found = _ID.fullmatch(picked[0]) if picked else None
    return int(found[0]) if found else 0
