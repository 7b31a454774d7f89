"""What comes after the first answer, by the token of the interaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.servers.discord import errors, limits, payloads, posting
from tests.servers.discord.callbacks import place
from tests.servers.discord.errors import breach

if TYPE_CHECKING:
    from tests.servers.discord.interactions import Interaction
    from tests.servers.discord.messages import Message
    from tests.servers.discord.rest import Request
    from tests.servers.discord.server import DiscordServer


async def follow_up(server: DiscordServer, request: Request) -> tuple[int, Any]:
    """Answer POST /webhooks/{application_id}/{token}: the first one replaces "thinking …"."""
    interaction = _find(server, request)
    original = interaction.original
    if original is not None and original.loading and not original.deleted:
        posting.fill(original, _without_privacy(request.body), request.files)
        return _shown(interaction, original)
    most = limits.USER_INSTALL_FOLLOW_UPS
    if interaction.user_install_only and interaction.follow_ups >= most:
        message = "This interaction has reached the maximum number of follow up messages"
        raise breach(400, 40094, message)
    channel = place(interaction)
    made = posting.create(server, channel, request.body, request.files, reader=interaction.user)
    interaction.follow_ups += 1
    return _shown(interaction, made)


async def show(server: DiscordServer, request: Request) -> tuple[int, Any]:
    """Answer GET /webhooks/{application_id}/{token}/messages/{message_id}."""
    return 200, payloads.message(_message(_find(server, request), request))


async def edit(server: DiscordServer, request: Request) -> tuple[int, Any]:
    """Answer PATCH of the same."""
    interaction = _find(server, request)
    message = _message(interaction, request)
    if message.loading:
        posting.fill(message, request.body, request.files)
    else:
        posting.edit(message, request.body, request.files)
    return _shown(interaction, message)


async def delete(server: DiscordServer, request: Request) -> tuple[int, Any]:
    """Answer DELETE of the same."""
    interaction = _find(server, request)
    message = _message(interaction, request)
    posting.delete(message)
    interaction.webhook_calls += 1
    server.changes.happened()
    return 204, None


def _find(server: DiscordServer, request: Request) -> Interaction:
    if request.params["application_id"] != str(server.application_id):
        raise errors.unknown_webhook()
    for interaction in reversed(server.interactions):
        if interaction.token == request.params["token"]:
            if interaction.token_is_over:
                raise errors.token_is_over()
            if interaction.answer is None:
                break
            return interaction
    raise errors.unknown_webhook()


def _message(interaction: Interaction, request: Request) -> Message:
    wanted = request.params["message_id"]
    known = [*interaction.messages, *([interaction.original] if interaction.original else [])]
    for message in known:
        if wanted == str(message.id) or (wanted == "@original" and message is interaction.original):
            if message.deleted or message.channel.deleted:
                break
            return message
    raise errors.unknown_message()


def _shown(interaction: Interaction, message: Message) -> tuple[int, Any]:
    interaction.show(message)
    interaction.webhook_calls += 1
    interaction.server.changes.happened()
    return 200, payloads.message(message)


def _without_privacy(body: Any) -> Any:
    """Drop the ephemeral flag: the first follow-up is as private as the deferral was."""
    if isinstance(body, dict) and isinstance(body.get("flags"), int):
        return {**body, "flags": body["flags"] & ~limits.EPHEMERAL}
    return body
