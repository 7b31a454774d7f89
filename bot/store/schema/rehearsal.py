"""Interview practice: what was asked and answered, and the setbacks somebody is ready for."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, String

from bot.store.columns import Sealed
from bot.store.schema import base

rehearsal = base.table(
    "rehearsal",
    base.id_(),
    base.person(),
    Column("question", String, nullable=False),
    Column("asked", Integer, nullable=False),
    Column("answer", Sealed, nullable=False),
    Column("rating", Integer),
    base.instant("asked_at", null=False),
    base.instant("answered_at"),
    CheckConstraint("rating BETWEEN 1 AND 5", name="rating"),
    info={"person": "person_id"},
)

setback = base.table(
    "setback",
    base.id_(),
    base.person(),
    Column("application_id", ForeignKey("application.id", ondelete="SET NULL")),
    Column("trigger", Sealed, nullable=False),
    Column("what", Sealed, nullable=False),
    base.instant("created_at", null=False),
    base.instant("rehearsed_at"),
    info={"person": "person_id"},
)
