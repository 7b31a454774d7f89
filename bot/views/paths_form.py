"""The forms of a look at other paths: what one can do, roles next door, one conversation."""

from collections.abc import Mapping, Sequence

from bot.actions.paths import KeepRoles, KeepSkills, KeepTalk, OpenRoles, OpenSkills, OpenTalk
from bot.domain import days, picking, plan
from bot.domain.paths import LONGEST_ROLE, MOST_ROLES, Paths
from bot.domain.plan import Commitment
from bot.texts import FieldLabel, FormTitle, Hint, Line, Texts
from bot.ui import form
from bot.ui.card import Choice
from bot.ui.form import Form
from bot.views import plain
from bot.views.excerpt import first_line

SKILLS_TITLE = FormTitle("paths.skills.form_title")
SKILLS_NOTE = Line("paths.skills.note")
PROMPTS = ("asked_for", "unasked", "tools")
PROMPT = {name: FieldLabel(f"paths.skills.{name}") for name in PROMPTS}
PROMPT_HINT = {name: Hint(f"paths.skills.{name}_hint") for name in PROMPTS}
SKILLS = FieldLabel("paths.skills.skills")
SKILLS_HINT = Hint("paths.skills.skills_hint")
STRENGTHS = FieldLabel("paths.skills.strengths")
STRENGTHS_HINT = Hint("paths.skills.strengths_hint")
NO_SKILLS = Line("paths.skills.nothing")
ROLES_TITLE = FormTitle("paths.roles.form_title")
HOW = Line("paths.roles.how")
ROLES = ("one", "two", "three")
ROLE = {name: FieldLabel(f"paths.roles.{name}") for name in ROLES}
ROLE_HINT = Hint("paths.roles.one_hint")
DRAWS = FieldLabel("paths.roles.draws")
DRAWS_HINT = Hint("paths.roles.draws_hint")
NO_ROLES = Line("paths.roles.nothing")
FULL = Line("paths.roles.full")
TALK_TITLE = FormTitle("paths.talk.form_title")
TALK_NOTE = Line("paths.talk.note")
WHO = FieldLabel("paths.talk.who")
WHO_HINT = Hint("paths.talk.who_hint")
ASKING = FieldLabel("paths.talk.asking")
ASKING_HINT = Hint("paths.talk.asking_hint")
DAY = FieldLabel("paths.talk.day")
TIME = FieldLabel("paths.talk.time")
TIME_HINT = Hint("paths.talk.time_hint")

MOST_SKILLS, MOST_STRENGTHS = 8, 5
LONGEST_STRENGTH = 75
_PROMPT, _DRAWS, _WHO, _ASKING = 300, 400, 80, 200


def skills_form(
    t: Texts,
    paths: Paths | None,
    skills: Mapping[str, str],
    strengths: Sequence[str],
    opening: str = "",
) -> Form:
    """Ask what somebody can do; `strengths` are what their reflections say of it."""
    key = paths.id if paths else None
    prompts = [
        form.Paragraph(
            name=name,
            label=t(PROMPT[name]),
            hint=t(PROMPT_HINT[name]),
            longest=_PROMPT,
            value=str(getattr(paths, name)) if paths else "",
        )
        for name in PROMPTS
    ]
    return Form(
        t(SKILLS_TITLE),
        (*prompts, _skills(t, paths, skills), *_strengths(t, paths, strengths)),
        does=KeepSkills(key),
        reopen=OpenSkills(key),
        submit=t(plain.SEND),
        mistakes=plain.mistakes(t),
        note=" ".join(filter(None, (opening, t(SKILLS_NOTE)))),
    )


def roles_form(t: Texts, paths: Paths, roles: Sequence[str], note: str) -> Form:
    """Ask for up to three roles next door; `roles` are those that stand in it."""
    filled = (*roles, *("",) * MOST_ROLES)[:MOST_ROLES]
    lines = [
        form.Line(
            name=name,
            label=t(ROLE[name]),
            hint=t(ROLE_HINT) if name == ROLES[0] else "",
            longest=LONGEST_ROLE,
            value=role,
        )
        for name, role in zip(ROLES, filled, strict=True)
    ]
    draws = form.Paragraph(
        name="draws", label=t(DRAWS), hint=t(DRAWS_HINT), longest=_DRAWS, value=paths.draws
    )
    return Form(
        t(ROLES_TITLE),
        (*lines, draws),
        does=KeepRoles(paths.id),
        reopen=OpenRoles(paths.id),
        submit=t(plain.SEND),
        mistakes=plain.mistakes(t),
        note=note,
    )


def talk_form(t: Texts, paths: Paths, talk: Commitment | None, zone: str) -> Form:
    """Ask for one conversation; one that stands is shown as it stands."""
    day, clock = "", ""
    if talk is not None and talk.due_at is not None:
        on, minute = plan.wall(talk.due_at, zone)
        day, clock = on.isoformat(), days.say_clock(minute)
    who, asking = (paths.who, paths.asking) if talk is not None else ("", "")
    return Form(
        t(TALK_TITLE),
        (
            form.Line(name="who", label=t(WHO), hint=t(WHO_HINT), longest=_WHO,
                      required=True, value=who),
            form.Paragraph(name="asking", label=t(ASKING), hint=t(ASKING_HINT), longest=_ASKING,
                           value=asking),
            form.Day(name="day", label=t(DAY), value=day),
            form.Time(name="time", label=t(TIME), hint=t(TIME_HINT), value=clock),
        ),
        does=KeepTalk(paths.id),
        reopen=OpenTalk(paths.id),
        submit=t(plain.SEND),
        mistakes=plain.mistakes(t),
        note=t(TALK_NOTE),
    )  # fmt: skip


def _skills(t: Texts, paths: Paths | None, skills: Mapping[str, str]) -> form.ChooseMany:
    kept = paths.skills if paths else ()
    return form.ChooseMany(
        name="skills",
        label=t(SKILLS),
        hint=t(SKILLS_HINT),
        choices=tuple(Choice(key, said) for key, said in skills.items()),
        values=tuple(key for key in kept if key in skills)[:MOST_SKILLS],
        most=MOST_SKILLS,
    )


def _strengths(
    t: Texts, paths: Paths | None, strengths: Sequence[str]
) -> tuple[form.ChooseMany, ...]:
    if not strengths:
        return ()
    kept = paths.strengths if paths else ()
    return (
        form.ChooseMany(
            name="strengths",
            label=t(STRENGTHS),
            hint=t(STRENGTHS_HINT),
            choices=tuple(
                Choice(picking.key_of(each), first_line(each, LONGEST_STRENGTH))
                for each in strengths
            ),
            values=tuple(picking.key_of(each) for each in kept if each in strengths),
            most=MOST_STRENGTHS,
        ),
    )
