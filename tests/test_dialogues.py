"""Every dialogue plays from its first line to its last, over the real house."""

import asyncio
import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.cli import terminal
from bot.cli.terminal import Beginning
from bot.settings import load_settings
from tests.talking import MONDAY

DIALOGUES = sorted((Path(__file__).parent / "dialogues").glob("*.txt"))
_HEADER = re.compile(r"^# --at (?P<at>\S+) --zone (?P<zone>\S+)$", re.MULTILINE)


def beginning(text: str) -> Beginning:
    """Read where a dialogue says that it begins; else on a Monday at nine, UTC."""
    header = _HEADER.search(text)
    if header is None:
        return Beginning(MONDAY, "UTC")
    zone = header["zone"]
    return Beginning(datetime.fromisoformat(header["at"]).replace(tzinfo=ZoneInfo(zone)), zone)


@pytest.mark.parametrize("path", DIALOGUES, ids=lambda path: path.stem)
def test_the_dialogue_goes_as_it_is_written(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = load_settings({"UNDAUNTED_DATA": str(tmp_path)}, tmp_path)
    begins = beginning(path.read_text("utf-8"))
    code = asyncio.run(terminal.play(settings, begins, None, path))
    assert code == 0, capsys.readouterr().out[-2000:]
