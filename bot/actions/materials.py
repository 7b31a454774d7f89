"""Mending the materials: checklists item by item, and notes of what was changed."""

from bot.domain.material import Mark, Material
from bot.ui.action import Action, action


@action("materials.open")
class OpenMaterials(Action):
    """See how far one is with each material."""


@action("materials.list")
class ShowChecklist(Action):
    """See one checklist."""

    material: Material


@action("materials.item")
class ShowItem(Action):
    """Look at one item; without one, at that which is next."""

    material: Material
    item: str = ""


@action("materials.pick")
class PickItem(Action):
    """Look at an item picked from a menu."""

    material: Material


@action("materials.mark")
class MarkItem(Action):
    """Say what one makes of an item; without a mark, take it off again."""

    material: Material
    item: str
    mark: Mark | None = None


@action("materials.versions")
class ListVersions(Action):
    """See what was changed in a material, and when."""

    material: Material
    page: int = 0


@action("materials.version")
class OpenVersion(Action):
    """Write down what was changed, or change such a note."""

    material: Material
    note: int | None = None


@action("materials.keep_version")
class KeepVersion(Action):
    """Keep what was changed."""

    material: Material
    note: int | None = None


@action("materials.remove_version")
class RemoveVersion(Action):
    """Throw a note away."""

    note: int
