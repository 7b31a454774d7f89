"""What makes a sentence of ours wrong, whoever wrote it: its words, its placeholders, its size."""

import re
from collections.abc import Iterator, Set
from string import Formatter

Fault = tuple[str, str]
"""The rest of a sentence that begins with the name of the text, and the remedy."""

_AVOIDED = {
    "at least": "Say it without measuring one person's trouble against another's.",
    "everything happens for a reason": "Leave it out: to the person it was a loss, not a plan.",
    "just stay positive": "Leave it out: any feeling is welcome here.",
    "others have it worse": "Leave it out: nobody's trouble is weighed here.",
    "definitely get the next one": "Leave it out: nobody can promise that.",
    "proven": "Say “tested”.",
}
_PATTERNS = {
    phrase: re.compile(r"\b" + r"\s+".join(phrase.split()) + r"\b", re.IGNORECASE)
    for phrase in _AVOIDED
}
_PLAIN = re.compile(r"[a-z][a-z0-9_]*")


def is_placeholder(name: str) -> bool:
    """Tell whether a name can stand between braces."""
    return _PLAIN.fullmatch(name) is not None


def word_faults(text: str) -> Iterator[Fault]:
    """Find the words that nobody should be told."""
    for phrase, remedy in _AVOIDED.items():
        if _PATTERNS[phrase].search(text):
            yield f"says “{phrase}”.", remedy
    if text.count("!") > 1:
        yield "has more than one exclamation mark.", "Keep one, or none."


def template_faults(
    text: str, *, placeholders: Set[str], limit: int, many_lines: bool
) -> Iterator[Fault]:
    """Find what keeps a template from being filled and shown; `limit` is in characters."""
    if not text:
        yield "is empty.", "Write the sentence."
        return
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        yield "has a stray { or }.", "Write {{ or }} for the sign itself."
        return
    fields = [name + (f"!{how}" if how else "") + (f":{spec}" if spec else "")
              for _, name, spec, how in parts if name is not None]  # fmt: skip
    yield from _placeholder_faults(fields, placeholders)
    yield from _size_faults("".join(literal for literal, *_ in parts), limit, many_lines)


def _placeholder_faults(fields: list[str], placeholders: Set[str]) -> Iterator[Fault]:
    known = ", ".join(f"{{{name}}}" for name in sorted(placeholders))
    only = f"Only {known} can stand here." if known else "Nothing can be filled in here."
    for field in dict.fromkeys(fields):
        if not is_placeholder(field):
            yield f"has {{{field}}}, which is not a plain placeholder.", only
        elif field not in placeholders:
            yield f"has {{{field}}}, which nothing fills.", only
    for name in sorted(placeholders - set(fields)):
        yield f"leaves out {{{name}}}.", f"Say {{{name}}} somewhere in it."


def _size_faults(literal: str, limit: int, many_lines: bool) -> Iterator[Fault]:
    if len(literal) > limit:
        yield f"has {len(literal)} characters, and {limit} fit there.", "Say it in fewer words."
    if "\n" in literal and not many_lines:
        yield "goes over several lines, and one fits there.", "Write it on one line."
