"""The schema: every table, with the reason for what is not plain, and whose data each holds.

`info["person"]` names the column that says whose data a row is; export and erase find it there.
Text that people wrote is sealed. Instants are UTC. Tables without a person hold nothing personal.
"""

from enum import StrEnum

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    text,
)
from sqlalchemy.schema import SchemaItem

from bot.domain.application import Stage, Status, Went
from bot.domain.checkin import CheckInState
from bot.domain.circle import Beat, CircleState, Prompts, Seat
from bot.domain.feedback import FeedbackState, FeedbackTone
from bot.domain.nudge import NudgeKind, NudgeState, Why
from bot.domain.person import Often
from bot.domain.plan import Channel, Kept, Source
from bot.domain.share import Shared
from bot.store.columns import Day, Instant, Json, OneOf, Sealed, SealedJson, Strings

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class LetterState(StrEnum):
    """Where a letter is on its way."""

    WAITING = "waiting"
    SENT = "sent"
    DROPPED = "dropped"
    PARKED = "parked"


def _table(name: str, *items: SchemaItem, info: dict[str, str] | None = None) -> Table:
    # An id is never used twice, so that an old button cannot meet a newer thing.
    return Table(name, metadata, *items, sqlite_autoincrement=True, info=info or {})


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True)


def _person(name: str = "person_id", *, null: bool = False) -> Column[int]:
    to = ForeignKey("person.id", ondelete="CASCADE")
    return Column(name, Integer, to, nullable=null, index=True)


def _instant(name: str, *, null: bool = True) -> Column[object]:
    return Column(name, Instant, nullable=null)


instance = _table(
    "instance",
    # One row: a known sentence sealed with the key, so that a wrong key is noticed at start.
    _id(),
    Column("seal", Sealed, nullable=False),
    _instant("created_at", null=False),
)

person = _table(
    "person",
    _id(),
    Column("name", Sealed, nullable=False),
    Column("zone", String, nullable=False),
    Column("zone_chosen", Boolean, nullable=False),
    Column("locale", String, nullable=False),
    Column("country", String),
    Column("quiet_start", Integer, nullable=False),
    Column("quiet_end", Integer, nullable=False),
    Column("often", OneOf(Often), nullable=False),
    _instant("away_until"),
    _instant("gentle_until"),
    _instant("acted_at"),
    _instant("asked_still_at"),
    # Kinds of nudges that they stopped.
    Column("muted", Strings, nullable=False),
    _instant("created_at", null=False),
    info={"person": "id"},
)

identity = _table(
    "identity",
    _id(),
    _person(),
    Column("platform", String, nullable=False),
    Column("space", String, nullable=False),
    Column("user", String, nullable=False),
    Column("reachable", Boolean, nullable=False),
    _instant("seen_at", null=False),
    # Since when they are gone, or their community is without the bot; forgotten a while later.
    _instant("left_at"),
    UniqueConstraint("platform", "space", "user"),
    info={"person": "person_id"},
)

space = _table(
    "space",
    _id(),
    Column("platform", String, nullable=False),
    Column("external", String, nullable=False),
    Column("name", String, nullable=False),
    Column("zone", String, nullable=False),
    Column("country", String),
    # The channel where the community was first heard: what is said to everybody is said there.
    Column("lobby", String, nullable=False),
    _instant("created_at", null=False),
    _instant("removed_at"),
    UniqueConstraint("platform", "external"),
)

application = _table(
    "application",
    _id(),
    _person(),
    Column("company", Sealed, nullable=False),
    Column("role", Sealed, nullable=False),
    Column("status", OneOf(Status), nullable=False),
    Column("stage", OneOf(Stage)),
    Column("rounds", Integer, nullable=False),
    Column("applied_on", Day),
    _instant("interview_at"),
    Column("interview_place", Sealed, nullable=False),
    Column("went", OneOf(Went)),
    Column("note", Sealed, nullable=False),
    _instant("quiet_from"),
    _instant("created_at", null=False),
    _instant("moved_at", null=False),
    info={"person": "person_id"},
)

no = _table(
    "no",
    _id(),
    _person(),
    Column("application_id", ForeignKey("application.id", ondelete="SET NULL")),
    Column("company", Sealed, nullable=False),
    Column("role", Sealed, nullable=False),
    Column("stage", OneOf(Stage), nullable=False),
    Column("mood", Integer),
    Column("note", Sealed, nullable=False),
    _instant("at", null=False),
    CheckConstraint("mood BETWEEN 1 AND 5", name="mood"),
    info={"person": "person_id"},
)

reflection = _table(
    "reflection",
    _id(),
    _person(),
    Column("no_id", ForeignKey("no.id", ondelete="SET NULL")),
    Column("happened", Sealed, nullable=False),
    Column("others", Sealed, nullable=False),
    Column("friend", Sealed, nullable=False),
    Column("in_hands", Sealed, nullable=False),
    Column("not_in_hands", Sealed, nullable=False),
    Column("strategy", Sealed, nullable=False),
    Column("lesson", Sealed, nullable=False),
    Column("gap", Sealed, nullable=False),
    _instant("started_at", null=False),
    _instant("done_at"),
    info={"person": "person_id"},
)

feedback_request = _table(
    "feedback_request",
    _id(),
    _person(),
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
    _instant("created_at", null=False),
    _instant("sent_at"),
    info={"person": "person_id"},
)

goal = _table(
    "goal",
    _id(),
    _person(),
    Column("text", Sealed, nullable=False),
    Column("why", Sealed, nullable=False),
    Column("values", SealedJson, nullable=False),
    _instant("set_at", null=False),
    _instant("rested_at"),
    info={"person": "person_id"},
)

