"""Commands as they are called: which one is meant, and what could be written behind it."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import discord
from discord import app_commands

from adapters.discord import attempts, inbound
from bot.commands import Command, Kind
from bot.ui import limits

log = logging.getLogger(__name__)

MESSAGE_MENU = 3
LONGEST = 100


def called(interaction: discord.Interaction[Any], commands: Sequence[Command]) -> Command | None:
    """Find the command an interaction calls; None for one of an older registration."""
    data: Mapping[str, Any] = interaction.data if isinstance(interaction.data, Mapping) else {}
    kind = Kind.MESSAGE if data.get("type") == MESSAGE_MENU else Kind.WORD
    wanted = (data.get("name"), kind)
    return next((each for each in commands if (each.name, each.kind) == wanted), None)


async def complete(interaction: discord.Interaction[Any], commands: Sequence[Command]) -> None:
    """Offer what could be meant by what is being written; too late or odd, it offers nothing."""
    choices = list(_choices(interaction, called(interaction, commands)))
    try:
        await interaction.response.autocomplete(choices)
    except (discord.HTTPException, *attempts.BROKEN) as problem:
        # Whoever types on has asked again by then.
        kind = type(problem).__name__
        log.debug("completion %s was not taken: %s", interaction.id, kind)


def _choices(
    interaction: discord.Interaction[Any], command: Command | None
) -> Iterator[app_commands.Choice[str]]:
    if command is None or command.suggest is None or not isinstance(interaction.data, Mapping):
        return
    written = inbound.option(interaction.data)[:LONGEST]
    for choice in command.suggest(written)[: limits.CHOICES]:
        yield app_commands.Choice(name=choice.label[:LONGEST], value=choice.value[:LONGEST])
