"""The commands as Discord lists them, registered only when they are not what is registered."""

import asyncio
import hashlib
import json
import logging
import re
from collections.abc import Mapping, Sequence
from typing import Any

import aiohttp
import discord

from adapters.discord.attempts import Pause
from adapters.discord.words import Words
from bot.commands import Command, Kind, Where

log = logging.getLogger(__name__)

Json = dict[str, Any]

PAUSES = (15.0, 60.0, 300.0, 1800.0)
"""Seconds until registering is tried again; the last one stands for all that follow."""

_TYPES = {Kind.WORD: 1, Kind.MESSAGE: 3}
_STRING = 3
_SERVER, _DM, _ELSEWHERE = 0, 1, 2
_FOR_SERVERS, _FOR_PEOPLE = 0, 1
_MANAGE_SERVER = str(discord.Permissions(manage_guild=True).value)
_LONGEST_NAME = 32
_LONGEST_TEXT = 100
_BROKEN = (discord.HTTPException, discord.RateLimited, aiohttp.ClientError, OSError)


def payload(commands: Sequence[Command], words: Words) -> list[Json]:
    """Return what Discord is to be told of all commands."""
    return [_offer(command, words) for command in commands]


def fingerprint(payload: Sequence[Mapping[str, Any]]) -> str:
    """Hash what matters of commands, so that ours and Discord's own listing can be compared."""
    normal = sorted((_normal(each) for each in payload), key=lambda each: str(each["name"]))
    return hashlib.sha256(json.dumps(normal, sort_keys=True).encode()).hexdigest()


async def register(
    client: discord.Client,
    application_id: int,
    commands: Sequence[Command],
    words: Words,
    pause: Pause = asyncio.sleep,
) -> None:
    """Have Discord list these commands; tries until it does, so run it beside everything else."""
    tries = 0
    while not await _try(client, application_id, payload(commands, words)):
        await pause(PAUSES[min(tries, len(PAUSES) - 1)])
        tries += 1


async def _try(client: discord.Client, application_id: int, wanted: Any) -> bool:
    try:
        listed: Any = await client.http.get_global_commands(application_id)
        if fingerprint(listed) == fingerprint(wanted):
            log.info("%s commands are registered already", len(wanted))
            return True
        await client.http.bulk_upsert_global_commands(application_id, wanted)
    except _BROKEN as problem:
        log.warning("The commands could not be registered: %s", _remedy(problem))
        return False
    log.info("%s commands are registered", len(wanted))
    return True


def _remedy(problem: Exception) -> str:
    """Say what went wrong and what can be done about it."""
    later = "It is tried again by itself; what was registered before still works."
    if not isinstance(problem, discord.HTTPException):
        return f"{type(problem).__name__}. {later}"
    what = f"Discord says {problem.status} (code {problem.code}). {later}"
    match problem.status:
        case 400:
            return f"{what} A command breaks one of its rules: {problem.text}"
        case 401 | 403:
            return f"{what} Look whether the token belongs to this application."
        case _:
            return what


def _offer(command: Command, words: Words) -> Json:
    is_word = command.kind is Kind.WORD
    where, who = _reach(command)
    return {
        "type": _TYPES[command.kind],
        "name": command.name[:_LONGEST_NAME],
        "description": command.summary[:_LONGEST_TEXT] if is_word else "",
        "options": [_option(command, words)] if is_word and command.asks else [],
        "contexts": where,
        "integration_types": who,
        "default_member_permissions": _MANAGE_SERVER if command.for_admins else None,
        "nsfw": False,
    }


def _reach(command: Command) -> tuple[list[int], list[int]]:
    """Return in which contexts and to whom a command is offered."""
    if command.where is Where.ANYWHERE:
        return [_SERVER, _DM, _ELSEWHERE], [_FOR_SERVERS, _FOR_PEOPLE]
    # One's own circles are asked after in direct messages, too; what admins do, and what is done
    # to a message, belongs to one server.
    belongs_there = command.for_admins or command.kind is Kind.MESSAGE
    return [_SERVER] if belongs_there else [_SERVER, _DM], [_FOR_SERVERS]


def _option(command: Command, words: Words) -> Json:
    return {
        "type": _STRING,
        "name": _named(command.asks),
        "description": (command.hint or words.option)[:_LONGEST_TEXT],
        "required": False,
        "autocomplete": command.suggest is not None,
    }


def _named(asks: str) -> str:
    """Return the name of an option as Discord takes it: small letters, no spaces."""
    return re.sub(r"[^\w-]+", "-", asks.lower()).strip("-")[:_LONGEST_NAME] or "text"


def _normal(command: Mapping[str, Any]) -> Json:
    """Keep what we set, as Discord tells it back: empty things may be missing or null."""
    permissions = command.get("default_member_permissions")
    return {
        "type": command.get("type") or 1,
        "name": command.get("name"),
        "description": command.get("description") or "",
        "options": [_normal_option(option) for option in command.get("options") or ()],
        "contexts": sorted(command.get("contexts") or ()),
        "integration_types": sorted(command.get("integration_types") or ()),
        "default_member_permissions": str(permissions) if permissions is not None else None,
        "nsfw": bool(command.get("nsfw")),
    }


def _normal_option(option: Mapping[str, Any]) -> Json:
    return {
        "type": option.get("type"),
        "name": option.get("name"),
        "description": option.get("description") or "",
        "required": bool(option.get("required")),
        "autocomplete": bool(option.get("autocomplete")),
    }
