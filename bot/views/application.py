"""How one application looks: its page, and the answers to what is done with it."""

from datetime import datetime

from bot.actions.application import (
    EditApplication,
    MarkFollowedUp,
    MarkGhosted,
    MoveApplication,
    OpenInterview,
    RemoveApplication,
    ShowApplication,
    ShowApplications,
)
from bot.actions.help import Undo
from bot.actions.nudge import StopAll
from bot.actions.share import OpenShare, Shared
from bot.domain import application as applications
from bot.domain import recurrence, silence
from bot.domain.application import ENDED_SHORT, OPEN, Application, Move, Status
from bot.domain.practice import EARLY
from bot.texts import Label, Line, Texts, Title
from bot.ui import limits
from bot.ui.card import (
    Block,
    Button,
    Buttons,
    Card,
    Choice,
    Facts,
    Look,
    Menu,
    Note,
    Quote,
    Text,
    Tone,
)
from bot.views import apply, interview, network, rejection, sure
from bot.views.naming import cut, days, name, say_day, undo_button

FACT_STATUS = Label("application.fact.status")
FACT_STAGE = Label("application.fact.stage")
FACT_APPLIED = Label("application.fact.applied")
FACT_QUIET = Label("application.fact.quiet")
MENU = Label("application.page.menu")
ASK_CLOSING = Line("application.page.ask_closing")
ASK_FOLLOW_UP = Line("application.page.ask_follow_up")
EDITED = Line("application.page.edited")
MERGED = Line("application.page.merged")
SAME = Line("application.page.same")
MOVED_ON = Line("application.page.moved_on")
FOLLOWED_UP = Line("application.page.followed_up")
STILL_WAITING = Line("application.page.still_waiting")
REMOVED_TITLE = Title("application.page.removed_title")
REMOVED = Line("application.page.removed", "name")

EDIT = Label("application.button.edit")
REMOVE = Label("application.button.remove")
SAID_NO = Label("application.button.said_no")
I_FOLLOWED_UP = Label("application.button.followed_up")
CLOSE = Label("application.button.close")
TELL_MORE = Label("application.button.tell_more")
STOP_ALL = Label("application.button.stop_all")
TELL_CIRCLE = Label("application.button.tell_circle")

MOVED = {
    Move.INTERVIEW: Line("application.moved.interview", "company"),
    Move.OFFER: Line("application.moved.offer", "company"),
    Move.ACCEPTED: Line("application.moved.accepted", "company"),
    Move.DECLINED: Line("application.moved.declined", "company"),
    Move.GHOSTED: Line("application.moved.ghosted", "company"),
    Move.WITHDRAWN: Line("application.moved.withdrawn", "company"),
    Move.BACK: Line("application.moved.back", "company"),
    Move.REOPENED: Line("application.moved.reopened", "company"),
}
SENT = Line("application.moved.sent", "company")
SCREENING = Line("application.moved.screening", "company")
REOPENS = Line("application.moved.reopens")

SHOWN_NOTE = 1500

GLAD = frozenset({Move.OFFER, Move.ACCEPTED})

_TONES = {**dict.fromkeys(GLAD, Tone.GLAD), Move.GHOSTED: Tone.CARE}


def page(
    t: Texts,
    application: Application,
    zone: str,
    now: datetime,
    said: str = "",
    undo: Undo | None = None,
) -> Card:
    """Show one application whole, with what was just done to it said first."""
    blocks: list[Block] = [Text(said)] if said else []
    blocks.append(Facts(_facts(t, application, zone, now)))
    if application.note:
        blocks.append(Quote(cut(application.note, SHOWN_NOTE)))
    blocks += _about_silence(t, application, now)
    if interview.is_over(application, now):
        blocks += interview.how_it_went(t, application)
    blocks.append(_status_menu(t, application))
    blocks.append(Buttons(_page_buttons(t, application, undo)))
    return Card(_title(t, application), tuple(blocks))


