"""A form on its way: what stands in its fields, and what is wrong with them; asks nobody itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import assert_never

from adapters.console.controls import Member
from adapters.console.harmless import inline
from adapters.console.matching import Unmatched, folded, nth, one
from adapters.console.words import Words
from bot.ui.card import Choice
from bot.ui.form import (
    NO,
    YES,
    AnyField,
    Choose,
    ChooseMany,
    Day,
    Form,
    Line,
    Mistake,
    Paragraph,
    Person,
    Tick,
    Time,
    Value,
)

_TICKS = {
    "yes": YES, "y": YES, "true": YES, "x": YES,
    "no": NO, "n": NO, "false": NO, "": NO,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form being filled in: each field's value by name, and the errors to put right."""

    form: Form
    values: Mapping[str, Value]
    errors: Mapping[str, str] = field(default_factory=dict)


def blank(form: Form) -> Sheet:
    """Open a form with the values it brings along."""
    return Sheet(form, {each.name: prefilled(each) for each in form.fields})


def prefilled(asked: AnyField) -> Value:
    """Return the value a field brings along, as it would travel back."""
    match asked:
        case ChooseMany():
            return asked.values
        case Tick():
            return YES if asked.value else NO
        case Line() | Paragraph() | Choose() | Day() | Time() | Person():
            return asked.value
        case _:
            assert_never(asked)


def corrected(sheet: Sheet, errors: Mapping[str, str], form: Form) -> Sheet:
    """Give the form back with errors; what was typed stays where it still fits."""
    values = dict(blank(form).values)
    for asked in form.fields:
        typed = sheet.values.get(asked.name)
        if typed is not None and asked.check(typed) is not Mistake.NOT_A_CHOICE:
            values[asked.name] = typed
    return Sheet(form, values, dict(errors))


def checked(sheet: Sheet) -> Sheet:
    """Put down what the form alone can tell to be wrong."""
    return replace(sheet, errors=sheet.form.errors(sheet.values))


def filled(sheet: Sheet, pairs: Sequence[tuple[str, str]], people: Sequence[Member]) -> Sheet:
    """Write into the fields of these labels; raises Unmatched for one that is not there."""
    values = dict(sheet.values)
    for label, text in pairs:
        asked = labelled(sheet.form, label)
        values[asked.name] = read(asked, text, people)
    return replace(sheet, values=values)


def labelled(form: Form, label: str) -> AnyField:
    """Find the field meant by its label, or by a part of it; raises Unmatched."""
    found = one(label, [(each, (each.label,)) for each in form.fields], inside=True)
    if found is None:
        raise Unmatched(label, (each.label for each in form.fields))
    return found


def read(asked: AnyField, text: str, people: Sequence[Member], numbered: bool = False) -> Value:
    """Make a field's value of what somebody wrote; `numbered` where choices show numbers from 1.

    A choice that is not offered is kept as it was written, for the field to refuse in its own
    words; Unmatched is raised for a tick that is neither yes nor no and for an unknown person.
    """
    match asked:
        case Choose():
            return _chosen(asked.choices, text, numbered)
        case ChooseMany():
            return _several(asked.choices, text, numbered)
        case Tick():
            return _ticked(text)
        case Person():
            return _person(text, people, numbered)
        case Line() | Paragraph() | Day() | Time():
            return text
        case _:
            assert_never(asked)


def shown(asked: AnyField, value: Value, people: Sequence[Member], words: Words) -> str:
    """Say a value as people read it."""
    match asked:
        case Choose() | ChooseMany():
            labels = {choice.value: inline(choice.label) for choice in asked.choices}
            picked = (value,) if isinstance(value, str) else value
            return ", ".join(labels.get(each, inline(each)) for each in picked if each)
        case Person():
            names = {member.user: member.name for member in people}
            return names.get(str(value), str(value))
        case Tick():
            return words.yes if value else words.no
        case Line() | Paragraph() | Day() | Time():
            return str(value)
        case _:
            assert_never(asked)


def _chosen(choices: Sequence[Choice], text: str, numbered: bool) -> str:
    wanted = text.strip()
    pointed = nth(wanted, choices) if numbered else None
    if pointed is not None:
        return pointed.value
    exact = [choice.value for choice in choices if folded(choice.value) == folded(wanted)]
    if exact:
        return exact[0]
    try:
        found = one(wanted, [(each, (inline(each.label), each.value)) for each in choices])
    except Unmatched:
        return wanted
    return wanted if found is None else found.value


def _several(choices: Sequence[Choice], text: str, numbered: bool) -> tuple[str, ...]:
    offered = {choice.value for choice in choices}
    whole = _chosen(choices, text, numbered)
    if whole in offered:
        return (whole,)
    parts = text.split("|" if "|" in text else ",")
    picked = (_chosen(choices, part, numbered) for part in parts if part.strip())
    return tuple(dict.fromkeys(picked))


def _ticked(text: str) -> str:
    wanted = folded(text)
    if wanted not in _TICKS:
        raise Unmatched(text, ("yes", "no"))
    return _TICKS[wanted]


def _person(text: str, people: Sequence[Member], numbered: bool) -> str:
    wanted = text.strip().removeprefix("@")
    if not wanted:
        return ""
    pointed = nth(wanted, people) if numbered else None
    found = pointed or one(wanted, [(each, (each.user, each.name)) for each in people])
    if found is None:
        raise Unmatched(text, (member.user for member in people))
    return found.user
