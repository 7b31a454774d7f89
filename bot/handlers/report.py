"""Reports: one tap on a message, and its link stands before the community's moderators."""

from bot.actions.report import CloseReport, ReportMessage, TakeReport
from bot.answers import Answer, Composed, Letter, Nothing, Outcome, Room, Say, Skip
from bot.domain import report as reports
from bot.domain.report import Report
from bot.domain.space import Space
from bot.errors import Refusal
from bot.events import CommandUsed
from bot.handlers import presence
from bot.ports.context import Composing, Context, Surroundings
from bot.ui import markup
from bot.views import report as view
from bot.views import seat as seat_view

REPORT = "report.room"


async def report_message(act: ReportMessage, cx: Context) -> Outcome:
    """Point the moderators to a message, once, and say what happens next."""
    if not cx.space.moderators:
        return Outcome(Say(view.no_room(cx.texts)))
    wanted = _about(cx)
    mine = await cx.tx.reports.of(cx.me.id)
    if any(reports.is_same(wanted, each) for each in mine):
        raise Refusal(cx.say(view.ALREADY))
    if reports.is_enough(mine, cx.now):
        raise Refusal(cx.say(view.ENOUGH, count=reports.MOST_A_DAY))
    report = await cx.tx.reports.add(wanted)
    return Outcome(Say(view.thanks(cx.texts)), (_letter(report, cx.space, "new"),))


async def take_report(act: TakeReport, cx: Context) -> Outcome:
    """Name the moderator who looks at it."""
    before = await _shown(act.report, cx)
    return await _revised(before, reports.taken(before, cx.me.id), cx)


async def close_report(act: CloseReport, cx: Context) -> Outcome:
    """Say that it is done, and by whom."""
    before = await _shown(act.report, cx)
    return await _revised(before, reports.closed(before, cx.me.id), cx)


async def withdrawals(cx: Context) -> tuple[Letter, ...]:
    """Take one's name from what moderators see, as when one is forgotten."""
    letters: list[Letter] = []
    for report in await cx.tx.reports.naming(cx.me.id):
        space = await cx.tx.spaces.get(report.space_id)
        if space is not None:
            letters.append(_letter(report, space, cx.event.key))
    return tuple(letters)


async def room_letter(cx: Composing) -> Composed:
    """Show the moderators a report as it stands, or that it was taken back."""
    report = await cx.tx.reports.get(int(cx.letter.args["report"] or 0))
    if report is None:
        stands = await cx.tx.outbox.stands(cx.letter.slot)
        return view.gone(cx.texts) if stands else Skip("gone")
    by = None
    if report.moderator_id is not None:
        by = seat_view.called(cx.texts, await cx.tx.people.get(report.moderator_id))
    return view.room(cx.texts, report, await _reporter(report, cx), by)


def _about(cx: Context) -> Report:
    """Read which message is meant."""
    doing = cx.event.doing
    about = doing.about if isinstance(doing, CommandUsed) else None
    if about is None:
        raise Refusal(cx.say(view.WHICH))
    return Report(
        person_id=cx.me.id,
        space_id=cx.space.id,
        channel=about.channel,
        ref=about.ref,
        author=about.author,
        link=about.link,
        created_at=cx.now,
    )


async def _shown(key: int, cx: Context) -> Report:
    """Return a report that stands before whoever pressed; anybody else hears that it is gone.

    The moderators' room is private to them: being able to press there is what makes a moderator.
    """
    report = await cx.tx.reports.get(key)
    room = cx.space.moderators
    is_admin = cx.event.actor.is_admin and presence.named(cx.event) == cx.space.external
    is_theirs = is_admin or (bool(room) and cx.event.place.channel == room)
    if report is None or report.space_id != cx.space.id or not is_theirs:
        raise Refusal(cx.say(cx.gone))
    return report


async def _revised(before: Report, after: Report, cx: Context) -> Outcome:
    answer: Answer = Nothing()
    if before == after:
        return Outcome(answer)
    await cx.tx.reports.put(after)
    return Outcome(answer, (_letter(after, cx.space, after.state),))


def _letter(report: Report, space: Space, cause: str) -> Letter:
    slot = f"report:{report.id}"
    room = Room(space.platform, space.external, space.moderators)
    return Letter(f"{slot}:{cause}", room, REPORT, {"report": report.id}, slot=slot)


async def _reporter(report: Report, cx: Surroundings) -> str:
    """Name who reports, so that the platform can show the account."""
    space = await cx.tx.spaces.get(report.space_id)
    name = seat_view.called(cx.texts, await cx.tx.people.get(report.person_id))
    for account in await cx.tx.people.identities(report.person_id):
        if space is not None and account.platform == space.platform:
            return markup.who(account.user, name)
    return name
