"""How Slack is reached: its tokens and, for tests alone, a Slack on this machine."""

import ipaddress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

API_BASE = "https://slack.com/api/"


@dataclass(frozen=True, slots=True)
class Socket:
    """Socket Mode: one workspace (or organisation) by its bot token, no address of our own."""

    bot_token: str = field(repr=False)
    app_token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Web:
    """Signed requests to an address of ours, and any number of workspaces by OAuth.

    `public_url` is where Slack and people find us; we listen at `host` and `port` (0: any free).
    """

    signing_secret: str = field(repr=False)
    client_id: str
    client_secret: str = field(repr=False)
    public_url: str
    host: str = "127.0.0.1"
    port: int = 3000


@dataclass(frozen=True, slots=True)
class Wire:
    """Where to connect and with what; without a base, to Slack itself.

    `ping_seconds` is how often a socket is asked whether it is still there; `away_seconds`, how
    long it may stay lost before it is given up for a new one.
    """

    way: Socket | Web
    api_base: str = API_BASE
    ping_seconds: float = 5.0
    away_seconds: float = 8.0

    def __post_init__(self) -> None:
        if self.api_base != API_BASE and not is_loopback(self.api_base):
            # The tokens go wherever this leads.
            raise ValueError("only an address on this machine may stand in for Slack")

    @property
    def authorize_url(self) -> str:
        """Return the page where people let an app into their workspace."""
        parts = urlsplit(self.api_base)
        return f"{parts.scheme}://{parts.netloc}/oauth/v2/authorize"


def is_loopback(url: str) -> bool:
    """Tell whether an address leads nowhere but to this machine."""
    try:
        host = urlsplit(url).hostname or ""
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
