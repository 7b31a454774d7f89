"""Messages as people see them, and the controls on them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.servers.slack import controls

if TYPE_CHECKING:
    from tests.servers.slack.channels import Channel
    from tests.servers.slack.people import User

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Revision:
    """What a message said before it was changed."""

    text: str
    blocks: list[Json] = field(repr=False)


@dataclass(slots=True, eq=False)
class Message:
    """One message; changes are made in place, as on a screen.

    `text` is the text twin, which notifications and screen readers use; `words` is what is read
    in the blocks.
    """

    ts: str
    channel: Channel = field(repr=False)
    author: User
    text: str
    blocks: list[Json] = field(default_factory=list, repr=False)
    thread_ts: str | None = None
    ephemeral_for: User | None = None
    files: list[Json] = field(default_factory=list, repr=False)
    metadata: Json | None = None
    unfurls: bool = True
    deleted: bool = False
    reactions: list[str] = field(default_factory=list)
    revisions: list[Revision] = field(default_factory=list, repr=False)
    state: dict[str, dict[str, Json]] = field(default_factory=dict, repr=False)

    @property
    def ephemeral(self) -> bool:
        """Say whether only one person sees it."""
        return self.ephemeral_for is not None

    @property
    def words(self) -> str:
        """Return the words in its blocks, a line each, without those on controls."""
        return controls.words(self.blocks) or self.text

    @property
    def alt_texts(self) -> list[str]:
        """Return the alternative texts of its pictures."""
        return controls.alt_texts(self.blocks)

    @property
    def mention_ids(self) -> list[str]:
        """Return the ids of the people it notifies by name, from text and blocks."""
        return controls.mentions([self.text, *controls.marked(self.blocks)])

    def labels(self) -> list[str]:
        """Return the names of all controls, in reading order."""
        return controls.labels(self.blocks)

    def control(self, name: str, which: str = "") -> controls.Control:
        """Return the control with this name; AssertionError where there is none or several."""
        return controls.find(self.blocks, name, which)

    def change(self, text: str, blocks: list[Json]) -> None:
        """Change what it says, and remember what it said."""
        self.revisions.append(Revision(self.text, self.blocks))
        self.text, self.blocks, self.state = text, blocks, {}
