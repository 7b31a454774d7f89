"""How care looks: people and help lines first, a direct question, and no door closed."""

from collections.abc import Iterable
from datetime import datetime

from bot.actions.care import Answer, AnswerCare, Barrier, HelpNow, NameBarrier, ResumeNudges
from bot.actions.rest import OpenBreak
from bot.domain.care import HelpLine, Reach
from bot.texts import Label, Line, Texts, Title
from bot.ui import limits, markup
from bot.ui.action import Action
from bot.ui.card import (
    Block,
    Button,
    Buttons,
    Card,
    Divider,
    Facts,
    Link,
    Look,
    Note,
    Quote,
    Text,
    Tone,
)

TITLE_EXPLICIT = Title("care.title.explicit")
TITLE_VEILED = Title("care.title.veiled")
TITLE_HELP_NOW = Title("care.title.help_now")
TITLE_ANSWER = Title("care.title.answer")
HEARD = Line("care.explicit.heard")
HELP_NOW_INTRO = Line("care.explicit.help_now")
ASK = Line("care.explicit.ask")
LINES = Line("care.explicit.lines")
EMERGENCY = Line("care.explicit.emergency")
PERSON = Line("care.explicit.person")
MESSAGE = Line("care.explicit.message")
BARRIERS = Line("care.explicit.barriers")
BOT = Line("care.explicit.bot")
BOT_PLAIN = Line("care.explicit.bot_plain")
REST = Line("care.explicit.rest", "until")
LINK = Label("care.explicit.link", "name")
HOW = {reach: Line(f"care.explicit.{reach}", "contact", "hours") for reach in Reach}
VEILED_HEARD = Line("care.veiled.heard")
VEILED_MOOD = Line("care.veiled.mood")
VEILED_ASK = Line("care.veiled.ask")
VEILED_BOT = Line("care.veiled.bot")
DYING = Label("care.button.dying")
DYING_VEILED = Label("care.button.dying_veiled")
UNSURE = Label("care.button.unsure")
SAFE = Label("care.button.safe")
BAD_DAY = Label("care.button.bad_day")
RATHER_NOT = Label("care.button.rather_not")
TAKEN_BACK = Label("care.button.taken_back")
HELP_NOW = Label("care.button.help_now")
BREAK = Label("care.button.break")
RESUME = Label("care.button.resume")
BARRIER = {barrier: Label(f"care.barrier.{barrier}") for barrier in Barrier}
SAID = {word: Line(f"care.answer.{word}") for word in (*Answer, *Barrier)}
MODERATOR_MESSAGE = Line("care.answer.moderator_message")
FORM_WAITS = Line("care.form.waits")
OPEN_FORM = Label("care.form.open")
RESUMED = Line("care.answer.resumed")

Blocks = tuple[Block, ...]


def explicit(
    t: Texts, heard: str, lines: Iterable[HelpLine], until: datetime, zone: str, below: Blocks
) -> Card:
    """Meet words of crisis: acknowledge, ask directly, name people, and what may hold one back."""
    note = Note(f"{t(BOT)} {t(REST, until=markup.when(until, zone))}")
    closing = _buttons((t(TAKEN_BACK), AnswerCare(Answer.TAKEN_BACK)), (t(RESUME), ResumeNudges()))
    blocks = (Text(heard), *_people(t, lines), note, closing, *below)
    return Card(t(TITLE_EXPLICIT), blocks, Tone.CARE)


def help_now(t: Texts, lines: Iterable[HelpLine], until: datetime, zone: str) -> Card:
    """Answer somebody who asks for help lines."""
    note = Note(f"{t(BOT_PLAIN)} {t(REST, until=markup.when(until, zone))}")
    closing = _buttons((t(RESUME), ResumeNudges()))
    blocks = (Text(t(HELP_NOW_INTRO)), *_people(t, lines), note, closing)
    return Card(t(TITLE_HELP_NOW), blocks, Tone.CARE)


