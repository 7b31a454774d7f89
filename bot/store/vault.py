"""The vault: seals what people wrote, so that the file alone tells nobody."""

import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.errors import StoreProblem
from bot.store import place
from bot.store.faults import told_of_files

KEY_FILE = "undaunted.key"
KEY_LENGTH = 44


class VaultProblem(StoreProblem):
    """A key is missing, unfit or the wrong one; the sentence never shows it."""


class Vault:
    """Several keys: the first seals, every one of them opens."""

    def __init__(self, keys: Sequence[str]) -> None:
        """Take keys as `new_key` makes them; raises VaultProblem when one is unfit."""
        if not keys:
            raise VaultProblem("No key was given: name at least one in UNDAUNTED_KEY.")
        fernets = [_fernet(key, number) for number, key in enumerate(keys, start=1)]
        self._newest = fernets[0]
        self._all = MultiFernet(fernets)

    def seal(self, text: str) -> str:
        """Return the text sealed with the first key, in plain ASCII."""
        # Fernet writes down when it sealed; zero keeps that to itself, and asks no clock.
        return self._newest.encrypt_at_time(_bytes(text), 0).decode("ascii")

    def open(self, sealed: str) -> str:
        """Return what was sealed; raises VaultProblem when no key fits."""
        return _open(self._all, sealed)

    def is_newest(self, sealed: str) -> bool:
        """Tell whether the first key sealed this."""
        try:
            self._newest.decrypt(_bytes(sealed))
        except InvalidToken:
            return False
        return True

    def rotate(self, sealed: str) -> str:
        """Return it sealed with the first key; untouched when it is already."""
        return sealed if self.is_newest(sealed) else self.seal(self.open(sealed))


def new_key() -> str:
    """Return a fresh key: 32 random bytes in URL-safe base64."""
    return Fernet.generate_key().decode("ascii")


def load_keys(setting: str | None, folder: Path) -> list[str]:
    """Return the keys of the setting (set apart by commas), else those of the folder's key file.

    Raises VaultProblem when one is unfit or the file is open to others; no sentence shows a key.
    """
    return _checked((setting or "").split(",")) or keys_in(folder)


def keys_in(folder: Path) -> list[str]:
    """Return the keys of a folder's key file, one on each line, made once if it is not there."""
    place.make_folder(folder)
    path = folder / KEY_FILE
    if not path.exists():
        _make(path)
    with told_of_files(str(path)):
        if path.stat().st_mode & 0o077:
            raise VaultProblem(
                f"Others on this machine may read {path}: close it with `chmod 600 {path}`, "
                "and make a new key if somebody may have read it."
            )
        keys = _checked(path.read_text("ascii", "replace").splitlines())
    if not keys:
        raise VaultProblem(
            f"{path} is empty: put your key back, or delete the file if nothing was kept yet."
        )
    return keys


def _checked(lines: Sequence[str]) -> list[str]:
    keys = [line.strip() for line in lines if line.strip()]
    for number, key in enumerate(keys, start=1):
        _fernet(key, number)
    return keys


def _make(path: Path) -> None:
    with told_of_files(str(path)):
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f"{KEY_FILE}.")
        try:
            os.write(descriptor, f"{new_key()}\n".encode())
            # A key that is lost with the power would leave for ever sealed what it sealed.
            os.fsync(descriptor)
            # Appears whole or not at all; where another process was faster, its key is the one.
            with suppress(FileExistsError):
                os.link(name, path)
        finally:
            os.close(descriptor)
            Path(name).unlink()
        place.settle(path.parent)


def _fernet(key: str, number: int) -> Fernet:
    # Base64 is read leniently: two keys run together would pass for the first of them.
    if len(key) == KEY_LENGTH:
        with suppress(ValueError):
            return Fernet(key)
    raise VaultProblem(
        f"Key number {number} in UNDAUNTED_KEY or the key file is not a key: "
        f"each is {KEY_LENGTH} characters, and several are set apart by commas or lines."
    )


def _open(keys: MultiFernet, sealed: str) -> str:
    try:
        return keys.decrypt(_bytes(sealed)).decode("utf-8", "surrogatepass")
    except InvalidToken:
        raise VaultProblem(
            "None of the keys opens what is sealed in the database: "
            "put back the key it was made with, in UNDAUNTED_KEY or in undaunted.key."
        ) from None


def _bytes(text: str) -> bytes:
    # Half a surrogate pair can arrive from a platform; it is kept as it came.
    return text.encode("utf-8", "surrogatepass")
