"""How what is kept about a person looks: in plain words, given back, or forgotten."""

from collections.abc import Mapping

from bot.actions.privacy import EraseData, ExportData
from bot.domain import keeping
from bot.texts import Label, Line, Texts, Title
from bot.ui.card import Button, Buttons, Card, File, Note, Text, Tone
from bot.views import sure

TITLE = Title("privacy.title")
WHO_SEES = Line("privacy.who_sees")
KEPT = Line("privacy.kept")
ALWAYS = Line("privacy.always")
NOT_KEPT = Line("privacy.not_kept")
HOW_LONG = Line("privacy.how_long", "undo", "drafts", "letters", "left")
EXPORT = Label("privacy.export")
ERASE = Label("privacy.erase")
EXPORT_TITLE = Title("privacy.export_title")
EXPORT_NOTE = Line("privacy.export_note")
EXPORT_WARNING = Line("privacy.export_warning")
ERASED_TITLE = Title("privacy.erased_title")
ERASED = Line("privacy.erased")
AFTER = Line("privacy.after")

FILE_NAME = "undaunted.json"

NAMES = {
    "application": Line("privacy.kinds.application", "count"),
    "no": Line("privacy.kinds.no", "count"),
    "reflection": Line("privacy.kinds.reflection", "count"),
    "feedback_request": Line("privacy.kinds.feedback_request", "count"),
    "contact": Line("privacy.kinds.contact", "count"),
    "checked": Line("privacy.kinds.checked", "count"),
    "version_note": Line("privacy.kinds.version_note", "count"),
    "review_request": Line("privacy.kinds.review_request", "count"),
    "review_offer": Line("privacy.kinds.review_offer", "count"),
    "plan": Line("privacy.kinds.plan", "count"),
    "commitment": Line("privacy.kinds.commitment", "count"),
    "goal": Line("privacy.kinds.goal", "count"),
    "rehearsal": Line("privacy.kinds.rehearsal", "count"),
    "setback": Line("privacy.kinds.setback", "count"),
    "learning": Line("privacy.kinds.learning", "count"),
    "paths": Line("privacy.kinds.paths", "count"),
    "growth": Line("privacy.kinds.growth", "count"),
    "checkin": Line("privacy.kinds.checkin", "count"),
    "member": Line("privacy.kinds.member", "count"),
    "share": Line("privacy.kinds.share", "count"),
    "rest": Line("privacy.kinds.rest", "count"),
    "nudge": Line("privacy.kinds.nudge", "count"),
    "report": Line("privacy.kinds.report", "count"),
    "draft": Line("privacy.kinds.draft", "count"),
}
"""What people would look for, by table; the rest is bookkeeping, and is in the file."""


def kept(t: Texts, counts: Mapping[str, int]) -> Card:
    """Say what is kept and why, who sees it, how long, and offer both ways out."""
    named = [t(line, count=counts[name]) for name, line in NAMES.items() if counts[name]]
    ways = (
        Button(t(EXPORT), ExportData()),
        sure.button(t, ERASE, EraseData()),
    )
    said = (Text(t(WHO_SEES)), Text(t(KEPT)), Text("\n".join((t(ALWAYS), *named))))
    return Card(t(TITLE), (*said, Note(t(NOT_KEPT)), Note(_how_long(t)), Buttons(ways)))


def export(t: Texts, data: bytes) -> Card:
    """Give everything back in one file."""
    file = File(FILE_NAME, data, t(EXPORT_NOTE))
    return Card(t(EXPORT_TITLE), (file, Note(t(EXPORT_WARNING))))


def erased(t: Texts) -> Card:
    """Say that everything is gone, and what that means."""
    return Card(t(ERASED_TITLE), (Text(t(ERASED)), Text(t(AFTER))), Tone.CARE)


def _how_long(t: Texts) -> str:
    return t(
        HOW_LONG,
        undo=keeping.CHANGE.days,
        drafts=keeping.DRAFT.days,
        letters=keeping.LETTER.days,
        left=keeping.PERSON.days,
    )
