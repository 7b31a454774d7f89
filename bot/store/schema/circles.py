"""Circles: seats, weeks, check-ins, and what was shared."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    UniqueConstraint,
)

from bot.domain.checkin import CheckInState
from bot.domain.circle import Beat, CircleState, Prompts, Seat
from bot.domain.share import Shared
from bot.store.columns import Day, OneOf, Sealed, SealedJson, Strings
from bot.store.schema import base

circle = base.table(
    "circle",
    base.id_(),
    Column("space_id", ForeignKey("space.id", ondelete="CASCADE"), nullable=False, index=True),
    # The host may leave or be erased; the circle outlives them until somebody takes over.
    Column("host_id", ForeignKey("person.id", ondelete="SET NULL")),
    Column("name", Sealed, nullable=False),
    Column("charter", Sealed, nullable=False),
    Column("channel", String, nullable=False),
    Column("weekday", Integer, nullable=False),
    Column("minute", Integer, nullable=False),
    Column("zone", String, nullable=False),
    Column("starts_on", Day, nullable=False),
    Column("seats", Integer, nullable=False),
    Column("weeks", Integer, nullable=False),
    Column("weeks_before", Integer, nullable=False),
    Column("state", OneOf(CircleState), nullable=False),
    Column("beat", OneOf(Beat)),
    base.instant("due_at"),
    base.instant("created_at", null=False),
    Index("ix_circle_due", "due_at"),
)

member = base.table(
    "member",
    base.id_(),
    Column("circle_id", ForeignKey("circle.id", ondelete="CASCADE"), nullable=False),
    base.person(),
    Column("seat", OneOf(Seat), nullable=False),
    Column("silent_weeks", Integer, nullable=False),
    base.instant("joined_at", null=False),
    base.instant("asked_at"),
    Column("prompts", OneOf(Prompts), nullable=False),
    UniqueConstraint("circle_id", "person_id"),
    info={"person": "person_id"},
)

week = base.table(
    "week",
    base.id_(),
    Column("circle_id", ForeignKey("circle.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("question", String, nullable=False),
    Column("skill", String, nullable=False),
    Column("motivation", String, nullable=False),
    Column("reminded", Boolean, nullable=False),
    Column("closed", Boolean, nullable=False),
    base.instant("opened_at", null=False),
    base.instant("remind_at", null=False),
    base.instant("closes_at", null=False),
    # A second process that opens the same week finds it taken.
    UniqueConstraint("circle_id", "number"),
)

checkin = base.table(
    "checkin",
    base.id_(),
    base.person(),
    Column("week_id", ForeignKey("week.id", ondelete="SET NULL"), index=True),
    Column("iso_week", String, nullable=False),
    Column("state", OneOf(CheckInState), nullable=False),
    Column("question", String, nullable=False),
    Column("skill", String, nullable=False),
    Column("motivation", String, nullable=False),
    Column("wins", Sealed, nullable=False),
    Column("noes", Sealed, nullable=False),
    Column("obstacle", Sealed, nullable=False),
    Column("confidence", Integer),
    Column("ready", Boolean),
    Column("answer", Sealed, nullable=False),
    Column("tip", Sealed, nullable=False),
    Column("shared", Strings, nullable=False),
    base.instant("started_at", null=False),
    base.instant("done_at"),
    UniqueConstraint("person_id", "week_id"),
    info={"person": "person_id"},
)

share = base.table(
    "share",
    base.id_(),
    base.person(),
    Column("space_id", ForeignKey("space.id", ondelete="CASCADE"), nullable=False),
    # Without a circle it is for the whole community.
    Column("circle_id", ForeignKey("circle.id", ondelete="CASCADE"), index=True),
    Column("week_id", ForeignKey("week.id", ondelete="SET NULL"), index=True),
    Column("what", OneOf(Shared), nullable=False),
    Column("subject", Integer, nullable=False),
    # What was shown, word for word: the letter that posts it holds only this row's id.
    Column("parts", SealedJson, nullable=False),
    Column("draft", SealedJson, nullable=False),
    base.instant("created_at", null=False),
    base.instant("shown_at"),
    info={"person": "person_id"},
)
