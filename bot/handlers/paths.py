"""Looking at other paths: what one can do, roles next door, and reading all of it again."""

from dataclasses import replace

from bot.actions.help import Undo
from bot.actions.paths import (
    KeepRoles,
    KeepSkills,
    ListPaths,
    OpenPaths,
    OpenRoles,
    OpenSkills,
    RemovePaths,
    ShowIdeas,
    ShowPaths,
    TakeIdea,
)
from bot.answers import Ask, Outcome, Replace, Say
from bot.domain import paths as rules
from bot.domain import picking
from bot.domain.nudge import NudgeKind, NudgeState
from bot.domain.paths import Paths, Step, Verdict
from bot.domain.plan import Commitment, Kept, Source
from bot.errors import StaleAction
from bot.events import CommandUsed
from bot.handlers import nudge as nudges
from bot.handlers import undo
from bot.handlers.reading import read
from bot.handlers.saying import in_turn
from bot.ports.context import Context
from bot.texts import Title
from bot.ui.card import Card
from bot.ui.form import Form
from bot.views import paths as view
from bot.views import paths_form as forms
from bot.views.paths import Seen


async def open_paths(act: OpenPaths, cx: Context) -> Outcome:
    """Go on with the latest look, or say what one is; words behind the command name a role."""
    latest = rules.newest(await cx.tx.paths.of(cx.me.id))
    if cx.text and isinstance(cx.event.doing, CommandUsed):
        return await _with_role(latest, " ".join(cx.text.split())[: rules.LONGEST_ROLE], cx)
    if latest is None or latest.verdict is Verdict.ASIDE:
        return Outcome(Say(await _intro(cx, earlier=latest is not None)))
    return Outcome(Say(await card(cx, latest)))


async def open_skills(act: OpenSkills, cx: Context) -> Outcome:
    """Ask what somebody can do, for a new look or as it stands."""
    before = None if act.paths is None else await own(cx, act.paths)
    opening = await in_turn(cx, cx.me.id, view.OPENING) if before is None else ""
    return Outcome(Ask(await _skills_form(cx, before, opening)))


async def keep_skills(act: KeepSkills, cx: Context) -> Outcome:
    """Keep what somebody can do; a new look begins with it."""
    before = None if act.paths is None else await own(cx, act.paths)
    reading = read(await _skills_form(cx, before), cx)
    offered = await _strengths(cx, before)
    written = replace(
        before or Paths(cx.me.id, cx.now),
        asked_for=reading.text("asked_for"),
        unasked=reading.text("unasked"),
        tools=reading.text("tools"),
        skills=reading.many("skills"),
        strengths=picking.picked(offered, reading.many("strengths")),
    )
    if not written.says_what_one_can_do:
        raise reading.wrong(asked_for=cx.say(forms.NO_SKILLS))
    kept = await (cx.tx.paths.put(written) if before else cx.tx.paths.add(written))
    line = await in_turn(cx, cx.me.id, view.SKILLS_KEPT)
    return Outcome(Say(await _after(cx, kept, view.SKILLS_KEPT_TITLE, line)))


