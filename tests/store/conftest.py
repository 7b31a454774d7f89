"""What the tests of the store share: a vault, an instant, a file."""

import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import StaticPool

from bot.store.database import Database
from bot.store.revisions import MIGRATIONS
from bot.store.vault import Vault, new_key


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 11, 30, 9, 0, tzinfo=UTC)


@pytest.fixture
def key() -> str:
    return new_key()


@pytest.fixture
def vault(key: str) -> Vault:
    return Vault([key])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "undaunted.db"


@pytest.fixture
async def database(path: Path, vault: Vault, now: datetime) -> AsyncIterator[Database]:
    opened = await Database.open(path, vault, now)
    yield opened
    await opened.close()


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder outside root's own, so that somebody without rights can reach it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


@pytest.fixture
def engine() -> Iterator[Engine]:
    made = create_engine("sqlite://", poolclass=StaticPool)
    yield made
    made.dispose()


@pytest.fixture
def later(tmp_path: Path) -> Path:
    """A copy of the migrations, for a future to be written in; its name is hard on purpose."""
    folder = tmp_path / "100% later"
    shutil.copytree(MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    return folder