plan = _table(
    "plan",
    _id(),
    _person(),
    Column("starts_on", Day, nullable=False),
    Column("ends_on", Day, nullable=False),
    _instant("created_at", null=False),
    _instant("rehearsed_at"),
    _instant("ended_at"),
    info={"person": "person_id"},
)

commitment = _table(
    "commitment",
    _id(),
    _person(),
    Column("source", OneOf(Source), nullable=False),
    Column("source_id", Integer, nullable=False),
    Column("what", Sealed, nullable=False),
    Column("trigger", Sealed, nullable=False),
    Column("place", Sealed, nullable=False),
    Column("channel", OneOf(Channel), nullable=False),
    Column("kept", OneOf(Kept), nullable=False),
    Column("shown", Boolean, nullable=False),
    _instant("due_at"),
    _instant("created_at", null=False),
    info={"person": "person_id"},
)

circle = _table(
    "circle",
    _id(),
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
    _instant("due_at"),
    _instant("created_at", null=False),
    Index("ix_circle_due", "due_at"),
)

member = _table(
    "member",
    _id(),
    Column("circle_id", ForeignKey("circle.id", ondelete="CASCADE"), nullable=False),
    _person(),
    Column("seat", OneOf(Seat), nullable=False),
    Column("silent_weeks", Integer, nullable=False),
    _instant("joined_at", null=False),
    _instant("asked_at"),
    Column("prompts", OneOf(Prompts), nullable=False),
    UniqueConstraint("circle_id", "person_id"),
    info={"person": "person_id"},
)

week = _table(
    "week",
    _id(),
    Column("circle_id", ForeignKey("circle.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("question", String, nullable=False),
    Column("skill", String, nullable=False),
    Column("motivation", String, nullable=False),
    Column("reminded", Boolean, nullable=False),
    Column("closed", Boolean, nullable=False),
    _instant("opened_at", null=False),
    _instant("remind_at", null=False),
    _instant("closes_at", null=False),
    # A second process that opens the same week finds it taken.
    UniqueConstraint("circle_id", "number"),
)

checkin = _table(
    "checkin",
    _id(),
    _person(),
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
    _instant("started_at", null=False),
    _instant("done_at"),
    UniqueConstraint("person_id", "week_id"),
    info={"person": "person_id"},
)

share = _table(
    "share",
    _id(),
    _person(),
    Column("space_id", ForeignKey("space.id", ondelete="CASCADE"), nullable=False),
    # Without a circle it is for the whole community.
    Column("circle_id", ForeignKey("circle.id", ondelete="CASCADE"), index=True),
    Column("week_id", ForeignKey("week.id", ondelete="SET NULL"), index=True),
    Column("what", OneOf(Shared), nullable=False),
    Column("subject", Integer, nullable=False),
    # What was shown, word for word: the letter that posts it holds only this row's id.
    Column("parts", SealedJson, nullable=False),
    Column("draft", SealedJson, nullable=False),
    _instant("created_at", null=False),
    _instant("shown_at"),
    info={"person": "person_id"},
)

rest = _table(
    "rest",
    _id(),
    _person(),
    # Every break, past and present, so that a streak passes over it.
    _instant("starts_at", null=False),
    _instant("ends_at", null=False),
    info={"person": "person_id"},
)

nudge = _table(
    "nudge",
    _id(),
    _person(),
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
    _instant("outcome_at"),
    _instant("due_at"),
    _instant("sent_at"),
    _instant("created_at", null=False),
    Index("ix_nudge_due", "due_at"),
    info={"person": "person_id"},
)

letter = _table(
    "letter",
    _id(),
    # The reason it exists, once for ever: the same cause never makes two letters.
    Column("key", String, nullable=False, unique=True),
    _person(null=True),
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
    _instant("due_at"),
    _instant("late_after"),
    _instant("created_at", null=False),
    _instant("done_at"),
    Index("ix_letter_due", "due_at"),
    Index("ix_letter_slot", "slot", sqlite_where=text("slot <> ''")),
    info={"person": "person_id"},
)

post = _table(
    "post",
    _id(),
    # A standing post, so that it is revised instead of posted again.
    Column("slot", String, nullable=False, unique=True),
    _person(null=True),
    Column("platform", String, nullable=False),
    Column("space", String, nullable=False),
    Column("user", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("ref", String, nullable=False),
    _instant("at", null=False),
    info={"person": "person_id"},
)

draft = _table(
    "draft",
    _id(),
    _person(),
    # The form's action without its arguments: one draft for each form.
    Column("form", String, nullable=False),
    Column("values", SealedJson, nullable=False),
    _instant("at", null=False),
    UniqueConstraint("person_id", "form"),
    info={"person": "person_id"},
)

change = _table(
    "change",
    _id(),
    _person(),
    # What was before, so that the person can take a change back for seven days.
    Column("entries", SealedJson, nullable=False),
    _instant("at", null=False),
    _instant("undone_at"),
    info={"person": "person_id"},
)

turn = _table(
    "turn",
    _id(),
    _person(),
    # Which wording somebody saw last, so that the next is another.
    Column("name", String, nullable=False),
    Column("count", Integer, nullable=False),
    UniqueConstraint("person_id", "name"),
    info={"person": "person_id"},
)

practised = _table(
    "practised",
    _id(),
    _person(),
    Column("practice", String, nullable=False),
    _instant("at", null=False),
    info={"person": "person_id"},
)

seen = _table(
    "seen",
    # Fingerprints of events already answered, so that a second telling changes nothing.
    _id(),
    Column("key", String, nullable=False, unique=True),
    _instant("at", null=False),
)

tally = _table(
    "tally",
    # Counters that name nobody.
    _id(),
    Column("name", String, nullable=False, unique=True),
    Column("count", Integer, nullable=False),
)
