"""What is asked of a database file before it is trusted; nothing here changes it."""

from aiosqlite import Connection

from bot.errors import StoreProblem
from bot.store import faults
from bot.store.vault import Vault, VaultProblem

APPLICATION_ID = 0x554E4441
"""Says "UNDA" in the file's header, and whose file it is."""

WITNESS = "Undaunted kept this to know its key again."


async def look(driver: Connection, where: str, known: tuple[str, ...]) -> str | None:
    """Return the revision of our tables in the file, or None when nothing is there yet.

    Raises StoreProblem when what is there is not ours, or newer than we are.
    """
    names = {str(row[0]) for row in await driver.execute_fetchall("SELECT name FROM sqlite_master")}
    ours = await _one(driver, "PRAGMA application_id") == APPLICATION_ID
    if not names and not ours:
        return None
    if not ours:
        raise StoreProblem(
            f"{where} belongs to another program: move it away, or give Undaunted another file."
        )
    if "alembic_version" not in names or "instance" not in names:
        raise StoreProblem(faults.damaged(where))
    revision = await _one(driver, "SELECT version_num FROM alembic_version")
    if not isinstance(revision, str):
        raise StoreProblem(faults.damaged(where))
    if revision not in known:
        raise StoreProblem(
            f"{where} was kept by a newer Undaunted (schema {revision}, and this one knows up to "
            f"{known[-1]}): update Undaunted, or start with a copy from before the update."
        )
    return revision


async def check_whole(driver: Connection, where: str) -> None:
    """Raise StoreProblem when the file contradicts itself; reads all of it."""
    if await _one(driver, "PRAGMA quick_check(1)") != "ok":
        raise StoreProblem(faults.damaged(where))


async def check_key(driver: Connection, where: str, vault: Vault) -> None:
    """Raise VaultProblem when the vault does not open what this database sealed."""
    seal = await _one(driver, "SELECT seal FROM instance ORDER BY id LIMIT 1")
    if seal is None:
        raise StoreProblem(faults.damaged(where))
    try:
        vault.open(str(seal))
    except VaultProblem:
        raise VaultProblem(
            f"The key does not open {where}: put back the key that it was kept with, "
            "in UNDAUNTED_KEY or in undaunted.key beside it; without it nobody can read the file."
        ) from None


async def check_links(driver: Connection, where: str) -> None:
    """Raise StoreProblem when a row points to one that is not there."""
    for row in await driver.execute_fetchall("PRAGMA foreign_key_check"):
        raise StoreProblem(
            f"{where} could not be brought up to date ({row[0]} lost what it points to), and is as "
            "it was: please report this, and use the Undaunted you had until it is mended."
        )


async def _one(driver: Connection, question: str) -> object:
    for row in await driver.execute_fetchall(question):
        found: object = row[0]
        return found
    return None
