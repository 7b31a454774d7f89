"""Reading a form that came back: values a handler can trust, or every mistake at once."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from bot.domain import days, recurrence
from bot.ports.context import Context
from bot.ui.form import YES, Correction, Day, Form, Time, Value
from bot.views import plain

E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Reading:
    """A form's values, checked against its fields."""

    form: Form
    values: dict[str, Value]
    days: dict[str, date]
    minutes: dict[str, int]

    def text(self, name: str) -> str:
        """Return what was typed, empty where nothing was."""
        value = self.values.get(name, "")
        return value if isinstance(value, str) else " ".join(value)

    def choice(self, name: str, kind: type[E]) -> E | None:
        """Return the choice made, or None."""
        return kind(self.text(name)) if self.text(name) else None

    def number(self, name: str) -> int | None:
        """Return the choice made where choices are numbers, or None."""
        return int(self.text(name)) if self.text(name) else None

    def many(self, name: str) -> tuple[str, ...]:
        """Return the choices made."""
        value = self.values.get(name, ())
        return ((value,) if value else ()) if isinstance(value, str) else tuple(value)

    def ticked(self, name: str) -> bool:
        """Tell whether a tick was made."""
        return self.text(name) == YES

    def day(self, name: str) -> date | None:
        """Return the day given, in the person's own zone."""
        return self.days.get(name)

    def minute(self, name: str) -> int | None:
        """Return the time given, in minutes of the day."""
        return self.minutes.get(name)

    def wrong(self, **errors: str) -> Correction:
        """Make the error that gives the form back with these sentences."""
        return Correction(self.form, errors)


def read(form: Form, cx: Context) -> Reading:
    """Check what came back; raises Correction naming every wrong field."""
    values = {field.name: cx.values.get(field.name, "") for field in form.fields}
    errors = form.errors(values)
    today = recurrence.local(cx.now, cx.me.zone).date()
    reading = Reading(form, values, {}, {})
    for field in form.fields:
        typed = reading.text(field.name)
        if not typed or field.name in errors:
            continue
        if isinstance(field, Day):
            day = days.parse_day(typed, today)
            if day is None:
                errors[field.name] = plain.not_a_day(cx.texts)
            else:
                reading.days[field.name] = day
        elif isinstance(field, Time):
            minute = days.parse_clock(typed)
            if minute is None:
                errors[field.name] = plain.not_a_time(cx.texts)
            else:
                reading.minutes[field.name] = minute
    if errors:
        raise Correction(form, errors)
    return reading
