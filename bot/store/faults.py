"""Where errors of the database and its files stop: each leaves as one sentence with a remedy."""

import errno
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError, StatementError

from bot.errors import StoreProblem


class Clash(StoreProblem):
    """What was to be kept breaks a rule of the schema, such as a name that is taken."""


def full(where: str) -> str:
    """Say that there is no room."""
    return (
        f"There is no room left on the disk or in the quota that holds {where}: "
        "make room and start again; what was kept before is safe."
    )


def shut(where: str) -> str:
    """Say that we may not write there."""
    return (
        f"Undaunted may not write to {where} or to its folder: "
        "give the user that runs it permission to read and write there."
    )


def damaged(where: str) -> str:
    """Say that the file is damaged."""
    return f"{where} is damaged: stop Undaunted and put your latest copy of that file in its place."


def not_a_database(where: str) -> str:
    """Say that the file is something else, or destroyed from its first line on."""
    return (
        f"{where} is not a database: if it was one, put your latest copy in its place; "
        "if it is something else, give Undaunted another file."
    )


def busy(where: str) -> str:
    """Say that another program holds the file."""
    return f"Another program keeps {where} locked: close it there and start again."


def failing(where: str) -> str:
    """Say that reading or writing failed in a way that the disk did not explain."""
    return (
        f"The disk that holds {where} failed to read or write: "
        "check its room, quota and health, then start again."
    )


_BY_CODE: dict[int, Callable[[str], str]] = {
    sqlite3.SQLITE_FULL: full,
    sqlite3.SQLITE_IOERR: failing,
    sqlite3.SQLITE_CORRUPT: damaged,
    sqlite3.SQLITE_NOTADB: not_a_database,
    sqlite3.SQLITE_BUSY: busy,
    sqlite3.SQLITE_LOCKED: busy,
    sqlite3.SQLITE_READONLY: shut,
    sqlite3.SQLITE_CANTOPEN: shut,
    sqlite3.SQLITE_PERM: shut,
}

_BY_ERRNO: dict[int, Callable[[str], str]] = {
    errno.ENOSPC: full,
    errno.EDQUOT: full,
    errno.EFBIG: full,
    errno.EACCES: shut,
    errno.EPERM: shut,
    errno.EROFS: shut,
}


@contextmanager
def told(where: str) -> Iterator[None]:
    """Let no error of SQLite or SQLAlchemy out: StoreProblem, or the plain error inside it."""
    try:
        yield
    except DBAPIError as error:
        raise _problem(error.orig, where) from error
    except StatementError as error:
        # A value that its column refused: our own mistake, told as it was raised.
        raise (error.orig or error) from None
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise _problem(error, where) from error


@contextmanager
def told_of_files(where: str) -> Iterator[None]:
    """Let no error of the file system out."""
    try:
        yield
    except OSError as error:
        raise StoreProblem(_file_sentence(error, where)) from error


def _problem(error: BaseException | None, where: str) -> StoreProblem:
    # The low byte is the kind of fault, the rest its details.
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_CONSTRAINT:
        return Clash(f"What was to be kept in {where} breaks a rule of its tables: {error}.")
    if code in _BY_CODE:
        return StoreProblem(_BY_CODE[code](where))
    return StoreProblem(
        f"{where} did not do what was asked ({type(error).__name__}: {error}): "
        "please report this, it is a mistake in Undaunted."
    )


def _file_sentence(error: OSError, where: str) -> str:
    if error.errno in _BY_ERRNO:
        return _BY_ERRNO[error.errno](where)
    if error.errno in (errno.ENOTDIR, errno.EEXIST):
        return f"{where} cannot be there, for a file stands where a folder is needed: move it away."
    if error.errno == errno.EISDIR:
        return f"{where} cannot be there, for a folder stands in its place: move it away."
    return f"{where} cannot be used ({error.strerror}): see to that and start again."
