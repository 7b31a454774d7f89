"""A look at a layout through the strict server's eyes, without sending it."""

from typing import Any

from adapters.discord.render import Layout
from tests.servers.discord import components as strict
from tests.servers.discord.errors import Form as Faults

Json = dict[str, Any]


def components(made: Layout) -> list[Json]:
    """Return what would be sent."""
    sent: list[Json] = made.view.to_components()  # type: ignore[no-untyped-call]
    return sent


def accept(made: Layout) -> None:
    """Refuse what Discord would refuse in a message; raises the server's error."""
    faults = Faults()
    names = [file.name for file in made.attachments]
    assert len(set(names)) == len(names) <= 10
    strict.Check(faults, names).message(components(made))
    faults.settle()
