"""What care comes back to, and what a conversation is about."""

revision = "0009"
down_revision = "0008"

changes_data = False


def upgrade() -> None:
    pass
