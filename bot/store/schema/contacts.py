"""People somebody could ask, and what has come of it."""

from sqlalchemy import Column, ForeignKey

from bot.domain.contact import ContactState, SmallAsk
from bot.store.columns import Day, OneOf, Sealed
from bot.store.schema import base

contact = base.table(
    "contact",
    base.id_(),
    base.person(),
    Column("application_id", ForeignKey("application.id", ondelete="SET NULL")),
    Column("name", Sealed, nullable=False),
    Column("known_from", Sealed, nullable=False),
    Column("ask", OneOf(SmallAsk)),
    Column("own_ask", Sealed, nullable=False),
    Column("state", OneOf(ContactState), nullable=False),
    Column("came", Sealed, nullable=False),
    Column("next_on", Day),
    base.instant("asked_at"),
    base.instant("created_at", null=False),
    info={"person": "person_id"},
)
