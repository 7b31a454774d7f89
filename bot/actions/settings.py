"""How the bot treats one person; `home` says that the page is to be seen again afterwards."""

from bot.ui.action import Action, action


@action("settings.open")
class OpenSettings(Action):
    """See and change zone, country and quiet hours."""


@action("settings.open_zone")
class OpenZone(Action):
    """Choose the zone, or keep the one that was named with it."""


@action("settings.zone")
class ChooseZone(Action):
    """Choose a zone from the menu; the zone picked travels beside."""

    home: bool = False


@action("settings.zone_is_right")
class ConfirmZone(Action):
    """Say that the zone we go by is theirs."""

    home: bool = True


@action("settings.type_zone")
class TypeZone(Action):
    """Write the zone instead."""

    home: bool = False


@action("settings.keep_zone")
class KeepZone(Action):
    """Keep the zone that was written."""

    home: bool = False


@action("settings.country")
class OpenCountry(Action):
    """Say which country's help lines fit."""


@action("settings.keep_country")
class KeepCountry(Action):
    """Keep the country."""
