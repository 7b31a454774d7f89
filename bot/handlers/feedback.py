"""Asking for feedback: a message written, sent by the person, asked after once, and closed."""

from dataclasses import replace
from datetime import datetime

from bot.actions.feedback import (
    BeginFeedback,
    ChangeFeedback,
    ChangeTone,
    KeepAnswer,
    KeepFeedback,
    MarkSent,
    MarkUnanswered,
    OpenAnswer,
    OpenFeedback,
)
from bot.answers import Ask, Outcome, Replace, Say, Skip
from bot.domain import feedback, rejection
from bot.domain.feedback import FeedbackRequest, FeedbackState, FeedbackTone
from bot.domain.nudge import Nudge, NudgeKind, NudgeState
from bot.domain.person import Often
from bot.domain.practice import Practice
from bot.handlers import nudge as nudges
from bot.handlers import undo
from bot.handlers.reading import Reading, read
from bot.handlers.saying import in_turn
from bot.ports.context import Composing, Context, NudgeBody
from bot.views import feedback as view
from bot.views.feedback_message import message


async def open_feedback(act: OpenFeedback, cx: Context) -> Outcome:
    """Ask about those who have not answered yet, else begin a new request."""
    mine = await cx.tx.feedback.of(cx.me.id)
    sent = [request for request in mine if request.state is FeedbackState.SENT]
    if sent and not cx.facts.company:
        return Outcome(Say(view.waiting(cx.texts, sent, cx.me.zone)))
    return await begin_feedback(BeginFeedback(), cx)


async def begin_feedback(act: BeginFeedback, cx: Context) -> Outcome:
    """Open the form, with the company that is meant."""
    named = cx.facts.company or ""
    if act.no is not None:
        company = cx.own(await cx.tx.nos.get(act.no)).company
    else:
        lately = rejection.lately(await cx.tx.nos.of(cx.me.id), cx.now)
        company = named or (lately.company if lately else "")
    known = FeedbackRequest(cx.me.id, cx.now, company=company)
    form = view.request_form(cx.texts, KeepFeedback(act.no), known)
    return Outcome(Ask(form, fresh=bool(named)))


async def change_feedback(act: ChangeFeedback, cx: Context) -> Outcome:
    """Open the form as it was filled in."""
    request = await _own(act.request, cx)
    form = view.request_form(cx.texts, KeepFeedback(None, request.id), request)
    return Outcome(Ask(form))


async def keep_feedback(act: KeepFeedback, cx: Context) -> Outcome:
    """Keep a request, and show the message it makes."""
    before = FeedbackRequest(cx.me.id, cx.now)
    if act.request is not None:
        before = await _own(act.request, cx)
    reading = read(view.request_form(cx.texts, act, before), cx)
    request = _filled(before, reading)
    request = await _written(await _linked(request, act.no, cx), cx)
    if act.request is None:
        request = await cx.tx.feedback.add(request)
        await cx.tx.practices.done(cx.me.id, Practice.FEEDBACK, cx.now)
    else:
        request = await cx.tx.feedback.put(request)
    return Outcome(Say(view.draft(cx.texts, request, await undo.button(cx))))


async def change_tone(act: ChangeTone, cx: Context) -> Outcome:
    """Show the same message in the next tone."""
    before = await _own(act.request, cx)
    request = await _written(replace(before, tone=feedback.next_tone(before.tone)), cx)
    request = await cx.tx.feedback.put(request)
    return Outcome(Replace(view.draft(cx.texts, request, await undo.button(cx))))


async def mark_sent(act: MarkSent, cx: Context) -> Outcome:
    """Note that it was sent, and promise to ask once whether they answered."""
    request = await _own(act.request, cx)
    if request.state is FeedbackState.DRAFT:
        sent = replace(request, state=FeedbackState.SENT, sent_at=cx.now)
        request = await cx.tx.feedback.put(sent)
        await _promise(request, cx)
    when = await _when(request, cx)
    undo_action = await undo.button(cx)
    return Outcome(Replace(view.sent(cx.texts, request, when, cx.me.zone, undo_action)))


