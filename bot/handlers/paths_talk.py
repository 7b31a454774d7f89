"""The conversation that a look at other paths leads to, and the one question two weeks later."""

from dataclasses import replace
from datetime import datetime

from bot.actions.paths import AnswerPaths, KeepTalk, OpenTalk
from bot.answers import Ask, Outcome, Replace, Say, Skip
from bot.domain import paths as rules
from bot.domain import plan
from bot.domain.nudge import Nudge, NudgeKind
from bot.domain.paths import Paths, Verdict
from bot.domain.person import Often
from bot.domain.plan import Channel, Commitment, Kept, Source
from bot.domain.practice import Practice
from bot.handlers import commitment as commitments
from bot.handlers import nudge as nudges
from bot.handlers import paths, undo
from bot.handlers.reading import read
from bot.handlers.saying import in_turn
from bot.ports.context import Composing, Context, NudgeBody
from bot.views import paths as view
from bot.views import paths_form as forms


async def open_talk(act: OpenTalk, cx: Context) -> Outcome:
    """Ask for one conversation, new or as it stands."""
    of = await paths.own(cx, act.paths)
    form = forms.talk_form(cx.texts, of, await paths.talk_of(cx, of), cx.me.zone)
    return Outcome(Ask(form))


async def keep_talk(act: KeepTalk, cx: Context) -> Outcome:
    """Keep a conversation among what somebody means to do; the look is complete with it."""
    before = await paths.own(cx, act.paths)
    talk = await paths.talk_of(cx, before)
    reading = read(forms.talk_form(cx.texts, before, talk, cx.me.zone), cx)
    due_at = commitments.due(reading, cx, talk.due_at if talk else None)
    who = " ".join(reading.text("who").split())
    await _keep_commitment(cx, before, talk, who, due_at)
    # A conversation after the verdict is a look that goes on.
    written = replace(before, who=who, asking=reading.text("asking"), verdict=None)
    is_new = before.done_at is None or before.verdict is not None
    kept = await cx.tx.paths.put(replace(written, done_at=before.done_at or cx.now))
    if is_new:
        await _promise(cx, kept)
        await cx.tx.practices.done(cx.me.id, Practice.PATHS, cx.now)
    line = await in_turn(cx, cx.me.id, view.CLOSING)
    undone_by = await undo.button(cx)
    of = await paths.seen(cx, kept)
    return Outcome(Say(view.whole(cx.texts, of, line, view.KEPT_TITLE, undone_by)))


async def answer_paths(act: AnswerPaths, cx: Context) -> Outcome:
    """Keep what becomes of the paths; put aside, they are not brought up for a while."""
    before = await paths.own(cx, act.paths)
    kept = replace(before, verdict=act.verdict, answered_at=cx.now)
    kept = await cx.tx.paths.put(kept)
    await nudges.cancel(cx, cx.me.id, NudgeKind.PATHS, kept.id)
    talk = await paths.talk_of(cx, kept) if act.verdict is Verdict.ASIDE else None
    if talk is not None:
        await commitments.mark(cx, talk, Kept.DROPPED)
    line = await in_turn(cx, cx.me.id, view.ANSWER[act.verdict])
    return Outcome(
        Replace(
            view.answered(
                cx.texts,
                await paths.seen(cx, kept),
                act.verdict,
                line,
                await undo.button(cx),
                dropped=talk is not None,
            )
        )
    )


async def remind(nudge: Nudge, cx: Composing) -> NudgeBody | Skip:
    """Ask what becomes of the paths, unless that is known."""
    of = await cx.tx.paths.get(nudge.subject or 0)
    if of is None:
        return Skip("thrown_away")
    if of.verdict is not None:
        return Skip("answered")
    line = await in_turn(cx, of.person_id, view.NUDGE_LINE)
    title = await in_turn(cx, of.person_id, view.NUDGE_TITLE)
    return NudgeBody(title, view.nudge(cx.texts, of, line))


async def _keep_commitment(
    cx: Context, of: Paths, talk: Commitment | None, who: str, due_at: datetime | None
) -> None:
    what = cx.say(view.WHAT, who=who)[: plan.LONGEST]
    new = Commitment(cx.me.id, Source.PATHS, of.id, what, cx.now, channel=Channel.PEOPLE)
    it = replace(talk or new, what=what, due_at=due_at)
    it = await (cx.tx.commitments.put(it) if talk else cx.tx.commitments.add(it))
    if talk is None or talk.due_at != it.due_at:
        await commitments.settle(cx, it)


async def _promise(cx: Context, of: Paths) -> None:
    if cx.me.often is not Often.NONE:
        at = rules.look_again_at(cx.now, cx.me.zone, cx.me.quiet)
        await nudges.promise(cx, cx.me, NudgeKind.PATHS, at=at, subject=of.id)
