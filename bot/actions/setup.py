"""Setting a community up: what its admins choose for everybody."""

from bot.ui.action import Action, action


@action("setup.open")
class OpenSetup(Action):
    """See what is set here, and what is missing."""


@action("setup.lobby")
class ChooseLobby(Action):
    """Choose where what is for everybody is said; the channel picked travels beside."""


@action("setup.moderators")
class ChooseModerators(Action):
    """Choose where reports go; the channel picked travels beside."""


@action("setup.zone")
class ChooseZone(Action):
    """Choose the zone that newcomers begin with; the zone picked travels beside."""


@action("setup.form")
class OpenOrigin(Action):
    """Write zone and country instead."""


@action("setup.keep")
class KeepOrigin(Action):
    """Keep zone and country."""


@action("setup.rooms")
class CheckRooms(Action):
    """See where the bot cannot post, why, and what helps."""
