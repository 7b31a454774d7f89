"""What was practised for interviews, and what is learnt."""

revision = "0006"
down_revision = "0005"

changes_data = False


def upgrade() -> None:
    pass
