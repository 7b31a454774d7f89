"""How learning looks: the list of what is missing, the gap in work, and its weekly hour."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.actions.help import Undo
from bot.actions.learning import (
    DidHour,
    EditGap,
    FinishGap,
    ListGaps,
    NotThisWeek,
    OpenGaps,
    OpenStudy,
    PutBack,
    RemoveGap,
    ShowGap,
)
from bot.domain import days, learning
from bot.domain.feedback import Theme
from bot.domain.learning import Learning, LearningState, Noticed
from bot.texts import Choice as ChoiceLabel
from bot.texts import Label, Line, Texts, Title
from bot.ui import limits, markup
from bot.ui.card import Block, Button, Buttons, Card, Choice, Facts, Link, Look, Menu, Note, Text
from bot.views import naming, rhythm
from bot.views.excerpt import first_line

OPENING = Line("learning.opening")
CLOSING = Line("learning.closing")

INTRO_TITLE = Title("learning.intro.title")
INTRO = Line("learning.intro.text")
NOTICED_ONE = Line("learning.intro.noticed_one")
NOTICED = Line("learning.intro.noticed", "count")
NAME_ONE = Label("learning.intro.name_one")
CHOOSE = Label("learning.intro.choose")

LIST_TITLE = Title("learning.list.title")
LIST_ROW = Line("learning.list.row", "gap")
LIST_WORKING = Line("learning.list.working", "gap")
LIST_DONE = Line("learning.list.done", "gap", "weeks")
LIST_DONE_PLAIN = Line("learning.list.done_plain", "gap")
ONE_AT_A_TIME = Line("learning.list.one_at_a_time")
LOOK = ChoiceLabel("learning.list.look")

TITLE = Title("learning.plan.title", "gap")
RESOURCE = Label("learning.plan.resource")
HOUR = Label("learning.plan.hour")
HOUR_SAID = Line("learning.plan.hour_said", "weekday", "clock")
WEEKS = Label("learning.plan.weeks")
SINCE = Label("learning.plan.since")
NO_HOUR = Line("learning.plan.no_hour")
STOPPED = Line("learning.plan.stopped")
WAITING = Line("learning.plan.waiting", "count")
WAITING_ONE = Line("learning.plan.waiting_one")

KEPT = Line("learning.said.kept")
HOUR_KEPT = Line("learning.said.hour_kept")
DID = Line("learning.said.did")
DID_AGAIN = Line("learning.said.did_again")
NOT_NOW = Line("learning.said.not_now")
ADDED_ONE = Line("learning.said.added_one")
ADDED = Line("learning.said.added", "count")
EDITED = Line("learning.said.edited")
REMOVED = Line("learning.said.removed")
PUT_BACK_SAID = Line("learning.said.put_back")
FINISHED_TITLE = Title("learning.finished.title")
FINISHED = Line("learning.finished.text", "gap")
NEXT = Line("learning.finished.next")
NO_NEXT = Line("learning.finished.no_next")
START_WITH = ChoiceLabel("learning.finished.start_with")
FULL = Line("learning.full", "most")

ONE_TITLE = Title("learning.one.title")
STANDS = {state: Line(f"learning.one.{state}") for state in LearningState}

START = Label("learning.button.start")
START_AGAIN = Label("learning.button.start_again")
DID_BUTTON = Label("learning.button.did")
NOT_NOW_BUTTON = Label("learning.button.not_now")
DONE_BUTTON = Label("learning.button.done")
CHANGE = Label("learning.button.change")
TO_LIST = Label("learning.button.to_list")
ADD = Label("learning.button.add")
EDIT = Label("learning.button.edit")
REMOVE = Label("learning.button.remove")
BACK = Label("learning.button.back")
OPEN_IT = Label("learning.button.open_resource")
TO_PLAN = Label("learning.button.to_plan")

NUDGE_TITLE = Title("learning.nudge.title")
NUDGE_LINE = Line("learning.nudge.line", "gap")

THEME = {theme: Line(f"learning.theme.{theme}", "company") for theme in learning.LEARNABLE}
SOME_COMPANY = Line("learning.theme.some_company")

_NAMED = 90
_LINE = 120
_DONE_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Page:
    """All that somebody keeps here, and how much more was noticed elsewhere.

    `reminded` says that a reminder of the weekly hour stands.
    """

    kept: tuple[Learning, ...]
    noticed: int
    zone: str
    reminded: bool

    @property
    def waiting(self) -> tuple[Learning, ...]:
        """What waits on the list."""
        return learning.listed(self.kept)


def intro(t: Texts, opening: str, noticed: int) -> Card:
    """Say what this is, to somebody whose list is empty."""
    blocks: list[Block] = [Text(opening), Text(t(INTRO))]
    if noticed:
        blocks.append(Note(_noticed(t, noticed)))
    label = CHOOSE if noticed else NAME_ONE
    return Card(t(INTRO_TITLE), (*blocks, Buttons((Button(t(label), OpenGaps(), Look.MAIN),))))


def listed(t: Texts, page: Page, said: str, undo: Undo | None = None) -> Card:
    """Show the list, with what is in work first and what is done with last."""
    blocks: list[Block] = [Text(said)]
    if page.kept:
        blocks.append(Text("\n".join(_lines(t, page))))
    shown = (*page.waiting, *learning.closed(page.kept))
    now = learning.in_work(page.kept)
    if shown:
        choices = tuple(_choice(each) for each in shown[: limits.CHOICES])
        blocks.append(Menu(t(LOOK), ShowGap(), choices))
    if len(page.waiting) > 1 and now is None:
        blocks.append(Note(t(ONE_AT_A_TIME)))
    if page.noticed:
        blocks.append(Note(_noticed(t, page.noticed)))
    plan = (Button(t(TO_PLAN), ShowGap(now.id)),) if now else ()
    add = Button(t(ADD), OpenGaps())
    buttons = Buttons((*_start(t, page, now), *plan, add, *naming.undo_button(t, undo)))
    return Card(t(LIST_TITLE), (*blocks, buttons))


def plan(t: Texts, page: Page, shown: Learning, said: str = "", undo: Undo | None = None) -> Card:
    """Show the gap in work: with what, when, and the weeks in which an hour was put in."""
    blocks: list[Block] = [Text(said)] if said else []
    blocks += _facts(t, shown, page.zone)
    if not shown.has_hour:
        blocks.append(Note(t(NO_HOUR)))
    elif not page.reminded:
        blocks.append(Note(t(STOPPED)))
    count = len(page.waiting)
    if count:
        blocks.append(Note(t(WAITING_ONE) if count == 1 else t(WAITING, count=count)))
    first, second = did(t, shown), _rest(t, shown)
    blocks += [Buttons(first), Buttons((*second, *naming.undo_button(t, undo)))]
    return Card(_title(t, shown), tuple(blocks))


def one(t: Texts, shown: Learning, zone: str) -> Card:
    """Show a gap that waits or is done with."""
    is_new = shown.begun_at is None
    buttons = (
        Button(t(START if is_new else START_AGAIN), OpenStudy(shown.id), Look.MAIN),
        Button(t(EDIT), EditGap(shown.id)),
        Button(t(REMOVE), RemoveGap(shown.id)),
        Button(t(BACK), ListGaps()),
    )
    said = (Text(shown.gap), Note(t(STANDS[shown.state])))
    return Card(t(ONE_TITLE), (*said, *_facts(t, shown, zone), Buttons(buttons)))


def finished(t: Texts, page: Page, shown: Learning, closing: str, undo: Undo) -> Card:
    """Close a gap, and offer the next."""
    blocks: list[Block] = [Text(t(FINISHED, gap=shortly(shown))), Text(closing)]
    if page.waiting:
        choices = tuple(_choice(each) for each in page.waiting[: limits.CHOICES])
        blocks += [Text(t(NEXT)), Menu(t(START_WITH), ShowGap(), choices)]
    else:
        blocks.append(Text(t(NO_NEXT)))
    buttons = (Button(t(ADD), OpenGaps()), Button(t(BACK), ListGaps()))
    ways = Buttons((*buttons, *naming.undo_button(t, undo)))
    return Card(t(FINISHED_TITLE), (*blocks, ways))


def nudge(t: Texts, shown: Learning, line: str) -> tuple[Block, ...]:
    """Say that the hour of the week is here."""
    done = Button(t(DONE_BUTTON), FinishGap(shown.id))
    resource = (Facts(((t(RESOURCE), shown.resource),)),) if shown.resource else ()
    return (Text(line), *resource, Buttons((*did(t, shown), done)))


def did(t: Texts, shown: Learning) -> tuple[Button | Link, ...]:
    """Return what can be said of this week's hour."""
    page = (Link(t(OPEN_IT), shown.link),) if shown.link else ()
    return (
        Button(t(DID_BUTTON), DidHour(shown.id), Look.MAIN),
        Button(t(NOT_NOW_BUTTON), NotThisWeek(shown.id)),
        *page,
    )


