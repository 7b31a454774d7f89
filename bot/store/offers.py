"""Where offers to look at somebody's paper rest."""

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.review import ReviewOffer
from bot.store import tables
from bot.store.shelf import Entry, Shelf

_c = tables.review_offer.c


class ReviewOffers(Shelf[ReviewOffer]):
    """Offers, by who makes them and by what they are for."""

    def __init__(self, connection: AsyncConnection, journal: list[Entry]) -> None:
        super().__init__(connection, tables.review_offer, ReviewOffer, journal)

    async def for_request(self, request_id: int) -> tuple[ReviewOffer, ...]:
        """Return the offers made for one request, the earliest first."""
        return await self.find(_c.request_id == request_id, order=_c.id)
