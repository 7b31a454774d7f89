"""What all tables share: one catalogue, names for their rules, and the usual columns."""

from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table
from sqlalchemy.schema import SchemaItem

from bot.store.columns import Instant

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def table(name: str, *items: SchemaItem, info: dict[str, str] | None = None) -> Table:
    """Make a table whose ids are never used twice: an old button must not meet a newer thing."""
    return Table(name, metadata, *items, sqlite_autoincrement=True, info=info or {})


def id_() -> Column[int]:
    """Make the column that numbers rows."""
    return Column("id", Integer, primary_key=True)


def person(name: str = "person_id", *, null: bool = False) -> Column[int]:
    """Make a column that says whose a row is."""
    to = ForeignKey("person.id", ondelete="CASCADE")
    return Column(name, Integer, to, nullable=null, index=True)


def instant(name: str, *, null: bool = True) -> Column[object]:
    """Make a column for an instant, UTC."""
    return Column(name, Instant, nullable=null)
