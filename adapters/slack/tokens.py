"""With which token we speak in a workspace, and how it is known."""

from dataclasses import dataclass, field
from typing import Protocol

from slack_sdk.web.async_client import AsyncWebClient


@dataclass(frozen=True, slots=True)
class Token:
    """A bot token that is good now, and as whom we speak with it."""

    text: str = field(repr=False)
    bot: str
    user: str


class Tokens(Protocol):
    """The tokens of all workspaces that have us."""

    async def of(self, team: str, enterprise: str = "") -> Token | None:
        """Return the token for a workspace, renewed where it is due; None if it has us not.

        Raises TryLater when it cannot be known now.
        """
        ...

    async def expired(self, team: str, token: str) -> None:
        """Renew the token of a workspace that has come to its end, unless that is done."""
        ...

    async def ended(self, team: str, enterprise: str = "") -> None:
        """Forget the token of a workspace that took us out, or that refuses it."""
        ...


@dataclass(frozen=True, slots=True)
class OwnToken:
    """The one token that was set; every workspace that reaches us has it."""

    token: Token

    async def of(self, team: str, enterprise: str = "") -> Token | None:
        """Return the token."""
        return self.token

    async def expired(self, team: str, token: str) -> None:
        """Renew nothing: a token that was set is one without an end."""

    async def ended(self, team: str, enterprise: str = "") -> None:
        """Forget nothing: the operator set it, and is told at the next start."""


def speaking(client: AsyncWebClient, token: Token, team: str) -> AsyncWebClient:
    """Return a client like this one that speaks in a workspace."""
    return AsyncWebClient(
        token=token.text,
        base_url=client.base_url,
        timeout=client.timeout,
        ssl=client.ssl,
        proxy=client.proxy,
        session=client.session,
        trust_env_in_session=client.trust_env_in_session,
        headers=client.headers,
        team_id=team or None,
        logger=client.logger,
        retry_handlers=client.retry_handlers,
    )
