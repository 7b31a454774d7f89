"""Talking: what was said in plain words leads to the same handlers as buttons and commands."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace

from bot.actions.application import (
    OpenApply,
    ShowApplications,
    TellAccepted,
    TellGhosted,
    TellInterview,
    TellInterviewDone,
    TellOffer,
)
from bot.actions.care import HelpNow
from bot.actions.checkin import OpenCheckIn
from bot.actions.circle import ShowCircles
from bot.actions.feedback import OpenFeedback
from bot.actions.goal import OpenGoal
from bot.actions.growth import OpenGrowth
from bot.actions.help import ShowAbout, ShowHelp, Undo
from bot.actions.learning import OpenLearning
from bot.actions.materials import OpenMaterials
from bot.actions.network import OpenNetwork
from bot.actions.nudge import SetNudge, StopAll
from bot.actions.paths import OpenPaths
from bot.actions.plan import OpenPlan
from bot.actions.privacy import OpenPrivacy
from bot.actions.progress import ShowProgress
from bot.actions.reflection import OpenReflection
from bot.actions.rehearsal import OpenRehearsal
from bot.actions.rejection import OpenNo
from bot.actions.rest import OpenBreak
from bot.actions.settings import OpenSettings
from bot.answers import Answer, Ask, Letter, Outcome, Replace, Say
from bot.domain import rejection
from bot.domain.care import Care
from bot.errors import Refusal
from bot.handlers import care
from bot.ports.context import Context
from bot.texts import Line
from bot.ui.action import Action
from bot.ui.card import Block, Card, Text
from bot.understanding.heard import Heard
from bot.understanding.intents import NEWS, Intent
from bot.views import talk as view

Dispatch = Callable[[Action, Context], Awaitable[Outcome]]

MEANS: Mapping[Intent, Action] = {
    Intent.REJECTED: OpenNo(),
    Intent.GHOSTED: TellGhosted(),
    Intent.APPLIED: OpenApply(),
    Intent.INTERVIEW_COMING: TellInterview(),
    Intent.INTERVIEW_DONE: TellInterviewDone(),
    Intent.OFFER: TellOffer(),
    Intent.LANDED: TellAccepted(),
    Intent.REFLECT: OpenReflection(),
    Intent.ASK_FEEDBACK: OpenFeedback(),
    Intent.NETWORK: OpenNetwork(),
    Intent.MATERIALS: OpenMaterials(),
    Intent.GOAL: OpenGoal(),
    Intent.INTERVIEW_PRACTICE: OpenRehearsal(),
    Intent.LEARN: OpenLearning(),
    Intent.OTHER_PATHS: OpenPaths(),
    Intent.GROW: OpenGrowth(),
    Intent.PLAN: OpenPlan(),
    Intent.CHECK_IN: OpenCheckIn(),
    Intent.CIRCLE: ShowCircles(),
    Intent.NUDGE_SET: SetNudge(),
    Intent.NUDGE_STOP: StopAll(),
    Intent.TAKE_BREAK: OpenBreak(),
    Intent.PROGRESS: ShowProgress(),
    Intent.APPLICATIONS: ShowApplications(),
    Intent.PRIVACY: OpenPrivacy(),
    Intent.HELP: ShowHelp(),
    Intent.ABOUT: ShowAbout(),
    Intent.HELPNOW: HelpNow(),
    Intent.UNDO: Undo(),
    Intent.ZONE: OpenSettings(),
}
"""What each meaning does; those not here are answered in words."""

AT_ONCE = 2
"""How many pieces of news one message is answered for."""


async def hear(cx: Context, text: str, dispatch: Dispatch) -> Outcome:
    """Answer a sentence: care before anything else, then its meaning, then honesty."""
    heard = cx.understanding.hear(text, cx.now, cx.me.zone)
    cx = replace(cx, text=text, facts=heard.facts)
    if heard.care is Care.EXPLICIT:
        return Outcome(Say(await care.explicit(cx)))
    if heard.care is Care.VEILED:
        return Outcome(Say(await care.veiled(cx, await _after_care(cx, heard, dispatch))))
    if _takes_back(cx, heard):
        return Outcome(Say(care.taken_back(cx)))
    outcome = await _answer(cx, heard, dispatch)
    if await _turn(cx, view.ONLY_YOU) > 0:
        return outcome
    return replace(outcome, answer=_introduced(cx, outcome.answer))


def _takes_back(cx: Context, heard: Heard) -> bool:
    """Tell whether words of crisis of these days are taken back, and nothing else is told."""
    if not rejection.is_out_of_care(cx.me.gentle_until, cx.now):
        return False
    return NEWS.isdisjoint(heard.intents) and cx.understanding.retracts(cx.text)


async def _answer(cx: Context, heard: Heard, dispatch: Dispatch) -> Outcome:
    if not cx.text:
        return Outcome(Say(view.greeting(cx.texts, await _turn(cx, view.GREETING))))
    news = _news(heard)
    if len(news) > 1:
        return await _several(cx, heard, news, dispatch)
    if heard.intent in MEANS:
        return await dispatch(MEANS[heard.intent], cx)
    return Outcome(Say(await _in_words(cx, heard)))


def _news(heard: Heard) -> list[Intent]:
    if heard.intent is Intent.UNKNOWN:
        return []
    return [intent for intent in heard.intents if intent in NEWS]


async def _several(
    cx: Context, heard: Heard, news: Sequence[Intent], dispatch: Dispatch
) -> Outcome:
    """Act on two pieces of news; a form that one needs waits behind a button, filled in."""
    parts: list[list[Block]] = []
    letters: list[Letter] = []
    for intent in news[:AT_ONCE]:
        outcome, part = await _part(cx, heard, intent, dispatch)
        letters += outcome.letters
        parts.append(part)
    card = view.several(cx.texts, parts, more=len(news) > AT_ONCE)
    return Outcome(Say(card), tuple(letters))


async def _after_care(cx: Context, heard: Heard, dispatch: Dispatch) -> tuple[Block, ...]:
    """Keep the way open to a no that was told of in the same breath, below the card of care."""
    if Intent.REJECTED not in _news(heard):
        return ()
    _, blocks = await _part(cx, heard, Intent.REJECTED, dispatch)
    return tuple(blocks)


async def _part(
    cx: Context, heard: Heard, intent: Intent, dispatch: Dispatch
) -> tuple[Outcome, list[Block]]:
    own = replace(cx, facts=heard.per_intent.get(intent, heard.facts))
    try:
        outcome = await dispatch(MEANS[intent], own)
    except Refusal as refusal:
        card = Card(view.named(cx.texts, intent, own.facts.company), (Text(refusal.sentence),))
        outcome = Outcome(Say(card))
    match outcome.answer:
        case Ask(form):
            await cx.tx.drafts.keep(cx.me.id, form.does.pack(), form.values(), cx.now)
            return outcome, [view.waiting(cx.texts, intent, own.facts.company, form)]
        case Say(card) | Replace(card):
            return outcome, [Text(card.title), *card.blocks]
        case _:
            return outcome, []


def _introduced(cx: Context, answer: Answer) -> Answer:
    """Add who sees what to the answer to somebody's very first words."""
    match answer:
        case Say(card, audience):
            return Say(view.introduced(cx.texts, card), audience)
        case Ask(form, fresh):
            return Ask(view.introduced_form(cx.texts, form), fresh)
        case _:
            return answer


async def _in_words(cx: Context, heard: Heard) -> Card:
    t = cx.texts
    match heard.intent:
        case Intent.GREETING:
            return view.greeting(t, await _turn(cx, view.GREETING))
        case Intent.THANKS:
            return view.thanks(t, await _turn(cx, view.THANKS))
        case Intent.FEELING_GOOD:
            return view.good(t, await _turn(cx, view.GOOD))
        case Intent.FEELING_LOW:
            return view.low(t, await _turn(cx, view.LOW))
        case intent if intent in view.NOT_YET:
            return view.not_yet(t, intent)
        case _:
            return view.unknown(t, await _turn(cx, view.UNKNOWN), heard.intents)


async def _turn(cx: Context, line: Line) -> int:
    return await cx.tx.turns.next(cx.me.id, line.name)
