"""Mending the materials: one item after the other, marked as people see fit."""

from dataclasses import replace

from bot.actions.materials import MarkItem, OpenMaterials, PickItem, ShowChecklist, ShowItem
from bot.answers import Outcome, Replace, Say
from bot.domain import material as materials
from bot.domain.material import Checked, Mark, Material
from bot.domain.practice import Practice
from bot.errors import Refusal
from bot.handlers import undo
from bot.handlers.saying import in_turn
from bot.ports.context import Context
from bot.ui.card import Card
from bot.views import materials as view
from bot.views.materials import Sheet


async def open_materials(act: OpenMaterials, cx: Context) -> Outcome:
    """Show how far everything is; a material that was named is opened at once."""
    sheets = await _sheets(cx)
    named = materials.called(cx.content.materials.lists, cx.text)
    said = await in_turn(cx, cx.me.id, view.OPENING)
    if named is not None:
        return Outcome(Say(view.checklist(cx.texts, sheets[named], said, first=True)))
    return Outcome(Say(view.overview(cx.texts, sheets, said)))


async def show_checklist(act: ShowChecklist, cx: Context) -> Outcome:
    """Show one list."""
    return Outcome(Replace(view.checklist(cx.texts, await sheet(cx, act.material))))


async def show_item(act: ShowItem, cx: Context) -> Outcome:
    """Show one item, or the one that is next."""
    of = await sheet(cx, act.material)
    key = act.item or materials.next_item(of.checklist.items, of.marked)
    if key is None:
        return Outcome(Replace(view.checklist(cx.texts, of)))
    return Outcome(Replace(view.item(cx.texts, of, _known(cx, of, key))))


async def pick_item(act: PickItem, cx: Context) -> Outcome:
    """Show the item picked from a menu."""
    of = await sheet(cx, act.material)
    key = _known(cx, of, cx.picked[0] if cx.picked else "")
    return Outcome(Replace(view.item(cx.texts, of, key)))


async def mark_item(act: MarkItem, cx: Context) -> Outcome:
    """Keep a mark at once, and go on to the next item."""
    of = await sheet(cx, act.material)
    key = _known(cx, of, act.item)
    await _mark(cx, act.material, key, act.mark)
    of = await sheet(cx, act.material)
    if act.mark is None:
        said = cx.say(view.MARKED_OFF)
        return Outcome(Replace(view.item(cx.texts, of, key, said, await undo.button(cx))))
    if act.mark is Mark.DONE:
        await cx.tx.practices.done(cx.me.id, Practice.MATERIALS, cx.now)
    return Outcome(Replace(await _onward(cx, of, key, act.mark)))


async def sheet(cx: Context, material: Material) -> Sheet:
    """Return one material with what its person has made of it."""
    return (await _sheets(cx))[material]


async def _sheets(cx: Context) -> dict[Material, Sheet]:
    checked = await cx.tx.checked.of(cx.me.id)
    lists = cx.content.materials.lists
    return {
        material: Sheet(material, lists[material], materials.marks(checked, material))
        for material in Material
    }


async def _mark(cx: Context, material: Material, key: str, mark: Mark | None) -> None:
    mine = await cx.tx.checked.of(cx.me.id)
    before = next((e for e in mine if (e.material, e.item) == (material, key)), None)
    if mark is None:
        if before is not None:
            await cx.tx.checked.remove(before.id)
    elif before is not None:
        await cx.tx.checked.put(replace(before, mark=mark, at=cx.now))
    else:
        await cx.tx.checked.add(Checked(cx.me.id, material, key, mark, cx.now))


async def _onward(cx: Context, of: Sheet, key: str, mark: Mark) -> Card:
    """Say that it is kept, and show what comes next; nothing next is the end of the list."""
    said = await in_turn(cx, cx.me.id, view.CLOSING) if mark is Mark.DONE else ""
    said = said or cx.say(view.MARKED[mark])
    back = await undo.button(cx)
    following = materials.next_item(of.checklist.items, of.marked, key)
    if following is None:
        return view.finished(cx.texts, of, said, back)
    return view.item(cx.texts, of, following, said, back)


def _known(cx: Context, of: Sheet, key: str) -> str:
    """Return a key that is on the list; writers may have taken one off since."""
    if key not in of.checklist.items:
        raise Refusal(cx.say(cx.gone))
    return key
