"""What is shown when our own side fails, bringing back whatever was typed."""

import hashlib
from collections.abc import Sequence

from adapters.slack.words import Words
from bot.ui import limits
from bot.ui.card import Block, Card, File, Note, Quote, Text, Tone

ROOM = 2_500
"""Characters of typed words shown in a card; when there are more, all of them come as a file."""


def reference(key: str) -> str:
    """Shorten an event's key to what a person can read out and an operator can search for."""
    return hashlib.sha256(key.encode()).hexdigest()[:8]


def sentence(key: str, words: Words) -> str:
    """Own up to a fault of ours in a sentence, with its reference."""
    return words.failed.format(reference=reference(key))


def failure(key: str, words: Words, written: Sequence[str] = ()) -> Card:
    """Own up to a fault of ours, with its reference."""
    said = Text(sentence(key, words))
    return Card(words.failed_title, (said, *_kept(words, written)), Tone.WARN)


def form_gone(words: Words, written: Sequence[str]) -> Card:
    """Say that a form is too old to be read."""
    return Card(words.form_gone_title, (Text(words.form_gone), *_kept(words, written)))


def plain(words: Words, text: str) -> Card:
    """Say one thing."""
    return Card(words.name, (Text(text),))


def _kept(words: Words, written: Sequence[str]) -> tuple[Block, ...]:
    """Give back what was written; what was only ticked or chosen is quickly chosen again."""
    texts = [text for text in written if text.strip()]
    if not texts:
        return ()
    if sum(map(len, texts)) <= ROOM:
        return (Note(words.typed), *map(Quote, texts[: limits.FORM_FIELDS]))
    data = "\n\n".join(texts).encode()
    return (File(words.typed_name, data, words.typed),)
