"""What Alembic runs for every command: one connection, given by `bot.store.migrate`."""

from typing import Any, Literal

from alembic import context

given = context.config.attributes


def plain(kind: str, thing: Any, autogen: object) -> str | Literal[False]:
    """Write our column types as what lies in the file, so that a migration stays true for ever."""
    if kind == "type" and type(thing).__module__ == "bot.store.columns":
        return f"sa.{thing.impl_instance!r}"
    return False


context.configure(
    connection=given["connection"],
    target_metadata=given.get("metadata"),
    # SQLite cannot alter most of a table: Alembic then copies it into a new one.
    render_as_batch=given.get("batch", True),
    # The whole upgrade is one transaction, opened and ended by the caller.
    transactional_ddl=True,
    compare_type=True,
    render_item=plain,
    process_revision_directives=given.get("directives"),
)
with context.begin_transaction():
    context.run_migrations()
