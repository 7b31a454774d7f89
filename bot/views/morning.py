"""How the line on the morning after looks: a no in mind, or what was written about it."""

from bot.actions.reflection import OpenHands
from bot.domain.practice import LOW_MOOD, Practice
from bot.domain.reflection import Reflection
from bot.domain.rejection import No
from bot.texts import Line, Texts, Title
from bot.ui.card import Block, Button, Buttons, Note, Quote, Text
from bot.views import practice
from bot.views import reflection as reflection_view
from bot.views.excerpt import excerpt

TITLE = Title("rejection.morning.title")
LINE = Line("rejection.morning.line", "company")
WRITE = Line("rejection.morning.write")
HELP = Line("rejection.morning.help")
REFLECTION_TITLE = Title("reflection.morning.title")
UNFINISHED = Line("reflection.morning.unfinished")
STRATEGY = Line("reflection.morning.strategy")
FRIEND = Line("reflection.morning.friend")
DONE = Line("reflection.morning.done")

_QUOTED = 600


def after_no(t: Texts, no: No, line: str) -> tuple[Block, ...]:
    """Say one line about a no, and leave the rest to the person."""
    write = practice.button(t, Practice.REFLECT, no.id)
    help_line = (Note(t(HELP)),) if no.mood is not None and no.mood <= LOW_MOOD else ()
    return (Text(line), Text(t(WRITE)), Buttons((write,)), *help_line)


def after_reflection(t: Texts, reflection: Reflection, unfinished: str) -> tuple[Block, ...]:
    """Give back what was written, or say that it waits; `unfinished` says the latter."""
    if reflection.done_at is None:
        go_on = Button(t(reflection_view.BUTTON["go_on"]), OpenHands(reflection.id))
        return (Text(unfinished), Buttons((go_on,)))
    if reflection.strategy:
        plan = practice.button(t, Practice.PLAN)
        return (Text(t(STRATEGY)), Quote(reflection.strategy), Buttons((plan,)))
    if reflection.friend:
        return (Text(t(FRIEND)), Quote(excerpt(reflection.friend, _QUOTED)))
    return (Text(t(DONE)),)
