"""Until when people are away, kept so that a break can be taken back by itself.

It rests in the person's row, of which other columns change with everything somebody does; so an
undo compares and restores this column only.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.domain.person import Person
from bot.store.people import People
from bot.store.shelf import Entry, Told

SHELF = "break"


class Breaks:
    """The end of each person's break, where they are on one."""

    def __init__(self, people: People, journal: list[Entry]) -> None:
        self._people = people
        self._journal = journal

    async def keep(self, person: Person) -> Person:
        """Keep a person as given, and remember until when they had been away before."""
        before = await self._people.get(person.id)
        kept = await self._people.put(person)
        if before is not None and before.away_until != kept.away_until:
            self._journal.append(Entry(SHELF, kept.id, _written(before), _written(kept)))
        return kept

    async def restore(self, entry: Entry) -> bool:
        """Put back the break an entry tells of; False when it has changed since."""
        person = await self._people.get(entry.id)
        if person is None or entry.before is None or _written(person) != entry.after:
            return False
        until = entry.before["until"]
        away_until = None if until is None else datetime.fromisoformat(until)
        await self._people.put(replace(person, away_until=away_until))
        return True

    def retold(self, snapshot: Mapping[str, Any], told: Told) -> Mapping[str, Any]:
        """Tell anew until when somebody was away."""
        if snapshot["until"] is None:
            return snapshot
        until = told(datetime.fromisoformat(snapshot["until"]))
        return {"until": until.isoformat()} if isinstance(until, datetime) else snapshot


def _written(person: Person) -> Mapping[str, Any]:
    """Say as JSON would until when a person is away."""
    return {"until": person.away_until.isoformat() if person.away_until else None}
