"""What lets us into places: kept sealed, renewed in place, and gone without a trace."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

from bot.store.database import Database
from bot.store.installations import Installations
from bot.store.vault import Vault, new_key

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
TOKEN = {"token": "xoxb-very-secret"}


async def test_what_was_kept_is_found_and_what_is_kept_again_replaces_it(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "kept.db", Vault([new_key()]), NOW)
    kept = Installations(database)
    assert await kept.find("slack", "T1") is None
    await kept.keep("slack", "T1", TOKEN, NOW)
    await kept.keep("slack", "E1", {"token": "other"}, NOW)
    await kept.keep("slack", "T1", TOKEN | {"refresh": "once"}, NOW)
    assert await kept.find("slack", "T1") == TOKEN | {"refresh": "once"}
    assert await kept.places("slack") == ("T1", "E1")
    assert await kept.places("elsewhere") == ()
    await kept.forget("slack", "T1")
    assert await kept.find("slack", "T1") is None
    assert await kept.places("slack") == ("E1",)
    await database.close()


async def test_no_token_stands_open_in_the_file_nor_stays_there(tmp_path: Path) -> None:
    path = tmp_path / "kept.db"
    database = await Database.open(path, Vault([new_key()]), NOW)
    kept = Installations(database)
    await kept.keep("slack", "T1SECRETPLACE", TOKEN, NOW)
    await kept.forget("slack", "T1SECRETPLACE")
    await database.close()
    left = await asyncio.to_thread(path.read_bytes)
    assert b"very-secret" not in left
    assert b"T1SECRETPLACE" not in left, "deleted rows are wiped"
