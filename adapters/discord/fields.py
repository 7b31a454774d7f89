"""The fields of a form as Discord asks them: a label above the component that suits each kind."""

from collections.abc import Sequence
from typing import Any, assert_never

import discord
from discord import ui

from adapters.discord import ids, markup, prose
from adapters.discord.words import Words
from bot.ui import limits
from bot.ui.card import Choice
from bot.ui.form import (
    AnyField,
    Choose,
    ChooseMany,
    Day,
    Line,
    Paragraph,
    Person,
    Tick,
    Time,
)

LONGEST_LABEL = 45
LONGEST_HINT = 100
LONGEST_TYPED = 4000
_LONGEST_OPTION = 100
_SPREAD_OUT = 10
"""Options that radio buttons and checkboxes can show at once; more go into a menu."""

Item = ui.Item[Any]


def labelled(asked: AnyField, hint: str, words: Words) -> ui.Label[Any]:
    """Draw a field under its label; the hint may carry more than the field's own."""
    return ui.Label(
        text=_fitted(asked.label, LONGEST_LABEL),
        description=_fitted(hint, LONGEST_HINT) if hint else None,
        component=_component(asked, words),
    )


def _component(asked: AnyField, words: Words) -> Item:
    match asked:
        case Line() | Paragraph():
            return _typed(asked, isinstance(asked, Paragraph), asked.longest)
        case Day():
            return _typed(asked, False, limits.FIELD_TEXT, words.day)
        case Time():
            return _typed(asked, False, limits.FIELD_TEXT, words.time)
        case Choose():
            return _choose(asked, words)
        case ChooseMany():
            return _choose_many(asked, words)
        case Tick():
            return ui.Checkbox(custom_id=ids.field(asked.name), default=asked.value)
        case Person():
            return _person(asked, words)
        case _:
            assert_never(asked)


def _typed(
    asked: Line | Paragraph | Day | Time, has_lines: bool, longest: int, example: str = ""
) -> Item:
    # What was typed before may be too long by our own rules; it must come back to be shortened.
    value = prose.fitted(asked.value, LONGEST_TYPED) if asked.value else None
    return ui.TextInput(
        style=discord.TextStyle.paragraph if has_lines else discord.TextStyle.short,
        custom_id=ids.field(asked.name),
        placeholder=_fitted(example, LONGEST_HINT) if example else None,
        default=value,
        required=asked.required,
        max_length=max(longest, markup.size(value or "")),
    )


def _choose(asked: Choose, words: Words) -> Item:
    """Draw radio buttons where one must be chosen, else a menu.

    A radio button once chosen cannot be taken back on Discord; a menu's choice can.
    """
    if asked.required and 2 <= len(asked.choices) <= _SPREAD_OUT:
        group = ui.RadioGroup[Any](custom_id=ids.field(asked.name), required=True)
        for each in _options(asked.choices, (asked.value,)):
            group.add_option(**each)
        return group
    return _menu(ids.field(asked.name), asked, (asked.value,), 1, words.pick_one)


def _choose_many(asked: ChooseMany, words: Words) -> Item:
    custom_id = ids.field(asked.name, several=True)
    most = max(min(asked.most, len(asked.choices)), len(asked.values), 1)
    if len(asked.choices) > _SPREAD_OUT:
        return _menu(custom_id, asked, asked.values, most, words.pick_any)
    group = ui.CheckboxGroup[Any](
        custom_id=custom_id,
        required=asked.required,
        min_values=int(asked.required),
        max_values=most,
    )
    for each in _options(asked.choices, asked.values):
        group.add_option(**each)
    return group


def _menu(
    custom_id: str, asked: Choose | ChooseMany, chosen: Sequence[str], most: int, hint: str
) -> Item:
    return ui.Select(
        custom_id=custom_id,
        placeholder=hint,
        min_values=int(asked.required),
        max_values=most,
        options=[discord.SelectOption(**each) for each in _options(asked.choices, chosen)],
        required=asked.required,
    )


def _options(choices: Sequence[Choice], chosen: Sequence[str]) -> list[dict[str, Any]]:
    return [
        {
            "label": _fitted(choice.label, _LONGEST_OPTION),
            "value": choice.value,
            "description": _fitted(choice.hint, _LONGEST_OPTION) if choice.hint else None,
            "default": choice.value in chosen,
        }
        for choice in choices
    ]


def _person(asked: Person, words: Words) -> Item:
    user = int(asked.value) if markup.is_user(asked.value) else None
    known = [discord.Object(user, type=discord.User)] if user else []
    return ui.UserSelect(
        custom_id=ids.field(asked.name),
        placeholder=words.pick_person,
        min_values=int(asked.required),
        max_values=1,
        required=asked.required,
        default_values=known,
    )


def _fitted(text: str, longest: int) -> str:
    return prose.fitted(markup.inline(text), longest)
