"""What can be asked: a form of at most five fields, checked when it is made and when it returns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.ui import limits
from bot.ui.action import Action
from bot.ui.card import Choice

Value = str | tuple[str, ...]
"""A field as it travels: text, an ISO day, a clock as HH:MM, a choice's value, or several."""

YES, NO = "yes", ""
"""A tick, made or not."""


class Mistake(StrEnum):
    """What can be wrong with a field before anybody looks at its meaning."""

    MISSING = "missing"
    TOO_LONG = "too_long"
    NOT_A_CHOICE = "not_a_choice"
    TOO_MANY = "too_many"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """Base of all fields."""

    name: str
    label: str
    hint: str = ""
    required: bool = False

    def __post_init__(self) -> None:
        for what, text, limit in (
            ("field name", self.name, limits.FIELD_NAME),
            ("field label", self.label, limits.FIELD_LABEL),
        ):
            if not text or len(text) > limit:
                raise ValueError(f"{what} must have 1 to {limit} characters: {text!r}")
        if len(self.hint) > limits.HINT:
            raise ValueError(f"the hint of {self.name} is over {limits.HINT} characters")

    def check(self, value: Value) -> Mistake | None:
        """Return what is wrong with a value, as far as the field alone can tell."""
        return Mistake.MISSING if self.required and not value else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed(Field):
    """Base of the fields one writes into."""

    longest: int = 300
    value: str = ""

    def __post_init__(self) -> None:
        Field.__post_init__(self)
        if not 1 <= self.longest <= limits.FIELD_TEXT:
            raise ValueError(f"{self.name} may hold 1 to {limits.FIELD_TEXT} characters")

    def check(self, value: Value) -> Mistake | None:
        """Refuse what is missing or too long."""
        return Field.check(self, value) or (Mistake.TOO_LONG if len(value) > self.longest else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line(Typed):
    """One line of text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph(Typed):
    """Several lines of text."""

    longest: int = 1500


@dataclass(frozen=True, slots=True, kw_only=True)
class Choose(Field):
    """One of a few."""

    choices: tuple[Choice, ...]
    value: str = ""

    def __post_init__(self) -> None:
        Field.__post_init__(self)
        _check_choices(self.name, self.choices, (self.value,) if self.value else ())

    def check(self, value: Value) -> Mistake | None:
        """Refuse what was not offered."""
        offered = {choice.value for choice in self.choices}
        return Field.check(self, value) or (
            Mistake.NOT_A_CHOICE if value and value not in offered else None
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseMany(Field):
    """Any number of a few."""

    choices: tuple[Choice, ...]
    values: tuple[str, ...] = ()
    most: int = limits.CHOICES

    def __post_init__(self) -> None:
        Field.__post_init__(self)
        _check_choices(self.name, self.choices, self.values)

    def check(self, value: Value) -> Mistake | None:
        """Refuse what was not offered, and more than may be picked."""
        picked = (value,) if isinstance(value, str) and value else tuple(value)
        if len(picked) > self.most:
            return Mistake.TOO_MANY
        unknown = set(picked) - {choice.value for choice in self.choices}
        return Field.check(self, value) or (Mistake.NOT_A_CHOICE if unknown else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Day(Field):
    """A day, ISO, or as people say it where there is no calendar to tap."""

    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Time(Field):
    """A time of day, HH:MM, or as people say it."""

    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick(Field):
    """Yes, or not."""

    value: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Field):
    """Somebody of this place, by user id."""

    value: str = ""


AnyField = Line | Paragraph | Choose | ChooseMany | Day | Time | Tick | Person


@dataclass(frozen=True, slots=True)
class Form:
    """One to five fields, the action they are sent with, and the one that opens the form again."""

    title: str
    fields: tuple[AnyField, ...]
    does: Action
    reopen: Action
    submit: str
    mistakes: Mapping[Mistake, str]
    note: str = ""

    def __post_init__(self) -> None:
        if not self.title or len(self.title) > limits.FORM_TITLE:
            raise ValueError(f"a form's title has 1 to {limits.FORM_TITLE} letters: {self.title}")
        if not self.submit or len(self.submit) > limits.SUBMIT_LABEL:
            raise ValueError(f"a submit label has 1 to {limits.SUBMIT_LABEL} letters")
        if not 1 <= len(self.fields) <= limits.FORM_FIELDS:
            raise ValueError(f"a form has 1 to {limits.FORM_FIELDS} fields")
        if len({field.name for field in self.fields}) != len(self.fields):
            raise ValueError("the fields of a form need names of their own")
        if set(self.mistakes) != set(Mistake):
            raise ValueError("a form needs a sentence for each mistake")

    def errors(self, values: Mapping[str, Value]) -> dict[str, str]:
        """Return a sentence for each field that is plainly wrong."""
        checked = ((field, field.check(values.get(field.name, ""))) for field in self.fields)
        return {field.name: self.mistakes[wrong] for field, wrong in checked if wrong}

    def values(self) -> dict[str, Value]:
        """Return what stands in the fields, as it would travel back."""
        return {field.name: _value(field) for field in self.fields}

    def filled(self, values: Mapping[str, Value]) -> "Form":
        """Return the form with what was typed before, as far as it still fits the fields."""
        fields = tuple(_filled(field, values.get(field.name, "")) for field in self.fields)
        return replace(self, fields=fields)


class Correction(Exception):
    """What must be put right before a form can be kept, by field name."""

    def __init__(self, form: Form, errors: Mapping[str, str]) -> None:
        super().__init__(", ".join(errors))
        self.form = form
        self.errors = dict(errors)


def _value(field: AnyField) -> Value:
    match field:
        case ChooseMany():
            return field.values
        case Tick():
            return YES if field.value else NO
        case _:
            return field.value


def _filled(field: AnyField, value: Value) -> AnyField:
    if not value:
        return field
    match field:
        case ChooseMany():
            picked = (value,) if isinstance(value, str) else value
            offered = {choice.value for choice in field.choices}
            return replace(field, values=tuple(item for item in picked if item in offered))
        case Tick():
            return replace(field, value=value == YES)
        case _ if not isinstance(value, str):
            return field
        case Choose() if field.check(value):
            return field
        case Line() | Paragraph():
            return replace(field, value=value[: field.longest])
        case _:
            return replace(field, value=value)


def _check_choices(name: str, choices: Sequence[Choice], chosen: Sequence[str]) -> None:
    if not 1 <= len(choices) <= limits.CHOICES:
        raise ValueError(f"{name} offers 1 to {limits.CHOICES} choices, not {len(choices)}")
    values = [choice.value for choice in choices]
    if len(set(values)) != len(values):
        raise ValueError(f"the choices of {name} must differ from each other")
    if set(chosen) - set(values):
        raise ValueError(f"{name} starts with a choice it does not offer")
