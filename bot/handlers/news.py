"""News in plain words: the application it is about is found, asked for, or made."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.actions.application import (
    ChooseApplication,
    KeepNewInterview,
    MoveApplication,
    News,
    OpenApply,
    OpenInterview,
    OpenNewInterview,
    TellAccepted,
    TellGhosted,
    TellInterview,
    TellInterviewDone,
    TellOffer,
)
from bot.actions.rejection import OpenNo
from bot.answers import Ask, Outcome
from bot.domain import application as applications
from bot.domain import days, recurrence, telling
from bot.domain.application import OPEN, WAITING, Application, Stage, Status
from bot.handlers import application, apply, care, interview, pipeline, rejection
from bot.ports.context import Context
from bot.ui.form import Correction
from bot.views import interview as interview_view
from bot.views import pipeline as view


@dataclass(frozen=True, slots=True)
class Found:
    """The applications some words may be about, and the one of them that they surely are."""

    among: tuple[Application, ...]
    sure: Application | None


async def tell_offer(act: TellOffer, cx: Context) -> Outcome:
    """Hear of an offer."""
    return await _tell(cx, News.OFFER, Status.OFFER)


async def tell_accepted(act: TellAccepted, cx: Context) -> Outcome:
    """Hear that a job is theirs."""
    return await _tell(cx, News.ACCEPTED, Status.ACCEPTED)


async def tell_ghosted(act: TellGhosted, cx: Context) -> Outcome:
    """Hear that nobody answered; closing an application is confirmed first."""
    found = await _find(cx, WAITING)
    stage = cx.facts.stage
    if found.sure is not None:
        return pipeline.shown(cx, view.ask_ghosted(cx.texts, found.sure, stage))
    if found.among:
        card = view.choose(cx.texts, News.GHOSTED, found.among, stage=stage)
        return pipeline.shown(cx, card)
    if cx.facts.company:
        return await apply.keep_new(cx, _made(cx, Status.GHOSTED))
    facts = replace(cx.facts, stage=stage or Stage.NO_REPLY)
    return await rejection.open_no(OpenNo(), replace(cx, facts=facts))


async def tell_interview(act: TellInterview, cx: Context) -> Outcome:
    """Hear of an interview to come: it is set where all is said, and asked for where not."""
    found = await _find(cx, OPEN)
    day, minute = _to_come(cx), cx.facts.minute
    if found.sure is not None:
        return await _invite(cx, found.sure, day, minute)
    if found.among:
        card = view.choose(cx.texts, News.INTERVIEW, found.among, day, minute)
        return pipeline.shown(cx, card)
    at = _instant(cx, day, minute)
    if at is None or not cx.facts.company:
        return await open_new_interview(OpenNewInterview(day, minute), cx)
    return await interview.keep(cx, _invited(cx, _made(cx, Status.INTERVIEW), at))


async def tell_interview_done(act: TellInterviewDone, cx: Context) -> Outcome:
    """Hear that an interview is over, and ask how it went."""
    found = await _find(cx, {Status.INTERVIEW})
    only = found.among[0] if len(found.among) == 1 and not cx.facts.company else None
    known = found.sure or only
    if known is not None:
        return pipeline.shown(cx, interview_view.ask_went(cx.texts, known))
    among = found.among or (await _find(cx, OPEN)).among
    if not among or (cx.facts.company and not found.among):
        return await apply.open_apply(OpenApply(Status.INTERVIEW), cx)
    return pipeline.shown(cx, view.choose(cx.texts, News.WENT, among))


async def choose_application(act: ChooseApplication, cx: Context) -> Outcome:
    """Take the news to the application that was picked."""
    picked = application.picked(cx, act.route)
    known = cx.own(await cx.tx.applications.get(picked))
    match act.news:
        case News.OFFER:
            return await application.move(MoveApplication(known.id, Status.OFFER), cx)
        case News.ACCEPTED:
            return await application.move(MoveApplication(known.id, Status.ACCEPTED), cx)
        case News.GHOSTED:
            return pipeline.shown(cx, view.ask_ghosted(cx.texts, known, act.stage))
        case News.INTERVIEW:
            return await _invite(cx, known, act.day, act.minute)
        case News.WENT:
            return pipeline.shown(cx, interview_view.ask_went(cx.texts, known))


async def open_new_interview(act: OpenNewInterview, cx: Context) -> Outcome:
    """Ask who invites, and when."""
    facts = cx.facts
    clock = "" if act.minute is None else days.say_clock(act.minute)
    day = act.day.isoformat() if act.day else ""
    form = interview_view.new_form(cx.texts, day, clock, facts.company or "", facts.role or "")
    told = facts.company or facts.role or day or clock
    return Outcome(Ask(form, fresh=bool(told)))


async def keep_new_interview(act: KeepNewInterview, cx: Context) -> Outcome:
    """Keep an interview, with the application it belongs to or with a new one."""
    try:
        typed = apply.read_words(cx, interview_view.new_form(cx.texts))
        at = interview.instant(typed.reading, cx)
        if at is None or at <= cx.now:
            raise typed.reading.wrong(day=cx.say(interview_view.PASSED))
    except Correction as wrong:
        return await care.before_mistakes(cx, wrong)
    known = telling.twin(await cx.tx.applications.of(cx.me.id), typed.company, typed.role)
    if known is None:
        known = applications.begin(
            cx.me.id, typed.company, typed.role, cx.now, cx.me.zone, status=Status.INTERVIEW
        )
    asked = typed.reading.ticked("remind")
    return await interview.keep(cx, _invited(cx, known, at), typed.called_for, asked=asked)


async def _tell(cx: Context, news: News, status: Status) -> Outcome:
    found = await _find(cx, OPEN)
    if found.sure is not None:
        return await application.move(MoveApplication(found.sure.id, status), cx)
    if found.among:
        return pipeline.shown(cx, view.choose(cx.texts, news, found.among))
    if cx.facts.company:
        return await apply.keep_new(cx, _made(cx, status))
    return await apply.open_apply(OpenApply(status), cx)


async def _find(cx: Context, statuses: Collection[Status]) -> Found:
    """Find what is meant; a company that is known, but not in these statuses, is asked about."""
    mine = await cx.tx.applications.of(cx.me.id)
    company, role = cx.facts.company or "", cx.facts.role or ""
    among = applications.meant(mine, company, role, statuses)
    if company and len(among) == 1:
        return Found(among, among[0])
    if company and not among:
        among = applications.meant(mine, company, role, frozenset(Status))
    return Found(among, None)


async def _invite(cx: Context, known: Application, day: date | None, minute: int | None) -> Outcome:
    at = _instant(cx, day, minute)
    if at is None:
        return await interview.open_interview(OpenInterview(known.id, day, minute), cx)
    return await interview.keep(cx, _invited(cx, known, at))


def _invited(cx: Context, known: Application, at: datetime) -> Application:
    """Return the application with an interview; a new time for one to come keeps its place."""
    is_moved = known.interview_at is not None and known.interview_at > cx.now
    place = known.interview_place if is_moved else ""
    rounds = applications.next_round(known, cx.now)
    return applications.with_interview(known, at, place, rounds, cx.now, cx.me.zone)


def _made(cx: Context, status: Status) -> Application:
    facts = cx.facts
    return applications.begin(
        cx.me.id,
        facts.company or "",
        facts.role or "",
        cx.now,
        cx.me.zone,
        status=status,
        stage=facts.stage,
    )


def _to_come(cx: Context) -> date | None:
    """Return the day that was told, unless it is over; what is meant then is asked."""
    day = cx.facts.day
    today = recurrence.local(cx.now, cx.me.zone).date()
    return day if day is not None and today <= day else None


def _instant(cx: Context, day: date | None, minute: int | None) -> datetime | None:
    today = recurrence.local(cx.now, cx.me.zone).date()
    # What was told may come back from a button, so the day is looked at again.
    if day is None or minute is None or not today <= day <= today + interview.FURTHEST:
        return None
    at = recurrence.instant_of(day, minute, cx.me.zone)
    return at if at > cx.now else None
