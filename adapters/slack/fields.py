"""The fields of a form as Slack asks them: native pickers, and text where a picker cannot tell."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import assert_never

from adapters.slack import ids, markup
from adapters.slack.controls import option, placeholder
from adapters.slack.ids import Gives
from adapters.slack.markup import Json
from adapters.slack.words import Words
from bot.ui import limits
from bot.ui.card import Choice
from bot.ui.form import (
    YES,
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

LONGEST_TYPED = 3000
_SPREAD_OUT = 10
"""Options that radio buttons and checkboxes can show at once; more go into a menu."""

_LONGEST_WORDS = 2000
_CLOCK = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def block_id(asked: AnyField) -> str:
    """Name the block of a field, and the control in it."""
    match asked:
        case ChooseMany():
            return ids.field(asked.name, Gives.SEVERAL)
        case Tick():
            return ids.field(asked.name, Gives.TICK)
        case _:
            return ids.field(asked.name)


def asking(asked: AnyField, words: Words) -> Json:
    """Draw a field: its label, what suits its kind, and its hint below."""
    hint = {"hint": markup.label(asked.hint, _LONGEST_WORDS)} if asked.hint else {}
    id_ = block_id(asked)
    return {
        "type": "input",
        "block_id": id_,
        "label": markup.label(asked.label, _LONGEST_WORDS),
        "optional": not asked.required,
        "element": {**_element(asked, words), "action_id": id_},
        **hint,
    }


def _element(asked: AnyField, words: Words) -> Json:
    match asked:
        case Line() | Paragraph():
            return _typed(asked.value, asked.longest, has_lines=isinstance(asked, Paragraph))
        case Day():
            return _day(asked.value, words)
        case Time():
            return _time(asked.value, words)
        case Choose():
            return _choose(asked, words)
        case ChooseMany():
            return _choose_many(asked, words)
        case Tick():
            yes = option(Choice(YES, words.yes))
            return {"type": "checkboxes", "options": [yes], **_initial([yes] * asked.value)}
        case Person():
            known = {"initial_user": asked.value} if markup.is_user(asked.value) else {}
            hint = placeholder(words.pick_person)
            return {"type": "users_select", "placeholder": hint, **known}
        case _:
            assert_never(asked)


def _typed(value: str, longest: int, *, has_lines: bool = False, example: str = "") -> Json:
    # What was typed before may be too long by our own rules; it must come back to be shortened.
    kept = markup.fitted(markup.harmless(value), LONGEST_TYPED)
    return {
        "type": "plain_text_input",
        "multiline": has_lines,
        "max_length": min(max(longest, _size(kept)), LONGEST_TYPED),
        **({"initial_value": kept} if kept else {}),
        **({"placeholder": placeholder(example)} if example else {}),
    }


def _day(value: str, words: Words) -> Json:
    """Draw a calendar; what it could not show, like `friday`, stands in a text field."""
    if value and not _is_day(value):
        return _typed(value, limits.FIELD_TEXT, example=words.day)
    known = {"initial_date": value} if value else {}
    return {"type": "datepicker", "placeholder": placeholder(words.pick_day), **known}


def _time(value: str, words: Words) -> Json:
    """Draw a clock; what it could not show, like `half past nine`, stands in a text field."""
    if value and not _CLOCK.fullmatch(value):
        return _typed(value, limits.FIELD_TEXT, example=words.time)
    known = {"initial_time": value} if value else {}
    return {"type": "timepicker", "placeholder": placeholder(words.pick_time), **known}


def _choose(asked: Choose, words: Words) -> Json:
    """Draw radio buttons where one must be chosen, else a menu.

    A radio button once chosen cannot be taken back; a menu's choice can.
    """
    options = [option(choice) for choice in asked.choices]
    chosen = [each for each in options if each["value"] == asked.value]
    known = {"initial_option": chosen[0]} if chosen else {}
    if asked.required and len(options) <= _SPREAD_OUT:
        return {"type": "radio_buttons", "options": options, **known}
    hint = placeholder(words.pick_one)
    return {"type": "static_select", "placeholder": hint, "options": options, **known}


def _choose_many(asked: ChooseMany, words: Words) -> Json:
    """Draw checkboxes where any number may be ticked, else a menu that stops at the most."""
    options = [option(choice) for choice in asked.choices]
    known = _initial(each for each in options if each["value"] in asked.values)
    if len(options) <= _SPREAD_OUT and asked.most >= len(options):
        return {"type": "checkboxes", "options": options, **known}
    return {
        "type": "multi_static_select",
        "placeholder": placeholder(words.pick_any),
        "options": options,
        "max_selected_items": max(min(asked.most, len(options)), len(asked.values), 1),
        **known,
    }


def _initial(chosen: Iterable[Json]) -> dict[str, Sequence[Json]]:
    picked = list(chosen)
    return {"initial_options": picked} if picked else {}


def _is_day(value: str) -> bool:
    try:
        return bool(_ISO.fullmatch(value) and date.fromisoformat(value))
    except ValueError:
        return False


def _size(text: str) -> int:
    """Count UTF-16 units, as a browser counts what is typed."""
    return len(text) + sum(letter > "\uffff" for letter in text)
