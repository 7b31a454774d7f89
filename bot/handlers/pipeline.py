"""Applications together: the list, and the reminders that keep step with each of them."""

from bot.actions.application import ShowApplications
from bot.answers import Outcome, Replace, Say, Skip
from bot.domain import pipeline, silence
from bot.domain.application import WAITING, Application
from bot.domain.nudge import Nudge, NudgeKind
from bot.domain.pipeline import Filter
from bot.errors import StaleAction
from bot.events import Pressed
from bot.handlers import nudge as nudges
from bot.handlers.saying import in_turn
from bot.ports.context import Composing, Context, NudgeBody, Surroundings
from bot.ui.card import Card
from bot.views import pipeline as view

_INTERVIEW = (NudgeKind.INTERVIEW_EVE, NudgeKind.INTERVIEW_AFTER)
_KINDS = (NudgeKind.APPLICATION, NudgeKind.GHOSTED, *_INTERVIEW)


def shown(cx: Context, card: Card) -> Outcome:
    """Show a card in place of the one that was pressed, or else by itself."""
    return Outcome(Replace(card) if isinstance(cx.event.doing, Pressed) else Say(card))


async def show_applications(act: ShowApplications, cx: Context) -> Outcome:
    """Show a page of applications by status."""
    wanted = _filter(act, cx)
    mine = await cx.tx.applications.of(cx.me.id)
    fitting = pipeline.shown(mine, wanted)
    noes = await cx.tx.nos.of(cx.me.id)
    numbers = pipeline.numbers(mine, noes, zone=cx.me.zone)
    # The page may have emptied since its button was shown.
    page = min(max(act.page, 0), view.last_page(len(fitting)))
    card = view.listed(cx.texts, fitting, numbers, wanted, page, cx.me.zone, cx.now)
    return shown(cx, card)


async def settle_nudges(
    cx: Context, application: Application, *, asked: bool | None = None
) -> None:
    """Promise what an application calls for now, and take back what it calls for no longer.

    `asked` says that the person wants the reminders around an interview; None leaves that as it is.
    """
    wanted = silence.reminders(application, cx.me.zone, cx.now)
    chosen = await is_asked(cx, application) if asked is None else asked
    for kind in _KINDS:
        if kind in wanted:
            own = chosen and kind in _INTERVIEW
            subject = application.id
            await nudges.promise(cx, cx.me, kind, at=wanted[kind], subject=subject, asked=own)
        else:
            await nudges.cancel(cx, cx.me.id, kind, application.id)


async def forget_nudges(cx: Context, application: Application) -> None:
    """Take back every reminder about an application."""
    for kind in _KINDS:
        await nudges.cancel(cx, cx.me.id, kind, application.id)


async def is_asked(cx: Context, application: Application) -> bool:
    """Tell whether the person asked for the reminders around an interview."""
    found = [await cx.tx.nudges.about(cx.me.id, kind, application.id) for kind in _INTERVIEW]
    return any(each is not None and each.asked for each in found)


async def remind_quiet(nudge: Nudge, cx: Composing) -> NudgeBody | Skip:
    """Offer a follow-up after a quiet week."""
    known = await subject(nudge, cx)
    if known is None or not silence.calls_for_follow_up(known, cx.now):
        return Skip("moved")
    args = view.quiet_args(cx.texts, known, cx.now)
    sentence = await in_turn(cx, nudge.person_id, view.FOLLOW_UP, **args)
    title = view.quiet_title(cx.texts, known)
    return NudgeBody(title, view.follow_up(cx.texts, known, sentence))


async def remind_ghosted(nudge: Nudge, cx: Composing) -> NudgeBody | Skip:
    """Offer to close what has been quiet for three weeks."""
    known = await subject(nudge, cx)
    if known is None or not silence.calls_for_closing(known, cx.now):
        return Skip("moved")
    args = view.quiet_args(cx.texts, known, cx.now)
    sentence = await in_turn(cx, nudge.person_id, view.CLOSING, **args)
    title = view.quiet_title(cx.texts, known)
    return NudgeBody(title, view.closing(cx.texts, known, sentence))


async def subject(nudge: Nudge, cx: Surroundings) -> Application | None:
    """Return the application a nudge is about, if it is there and still waits for something."""
    known = await cx.tx.applications.get(nudge.subject or 0)
    if known is None or known.person_id != nudge.person_id or known.status not in WAITING:
        return None
    return known


def _filter(act: ShowApplications, cx: Context) -> Filter:
    if not cx.picked:
        return act.filter
    if cx.picked[0] not in set(Filter):
        raise StaleAction(act.route)
    return Filter(cx.picked[0])
