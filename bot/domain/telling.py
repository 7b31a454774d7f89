"""A telling: an application that is told of, and perhaps told of again."""

from collections.abc import Iterable
from dataclasses import replace

from bot.domain import application as applications
from bot.domain.application import NOTE, OPEN, Application, Move, folded, newest_first


def twin(applications: Iterable[Application], company: str, role: str) -> Application | None:
    """Find the open application that another telling may be about; an unnamed role fits any."""
    key, title = folded(company), folded(role)
    for each in newest_first(applications):
        if each.status not in OPEN or folded(each.company) != key:
            continue
        other = folded(each.role)
        if other == title or (key and not (other and title)):
            return each
    return None


def merged(known: Application, told: Application, zone: str) -> Application:
    """Add what was told to what was known: gaps are filled, and the status only goes onwards."""
    both = known.note if told.note in known.note else f"{known.note}\n\n{told.note}".strip()
    changed = replace(
        known,
        role=known.role or told.role,
        applied_on=known.applied_on or told.applied_on,
        note=both[:NOTE],
    )
    kind = applications.kind_of_move(known.status, told.status)
    if kind in (Move.SAME, Move.BACK):
        return changed
    return applications.moved(changed, told.status, told.moved_at, zone)
