"""Offers to look at somebody's paper, as the core asks for them."""

from typing import Protocol

from bot.domain.review import ReviewOffer
from bot.ports.shelves import Shelf


class ReviewOffers(Shelf[ReviewOffer], Protocol):
    """Who can look at what a request is about."""

    async def for_request(self, request_id: int) -> tuple[ReviewOffer, ...]:
        """Return the offers made for one request, the earliest first."""
        ...
