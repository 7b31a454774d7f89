"""Widening the network: a list of names, and the people met on the way."""

from bot.ui.action import Action, action


@action("network.open")
class OpenNetwork(Action):
    """See one's list of names, or begin one."""


@action("network.begin")
class BeginNetwork(Action):
    """Begin from a no: with the people met there, where there were any."""

    no: int


@action("network.names")
class OpenNames(Action):
    """Write down up to five names."""


@action("network.keep_names")
class KeepNames(Action):
    """Keep the names."""


@action("network.met")
class OpenMet(Action):
    """Write down who was met in a process."""

    application: int


@action("network.keep_met")
class KeepMet(Action):
    """Keep who was met."""

    application: int


@action("network.list")
class ListContacts(Action):
    """See the names, a page at a time."""

    page: int = 0
