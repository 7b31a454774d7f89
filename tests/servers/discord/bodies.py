"""What a request carries: JSON, or JSON with files."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any, Final

from aiohttp import BodyPartReader, web

from tests.servers.discord.errors import ApiError, breach

FILE_PART: Final = re.compile(r"files\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class File:
    """An uploaded file; `number` is the n of its `files[n]`."""

    number: int
    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Body:
    """The JSON of a request, None where it has none, and its files."""

    json: Any = None
    files: tuple[File, ...] = ()


async def read(request: web.Request) -> Body:
    """Return what a request carries; ApiError where it is neither JSON nor a proper form."""
    kind = request.headers.get("Content-Type", "")
    if kind.startswith("multipart/form-data"):
        return await _form(request)
    text = await request.read()
    if not text:
        return Body()
    if kind != "application/json":
        raise breach(400, 50035, f'Expected "Content-Type" header to be JSON, not {kind!r}')
    return Body(_json(text))


async def _form(request: web.Request) -> Body:
    payload: Any = None
    files: list[File] = []
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            raise breach(400, 50035, "A form in a form")
        numbered = FILE_PART.fullmatch(part.name or "")
        if part.name == "payload_json":
            payload = _json(bytes(await part.read()))
        elif numbered and part.filename:
            data = bytes(await part.read())
            files.append(File(int(numbered[1]), part.filename, data))
        else:
            raise breach(400, 50035, f"Unknown form part {part.name!r}")
    if payload is None:
        raise breach(400, 50035, "A form without payload_json")
    return Body(payload, tuple(files))


def _json(text: bytes) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        raise _not_json() from None


def _not_json() -> ApiError:
    return breach(400, 50109, "The request body contains invalid JSON.")
