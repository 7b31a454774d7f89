"""What the Web API can be ordered to do instead of answering properly."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase

from tests.servers.manners import Held, How, Slow

__all__ = ["Fault", "Faults", "Held", "How", "Limited", "Slow"]


@dataclass(frozen=True, slots=True)
class Limited:
    """429 with `Retry-After`, in whole seconds as Slack sends it."""

    retry_after: int = 1


Fault = int | str | How | Limited | Slow | Held
"""A status (500, 503, …), an error ("is_archived", …), or a manner."""


@dataclass(slots=True)
class _Order:
    pattern: str
    times: int
    how: Fault


class Faults:
    """Orders given and not yet carried out, first given first."""

    def __init__(self) -> None:
        self._orders: list[_Order] = []

    def order(self, pattern: str, times: int, how: Fault) -> None:
        """Have the next `times` calls whose method matches go wrong."""
        self._orders.append(_Order(pattern, times, how))

    def clear(self) -> None:
        """Forget all orders."""
        self._orders.clear()

    def left(self) -> int:
        """Return how many ordered faults have not happened."""
        return sum(order.times for order in self._orders)

    def take(self, method: str) -> Fault | None:
        """Return what is ordered for this call, using it up."""
        for order in self._orders:
            if order.times and fnmatchcase(method, order.pattern):
                order.times -= 1
                return order.how
        return None
