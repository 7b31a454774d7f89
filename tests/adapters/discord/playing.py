"""Dialogues played on Discord: each line done by somebody at a client, over the wire."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from adapters.console import controls as finding
from adapters.console.controls import Control
from adapters.console.matching import Unmatched, folded, one
from adapters.console.passing import Passing
from adapters.console.script import (
    Cancels,
    Chooses,
    Expects,
    Fills,
    Restarts,
    Speaks,
    Step,
    TimePasses,
)
from tests.adapters.discord import screen as screens
from tests.adapters.discord.saying import WORDS
from tests.adapters.discord.screen import CHANNEL_SELECT, USER_SELECT, Eyes, Screen
from tests.adapters.discord.sentinel import Sentinel
from tests.servers.discord.interactions import Interaction
from tests.servers.discord.messages import Json, Message
from tests.servers.discord.modals import LABEL, Modal
from tests.servers.discord.people import User
from tests.servers.discord.server import DiscordServer
from tests.servers.discord.world import Channel, Guild

MENTION = "@undaunted"
SHARES = "Share it"
CHECKBOX, TEXT_INPUT = 23, 4
_NOES = {"no", "n", "false", ""}


@dataclass
class Stage:
    """A server full of people, and how long it takes them to be answered."""

    server: DiscordServer
    guild: Guild
    passing: Passing
    zones: Callable[[], list[str]]
    restart: Callable[[], Awaitable[None]]
    answered: Callable[[], Awaitable[None]]
    people: dict[str, User] = field(default_factory=dict)
    rooms: dict[str, Channel] = field(default_factory=dict)

    def person(self, name: str) -> User:
        """Return somebody of this server, who comes in when first named."""
        if name not in self.people:
            self.people[name] = self.server.user(name.capitalize())
            self.guild.join(self.people[name])
        return self.people[name]

    def room(self, name: str) -> Channel:
        """Return a channel of this server, made when first named."""
        bare = name.removeprefix("#")
        if bare not in self.rooms:
            self.rooms[bare] = self.guild.channel(bare)
        return self.rooms[bare]


class NotSo(AssertionError):
    """A line that could not be done, or found something else."""


@dataclass
class Player:
    """Plays the lines of a dialogue one after the other."""

    stage: Stage
    screen: Screen = field(init=False)
    sentinel: Sentinel = field(init=False)
    forms: dict[str, Modal] = field(default_factory=dict)
    typed: dict[str, dict[str, object]] = field(default_factory=dict)
    speaker: str = ""

    def __post_init__(self) -> None:
        self.screen = Screen(self.stage.server)
        self.sentinel = Sentinel(self.stage.server)

    async def play(self, steps: tuple[Step, ...]) -> None:
        """Play a dialogue; AssertionError names the line that did not go as written."""
        for step in steps:
            try:
                await self._play(step)
            except (AssertionError, Unmatched) as failed:
                raise NotSo(f"line {step.number}: {step.source}\n{failed}") from failed

    async def _play(self, step: Step) -> None:
        if isinstance(step, Expects):
            await self._expect(step.text)
            return
        await self.stage.passing.catch_up()
        if not isinstance(step, TimePasses | Restarts):
            await self._arrive(step.user)
        self.screen.look()
        match step:
            case Speaks(user=user, channel=channel, text=text):
                self.speaker = user
                self._dismiss(user)
                await self._speak(user, channel, text)
            case Chooses(user=user, channel=channel, wanted=wanted):
                self.speaker = user
                self._dismiss(user)
                await self._choose(user, channel, wanted)
            case Fills(user=user, pairs=pairs):
                self.speaker = user
                await self._fill(user, pairs)
            case Cancels(user=user):
                self.speaker = user
                await self._form(user)
                self._dismiss(user)
            case TimePasses(moment=moment):
                await self.stage.passing.to(moment)
            case Restarts():
                await self.stage.restart()
        self.screen.look()
        self.sentinel.looks()

    async def _arrive(self, name: str) -> None:
        """Let somebody be met in this server, so that the bot knows whence they write."""
        if name not in self.stage.people:
            user = self.stage.person(name)
            await self._done(name, await user.uses("about", at=self.stage.room("#welcome")))

    async def _speak(self, name: str, channel: str, text: str) -> None:
        user, at = self.stage.person(name), self._at(name, channel)
        called, _, rest = text.removeprefix("/").partition(" ")
        if text.startswith("/") and self._is_command(called):
            self.sentinel.hears(user, rest)
            await self._done(
                name, await user.uses(called, rest.strip() or None, at=at, forced=True)
            )
            return
        if channel and MENTION not in text:
            await user.says(text, at=at)
            return
        words = text.replace(MENTION, "").strip() if channel else text
        shown = len(self.screen.seen_by(user))
        self.sentinel.hears(user, words)
        await user.says(words or "…", at=at, mention_bot=bool(channel))
        await self.stage.server.until(lambda: len(self.screen.seen_by(user)) > shown)
        await self.stage.answered()

    def _dismiss(self, name: str) -> None:
        self.forms.pop(name, None)
        self.typed.pop(name, None)

    def _is_command(self, name: str) -> bool:
        return any(each.name == name for each in self.stage.server.commands.of(None))

    def _at(self, name: str, channel: str) -> Channel:
        return self.stage.room(channel) if channel else self.stage.person(name).dm

    async def _choose(self, name: str, channel: str, wanted: str) -> None:
        user = self.stage.person(name)
        message, control = self._meant(user, channel.removeprefix("#"), wanted)
        part = screens.component(message, control)
        if control.label == SHARES:
            self.sentinel.agrees(message)
        if not control.menu:
            doing = await user.presses(message, control.label, which=control.action)
        elif part["type"] == USER_SELECT:
            picked = self.stage.person(folded(wanted.partition("=")[2].strip()).removeprefix("@"))
            doing = await user.picks_user(message, control.menu, picked)
        elif part["type"] == CHANNEL_SELECT:
            room = self.stage.room(wanted.partition("=")[2].strip())
            doing = await user.picks_channel(message, control.menu, room)
        else:
            doing = await user.picks(message, control.menu, *control.picked)
        await self._done(name, doing)

    def _meant(self, user: User, channel: str, wanted: str) -> tuple[Message, Control]:
        offered: list[str] = []
        for message in self.screen.seen_by(user, channel):
            here = self._eyes.controls(message)
            found = finding.find(_named(here), wanted) or _from_list(here, wanted)
            if found is not None:
                return message, found
            offered += [each.menu or each.label for each in here]
        raise Unmatched(wanted, offered)

    async def _fill(self, name: str, pairs: tuple[tuple[str, str], ...]) -> None:
        modal = await self._form(name)
        values = self.typed.pop(name, {})
        values |= dict(self._typed(modal, label, text) for label, text in pairs)
        try:
            doing = await self.stage.person(name).submits(modal, values)
        except AssertionError as refused:
            if "is required" not in str(refused):
                raise
            # The client itself says so, and the form stays open with all that was typed.
            self.typed[name] = values
            return
        del self.forms[name]
        await self._done(name, doing)

    async def _form(self, name: str) -> Modal:
        """Return the form somebody has open; one that waits behind a button is opened first."""
        if name not in self.forms:
            await self._reopen(name)
        if name not in self.forms:
            raise NotSo(f"{name} has no open form")
        return self.forms[name]

    async def _reopen(self, name: str) -> None:
        user = self.stage.person(name)
        newest = next(iter(self.screen.seen_by(user)), None)
        waiting = (WORDS.try_again, WORDS.open_form)
        buttons = [] if newest is None else self._eyes.controls(newest)
        if newest is not None and buttons and buttons[0].label in waiting:
            await self._done(name, await user.presses(newest, buttons[0].label))

    def _typed(self, modal: Modal, wanted: str, text: str) -> tuple[str, object]:
        label = one(wanted, [(each, (each,)) for each in modal.labels], inside=True)
        if label is None:
            raise Unmatched(wanted, modal.labels)
        field_ = modal.field(label)
        if field_["type"] == TEXT_INPUT:
            self.sentinel.hears(modal.shown_by.user, text, label)
            return label, text
        if field_["type"] == CHECKBOX:
            return label, folded(text) not in _NOES
        if field_["type"] == USER_SELECT:
            return label, self.stage.person(folded(text).removeprefix("@"))
        return label, _picked(field_, text)

    async def _done(self, name: str, doing: Interaction) -> None:
        await doing.settled()
        await self.stage.answered()
        if doing.modal is not None:
            self.forms[name] = doing.modal

    async def _expect(self, text: str) -> None:
        if self.speaker in self.typed:
            # It was not sent, so nothing is said about it.
            return
        said = self._newest()
        if not any(_flat(text) in each for each in said) and self.speaker not in self.forms:
            await self._reopen(self.speaker)
            said += self._newest()
        if not any(_flat(text) in each for each in said):
            raise NotSo(f"what {self.speaker} sees last is: {said[-1]}")

    @property
    def _eyes(self) -> Eyes:
        return Eyes(self.stage.server, self.stage.zones()[0])

    def _newest(self) -> list[str]:
        """Return what the speaker sees last, as it is read in each zone there is."""
        read = (Eyes(self.stage.server, zone) for zone in self.stage.zones())
        return [_flat(self._seen(eyes)) for eyes in read]

    def _seen(self, eyes: Eyes) -> str:
        if self.speaker in self.forms:
            return eyes.form(self.forms[self.speaker])
        # A question that was answered with no leaves a word behind, which no other platform has.
        seen = self.screen.seen_by(self.stage.person(self.speaker))
        newest = next((each for each in seen if WORDS.left not in each.text), None)
        return "" if newest is None else eyes.message(newest)


def fields(modal: Modal) -> list[Json]:
    """Return the fields of a form."""
    return [part["component"] for part in modal.components if part["type"] == LABEL]


def _named(here: list[Control]) -> list[Control]:
    return [each for each in here if not each.menu or each.picked]


def _from_list(here: list[Control], wanted: str) -> Control | None:
    """Find the list of people or channels meant by `Label = somebody`."""
    label, is_choice, _ = wanted.partition("=")
    lists = [each for each in here if each.menu and not each.picked] if is_choice else []
    return one(label, [(each, (each.menu,)) for each in lists])


def _picked(field_: Json, text: str) -> list[str]:
    offered = [
        (option["value"], (option["label"], option["value"])) for option in field_["options"]
    ]
    whole = _option(offered, text)
    if whole is not None:
        return [whole]
    parts = text.split("|" if "|" in text else ",")
    return [_option(offered, part) or part.strip() for part in parts if part.strip()]


def _option(offered: Sequence[tuple[str, tuple[str, ...]]], text: str) -> str | None:
    exact = [value for value, _ in offered if folded(value) == folded(text)]
    return exact[0] if exact else one(text, offered)


def _flat(text: str) -> str:
    return " ".join(text.split())
