"""What is published as it stands in `docs/`, beside the repository's code or carried by a wheel."""

from pathlib import Path

from adapters.slack.leaflet import Documents
from bot.problems import ConfigError, Problem

_PARTS = ("privacy", "terms", "crisis-protocol")


def folder(package: Path = Path(__file__).parents[1]) -> Path:
    """Find `docs/`: beside the package in the repository, inside it in an installed wheel."""
    beside = package.parent / "docs"
    # Site-packages may hold somebody else's `docs`; ours is known by what it holds.
    return beside if (beside / "crisis-protocol.md").is_file() else package / "_docs"


def load(where: Path | None = None) -> Documents:
    """Read what is published; raises ConfigError with all that is missing."""
    files = [(where or folder()) / f"{part}.md" for part in _PARTS]
    missing = [file for file in files if not file.is_file()]
    if missing:
        said = "The file is missing, and people are to read it on the web."
        raise ConfigError([Problem(file, None, said, "Put it back.") for file in missing])
    privacy, terms, crisis = (file.read_text("utf-8") for file in files)
    return Documents(privacy, terms, crisis)
