"""How applications look together: the list, the choice among them, and what silence calls for."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby

from bot.actions.application import (
    ChooseApplication,
    KeepWaiting,
    MarkFollowedUp,
    MarkGhosted,
    MoveApplication,
    News,
    OpenApply,
    OpenNewInterview,
    ShowApplication,
    ShowApplications,
)
from bot.actions.rejection import OpenNo
from bot.domain import silence
from bot.domain.application import WAITING, Application, Stage, Status
from bot.domain.pipeline import ORDER, Filter, Numbers
from bot.texts import Choice as ChoiceLabel
from bot.texts import Label, Line, Texts, Title
from bot.ui import limits, markup
from bot.ui.action import Action
from bot.ui.card import Block, Button, Buttons, Card, Choice, Look, Menu, Note, Text, Tone
from bot.views import application, apply
from bot.views.naming import company, cut, day_of, days, name

TITLE = Title("application.list.title")
EMPTY = Line("application.list.empty")
NONE_OPEN = Line("application.list.none_open")
NONE_WAITING = Line("application.list.none_waiting")
GROUP = {each: Line(f"application.group.{each}") for each in Status}
COUNT = {each: Line(f"application.count.{each}", "count") for each in Status}
DETAIL = Line("application.list.detail", "name", "detail")
QUIET = Line("application.list.quiet", "days")
SINCE = Line("application.list.since", "day")
NUMBERS = Line("application.list.numbers", "sent", "answered", "interviewed")
OPEN_ONE = Label("application.list.open_one")
SHOW = Label("application.list.show")
FILTER = {each: ChoiceLabel(f"application.filter.{each}") for each in Filter}
ADD = Label("application.list.add")
BACK = Label("application.list.back")
MORE = Label("application.list.more")

CHOOSE_TITLE = Title("application.choose.title")
CHOOSE = {each: Line(f"application.choose.{each}") for each in News}
CHOOSE_MENU = Label("application.choose.menu")
ANOTHER = Label("application.choose.another")

GHOSTED_TITLE = Title("application.quiet.ghosted_title", "name")
GHOSTED_ASK = Line("application.quiet.ghosted_ask", "name")
QUIET_TITLE = Title("application.quiet.title", "name")
FOLLOW_UP = Line("application.quiet.follow_up", "company", "days")
CLOSING = Line("application.quiet.closing", "company", "days")
WAITING_STILL = Label("application.button.waiting")

PAGE = 8
_NAME_IN_TITLE = 80


def listed(
    t: Texts,
    mine: Sequence[Application],
    numbers: Numbers,
    wanted: Filter,
    page: int,
    zone: str,
    now: datetime,
) -> Card:
    """Show a page of `mine`, which are those the filter let through, in order."""
    shown = mine[page * PAGE : (page + 1) * PAGE]
    blocks: list[Block] = [Text(_counts(t, mine) if mine else t(_nothing(wanted, numbers)))]
    for status, group in groupby(shown, key=lambda each: each.status):
        lines = [_line(t, each, zone, now) for each in group]
        blocks.append(Text("\n".join([t(GROUP[status]), *lines])))
    if shown:
        blocks.append(_menu(t, t(OPEN_ONE), ShowApplication(), shown))
    if numbers.response_rate is not None:
        blocks.append(Note(_share(t, numbers)))
    choices = tuple(Choice(each, t(FILTER[each])) for each in Filter)
    blocks.append(Menu(t(SHOW), ShowApplications(), choices))
    blocks.append(Buttons(_paging(t, wanted, page, len(mine))))
    return Card(t(TITLE), tuple(blocks))


def last_page(count: int) -> int:
    """Number the last page, from 0."""
    return max(count - 1, 0) // PAGE


def choose(
    t: Texts,
    news: News,
    among: Sequence[Application],
    day: date | None = None,
    minute: int | None = None,
    stage: Stage | None = None,
) -> Card:
    """Ask which application some news is about; another one can be named, too."""
    others: dict[News, Action] = {
        News.GHOSTED: OpenNo(),
        News.OFFER: OpenApply(Status.OFFER),
        News.ACCEPTED: OpenApply(Status.ACCEPTED),
        News.INTERVIEW: OpenNewInterview(day, minute),
        News.WENT: OpenApply(Status.INTERVIEW),
    }
    picked = ChooseApplication(news, day, minute, stage)
    blocks = (
        Text(t(CHOOSE[news])),
        _menu(t, t(CHOOSE_MENU), picked, among[: limits.CHOICES]),
        Buttons((Button(t(ANOTHER), others[news]),)),
    )
    return Card(t(CHOOSE_TITLE), blocks, Tone.CARE if news is News.GHOSTED else Tone.PLAIN)


def ask_ghosted(t: Texts, known: Application, stage: Stage | None) -> Card:
    """Ask whether an application is to be closed as never answered."""
    buttons = (
        Button(t(application.CLOSE), MarkGhosted(known.id, stage), Look.MAIN),
        Button(t(WAITING_STILL), KeepWaiting(known.id)),
        Button(t(application.TELL_MORE), MoveApplication(known.id, Status.REJECTED)),
    )
    title = t(GHOSTED_TITLE, name=cut(company(t, known), _NAME_IN_TITLE))
    said = Text(t(GHOSTED_ASK, name=name(t, known)))
    return Card(title, (said, Buttons(buttons)), Tone.CARE)


def quiet_title(t: Texts, known: Application) -> str:
    """Name a reminder about silence."""
    return t(QUIET_TITLE, name=cut(name(t, known), _NAME_IN_TITLE))


def quiet_args(t: Texts, known: Application, now: datetime) -> dict[str, str]:
    """Return what the lines about silence are filled with."""
    return {"company": company(t, known), "days": days(t, silence.days_quiet(known, now))}


def follow_up(t: Texts, known: Application, sentence: str) -> tuple[Block, ...]:
    """Offer a follow-up, and every other answer to a week of silence."""
    buttons = (
        Button(t(application.I_FOLLOWED_UP), MarkFollowedUp(known.id)),
        *_answers(t, known),
    )
    return Text(sentence), Buttons(buttons)


def closing(t: Texts, known: Application, sentence: str) -> tuple[Block, ...]:
    """Offer to close what was never answered."""
    return Text(sentence), Buttons(_answers(t, known))


def _answers(t: Texts, known: Application) -> tuple[Button, ...]:
    return (
        Button(t(WAITING_STILL), KeepWaiting(known.id)),
        Button(t(application.SAID_NO), MoveApplication(known.id, Status.REJECTED)),
        Button(t(application.CLOSE), MarkGhosted(known.id)),
    )


def _menu(t: Texts, label: str, picked: Action, among: Sequence[Application]) -> Menu:
    choices = tuple(
        Choice(
            str(each.id),
            cut(name(t, each), limits.CHOICE_LABEL),
            t(apply.STATUS_CHOICE[each.status]),
        )
        for each in among
    )
    return Menu(label, picked, choices)


def _counts(t: Texts, mine: Sequence[Application]) -> str:
    counts = {each: sum(one.status is each for one in mine) for each in ORDER}
    said = [t(COUNT[each], count=count) for each, count in counts.items() if count]
    return f"{', '.join(said)}."


def _nothing(wanted: Filter, numbers: Numbers) -> Line:
    if wanted is Filter.WAITING:
        return NONE_WAITING
    return NONE_OPEN if wanted is Filter.OPEN and numbers.sent else EMPTY


def _line(t: Texts, each: Application, zone: str, now: datetime) -> str:
    detail = _detail(t, each, zone, now)
    return t(DETAIL, name=name(t, each), detail=detail) if detail else name(t, each)


def _detail(t: Texts, each: Application, zone: str, now: datetime) -> str:
    if each.status is Status.INTERVIEW and each.interview_at and each.interview_at > now:
        return markup.when(each.interview_at, zone)
    if each.status in WAITING:
        quiet = silence.days_quiet(each, now)
        return t(QUIET, days=days(t, quiet)) if quiet else ""
    if each.status is Status.WISHLIST:
        return ""
    return t(SINCE, day=day_of(each.moved_at, zone, now))


def _share(t: Texts, numbers: Numbers) -> str:
    return t(
        NUMBERS,
        sent=numbers.sent,
        answered=numbers.answered,
        interviewed=numbers.interviewed,
    )


def _paging(t: Texts, wanted: Filter, page: int, count: int) -> tuple[Button, ...]:
    buttons = [Button(t(ADD), OpenApply(), Look.MAIN)]
    if page:
        buttons.append(Button(t(BACK), ShowApplications(wanted, page - 1)))
    if page < last_page(count):
        buttons.append(Button(t(MORE), ShowApplications(wanted, page + 1)))
    return tuple(buttons)
