"""Interactions that the library cannot read: answered all the same, with what was typed."""

from collections.abc import Mapping, Sequence
from typing import Any

import discord
from discord.http import Route
from discord.webhook.async_ import interaction_message_response_params

from adapters.discord import apologies, forms, render
from adapters.discord.words import Words

LACKING: Mapping[str, Any] = {"version": 1, "attachment_size_limit": 0, "entitlements": []}
"""What the library insists on in an interaction, and we have no use for."""

_FORM = 5
_ANSWERABLE = (2, 3, _FORM)
_MESSAGE = 4


async def apologise(client: discord.Client, interaction: Any, words: Words) -> None:
    """Own up privately to somebody whose interaction could not be read, if it says whose it is."""
    match interaction:
        case {"id": str(number), "token": str(token), "type": kind} if (
            number.isdecimal() and kind in _ANSWERABLE
        ):
            card = apologies.failure(f"discord:{number}", words, _written(interaction))
            layout = render.layout(card, words)
            params = interaction_message_response_params(
                type=_MESSAGE,
                view=layout.view,
                files=layout.files(),
                flags=discord.MessageFlags(ephemeral=True),
                allowed_mentions=discord.AllowedMentions.none(),
            )
            route = Route(
                "POST",
                "/interactions/{webhook_id}/{webhook_token}/callback?with_response=1",
                webhook_id=number,
                webhook_token=token,
            )
            with params:
                if params.files:
                    await client.http.request(route, files=params.files, form=params.multipart)
                else:
                    await client.http.request(route, json=params.payload)


def _written(interaction: Mapping[str, Any]) -> Sequence[str]:
    """Return what was typed into a form, as far as it can be read."""
    data = interaction.get("data")
    sent = forms.read(data) if isinstance(data, dict) else None
    return [] if sent is None else [text for text in sent.values.values() if isinstance(text, str)]
