"""Other paths: what somebody can do, the roles next door, and one conversation about them."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain import recurrence
from bot.domain.quiet import QuietHours
from bot.domain.reflection import Reflection

MOST_ROLES = 3
LONGEST_ROLE = 80
LONGEST_STRENGTH = 200
MOST_STRENGTHS = 20
"""Lines of one's own reflections that can be picked from."""
FEWEST_FAMILIES = 20
MOST_SKILLS = 25
LOOK_AFTER = 14
"""Days after which we ask, once, what becomes of the paths."""
ASKING_TIME = 10 * 60
"""Minutes of the local day at which we ask."""
ASIDE_FOR = timedelta(weeks=8)
"""For so long what was put aside is not offered again."""

_SHORTEST = 3


class Step(StrEnum):
    """What comes next in a look at other paths."""

    SKILLS = "skills"
    ROLES = "roles"
    TALK = "talk"
    DONE = "done"


class Verdict(StrEnum):
    """What becomes of the paths, two weeks later; none of these is a mark."""

    FURTHER = "further"
    ASIDE = "aside"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class Paths:
    """One look at other paths; the conversation itself is a commitment made in it.

    `strengths` are lines of own reflections, `skills` keys of ours; `done_at` is when the
    conversation was chosen, `answered_at` when the verdict was given.
    """

    person_id: int
    begun_at: datetime
    id: int = 0
    asked_for: str = ""
    unasked: str = ""
    tools: str = ""
    strengths: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    draws: str = ""
    who: str = ""
    asking: str = ""
    done_at: datetime | None = None
    verdict: Verdict | None = None
    answered_at: datetime | None = None

    @property
    def says_what_one_can_do(self) -> bool:
        """Tell whether the first step holds anything."""
        return bool(
            self.asked_for or self.unasked or self.tools or self.strengths or self.skills
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Family:
    """Kinds of work that lie near each other, and the skills by which one may get there."""

    name: str
    text: str
    roles: tuple[str, ...]
    skills: tuple[str, ...]

    def __post_init__(self) -> None:
        if not 0 < len(self.name) <= LONGEST_ROLE or not 0 < len(self.text) <= 240:
            raise ValueError("A family has a name of up to 80 characters and a text of up to 240.")
        if not 2 <= len(self.roles) <= 5 or not self.skills:
            raise ValueError("A family has two to five roles, and a skill by which one gets there.")


@dataclass(frozen=True, slots=True)
class PathsContent:
    """What the ideas draw on, by key; `any_field` are words of roles that name no field."""

    any_field: tuple[str, ...]
    skills: Mapping[str, str]
    families: Mapping[str, Family]

    def __post_init__(self) -> None:
        if len(self.families) < FEWEST_FAMILIES or not 0 < len(self.skills) <= MOST_SKILLS:
            raise ValueError("There should be 20 families or more, and 1 to 25 skills.")
        named = {skill for family in self.families.values() for skill in family.skills}
        if named != set(self.skills):
            strange = ", ".join(sorted(named ^ set(self.skills)))
            raise ValueError(f"Skills and families do not fit together: {strange}.")


def next_step(paths: Paths) -> Step:
    """Find the first step that is still empty."""
    if not paths.says_what_one_can_do:
        return Step.SKILLS
    if not paths.roles:
        return Step.ROLES
    return Step.TALK if paths.done_at is None else Step.DONE


def newest(looks: Iterable[Paths]) -> Paths | None:
    """Find the latest look."""
    return max(looks, key=lambda each: each.id, default=None)


def strengths(reflections: Iterable[Reflection], kept: Sequence[str] = ()) -> tuple[str, ...]:
    """List what own reflections say was in one's hands, line by line: those picked before first."""
    newest_first = sorted(reflections, key=lambda each: (each.started_at, each.id), reverse=True)
    lines = [line for each in newest_first for line in each.in_hands.splitlines()]
    own = [" ".join(line.split())[:LONGEST_STRENGTH] for line in lines]
    return tuple(dict.fromkeys(filter(None, (*kept, *own))))[:MOST_STRENGTHS]


def is_aside(looks: Iterable[Paths], now: datetime) -> bool:
    """Tell whether the latest look was put aside not long ago, so that it is left in peace."""
    latest = newest(looks)
    if latest is None or latest.verdict is not Verdict.ASIDE or latest.answered_at is None:
        return False
    return now - latest.answered_at < ASIDE_FOR


def look_again_at(now: datetime, zone: str, quiet: QuietHours) -> datetime:
    """Find when to ask what becomes of the paths: two weeks on, outside quiet hours."""
    day = recurrence.local(now, zone).date() + timedelta(days=LOOK_AFTER)
    return quiet.next_waking(recurrence.instant_of(day, ASKING_TIME, zone), zone)


def ideas(families: Mapping[str, Family], skills: Collection[str]) -> tuple[str, ...]:
    """Order the families by how many of the skills lead there, the most first, by key."""
    wanted = set(skills)
    by_fit = sorted(families, key=lambda key: -len(wanted & set(families[key].skills)))
    return tuple(by_fit)


def with_role(roles: Sequence[str], role: str) -> tuple[str, ...]:
    """Add a role where there is room; else it takes the place of the last."""
    others = tuple(each for each in roles if each.casefold() != role.casefold())
    return (*others[: MOST_ROLES - 1], role)


def noes_in_one_field(roles: Iterable[str], any_field: Collection[str]) -> int:
    """Count the noes of the field with the most: those whose roles have one telling word in common.

    "Data analyst" and "Analyst (junior)" share a field; words in `any_field`, such as junior or
    manager, and the shortest ones tell of none. It is simple on purpose: it can be said aloud.
    """
    words = Counter(word for role in roles for word in _words(role) - set(any_field))
    return max(words.values(), default=0)


def _words(role: str) -> set[str]:
    letters = "".join(letter if letter.isalnum() else " " for letter in role.casefold())
    return {word for word in letters.split() if len(word) >= _SHORTEST}
