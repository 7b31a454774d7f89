"""How long each kind of passing data is kept; docs/privacy.md says the same to people."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Column, ColumnElement, Table, delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain import keeping
from bot.store import tables
from bot.store.tables import LetterState

_letter, _post, _closure = tables.letter.c, tables.post.c, tables.closure.c
_space = tables.space.c


@dataclass(frozen=True, slots=True)
class Retention:
    """Rows of a table go once an instant of theirs is older than `kept`; `only` some of them."""

    table: Table
    since: ColumnElement[datetime]
    kept: timedelta
    only: ColumnElement[bool] | None = None

    def outlived(self, now: datetime) -> ColumnElement[bool]:
        """Match the rows that have outlived their use."""
        old = self.since < now - self.kept
        return old if self.only is None else old & self.only


def _removed(platform: Column[str], space: Column[str]) -> ColumnElement[datetime]:
    """Find when the community that something is in took the bot out."""
    its = select(_space.removed_at).where(_space.platform == platform, _space.external == space)
    return its.scalar_subquery()


RETENTIONS = (
    Retention(tables.seen, tables.seen.c.at, keeping.EVENT),
    Retention(tables.change, tables.change.c.at, keeping.CHANGE),
    Retention(tables.draft, tables.draft.c.at, keeping.DRAFT),
    # One that was withdrawn has no end of its own.
    Retention(
        tables.letter,
        func.coalesce(_letter.done_at, _letter.created_at),
        keeping.LETTER,
        only=_letter.state != LetterState.WAITING,
    ),
    # Any other post may still have to be revised or taken back.
    Retention(tables.post, _removed(_post.platform, _post.space), keeping.SPACE),
    Retention(tables.closure, _removed(_closure.platform, _closure.space), keeping.SPACE),
    Retention(tables.report, tables.report.c.created_at, keeping.REPORT),
    Retention(tables.space, _space.removed_at, keeping.SPACE),
)


async def tidy(connection: AsyncConnection, now: datetime) -> int:
    """Remove what has outlived its use; returns how many rows went."""
    gone = 0
    for rule in RETENTIONS:
        result = await connection.execute(delete(rule.table).where(rule.outlived(now)))
        gone += result.rowcount
    return gone
