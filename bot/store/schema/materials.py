"""Materials: what was made of each item, what was changed when, and who could look at it."""

from sqlalchemy import Column, ForeignKey, String, UniqueConstraint

from bot.domain.feedback import FeedbackTone
from bot.domain.material import Mark, Material
from bot.store.columns import Day, OneOf, Sealed
from bot.store.schema import base

checked = base.table(
    "checked",
    base.id_(),
    base.person(),
    Column("material", OneOf(Material), nullable=False),
    # The item's key in config: its words may change, the key does not.
    Column("item", String, nullable=False),
    Column("mark", OneOf(Mark), nullable=False),
    base.instant("at", null=False),
    UniqueConstraint("person_id", "material", "item"),
    info={"person": "person_id"},
)

version_note = base.table(
    "version_note",
    base.id_(),
    base.person(),
    Column("material", OneOf(Material), nullable=False),
    Column("noted_on", Day, nullable=False),
    Column("text", Sealed, nullable=False),
    base.instant("created_at", null=False),
    info={"person": "person_id"},
)

review_request = base.table(
    "review_request",
    base.id_(),
    base.person(),
    Column("material", OneOf(Material), nullable=False),
    Column("tone", OneOf(FeedbackTone), nullable=False),
    base.instant("created_at", null=False),
    base.instant("closed_at"),
    info={"person": "person_id"},
)

review_offer = base.table(
    "review_offer",
    base.id_(),
    Column("request_id", ForeignKey("review_request.id", ondelete="CASCADE"), nullable=False),
    base.person(),
    base.instant("at", null=False),
    # Pressed twice, it is told once.
    UniqueConstraint("request_id", "person_id"),
    info={"person": "person_id"},
)
