"""Dialogues played on Slack: each line done by somebody at a client, over the wire."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from adapters.console import controls as finding
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
from adapters.slack.manifest import COMMAND
from bot.commands import Command, Kind
from bot.domain import days
from tests.adapters.slack import screen as screens
from tests.adapters.slack.saying import WORDS
from tests.adapters.slack.screen import Screen, Surface
from tests.servers.slack import acting
from tests.servers.slack import controls as there
from tests.servers.slack.channels import Channel
from tests.servers.slack.deeds import Deed
from tests.servers.slack.people import User
from tests.servers.slack.server import SlackServer
from tests.servers.slack.views import View
from tests.servers.slack.world import Team

MENTION = "@undaunted"
_NOES = {"no", "n", "false", ""}


@dataclass
class Stage:
    """A workspace full of people, and how long it takes them to be answered."""

    server: SlackServer
    team: Team
    passing: Passing
    commands: tuple[Command, ...]
    now: Callable[[], datetime]
    zone: str
    restart: Callable[[], Awaitable[None]]
    answered: Callable[[], Awaitable[None]]
    people: dict[str, User] = field(default_factory=dict)
    rooms: dict[str, Channel] = field(default_factory=dict)

    def person(self, name: str) -> User:
        """Return somebody of this workspace, who comes in when first named."""
        if name not in self.people:
            user = self.team.user(name.capitalize(), self.zone)
            self.people[name] = user
            for room in self.rooms.values():
                room.members.append(user)
        return self.people[name]

    def room(self, name: str) -> Channel:
        """Return a channel of this workspace, made when first named; everybody is in it."""
        bare = name.removeprefix("#")
        if bare not in self.rooms:
            self.rooms[bare] = self.team.channel(bare, *self.people.values())
        return self.rooms[bare]


class NotSo(AssertionError):
    """A line that could not be done, or found something else."""


class Unsendable(Exception):
    """What nobody could put into a picker."""


@dataclass(frozen=True)
class Asked:
    """A button that asks before it counts, with what it was pressed on."""

    surface: Surface
    control: there.Control

    @property
    def question(self) -> screens.Json:
        """Return what is asked."""
        confirm: screens.Json = self.control.element["confirm"]
        return confirm


@dataclass
class Player:
    """Plays the lines of a dialogue one after the other.

    `typed` holds what stands in a form that its person's client did not let them send, `asked`
    the question that somebody's client asks them.
    """

    stage: Stage
    screen: Screen = field(init=False)
    typed: dict[str, dict[str, object]] = field(default_factory=dict)
    asked: dict[str, Asked] = field(default_factory=dict)
    speaker: str = ""

    def __post_init__(self) -> None:
        self.screen = Screen(self.stage.server)

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
        self.screen.look()
        match step:
            case Speaks(user=user, channel=channel, text=text):
                self.speaker = user
                await self._dismiss(user)
                await self._speak(user, channel, text)
            case Chooses(user=user, channel=channel, wanted=wanted):
                self.speaker = user
                await self._choose(user, channel, wanted)
            case Fills(user=user, pairs=pairs):
                self.speaker = user
                await self._fill(user, pairs)
            case Cancels(user=user):
                self.speaker = user
                await self._form(user)
                await self._dismiss(user)
            case TimePasses(moment=moment):
                await self.stage.passing.to(moment)
            case Restarts():
                await self.stage.restart()
        self.screen.look()

    async def _speak(self, name: str, channel: str, text: str) -> None:
        user = self.stage.person(name)
        at = self.stage.room(channel) if channel else user.dm
        called, _, rest = text.removeprefix("/").partition(" ")
        if text.startswith("/") and self._is_command(called):
            await self._done(await user.uses("/undaunted", f"{called} {rest}", at=at))
        elif not channel:
            await self._done(await user.says(text))
        elif MENTION in text:
            words = text.replace(MENTION, "").strip()
            await self._done(await user.mentions_bot(words or "…", at=at))
        else:
            await user.says(text, at=at)

    def _is_command(self, name: str) -> bool:
        return any(each.name == name and each.kind is Kind.WORD for each in self.stage.commands)

    async def _dismiss(self, name: str) -> None:
        self.typed.pop(name, None)
        self.asked.pop(name, None)
        user = self.stage.person(name)
        if user.view_stack:
            closing = await user.closes(user.view, all_of_them=True)
            if closing is not None:
                await self._done(closing)

    async def _choose(self, name: str, channel: str, wanted: str) -> None:
        user = self.stage.person(name)
        if name in self.asked:
            await self._decide(name, self.asked.pop(name), wanted)
            return
        surface, control, element = self._meant(user, channel.removeprefix("#"), wanted)
        if not isinstance(surface, View):
            await self._dismiss(name)
        picked: tuple[object, ...] = control.picked
        if element.element["type"] == "users_select":
            who = folded(wanted.partition("=")[2]).removeprefix("@")
            picked = (self.stage.person(who),)
        elif element.element["type"] in screens.MENUS:
            picked = (self.stage.room(wanted.partition("=")[2].strip()),)
        if control.menu:
            doing = picks(user, surface, element, picked)
        elif "confirm" in element.element:
            self.asked[name] = Asked(surface, element)
            return
        else:
            doing = await user.presses(surface, control.label, which=control.action)
        await self._done(doing)

    async def _decide(self, name: str, asked: Asked, wanted: str) -> None:
        """Answer the question that a client asks before it sends a press."""
        answers = [(key, (asked.question[key]["text"],)) for key in ("confirm", "deny")]
        answer = one(wanted, answers)
        if answer is None:
            raise Unmatched(wanted, [label for _, (label,) in answers])
        if answer == "confirm":
            element = asked.control.element
            label, which = element["text"]["text"], element["action_id"]
            user = self.stage.person(name)
            await self._done(await user.presses(asked.surface, label, which=which))

    def _meant(
        self, user: User, channel: str, wanted: str
    ) -> tuple[Surface, finding.Control, there.Control]:
        offered: list[str] = []
        for surface in self.screen.seen_by(user, channel):
            if screens.is_form(surface):
                continue
            here = dict(screens.controls(surface))
            found = finding.find([each for each in here if not each.menu or each.picked], wanted)
            found = found or _from_list(list(here), wanted)
            if found is not None:
                return surface, found, here[found]
            offered += [each.menu or each.label for each in here]
        raise Unmatched(wanted, offered)

    async def _fill(self, name: str, pairs: tuple[tuple[str, str], ...]) -> None:
        view = await self._form(name)
        values = self.typed.pop(name, {})
        is_whole = True
        for label, text in pairs:
            try:
                values |= dict([self._typed(view, label, text)])
            except Unsendable:
                is_whole = False
        try:
            doing = await self.stage.person(name).submits(view, values) if is_whole else None
        except AssertionError as refused:
            if "is required" not in str(refused):
                raise
            doing = None
        if doing is None:
            # The client itself says so, and the form stays open with all that was typed.
            self.typed[name] = values
            return
        await self._done(doing)

    async def _form(self, name: str) -> View:
        """Return the form somebody has open; one that waits behind a button is opened first."""
        user = self.stage.person(name)
        if not (user.view_stack and screens.is_form(user.view)):
            await self._reopen(name)
        if not (user.view_stack and screens.is_form(user.view)):
            raise NotSo(f"{name} has no open form")
        return user.view

    async def _reopen(self, name: str) -> None:
        user = self.stage.person(name)
        newest = next(iter(self.screen.seen_by(user)), None)
        buttons = [] if newest is None else screens.controls(newest)
        if newest is not None and buttons and buttons[0][0].label == WORDS.open_form:
            await self._done(await user.presses(newest, WORDS.open_form))

    def _typed(self, view: View, wanted: str, text: str) -> tuple[str, object]:
        label = one(wanted, [(each, (each,)) for each in view.fields()], inside=True)
        if label is None:
            raise Unmatched(wanted, view.fields())
        element = view.control(label).element
        match element["type"]:
            case "plain_text_input":
                return label, text
            case "checkboxes" if len(element["options"]) == 1:
                return label, folded(text) not in _NOES
            case "users_select":
                return label, self.stage.person(folded(text).removeprefix("@"))
            case "datepicker":
                return label, self._day(text)
            case "timepicker":
                return label, _time(text)
            case _:
                return label, _picked(element, text)

    def _day(self, text: str) -> str | None:
        if not text.strip():
            return None
        today = self.stage.now().astimezone(ZoneInfo(self.stage.zone)).date()
        day = days.parse_day(text, today)
        if day is None:
            raise Unsendable(text)
        return day.isoformat()

    async def _done(self, doing: Deed) -> None:
        await doing.settled()
        await self.stage.answered()

    async def _expect(self, text: str) -> None:
        if self.speaker in self.typed:
            # It was not sent, so nothing is said about it.
            return
        said = self._newest()
        if _flat(text) not in said:
            await self._reopen(self.speaker)
            said += self._newest()
        if _flat(text) not in said:
            raise NotSo(f"what {self.speaker} sees last is: {said}")

    def _newest(self) -> str:
        user = self.stage.person(self.speaker)
        if self.speaker in self.asked:
            return _flat(screens.asked(self.asked[self.speaker].question))
        seen = self.screen.seen_by(user)
        front = user.view if user.view_stack else next(iter(seen), None)
        # The terminal has each command by itself.
        return "" if front is None else _flat(screens.read(front)).replace(f"{COMMAND} ", "/")


def picks(user: User, surface: Surface, control: there.Control, picked: tuple[object, ...]) -> Deed:
    """Pick from one of several menus, which may be named alike: by its action."""
    action = control.element["action_id"]
    control.element["placeholder"] = {"type": "plain_text", "text": action}
    return acting.picks(user, surface, action, picked)


def _from_list(here: list[finding.Control], wanted: str) -> finding.Control | None:
    """Find the list of people or channels meant by `Label = somebody`."""
    label, is_choice, _ = wanted.partition("=")
    lists = [each for each in here if each.menu and not each.picked] if is_choice else []
    return one(label, [(each, (each.menu,)) for each in lists])


def _time(text: str) -> str | None:
    if not text.strip():
        return None
    minute = days.parse_clock(text)
    if minute is None:
        raise Unsendable(text)
    return f"{minute // 60:02}:{minute % 60:02}"


def _picked(element: screens.Json, text: str) -> list[str]:
    offered = [
        (option["value"], (option["text"]["text"], option["value"]))
        for option in there.options(element)
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
