"""What moderators are asked to look at."""

from sqlalchemy import Column, ForeignKey, String

from bot.domain.report import ReportState
from bot.store.columns import OneOf
from bot.store.schema import base

report = base.table(
    "report",
    base.id_(),
    # Who reports; what is reported is only pointed at, never copied.
    base.person(),
    Column("space_id", ForeignKey("space.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("channel", String, nullable=False),
    Column("ref", String, nullable=False),
    Column("author", String, nullable=False),
    Column("link", String, nullable=False),
    Column("state", OneOf(ReportState), nullable=False),
    # The moderator who looks at it may be erased; the report stays.
    Column("moderator_id", ForeignKey("person.id", ondelete="SET NULL")),
    base.instant("created_at", null=False),
    info={"person": "person_id"},
)
