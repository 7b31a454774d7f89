"""A look at what would be sent through our own strict check and the loopback server's eyes."""

from typing import Any

from adapters.slack import check
from tests.servers.slack import surfaces

Json = dict[str, Any]


def accept_message(text: str, blocks: list[Json]) -> None:
    """Refuse what Slack would refuse in a message."""
    check.accept(check.message({"text": text, "blocks": blocks}))
    assert surfaces.message_faults(blocks) == []


def accept_view(view: Json) -> None:
    """Refuse what Slack would refuse as a modal or a home page."""
    check.accept(check.view(view))
    assert surfaces.view_faults(view) == []
