"""The command line ends with the right code, and a sentence instead of a traceback."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.cli.exits import Exit

HOME = Path(__file__).parent.parent / "dialogues" / "help.txt"


def run(
    folder: Path, *args: str, typed: str = "", settings: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run `python -m bot` in a folder of its own, with nothing in its environment but settings."""
    environ = {
        "PYTHONPATH": str(Path(__file__).parent.parent.parent),
        "UNDAUNTED_DATA": str(folder / "data"),
        "PYTHONIOENCODING": "utf-8",
    }
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "bot", *args],
        input=typed,
        env={**environ, **(settings or {})},
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def test_a_check_says_that_all_is_in_order(tmp_path: Path) -> None:
    done = run(tmp_path, "check")
    assert done.returncode == Exit.OK
    assert "help lines were not checked" in done.stderr, "until somebody has, it is told"
    assert "in order" in done.stdout
    assert not (tmp_path / "data").exists(), "a check changes nothing"


def test_every_mistake_in_the_settings_is_told_at_once(tmp_path: Path) -> None:
    wrong = {"UNDAUNTED_ZONE": "Berln", "UNDAUNTED_KEY": "short", "UNDAUNTED_LOGG": "1"}
    done = run(tmp_path, "check", settings=wrong)
    assert done.returncode == Exit.CONFIG
    assert "Traceback" not in done.stderr
    for said in ("Europe/Berlin", "UNDAUNTED_KEY", "UNDAUNTED_LOG`"):
        assert said in done.stderr
    assert "short" not in done.stderr, "a key is never repeated"


def test_a_visitor_comes_talks_and_comes_back(tmp_path: Path) -> None:
    first = run(tmp_path, "run", typed="got a no from Acme after the final round\n/quit\n")
    assert first.returncode == Exit.OK
    assert "Traceback" not in first.stderr
    assert "Enter keeps “Acme”" in first.stdout
    again = run(tmp_path, "run", typed="/circle\n")
    assert again.returncode == Exit.OK, "the end of a pipe is a way to leave"
    assert "Oaks" in again.stdout
    assert (tmp_path / "data" / "undaunted.key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--script", "none.txt"), "none.txt: No such file"),
        (("--script", str(HOME), "--zone", "Berln"), "Europe/Berlin"),
        (("--script", str(HOME), "--at", "soon"), "2026-11-30T09:00"),
        (("--script", "bytes.txt"), "UTF-8"),
    ],
)
def test_a_wrong_line_is_told_kindly(tmp_path: Path, args: tuple[str, ...], said: str) -> None:
    (tmp_path / "bytes.txt").write_bytes(b"\xff\xfe\x00")
    done = run(tmp_path, "chat", *args)
    assert done.returncode == Exit.CONFIG
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_database_that_is_none_is_refused_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "letter.db").write_text("Dear all,\n" * 200)
    done = run(tmp_path, "chat", "--script", str(HOME), "--db", "letter.db")
    assert done.returncode == Exit.STORE
    assert len(done.stderr.strip().splitlines()) == 1
    assert "is not a database" in done.stderr


def test_a_dialogue_that_goes_otherwise_fails_with_what_was_seen(tmp_path: Path) -> None:
    script = tmp_path / "wrong.txt"
    script.write_text("ana: /help\n> a promise that is not there\n")
    done = run(tmp_path, "chat", "--script", str(script))
    assert done.returncode == Exit.SCRIPT
    assert "line 2" in done.stdout + done.stderr


def test_mistakes_in_a_dialogue_are_told_before_it_is_played(tmp_path: Path) -> None:
    script = tmp_path / "mistakes.txt"
    script.write_text("what\nana: hello\nagain\n")
    done = run(tmp_path, "chat", "--script", str(script))
    assert done.returncode == Exit.SCRIPT
    assert "line 1" in done.stderr
    assert "line 3" in done.stderr


def test_the_same_dialogue_can_be_played_twice_over_one_database(tmp_path: Path) -> None:
    script = tmp_path / "twice.txt"
    script.write_text("ana: /help\n> What we can do together\n")
    args = ("chat", "--script", str(script), "--db", "kept.db", "--at", "2026-11-30T09:00")
    assert [run(tmp_path, *args).returncode for _ in range(2)] == [Exit.OK, Exit.OK]


def test_an_invitation_for_a_known_application_needs_no_network(tmp_path: Path) -> None:
    done = run(tmp_path, "invite", "--application", "123456789012345678")
    assert done.returncode == Exit.OK
    (link,) = done.stdout.splitlines()
    assert link.startswith("https://discord.com/oauth2/authorize?client_id=123456789012345678&")
    assert not int(link.rpartition("permissions=")[2]) & 0x8, "never as administrator"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ((), "DISCORD_TOKEN is not set"),
        (("--application", "undaunted"), "17 to 20 digits"),
        (("--application", "１２３４５６７８９０１２３４５６７８"), "17 to 20 digits"),
    ],
)
def test_an_invitation_needs_to_know_whose(
    tmp_path: Path, args: tuple[str, ...], said: str
) -> None:
    done = run(tmp_path, "invite", *args)
    assert done.returncode == Exit.CONFIG
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_wrong_token_is_told_before_anything_is_connected(tmp_path: Path) -> None:
    wrong = {"DISCORD_TOKEN": "hunter2", "DISCORD_API_BASE": "https://example.org"}
    done = run(tmp_path, "run", settings=wrong)
    assert done.returncode == Exit.CONFIG
    assert "Reset Token" in done.stderr
    assert "this machine" in done.stderr
    assert "hunter2" not in done.stderr


def test_an_unknown_command_is_a_wrong_line(tmp_path: Path) -> None:
    assert run(tmp_path, "dance").returncode == Exit.USAGE
