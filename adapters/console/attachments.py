"""Pictures and files that cards bring along, written where only their owner can read them."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

_STRANGE = re.compile(r"[^\w-]+")


@dataclass(frozen=True, slots=True)
class Attachments:
    """A folder, made when the first file comes; the same content is written once."""

    folder: Path

    def keep(self, name: str, content: bytes) -> Path | None:
        """Write a file and return where it is, or None when the folder takes nothing."""
        stem, suffix = (
            _STRANGE.sub("-", part) for part in (Path(name).stem, Path(name).suffix[1:])
        )
        mark = hashlib.sha256(content).hexdigest()[:8]
        path = self.folder / f"{stem[:60] or 'file'}-{mark}.{suffix[:10] or 'bin'}"
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            # A disk that was full the first time leaves a file that is too short.
            if not path.exists() or path.stat().st_size != len(content):
                path.touch(mode=0o600)
                path.write_bytes(content)
        except OSError:
            return None
        return path
