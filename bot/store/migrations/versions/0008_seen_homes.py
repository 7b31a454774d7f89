"""Whose own page is open on a platform."""

revision = "0008"
down_revision = "0007"

changes_data = False


def upgrade() -> None:
    pass
