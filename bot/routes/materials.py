"""Materials: who answers what of the checklists, the notes of versions, and reviews."""

from collections.abc import Mapping

from bot.actions import materials as papers
from bot.actions import review as reviews
from bot.handlers import materials, review, version
from bot.routes.handler import Handler
from bot.ui.action import Action

MATERIALS: Mapping[type[Action], Handler] = {
    papers.OpenMaterials: materials.open_materials,
    papers.ShowChecklist: materials.show_checklist,
    papers.ShowItem: materials.show_item,
    papers.PickItem: materials.pick_item,
    papers.MarkItem: materials.mark_item,
    papers.ListVersions: version.list_versions,
    papers.OpenVersion: version.open_version,
    papers.KeepVersion: version.keep_version,
    papers.RemoveVersion: version.remove_version,
    reviews.OpenReview: review.open_review,
    reviews.ChangeReviewTone: review.change_tone,
    reviews.OfferReview: review.offer,
    reviews.CloseReview: review.close,
    reviews.ReopenReview: review.reopen,
}
