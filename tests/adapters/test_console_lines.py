"""Where lines come from: a real prompt on a pipe, a real pipe, a file."""

import asyncio
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from adapters.console.lines import (
    CommandCompleter,
    Hint,
    PipedLines,
    TypedLines,
    hints_of,
    lines_for,
)

HINTS = (Hint("/rejected", "tell about a no"), Hint("/rest", "take days off"), Hint("/as", "be"))


class Tty(io.StringIO):
    def isatty(self) -> bool:
        return True


@contextmanager
def keyboard() -> Iterator[tuple[PipeInput, TypedLines]]:
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        yield keys, TypedLines(lambda: HINTS)


@contextmanager
def pipe() -> Iterator[tuple[int, PipedLines, list[str]]]:
    reading, writing = os.pipe()
    printed: list[str] = []
    with os.fdopen(reading) as stream:
        yield writing, PipedLines(stream, printed.append), printed


async def test_a_line_is_typed_and_remembered_only_in_memory() -> None:
    with keyboard() as (keys, lines), lines.open():
        keys.send_text("hello\r")
        assert await lines.read("ana> ", main=True) == "hello"
        keys.send_text("\x1b[A\r")
        assert await lines.read("ana> ", main=True) == "hello"


async def test_a_forms_answers_have_no_history_and_a_draft_can_be_changed() -> None:
    with keyboard() as (keys, lines):
        keys.send_text("private\r")
        assert await lines.read("  > ") == "private"
        keys.send_text("\x1b[A\r")
        assert await lines.read("  > ") == ""
        keys.send_text("\x7f\x7fed\r")
        assert await lines.read("  > ", draft="shorten") == "shorted"


async def test_the_keys_that_leave_are_heard() -> None:
    with keyboard() as (keys, lines):
        keys.send_text("\x03")
        with pytest.raises(KeyboardInterrupt):
            await lines.read("ana> ", main=True)
        keys.send_text("\x04")
        with pytest.raises(EOFError):
            await lines.read("ana> ", main=True)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("/", ["/rejected", "/rest", "/as"]),
        ("/RE", ["/rejected", "/rest"]),
        ("/rejected ", []),
        ("hello /re", []),
        ("", []),
    ],
)
def test_commands_are_completed_while_only_a_command_is_there(
    typed: str, offered: list[str]
) -> None:
    completer = CommandCompleter(lambda: HINTS)
    found = list(completer.get_completions(Document(typed), CompleteEvent()))
    assert [each.text for each in found] == offered
    assert all(each.start_position == -len(typed) for each in found)


async def test_a_pipe_gives_its_lines_as_they_come_and_then_ends() -> None:
    with pipe() as (writing, lines, printed):
        reading = asyncio.create_task(lines.read("ana> ", main=True))
        await asyncio.sleep(0)
        os.write(writing, b"hello\r\nsec")
        assert await reading == "hello"
        os.write(writing, "ond é\n\nlast".encode())
        os.close(writing)
        with lines.open():
            assert [await lines.read("> ") for _ in range(3)] == ["second é", "", "last"]
        with pytest.raises(EOFError):
            await lines.read("ana> ")
    assert "".join(printed) == "ana> hello\n> second é\n> \n> last\nana> \n"


async def test_what_a_pipe_says_is_echoed_harmlessly() -> None:
    with pipe() as (writing, lines, printed):
        os.write(writing, b"\x1b[2Jhi \xff\n")
        os.close(writing)
        assert await lines.read("") == "\x1b[2Jhi \ufffd"
    assert "".join(printed) == "[2Jhi \ufffd\n"


async def test_what_a_terminal_shows_itself_is_not_echoed() -> None:
    keys, screen = os.openpty()
    printed: list[str] = []
    with os.fdopen(screen) as stream:
        os.write(keys, b"hello\n")
        assert await PipedLines(stream, printed.append).read("ana> ") == "hello"
    os.close(keys)
    assert printed == ["ana> "]


async def test_waiting_for_a_pipe_holds_up_nobody() -> None:
    with pipe() as (writing, lines, _):
        reading = asyncio.create_task(lines.read("ana> "))
        await asyncio.sleep(0)
        assert not reading.done()
        reading.cancel()
        with pytest.raises(asyncio.CancelledError):
            await reading
        os.close(writing)


async def test_a_very_long_line_comes_whole(tmp_path: Path) -> None:
    file = tmp_path / "lines"
    file.write_text("x" * 100_000 + "\nlast\n")
    with file.open() as stream:
        lines = PipedLines(stream, lambda text: None)
        assert await lines.read("> ") == "x" * 100_000
        assert await lines.read("> ") == "last"
        with pytest.raises(EOFError):
            await lines.read("> ")


async def test_a_prompt_is_for_two_terminals_and_a_pipe_for_anything_else() -> None:
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        assert isinstance(lines_for(Tty(), Tty(), lambda: HINTS, print), TypedLines)
    with pipe() as (writing, _, _), open(os.devnull) as null:  # noqa: ASYNC230, PTH123
        os.close(writing)
        assert isinstance(lines_for(null, Tty(), lambda: HINTS, print), PipedLines)
        assert isinstance(lines_for(null, io.StringIO(), lambda: HINTS, print), PipedLines)


def test_hints_are_sorted_and_begin_with_a_stroke() -> None:
    assert hints_of([("wait", "w"), ("/as", "a")]) == (Hint("/as", "a"), Hint("/wait", "w"))
