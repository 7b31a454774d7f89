"""Looks at other paths."""

from sqlalchemy import Column

from bot.domain.paths import Verdict
from bot.store.columns import OneOf, Sealed, SealedJson, Strings
from bot.store.schema import base

paths = base.table(
    "paths",
    base.id_(),
    base.person(),
    Column("asked_for", Sealed, nullable=False),
    Column("unasked", Sealed, nullable=False),
    Column("tools", Sealed, nullable=False),
    Column("strengths", SealedJson, nullable=False),
    Column("skills", Strings, nullable=False),
    Column("roles", SealedJson, nullable=False),
    Column("draws", Sealed, nullable=False),
    Column("who", Sealed, nullable=False),
    Column("asking", Sealed, nullable=False),
    Column("verdict", OneOf(Verdict)),
    base.instant("begun_at", null=False),
    base.instant("done_at"),
    base.instant("answered_at"),
    info={"person": "person_id"},
)
