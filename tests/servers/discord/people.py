"""People with accounts, and everything they can do to the bot."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tests.servers.discord import acting

if TYPE_CHECKING:
    from tests.servers.discord.interactions import Interaction, Modal
    from tests.servers.discord.messages import Message
    from tests.servers.discord.server import DiscordServer
    from tests.servers.discord.world import Channel


class User:
    """An account. What it does is sent to the bot at once; wait with `settled()` or `until()`.

    `at` is a channel, a thread, `user.dm` or a private channel (`server.private_channel`); left
    out, it is the person's DM with the bot. Actions that a real client could not send raise
    AssertionError: unknown or hidden commands, missing buttons, values that do not fit.
    """

    def __init__(
        self, server: DiscordServer, snowflake: int, name: str, locale: str, bot: bool = False
    ) -> None:
        self.server = server
        self.id = snowflake
        self.name = name
        self.locale = locale
        self.bot = bot
        self.dms_open = True
        self.installed = False
        self._dm: Channel | None = None

    def __repr__(self) -> str:
        return f"<User {self.name} {self.id}>"

    @property
    def mention(self) -> str:
        """Return what a message must contain to mention this person."""
        return f"<@{self.id}>"

    @property
    def dm(self) -> Channel:
        """Return the direct messages between this person and the bot."""
        if self._dm is None:
            self._dm = self.server.world.open_dm(self)
        return self._dm

    async def uses(
        self,
        command: str,
        text: str | None = None,
        *,
        at: Channel | None = None,
        forced: bool = False,
        **options: Any,
    ) -> Interaction:
        """Use a slash command; `text` goes into its first option, `options` go by their names.

        `forced` sends it although the client would not offer it (as when an admin allowed it).
        """
        return acting.uses(self, command, text, at or self.dm, options, forced)

    async def types(
        self, command: str, option: str, typed: str, *, at: Channel | None = None
    ) -> Interaction:
        """Type into an option that completes itself; the answer is in `.choices`."""
        return acting.types(self, command, option, typed, at or self.dm)

    async def uses_menu(self, name: str, message: Message, *, forced: bool = False) -> Interaction:
        """Use a message context menu on a message."""
        return acting.uses_menu(self, name, message, forced)

    async def presses(self, message: Message, label: str, *, which: str = "") -> Interaction:
        """Press the button with this label, and custom id where several have it."""
        return acting.presses(self, message, label, which)

    async def picks(self, message: Message, menu: str, *choices: str) -> Interaction:
        """Pick from the string menu with this placeholder or text above, by label or value."""
        return acting.picks(self, message, menu, choices)

    async def picks_user(self, message: Message, menu: str, *users: User) -> Interaction:
        """Pick people from a user menu."""
        return acting.picks_users(self, message, menu, users)

    async def picks_channel(self, message: Message, menu: str, *channels: Channel) -> Interaction:
        """Pick channels from a channel menu."""
        return acting.picks_channels(self, message, menu, channels)

    async def submits(self, modal: Modal, values: Mapping[str, Any] | None = None) -> Interaction:
        """Fill in a modal by the labels of its fields and send it.

        Text fields take str, menus and groups labels or values (one or several), a checkbox bool,
        user menus a User, channel menus a Channel. What is left out stays as it was prefilled.
        """
        return acting.submits(self, modal, values or {})

    async def says(
        self,
        text: str,
        *,
        at: Channel | None = None,
        mention_bot: bool = False,
        reply_to: Message | None = None,
    ) -> Message:
        """Write a message; the bot gets its words only in DMs, mentions and replies to it."""
        return acting.says(self, text, at or self.dm, mention_bot, reply_to)
