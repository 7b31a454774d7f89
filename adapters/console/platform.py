"""The terminal as a platform: events from who sits there, cards to whoever may see them."""

import sys
from collections.abc import Awaitable, Callable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from adapters.console.attachments import Attachments
from adapters.console.chat import Chat, own_hints
from adapters.console.community import PLATFORM, Community, channel_name
from adapters.console.display import Display
from adapters.console.exchange import Exchange
from adapters.console.lines import Hint, hints_of, lines_for
from adapters.console.paper import Paper, paper_for
from adapters.console.passing import Passing
from adapters.console.player import Player
from adapters.console.script import Step
from adapters.console.words import Words
from bot.commands import Command
from bot.ports.platform import Address, Handle, Post
from bot.ui.card import Card


@dataclass(slots=True)
class ConsolePlatform:
    """One terminal; `greeting` is what its visitor, the first of the people here, sees first.

    `delivered` remembers the post made for each letter's key; one that outlives the process keeps
    a letter from being shown twice even after a crash.
    """

    display: Display
    passing: Passing
    greeting: Card | None = None
    stdin: TextIO = field(default_factory=lambda: sys.stdin)
    delivered: MutableMapping[str, Post] = field(default_factory=dict)
    exchange: Exchange = field(init=False)

    def __post_init__(self) -> None:
        self.exchange = Exchange(self.display)

    @property
    def name(self) -> str:
        """Its name in identities, rooms and addresses."""
        return PLATFORM

    async def run(self, handle: Handle, commands: Sequence[Command]) -> None:
        """Let a visitor talk to the bot until they leave, their lines end, or it is cancelled."""
        self.exchange.serve(handle, commands)
        self.exchange.whole_forms = False
        visitor = self.display.community.people[0].user
        lines = lines_for(self.stdin, sys.stdout, self.hints, self.display.paper.write)
        with lines.open():
            if self.greeting is not None:
                self.display.show(self.greeting, only=visitor)
            await Chat(self.exchange, lines, self.passing, visitor).run()

    async def play(
        self,
        steps: Sequence[Step],
        handle: Handle,
        commands: Sequence[Command],
        restart: Callable[[], Awaitable[Handle]],
    ) -> int:
        """Play a script; returns the exit code, 0 or 1."""
        self.exchange.serve(handle, commands)
        self.exchange.whole_forms = True
        return await Player(self.exchange, self.passing, restart).play(steps)

    async def deliver(self, to: Address, card: Card, key: str) -> Post:
        """Show a new card to one person, or to a channel; under the same key only once."""
        if key not in self.delivered:
            standing = self.display.show(card, only=to.user, channel=_channel(to))
            self.delivered[key] = Post(to, standing.ref)
        return self.delivered[key]

    async def revise(self, post: Post, card: Card) -> Post:
        """Change a standing card, which is printed again only if it differs.

        One from an earlier session, which this terminal has never shown, is put up anew.
        """
        standing = self.display.screen.get(post.ref)
        if standing is None:
            channel = _channel(post.address)
            self.display.show(card, only=post.address.user, channel=channel, ref=post.ref)
        elif standing.card != card:
            self.display.replace(post.ref, card)
        return post

    async def whisper(self, to: Address, card: Card) -> bool:
        """Show a card to one person, wherever they are."""
        self.display.show(card, only=to.user, channel=_channel(to))
        return True

    def hints(self) -> Sequence[Hint]:
        """List the commands a visitor can use: the bot's, then the terminal's own."""
        theirs = hints_of((each.name, each.summary) for each in self.exchange.commands)
        return (*theirs, *own_hints(self.display.words))


def terminal(
    words: Words,
    passing: Passing,
    community: Community,
    pictures: Path,
    environ: Mapping[str, str],
    *,
    greeting: Card | None = None,
    paper: Paper | None = None,
) -> ConsolePlatform:
    """Set up this process's terminal; pictures are written into a folder."""
    # Asked for each time: while a line is being typed, printing goes through the prompt.
    paper = paper or paper_for(lambda: sys.stdout, environ)
    return ConsolePlatform(
        Display(community, paper, Attachments(pictures), words), passing, greeting
    )


def _channel(to: Address) -> str:
    return channel_name(to.channel) if to.channel else ""
