"""The pictures on one person's page: each uploaded once, and deleted when it is shown no more.

They are uploaded for that page alone, so that no message loses its picture with them.
"""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from adapters.slack.attempts import Pause
from adapters.slack.blocks import Attachment
from adapters.slack.pictures import Pictures, digest
from adapters.slack.render import Payload
from adapters.slack.requests import Declined, Mistake, Unclear
from bot.errors import DeliveryProblem

log = logging.getLogger(__name__)

PATIENCE_SECONDS = 0.7
"""How long a page waits for its pictures; after that it is shown with their words first."""

_BETWEEN = "="


@dataclass(slots=True)
class Album:
    """What is uploaded for a page, as Slack's ids by what they show; `old` waits to be deleted."""

    hung: dict[str, str] = field(default_factory=dict)
    old: list[str] = field(default_factory=list)
    _uploading: dict[str, asyncio.Task[None]] = field(default_factory=dict)

    @classmethod
    def noted(cls, notes: Sequence[str]) -> "Album":
        """Return what was written down before a restart."""
        album = cls()
        for note in notes:
            mark, _, id_ = note.rpartition(_BETWEEN)
            if mark:
                album.hung[mark] = id_
            else:
                album.old.append(id_)
        return album

    def notes(self) -> tuple[str, ...]:
        """Return what is to be written down."""
        return (*(f"{mark}{_BETWEEN}{id_}" for mark, id_ in self.hung.items()), *self.old)

    def ids(self, team: str, payload: Payload) -> Mapping[str, str]:
        """Return the ids of a page's pictures by their names, as far as they are uploaded."""
        marks = {file.name: digest(team, file) for file in _pictures(payload)}
        return {name: self.hung[mark] for name, mark in marks.items() if mark in self.hung}

    async def hang(
        self, pictures: Pictures, team: str, payload: Payload, pause: Pause | None = None
    ) -> None:
        """Upload what a page lacks; with a pause, wait no longer than our patience goes."""
        for file in _pictures(payload):
            mark = digest(team, file)
            if mark not in self.hung and mark not in self._uploading:
                self._uploading[mark] = asyncio.create_task(self._hang(pictures, team, file, mark))
        under_way = set(self._uploading.values())
        if not under_way:
            return
        if pause is None:
            await asyncio.wait(under_way)
            return
        patience = asyncio.ensure_future(pause(PATIENCE_SECONDS))
        uploaded = asyncio.ensure_future(asyncio.wait(under_way))
        either: set[asyncio.Future[Any]] = {patience, uploaded}
        try:
            await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for waiting in either:
                waiting.cancel()

    async def tidy(self, pictures: Pictures, team: str, payload: Payload) -> None:
        """Delete what the page shows no more; what cannot be deleted now waits for another time."""
        wanted = {digest(team, file) for file in _pictures(payload)}
        self.old += [self.hung.pop(mark) for mark in self.hung.keys() - wanted]
        kept = []
        for id_ in self.old:
            try:
                await pictures.delete(team, id_)
            except Declined as declined:
                log.info("a picture is gone already, or not ours to delete: %s", declined)
            except (DeliveryProblem, Unclear, Mistake) as problem:
                log.info("an old picture stays for now: %s", type(problem).__name__)
                kept.append(id_)
        self.old = kept

    def forget(self, team: str, payload: Payload) -> None:
        """Take what is uploaded of a page for lost, so that it is uploaded again."""
        for file in _pictures(payload):
            if id_ := self.hung.pop(digest(team, file), ""):
                self.old.append(id_)

    async def _hang(self, pictures: Pictures, team: str, file: Attachment, mark: str) -> None:
        try:
            self.hung[mark] = await pictures.upload(team, file)
        except (DeliveryProblem, Declined, Unclear, Mistake) as problem:
            log.warning("workspace %s takes no picture: %s", team, problem)
        finally:
            del self._uploading[mark]


def _pictures(payload: Payload) -> list[Attachment]:
    return [file for file in payload.files if file.alt]
