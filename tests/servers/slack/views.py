"""Views: modals and home pages as people see them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.servers.slack import controls, limits

if TYPE_CHECKING:
    from tests.servers.slack.people import User
    from tests.servers.slack.world import Team

Json = dict[str, Any]


@dataclass(eq=False)
class View:
    """A modal or a home page; updates are made in place.

    `state` is what people typed and picked, by block id and action id; `errors` are the reasons
    shown at its fields; `revision` counts the updates.
    """

    team: Team = field(repr=False)
    user: User
    id: str
    root: str
    previous: str | None
    body: Json = field(repr=False)
    hash: str = ""
    revision: int = 0
    closed: bool = False
    errors: dict[str, str] = field(default_factory=dict)
    state: dict[str, dict[str, Json]] = field(default_factory=dict, repr=False)

    @property
    def is_home(self) -> bool:
        """Say whether it is a home page."""
        return bool(self.body["type"] == "home")

    @property
    def blocks(self) -> list[Json]:
        """Return its blocks, each with its id."""
        return list(self.body["blocks"])

    @property
    def title(self) -> str:
        """Return a modal's title."""
        return str(self.body.get("title", {}).get("text", ""))

    @property
    def submit(self) -> str | None:
        """Return the words on the button that sends it, None where it has none."""
        text = self.body.get("submit")
        return str(text["text"]) if text else None

    @property
    def callback_id(self) -> str:
        """Return what the app calls it."""
        return str(self.body.get("callback_id") or "")

    @property
    def private_metadata(self) -> str:
        """Return what the app stored in it."""
        return str(self.body.get("private_metadata") or "")

    @property
    def words(self) -> str:
        """Return what is read in it, a line each, without the words on controls."""
        return controls.words(self.blocks)

    @property
    def text(self) -> str:
        """Return title and words."""
        return "\n".join(line for line in (self.title, self.words) if line)

    @property
    def alt_texts(self) -> list[str]:
        """Return the alternative texts of its pictures."""
        return controls.alt_texts(self.blocks)

    def labels(self) -> list[str]:
        """Return the names of all controls and inputs, in reading order."""
        return controls.labels(self.blocks)

    def control(self, name: str, which: str = "") -> controls.Control:
        """Return the control with this name; AssertionError where there is none or several."""
        return controls.find(self.blocks, name, which)

    def fields(self) -> list[str]:
        """Return the labels of its inputs."""
        return [control.name for control in controls.inputs(self.blocks)]

    def error(self, label: str) -> str:
        """Return the reason shown at an input, empty where there is none."""
        return self.errors.get(str(self.control(label).block["block_id"]), "")

    def value(self, label: str) -> Any:
        """Return what is in an input now: words, an option's value, several, an id or a date."""
        control = self.control(label)
        held = self.state.get(control.block["block_id"], {}).get(control.element["action_id"], {})
        return _held(held)

    def update(self, body: Json, digest: str) -> None:
        """Show something else in its place; what was typed stays where its ids stay."""
        kept = _places(body["blocks"])
        self.body, self.hash, self.errors = body, digest, {}
        self.revision += 1
        self.state = {
            block: {action: one for action, one in held.items() if (block, action) in kept}
            for block, held in self.state.items()
            if any((block, action) in kept for action in held)
        }

    def too_large(self) -> bool:
        """Say whether Slack would not take it for its size."""
        return len(json.dumps(self.body, ensure_ascii=False).encode()) > limits.VIEW_BYTES


def _places(blocks: list[Json]) -> set[tuple[str, str]]:
    return {
        (str(control.block["block_id"]), str(control.element.get("action_id")))
        for control in controls.walk(blocks)
    }


def _held(held: Json) -> Any:
    option, several = held.get("selected_option"), held.get("selected_options")
    if several is not None:
        return [one["value"] for one in several]
    if option is not None:
        return option["value"]
    given = [held[key] for key in held if key != "type" and held[key] is not None]
    return given[0] if given else None
