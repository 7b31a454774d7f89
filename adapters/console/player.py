"""Playing a dialogue: each line done in turn, the transcript printed, what is expected checked."""

import difflib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import assert_never

from adapters.console import forms
from adapters.console.exchange import Exchange, OpenForm
from adapters.console.harmless import harmless
from adapters.console.matching import Unmatched
from adapters.console.moments import PassedTime
from adapters.console.paper import Strip, strip
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
from bot.ports.platform import Handle

_LONGEST_ECHO = 400


class _Failed(Exception):
    """A step that could not be done, or found other than what it expected."""

    def __init__(self, why: str, details: Sequence[str] = ()) -> None:
        super().__init__(why)
        self.why = why
        self.details = details


@dataclass(slots=True)
class Player:
    """Plays scripts; `restart` stops the bot and starts it again over the same store."""

    exchange: Exchange
    passing: Passing
    restart: Callable[[], Awaitable[Handle]]
    _speaker: str = ""

    async def play(self, steps: Sequence[Step]) -> int:
        """Play a script to its end or its first failure; returns the exit code, 0 or 1."""
        for step in steps:
            try:
                await self._play(step)
            except _Failed as failed:
                self._report(step, failed)
                return 1
        await self.passing.catch_up()
        return 0

    async def _play(self, step: Step) -> None:
        if isinstance(step, Expects):
            self._expect(step)
            return
        # What the last deed set off arrives now, so that its own answer could be looked at first.
        await self.passing.catch_up()
        self._echo(step)
        if not isinstance(step, TimePasses | Restarts):
            self._speaker = step.user
        try:
            await self._do(step)
        except Unmatched as unmatched:
            raise _Failed(str(unmatched)) from unmatched
        except PassedTime as passed:
            now = self.passing.spoken()
            raise _Failed(f"that moment has passed or is too far away; it is {now}") from passed

    async def _do(self, step: Speaks | Chooses | Fills | Cancels | TimePasses | Restarts) -> None:
        match step:
            case Speaks(user=user, channel=channel, text=text):
                await self.exchange.speak(user, channel, text)
            case Chooses(user=user, channel=channel, wanted=wanted):
                await self.exchange.choose(user, channel, wanted)
            case Fills(user=user, pairs=pairs):
                opened = self._open_form(user)
                people = self.exchange.display.community.people
                sheet = forms.filled(opened.sheet, pairs, people)
                await self.exchange.submit(user, opened, sheet)
            case Cancels(user=user):
                self._open_form(user)
                self.exchange.dismiss(user)
            case TimePasses(moment=moment):
                await self.passing.to(moment)
                self.exchange.display.say(self.passing.spoken())
            case Restarts():
                self.exchange.serve(await self.restart(), self.exchange.commands)
            case _:
                assert_never(step)

    def _open_form(self, user: str) -> OpenForm:
        front = self.exchange.front(user)
        if not isinstance(front, OpenForm):
            raise _Failed(f"{user} has no open form")
        return front

    def _expect(self, step: Expects) -> None:
        seen = [line for line in map(Strip.text, self.exchange.newest(self._speaker)) if line]
        if step.text in _folded("\n".join(seen)):
            return
        if not seen:
            raise _Failed(f"{self._speaker} has seen no card yet")
        difference = difflib.ndiff([step.text], [_folded(line) for line in seen])
        details = [line.rstrip() for line in difference]
        raise _Failed(f"the newest card for {self._speaker} does not say this", details)

    def _echo(self, step: Step) -> None:
        source = step.source
        if len(source) > _LONGEST_ECHO:
            source = f"{source[:_LONGEST_ECHO]}… ({len(source)} characters)"
        self.exchange.display.paper.plain(Strip(), strip(source, "bold green"))

    def _report(self, step: Step, failed: _Failed) -> None:
        lines = [f"line {step.number}: {step.source[:_LONGEST_ECHO]}", failed.why, *failed.details]
        strips = [strip(line, "red") for line in lines]
        self.exchange.display.paper.plain(Strip(), *strips)


def _folded(text: str) -> str:
    return " ".join(harmless(text).split())
