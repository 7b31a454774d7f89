"""What others see of a share is what was previewed, word for word."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.domain import share as shares
from bot.domain.share import WORDS, Share, Shared

NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
draft = Share(1, 1, Shared.NEWS, NOW, draft={WORDS: "Hello"})


def test_nobody_sees_a_draft() -> None:
    assert not draft.is_shown
    assert draft.parts == {}


def test_sharing_shows_what_was_previewed_and_nothing_else() -> None:
    shown = shares.shown(draft, NOW)
    assert shown.is_shown
    assert (shown.parts, shown.draft, shown.shown_at) == ({WORDS: "Hello"}, {}, NOW)


def test_changed_words_are_unseen_until_they_are_shared_too() -> None:
    shown = shares.shown(draft, NOW)
    changed = replace(shown, draft={WORDS: "Hello again"})
    assert changed.parts == {WORDS: "Hello"}
    again = shares.shown(changed, NOW + timedelta(days=1))
    assert (again.parts, again.shown_at) == ({WORDS: "Hello again"}, NOW)
