"""How the materials look: how far each is, one list, and one item with what to do."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.actions.help import Undo
from bot.actions.materials import (
    ListVersions,
    MarkItem,
    OpenMaterials,
    PickItem,
    ShowChecklist,
    ShowItem,
)
from bot.actions.review import OpenReview
from bot.domain import material as materials
from bot.domain.material import Checklist, Count, Item, Mark, Marks, Material
from bot.texts import Label, Line, Texts, Title
from bot.ui.card import (
    Block,
    Button,
    Buttons,
    Card,
    Choice,
    Look,
    Menu,
    Note,
    Progress,
    Quote,
    Text,
)
from bot.views.naming import undo_button

OPENING = Line("materials.opening")
CLOSING = Line("materials.closing")
NAME = {material: Label(f"materials.name.{material}") for material in Material}
WITHIN = {material: Line(f"materials.within.{material}") for material in Material}
TITLE = Title("materials.overview.title")
GO_ON = Label("materials.overview.go_on", "material")
OVERVIEW_NOTE = Line("materials.overview.note")
LIST_TITLE = Title("materials.list.title", "material")
BEGIN = Label("materials.list.begin")
AGAIN = Label("materials.list.again")
MENU = Label("materials.list.menu")
GROUP = {mark: Line(f"materials.list.{mark}") for mark in Mark}
LEFT = Line("materials.list.left")
FINISHED = Line("materials.list.finished")
HONEST = Line("materials.list.honest")
VERSIONS = Label("materials.list.versions")
REVIEW = Label("materials.list.review")
OVERVIEW = Label("materials.list.overview")
PLACE = Line("materials.item.place", "material", "number", "count")
TODO = Line("materials.item.todo")
BEFORE, AFTER = Line("materials.item.before"), Line("materials.item.after")
MARK = {mark: Label(f"materials.item.{mark}") for mark in Mark}
UNMARK = Label("materials.item.unmark")
WHOLE = Label("materials.item.list")
MARKED = {mark: Line(f"materials.item.marked_{mark}") for mark in Mark}
MARKED_OFF = Line("materials.item.marked_off")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One material: its list, and what its person has made of it."""

    material: Material
    checklist: Checklist
    marked: Marks

    @property
    def count(self) -> Count:
        """How far it is."""
        return materials.count(self.checklist.items, self.marked)


def overview(t: Texts, sheets: Mapping[Material, Sheet], said: str) -> Card:
    """Show how far each material is."""
    counts = {material: sheet.count for material, sheet in sheets.items()}
    bars = (Progress(each.done, each.of, t(NAME[material])) for material, each in counts.items())
    begun = materials.most_begun(counts)
    ways = [] if begun is None else [_go_on(t, begun)]
    ways += [Button(t(NAME[material]), ShowChecklist(material)) for material in sheets]
    return Card(t(TITLE), (Text(said), *bars, Buttons(tuple(ways)), Note(t(OVERVIEW_NOTE))))


def checklist(t: Texts, sheet: Sheet, said: str = "", *, first: bool = False) -> Card:
    """Show one list: what is done, what waits, and what is left.

    Where it is the `first` thing seen, it says what we cannot do.
    """
    items, count = sheet.checklist.items, sheet.count
    blocks: list[Block] = [Text(said)] if said else []
    blocks += [Note(t(HONEST))] if first else []
    blocks.append(Progress(count.done, count.of, t(NAME[sheet.material])))
    blocks += [Text(said) for said in _groups(t, sheet)]
    following = materials.next_item(items, sheet.marked)
    ways: list[Button] = []
    if following is None:
        blocks.append(Text(t(FINISHED)))
    else:
        label = t(BEGIN) if count.left else t(AGAIN)
        ways.append(Button(label, ShowItem(sheet.material), Look.MAIN))
    ways += _around(t, sheet.material)
    choices = tuple(Choice(key, item.text) for key, item in items.items())
    blocks += [Menu(t(MENU), PickItem(sheet.material), choices), Buttons(tuple(ways))]
    return Card(t(LIST_TITLE, material=t(NAME[sheet.material])), tuple(blocks))


def item(t: Texts, sheet: Sheet, key: str, said: str = "", undo: Undo | None = None) -> Card:
    """Show one item: why it matters, what to do, and an example where it helps."""
    it = sheet.checklist.items[key]
    number = tuple(sheet.checklist.items).index(key) + 1
    place = t(PLACE, material=t(NAME[sheet.material]), number=number, count=_length(sheet))
    head: tuple[Block, ...] = (Text(said),) if said else ()
    marked = sheet.marked.get(key)
    buttons = [
        Button(t(MARK[mark]), MarkItem(sheet.material, key, mark), _look(mark))
        for mark in Mark
        if mark is not marked
    ]
    if marked is not None:
        head = (*head, Note(t(MARKED[marked])))
        buttons.append(Button(t(UNMARK), MarkItem(sheet.material, key)))
    buttons.append(Button(t(WHOLE), ShowChecklist(sheet.material)))
    body = (Note(place), Text(it.why), Text(f"{t(TODO)}\n{it.todo}"), *_example(t, it))
    return Card(it.text, (*head, *body, Buttons((*buttons, *undo_button(t, undo)))))


def finished(t: Texts, sheet: Sheet, said: str, undo: Undo | None) -> Card:
    """Show a list of which nothing is left, after its last item."""
    card = checklist(t, sheet, said)
    back = (Buttons(undo_button(t, undo)),) if undo else ()
    return Card(card.title, (*card.blocks, *back))


def within(t: Texts, material: Material) -> str:
    """Name a material inside a sentence."""
    return t(WITHIN[material])


def _groups(t: Texts, sheet: Sheet) -> list[str]:
    """Say the items by what was made of them, those still to look at last."""
    named = [(t(GROUP[mark]), mark) for mark in Mark]
    groups: list[tuple[str, Mark | None]] = [*named, (t(LEFT), None)]
    said = []
    for title, mark in groups:
        texts = [it.text for key, it in sheet.checklist.items.items()
                 if sheet.marked.get(key) is mark]  # fmt: skip
        if texts:
            said.append("\n".join((f"{title}:", *(f"· {text}" for text in texts))))
    return said


def _example(t: Texts, it: Item) -> tuple[Block, ...]:
    if not it.before:
        return ()
    return (Note(t(BEFORE)), Quote(it.before), Note(t(AFTER)), Quote(it.after))


def _around(t: Texts, material: Material) -> list[Button]:
    return [
        Button(t(REVIEW), OpenReview(material)),
        Button(t(VERSIONS), ListVersions(material)),
        Button(t(OVERVIEW), OpenMaterials()),
    ]


def _go_on(t: Texts, material: Material) -> Button:
    return Button(t(GO_ON, material=t(NAME[material])), ShowItem(material), Look.MAIN)


def _look(mark: Mark) -> Look:
    return Look.MAIN if mark is Mark.DONE else Look.PLAIN


def _length(sheet: Sheet) -> int:
    return len(sheet.checklist.items)