def named(t: Texts, seen: Noticed) -> str:
    """Say what was noticed, as it would stand on the list."""
    if seen.theme is None:
        return first_line(seen.words, learning.LONGEST_GAP)
    company = first_line(seen.company, _NAMED) or t(SOME_COMPANY)
    return first_line(t(THEME[Theme(seen.theme)], company=company), learning.LONGEST_GAP)


def shortly(shown: Learning) -> str:
    """Name a gap inside a sentence."""
    return first_line(shown.gap, _LINE)


def _noticed(t: Texts, count: int) -> str:
    return t(NOTICED_ONE) if count == 1 else t(NOTICED, count=count)


def _lines(t: Texts, page: Page) -> list[str]:
    now = learning.in_work(page.kept)
    working = [t(LIST_WORKING, gap=first_line(now.gap, _LINE))] if now else []
    waiting = [t(LIST_ROW, gap=first_line(each.gap, _LINE)) for each in page.waiting]
    done = [_done(t, each) for each in learning.closed(page.kept)[:_DONE_SHOWN]]
    return [*working, *waiting, *done]


def _done(t: Texts, each: Learning) -> str:
    gap = first_line(each.gap, _LINE)
    if not each.weeks:
        return t(LIST_DONE_PLAIN, gap=gap)
    return t(LIST_DONE, gap=gap, weeks=len(each.weeks))


