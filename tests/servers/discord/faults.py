"""What REST can be ordered to do instead of answering properly."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase

from tests.servers.manners import Held, How, Slow

__all__ = [
    "OPENING_TOO_FAST",
    "Fault",
    "Faults",
    "Held",
    "How",
    "Limited",
    "Refused",
    "Slow",
]


@dataclass(frozen=True, slots=True)
class Limited:
    """429 with `Via`, as Discord sends it."""

    retry_after: float = 0.05
    everywhere: bool = False
    by_cloudflare: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """Answer with an API error of one's own."""

    status: int
    code: int
    message: str


OPENING_TOO_FAST = Refused(403, 40003, "You are opening direct messages too fast")

Fault = int | How | Limited | Slow | Held | Refused


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
        """Have the next `times` requests that match go wrong."""
        self._orders.append(_Order(pattern, times, how))

    def clear(self) -> None:
        """Forget all orders."""
        self._orders.clear()

    def left(self) -> int:
        """Return how many ordered faults have not happened."""
        return sum(order.times for order in self._orders)

    def take(self, route: str, path: str) -> Fault | None:
        """Return what is ordered for this request ("POST /users/@me/channels"), using it up."""
        for order in self._orders:
            if order.times and _matches(order.pattern, route, path):
                order.times -= 1
                return order.how
        return None


def _matches(pattern: str, route: str, path: str) -> bool:
    return fnmatchcase(route, pattern) or fnmatchcase(path, pattern)
