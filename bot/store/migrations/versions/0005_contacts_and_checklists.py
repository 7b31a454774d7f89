"""Contacts, and checklists of materials."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

changes_data = False


def upgrade() -> None:
    op.create_table(
        "contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("known_from", sa.Text(), nullable=False),
        sa.Column("ask", sa.Text(), nullable=True),
        sa.Column("own_ask", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("came", sa.Text(), nullable=False),
        sa.Column("next_on", sa.Text(), nullable=True),
        sa.Column("asked_at", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["application.id"],
            name=op.f("fk_contact_application_id"),
            ondelete="SET NULL",
        ),
        _to_person("contact"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "checked",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("material", sa.Text(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checked")),
        sa.UniqueConstraint(
            "person_id", "material", "item", name=op.f("uq_checked_person_id_material_item")
        ),
        _to_person("checked"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "version_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("material", sa.Text(), nullable=False),
        sa.Column("noted_on", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_version_note")),
        _to_person("version_note"),
        sqlite_autoincrement=True,
    )
    _reviews()
    for table in ("contact", "checked", "version_note", "review_request", "review_offer"):
        op.create_index(op.f(f"ix_{table}_person_id"), table, ["person_id"])


def _reviews() -> None:
    op.create_table(
        "review_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("material", sa.Text(), nullable=False),
        sa.Column("tone", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_request")),
        _to_person("review_request"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "review_offer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_offer")),
        sa.UniqueConstraint(
            "request_id", "person_id", name=op.f("uq_review_offer_request_id_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["review_request.id"],
            name=op.f("fk_review_offer_request_id"),
            ondelete="CASCADE",
        ),
        _to_person("review_offer"),
        sqlite_autoincrement=True,
    )


def _to_person(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["person_id"], ["person.id"], name=op.f(f"fk_{table}_person_id"), ondelete="CASCADE"
    )
