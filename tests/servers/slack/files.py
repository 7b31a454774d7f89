"""Uploads in three steps, and whether a picture that blocks name is there yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.servers.slack.errors import SlackError, breach, invalid_arguments

if TYPE_CHECKING:
    from tests.servers.slack.calls import Call
    from tests.servers.slack.server import SlackServer

Json = dict[str, Any]


@dataclass(slots=True, eq=False)
class File:
    """An uploaded file; blocks can show it once it is complete and no longer `busy`."""

    id: str
    name: str
    length: int
    alt: str
    data: bytes = field(default=b"", repr=False)
    title: str = ""
    complete: bool = False
    deleted: bool = False
    busy: int = 0

    def told(self) -> Json:
        """Return it as answers tell it."""
        return {
            "id": self.id,
            "name": self.name,
            "title": self.title or self.name,
            "size": self.length,
            "mimetype": "image/png" if self.data.startswith(b"\x89PNG") else "",
            "alt_txt": self.alt,
        }


class Files:
    """All uploads. `busy` is for how many looks a file completed from now on is not ready."""

    def __init__(self, server: SlackServer) -> None:
        self._server = server
        self.all: dict[str, File] = {}
        self.busy = 0

    def address(self, call: Call) -> Json:
        """Answer `files.getUploadURLExternal`."""
        call.need("filename", "length")
        length = int(call.args["length"])
        if length <= 0:
            raise invalid_arguments("length must be positive")
        name = self._server.ids.next("F")
        self.all[name] = File(name, call.text("filename"), length, call.text("alt_txt"))
        url = f"http://127.0.0.1:{self._server.web.port}/upload/{name}"
        return {"upload_url": url, "file_id": name}

    def receive(self, call: Call) -> None:
        """Take the bytes that are posted to an upload's address."""
        file = self.all.get(call.path.rpartition("/")[2])
        if file is None:
            raise breach("file_not_found")
        if len(call.body) != file.length:
            raise breach("upload_length", [f"{len(call.body)} bytes instead of {file.length}"])
        file.data = call.body

    def complete(self, call: Call) -> Json:
        """Answer `files.completeUploadExternal`."""
        done = []
        for given in call.items("files"):
            file = self.all.get(given["id"])
            if file is None:
                raise SlackError("file_not_found", breach=True)
            if not file.data:
                raise breach("file_not_found", [f"nothing was uploaded to {file.id}"])
            file.complete, file.title, file.busy = True, given.get("title", ""), self.busy
            done.append(file.told())
        if not done:
            raise invalid_arguments("missing required field: files")
        return {"files": done}

    def delete(self, call: Call) -> Json:
        """Answer `files.delete`."""
        call.need("file")
        file = self.all.get(call.text("file"))
        if file is None or file.deleted:
            raise SlackError("file_not_found")
        file.deleted = True
        return {}

    def need(self, value: Any) -> None:
        """Raise `invalid_blocks` where a picture in blocks is not uploaded, or not ready yet."""
        for given in _named(value):
            file = self.all.get(str(given.get("id")))
            if file is None or not file.complete or file.deleted:
                raise breach("invalid_blocks", [f"invalid slack file {given}"])
            if file.busy:
                file.busy -= 1
                raise SlackError(
                    "invalid_blocks",
                    response_metadata={"messages": ["[ERROR] invalid slack file"]},
                )


def _named(value: Any) -> list[Json]:
    if isinstance(value, list):
        return [found for one in value for found in _named(one)]
    if not isinstance(value, dict):
        return []
    own = [value["slack_file"]] if isinstance(value.get("slack_file"), dict) else []
    return own + [found for one in value.values() for found in _named(one)]
