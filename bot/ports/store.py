"""One transaction over everything, as the core sees it."""

from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol

from bot.domain.contact import Contact
from bot.domain.feedback import FeedbackRequest
from bot.domain.goal import Goal
from bot.domain.growth import Growth
from bot.domain.learning import Learning
from bot.domain.material import Checked, VersionNote
from bot.domain.paths import Paths
from bot.domain.plan import Plan
from bot.domain.reflection import Reflection
from bot.domain.rehearsal import Rehearsal
from bot.domain.rejection import No
from bot.domain.review import ReviewRequest
from bot.domain.setback import Setback
from bot.domain.streak import Rest
from bot.ports.ledgers import Accounts, Changes, Data, Drafts, Outbox, Practices, Tally, Turns
from bot.ports.offers import ReviewOffers
from bot.ports.shelves import (
    Applications,
    Breaks,
    CheckIns,
    Circles,
    Closures,
    Commitments,
    Nudges,
    People,
    Preferences,
    Reports,
    Shares,
    Shelf,
    Spaces,
)


class Tx(Protocol):
    """One transaction over everything."""

    @property
    def people(self) -> People: ...  # noqa: D102
    @property
    def preferences(self) -> Preferences: ...  # noqa: D102
    @property
    def breaks(self) -> Breaks: ...  # noqa: D102
    @property
    def spaces(self) -> Spaces: ...  # noqa: D102
    @property
    def closures(self) -> Closures: ...  # noqa: D102
    @property
    def circles(self) -> Circles: ...  # noqa: D102
    @property
    def checkins(self) -> CheckIns: ...  # noqa: D102
    @property
    def shares(self) -> Shares: ...  # noqa: D102
    @property
    def reports(self) -> Reports: ...  # noqa: D102
    @property
    def rests(self) -> Shelf[Rest]: ...  # noqa: D102
    @property
    def applications(self) -> Applications: ...  # noqa: D102
    @property
    def nos(self) -> Shelf[No]: ...  # noqa: D102
    @property
    def reflections(self) -> Shelf[Reflection]: ...  # noqa: D102
    @property
    def feedback(self) -> Shelf[FeedbackRequest]: ...  # noqa: D102
    @property
    def goals(self) -> Shelf[Goal]: ...  # noqa: D102
    @property
    def plans(self) -> Shelf[Plan]: ...  # noqa: D102
    @property
    def commitments(self) -> Commitments: ...  # noqa: D102
    @property
    def paths(self) -> Shelf[Paths]: ...  # noqa: D102
    @property
    def growths(self) -> Shelf[Growth]: ...  # noqa: D102
    @property
    def contacts(self) -> Shelf[Contact]: ...  # noqa: D102
    @property
    def checked(self) -> Shelf[Checked]: ...  # noqa: D102
    @property
    def versions(self) -> Shelf[VersionNote]: ...  # noqa: D102
    @property
    def reviews(self) -> Shelf[ReviewRequest]: ...  # noqa: D102
    @property
    def offers(self) -> ReviewOffers: ...  # noqa: D102
    @property
    def rehearsals(self) -> Shelf[Rehearsal]: ...  # noqa: D102
    @property
    def setbacks(self) -> Shelf[Setback]: ...  # noqa: D102
    @property
    def learnings(self) -> Shelf[Learning]: ...  # noqa: D102
    @property
    def nudges(self) -> Nudges: ...  # noqa: D102
    @property
    def drafts(self) -> Drafts: ...  # noqa: D102
    @property
    def changes(self) -> Changes: ...  # noqa: D102
    @property
    def turns(self) -> Turns: ...  # noqa: D102
    @property
    def practices(self) -> Practices: ...  # noqa: D102
    @property
    def outbox(self) -> Outbox: ...  # noqa: D102
    @property
    def accounts(self) -> Accounts: ...  # noqa: D102
    @property
    def data(self) -> Data: ...  # noqa: D102
    @property
    def tally(self) -> Tally: ...  # noqa: D102

    async def first_sight(self, key: str, now: datetime) -> bool:
        """Note an event's key; False when it was answered before."""
        ...


class Store(Protocol):
    """The database, seen by the core."""

    def begin(self) -> AbstractAsyncContextManager[Tx]:
        """Open a transaction: committed when it ends well, rolled back when it does not."""
        ...

    async def next_due(self) -> datetime | None:
        """Return the earliest instant at which anything stored becomes due."""
        ...
