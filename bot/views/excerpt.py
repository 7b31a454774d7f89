"""The beginning of what somebody wrote, where all of it would not fit."""

MORE = " …"


def excerpt(text: str, limit: int) -> str:
    """Return text of at most `limit` characters, cut between words where it can be."""
    if len(text) <= limit:
        return text
    kept = text[: limit - len(MORE)]
    words = kept.rsplit(maxsplit=1)
    # One endless word is cut inside; otherwise the last word may be only half there.
    return (words[0] if len(words) > 1 else kept).rstrip() + MORE


def first_line(text: str, limit: int) -> str:
    """Return the beginning of text on one line."""
    return excerpt(" ".join(text.split()), limit)
