"""A driver for tests: people talk to the real core over a real store, while time stands still."""

import asyncio
import itertools
import random
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.answers import Answer, Ask, Correct, Nothing, Replace, Say
from bot.app import App, Defaults
from bot.cli import words as wording
from bot.clock import ManualClock
from bot.commands import Command
from bot.courier import Courier
from bot.errors import Fault, Unreachable
from bot.events import Actor, CommandUsed, Event, Kind, Message, Place, Pressed, Said, Submitted
from bot.house import Words
from bot.ports.platform import Address, Handle, Post
from bot.store.database import Database
from bot.store.store import DatabaseStore
from bot.store.vault import Vault
from bot.ui.card import Button, Buttons, Card, Channels, Menu, People, Row
from bot.ui.form import Choose, ChooseMany, Form, Tick, Value
from bot.views import sure

PLATFORM = "test"
SPACE = "lobby"
KEY = "bG9vcGJhY2stdGVzdC1rZXktMzItYnl0ZXMtbG9uZyE="
MONDAY = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
"""A Monday, 09:00 UTC: where every story starts unless it says otherwise."""

WORDS: Words = wording.load("en")
"""The words of the house, loaded once for all tests."""


class NotThere(AssertionError):
    """The card does not show what the test wanted to press."""


@dataclass
class Shown:
    """One card somebody can see."""

    card: Card
    channel: str = ""
    user: str = ""
    key: str = ""


class Mailbox:
    """A platform that keeps what it is given, in order, and shows no key twice."""

    name = PLATFORM

    def __init__(self) -> None:
        self.shown: list[Shown] = []
        self.whispers: list[Shown] = []
        self.revisions = 0
        self.closed: set[str] = set()
        """Users whose direct messages are closed."""
        self.lost: set[str] = set()
        """Channels that are no more."""
        self.barred: dict[str, tuple[str, ...]] = {}
        """Channels we may not post in, and what is missing there."""
        self.tries: list[str] = []
        """Channels that something was to be posted in, whether it could be or not."""
        self.is_talking = True
        """Whether people can be shown something for them alone between two letters."""

    async def run(self, handle: Handle, commands: Sequence[Command]) -> None:
        """Nothing comes in by itself."""

    async def deliver(self, to: Address, card: Card, key: str) -> Post:
        """Keep a card; what is for one person in a channel stands in a place of their own there."""
        self._enter(to.channel)
        if to.user and to.channel:
            to = replace(to, channel=f"place-of-{to.user}")
        elif to.user in self.closed:
            raise Unreachable("direct messages are closed", Fault.CLOSED)
        if not any(shown.key == key for shown in self.shown):
            self.shown.append(Shown(card, to.channel, to.user, key))
        return Post(to, key)

    async def revise(self, post: Post, card: Card) -> Post:
        """Change a kept card where it stands."""
        self._enter(post.address.channel)
        self.revisions += 1
        for shown in self.shown:
            if shown.key == post.ref:
                shown.card = card
        return post

    async def whisper(self, to: Address, card: Card) -> bool:
        """Keep a card that only its reader sees while they talk with the bot."""
        if self.is_talking:
            self.whispers.append(Shown(card, to.channel, to.user))
        return self.is_talking

    def _enter(self, channel: str) -> None:
        self.tries += [channel] if channel else []
        if channel in self.lost:
            raise Unreachable("no such channel", Fault.GONE)
        if channel in self.barred:
            raise Unreachable("missing access", Fault.BARRED, self.barred[channel])

    def in_room(self, channel: str) -> list[Card]:
        """Return the cards of a room, oldest first."""
        return [shown.card for shown in self.shown if shown.channel == channel]

    def to_user(self, user: str) -> list[Card]:
        """Return the cards sent to a person by themselves, oldest first."""
        return [shown.card for shown in self.shown if shown.user == user]


