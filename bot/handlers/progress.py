"""One's own progress, gathered from every room: for its owner alone."""

from bot.actions.progress import ShowProgress
from bot.answers import Outcome
from bot.domain import pipeline as pipelines
from bot.domain import progress
from bot.handlers import pipeline, streak
from bot.ports.context import Context
from bot.views import progress as view
from bot.views.progress import Page


async def show_progress(act: ShowProgress, cx: Context) -> Outcome:
    """Show what was done, what came of it, and how it felt."""
    return pipeline.shown(cx, view.page(cx.texts, await _page(cx)))


async def _page(cx: Context) -> Page:
    tx, me, zone = cx.tx, cx.me, cx.me.zone
    applications = await tx.applications.of(me.id)
    checkins, noes = await tx.checkins.of(me.id), await tx.nos.of(me.id)
    steps, written = await tx.commitments.of(me.id), await tx.reflections.of(me.id)
    return Page(
        numbers=pipelines.numbers(applications, noes, zone=zone),
        steps=progress.steps(applications),
        standing=progress.standing(applications, cx.now),
        until_no=progress.until_no(applications, zone),
        weeks=progress.weeks(applications, steps, written, checkins, cx.now, zone),
        feelings=progress.feelings(checkins, noes, cx.now, zone),
        streak=await streak.length(cx, me),
    )
