"""People in a workspace, and everything they can do to the app."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import TYPE_CHECKING, Any

from tests.servers.slack import acting, happening, payloads

if TYPE_CHECKING:
    from tests.servers.slack.browsing import Page
    from tests.servers.slack.channels import Channel
    from tests.servers.slack.deeds import Deed
    from tests.servers.slack.messages import Message
    from tests.servers.slack.server import SlackServer
    from tests.servers.slack.views import View
    from tests.servers.slack.world import Team


@dataclass(slots=True)
class Quiet:
    """Do not disturb: in seconds since the epoch, as dnd.info tells it."""

    enabled: bool = False
    starts: int = 0
    ends: int = 0
    snoozed_until: int = 0


@dataclass(eq=False)
class User:
    """An account. What it does is sent to the app at once; wait with `settled` or `answered`.

    `at` is a channel, a DM or an mpim; left out, it is the person's DM with the app. What a real
    client could not send raises AssertionError: unknown commands, missing buttons, wrong values.
    """

    server: SlackServer = field(repr=False)
    team: Team = field(repr=False)
    id: str
    name: str
    tz: str = "Europe/London"
    locale: str = "en-GB"
    admin: bool = False
    deleted: bool = False
    bot: bool = False
    quiet: Quiet = field(default_factory=Quiet, repr=False)
    homes: dict[str, View] = field(default_factory=dict, repr=False)
    view_stack: list[View] = field(default_factory=list, repr=False)

    @property
    def mention(self) -> str:
        """Return what a message must contain to mention this person."""
        return f"<@{self.id}>"

    @property
    def dm(self) -> Channel:
        """Return the direct messages between this person and the app."""
        return self.team.dm(self)

    @property
    def home(self) -> View:
        """Return the page published for this person; AssertionError where there is none."""
        assert self.team.id in self.homes, f"no home page for {self.name}"
        return self.homes[self.team.id]

    @property
    def view(self) -> View:
        """Return the modal on top; AssertionError where none is open."""
        assert self.view_stack, f"no modal before {self.name}: {self.server.violations}"
        return self.view_stack[-1]

    # Words and entry points

    async def says(
        self, text: str, *, at: Channel | None = None, thread: Message | None = None
    ) -> Deed:
        """Write a message; `.message` is what was written."""
        return acting.says(self, text, at or self.dm, thread)

    async def mentions_bot(self, text: str, *, at: Channel, thread: Message | None = None) -> Deed:
        """Write a message that begins with a mention of the app."""
        return acting.says(self, f"{self.team.bot.mention} {text}", at, thread)

    async def edits(self, message: Message, text: str) -> Deed:
        """Change one's own message (`message_changed`)."""
        return acting.edits(self, message, text)

    async def deletes(self, message: Message) -> Deed:
        """Delete one's own message (`message_deleted`)."""
        return acting.deletes(self, message)

    async def uses(self, command: str, text: str = "", *, at: Channel | None = None) -> Deed:
        """Use a slash command."""
        return acting.uses(self, command, text, at or self.dm)

    async def shortcut(self, name: str) -> Deed:
        """Use a global shortcut."""
        return acting.shortcut(self, name)

    async def message_shortcut(self, name: str, message: Message) -> Deed:
        """Use a shortcut on a message."""
        return acting.message_shortcut(self, name, message)

    async def opens_home(self) -> Deed:
        """Open the app's home tab."""
        return acting.opens_app(self, "home")

    async def opens_messages(self) -> Deed:
        """Open the app's messages tab."""
        return acting.opens_app(self, "messages")

    # Controls of a message, a modal or a home page

    async def presses(self, surface: Message | View, label: str, *, which: str = "") -> Deed:
        """Press a button, of several with one label that whose action id or value is `which`.

        A confirm dialog is answered with its yes: its no never reaches an app.
        """
        return acting.presses(self, surface, label, which)

    async def picks(self, surface: Message | View, name: str, *choices: str) -> Deed:
        """Pick from a menu, radio buttons, checkboxes or overflow, by label or value."""
        return acting.picks(self, surface, name, choices)

    async def picks_users(self, surface: Message | View, name: str, *users: User) -> Deed:
        """Pick people from a users menu."""
        return acting.picks(self, surface, name, users)

    async def picks_channel(self, surface: Message | View, name: str, *channels: Channel) -> Deed:
        """Pick from a channels or conversations menu."""
        return acting.picks(self, surface, name, channels)

    async def picks_date(self, surface: Message | View, name: str, day: date) -> Deed:
        """Pick a day."""
        return acting.picks(self, surface, name, (day.isoformat(),))

    async def picks_time(self, surface: Message | View, name: str, at: time) -> Deed:
        """Pick a time of the day."""
        return acting.picks(self, surface, name, (f"{at:%H:%M}",))

    async def submits(self, view: View, values: Mapping[str, Any] | None = None) -> Deed:
        """Fill in the modal on top by the labels of its inputs and send it.

        Text inputs take str, pickers a date, a time or str, menus and groups labels or values (one
        or several), a lone checkbox bool, people and channel menus a User or Channel. What is left
        out stays as it was prefilled or typed before.
        """
        return acting.submits(self, view, values or {})

    async def closes(self, view: View, *, all_of_them: bool = False) -> Deed | None:
        """Close the modal on top, or the whole stack; a Deed where the app wanted to know."""
        return acting.closes(self, view, all_of_them)

    # The account and where it is

    async def changes_profile(self, **changes: Any) -> Deed:
        """Change `name`, `tz`, `locale`, `admin` or `deleted` (`user_change`)."""
        for name, value in changes.items():
            assert name in ("name", "tz", "locale", "admin", "deleted"), name
            setattr(self, name, value)
        return happening.tell(self.team, payloads.user_change(self), user=self)

    async def goes_quiet(self, quiet: Quiet) -> Deed:
        """Change one's hours of do not disturb, or snooze (`dnd_updated_user`)."""
        self.quiet = quiet
        told = {"dnd_enabled": quiet.enabled, "snooze_enabled": bool(quiet.snoozed_until)}
        event = {"type": "dnd_updated_user", "user": self.id, "dnd_status": told}
        return happening.tell(self.team, event, user=self)

    async def joins(self, channel: Channel) -> Deed:
        """Join a channel (`member_joined_channel`)."""
        return channel.lets_in(self)

    async def leaves(self, channel: Channel) -> Deed:
        """Leave a channel (`member_left_channel`)."""
        return channel.lets_out(self)

    async def installs(self, url: str, *, org: bool = False, denies: bool = False) -> Page:
        """Walk through an app's install page as a browser would, and return the last page."""
        return await self.server.browser.installs(self, url, org=org, denies=denies)
