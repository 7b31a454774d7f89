"""Who uses the bot and where: people, their accounts, communities, breaks."""

from sqlalchemy import (
    Boolean,
    Column,
    Integer,
    String,
    UniqueConstraint,
)

from bot.domain.person import Often
from bot.store.columns import OneOf, Sealed, Strings
from bot.store.schema import base

instance = base.table(
    "instance",
    # One row: a known sentence sealed with the key, so that a wrong key is noticed at start.
    base.id_(),
    Column("seal", Sealed, nullable=False),
    base.instant("created_at", null=False),
)

person = base.table(
    "person",
    base.id_(),
    Column("name", Sealed, nullable=False),
    Column("zone", String, nullable=False),
    Column("zone_chosen", Boolean, nullable=False),
    Column("locale", String, nullable=False),
    Column("country", String),
    Column("quiet_start", Integer, nullable=False),
    Column("quiet_end", Integer, nullable=False),
    Column("often", OneOf(Often), nullable=False),
    base.instant("away_until"),
    base.instant("gentle_until"),
    base.instant("acted_at"),
    base.instant("asked_still_at"),
    # Kinds of nudges that they stopped.
    Column("muted", Strings, nullable=False),
    base.instant("created_at", null=False),
    info={"person": "id"},
)

identity = base.table(
    "identity",
    base.id_(),
    base.person(),
    Column("platform", String, nullable=False),
    Column("space", String, nullable=False),
    Column("user", String, nullable=False),
    Column("reachable", Boolean, nullable=False),
    base.instant("seen_at", null=False),
    # Since when they are gone, or their community is without the bot; forgotten a while later.
    base.instant("left_at"),
    UniqueConstraint("platform", "space", "user"),
    info={"person": "person_id"},
)

space = base.table(
    "space",
    base.id_(),
    Column("platform", String, nullable=False),
    Column("external", String, nullable=False),
    Column("name", String, nullable=False),
    Column("zone", String, nullable=False),
    Column("country", String),
    # The channel where the community was first heard: what is said to everybody is said there.
    Column("lobby", String, nullable=False),
    base.instant("created_at", null=False),
    base.instant("removed_at"),
    UniqueConstraint("platform", "external"),
)

rest = base.table(
    "rest",
    base.id_(),
    base.person(),
    # Every break, past and present, so that a streak passes over it.
    base.instant("starts_at", null=False),
    base.instant("ends_at", null=False),
    info={"person": "person_id"},
)
