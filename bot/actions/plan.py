"""A plan for the next two weeks: its steps, its if-then sentences, and the plan after it."""

from bot.domain.plan import Channel
from bot.ui.action import Action, action


@action("plan.open")
class OpenPlan(Action):
    """See the plan, or begin one; words behind the command begin its next step."""


@action("plan.show")
class ShowPlan(Action):
    """See a plan again, in place of what was pressed."""

    plan: int


@action("plan.ideas")
class ShowIdeas(Action):
    """See steps to choose from: of the way picked beside it, else of those not used yet."""


@action("plan.take")
class TakeIdea(Action):
    """Begin a step from an idea, counted from 0 among those of its way."""

    channel: Channel
    idea: int


@action("plan.step")
class OpenStep(Action):
    """Write a step, new or differently."""

    step: int | None = None


@action("plan.keep_step")
class KeepStep(Action):
    """Keep a step, new or changed."""

    step: int | None = None


@action("plan.finish")
class FinishStep(Action):
    """Say on the plan's own card that a step is done."""

    step: int


@action("plan.sentence")
class OpenSentence(Action):
    """Write an if-then sentence, new or differently."""

    sentence: int | None = None


@action("plan.keep_sentence")
class KeepSentence(Action):
    """Keep an if-then sentence, new or changed."""

    sentence: int | None = None


@action("plan.rehearse")
class Rehearse(Action):
    """Say an if-then sentence back."""

    sentence: int


@action("plan.rehearsed")
class KeepRehearsal(Action):
    """Hear how it went to say the sentence back."""

    sentence: int


@action("plan.next")
class AskForNext(Action):
    """Choose what becomes of the running plan before a new one begins."""


@action("plan.renew")
class Renew(Action):
    """Begin a new plan; what is unfinished comes along, or stays behind."""

    carry: bool
