"""Rate limits as headers: every route has a bucket, wide unless a test narrows it."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from hashlib import sha256
from typing import Any, Final

WIDE: Final = (1000, 1.0)


@dataclass(slots=True)
class Bucket:
    """So many requests in so many seconds, counted from the first."""

    name: str
    limit: int
    per: float
    began: float
    used: int = 0

    def take(self, now: float) -> bool:
        """Use one request up; false where none is left until the bucket is full again."""
        if now >= self.began + self.per:
            self.began, self.used = now, 0
        if self.used >= self.limit:
            return False
        self.used += 1
        return True

    def headers(self, now: float) -> dict[str, str]:
        """Return what Discord says with every answer (no wall-clock `Reset`: there is no clock)."""
        return {
            "X-RateLimit-Limit": str(self.limit),
            "X-RateLimit-Remaining": str(self.limit - self.used),
            "X-RateLimit-Reset-After": f"{self.reset_after(now):.3f}",
            "X-RateLimit-Bucket": self.name,
        }

    def reset_after(self, now: float) -> float:
        """Return the seconds until it is full again."""
        return max(self.began + self.per - now, 0.001)


class Buckets:
    """All buckets, by route and by the place or token that it counts for."""

    def __init__(self) -> None:
        self._narrow: list[tuple[str, int, float]] = []
        self._buckets: dict[tuple[str, str], Bucket] = {}

    def narrow(self, pattern: str, limit: int, per: float) -> None:
        """Limit the routes that match; those already counted start afresh."""
        self._narrow.insert(0, (pattern, limit, per))
        self._buckets.clear()

    def of(self, route: str, major: str, now: float) -> Bucket:
        """Return the bucket of one route in one place."""
        if (route, major) not in self._buckets:
            limit, per = next(((n, s) for p, n, s in self._narrow if fnmatchcase(route, p)), WIDE)
            name = sha256(route.encode()).hexdigest()[:32]
            self._buckets[route, major] = Bucket(name, limit, per, now)
        return self._buckets[route, major]


def limited(retry_after: float, everywhere: bool) -> tuple[dict[str, str], dict[str, Any]]:
    """Return headers and body of a 429."""
    scope = "global" if everywhere else "user"
    headers = {
        "Via": "1.1 google",
        "Retry-After": str(max(1, round(retry_after))),
        "X-RateLimit-Scope": scope,
    }
    if everywhere:
        headers["X-RateLimit-Global"] = "true"
    body = {
        "message": "You are being rate limited.",
        "retry_after": round(retry_after, 3),
        "global": everywhere,
    }
    return headers, body
