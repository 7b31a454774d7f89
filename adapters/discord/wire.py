"""How Discord is reached: the token and, for tests alone, a Discord on this machine."""

import ipaddress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route


@dataclass(frozen=True, slots=True)
class Wire:
    """Where to connect and with what; without addresses, to Discord itself.

    `settle_seconds` is how long after the last server has come we take the list for complete;
    `silence_seconds` is how long the gateway may say nothing before we take it for dead.
    """

    token: str = field(repr=False)
    api_base: str | None = None
    gateway_url: str | None = None
    settle_seconds: float = 2.0
    silence_seconds: float = 60.0

    def __post_init__(self) -> None:
        for url in (self.api_base, self.gateway_url):
            if url is not None and not is_loopback(url):
                # The token goes wherever these lead.
                raise ValueError("only an address on this machine may stand in for Discord")

    def lay(self) -> None:
        """Lead the library to the addresses given, for the whole process; else change nothing."""
        if self.api_base is not None:
            Route.BASE = self.api_base
        if self.gateway_url is not None:
            DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(self.gateway_url)


def is_loopback(url: str) -> bool:
    """Tell whether an address leads nowhere but to this machine."""
    try:
        host = urlsplit(url).hostname or ""
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
