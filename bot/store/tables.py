"""The schema: every table, with the reason for what is not plain, and whose data each holds.

`info["person"]` names the column that says whose a row is, for shelves; export and erasure follow
the foreign keys to `person`: rows that cascade are theirs, rows that are set null only name them.
Text that people wrote is sealed. Instants are UTC. Tables without a person hold nothing personal.
"""

from bot.store.schema.base import metadata
from bot.store.schema.circles import checkin, circle, member, share, week
from bot.store.schema.contacts import contact
from bot.store.schema.growth import growth
from bot.store.schema.installing import installation
from bot.store.schema.learning import learning
from bot.store.schema.materials import checked, review_offer, review_request, version_note
from bot.store.schema.moderation import report
from bot.store.schema.paths import paths
from bot.store.schema.people import (
    closure,
    identity,
    instance,
    keeper,
    person,
    presence,
    rest,
    space,
)
from bot.store.schema.rehearsal import rehearsal, setback
from bot.store.schema.search import (
    application,
    commitment,
    feedback_request,
    goal,
    no,
    plan,
    practised,
    reflection,
)
from bot.store.schema.sending import (
    LetterState,
    change,
    draft,
    letter,
    nudge,
    post,
    seen,
    tally,
    turn,
)

__all__ = [
    "LetterState",
    "application",
    "change",
    "checked",
    "checkin",
    "circle",
    "closure",
    "commitment",
    "contact",
    "draft",
    "feedback_request",
    "goal",
    "growth",
    "identity",
    "installation",
    "instance",
    "keeper",
    "learning",
    "letter",
    "member",
    "metadata",
    "no",
    "nudge",
    "paths",
    "person",
    "plan",
    "post",
    "practised",
    "presence",
    "reflection",
    "rehearsal",
    "report",
    "rest",
    "review_offer",
    "review_request",
    "seen",
    "setback",
    "share",
    "space",
    "tally",
    "turn",
    "version_note",
    "week",
]
