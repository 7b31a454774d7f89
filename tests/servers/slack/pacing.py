"""Rate limits: none unless a test orders them, by method, by channel or as Slack's tiers."""

from __future__ import annotations

import math
from fnmatch import fnmatchcase
from typing import Final

TIERS: Final = {1: 1, 2: 20, 3: 50, 4: 100}
"""Calls a minute, of a method and a workspace."""

TIER_OF: Final = {
    "apps.connections.open": 1,
    "conversations.list": 2,
    "users.list": 2,
    "reactions.add": 3,
    "chat.update": 3,
    "chat.delete": 3,
    "conversations.open": 3,
    "conversations.info": 3,
    "conversations.history": 3,
    "users.conversations": 3,
    "chat.postEphemeral": 4,
    "conversations.members": 4,
    "users.info": 4,
    "views.open": 4,
    "views.push": 4,
    "views.update": 4,
    "views.publish": 4,
    "files.getUploadURLExternal": 4,
    "files.completeUploadExternal": 4,
}


class Pace:
    """Counts calls in windows that begin with their first call."""

    def __init__(self) -> None:
        self._rules: list[tuple[str, int, float, bool]] = []
        self._windows: dict[tuple[str, ...], tuple[float, int]] = {}

    def limit(self, pattern: str, count: int, per: float, by_channel: bool = False) -> None:
        """Allow `count` matching calls in `per` seconds in each workspace (or channel)."""
        self._rules.append((pattern, count, per, by_channel))

    def tiers(self) -> None:
        """Limit every method as Slack's tiers do."""
        for method, tier in TIER_OF.items():
            self.limit(method, TIERS[tier], 60.0)

    def take(self, method: str, team: str, channel: str, now: float) -> int | None:
        """Count a call; return the seconds to wait, whole and at least one, if it is too many."""
        rules = [rule for rule in self._rules if fnmatchcase(method, rule[0])]
        late = [self._wait(rule, method, team, channel, now) for rule in rules]
        longest = max(late, default=0.0)
        if longest > 0:
            return max(1, math.ceil(longest))
        for pattern, _, _, by_channel in rules:
            key = self._key(pattern, method, team, channel if by_channel else "")
            began, used = self._windows[key]
            self._windows[key] = (began, used + 1)
        return None

    def _wait(
        self, rule: tuple[str, int, float, bool], method: str, team: str, channel: str, now: float
    ) -> float:
        pattern, count, per, by_channel = rule
        key = self._key(pattern, method, team, channel if by_channel else "")
        began, used = self._windows.get(key, (now, 0))
        if now >= began + per:
            began, used = now, 0
        self._windows[key] = (began, used)
        return began + per - now if used >= count else 0.0

    @staticmethod
    def _key(pattern: str, method: str, team: str, channel: str) -> tuple[str, ...]:
        return (pattern, method, team, channel)
