"""What happens to a database file from outside: harm, other programs, somebody without rights."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NOBODY = 65534

CHANGE = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute(sys.argv[2])
connection.commit()
connection.close()
"""

LOCK = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("locked", flush=True)
sys.stdin.read()
connection.close()
"""

OVERWRITE = """
import sys
with open(sys.argv[1], "r+b") as file:
    size = file.seek(0, 2)
    file.seek(4096)
    file.write(b"x" * (size - 4096))
"""


def python(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run another Python to its end."""
    command = [sys.executable, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603


@contextmanager
def running(*arguments: object) -> Iterator[subprocess.Popen[str]]:
    """Run another Python beside us, until the block ends."""
    command = [sys.executable, *map(str, arguments)]
    with subprocess.Popen(  # noqa: S603
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def said_by(process: subprocess.Popen[str]) -> str:
    """Return the next line that it prints; empty at its end."""
    assert process.stdout is not None
    return process.stdout.readline().strip()


def change(path: Path, statement: str) -> None:
    """Change a database with another program, whoever it belongs to."""
    assert python("-c", CHANGE, path, statement).returncode == 0


def overwrite(path: Path) -> None:
    """Destroy all but the first page, from another process."""
    assert python("-c", OVERWRITE, path).returncode == 0


def write(path: Path, content: bytes) -> None:
    """Make a file, and its folder."""
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)


def content(path: Path) -> bytes:
    """Return what the file holds."""
    return path.read_bytes()


def mode(path: Path) -> int:
    """Return who may do what with it."""
    return path.stat().st_mode & 0o777


def names(folder: Path) -> set[str]:
    """Return what the folder holds."""
    return {one.name for one in folder.iterdir()}


@contextmanager
def without_rights(*places: Path) -> Iterator[None]:
    """Be somebody who may read these folders and files, and not write to them."""
    modes = [one.stat().st_mode for one in places]
    for one in places:
        one.chmod(0o555 if one.is_dir() else 0o444)
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
        for one, before in zip(places, modes, strict=True):
            one.chmod(before)


def open_to_all(folder: Path) -> None:
    """Let everybody write to the folder and to what is in it."""
    folder.chmod(0o777)
    for one in folder.iterdir():
        one.chmod(0o666)


def remove(path: Path) -> None:
    """Take a file away."""
    path.unlink()


def link(alias: Path, path: Path) -> None:
    """Give a file a second name."""
    alias.symlink_to(path)


def make_folder(path: Path) -> None:
    """Make a folder, and those it lies in."""
    path.mkdir(parents=True)


def all_content(folder: Path) -> bytes:
    """Return what every file in the folder holds, one after the other."""
    return b"".join(one.read_bytes() for one in folder.iterdir())
