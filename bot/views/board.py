"""How a circle's week looks to everybody: its board, and the look back when it closes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.actions.checkin import OpenCheckIn
from bot.domain.checkin import Part
from bot.domain.circle import Circle, Week
from bot.domain.share import Share
from bot.domain.week import COUNTED, Count
from bot.texts import Label, Line, Texts, Title
from bot.ui import markup
from bot.ui.card import Block, Button, Buttons, Card, Look, Note, Progress, Quote, Text, Tone
from bot.views.excerpt import excerpt

TITLE = Title("board.title", "circle", "week")
OPENING, QUESTION = Line("board.opening"), Line("board.question", "question")
SO_FAR, SO_FAR_FEW = Label("board.so_far", "done", "of"), Line("board.so_far_few", "done")
UNTIL, UNTIL_LAST = Line("board.until", "closes", "next"), Line("board.until_last", "closes")
LATE, CHECK_IN = Line("board.late"), Label("board.checkin")
CLOSED, CLOSED_LAST = Line("board.closed", "next"), Line("board.closed_last")
QUIET, OVER = Line("board.quiet"), Line("board.over")
OVER_MANY = Line("board.over_many", "done")
RECAP_TITLE = Title("board.recap.title", "circle", "week")
WINS, PLANS = Line("board.recap.wins"), Line("board.recap.plans")
TIP, ENTRY = Line("board.recap.tip", "name"), Line("board.recap.entry", "name", "words")
COUNTED_LINE = Line("board.recap.counted", "count")
COUNTED_PLANS = Line("board.recap.counted_plans", "count", "plans")
UNSHARED, THANKS = Line("board.recap.unshared"), Line("board.recap.thanks")
RECAP_NEXT = Line("board.recap.next", "next")

# So that eight people with long names and long thoughts still fit on one card.
MOST_ENTRIES, LONGEST_ENTRY, LONGEST_TIP = 8, 140, 250


@dataclass(frozen=True, slots=True)
class Standing:
    """A week as its board shows it; `opens` is the next one's opening, None after the last."""

    circle: Circle
    week: Week
    count: Count
    question: str
    opens: datetime | None
    is_late: bool = False
    is_over: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What one member showed of their check-in, and what they are called."""

    name: str
    share: Share

    def part(self, part: Part) -> str:
        """Return one part, on one line."""
        lines = self.share.parts.get(part.value, "").split("\n")
        return " · ".join(" ".join(line.split()) for line in lines if line.strip())


def board(t: Texts, seen: Standing) -> Card:
    """Show a week: how many have answered, never who, and until when one can."""
    title = t(TITLE, circle=seen.circle.name, week=seen.week.number)
    if seen.is_over:
        done = seen.count.done
        said = t(OVER_MANY, done=done) if done >= COUNTED else t(OVER)
        return Card(title, (Text(said),))
    blocks: list[Block] = [] if seen.week.closed else [Text(t(OPENING, turn=seen.week.number))]
    if seen.question:
        blocks.append(Text(t(QUESTION, question=seen.question)))
    blocks += [*_progress(t, seen), Note(_until(t, seen))]
    if seen.is_late and not seen.week.closed:
        blocks.append(Note(t(LATE)))
    button = Button(t(CHECK_IN), OpenCheckIn(seen.week.id), Look.MAIN)
    return Card(title, (*blocks, Buttons((button,))))


def recap(t: Texts, seen: Standing, told: Sequence[Told], plans: int) -> Card:
    """Look back on a week through what was shared; `plans` counts all plans that were made."""
    blocks: list[Block] = [
        *_entries(t, WINS, told, Part.WINS),
        *_entries(t, PLANS, told, Part.COMMITMENTS),
        *_tip(t, told),
    ]
    if not blocks:
        blocks.append(Text(t(UNSHARED)))
    blocks += [Note(line) for line in _closing(t, seen, plans)]
    title = t(RECAP_TITLE, circle=seen.circle.name, week=seen.week.number)
    return Card(title, tuple(blocks), Tone.GLAD)


def _progress(t: Texts, seen: Standing) -> list[Block]:
    done, of = seen.count.done, seen.count.of
    if seen.week.closed and not done:
        return [Text(t(QUIET))]
    # Of two people, a count would say who.
    if of >= COUNTED:
        return [Progress(done, of, t(SO_FAR, done=done, of=of))]
    return [Text(t(SO_FAR_FEW, done=done))] if done else []


def _until(t: Texts, seen: Standing) -> str:
    closes = markup.when(seen.week.closes_at, seen.circle.zone)
    if seen.opens is None:
        return t(CLOSED_LAST) if seen.week.closed else t(UNTIL_LAST, closes=closes)
    opens = markup.when(seen.opens, seen.circle.zone)
    return t(CLOSED, next=opens) if seen.week.closed else t(UNTIL, closes=closes, next=opens)


def _entries(t: Texts, heading: Line, told: Sequence[Told], part: Part) -> list[Block]:
    shown = [each for each in told if each.part(part)]
    lines = [
        t(ENTRY, name=each.name, words=excerpt(each.part(part), LONGEST_ENTRY))
        for each in shown[:MOST_ENTRIES]
    ]
    return [Text(t(heading)), Text("\n".join(lines))] if lines else []


def _tip(t: Texts, told: Sequence[Told]) -> list[Block]:
    for each in told:
        if tip := each.part(Part.TIP):
            return [Text(t(TIP, name=each.name)), Quote(excerpt(tip, LONGEST_TIP))]
    return []


def _closing(t: Texts, seen: Standing, plans: int) -> list[str]:
    done = seen.count.done
    lines = []
    if done >= COUNTED:
        many = t(COUNTED_PLANS, count=done, plans=plans) if plans > 1 else None
        lines.append(many or t(COUNTED_LINE, count=done))
    lines.append(t(THANKS, turn=seen.week.number))
    if seen.opens is not None:
        lines.append(t(RECAP_NEXT, next=markup.when(seen.opens, seen.circle.zone)))
    return lines
