"""Installations."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

changes_data = False


def upgrade() -> None:
    op.create_table(
        "installation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("secrets", sa.Text(), nullable=False),
        sa.Column("kept_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_installation")),
        sa.UniqueConstraint("platform", "place", name=op.f("uq_installation_platform_place")),
        sqlite_autoincrement=True,
    )
