"""Saying a line that has several wordings, so that nobody reads the same one twice in a row."""

from bot.ports.context import Surroundings
from bot.texts import Line


async def in_turn(cx: Surroundings, person_id: int, line: Line, /, **args: str | int) -> str:
    """Say the wording of a line that is next for this person."""
    turn = await cx.tx.turns.next(person_id, line.name)
    return cx.say(line, turn=turn, **args)