def veiled(t: Texts, heard: str, below: Blocks) -> Card:
    """Ask, rather than guess, what heavy words mean."""
    asked = _buttons(
        (t(DYING_VEILED), AnswerCare(Answer.DYING)),
        (t(UNSURE), AnswerCare(Answer.UNSURE)),
        (t(BAD_DAY), AnswerCare(Answer.BAD_DAY)),
        (t(RATHER_NOT), AnswerCare(Answer.RATHER_NOT)),
    )
    ways = _buttons((t(HELP_NOW), HelpNow()), (t(BREAK), OpenBreak()))
    blocks = (Text(heard), Text(t(VEILED_ASK)), asked, ways, Note(t(VEILED_BOT)), *below)
    return Card(t(TITLE_VEILED), blocks, Tone.CARE)


def answered(
    t: Texts, word: Answer | Barrier, lines: Iterable[HelpLine], until: datetime | None, zone: str
) -> Card:
    """Answer what was said about safety or about what holds one back; the help stays."""
    blocks: list[Block] = [Text(t(SAID[word]))]
    if word is Barrier.MODERATOR:
        blocks.append(Quote(t(MODERATOR_MESSAGE)))
    blocks += _lines(t, lines)
    if word in (Answer.DYING, Answer.UNSURE):
        blocks += [Text(t(PERSON)), Quote(t(MESSAGE))]
    blocks += _barriers(t, besides=word)
    if until is not None:
        blocks.append(Note(t(REST, until=markup.when(until, zone))))
        blocks.append(_buttons((t(RESUME), ResumeNudges())))
    return Card(t(TITLE_ANSWER), tuple(blocks), Tone.CARE)


def form_waits(t: Texts, reopen: Action) -> Blocks:
    """Say, below words of care, where the form is that could not be kept as it was."""
    opened = Buttons((Button(t(OPEN_FORM), reopen),))
    return (Divider(), Text(t(FORM_WAITS)), opened)


def resumed(t: Texts) -> Card:
    """Say that reminders run again."""
    return Card(t(TITLE_ANSWER), (Text(t(RESUMED)),), Tone.CARE)


def _people(t: Texts, lines: Iterable[HelpLine]) -> Blocks:
    asked = _buttons(
        (t(DYING), AnswerCare(Answer.DYING)),
        (t(UNSURE), AnswerCare(Answer.UNSURE)),
        (t(SAFE), AnswerCare(Answer.SAFE)),
    )
    emergency, person, message = Text(t(EMERGENCY)), Text(t(PERSON)), Quote(t(MESSAGE))
    around = (*_lines(t, lines), emergency, person, message)
    return (Text(t(ASK)), asked, *around, *_barriers(t))


def _lines(t: Texts, lines: Iterable[HelpLine]) -> list[Block]:
    named = [(line.name, t(HOW[line.reach], contact=line.contact, hours=line.hours), line)
             for line in lines]  # fmt: skip
    blocks: list[Block] = [Text(t(LINES)), Facts(tuple((name, how) for name, how, _ in named))]
    links = tuple(
        Link(t(LINK, name=name)[: limits.BUTTON_LABEL], line.contact)
        for name, _, line in named
        if line.contact.startswith("https://")
    )
    return [*blocks, Buttons(links)] if links else blocks


def _barriers(t: Texts, besides: Answer | Barrier | None = None) -> tuple[Block, ...]:
    left = [barrier for barrier in Barrier if barrier is not besides]
    pressed = ((t(BARRIER[each]), NameBarrier(each)) for each in left)
    return (Text(t(BARRIERS)), _buttons(*pressed))


def _buttons(
    *pairs: tuple[str, AnswerCare | NameBarrier | HelpNow | OpenBreak | ResumeNudges],
) -> Buttons:
    return Buttons(tuple(Button(label, action, Look.PLAIN) for label, action in pairs))