async def show_ideas(act: ShowIdeas, cx: Context) -> Outcome:
    """Offer kinds of work next door, the most fitting first."""
    paths = await own(cx, act.paths)
    families = cx.content.paths.families
    keys = rules.ideas(families, paths.skills)
    page = max(0, min(act.page, (len(keys) - 1) // view.IDEAS_ON_PAGE))
    how = await in_turn(cx, cx.me.id, forms.HOW)
    return Outcome(Replace(view.ideas(cx.texts, paths, families, keys, page, how)))


async def take_idea(act: TakeIdea, cx: Context) -> Outcome:
    """Begin a role from an idea; nothing is kept before the form is sent."""
    paths = await own(cx, act.paths)
    family = cx.content.paths.families.get(act.family)
    if family is None:
        raise StaleAction(act.route)
    return Outcome(Ask(await _roles_form(cx, paths, family.name), fresh=True))


async def open_roles(act: OpenRoles, cx: Context) -> Outcome:
    """Ask for the roles next door, as they stand."""
    return Outcome(Ask(await _roles_form(cx, await own(cx, act.paths))))


async def keep_roles(act: KeepRoles, cx: Context) -> Outcome:
    """Keep up to three roles, each once."""
    before = await own(cx, act.paths)
    reading = read(await _roles_form(cx, before), cx)
    typed = (" ".join(reading.text(name).split()) for name in forms.ROLES)
    roles = tuple({role.casefold(): role for role in typed if role}.values())
    if not roles:
        raise reading.wrong(one=cx.say(forms.NO_ROLES))
    kept = await cx.tx.paths.put(replace(before, roles=roles, draws=reading.text("draws")))
    line = await in_turn(cx, cx.me.id, view.ROLES_KEPT)
    return Outcome(Say(await _after(cx, kept, view.ROLES_KEPT_TITLE, line)))


async def show_paths(act: ShowPaths, cx: Context) -> Outcome:
    """Show one look again."""
    return Outcome(Replace(await card(cx, await own(cx, act.paths))))


async def list_paths(act: ListPaths, cx: Context) -> Outcome:
    """List all looks, the newest first."""
    looks = await cx.tx.paths.of(cx.me.id)
    page = max(0, min(act.page, max(len(looks) - 1, 0) // view.PAGE))
    return Outcome(Replace(view.listed(cx.texts, looks, cx.me.zone, page)))


async def remove_paths(act: RemovePaths, cx: Context) -> Outcome:
    """Throw a look away, with its conversation and the question about it."""
    paths = await own(cx, act.paths)
    for each in await cx.tx.commitments.made_in(Source.PATHS, paths.id):
        await nudges.cancel(cx, cx.me.id, NudgeKind.COMMITMENT, each.id)
        await cx.tx.commitments.remove(each.id)
    await nudges.cancel(cx, cx.me.id, NudgeKind.PATHS, paths.id)
    await cx.tx.paths.remove(paths.id)
    return Outcome(Replace(view.removed(cx.texts, await undo.button(cx))))


async def own(cx: Context, key: int) -> Paths:
    """Return my own look; raises Refusal for anything else."""
    return cx.own(await cx.tx.paths.get(key))


async def talk_of(cx: Context, paths: Paths) -> Commitment | None:
    """Return the conversation that is still to be had, if there is one."""
    made = await cx.tx.commitments.made_in(Source.PATHS, paths.id)
    still = [each for each in made if each.kept not in (Kept.DONE, Kept.DROPPED)]
    return still[-1] if still else None


async def seen(cx: Context, paths: Paths) -> Seen:
    """Gather what the cards of a look show."""
    question = await cx.tx.nudges.about(cx.me.id, NudgeKind.PATHS, paths.id)
    comes = question is not None and question.state is NudgeState.ACTIVE
    return Seen(
        paths,
        cx.content.paths.skills,
        cx.me.zone,
        await talk_of(cx, paths),
        question.due_at if question is not None and comes else None,
        has_earlier=len(await cx.tx.paths.of(cx.me.id)) > 1,
    )


async def card(cx: Context, paths: Paths, said: str = "", undone_by: Undo | None = None) -> Card:
    """Show a look as it stands: what comes next in it, or all of it."""
    of = await seen(cx, paths)
    if rules.next_step(paths) is Step.DONE:
        return view.whole(cx.texts, of, said, undo=undone_by)
    opening = said or await in_turn(cx, cx.me.id, view.OPENING)
    return view.resumed(cx.texts, of, opening, undo=undone_by)


async def _after(cx: Context, paths: Paths, title: Title, line: str) -> Card:
    """Answer a step that was kept: with the next one, or with the whole where that is complete."""
    of, undone_by = await seen(cx, paths), await undo.button(cx)
    if rules.next_step(paths) is Step.DONE:
        return view.whole(cx.texts, of, line, title, undone_by)
    return view.resumed(cx.texts, of, line, title, undone_by)


async def _with_role(latest: Paths | None, role: str, cx: Context) -> Outcome:
    """Write down a role named behind the command: in the look that is going on, or in a new one."""
    going_on = latest is not None and latest.verdict is None
    before = latest if latest is not None and going_on else Paths(cx.me.id, cx.now)
    if len(before.roles) == rules.MOST_ROLES:
        # Which one it takes the place of is for them to say.
        return Outcome(Ask(await _roles_form(cx, before, role), fresh=True))
    written = replace(before, roles=rules.with_role(before.roles, role))
    kept = await (cx.tx.paths.put(written) if before.id else cx.tx.paths.add(written))
    said = cx.say(view.NAMED, role=role)
    return Outcome(Say(await card(cx, kept, said, await undo.button(cx))))


async def _intro(cx: Context, *, earlier: bool) -> Card:
    return view.intro(cx.texts, await in_turn(cx, cx.me.id, view.OPENING), earlier=earlier)


async def _strengths(cx: Context, paths: Paths | None) -> tuple[str, ...]:
    kept = paths.strengths if paths else ()
    return rules.strengths(await cx.tx.reflections.of(cx.me.id), kept)


async def _skills_form(cx: Context, paths: Paths | None, opening: str = "") -> Form:
    strengths = await _strengths(cx, paths)
    return forms.skills_form(cx.texts, paths, cx.content.paths.skills, strengths, opening)


async def _roles_form(cx: Context, paths: Paths, idea: str = "") -> Form:
    """Ask for the roles, with an idea among them where one was taken."""
    roles = rules.with_role(paths.roles, idea) if idea else paths.roles
    is_full = len(paths.roles) == rules.MOST_ROLES and not set(roles) <= set(paths.roles)
    note = cx.say(forms.FULL) if is_full else await in_turn(cx, cx.me.id, forms.HOW)
    return forms.roles_form(cx.texts, paths, roles, note)