async def open_answer(act: OpenAnswer, cx: Context) -> Outcome:
    """Ask what they answered."""
    return Outcome(Ask(view.answer_form(cx.texts, await _own(act.request, cx))))


async def keep_answer(act: KeepAnswer, cx: Context) -> Outcome:
    """Keep their answer, and tell apart what of it is in the person's hands."""
    before = await _own(act.request, cx)
    reading = read(view.answer_form(cx.texts, before), cx)
    answered = replace(
        before,
        state=FeedbackState.ANSWERED,
        answer=reading.text("answer"),
        themes=reading.many("themes"),
    )
    request = await _closed(answered, cx)
    return Outcome(Say(view.answered(cx.texts, request, await undo.button(cx))))


async def mark_unanswered(act: MarkUnanswered, cx: Context) -> Outcome:
    """Close a request that nobody answered."""
    request = await _own(act.request, cx)
    await _closed(replace(request, state=FeedbackState.UNANSWERED), cx)
    said = await in_turn(cx, cx.me.id, view.SILENCE)
    return Outcome(Replace(view.silence(cx.texts, said, await undo.button(cx))))


async def remind_feedback(nudge: Nudge, cx: Composing) -> NudgeBody | Skip:
    """Ask whether they answered, unless that is known."""
    request = await cx.tx.feedback.get(nudge.subject or 0)
    if request is None:
        return Skip("taken_back")
    if request.state is not FeedbackState.SENT:
        return Skip("answered")
    return NudgeBody(cx.say(view.ASKED_TITLE), view.asked(cx.texts, request))


async def _own(key: int, cx: Context) -> FeedbackRequest:
    return cx.own(await cx.tx.feedback.get(key))


def _filled(before: FeedbackRequest, reading: Reading) -> FeedbackRequest:
    return replace(
        before,
        company=reading.text("company"),
        tone=reading.choice("tone", FeedbackTone) or before.tone,
        interviewer=reading.text("interviewer"),
        valued_one=reading.text("valued_one"),
        valued_two=reading.text("valued_two"),
    )


async def _linked(request: FeedbackRequest, begun_from: int | None, cx: Context) -> FeedbackRequest:
    """Find the application a request is about: by its company's name, else where it began."""
    noes = await cx.tx.nos.of(cx.me.id)
    no = next((each for each in noes if each.id == begun_from), None)
    if no is None or request.company not in ("", no.company):
        no = rejection.about(noes, request.company)
    if no is not None:
        company = request.company or no.company
        return replace(request, application_id=no.application_id, company=company)
    mine = await cx.tx.applications.of(cx.me.id)
    found = feedback.application_at(mine, request.company)
    return replace(request, application_id=found.id if found else None)


async def _written(request: FeedbackRequest, cx: Context) -> FeedbackRequest:
    """Write the message anew, fitting how far the application got."""
    about = None
    if request.application_id is not None:
        about = await cx.tx.applications.get(request.application_id)
    stage, role = (about.stage, about.role) if about is not None else (None, "")
    return replace(request, body=message(cx.texts, request, role, feedback.occasion(stage)))


async def _promise(request: FeedbackRequest, cx: Context) -> None:
    if cx.me.often is not Often.NONE:
        at = feedback.ask_again_at(cx.now, cx.me.zone, cx.me.quiet)
        await nudges.promise(cx, cx.me, NudgeKind.FEEDBACK, at=at, subject=request.id)


async def _when(request: FeedbackRequest, cx: Context) -> datetime | None:
    """Tell when the one question comes, where it does."""
    nudge = await cx.tx.nudges.about(cx.me.id, NudgeKind.FEEDBACK, request.id)
    return nudge.due_at if nudge is not None and nudge.state is NudgeState.ACTIVE else None


async def _closed(request: FeedbackRequest, cx: Context) -> FeedbackRequest:
    await nudges.cancel(cx, cx.me.id, NudgeKind.FEEDBACK, request.id)
    return await cx.tx.feedback.put(request)
