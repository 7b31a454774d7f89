"""Notes of versions: what was changed in a material, kept with its day."""

from dataclasses import replace
from datetime import date

from bot.actions.materials import KeepVersion, ListVersions, OpenVersion, RemoveVersion
from bot.answers import Ask, Outcome, Replace, Say
from bot.domain import recurrence
from bot.domain.material import Material, VersionNote
from bot.domain.practice import Practice
from bot.handlers import undo
from bot.handlers.reading import read
from bot.handlers.saying import in_turn
from bot.ports.context import Context
from bot.views import version as view


async def list_versions(act: ListVersions, cx: Context) -> Outcome:
    """Show the notes of one material."""
    mine = await cx.tx.versions.of(cx.me.id)
    notes = [note for note in mine if note.material is act.material]
    page = max(0, min(act.page, (len(notes) - 1) // view.A_PAGE))
    return Outcome(Replace(view.listed(cx.texts, act.material, notes, _today(cx), page)))


async def open_version(act: OpenVersion, cx: Context) -> Outcome:
    """Ask what was changed."""
    return Outcome(Ask(view.version_form(cx.texts, await _note(cx, act.material, act.note))))


async def keep_version(act: KeepVersion, cx: Context) -> Outcome:
    """Keep a note; without a day it is of today."""
    before = await _note(cx, act.material, act.note)
    reading = read(view.version_form(cx.texts, before), cx)
    day = reading.day("day") or _today(cx)
    if day > _today(cx):
        raise reading.wrong(day=cx.say(view.FUTURE))
    note = replace(before, text=reading.text("words"), noted_on=day)
    note = await (cx.tx.versions.put(note) if note.id else cx.tx.versions.add(note))
    await cx.tx.practices.done(cx.me.id, Practice.MATERIALS, cx.now)
    said = await in_turn(cx, cx.me.id, view.KEPT)
    return Outcome(Say(view.kept(cx.texts, note, said, await undo.button(cx))))


async def remove_version(act: RemoveVersion, cx: Context) -> Outcome:
    """Throw a note away."""
    note = cx.own(await cx.tx.versions.get(act.note))
    await cx.tx.versions.remove(note.id)
    return Outcome(Replace(view.removed(cx.texts, note.material, await undo.button(cx))))


async def _note(cx: Context, material: Material, key: int | None) -> VersionNote:
    """Return one's own note, or an empty one of today."""
    if key is None:
        return VersionNote(cx.me.id, material, _today(cx), "", cx.now)
    return cx.own(await cx.tx.versions.get(key))


def _today(cx: Context) -> date:
    return recurrence.local(cx.now, cx.me.zone).date()
