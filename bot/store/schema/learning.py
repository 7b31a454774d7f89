"""Learning: what is missing, and the hour a week for one of it."""

from sqlalchemy import Column, Integer

from bot.domain.learning import LearningState
from bot.store.columns import OneOf, Sealed, Strings
from bot.store.schema import base

learning = base.table(
    "learning",
    base.id_(),
    base.person(),
    Column("gap", Sealed, nullable=False),
    Column("state", OneOf(LearningState), nullable=False),
    Column("resource", Sealed, nullable=False),
    Column("weekday", Integer),
    Column("minute", Integer),
    Column("weeks", Strings, nullable=False),
    base.instant("created_at", null=False),
    base.instant("begun_at"),
    base.instant("done_at"),
    info={"person": "person_id"},
)
