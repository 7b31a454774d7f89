"""One transaction over everything: the shelves of all nouns on one connection."""

import hashlib
from datetime import datetime

from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.application import Application
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
from bot.store import tables
from bot.store.accounts import Accounts
from bot.store.breaks import SHELF as BREAK
from bot.store.breaks import Breaks
from bot.store.checkins import CheckIns
from bot.store.circles import Circles
from bot.store.closures import Closures
from bot.store.data import Data
from bot.store.drafts import Changes, Drafts, Restorer
from bot.store.nudges import Nudges
from bot.store.offers import ReviewOffers
from bot.store.outbox import Outbox
from bot.store.people import People
from bot.store.plans import Commitments
from bot.store.preferences import SHELF as PREFERENCE
from bot.store.preferences import Preferences
from bot.store.reports import Reports
from bot.store.shares import Shares
from bot.store.shelf import Entry, Shelf
from bot.store.spaces import Spaces
from bot.store.turns import Practices, Tally, Turns


class Transaction:
    """Every shelf, sharing one connection and one journal of what changed."""

    def __init__(self, connection: AsyncConnection) -> None:
        journal: list[Entry] = []
        self._connection = connection
        self.people = People(connection, journal)
        self.preferences = Preferences(self.people, journal)
        self.breaks = Breaks(self.people, journal)
        self.spaces = Spaces(connection, journal)
        self.closures = Closures(connection)
        self.circles = Circles(connection, journal)
        self.checkins = CheckIns(connection, journal)
        self.shares = Shares(connection, journal)
        self.reports = Reports(connection, journal)
        self.rests = Shelf(connection, tables.rest, Rest, journal)
        self.applications = Shelf(connection, tables.application, Application, journal)
        self.nos = Shelf(connection, tables.no, No, journal)
        self.nudges = Nudges(connection, journal)
        self._open_practices(connection, journal)
        self.drafts = Drafts(connection)
        self.changes = Changes(connection, journal, self._undoable())
        self.turns = Turns(connection)
        self.practices = Practices(connection)
        self.outbox = Outbox(connection)
        self.accounts = Accounts(connection)
        self.data = Data(connection)
        self.tally = Tally(connection)

    def _open_practices(self, connection: AsyncConnection, journal: list[Entry]) -> None:
        """Open the shelves of what people make in their practices."""
        self.reflections = Shelf(connection, tables.reflection, Reflection, journal)
        self.feedback = Shelf(connection, tables.feedback_request, FeedbackRequest, journal)
        self.goals = Shelf(connection, tables.goal, Goal, journal)
        self.plans = Shelf(connection, tables.plan, Plan, journal)
        self.commitments = Commitments(connection, journal)
        self.paths = Shelf(connection, tables.paths, Paths, journal)
        self.growths = Shelf(connection, tables.growth, Growth, journal)
        self.contacts = Shelf(connection, tables.contact, Contact, journal)
        self.checked = Shelf(connection, tables.checked, Checked, journal)
        self.versions = Shelf(connection, tables.version_note, VersionNote, journal)
        self.reviews = Shelf(connection, tables.review_request, ReviewRequest, journal)
        self.offers = ReviewOffers(connection, journal)
        self.rehearsals = Shelf(connection, tables.rehearsal, Rehearsal, journal)
        self.setbacks = Shelf(connection, tables.setback, Setback, journal)
        self.learnings = Shelf(connection, tables.learning, Learning, journal)

    async def first_sight(self, key: str, now: datetime) -> bool:
        """Note an event's key; False when it was answered before."""
        # Platforms may write people into their keys, and this outlives an erasure by a day.
        seen = {"key": hashlib.sha256(key.encode()).hexdigest(), "at": now}
        statement = upsert(tables.seen).values(seen).on_conflict_do_nothing(["key"])
        return (await self._connection.execute(statement)).rowcount == 1

    def _undoable(self) -> dict[str, Restorer]:
        """Return what a person's undo may touch: their own things, never people or places."""
        return {
            "application": self.applications,
            "no": self.nos,
            "reflection": self.reflections,
            "feedback_request": self.feedback,
            "goal": self.goals,
            "plan": self.plans,
            "commitment": self.commitments,
            "paths": self.paths,
            "growth": self.growths,
            "contact": self.contacts,
            "checked": self.checked,
            "version_note": self.versions,
            "rehearsal": self.rehearsals,
            "setback": self.setbacks,
            "learning": self.learnings,
            "nudge": self.nudges,
            "checkin": self.checkins,
            PREFERENCE: self.preferences,
            BREAK: self.breaks,
            "rest": self.rests,
        }
