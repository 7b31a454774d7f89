"""Contacts, and checklists of materials."""

revision = "0005"
down_revision = "0004"

changes_data = False


def upgrade() -> None:
    pass
