"""Seats: who has one, who is next in line, who hosts after whom, and who has gone quiet."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.checkin import CheckIn
from bot.domain.circle import Member, Seat, Week

SEATED = (Seat.MEMBER, Seat.PAUSED)
SILENCE = 3
"""Weeks without a word after which somebody is asked, once."""


def seated(members: Sequence[Member]) -> tuple[Member, ...]:
    """Return those who hold a seat, the longest first; a pause keeps it."""
    return _in_order(member for member in members if member.seat in SEATED)


def active(members: Sequence[Member]) -> tuple[Member, ...]:
    """Return those who take part at present, the longest first."""
    return _in_order(member for member in members if member.seat is Seat.MEMBER)


def waiting(members: Sequence[Member]) -> tuple[Member, ...]:
    """Return those who wait for a seat, the longest first."""
    return _in_order(member for member in members if member.seat is Seat.WAITING)


def free(members: Sequence[Member], seats: int) -> int:
    """Count the seats that nobody holds."""
    return max(0, seats - len(seated(members)))


def next_seated(members: Sequence[Member], seats: int) -> tuple[Member, ...]:
    """Return those in line for whom there is a seat now."""
    return waiting(members)[: free(members, seats)]


def place_in_line(members: Sequence[Member], person_id: int) -> int:
    """Count from one how far somebody is from a seat; 0 for those who do not wait."""
    line = [member.person_id for member in waiting(members)]
    return line.index(person_id) + 1 if person_id in line else 0


def next_host(members: Sequence[Member], host_id: int | None = None) -> Member | None:
    """Return who hosts after `host_id`: those who take part go round, the longest first.

    Without a host, or when the host has left, the longest member is next. People on a pause are
    asked only when nobody else is there.
    """
    others = active(members) or seated(members)
    ids = [member.person_id for member in others]
    start = ids.index(host_id) + 1 if host_id in ids else 0
    return next(iter((*others[start:], *others[:start])), None)


def heard(member: Member, checkin: CheckIn | None, week: Week, *, away: bool) -> Member:
    """Note after a week whether somebody was heard of; a break and a late start count for nothing.

    Any sign of life counts, also a week skipped and a check-in that was only begun.
    """
    if checkin is not None:
        return replace(member, silent_weeks=0, asked_at=None)
    if away or member.seat is not Seat.MEMBER or member.joined_at > week.opened_at:
        return member
    return replace(member, silent_weeks=member.silent_weeks + 1)


def is_to_be_asked(member: Member) -> bool:
    """Tell whether it is time to ask privately: stay, pause or leave."""
    return member.silent_weeks >= SILENCE and member.asked_at is None


def taken(member: Member, seat: Seat, now: datetime) -> Member:
    """Begin anew with a seat or a place in line, whatever was before."""
    return replace(member, seat=seat, joined_at=now, silent_weeks=0, asked_at=None)


def _in_order(members: Iterable[Member]) -> tuple[Member, ...]:
    return tuple(sorted(members, key=lambda member: (member.joined_at, member.id)))
