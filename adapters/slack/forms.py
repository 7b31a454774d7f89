"""Forms as Slack's views, what comes back from them, and what is said before they can be shown."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from adapters.slack import blocks, fields, ids, markup
from adapters.slack.ids import Gives
from adapters.slack.markup import Json
from adapters.slack.words import Words
from bot.ui.card import Button, Buttons, Card, Look, Text
from bot.ui.form import NO, YES, Form, Value

FORM = "form"
LOADING = "loading"
"""The two views that are ours, by callback id."""

_LONGEST_TITLE = 24
_LONGEST_ERROR = 200
_MOST_ERRORS = 10
_MOST_NOTES = 10
"""Elements of a context block."""

_NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Sent:
    """A form sent: what it does, and its values by field name."""

    packed: str
    values: Mapping[str, Value]


def view(form: Form, words: Words, wrong: Mapping[str, str] = _NOTHING) -> Json:
    """Draw a form with the values it brings along, and above it what must be put right."""
    shown = [*_put_right(wrong, form, words), *_note(form.note)]
    return {
        "type": "modal",
        "callback_id": FORM,
        "private_metadata": ids.form(form.does.pack()),
        "title": markup.label(form.title, _LONGEST_TITLE),
        "submit": markup.label(form.submit, _LONGEST_TITLE),
        "close": markup.label(words.close, _LONGEST_TITLE),
        "blocks": [*shown, *(fields.asking(asked, words) for asked in form.fields)],
    }


def loading(words: Words) -> Json:
    """Draw what is seen until a slow answer fills the view."""
    return {
        "type": "modal",
        "callback_id": LOADING,
        "title": markup.label(words.loading_title, _LONGEST_TITLE),
        "close": markup.label(words.close, _LONGEST_TITLE),
        "blocks": [blocks.section(markup.plain_text(words.loading))],
    }


def read(sent: Mapping[str, object]) -> Sent | None:
    """Read a sent view; None for one we did not write. Whatever cannot be read is left out."""
    packed = ids.read_form(str(sent.get("private_metadata", "")))
    if packed is None or sent.get("callback_id") != FORM:
        return None
    state = sent.get("state")
    return Sent(packed, dict(_values(state.get("values") if isinstance(state, dict) else None)))


def errors(wrong: Mapping[str, str], form: Form) -> dict[str, str]:
    """Return what is said beside each field, by block id; what belongs to no field is left out."""
    return {
        fields.block_id(asked): _why(wrong[asked.name])
        for asked in form.fields
        if asked.name in wrong
    }


def corrected(wrong: Mapping[str, str], form: Form, words: Words) -> Json:
    """Answer a submission: say beside the fields what is wrong, or above them if one is not shown.

    Where the view is drawn anew, Slack itself keeps what stands in its fields.
    """
    beside = errors(wrong, form)
    if len(beside) == len(wrong):
        return {"response_action": "errors", "errors": beside}
    return {"response_action": "update", "view": view(form, words, wrong)}


def ready(form: Form, words: Words) -> Card:
    """Lead to a form that could not be opened at once."""
    opens = Button(words.open_form, form.reopen, Look.MAIN)
    return Card(form.title, (Text(words.ready), Buttons((opens,))))


def _put_right(wrong: Mapping[str, str], form: Form, words: Words) -> Iterator[Json]:
    labels = {asked.name: asked.label for asked in form.fields}
    lines = [words.put_right]
    for name, why in list(wrong.items())[:_MOST_ERRORS]:
        said = _why(why)
        known = labels.get(name)
        lines.append(words.wrong.format(label=known, why=said) if known else said)
    if wrong:
        yield blocks.section(markup.plain_text("\n".join(lines)))


def _note(note: str) -> Iterator[Json]:
    if not note:
        return
    if len(note) <= markup.LONGEST_TEXT:
        yield blocks.context(note)
        return
    pieces = markup.pieces(note)[:_MOST_NOTES]
    yield {"type": "context", "elements": [markup.plain_text(piece) for piece in pieces]}


def _why(text: str) -> str:
    return markup.fitted(markup.inline(text), _LONGEST_ERROR)


def _values(state: object) -> Iterator[tuple[str, Value]]:
    for block_id, controls in state.items() if isinstance(state, dict) else ():
        named = ids.read_field(str(block_id))
        control = controls.get(block_id) if isinstance(controls, dict) else None
        if named and isinstance(control, dict):
            name, gives = named
            value = _value(control, gives)
            if value is not None:
                yield name, value


def _value(control: Mapping[str, object], gives: Gives) -> Value | None:
    """Read what a control gives: text, or what was picked; nothing in it is empty, not unknown."""
    if any(name.startswith("selected_") for name in control):
        picked = ids.picked(control)
        match gives:
            case Gives.SEVERAL:
                return picked
            case Gives.TICK:
                return YES if picked else NO
            case Gives.ONE:
                return next(iter(picked), "")
    match control:
        case {"value": str(text)}:
            return text
        case {"value": None} | {"type": "plain_text_input"}:
            return () if gives is Gives.SEVERAL else ""
        case _:
            return None
