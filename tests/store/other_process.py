"""Another process over the same file: it writes until it is killed, its disk is full, or told.

`python -m tests.store.other_process FILE KEY [BYTES]`, where BYTES is the largest file it may make.
Prints `open`, then the number of each row once it is committed, or the sentence that stopped it.
"""

import asyncio
import resource
import sys
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import insert

from bot.errors import StoreProblem
from bot.store import tables
from bot.store.database import Database
from bot.store.vault import Vault

STARTED = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)


def say(text: object) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


async def write_on(path: Path, key: str) -> None:
    """Keep two rows in each transaction, for ever."""
    database = await Database.open(path, Vault([key]), STARTED)
    say("open")
    number = 0
    while True:
        number += 1
        async with database.begin() as connection:
            await connection.execute(insert(tables.tally).values(name=f"a{number}", count=number))
            await connection.execute(insert(tables.tally).values(name=f"b{number}", count=number))
        say(number)


def main(path: str, key: str, largest: str = "") -> int:
    if largest:
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(largest), int(largest)))
    try:
        asyncio.run(write_on(Path(path), key))
    except StoreProblem as problem:
        say(problem)
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
