"""Where letters go: a channel as it is named, or somebody's direct messages, opened once."""

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Final

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.requests import Asking, Requests
from bot.ports.platform import Address

MOST_OPEN: Final = 10_000


@dataclass(slots=True)
class Places:
    """Finds channels, and remembers which direct messages are whose."""

    requests: Requests
    _open: OrderedDict[tuple[str, str], str] = field(default_factory=OrderedDict)

    async def find(self, to: Address) -> str:
        """Return the channel of an address; whoever has a user has direct messages, always."""
        if not to.user:
            return to.channel
        key = (to.space, to.user)
        if key not in self._open:
            self._open[key] = await self.requests.ask(to.space, "conversations.open", _opening(to))
            if len(self._open) > MOST_OPEN:
                self._open.popitem(last=False)
        self._open.move_to_end(key)
        return self._open[key]

    def forget(self, to: Address) -> bool:
        """Forget somebody's direct messages, which are not where they were; False if unknown."""
        return self._open.pop((to.space, to.user), None) is not None


def _opening(to: Address) -> Asking[str]:
    async def ask(client: AsyncWebClient) -> str:
        told = await client.conversations_open(users=[to.user])
        return str(told["channel"]["id"])

    return ask
