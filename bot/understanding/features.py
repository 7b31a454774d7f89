"""Features: what the statistics see of a message, as numbers of words and of pieces of words."""

import zlib
from collections.abc import Container, Iterator, Sequence

from bot.understanding.words import Word

SIZE = 1 << 16
"""How many features there are; what falls on the same number shares it."""

NAME, TIME, STOP = "xx", "0w", "."
"""The signs that stand for any name, for any day or time, and for the end of a sentence."""

_NUMBER, _EDGE = "0", "|"
_LONGEST_GRAM = 3
_PIECES = (3, 4, 5)


def tokens(
    words: Sequence[Word], known: Container[str], times: Container[int] = frozenset()
) -> list[str]:
    """Write words as the statistics know them: what is not known is taken for a name."""
    found: list[str] = []
    for word in words:
        sign = TIME if word.start in times else _sign(word.form, known)
        if sign != TIME or not found or found[-1] != TIME:
            found.append(sign)
    return found


def _sign(form: str, known: Container[str]) -> str:
    if form in (TIME, NAME) or form in known or not form[0].isalnum():
        return form
    return _NUMBER if form.isdigit() else f"{NAME}{form}"


def numbers(tokens: Sequence[str]) -> list[int]:
    """Number the features of some tokens, each once."""
    return sorted({zlib.crc32(each.encode()) % SIZE for each in _features(tokens)})


def _features(tokens: Sequence[str]) -> Iterator[str]:
    words = [NAME if token.startswith(NAME) else token for token in tokens]
    words = [word for at, word in enumerate(words) if word != NAME or words[at - 1 : at] != [NAME]]
    framed = [_EDGE, *words, _EDGE]
    for length in range(1, _LONGEST_GRAM + 1):
        for start in range(len(framed) - length + 1):
            yield " ".join(framed[start : start + length])
    # An unknown word may be a known one misspelt, which its pieces tell.
    for token in dict.fromkeys(tokens):
        word = f"<{token.removeprefix(NAME)}>"
        for length in _PIECES:
            for start in range(len(word) - length + 1):
                yield word[start : start + length]
