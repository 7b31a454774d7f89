"""What a handler is: an action and a context go in, an outcome comes out."""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.answers import Outcome
from bot.ports.context import Context

Handler = Callable[[Any, Context], Awaitable[Outcome]]
