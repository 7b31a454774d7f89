"""Other paths, and notes of growth."""

revision = "0007"
down_revision = "0006"

changes_data = False


def upgrade() -> None:
    pass