def _start(t: Texts, page: Page, now: Learning | None) -> tuple[Button, ...]:
    if now is not None or not page.waiting:
        return ()
    return (Button(t(START), OpenStudy(page.waiting[0].id), Look.MAIN),)


def _choice(each: Learning) -> Choice:
    return Choice(str(each.id), first_line(each.gap, limits.CHOICE_LABEL))


def _title(t: Texts, shown: Learning) -> str:
    return t(TITLE, gap=first_line(shown.gap, _NAMED))


def _facts(t: Texts, shown: Learning, zone: str) -> tuple[Block, ...]:
    pairs: list[tuple[str, str]] = []
    if shown.resource:
        pairs.append((t(RESOURCE), shown.resource))
    if shown.weekday is not None and shown.minute is not None:
        weekday = t(rhythm.WEEKDAYS[shown.weekday])
        clock = days.say_clock(shown.minute)
        pairs.append((t(HOUR), t(HOUR_SAID, weekday=weekday, clock=clock)))
    if shown.weeks:
        pairs.append((t(WEEKS), str(len(shown.weeks))))
    if shown.begun_at is not None:
        pairs.append((t(SINCE), markup.when(shown.begun_at, zone, markup.Style.DAY)))
    return (Facts(tuple(pairs)),) if pairs else ()


def _rest(t: Texts, shown: Learning) -> Sequence[Button]:
    return (
        Button(t(DONE_BUTTON), FinishGap(shown.id)),
        Button(t(CHANGE), OpenStudy(shown.id)),
        Button(t(TO_LIST), PutBack(shown.id)),
        Button(t(BACK), ListGaps()),
    )
