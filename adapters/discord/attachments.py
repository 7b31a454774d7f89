"""What travels beside a message: pictures and files, safely named, opened afresh for each try."""

import io
import re
import unicodedata
import zipfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import PurePath

import discord

MOST = 10
"""Attachments of one message."""

LONGEST_DESCRIPTION = 1024
"""A picture's description, in characters."""

_UNSAFE = re.compile(r"[^A-Za-z0-9_.-]+")
_SPOILER = re.compile(r"^(?:SPOILER_)+")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to be uploaded, and the words that say the same as a picture."""

    name: str
    data: bytes
    description: str = ""

    @property
    def uri(self) -> str:
        """Its address inside the message it comes with."""
        return f"attachment://{self.name}"

    def fresh(self) -> discord.File:
        """Open it for one try: what is sent once cannot be sent again."""
        description = self.description or None
        return discord.File(
            io.BytesIO(self.data), self.name, spoiler=False, description=description
        )


def named(wanted: str, taken: Collection[str]) -> str:
    """Make a name of the letters Discord keeps, differing from those taken."""
    ascii_letters = unicodedata.normalize("NFKD", wanted).encode("ascii", "ignore").decode()
    safe = _SPOILER.sub("", _UNSAFE.sub("_", ascii_letters).strip("._-"))
    path = PurePath(safe or "file")
    name, number = path.name, 2
    while name in taken:
        name, number = f"{path.stem}-{number}{path.suffix}", number + 1
    return name


def together(name: str, files: Sequence[Attachment]) -> Attachment:
    """Put several files into one."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            # A fixed date: the same files make the same bytes.
            archive.writestr(zipfile.ZipInfo(file.name), file.data)
    return Attachment(name, packed.getvalue())
