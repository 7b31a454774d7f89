"""The invitation: the link by which an admin lets the bot in, with the least it needs."""

import re
from pathlib import Path

from adapters.discord import permissions
from adapters.discord.client import application_id
from adapters.discord.wire import Wire
from bot.problems import ConfigError, Problem
from bot.settings import Settings

_LINE = Path("command line")
_ID = re.compile(r"[0-9]{17,20}")


async def link(settings: Settings, application: str | None) -> str:
    """Return the link; without an application's id, Discord is asked for it.

    Raises ConfigError, Denied when the token is refused, ConnectionError when nobody answers.
    """
    if application is None:
        return permissions.invite_link(await _asked(settings))
    if not _ID.fullmatch(application):
        remedy = "Copy it from the developer portal: 17 to 20 digits, under General Information."
        raise ConfigError([Problem(_LINE, None, "--application is not an id.", remedy)])
    return permissions.invite_link(int(application))


async def _asked(settings: Settings) -> int:
    own = settings.discord
    if own is None:
        remedy = "Set it, or name the application: invite --application ID."
        raise ConfigError([Problem(None, None, "DISCORD_TOKEN is not set.", remedy)])
    return await application_id(Wire(own.token.reveal(), own.api_base, own.gateway_url))
