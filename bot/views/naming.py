"""How applications are named wherever they stand: in titles, lists, menus and sentences."""

from datetime import date, datetime

from bot.actions.help import Undo
from bot.domain import recurrence
from bot.domain.application import Application
from bot.texts import Label, Line, Texts
from bot.ui.card import Button
from bot.views import undo as undo_view

BOTH = Line("application.name.both", "company", "role")
NAMELESS = Line("application.name.nameless")
THIS_COMPANY = Line("application.name.this_company")
ONE_DAY = Label("application.name.one_day")
DAYS = Label("application.name.days", "count")


def name(t: Texts, application: Application) -> str:
    """Name an application by company and role, or by the one of them there is."""
    if application.company and application.role:
        return t(BOTH, company=application.company, role=application.role)
    return application.company or application.role or t(NAMELESS)


def company(t: Texts, application: Application) -> str:
    """Name the company inside a sentence."""
    return application.company or t(THIS_COMPANY)


def cut(text: str, limit: int) -> str:
    """Shorten what was typed to what fits, and show that there is more."""
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"


def days(t: Texts, count: int) -> str:
    """Say a number of days."""
    return t(ONE_DAY) if count == 1 else t(DAYS, count=count)


def say_day(day: date, today: date) -> str:
    """Say a day as `Mon 30 Nov`, with the year where it is another."""
    said = f"{day:%a} {day.day} {day:%b}"
    return said if day.year == today.year else f"{said} {day.year}"


def day_of(instant: datetime, zone: str, now: datetime) -> str:
    """Say the day of an instant by the person's own calendar."""
    there, today = recurrence.local(instant, zone), recurrence.local(now, zone)
    return say_day(there.date(), today.date())


def undo_button(t: Texts, undo: Undo | None) -> tuple[Button, ...]:
    """Return the button that takes a change back, where there was one."""
    return () if undo is None else (Button(t(undo_view.BUTTON), undo),)
