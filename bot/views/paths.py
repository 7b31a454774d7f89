"""How looks at other paths look: where one stands, ideas, the whole, and the one question later."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.actions.commitment import ShowCommitment
from bot.actions.help import Undo
from bot.actions.paths import (
    AnswerPaths,
    ListPaths,
    OpenPaths,
    OpenRoles,
    OpenSkills,
    OpenTalk,
    RemovePaths,
    ShowIdeas,
    ShowPaths,
    TakeIdea,
)
from bot.domain import paths as rules
from bot.domain.paths import Family, Paths, Step, Verdict
from bot.domain.plan import Commitment
from bot.texts import Label, Line, Texts, Title
from bot.ui import markup
from bot.ui.action import Action
from bot.ui.card import Block, Button, Buttons, Card, Facts, Look, Note, Quote, Row, Text
from bot.views import paths_form, sure
from bot.views import undo as undo_view
from bot.views.excerpt import first_line

OPENING = Line("paths.opening")
CLOSING = Line("paths.closing")
INTRO_TITLE = Title("paths.intro.title")
BEGIN = Label("paths.intro.begin")
NAMED = Line("paths.intro.named", "role")
_STEPS = (Step.SKILLS, Step.ROLES, Step.TALK)
NEXT: Mapping[Step, Line] = {step: Line(f"paths.next.{step}") for step in _STEPS}
TITLE = Title("paths.card.title")
BEGUN = Line("paths.card.begun", "day")
FACT = {
    name: Label(f"paths.card.{name}")
    for name in ("asked_for", "unasked", "tools", "strengths", "skills", "roles", "draws", "who",
                 "asking", "when")
}  # fmt: skip
FOLLOW = Line("paths.card.follow", "when")
ANSWERED = {verdict: Line(f"paths.card.{verdict}") for verdict in Verdict}
BUTTON = {
    name: Label(f"paths.button.{name}")
    for name in (
        "skills", "roles", "ideas", "talk", "change_skills", "change_roles", "change_talk",
        "other_talk", "again", "earlier", "read", "newer", "older", "back", "remove",
        "more_ideas", "own_words", "step",
    )
}  # fmt: skip
TAKE = Label("paths.button.take", "number")
IDEAS_TITLE = Title("paths.ideas.title")
IDEAS = Line("paths.ideas.intro")
IDEA = Line("paths.ideas.row", "name", "text", "roles")
SKILLS_KEPT_TITLE = Title("paths.kept.skills_title")
ROLES_KEPT_TITLE = Title("paths.kept.roles_title")
KEPT_TITLE = Title("paths.kept.title")
SKILLS_KEPT = Line("paths.kept.skills")
ROLES_KEPT = Line("paths.kept.roles")
NUDGE_TITLE = Title("paths.nudge.title")
NUDGE_LINE = Line("paths.nudge.line")
ASK = {verdict: Label(f"paths.nudge.{verdict}") for verdict in Verdict}
ANSWER_TITLE = {verdict: Title(f"paths.answer.{verdict}_title") for verdict in Verdict}
ANSWER = {verdict: Line(f"paths.answer.{verdict}") for verdict in Verdict}
DROPPED = Line("paths.answer.dropped")
LIST_TITLE = Title("paths.list.title")
LIST_NONE = Line("paths.list.none")
LIST_ROW = Line("paths.list.row", "day", "words")
UNNAMED = Line("paths.list.unnamed")
REMOVED_TITLE = Title("paths.removed.title")
REMOVED = Line("paths.removed.text")
WHAT = Line("paths.talk.what", "who")

IDEAS_ON_PAGE = 4
PAGE = 6
_WORDS = 120


@dataclass(frozen=True, slots=True)
class Seen:
    """One look as its person sees it: with its conversation, and when the one question comes."""

    paths: Paths
    skills: Mapping[str, str]
    zone: str
    talk: Commitment | None = None
    asked_at: datetime | None = None
    has_earlier: bool = False


def intro(t: Texts, opening: str, *, earlier: bool) -> Card:
    """Say what a look at other paths is, to somebody who has none before them."""
    begin = Button(t(BEGIN), OpenSkills(), Look.MAIN)
    return Card(t(INTRO_TITLE), (Text(opening), Buttons((begin, *_earlier(t, there=earlier)))))


def resumed(
    t: Texts, seen: Seen, line: str, title: Title = TITLE, undo: Undo | None = None
) -> Card:
    """Show what there is of a look, and what comes next in it."""
    return Card(t(title), (Text(line), *_known(t, seen), *_onward(t, seen, undo)))


def whole(
    t: Texts, seen: Seen, said: str = "", title: Title = TITLE, undo: Undo | None = None
) -> Card:
    """Show a look that is complete, with everything that can be changed in it."""
    blocks: list[Block] = list(_known(t, seen))
    if said:
        blocks.append(Text(said))
    blocks.append(Buttons(_changes(t, seen, undo)))
    return Card(t(title), (*blocks, *_notes(t, seen)))


def ideas(
    t: Texts, paths: Paths, families: Mapping[str, Family], keys: Sequence[str], page: int, how: str
) -> Card:
    """Show kinds of work next door, the most fitting first, a few to a page."""
    first = page * IDEAS_ON_PAGE
    rows = [
        Row(_idea(t, families[key]), Button(t(TAKE, number=number), TakeIdea(paths.id, key)))
        for number, key in list(enumerate(keys, 1))[first : first + IDEAS_ON_PAGE]
    ]
    turning = [_button(t, "back", ShowIdeas(paths.id, page - 1))] if page else []
    if first + IDEAS_ON_PAGE < len(keys):
        turning.append(_button(t, "more_ideas", ShowIdeas(paths.id, page + 1)))
    buttons = Buttons((_button(t, "own_words", OpenRoles(paths.id), Look.MAIN), *turning))
    return Card(t(IDEAS_TITLE), (Text(t(IDEAS)), *rows, buttons, Note(how)))


def nudge(t: Texts, paths: Paths, line: str) -> tuple[Block, ...]:
    """Ask, once, what becomes of the roles."""
    ways = tuple(Button(t(ASK[verdict]), AnswerPaths(paths.id, verdict)) for verdict in ASK)
    return (Text(line), Quote("\n".join(paths.roles) or paths.who), Buttons(ways))


def answered(
    t: Texts, seen: Seen, verdict: Verdict, line: str, undo: Undo, *, dropped: bool
) -> Card:
    """Take the verdict, whichever it is, and offer what fits it."""
    key, back = seen.paths.id, Button(t(undo_view.BUTTON), undo)
    on = (
        _button(t, "other_talk", OpenTalk(key), Look.MAIN),
        _button(t, "ideas", ShowIdeas(key)),
    )
    ways = on if verdict is Verdict.FURTHER else (_button(t, "read", ShowPaths(key)),)
    note = (Note(t(DROPPED)),) if dropped else ()
    return Card(t(ANSWER_TITLE[verdict]), (Text(line), Buttons((*ways, back)), *note))


def listed(t: Texts, looks: Sequence[Paths], zone: str, page: int) -> Card:
    """List looks, the newest first, a page at a time."""
    back = _button(t, "back", OpenPaths())
    if not looks:
        return Card(t(LIST_TITLE), (Text(t(LIST_NONE)), Buttons((back,))))
    first = page * PAGE
    rows = [
        Row(
            t(LIST_ROW, day=_day(each.begun_at, zone), words=_named(t, each)),
            _button(t, "read", ShowPaths(each.id)),
        )
        for each in looks[first : first + PAGE]
    ]
    newer = (_button(t, "newer", ListPaths(page - 1)),) if page else ()
    older = (_button(t, "older", ListPaths(page + 1)),) if first + PAGE < len(looks) else ()
    return Card(t(LIST_TITLE), (*rows, Buttons((*newer, *older, back))))


def removed(t: Texts, undo: Undo) -> Card:
    """Say that it is gone, and for how long that can be taken back."""
    back = Button(t(undo_view.BUTTON), undo)
    return Card(t(REMOVED_TITLE), (Text(t(REMOVED)), Buttons((back,))))


def _known(t: Texts, seen: Seen) -> tuple[Block, ...]:
    it, when = seen.paths, ""
    strengths = (first_line(each, paths_form.LONGEST_STRENGTH) for each in it.strengths)
    if seen.talk is not None and seen.talk.due_at is not None:
        when = markup.when(seen.talk.due_at, seen.zone)
    named = {
        "asked_for": it.asked_for,
        "unasked": it.unasked,
        "tools": it.tools,
        "strengths": "; ".join(strengths),
        "skills": "; ".join(seen.skills[key] for key in it.skills if key in seen.skills),
        "roles": "\n".join(it.roles),
        "draws": it.draws,
        "who": it.who,
        "asking": it.asking,
        "when": when,
    }
    pairs = tuple((t(FACT[name]), said) for name, said in named.items() if said)
    return (Facts(pairs),) if pairs else ()


def _onward(t: Texts, seen: Seen, undo: Undo | None) -> tuple[Block, ...]:
    step, key = rules.next_step(seen.paths), seen.paths.id
    ways: Mapping[Step, tuple[Button, ...]] = {
        Step.SKILLS: (_button(t, "skills", OpenSkills(key), Look.MAIN),),
        Step.ROLES: (
            _button(t, "ideas", ShowIdeas(key), Look.MAIN),
            _button(t, "roles", OpenRoles(key)),
            _button(t, "change_skills", OpenSkills(key)),
        ),
        Step.TALK: (
            _button(t, "talk", OpenTalk(key), Look.MAIN),
            _button(t, "change_roles", OpenRoles(key)),
            _button(t, "ideas", ShowIdeas(key)),
            _button(t, "change_skills", OpenSkills(key)),
        ),
    }
    last = (_button(t, "again", OpenSkills()), _remove(t, key))
    buttons = Buttons((*ways[step], *last, *_earlier(t, there=seen.has_earlier), *_back(t, undo)))
    return (Text(t(NEXT[step])), buttons)


def _changes(t: Texts, seen: Seen, undo: Undo | None) -> tuple[Button, ...]:
    key = seen.paths.id
    step = (_button(t, "step", ShowCommitment(seen.talk.id)),) if seen.talk else ()
    talk = "change_talk" if seen.talk else "other_talk"
    return (
        *step,
        _button(t, talk, OpenTalk(key)),
        _button(t, "change_roles", OpenRoles(key)),
        _button(t, "change_skills", OpenSkills(key)),
        _button(t, "ideas", ShowIdeas(key)),
        _button(t, "again", OpenSkills()),
        *_earlier(t, there=seen.has_earlier),
        _remove(t, key),
        *_back(t, undo),
    )


def _notes(t: Texts, seen: Seen) -> tuple[Note, ...]:
    notes = [t(BEGUN, day=_day(seen.paths.begun_at, seen.zone))]
    if seen.paths.verdict is not None:
        notes.append(t(ANSWERED[seen.paths.verdict]))
    elif seen.asked_at is not None:
        notes.append(t(FOLLOW, when=_day(seen.asked_at, seen.zone)))
    return (Note(" ".join(notes)),)


def _idea(t: Texts, family: Family) -> str:
    return t(IDEA, name=family.name, text=family.text, roles=", ".join(family.roles))


def _named(t: Texts, paths: Paths) -> str:
    return first_line(", ".join(paths.roles), _WORDS) if paths.roles else t(UNNAMED)


def _earlier(t: Texts, *, there: bool) -> tuple[Button, ...]:
    return (_button(t, "earlier", ListPaths()),) if there else ()


def _remove(t: Texts, key: int) -> Button:
    return sure.button(t, BUTTON["remove"], RemovePaths(key))


def _back(t: Texts, undo: Undo | None) -> tuple[Button, ...]:
    return () if undo is None else (Button(t(undo_view.BUTTON), undo),)


def _button(t: Texts, name: str, action: Action, look: Look = Look.PLAIN) -> Button:
    return Button(t(BUTTON[name]), action, look)


def _day(at: datetime, zone: str) -> str:
    return markup.when(at, zone, markup.Style.DAY)
