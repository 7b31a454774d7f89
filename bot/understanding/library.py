"""The library: everything that understanding is made from, read from the folder of a language."""

from pathlib import Path

from bot import content
from bot.problems import Findings
from bot.understanding import care_opinion, examples
from bot.understanding.care import CarePatterns
from bot.understanding.heard import Understanding
from bot.understanding.patterns import Phrases


def read(folder: Path) -> Understanding:
    """Read what people say; raises ConfigError with everything that is wrong in all files."""
    with Findings() as found:
        # These hold what people say, which is not held to the rules for what the bot says.
        phrases = found.attempt(content.read, folder / "understanding.toml", Phrases, said=False)
        care = found.attempt(content.read, folder / "care.toml", CarePatterns, said=False)
        lessons = found.attempt(examples.read, folder / "understanding-examples.toml")
    return Understanding(phrases(), care(), lessons(), care_opinion.read(folder))
