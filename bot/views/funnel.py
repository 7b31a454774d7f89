"""How far applications came, as a picture and in words: on one's page and with one's progress."""

from collections.abc import Sequence

from bot.domain.progress import Ending, Level, Step
from bot.texts import Line, Part, Texts
from bot.ui.card import Chart
from bot.ui.chart import Branch, Funnel, Hue, Stage

STAGE = {level: Part(f"progress.part.{level}") for level in Level}
END = {ending: Part(f"progress.part.{ending}") for ending in Ending}
ALT = Line("progress.alt.funnel")
ALT_SENT = Line("progress.alt.sent", "count", "ends")
ALT_LEVEL = Line("progress.alt.level", "count", "level", "ends")
ALT_ONWARD = Line("progress.alt.onward", "count")
LEVEL = {
    level: Line(f"progress.level.{level}")
    for level in (Level.SCREENING, Level.INTERVIEW, Level.OFFER)
}

_HUES = {
    Ending.WAITING: Hue.OPEN,
    Ending.DECIDING: Hue.OPEN,
    Ending.ACCEPTED: Hue.GLAD,
    Ending.SILENT: Hue.SILENT,
    Ending.NO: Hue.NO,
    Ending.DECLINED: Hue.OWN,
    Ending.WITHDRAWN: Hue.OWN,
}


def chart(t: Texts, steps: Sequence[Step]) -> tuple[Chart, ...]:
    """Show how far those that were sent came; nothing where none was."""
    if not steps:
        return ()
    said = [t(ALT), *(_words(t, step) for step in steps)]
    return (Chart(Funnel(tuple(_stage(t, step) for step in steps)), " ".join(said)),)


def _stage(t: Texts, step: Step) -> Stage:
    branches = (Branch(t(END[end]), count, _HUES[end]) for end, count in step.endings.items())
    return Stage(t(STAGE[step.level]), step.count, tuple(branches))


def _words(t: Texts, step: Step) -> str:
    ends = [f"{count} {t(END[end])}" for end, count in step.endings.items()]
    if further := step.count - sum(step.endings.values()):
        ends.append(t(ALT_ONWARD, count=further))
    if step.level not in LEVEL:
        return t(ALT_SENT, count=step.count, ends=", ".join(ends))
    return t(ALT_LEVEL, count=step.count, level=t(LEVEL[step.level]), ends=", ".join(ends))
