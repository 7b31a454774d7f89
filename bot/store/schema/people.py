"""Who uses the bot and where: people, their accounts, communities, breaks."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Integer,
    String,
    UniqueConstraint,
    false,
)

from bot.domain.person import Often
from bot.errors import Fault
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
    # Whether a platform told the zone: one that it neither told nor they chose is a guess.
    Column("zone_told", Boolean, nullable=False, server_default=false()),
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
    # Where their letters go instead, if direct messages cannot reach them and they chose so.
    Column("place", String, nullable=False, server_default=""),
    Column("place_space", String, nullable=False, server_default=""),
    base.instant("told_at"),
    # Since when they know where letters come: written to there, or heard there.
    base.instant("greeted_at"),
    # Since when they have a page of their own there, which is kept up to date, and the pictures
    # on it, so that old ones can be deleted there.
    base.instant("home_at"),
    Column("home_pictures", Strings, nullable=False, server_default="[]"),
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
    Column("moderators", String, nullable=False, server_default=""),
    UniqueConstraint("platform", "external"),
)

presence = base.table(
    "presence",
    base.id_(),
    base.person(),
    # In which communities somebody was met: an account may reach across several.
    Column("space_id", ForeignKey("space.id", ondelete="CASCADE"), nullable=False, index=True),
    base.instant("seen_at", null=False),
    UniqueConstraint("person_id", "space_id"),
    info={"person": "person_id"},
)

keeper = base.table(
    "keeper",
    base.id_(),
    base.person(),
    # The admin who last set a community up, and hears of what only an admin can mend.
    Column("space_id", ForeignKey("space.id", ondelete="CASCADE"), nullable=False, unique=True),
    info={"person": "person_id"},
)

closure = base.table(
    "closure",
    base.id_(),
    # Rooms that letters did not reach, so that nothing more is sent there until it is mended.
    Column("platform", String, nullable=False),
    Column("space", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("fault", OneOf(Fault), nullable=False),
    # Permissions, as the platform calls them.
    Column("missing", Strings, nullable=False),
    base.instant("closed_at", null=False),
    # When a letter last tried it all the same; none yet, or not since somebody mended it.
    base.instant("tried_at"),
    UniqueConstraint("platform", "space", "channel"),
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
