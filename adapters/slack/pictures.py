"""Pictures and files: uploaded first, then shown by their ids, or told in words if they cannot be.

A picture is uploaded to no channel, so that only those see it who see the message it stands in.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Any, Final, TypeVar

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.blocks import Attachment
from adapters.slack.faults import Trouble
from adapters.slack.markup import Json
from adapters.slack.render import Payload
from adapters.slack.requests import Declined, Requests

log = logging.getLogger(__name__)

T = TypeVar("T")
Show = Callable[[list[Json]], Awaitable[T]]

PAUSES: Final = (0.5, 1.5)
"""Seconds for which Slack is given time to look at a new picture before it can be shown."""

KEPT: Final = timedelta(hours=12)
"""For how long the same picture is not uploaded again, and the same file not put up twice."""

MOST_KEPT: Final = 256


@dataclass(slots=True)
class Pictures:
    """Uploads what cards carry; of all that it remembers nothing but digests and ids."""

    requests: Requests
    now: Callable[[], datetime]
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep
    _kept: OrderedDict[str, tuple[str, datetime]] = field(default_factory=OrderedDict)

    async def shown(
        self, team: str, payload: Payload, show: Show[T], *, channel: str = "", mark: str = ""
    ) -> T:
        """Call `show` with the blocks of a card whose pictures are uploaded.

        Files that are no pictures are put up in `channel` before, once for each `mark`. `show`
        must raise Declined as Requests does. Where a picture cannot be had, its words are shown.
        """
        await self._put_up(team, payload, channel, mark)
        pictures = [file for file in payload.files if file.alt]
        if not pictures:
            return await show(payload.placed())
        uploaded = await self._uploaded(team, pictures)
        if uploaded:
            for pause in (*PAUSES, None):
                try:
                    return await show(payload.placed(uploaded))
                except Declined as declined:
                    if declined.verdict.trouble is not Trouble.UNREADY:
                        raise
                if pause is not None:
                    await self.pause(pause)
            log.warning("workspace %s: a picture was not ready, its words are shown", team)
            self._forget(team, pictures)
        return await show(payload.placed())

    async def _put_up(self, team: str, payload: Payload, channel: str, mark: str) -> None:
        for file in payload.files:
            if file.alt or not channel:
                continue
            put_up = digest(team, file, f"{channel}\n{mark}")
            if not (mark and self._known(put_up)):
                self._keep(put_up, await self.upload(team, file, channel))

    async def _uploaded(self, team: str, pictures: Sequence[Attachment]) -> dict[str, str]:
        """Return the ids of pictures by their names; of none, where one is refused."""
        found: dict[str, str] = {}
        for picture in pictures:
            shows = digest(team, picture)
            id_ = self._known(shows)
            try:
                id_ = id_ or await self.upload(team, picture)
            except Declined as declined:
                log.warning("workspace %s takes no picture: %s", team, declined)
                return {}
            self._keep(shows, id_)
            found[picture.name] = id_
        return found

    async def upload(self, team: str, file: Attachment, channel: str = "") -> str:
        """Upload a picture or file and return its id; raises as Requests does."""

        async def address(client: AsyncWebClient) -> tuple[str, str]:
            told = await client.files_getUploadURLExternal(
                filename=file.name, length=len(file.data), alt_txt=file.alt[:1000] or None
            )
            return str(told["upload_url"]), str(told["file_id"])

        url, id_ = await self.requests.ask(team, "files.getUploadURLExternal", address)

        async def send(client: AsyncWebClient) -> None:
            assert client.session is not None  # noqa: S101 - Requests gives no other
            async with client.session.post(
                url, data=file.data, ssl=client.ssl or True, proxy=client.proxy
            ) as answer:
                answer.raise_for_status()

        async def complete(client: AsyncWebClient) -> Any:
            return await client.files_completeUploadExternal(
                files=[{"id": id_, "title": file.name}], channel_id=channel or None
            )

        await self.requests.ask(team, "upload", send)
        await self.requests.ask(team, "files.completeUploadExternal", complete)
        return id_

    async def delete(self, team: str, id_: str) -> None:
        """Delete a picture that nothing shows any more; raises as Requests does."""
        await self.requests.ask(team, "files.delete", lambda ours: ours.files_delete(file=id_))

    def _known(self, mark: str) -> str:
        id_, at = self._kept.get(mark, ("", self.now()))
        return id_ if self.now() - at < KEPT else ""

    def _keep(self, mark: str, id_: str) -> None:
        if self._known(mark) != id_:
            self._kept[mark] = (id_, self.now())
            self._kept.move_to_end(mark)
        if len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)

    def _forget(self, team: str, pictures: Sequence[Attachment]) -> None:
        for picture in pictures:
            self._kept.pop(digest(team, picture), None)


def digest(team: str, file: Attachment, where: str = "") -> str:
    """Mark what a file shows, so that it is known again."""
    mark = blake2b(f"{team}\n{where}\n{file.name}\n{file.alt}\n".encode(), digest_size=16)
    mark.update(file.data)
    return mark.hexdigest()
