"""What people chose about being written to, kept so that it can be taken back by itself.

It rests in the person's row, of which other columns change with everything somebody does; so an
undo compares and restores these columns only.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.domain.person import Often, Person
from bot.store.people import People
from bot.store.shelf import Entry, Told

SHELF = "preference"
_NAMES = ("often", "muted", "quiet_start", "quiet_end")


class Preferences:
    """How often, which kinds, and the quiet hours."""

    def __init__(self, people: People, journal: list[Entry]) -> None:
        self._people = people
        self._journal = journal

    async def keep(self, person: Person) -> Person:
        """Keep a person as given, and remember what they had chosen before."""
        before = await self._people.get(person.id)
        kept = await self._people.put(person)
        if before is not None and _chosen(before) != _chosen(kept):
            self._journal.append(Entry(SHELF, kept.id, _chosen(before), _chosen(kept)))
        return kept

    async def restore(self, entry: Entry) -> bool:
        """Put back what an entry says was chosen; False when it has changed since."""
        person = await self._people.get(entry.id)
        if person is None or entry.before is None or _chosen(person) != entry.after:
            return False
        before = dict(entry.before)
        often, muted = Often(before.pop("often")), tuple(before.pop("muted"))
        await self._people.put(replace(person, often=often, muted=muted, **before))
        return True

    def retold(self, snapshot: Mapping[str, Any], told: Told) -> Mapping[str, Any]:
        """Return what was chosen as it is: minutes of one's own day are so on any clock."""
        return snapshot


def _chosen(person: Person) -> Mapping[str, Any]:
    """Say as JSON would what a person chose."""
    chosen = {name: getattr(person, name) for name in _NAMES}
    return {**chosen, "often": person.often.value, "muted": list(person.muted)}
