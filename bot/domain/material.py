"""Materials: the papers one sends, gone through item by item, and notes of what was changed."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

_BETWEEN = re.compile(r"\W+")

LONGEST_ITEM = 70
LONGEST_SAID = 400
LONGEST_KEY = 40
LONGEST_NOTE = 600
MOST_ITEMS = 25
"""As many as one menu holds."""


class Material(StrEnum):
    """What others see of somebody before they meet."""

    RESUME = "resume"
    LETTER = "letter"
    PORTFOLIO = "portfolio"
    PROFILE = "profile"


class Mark(StrEnum):
    """What somebody made of an item; none of these is a grade."""

    DONE = "done"
    LATER = "later"
    NOT_FOR_ME = "not_for_me"


FEWEST_ITEMS = {
    Material.RESUME: 20,
    Material.LETTER: 10,
    Material.PORTFOLIO: 12,
    Material.PROFILE: 12,
}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to look at: what, why, what to do, and where it helps an example."""

    text: str
    why: str
    todo: str
    before: str = ""
    after: str = ""

    def __post_init__(self) -> None:
        """Refuse what would not fit its card, and half an example."""
        if not 0 < len(self.text) <= LONGEST_ITEM:
            raise ValueError(f"An item has 1 to {LONGEST_ITEM} characters: “{self.text}”.")
        said = (self.why, self.todo)
        if not all(0 < len(words) <= LONGEST_SAID for words in said):
            raise ValueError(f"What is said of an item has 1 to {LONGEST_SAID} characters.")
        if max(len(self.before), len(self.after)) > LONGEST_SAID:
            raise ValueError(f"An example has up to {LONGEST_SAID} characters.")
        if bool(self.before) != bool(self.after):
            raise ValueError(f"An example needs a before and an after: “{self.text}”.")


@dataclass(frozen=True, slots=True)
class Checklist:
    """The items of one material by key, in their order; `names` is what people call it."""

    names: tuple[str, ...]
    items: Mapping[str, Item]

    def __post_init__(self) -> None:
        """Refuse what no menu and no button could hold."""
        if not self.names:
            raise ValueError("A checklist needs the names people use for it.")
        if len(self.items) > MOST_ITEMS:
            raise ValueError(f"A checklist has up to {MOST_ITEMS} items.")
        if any(len(key) > LONGEST_KEY or not key.isascii() for key in self.items):
            raise ValueError(f"An item's key has up to {LONGEST_KEY} plain letters.")


@dataclass(frozen=True, slots=True)
class MaterialsContent:
    """The checklists."""

    lists: Mapping[Material, Checklist]

    def __post_init__(self) -> None:
        """Refuse a list that is missing, or too short to be one."""
        for material, fewest in FEWEST_ITEMS.items():
            if material not in self.lists or len(self.lists[material].items) < fewest:
                raise ValueError(f"`{material.value}` needs {fewest} items or more.")


@dataclass(frozen=True, slots=True)
class Checked:
    """What somebody made of one item, by the item's key."""

    person_id: int
    material: Material
    item: str
    mark: Mark
    at: datetime
    id: int = 0


@dataclass(frozen=True, slots=True)
class VersionNote:
    """What was changed in a material, and on which day."""

    person_id: int
    material: Material
    noted_on: date
    text: str
    created_at: datetime
    id: int = 0


@dataclass(frozen=True, slots=True)
class Count:
    """How far somebody is with a list; what is not for them does not count."""

    done: int
    of: int
    left: int

    @property
    def is_begun(self) -> bool:
        """Tell whether anything was done, and not everything."""
        return 0 < self.done < self.of


Marks = Mapping[str, Mark]


def marks(checked: Iterable[Checked], material: Material) -> dict[str, Mark]:
    """Return the marks of one material, by item."""
    return {each.item: each.mark for each in checked if each.material is material}


def count(items: Mapping[str, Item], marked: Marks) -> Count:
    """Count what is done, of how many, and what has no mark; items no longer listed are no more."""
    made = [marked.get(key) for key in items]
    return Count(
        done=made.count(Mark.DONE),
        of=len(made) - made.count(Mark.NOT_FOR_ME),
        left=made.count(None),
    )


def next_item(items: Mapping[str, Item], marked: Marks, after: str | None = None) -> str | None:
    """Find the next item to look at, behind `after` first: those without a mark, then the later.

    One that was put off just now is not brought up again at once, unless it is all there is.
    """
    keys = tuple(items)
    at = keys.index(after) + 1 if after in items else 0
    round_ = (*keys[at:], *keys[:at])
    bare = [key for key in round_ if key not in marked]
    later = [key for key in round_ if marked.get(key) is Mark.LATER]
    others = [key for key in later if key != after]
    return next(iter((*bare, *others)), None)


def most_begun(counts: Mapping[Material, Count]) -> Material | None:
    """Find the list that was begun and not finished, the nearest to its end first."""
    begun = [material for material, each in counts.items() if each.is_begun]
    return min(begun, key=lambda each: counts[each].of - counts[each].done, default=None)


def called(lists: Mapping[Material, Checklist], text: str) -> Material | None:
    """Find which material is spoken of, by the longest name that stands in the text."""
    said = f" {' '.join(_BETWEEN.split(text.casefold()))} "
    found: Sequence[tuple[int, Material]] = [
        (len(name), material)
        for material, each in lists.items()
        for name in each.names
        if f" {name} " in said
    ]
    return max(found, default=(0, None), key=lambda pair: pair[0])[1]
