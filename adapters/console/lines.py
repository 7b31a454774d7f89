"""Where typed lines come from: a person at a terminal, or a pipe."""

import asyncio
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Protocol, TextIO

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.history import DummyHistory, InMemoryHistory
from prompt_toolkit.patch_stdout import patch_stdout

from adapters.console.harmless import harmless

_CHUNK = 65536


class Lines(Protocol):
    """A source of lines; reading raises EOFError at the end and KeyboardInterrupt on Ctrl-C."""

    def open(self) -> AbstractContextManager[None]:
        """Hold the source while lines are read."""
        ...

    async def read(self, prompt: str, *, main: bool = False, draft: str = "") -> str:
        """Ask for one line; only the `main` prompt has a history and completes commands.

        A `draft` is there to be changed, where lines can be edited.
        """
        ...


@dataclass(frozen=True, slots=True)
class Hint:
    """A command that can be completed, and what it does."""

    text: str
    summary: str


class CommandCompleter(Completer):
    """Completes commands, while nothing but a command is being written."""

    def __init__(self, hints: Callable[[], Sequence[Hint]]) -> None:
        self._hints = hints

    def get_completions(
        self, document: Document, complete_event: CompleteEvent
    ) -> Iterator[Completion]:
        """Offer the commands that begin with what stands before the cursor."""
        typed = document.text_before_cursor
        if not typed.startswith("/") or " " in typed:
            return
        for hint in self._hints():
            if hint.text.startswith(typed.lower()):
                yield Completion(hint.text, -len(typed), display_meta=hint.summary)


class TypedLines:
    """A person at a terminal; what is printed meanwhile appears above the line being typed."""

    def __init__(self, hints: Callable[[], Sequence[Hint]]) -> None:
        # People's words stay in memory: a history file would keep them unsealed.
        self._main: PromptSession[str] = PromptSession(
            history=InMemoryHistory(),
            completer=CommandCompleter(hints),
            complete_while_typing=True,
            reserve_space_for_menu=6,
        )
        self._plain: PromptSession[str] = PromptSession(history=DummyHistory())

    def open(self) -> AbstractContextManager[None]:
        """Send all printing through the prompt."""
        return patch_stdout(raw=True)

    async def read(self, prompt: str, *, main: bool = False, draft: str = "") -> str:
        """Ask for one line."""
        return await (self._main if main else self._plain).prompt_async(prompt, default=draft)


class PipedLines:
    """Lines from a pipe or file, read as they come; they are echoed unless a terminal does so."""

    def __init__(self, stream: TextIO, write: Callable[[str], object]) -> None:
        self._fd = stream.fileno()
        self._echo = not stream.isatty()
        self._write = write
        self._buffer = b""
        self._ended = False

    def open(self) -> AbstractContextManager[None]:
        """Hold nothing."""
        return nullcontext()

    async def read(self, prompt: str, *, main: bool = False, draft: str = "") -> str:
        """Read one line; the last one may lack its end."""
        self._write(prompt)
        while b"\n" not in self._buffer and not self._ended:
            chunk = await self._chunk()
            self._buffer += chunk
            self._ended = not chunk
        if not self._buffer:
            self._write("\n")
            raise EOFError
        line, _, self._buffer = self._buffer.partition(b"\n")
        text = line.decode("utf-8", "replace").removesuffix("\r")
        if self._echo:
            self._write(f"{harmless(text)}\n")
        return text

    async def _chunk(self) -> bytes:
        loop = asyncio.get_running_loop()
        ready = asyncio.Event()
        try:
            loop.add_reader(self._fd, ready.set)
        except (OSError, NotImplementedError):
            # A file is always ready, and cannot be watched.
            return os.read(self._fd, _CHUNK)
        try:
            await ready.wait()
        finally:
            loop.remove_reader(self._fd)
        return os.read(self._fd, _CHUNK)


def lines_for(
    stdin: TextIO,
    stdout: TextIO,
    hints: Callable[[], Sequence[Hint]],
    write: Callable[[str], object],
) -> Lines:
    """Choose the source that fits: a prompt where both ends are a terminal."""
    if stdin.isatty() and stdout.isatty():
        return TypedLines(hints)
    return PipedLines(stdin, write)


def hints_of(pairs: Iterable[tuple[str, str]]) -> tuple[Hint, ...]:
    """Make hints of names and summaries, in alphabetical order."""
    return tuple(Hint(f"/{name.lstrip('/')}", summary) for name, summary in sorted(pairs))
