"""What was practised for interviews, and what is learnt."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

changes_data = False


def upgrade() -> None:
    op.create_table(
        "rehearsal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("rating", sa.Integer(), nullable=True),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("rating BETWEEN 1 AND 5", name=op.f("ck_rehearsal_rating")),
        _of_a_person("rehearsal"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rehearsal")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "setback",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=True),
        sa.Column("trigger", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("rehearsed_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
            name=op.f("fk_setback_application_id"),
            ondelete="SET NULL",
        ),
        _of_a_person("setback"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setback")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "learning",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("gap", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("resource", sa.Text(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=True),
        sa.Column("minute", sa.Integer(), nullable=True),
        sa.Column("weeks", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("begun_at", sa.BigInteger(), nullable=True),
        sa.Column("done_at", sa.BigInteger(), nullable=True),
        _of_a_person("learning"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learning")),
        sqlite_autoincrement=True,
    )
    for table in ("rehearsal", "setback", "learning"):
        op.create_index(op.f(f"ix_{table}_person_id"), table, ["person_id"])


def _of_a_person(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_person_id")
    return sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=name, ondelete="CASCADE")
