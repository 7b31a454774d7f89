"""Looks back on a month, each with the tip that may be handed on."""

from sqlalchemy import Column

from bot.store.columns import Json, Sealed, SealedJson
from bot.store.schema import base

growth = base.table(
    "growth",
    base.id_(),
    base.person(),
    Column("numbers", Json, nullable=False),
    Column("lessons", SealedJson, nullable=False),
    Column("learnt", Sealed, nullable=False),
    Column("changed", Sealed, nullable=False),
    Column("tip", Sealed, nullable=False),
    # Set only by its person, and empty again once they take it back: nothing is read without it.
    base.instant("tip_offered_at"),
    base.instant("begun_at", null=False),
    base.instant("done_at"),
    info={"person": "person_id"},
)
