"""Where the database lies: its folder, its file, and the lock that keeps a second bot out."""

import fcntl
import os
from contextlib import suppress
from pathlib import Path

from bot.errors import StoreProblem
from bot.store.faults import told_of_files

ONLY_ME = 0o600
MY_FOLDER = 0o700


def make_folder(folder: Path) -> None:
    """Make a folder that only we may enter; one that is there stays as it is."""
    with told_of_files(str(folder)):
        folder.mkdir(mode=MY_FOLDER, parents=True, exist_ok=True)


def make_file(path: Path) -> None:
    """Make an empty file that only we may read, or close one that is there to others.

    Never for a file that this process has open in SQLite: closing it here drops SQLite's locks.
    """
    if path.is_dir():
        raise StoreProblem(f"{path} is a folder: give the name of a file in it.")
    with told_of_files(str(path)):
        # SQLite opens what it may not write to, and would only say so at the first answer.
        os.close(os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, ONLY_ME))
        # A file of somebody else's, which we may write to all the same, stays as it is.
        with suppress(PermissionError):
            path.chmod(ONLY_ME)


def settle(folder: Path) -> None:
    """Wait until the disk knows which files the folder holds."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class Lock:
    """A mark beside the file that one process holds; it falls with the process."""

    def __init__(self, path: Path) -> None:
        """Take the lock; raises StoreProblem when another bot has it."""
        beside = path.with_name(path.name + ".lock")
        with told_of_files(str(path)):
            self._descriptor = os.open(beside, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, ONLY_ME)
        try:
            with told_of_files(str(path)):
                self._take(path)
        except StoreProblem:
            os.close(self._descriptor)
            raise
        self._sign()

    def release(self) -> None:
        """Let the next one in."""
        os.close(self._descriptor)

    def _take(self, path: Path) -> None:
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            other = os.pread(self._descriptor, 20, 0).decode("ascii", "replace").strip()
            raise StoreProblem(
                f"Another Undaunted (process {other or 'unknown'}) is already running on {path}: "
                "stop that one first, or give this one a file of its own."
            ) from None

    def _sign(self) -> None:
        # Only for the sentence above: on a full disk the lock holds without a name.
        with suppress(OSError):
            os.ftruncate(self._descriptor, 0)
            os.pwrite(self._descriptor, f"{os.getpid()}\n".encode(), 0)
