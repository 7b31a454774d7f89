"""`hear` tells of each line what was understood, as one JSON object a line."""

import json
import subprocess
import sys

import pytest

from bot.cli import hear
from bot.problems import ConfigError
from tests.understanding.conftest import ENGLISH


def run(said: bytes, *options: str) -> "subprocess.CompletedProcess[bytes]":
    command = [sys.executable, "-m", "bot", "hear", *options]
    return subprocess.run(  # noqa: S603
        command, input=said, capture_output=True, timeout=120, check=False, cwd=ENGLISH.parents[1]
    )


def test_each_line_is_answered_with_one_object() -> None:
    said = b"interview with Globex thursday at 2\n\xff\xfe\x00\n\nremind me thursdays at 9 to apply"
    done = run(said, "--now", "2026-11-23T10:00", "--zone", "Europe/London")
    assert done.returncode == 0
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(told) == 4
    assert all(list(each) == ["intents", "confidence", "facts", "care"] for each in told)
    assert told[0]["intents"][0] == "interview_coming"
    assert told[0]["facts"] == {
        "company": "Globex", "stage": "interview", "when": "2026-11-26T14:00",
    }  # fmt: skip
    assert told[3]["facts"] == {"weekday": "thursday", "time": "09:00"}
    assert told[3]["care"] == "none"


def test_options_that_mean_nothing_are_told_together() -> None:
    with pytest.raises(ConfigError) as refused:
        hear.place("yesterdayish", "Mars")
    assert "--now yesterdayish" in str(refused.value)
    assert "--zone Mars" in str(refused.value)


@pytest.mark.parametrize("now", ["0001-01-01T00:00", "9999-12-31T23:59"])
def test_the_ends_of_time_are_refused(now: str) -> None:
    with pytest.raises(ConfigError):
        hear.place(now, "Europe/London")
