"""Forms as lines of a terminal: shown whole in a dialogue, or field by field when asked."""

from collections.abc import Sequence

from adapters.console.controls import Member
from adapters.console.forms import Sheet, shown
from adapters.console.harmless import inline
from adapters.console.paper import Piece, Strip, strip
from adapters.console.render import paragraph
from adapters.console.words import Words
from bot.ui.form import AnyField, Choose, ChooseMany, Paragraph, Person, Tick, Value

_INDENT = "  "
_LONGEST_KEPT = 60


def heading_strips(sheet: Sheet) -> tuple[Strip, ...]:
    """Lay out a form's title and note."""
    note = paragraph(sheet.form.note, "dim") if sheet.form.note else []
    return (strip(inline(sheet.form.title), "bold"), *note)


def form_strips(sheet: Sheet, people: Sequence[Member], words: Words) -> tuple[Strip, ...]:
    """Lay out a whole form: each field with its value, hint, choices and error."""
    strips = [*heading_strips(sheet), Strip()]
    if sheet.errors:
        strips += [strip(words.put_right, "bold"), Strip()]
    for asked in sheet.form.fields:
        value = sheet.values[asked.name]
        strips += [
            *_label(asked, shown(asked, value, people, words) or words.empty, words),
            *hint_strips(asked),
            *error_strips(sheet.errors.get(asked.name, "")),
            *_offered(asked, value),
        ]
    strays = [why for name, why in sheet.errors.items() if name not in sheet.values]
    strips += [each for why in strays for each in error_strips(why)]
    return (*strips, Strip(), strip(words.send.format(label=inline(sheet.form.submit)), "dim"))


def question_strips(
    asked: AnyField, value: Value, people: Sequence[Member], words: Words
) -> tuple[Strip, ...]:
    """Lay out one field as a question: label, hint, numbered choices, how to answer."""
    label = f"{inline(asked.label)} {words.needed if asked.required else ''}".rstrip()
    ways = " ".join(filter(None, (_way(asked, words), *_leaving(asked, value, people, words))))
    return (
        strip(label, "bold"),
        *hint_strips(asked),
        *_numbered(asked, people),
        strip(ways, "dim", _INDENT),
    )


def hint_strips(asked: AnyField) -> list[Strip]:
    """Lay out a field's hint, if it has one."""
    return [strip(inline(asked.hint), "dim", _INDENT)] if asked.hint else []


def error_strips(why: str) -> list[Strip]:
    """Lay out what is wrong with a field, if anything is."""
    return paragraph(why, "yellow", f"{_INDENT}! ") if why else []


def _leaving(
    asked: AnyField, value: Value, people: Sequence[Member], words: Words
) -> tuple[str, ...]:
    """Say what an empty line does, and how to empty a field that need not be filled."""
    kept = shown(asked, value, people, words)
    if not kept:
        return () if asked.required else (words.optional,)
    keep = words.keep.format(value=_short(kept))
    return (keep,) if asked.required or isinstance(asked, Tick) else (keep, words.empties)


def _short(kept: str) -> str:
    line = inline(kept)
    return line if len(line) <= _LONGEST_KEPT else f"{line[:_LONGEST_KEPT]}…"


def _label(asked: AnyField, value: str, words: Words) -> list[Strip]:
    needed = f" {words.needed}" if asked.required else ""
    first, *rest = paragraph(value)
    lead = f"{inline(asked.label)}{needed}: "
    return [strip(lead + first.text()), *(strip(line.text(), lead=_INDENT) for line in rest)]


def _offered(asked: AnyField, value: Value) -> list[Strip]:
    if not isinstance(asked, Choose | ChooseMany):
        return []
    picked = (value,) if isinstance(value, str) else value
    marks = {True: "●", False: "○"}
    pieces = [
        Piece(f"{marks[each.value in picked]} {inline(each.label)}") for each in asked.choices
    ]
    return [Strip(tuple(pieces), _INDENT)]


def _numbered(asked: AnyField, people: Sequence[Member]) -> list[Strip]:
    match asked:
        case Choose() | ChooseMany():
            names = [
                f"{inline(each.label)} ({inline(each.hint)})" if each.hint else inline(each.label)
                for each in asked.choices
            ]
        case Person():
            names = [member.name for member in people]
        case _:
            return []
    pieces = [Piece(f"{number} {name}") for number, name in enumerate(names, 1)]
    return [Strip(tuple(pieces), _INDENT)]


def _way(asked: AnyField, words: Words) -> str:
    match asked:
        case Choose():
            return words.pick_one
        case ChooseMany():
            return words.pick_many
        case Person():
            return words.pick_person
        case Paragraph():
            return words.paragraph
        case Tick():
            return words.tick
        case _:
            return ""
