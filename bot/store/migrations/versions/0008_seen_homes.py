"""Whose own page is open on a platform, and which pictures stand on it."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

changes_data = False


def upgrade() -> None:
    op.add_column("identity", sa.Column("home_at", sa.BigInteger(), nullable=True))
    op.add_column(
        "identity",
        sa.Column("home_pictures", sa.Text(), server_default="[]", nullable=False),
    )
