"""The real phrases, read once for all tests of understanding."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot import content
from bot.understanding.care import CarePatterns, CareReader
from bot.understanding.heard import Heard, Understanding
from bot.understanding.patterns import Phrases

ENGLISH = Path(__file__).parents[2] / "config" / "en"
NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
ZONE = "Europe/London"


class Ear:
    """Understanding on Monday, 23 November 2026, at ten in London."""

    def __init__(self, phrases: Phrases, care: CarePatterns) -> None:
        self.phrases = phrases
        self.understanding = Understanding(phrases, care)
        self.care = CareReader(care)
        self.care_patterns = care

    def hear(self, text: str) -> Heard:
        return self.understanding.hear(text, NOW, ZONE)


@pytest.fixture(scope="session")
def ear() -> Ear:
    return Ear(
        content.read(ENGLISH / "understanding.toml", Phrases, said=False),
        content.read(ENGLISH / "care.toml", CarePatterns, said=False),
    )
