"""Forms as Discord's modals, what comes back from them, and the cards that lead to one again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from discord import ui

from adapters.discord import fields, ids, markup, prose
from adapters.discord.ids import Kind
from adapters.discord.words import Words
from bot.ui import limits
from bot.ui.card import Block, Button, Buttons, Card, Look, Note, Quote, Text, Tone
from bot.ui.form import NO, YES, AnyField, Choose, ChooseMany, Form, Person, Tick, Value

_LONGEST_TITLE = 45
_LONGEST_NOTE = 3900
_LONGEST_ERROR = 200
_LONGEST_SHOWN = 400
"""Letters of one field shown again; all of it is kept and stands in the form."""


class Asked(ui.Modal):
    """A modal the client keeps nothing of: what is sent is read from what comes back alone."""

    def is_finished(self) -> bool:
        """Say yes, so that no modal is stored and all work alike after a restart."""
        return True


@dataclass(frozen=True, slots=True)
class Sent:
    """A form sent: what it does, and its values by field name."""

    packed: str
    values: Mapping[str, Value]


def modal(form: Form, words: Words) -> Asked:
    """Draw a form with the values it brings along."""
    title = prose.fitted(markup.inline(form.title), _LONGEST_TITLE)
    asked = Asked(title=title, timeout=None, custom_id=ids.form(form.does.pack()))
    hints = {field.name: field.hint for field in form.fields}
    if form.note and len(form.fields) < limits.FORM_FIELDS:
        asked.add_item(ui.TextDisplay(prose.Piece(form.note, markup.small).within(_LONGEST_NOTE)))
    elif form.note:
        hints |= _hint_with_note(form)
    for field in form.fields:
        asked.add_item(fields.labelled(field, hints[field.name], words))
    return asked


def read(data: Mapping[str, Any]) -> Sent | None:
    """Read a sent modal from the interaction's raw data; None for one we did not write.

    Whatever cannot be read is left out.
    """
    found = ids.read(str(data.get("custom_id", "")))
    if found is None or found.kind is not Kind.FORM:
        return None
    return Sent(found.packed, dict(_values(data.get("components"))))


def corrected(
    errors: Mapping[str, str], form: Form, words: Words, typed: Mapping[str, Value] | None = None
) -> Card:
    """Say what must be put right, showing what was typed, and lead back to the form."""
    known = {field.name: field for field in form.fields}
    blocks: list[Block] = []
    for name, why in errors.items():
        blocks += _wrong(known.get(name), _shown(why, _LONGEST_ERROR), (typed or {}).get(name))
    # A reason and a quote for each field fit into one card; strays behind them need not.
    blocks = blocks[: limits.FORM_FIELDS * 2]
    again = Button(words.try_again, form.reopen, Look.MAIN)
    return Card(words.put_right, (*blocks, Note(words.kept), Buttons((again,))), Tone.WARN)


def ready(form: Form, words: Words) -> Card:
    """Lead to a form that could not be opened at once."""
    opens = Button(words.open_form, form.reopen, Look.MAIN)
    return Card(form.title, (Text(words.ready), Buttons((opens,))))


def _hint_with_note(form: Form) -> dict[str, str]:
    """Put the note of a form with no room of its own into a field's hint.

    It goes before the first one's where both fit, else shortened to a field that has none.
    """
    first, note = form.fields[0], markup.inline(form.note)
    both = f"{note} {first.hint}".strip()
    if markup.size(both) <= fields.LONGEST_HINT:
        return {first.name: both}
    bare = next((field for field in form.fields if not field.hint), None)
    return {bare.name: note} if bare else {}


def _wrong(field: AnyField | None, why: str, typed: Value | None) -> Iterator[Block]:
    yield Text(f"{field.label}: {why}" if field else why or markup.UNNAMED)
    wrote = _shown(_spoken(field, typed), _LONGEST_SHOWN) if field else ""
    if wrote:
        yield Quote(wrote)


def _spoken(field: AnyField, typed: Value | None) -> str:
    """Say what stands in a field, where showing it says more than the form itself will."""
    if isinstance(field, Tick | Person):
        return ""
    if isinstance(field, Choose | ChooseMany):
        labels = {choice.value: choice.label for choice in field.choices}
        chosen = (typed,) if isinstance(typed, str) else typed or ()
        return ", ".join(labels[value] for value in chosen if value in labels)
    return typed if isinstance(typed, str) else field.value


def _shown(text: str, longest: int) -> str:
    shown = markup.harmless(text).strip()
    return shown if len(shown) <= longest else prose.cut(shown, longest)


def _values(components: object) -> Iterator[tuple[str, Value]]:
    for part in components if isinstance(components, list) else ():
        if not isinstance(part, dict):
            continue
        inner = part.get("component")
        yield from _values([inner] if inner else part.get("components"))
        named = ids.read_field(str(part.get("custom_id", "")))
        value = _value(part, several=named[1]) if named else None
        if named and value is not None:
            yield named[0], value


def _value(part: Mapping[str, object], *, several: bool) -> Value | None:
    """Read what a component gives: text or null, a tick, or a list of what was picked."""
    if isinstance(picked := part.get("values"), list):
        words = tuple(value for value in picked if isinstance(value, str))
        return words if several else next(iter(words), "")
    match part:
        case {"value": bool(ticked)}:
            return YES if ticked else NO
        case {"value": str(text)}:
            return text
        case {"value": None}:
            return () if several else ""
        case _:
            return None
