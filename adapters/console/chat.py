"""Talking to the bot in a terminal: each line typed is a number, a button, a command or words."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from adapters.console import community, moments
from adapters.console.asking import Asking, Cancelled
from adapters.console.community import channel_name
from adapters.console.exchange import MENTION, Asked, Exchange, OpenForm
from adapters.console.lines import Hint, Lines, hints_of
from adapters.console.matching import Unmatched
from adapters.console.moments import Moment, PassedTime, UnclearTime
from adapters.console.passing import Passing
from adapters.console.words import Words

_NUMBER = re.compile(r"\[?(\d{1,3})\]?")
_BUTTON = re.compile(r"\[(.+)\]")


@dataclass(slots=True)
class Chat:
    """One visitor, who may be anybody of the community in turn."""

    exchange: Exchange
    lines: Lines
    passing: Passing
    user: str
    _left: bool = field(default=False)

    async def run(self) -> None:
        """Read lines and do what they say, until the visitor leaves or the lines end."""
        self._words_say(self.words.hint)
        while not self._left:
            try:
                line = await self.lines.read(f"{self.user}> ", main=True)
                await self._do(line.strip())
                await self._see_to_front()
            except KeyboardInterrupt:
                self._words_say(self.words.leave)
            except EOFError:
                self._left = True
        self.exchange.dismiss(self.user)
        self._words_say(self.words.goodbye)

    @property
    def words(self) -> Words:
        """What the terminal itself says."""
        return self.exchange.display.words

    async def _do(self, line: str) -> None:
        called, _, rest = line.partition(" ")
        own = self._own().get(called.lower())
        button = _BUTTON.fullmatch(line)
        if not line:
            return
        if own is not None:
            await own(rest.strip())
        elif _NUMBER.fullmatch(line) and await self._press_number(line):
            pass
        elif button is not None:
            await self._press(button[1])
        else:
            await self._speak("", line)

    async def _press_number(self, line: str) -> bool:
        """Press a numbered control; False where no card has any, so a number is just words."""
        display = self.exchange.display
        number = int(line.strip("[]"))
        for standing in display.screen.seen_by(self.user):
            here = display.controls(standing)
            if 1 <= number <= len(here):
                await self.exchange.press(self.user, standing, here[number - 1])
            elif here:
                self._words_say(self.words.no_number.format(number=number))
            if here:
                return True
        return False

    async def _press(self, wanted: str) -> None:
        try:
            await self.exchange.choose(self.user, "", wanted)
        except Unmatched as unmatched:
            self._words_say(self.words.unmatched.format(wanted=unmatched.wanted))
            if unmatched.offered:
                offered = ", ".join(unmatched.offered)
                self._words_say(self.words.offered.format(offered=offered))

    async def _speak(self, channel: str, text: str) -> None:
        if not await self.exchange.speak(self.user, channel, text):
            self._words_say(self.words.unread.format(mention=MENTION))

    async def _see_to_front(self) -> None:
        """Ask what is in front of the visitor, until nothing is or they turn to something else."""
        asking = Asking(self.exchange.display, self.lines, self._is_command)
        while (front := self.exchange.front(self.user)) is not None:
            try:
                if isinstance(front, Asked):
                    await self.exchange.decide(self.user, front, await asking.sure(front.confirm))
                else:
                    await self._fill(asking, front)
            except Cancelled as cancelled:
                self.exchange.dismiss(self.user)
                await self._do(cancelled.instead)

    async def _fill(self, asking: Asking, opened: OpenForm) -> None:
        self._words_say(self.words.form_help)
        await self.exchange.submit(self.user, opened, await asking.fill(opened.sheet))

    def _is_command(self, line: str) -> bool:
        called = line.partition(" ")[0]
        return called.startswith("/") and (
            called.lower() in self._own() or self.exchange.knows(called)
        )

    def _own(self) -> Mapping[str, Callable[[str], Awaitable[None]]]:
        return {
            "/as": self._become,
            "/in": self._speak_in,
            "/wait": self._wait,
            "/until": self._until,
            "/who": self._who,
            "/quit": self._quit,
        }

    async def _become(self, name: str) -> None:
        if not community.is_name(name):
            self._words_say(self.words.unclear_name)
            return
        actor = self.exchange.display.community.actor(name)
        self.user = actor.user
        self._words_say(self.words.now_you.format(name=actor.name))

    async def _speak_in(self, rest: str) -> None:
        channel, _, text = rest.partition(" ")
        if not channel.startswith("#") or channel == "#" or not text.strip():
            self._words_say(self.words.how_in)
            return
        await self._speak(channel_name(channel), text.strip())

    async def _wait(self, rest: str) -> None:
        await self._pass(moments.parse_wait, rest)

    async def _until(self, rest: str) -> None:
        await self._pass(moments.parse_until, rest)

    async def _pass(self, read: Callable[[str], Moment], rest: str) -> None:
        try:
            await self.passing.to(read(rest))
        except UnclearTime:
            self._words_say(self.words.unclear_time)
        except PassedTime:
            self._words_say(self.words.passed_time)
        self._words_say(self.words.time.format(moment=self.passing.spoken()))

    async def _who(self, rest: str) -> None:
        people = self.exchange.display.community.people
        names = [
            self.words.you.format(name=each.name) if each.user == self.user else each.name
            for each in people
        ]
        self._words_say(self.words.here.format(names=", ".join(names)))

    async def _quit(self, rest: str) -> None:
        self._left = True

    def _words_say(self, text: str) -> None:
        self.exchange.display.say(text)


def own_hints(words: Words) -> tuple[Hint, ...]:
    """List the terminal's own commands, to be completed."""
    return hints_of(
        [
            ("as", words.as_summary),
            ("in", words.in_summary),
            ("wait", words.wait_summary),
            ("until", words.until_summary),
            ("who", words.who_summary),
            ("quit", words.quit_summary),
        ]
    )
