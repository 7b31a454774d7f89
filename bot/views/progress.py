"""How one's own progress looks: numbers with what they rest on, weeks, feelings, also in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.actions.application import ShowApplications
from bot.actions.checkin import OpenCheckIn
from bot.actions.home import OpenHome
from bot.actions.plan import OpenPlan
from bot.domain.application import Status
from bot.domain.pipeline import Numbers
from bot.domain.progress import Did, Felt, Step, Usual, Week
from bot.texts import Label, Line, Part, Texts, Title
from bot.ui.card import Block, Button, Buttons, Card, Chart, Look, Note, Text
from bot.ui.chart import Bars, Hue, Lines
from bot.views import funnel
from bot.views.naming import days

TITLE = Title("progress.title")
ONLY_YOU = Line("progress.only_you")
NOTHING = Line("progress.nothing")
APPLICATIONS = Label("progress.to_applications")
CHECK_IN = Label("progress.to_checkin")
PLAN = Label("progress.to_plan")
HOME = Label("progress.to_home")

SENT_ONE = Line("progress.numbers.sent_one")
SENT = Line("progress.numbers.sent", "sent")
TOO_FEW = Line("progress.numbers.too_few")
FEW = Line("progress.numbers.few", "answered", "interviewed")
SHARES = Line(
    "progress.numbers.shares",
    "answered", "answered_share", "interviewed", "interviewed_share",
)  # fmt: skip
WHOSE = Line("progress.numbers.whose")
NO_TIME = Line("progress.numbers.no_time", "days", "count")
STANDING = Line("progress.numbers.standing", "stage", "days", "count")
STANDS = {
    status: Line(f"progress.stands.{status}")
    for status in (Status.APPLIED, Status.SCREENING, Status.INTERVIEW)
}

STREAK_ONE = Line("progress.streak.one")
STREAK = Line("progress.streak.many", "count")

ALT_WEEKS = Line("progress.alt.weeks", "count")
ALT_WEEK = Line("progress.alt.week", "day", "did")
ALT_DID = Line("progress.alt.did", "count", "what")
QUIET_WEEKS = Line("progress.alt.quiet_weeks")
NO_WEEKS = Line("progress.alt.no_weeks")
ALT_FEELINGS = Line("progress.alt.feelings")
ALT_FELT = Line("progress.alt.felt", "what", "points")
ALT_POINT = Line("progress.alt.point", "value", "day")
DID = {did: Part(f"progress.part.{did}") for did in Did}
FELT = {felt: Part(f"progress.part.{felt}") for felt in Felt}
LOW, HIGH = Part("progress.part.low"), Part("progress.part.high")

FEWEST_POINTS = 2
"""Of fewer there is no up and down to be seen."""

_DID_HUES = {Did.APPLIED: Hue.WAY, Did.STEP: Hue.OPEN, Did.LOOKED_BACK: Hue.GLAD}
_FELT_HUES = {Felt.CONFIDENCE: Hue.WAY, Felt.MOOD: Hue.OPEN}


@dataclass(frozen=True, slots=True)
class Page:
    """Everything the page says, of one person and for them alone."""

    numbers: Numbers
    steps: Sequence[Step]
    standing: Mapping[Status, Usual]
    until_no: Usual | None
    weeks: Sequence[Week]
    feelings: Mapping[Felt, Sequence[int | None]]
    streak: int


def page(t: Texts, seen: Page) -> Card:
    """Show what was done and what came of it, what people control before the rest."""
    blocks = [*_weeks(t, seen), *_streak(t, seen), *_search(t, seen), *_feelings(t, seen)]
    shown = blocks or [Text(t(NOTHING))]
    return Card(t(TITLE), (*shown, Note(t(ONLY_YOU)), _ways(t)))


def _search(t: Texts, seen: Page) -> list[Block]:
    if not seen.steps:
        return []
    return [*funnel.chart(t, seen.steps), Text(_numbers(t, seen.numbers)), *_times(t, seen)]


def _numbers(t: Texts, numbers: Numbers) -> str:
    sent = t(SENT_ONE) if numbers.sent == 1 else t(SENT, sent=numbers.sent)
    counts = {"answered": numbers.answered, "interviewed": numbers.interviewed}
    if numbers.response_rate is None or numbers.interview_rate is None:
        # Of nothing heard yet nobody needs to be told a nought.
        heard = f"{t(FEW, **counts)} " if numbers.answered else ""
        return f"{sent} {heard}{t(TOO_FEW)}"
    shares = t(
        SHARES,
        **counts,
        answered_share=round(100 * numbers.response_rate),
        interviewed_share=round(100 * numbers.interview_rate),
    )
    return f"{sent} {shares} {t(WHOSE)}"


def _times(t: Texts, seen: Page) -> list[Note]:
    lines = [
        t(STANDING, stage=t(STANDS[status]), days=days(t, usual.days), count=usual.count)
        for status, usual in seen.standing.items()
    ]
    if seen.until_no is not None:
        usual = seen.until_no
        lines.append(t(NO_TIME, days=days(t, usual.days), count=usual.count))
    return [Note("\n".join(lines))] if lines else []


def _weeks(t: Texts, seen: Page) -> list[Block]:
    done = [did for did in Did if any(week.did.get(did) for week in seen.weeks)]
    if not done:
        # Somebody who is here already reads that a quiet time is no fault.
        return [Text(t(NO_WEEKS))] if seen.steps else []
    columns = [
        (_day(week.monday), tuple(week.did.get(did, 0) for did in done)) for week in seen.weeks
    ]
    names, hues = tuple(t(DID[did]) for did in done), tuple(_DID_HUES[did] for did in done)
    said = [t(ALT_WEEKS, count=len(seen.weeks)), *(_week(t, week) for week in seen.weeks)]
    quiet = [] if all(week.did for week in seen.weeks) else [t(QUIET_WEEKS)]
    words = " ".join(line for line in (*said, *quiet) if line)
    return [Chart(Bars(names, hues, tuple(columns)), words)]


def _week(t: Texts, week: Week) -> str:
    did = (t(ALT_DID, count=count, what=t(DID[did]).lower()) for did, count in week.did.items())
    return t(ALT_WEEK, day=_day(week.monday), did=", ".join(did)) if week.did else ""


def _streak(t: Texts, seen: Page) -> list[Text]:
    if not seen.streak:
        return []
    return [Text(t(STREAK_ONE) if seen.streak == 1 else t(STREAK, count=seen.streak))]


def _feelings(t: Texts, seen: Page) -> list[Chart]:
    lines = {
        felt: tuple(points) for felt, points in seen.feelings.items()
        if len(points) - points.count(None) >= FEWEST_POINTS
    }  # fmt: skip
    if not lines:
        return []
    labels = tuple(_day(week.monday) for week in seen.weeks)
    drawn = Lines(
        t(LOW),
        t(HIGH),
        labels,
        tuple(t(FELT[felt]) for felt in lines),
        tuple(_FELT_HUES[felt] for felt in lines),
        tuple(lines.values()),
    )
    said = (_felt(t, felt, zip(labels, points, strict=True)) for felt, points in lines.items())
    return [Chart(drawn, " ".join((t(ALT_FEELINGS), *said)))]


def _felt(t: Texts, felt: Felt, points: Iterable[tuple[str, int | None]]) -> str:
    said = (t(ALT_POINT, value=value, day=day) for day, value in points if value is not None)
    return t(ALT_FELT, what=t(FELT[felt]), points=", ".join(said))


def _day(day: date) -> str:
    return f"{day.day} {day:%b}"


def _ways(t: Texts) -> Buttons:
    return Buttons(
        (
            Button(t(APPLICATIONS), ShowApplications(), Look.MAIN),
            Button(t(CHECK_IN), OpenCheckIn()),
            Button(t(PLAN), OpenPlan()),
            Button(t(HOME), OpenHome()),
        )
    )
