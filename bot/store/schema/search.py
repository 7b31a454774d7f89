"""The search: applications, noes and what people make of them."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    String,
)

from bot.domain.application import Stage, Status, Went
from bot.domain.feedback import FeedbackState, FeedbackTone
from bot.domain.plan import Channel, Kept, Source
from bot.store.columns import Day, OneOf, Sealed, SealedJson, Strings
from bot.store.schema import base

application = base.table(
    "application",
    base.id_(),
    base.person(),
    Column("company", Sealed, nullable=False),
    Column("role", Sealed, nullable=False),
    Column("status", OneOf(Status), nullable=False),
    Column("stage", OneOf(Stage)),
    Column("rounds", Integer, nullable=False),
    Column("applied_on", Day),
    base.instant("interview_at"),
    Column("interview_place", Sealed, nullable=False),
    Column("went", OneOf(Went)),
    Column("note", Sealed, nullable=False),
    base.instant("quiet_from"),
    base.instant("created_at", null=False),
    base.instant("moved_at", null=False),
    info={"person": "person_id"},
)

no = base.table(
    "no",
    base.id_(),
    base.person(),
    Column("application_id", ForeignKey("application.id", ondelete="SET NULL")),
    Column("company", Sealed, nullable=False),
    Column("role", Sealed, nullable=False),
    Column("stage", OneOf(Stage), nullable=False),
    Column("mood", Integer),
    Column("note", Sealed, nullable=False),
    base.instant("at", null=False),
    CheckConstraint("mood BETWEEN 1 AND 5", name="mood"),
    info={"person": "person_id"},
)

reflection = base.table(
    "reflection",
    base.id_(),
    base.person(),
    Column("no_id", ForeignKey("no.id", ondelete="SET NULL")),
    Column("happened", Sealed, nullable=False),
    Column("others", Sealed, nullable=False),
    Column("friend", Sealed, nullable=False),
    Column("in_hands", Sealed, nullable=False),
    Column("not_in_hands", Sealed, nullable=False),
    Column("strategy", Sealed, nullable=False),
    Column("lesson", Sealed, nullable=False),
    Column("gap", Sealed, nullable=False),
    base.instant("started_at", null=False),
    base.instant("done_at"),
    info={"person": "person_id"},
)

feedback_request = base.table(
    "feedback_request",
    base.id_(),
    base.person(),
    Column("application_id", ForeignKey("application.id", ondelete="SET NULL")),
    Column("company", Sealed, nullable=False),
    Column("tone", OneOf(FeedbackTone), nullable=False),
    Column("interviewer", Sealed, nullable=False),
    Column("valued_one", Sealed, nullable=False),
    Column("valued_two", Sealed, nullable=False),
    Column("body", Sealed, nullable=False),
    Column("state", OneOf(FeedbackState), nullable=False),
    Column("answer", Sealed, nullable=False),
    Column("themes", Strings, nullable=False),
    base.instant("created_at", null=False),
    base.instant("sent_at"),
    info={"person": "person_id"},
)

goal = base.table(
    "goal",
    base.id_(),
    base.person(),
    Column("text", Sealed, nullable=False),
    Column("why", Sealed, nullable=False),
    Column("values", SealedJson, nullable=False),
    base.instant("set_at", null=False),
    base.instant("rested_at"),
    info={"person": "person_id"},
)

plan = base.table(
    "plan",
    base.id_(),
    base.person(),
    Column("starts_on", Day, nullable=False),
    Column("ends_on", Day, nullable=False),
    base.instant("created_at", null=False),
    base.instant("rehearsed_at"),
    base.instant("ended_at"),
    info={"person": "person_id"},
)

commitment = base.table(
    "commitment",
    base.id_(),
    base.person(),
    Column("source", OneOf(Source), nullable=False),
    Column("source_id", Integer, nullable=False),
    Column("what", Sealed, nullable=False),
    Column("trigger", Sealed, nullable=False),
    Column("place", Sealed, nullable=False),
    Column("channel", OneOf(Channel), nullable=False),
    Column("kept", OneOf(Kept), nullable=False),
    Column("shown", Boolean, nullable=False),
    base.instant("due_at"),
    base.instant("created_at", null=False),
    info={"person": "person_id"},
)

practised = base.table(
    "practised",
    base.id_(),
    base.person(),
    Column("practice", String, nullable=False),
    base.instant("at", null=False),
    info={"person": "person_id"},
)
