"""Every action and its handler: the one table by which events are dispatched."""

from collections.abc import Mapping

from bot.actions import nudge as nudges
from bot.actions import plan as plans
from bot.actions import rest as rests
from bot.routes.circles import CIRCLES
from bot.routes.community import COMMUNITY
from bot.routes.handler import Handler
from bot.routes.materials import MATERIALS
from bot.routes.network import NETWORK
from bot.routes.person import PERSON
from bot.routes.practices import PRACTICES
from bot.routes.reminders import REMINDING
from bot.routes.search import SEARCH
from bot.ui.action import Action

HANDLERS: Mapping[type[Action], Handler] = {
    **PRACTICES,
    **NETWORK,
    **MATERIALS,
    **SEARCH,
    **CIRCLES,
    **REMINDING,
    **PERSON,
    **COMMUNITY,
}

AHEAD: frozenset[type[Action]] = frozenset({nudges.ShowNudges, plans.OpenPlan, rests.OpenBreak})
"""Commands behind which people write of days to come; behind the others, of days that have been."""
