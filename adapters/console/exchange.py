"""What people do in one terminal, as events to the bot; and its answers, put up on the display."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import assert_never

from adapters.console import controls, fields, forms, render
from adapters.console.controls import Control
from adapters.console.display import Display
from adapters.console.forms import Sheet
from adapters.console.harmless import inline
from adapters.console.matching import Unmatched, one
from adapters.console.paper import Piece, Strip
from adapters.console.screen import Standing
from bot.answers import Answer, Ask, Audience, Correct, Nothing, Replace, Say
from bot.commands import Command
from bot.commands import Kind as CommandKind
from bot.events import CommandUsed, Doing, Pressed, Said, Submitted
from bot.ports.platform import Handle
from bot.ui.card import Card, Confirm

MENTION = "@undaunted"
_MENTION = re.compile(rf"{MENTION}\b[,:]?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class OpenForm:
    """A form in front of somebody, where it was opened, and the card it came from, if any."""

    sheet: Sheet
    channel: str
    origin: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A press that waits for yes or no."""

    confirm: Confirm
    control: Control
    standing: Standing


Front = OpenForm | Asked


@dataclass(slots=True)
class Exchange:
    """One terminal's people and their bot; `whole_forms` where nobody is asked field by field.

    Users are named by their ids and channels with their sign: `ana`, `#lobby`; an empty channel
    is the person's direct messages.
    """

    display: Display
    whole_forms: bool = True
    _front: dict[str, Front] = field(default_factory=dict)
    _commands: Mapping[str, Command] = field(default_factory=dict)
    _handle: Handle | None = None

    def serve(self, handle: Handle, commands: Sequence[Command]) -> None:
        """Bring what people do to this bot from now on."""
        self._handle = handle
        # What hangs in the menu of a message has no place here, where messages have none.
        typed = [command for command in commands if command.kind is CommandKind.WORD]
        self._commands = {command.name.lower().lstrip("/"): command for command in typed}

    @property
    def commands(self) -> tuple[Command, ...]:
        """The bot's commands."""
        return tuple(self._commands.values())

    def knows(self, command: str) -> bool:
        """Tell whether the bot has a command of this name."""
        return command.lower().removeprefix("/") in self._commands

    def front(self, user: str) -> Front | None:
        """Return the form or question that somebody has in front of them."""
        return self._front.get(user)

    async def speak(self, user: str, channel: str, text: str) -> bool:
        """Say something, or use a command; False when it was not meant for the bot."""
        self.dismiss(user)
        self.display.community.place(user, channel)
        if text.startswith("/"):
            await self._command(user, channel, text)
        elif not channel or _MENTION.search(text):
            said = _MENTION.sub("", text, count=1).strip() if channel else text
            await self._happen(user, channel, Said(said))
        else:
            return False
        return True

    async def press(self, user: str, standing: Standing, control: Control) -> None:
        """Press a button or pick from a menu; one that asks first puts its question in front."""
        self.dismiss(user)
        if control.confirm is None:
            await self._press(user, standing, control)
            return
        asked = Asked(control.confirm, control, standing)
        self._front[user] = asked
        self.display.frame(user, standing.channel, _question(asked), "yellow")

    async def decide(self, user: str, asked: Asked, sure: bool) -> None:
        """Answer the question in front of somebody."""
        self._front.pop(user, None)
        if sure:
            await self._press(user, asked.standing, asked.control)
        else:
            self.display.say(self.display.words.nothing_done)

    async def choose(self, user: str, channel: str, wanted: str) -> None:
        """Press what is meant on the newest card that has it; raises Unmatched."""
        asked = self.front(user)
        if isinstance(asked, Asked):
            sure = one(wanted, [(True, (asked.confirm.yes,)), (False, (asked.confirm.no,))])
            if sure is not None:
                return await self.decide(user, asked, sure)
        standing, control = self._meant(user, channel, wanted)
        return await self.press(user, standing, control)

    async def submit(self, user: str, opened: OpenForm, sheet: Sheet) -> None:
        """Send a form with these values, unless the form itself sees a mistake."""
        sheet = forms.checked(sheet)
        filled = OpenForm(sheet, opened.channel, opened.origin)
        if sheet.errors:
            self._open(user, filled)
            return
        self._front[user] = filled
        doing = Submitted(sheet.form.does.pack(), dict(sheet.values))
        await self._happen(user, opened.channel, doing, opened.origin)

    def dismiss(self, user: str) -> None:
        """Take away what is in front of somebody; nothing of it is sent."""
        gone = self._front.pop(user, None)
        if isinstance(gone, OpenForm):
            self.display.say(self.display.words.form_left)

    def newest(self, user: str) -> tuple[Strip, ...]:
        """Return what somebody saw last: what is in front of them, else the newest card."""
        match self.front(user):
            case OpenForm(sheet):
                people = self.display.community.people
                return fields.form_strips(sheet, people, self.display.words)
            case Asked() as asked:
                return _question(asked)
            case _:
                seen = next(self.display.screen.seen_by(user), None)
                return self.display.strips(seen.card) if seen else ()

    async def _command(self, user: str, channel: str, text: str) -> None:
        called, *rest = text[1:].split(maxsplit=1) or [""]
        command = self._commands.get(called.lower())
        if command is None:
            # What begins with a stroke is for the bot alone, so no channel hears of the slip.
            await self._happen(user, "", Said(text))
        else:
            await self._happen(user, channel, CommandUsed(command.action, "".join(rest).strip()))

    async def _press(self, user: str, standing: Standing, control: Control) -> None:
        doing = Pressed(control.action, control.picked)
        await self._happen(user, standing.channel, doing, standing.ref)

    async def _happen(self, user: str, channel: str, doing: Doing, origin: str = "") -> None:
        if self._handle is None:
            raise RuntimeError("nobody is being served yet")
        event = self.display.community.event(user, channel, doing)
        self._answer(user, channel, origin, await self._handle(event))

    def _answer(self, user: str, channel: str, origin: str, answer: Answer) -> None:
        sent = self._front.pop(user, None)
        match answer:
            case Say(card, audience, aside):
                to_all = audience is Audience.EVERYONE_HERE and channel
                self.display.show(card, only="" if to_all else user, channel=channel)
                self._add(user, channel, aside)
            case Replace(card, aside):
                if not self.display.replace(origin, card):
                    self.display.show(card, only=user, channel=channel)
                self._add(user, channel, aside)
            case Ask(form):
                self._open(user, OpenForm(forms.blank(form), channel, origin))
            case Correct(errors, form):
                typed = sent.sheet if isinstance(sent, OpenForm) else forms.blank(form)
                sheet = forms.corrected(typed, errors, form)
                self._open(user, OpenForm(sheet, channel, origin))
            case Nothing():
                pass
            case _:
                assert_never(answer)

    def _add(self, user: str, channel: str, aside: Card | None) -> None:
        if aside is not None:
            self.display.show(aside, only=user, channel=channel)

    def _open(self, user: str, opened: OpenForm) -> None:
        self._front[user] = opened
        strips = self.newest(user) if self.whole_forms else fields.heading_strips(opened.sheet)
        self.display.frame(user, opened.channel, strips, "blue")

    def _meant(self, user: str, channel: str, wanted: str) -> tuple[Standing, Control]:
        offered: list[str] = []
        for standing in self.display.screen.seen_by(user, channel):
            here = self.display.controls(standing)
            found = controls.find(here, wanted)
            if found is not None:
                return standing, found
            offered += [each.menu or each.label for each in here]
        raise Unmatched(wanted, offered)


def _question(asked: Asked) -> tuple[Strip, ...]:
    answers = (Piece(f"[{inline(asked.confirm.yes)}]"), Piece(f"[{inline(asked.confirm.no)}]"))
    return (*render.paragraph(asked.confirm.text), Strip(answers))