def moved(
    t: Texts,
    application: Application,
    move: Move,
    sentence: str,
    undo: Undo | None,
    *,
    in_circle: bool = False,
) -> Card:
    """Answer a change of status with the one sentence it calls for, and what may come next."""
    blocks: list[Block] = [Text(sentence)]
    buttons: list[Button] = []
    if move is Move.INTERVIEW:
        blocks.append(Text(t(interview.ASK_WHEN)))
        buttons.append(Button(t(interview.SET), OpenInterview(application.id), Look.MAIN))
    if move is Move.GHOSTED:
        blocks.append(Note(t(REOPENS)))
        buttons.append(Button(t(TELL_MORE), MoveApplication(application.id, Status.REJECTED)))
    if in_circle:
        buttons.append(Button(t(TELL_CIRCLE), OpenShare(Shared.NEWS, application.id)))
    if move is Move.ACCEPTED:
        buttons.append(Button(t(STOP_ALL), StopAll()))
    buttons.append(Button(t(apply.OPEN_IT), ShowApplication(application.id)))
    blocks.append(Buttons((*buttons, *undo_button(t, undo))))
    return Card(_title(t, application), tuple(blocks), _TONES.get(move, Tone.PLAIN))


def move_line(move: Move, status: Status) -> Line:
    """Choose the line that answers a change of status."""
    if move is Move.ONWARD:
        return SCREENING if status is Status.SCREENING else SENT
    return MOVED[move]


def removed(t: Texts, application: Application, undo: Undo) -> Card:
    """Say that an application is gone."""
    said = Text(t(REMOVED, name=name(t, application)))
    buttons = (Button(t(apply.ALL), ShowApplications()), *undo_button(t, undo))
    return Card(t(REMOVED_TITLE), (said, Buttons(buttons)))


def _title(t: Texts, application: Application) -> str:
    return cut(name(t, application), limits.CARD_TITLE)


def _facts(
    t: Texts, application: Application, zone: str, now: datetime
) -> tuple[tuple[str, str], ...]:
    pairs = [(t(FACT_STATUS), t(apply.STATUS_CHOICE[application.status]))]
    if application.status in ENDED_SHORT and application.stage:
        pairs.append((t(FACT_STAGE), t(rejection.STAGE[application.stage])))
    if application.applied_on:
        today = recurrence.local(now, zone).date()
        pairs.append((t(FACT_APPLIED), say_day(application.applied_on, today)))
    pairs += interview.facts(t, application, zone)
    if quiet := silence.days_quiet(application, now):
        pairs.append((t(FACT_QUIET), days(t, quiet)))
    return tuple(pairs)


def _about_silence(t: Texts, application: Application, now: datetime) -> list[Block]:
    followed_up = Button(t(I_FOLLOWED_UP), MarkFollowedUp(application.id))
    if silence.calls_for_closing(application, now):
        close = Button(t(CLOSE), MarkGhosted(application.id))
        return [Text(t(ASK_CLOSING)), Buttons((followed_up, close))]
    if silence.calls_for_follow_up(application, now):
        return [Text(t(ASK_FOLLOW_UP)), Buttons((followed_up,))]
    return []


def _status_menu(t: Texts, application: Application) -> Menu:
    others = (each for each in Status if each is not application.status)
    choices = tuple(Choice(each, t(apply.STATUS_CHOICE[each])) for each in others)
    return Menu(t(MENU), MoveApplication(application.id), choices)


def _page_buttons(t: Texts, application: Application, undo: Undo | None) -> tuple[Button, ...]:
    label = interview.CHANGE if application.interview_at else interview.SET
    buttons = [Button(t(EDIT), EditApplication(application.id))]
    if application.status in OPEN:
        said_no = MoveApplication(application.id, Status.REJECTED)
        buttons.append(Button(t(label), OpenInterview(application.id)))
        buttons.append(Button(t(SAID_NO), said_no))
    if applications.reached(application) not in (None, *EARLY):
        buttons.append(network.met(t, application.id))
    buttons.append(Button(t(apply.ALL), ShowApplications()))
    buttons.append(sure.button(t, REMOVE, RemoveApplication(application.id)))
    return (*buttons, *undo_button(t, undo))
