"""A sentinel: whether anybody can read what somebody else typed, and did not agree to show."""

from dataclasses import dataclass, field
from pathlib import Path

from tests.adapters.discord.reading import seen
from tests.servers.discord.messages import Message
from tests.servers.discord.people import User
from tests.servers.discord.server import DiscordServer

SHORTEST = 4
"""Characters from which words are somebody's own: shorter ones are in every sentence."""

ENGLISH = Path(__file__).parents[3] / "config" / "en"
OURS = " ".join(" ".join(path.read_text("utf-8").split()) for path in ENGLISH.rglob("*.toml"))
"""What the bot says by itself: nobody's words, whoever happens to type them too."""

OPEN = frozenset({"Name", "Time", "Time zone", "City or zone", "How you treat each other"})
"""Fields whose words are for others by their nature, as the name of a circle."""


@dataclass
class Sentinel:
    """Remembers whose words are whose; `agreed` are those that their author pressed share under."""

    server: DiscordServer
    typed: set[tuple[User, str]] = field(default_factory=set)
    agreed: set[str] = field(default_factory=set)
    leaks: list[str] = field(default_factory=list)

    def hears(self, author: User, words: str, label: str = "") -> None:
        """Note words that somebody typed for the bot alone."""
        bare = _flat(words)
        if len(bare) >= SHORTEST and label not in OPEN and bare not in OURS.casefold():
            self.typed.add((author, bare))

    def agrees(self, preview: Message) -> None:
        """Note that the author of a preview shares what stands in it."""
        self.agreed |= {words for _, words in self.typed if words in _read(preview)}

    def looks(self) -> None:
        """Go over every message that somebody can read by now."""
        for channel in self.server.world.channels.values():
            for message in channel.messages:
                if message.author is self.server.bot and not message.deleted:
                    self._judge(message)

    def _judge(self, message: Message) -> None:
        written, readers = _read(message), self._readers(message)
        for words in {words for _, words in self.typed if words in written} - self.agreed:
            others = readers - {author for author, typed in self.typed if typed == words}
            if others:
                names = sorted(user.name for user in others)
                self.leaks.append(f"{words!r} can be read by {names}: {written}")

    def _readers(self, message: Message) -> set[User]:
        if message.ephemeral_for is not None:
            return {message.ephemeral_for}
        people = {user for user in self.server.world.users.values() if not user.bot}
        return {user for user in people if message.channel.is_open_to(user)}


def _read(message: Message) -> str:
    """Return all that a message shows, files included, as one line of small letters."""
    files = [each.data.decode("utf-8", "ignore") for each in message.attachments]
    options = [
        option["label"] for part in message.controls() for option in part.get("options") or []
    ]
    return _flat(" ".join([seen(message.text).text, *message.labels(), *options, *files]))


def _flat(text: str) -> str:
    return " ".join(text.split()).casefold()
