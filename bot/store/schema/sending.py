"""What is on its way, and the books kept beside it."""

from enum import StrEnum

from sqlalchemy import (
    Boolean,
    Column,
    Index,
    Integer,
    String,
    UniqueConstraint,
    text,
)

from bot.domain.nudge import NudgeKind, NudgeState, Why
from bot.store.columns import Json, OneOf, Sealed, SealedJson
from bot.store.schema import base


class LetterState(StrEnum):
    """Where a letter is on its way."""

    WAITING = "waiting"
    SENT = "sent"
    DROPPED = "dropped"
    PARKED = "parked"
    HELD = "held"


nudge = base.table(
    "nudge",
    base.id_(),
    base.person(),
    Column("kind", OneOf(NudgeKind), nullable=False),
    Column("subject", Integer),
    Column("text", Sealed, nullable=False),
    Column("weekdays", Json, nullable=False),
    Column("minute", Integer),
    Column("monthly_day", Integer),
    Column("asked", Boolean, nullable=False),
    Column("state", OneOf(NudgeState), nullable=False),
    Column("every", Integer, nullable=False),
    Column("turn", Integer, nullable=False),
    Column("unanswered", Integer, nullable=False),
    Column("held", Boolean, nullable=False),
    Column("outcome", OneOf(Why)),
    base.instant("outcome_at"),
    base.instant("due_at"),
    base.instant("sent_at"),
    base.instant("created_at", null=False),
    Index("ix_nudge_due", "due_at"),
    info={"person": "person_id"},
)

letter = base.table(
    "letter",
    base.id_(),
    # The reason it exists, once for ever: the same cause never makes two letters.
    Column("key", String, nullable=False, unique=True),
    base.person(null=True),
    Column("platform", String, nullable=False),
    Column("space", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("args", Json, nullable=False),
    Column("slot", String, nullable=False),
    Column("state", OneOf(LetterState), nullable=False),
    Column("tries", Integer, nullable=False),
    # Why it was dropped or parked: a word of ours, never of a person's.
    Column("outcome", String, nullable=False),
    # Waiting letters are due here; a claimed one is due again when its lease ends.
    base.instant("due_at"),
    base.instant("late_after"),
    base.instant("created_at", null=False),
    # When it ended; of a held one, since when it waits for its reader.
    base.instant("done_at"),
    Index("ix_letter_due", "due_at"),
    Index("ix_letter_slot", "slot", sqlite_where=text("slot <> ''")),
    info={"person": "person_id"},
)

post = base.table(
    "post",
    base.id_(),
    # A standing post, so that it is revised instead of posted again.
    Column("slot", String, nullable=False, unique=True),
    base.person(null=True),
    Column("platform", String, nullable=False),
    Column("space", String, nullable=False),
    Column("user", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("ref", String, nullable=False),
    base.instant("at", null=False),
    info={"person": "person_id"},
)

draft = base.table(
    "draft",
    base.id_(),
    base.person(),
    # The form's action without its arguments: one draft for each form.
    Column("form", String, nullable=False),
    Column("values", SealedJson, nullable=False),
    base.instant("at", null=False),
    UniqueConstraint("person_id", "form"),
    info={"person": "person_id"},
)

change = base.table(
    "change",
    base.id_(),
    base.person(),
    # What was before, so that the person can take a change back for seven days.
    Column("entries", SealedJson, nullable=False),
    base.instant("at", null=False),
    base.instant("undone_at"),
    info={"person": "person_id"},
)

turn = base.table(
    "turn",
    base.id_(),
    base.person(),
    # Which wording somebody saw last, so that the next is another.
    Column("name", String, nullable=False),
    Column("count", Integer, nullable=False),
    UniqueConstraint("person_id", "name"),
    info={"person": "person_id"},
)

seen = base.table(
    "seen",
    # Fingerprints of events already answered, so that a second telling changes nothing.
    base.id_(),
    Column("key", String, nullable=False, unique=True),
    base.instant("at", null=False),
)

tally = base.table(
    "tally",
    # Counters that name nobody.
    base.id_(),
    Column("name", String, nullable=False, unique=True),
    Column("count", Integer, nullable=False),
)