@dataclass
class World:
    """The whole house, with people in it."""

    path: Path
    clock: ManualClock
    zone: str
    store: DatabaseStore
    app: App
    courier: Courier
    mail: Mailbox
    _keys: "itertools.count[int]" = field(default_factory=itertools.count)

    @classmethod
    async def open(cls, path: Path, at: datetime = MONDAY, zone: str = "UTC") -> "World":
        """Build the house over a file."""
        mail, clock = Mailbox(), ManualClock(at)
        if not await asyncio.to_thread(path.exists):
            # Making the tables takes longer than most tests, so that is done once.
            await asyncio.to_thread(path.write_bytes, await _empty())
        store, app, courier = await _build(path, clock, mail, zone)
        return cls(path, clock, zone, store, app, courier, mail)

    async def close(self) -> None:
        """Close the database."""
        await self.store.close()

    async def restart(self) -> None:
        """Stop and start over the same store."""
        await self.store.close()
        self.store, self.app, self.courier = await _build(
            self.path, self.clock, self.mail, self.zone
        )

    def person(self, user: str, zone: str | None = None, space: str = SPACE) -> "Friend":
        """Return somebody to talk as; with no space, their account reaches across communities."""
        return Friend(self, Actor(PLATFORM, space, user, user.capitalize(), zone=zone))

    def wanderer(self, user: str, zone: str | None = None) -> "Friend":
        """Return somebody whose account reaches across communities."""
        return Friend(self, Actor(PLATFORM, "", user, user.capitalize(), zone=zone))

    def now(self) -> datetime:
        """Return the present instant."""
        return self.clock.now()

    async def passes(self, **span: float) -> None:
        """Let time pass, as timedelta takes it; all that falls due happens."""
        await self.until(self.clock.now() + timedelta(**span))

    async def until(self, target: datetime) -> None:
        """Let time pass until an instant."""
        due = await self.courier.deliver_due()
        while due is not None and due <= target:
            self.clock.set(max(due, self.clock.now()))
            due = await self.courier.deliver_due()
        self.clock.set(target)

    async def answer(self, actor: Actor, place: Place, doing: object) -> Answer:
        """Hand one event to the core, as a platform would."""
        key = f"test-{next(self._keys)}-{self.clock.now().isoformat()}"
        answer = await self.app.handle(Event(key, actor, place, doing))  # type: ignore[arg-type]
        await self.courier.deliver_due()
        return answer


