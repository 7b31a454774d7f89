"""Zones told."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

changes_data = False


def upgrade() -> None:
    # Column by column: making a table anew would cascade over all that points to it.
    op.add_column(
        "person",
        sa.Column("zone_told", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
