"""What lets us into places where no operator sets a token."""

from sqlalchemy import Column, String, UniqueConstraint

from bot.store.columns import SealedJson
from bot.store.schema import base

installation = base.table(
    "installation",
    base.id_(),
    Column("platform", String, nullable=False),
    # A community, or a whole organisation of them.
    Column("place", String, nullable=False),
    # A token is no less secret than what people write.
    Column("secrets", SealedJson, nullable=False),
    base.instant("kept_at", null=False),
    UniqueConstraint("platform", "place"),
)
