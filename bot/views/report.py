"""How a report looks: to who sends it, and to the moderators, without a word of the message."""

from bot.actions.care import HelpNow
from bot.actions.report import CloseReport, TakeReport
from bot.domain.report import Report, ReportState
from bot.texts import Label, Line, Texts, Title
from bot.ui import markup
from bot.ui.card import Block, Button, Buttons, Card, Link, Look, Note, Text, Tone
from bot.views import help as help_view

THANKS_TITLE = Title("report.thanks.title")
THANKS = Line("report.thanks.next")
DANGER = Line("report.thanks.danger")
NO_ROOM_TITLE = Title("report.no_room.title")
NO_ROOM = Line("report.no_room.whom")
NO_ROOM_ADMIN = Line("report.no_room.admin")
WHICH = Line("report.which")
ALREADY = Line("report.already")
ENOUGH = Line("report.enough", "count")
TITLE = Title("report.room.title")
ASKED = Line("report.room.asked", "reporter", "author")
NO_COPY = Line("report.room.no_copy")
TAKEN = Line("report.room.taken", "name")
DONE = Line("report.room.done", "name")
OPEN = Label("report.room.open")
TAKE = Label("report.room.take")
CLOSE = Label("report.room.close")
GONE_TITLE = Title("report.room.gone_title")
GONE = Line("report.room.gone")

_LONGEST_AUTHOR = 80


def thanks(t: Texts) -> Card:
    """Thank who reports, and say what happens next."""
    way = Buttons((Button(t(help_view.HELP_NOW), HelpNow()),))
    return Card(t(THANKS_TITLE), (Text(t(THANKS)), Note(t(DANGER)), way), Tone.CARE)


def no_room(t: Texts) -> Card:
    """Say that this community has chosen no place for reports, and whom to ask."""
    way = Buttons((Button(t(help_view.HELP_NOW), HelpNow()),))
    blocks = (Text(t(NO_ROOM)), Note(t(NO_ROOM_ADMIN)), Note(t(DANGER)), way)
    return Card(t(NO_ROOM_TITLE), blocks, Tone.CARE)


def room(t: Texts, report: Report, reporter: str, by: str | None) -> Card:
    """Show the moderators a report; `by` is who of them looks, or looked, at it."""
    author = markup.who(report.author, markup.clean(report.author, _LONGEST_AUTHOR) or "?")
    blocks: list[Block] = [Text(t(ASKED, reporter=reporter, author=author))]
    if by is not None:
        said = DONE if report.state is ReportState.DONE else TAKEN
        blocks.append(Text(t(said, name=by)))
    ways = _ways(t, report)
    blocks += [Buttons(ways)] if ways else []
    tone = Tone.PLAIN if report.state is ReportState.DONE else Tone.WARN
    return Card(t(TITLE), (*blocks, Note(t(NO_COPY))), tone)


def gone(t: Texts) -> Card:
    """Say that who reported has had everything about them forgotten."""
    return Card(t(GONE_TITLE), (Text(t(GONE)),))


def _ways(t: Texts, report: Report) -> tuple[Button | Link, ...]:
    ways: list[Button | Link] = []
    if report.link.startswith("https://"):
        ways.append(Link(t(OPEN), report.link))
    if report.state is ReportState.NEW:
        ways.append(Button(t(TAKE), TakeReport(report.id), Look.MAIN))
    if report.state is not ReportState.DONE:
        ways.append(Button(t(CLOSE), CloseReport(report.id)))
    return tuple(ways)
