"""What was told us already: Slack tells some things twice, and each of them is done once.

A retry may be the only one that arrives, so that nothing is left out for being one: only what was
done to its end is not done again.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

LIFE = timedelta(minutes=10)
"""For how long we remember; Slack's last retry comes after six minutes."""

MOST = 20_000
"""How much is remembered at once; what was done longest ago goes first."""


class Seen:
    """What was done lately and what is under way, in memory only; the core itself knows longer."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._done: OrderedDict[str, datetime] = OrderedDict()
        self._under_way: dict[str, asyncio.Event] = {}

    async def once(self, key: str, do: Callable[[], Awaitable[bool]]) -> bool:
        """Do what belongs to a key unless that is done; tells whether it was done here and now.

        Whoever comes while it is under way waits for its end. `do` says whether it came to a good
        end; if it does not or raises, the next to come does it anew.
        """
        while (under_way := self._under_way.get(key)) is not None:
            await under_way.wait()
        self._forget()
        if key in self._done:
            return False
        ended = self._under_way[key] = asyncio.Event()
        try:
            if await do():
                self._done[key] = self._now()
        finally:
            del self._under_way[key]
            ended.set()
        return True

    def _forget(self) -> None:
        now = self._now()
        while self._done:
            since = next(iter(self._done.values()))
            if now - since < LIFE and len(self._done) < MOST:
                return
            self._done.popitem(last=False)
