"""The table of contents: who answers what, who writes which letter, and what happens by itself."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.actions import help as helps
from bot.answers import Composed, Outcome
from bot.domain.nudge import NudgeKind
from bot.handlers import undo
from bot.ports.context import Composing, Context, Reminder, Surroundings
from bot.ui.action import Action

Handler = Callable[[Any, Context], Awaitable[Outcome]]
Composer = Callable[[Composing], Awaitable[Composed]]
FallingDue = Callable[[Surroundings, int], Awaitable[int]]

HANDLERS: Mapping[type[Action], Handler] = {
    helps.Undo: undo.undo,
}

REMINDERS: Mapping[NudgeKind, Reminder] = {}

COMPOSERS: Mapping[str, Composer] = {}

FALLING_DUE: tuple[FallingDue, ...] = ()