@dataclass
class Friend:
    """Somebody who talks to the bot, and what they see of it."""

    world: World
    actor: Actor
    channel: str = ""
    answer: Answer = field(default_factory=Nothing)
    form: Form | None = None
    errors: dict[str, str] = field(default_factory=dict)
    aside: Card | None = None
    _last: Card | None = None
    _mail_seen: int = 0
    space: str = SPACE

    @property
    def user(self) -> str:
        """The platform's id for this person."""
        return self.actor.user

    @property
    def card(self) -> Card:
        """The newest card this person got by answer."""
        if self._last is None:
            raise NotThere("no card was shown yet")
        return self._last

    @property
    def sees(self) -> str:
        """All words of the newest card, and of its controls."""
        return "\n".join([self.card.summary(), *(f"[{label}]" for label in labels(self.card))])

    @property
    def letters(self) -> list[Card]:
        """Cards that came by themselves, oldest first."""
        return self.world.mail.to_user(self.user)

    @property
    def letter(self) -> Card:
        """The newest card that came by itself."""
        if not self.letters:
            raise NotThere(f"{self.user} has no letters")
        return self.letters[-1]

    def inside(self, channel: str, space: str = SPACE) -> "Friend":
        """Return the same person, speaking in a channel."""
        return Friend(self.world, self.actor, channel, space=space)

    def managing(self) -> "Friend":
        """Return the same person where the platform lets them manage the community."""
        actor = replace(self.actor, is_admin=True)
        return Friend(self.world, actor, self.channel, space=self.space)

    async def says(self, text: str) -> Answer:
        """Say words to the bot."""
        return await self._do(Said(text))

    async def uses(self, command: str) -> Answer:
        """Use a slash command, written as `/rejected Acme`."""
        name, _, text = command.removeprefix("/").partition(" ")
        action = next(item.action for item in WORDS.commands if item.name == name)
        return await self._do(CommandUsed(action, text))

    async def uses_on(self, menu: str, message: Message) -> Answer:
        """Use a command from the menu of a message."""
        action = next(item.action for item in WORDS.commands if item.name == menu)
        return await self._do(CommandUsed(action, about=message))

    async def presses(self, label: str, *, on: Card | None = None) -> Answer:
        """Press a button of the newest card, or of the given one."""
        for button in buttons(on or self.card):
            if button.label == label:
                return await self.sends(button.action.pack())
        raise NotThere(f"no button {label!r} on:\n{self.sees}")

    async def sends(self, packed: str, *picked: str) -> Answer:
        """Send a packed action, as a client may at any time, honest or forged."""
        return await self._do(Pressed(packed, picked))

    async def picks(self, label: str, choice: str, *, on: Card | None = None) -> Answer:
        """Choose from a menu of the newest card, by value or words."""
        for block in (on or self.card).blocks:
            if isinstance(block, Menu) and block.label == label:
                for item in block.choices:
                    if choice in (item.value, item.label):
                        return await self.sends(block.action.pack(), item.value)
            if isinstance(block, People | Channels) and block.label == label:
                return await self.sends(block.action.pack(), choice)
        raise NotThere(f"no choice {choice!r} under {label!r} on:\n{self.sees}")

    async def fills(self, values: dict[str, Value]) -> Answer:
        """Send the open form; fields by label, choices by words or value, the rest as prefilled."""
        if self.form is None:
            raise NotThere("no form is open")
        sent = {item.name: _prefilled(item) for item in self.form.fields}
        for label, value in values.items():
            field_ = next((item for item in self.form.fields if item.label == label), None)
            if field_ is None:
                raise NotThere(f"no field {label!r} in {[item.label for item in self.form.fields]}")
            sent[field_.name] = _value(field_, value)
        return await self._do(Submitted(self.form.does.pack(), sent))

    async def _do(self, doing: object) -> Answer:
        kind = Kind.CHANNEL if self.channel else Kind.DM
        space = self.space if self.channel else self.actor.space
        place = Place(PLATFORM, space, self.channel or f"dm-{self.user}", kind)
        self.answer = await self.world.answer(self.actor, place, doing)
        match self.answer:
            case Say(card, _, aside) | Replace(card, aside):
                self._last, self.form, self.aside = card, None, aside
                for button in buttons(card):
                    # Adapters without dialogs of their own ask by the action alone.
                    asked = sure.question(WORDS.texts, button.action.pack())
                    assert button.confirm == asked, button.label
            case Ask(form):
                self.form, self.errors = form, {}
            case Correct(errors, _):
                self.errors = dict(errors)
        return self.answer


def buttons(card: Card) -> list[Button]:
    """List all buttons of a card."""
    found: list[Button] = []
    for block in card.blocks:
        if isinstance(block, Buttons):
            found += [item for item in block.items if isinstance(item, Button)]
        if isinstance(block, Row):
            found.append(block.button)
    return found


def labels(card: Card) -> list[str]:
    """List the words of all controls of a card."""
    menus = [block.label for block in card.blocks if isinstance(block, Menu | People | Channels)]
    return [button.label for button in buttons(card)] + menus


def _prefilled(item: object) -> Value:
    if isinstance(item, ChooseMany):
        return item.values
    if isinstance(item, Tick):
        return "yes" if item.value else ""
    value: str = getattr(item, "value", "")
    return value


def _value(item: object, value: Value) -> Value:
    if not isinstance(item, Choose | ChooseMany):
        return value
    known = {choice.label: choice.value for choice in item.choices}
    if isinstance(value, str):
        return known.get(value, value)
    return tuple(known.get(each, each) for each in value)


_made: list[bytes] = []


async def _empty() -> bytes:
    """Return a database in which nothing has happened yet."""
    if not _made:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "empty.db"
            await (await Database.open(path, Vault([KEY]), MONDAY)).close()
            _made.append(await asyncio.to_thread(path.read_bytes))
    return _made[0]


async def _build(
    path: Path, clock: ManualClock, mail: Mailbox, zone: str
) -> tuple[DatabaseStore, App, Courier]:
    store = DatabaseStore(await Database.open(path, Vault([KEY]), clock.now()))
    app = App(
        store=store,
        texts=WORDS.texts,
        content=WORDS.content,
        understanding=WORDS.understanding,
        clock=clock,
        rng=random.Random(7),
        defaults=Defaults(zone=zone),
    )
    return store, app, Courier(store, app, {PLATFORM: mail}, clock)
