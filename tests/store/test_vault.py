"""The vault and its keys: sealed stays sealed, and no sentence shows a key."""

from base64 import urlsafe_b64encode
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import StoreProblem
from bot.store.vault import Vault, VaultProblem, keys_in, load_keys, new_key
from tests.store.files import without_rights

ANY_TEXT = st.text(st.characters(exclude_categories=[]), max_size=300)
# Fixed, for it names tests: 32 bytes.
KEY = urlsafe_b64encode(b"a key that is only used in tests").decode()


@given(ANY_TEXT)
def test_what_was_sealed_opens_as_it_was(text: str) -> None:
    vault = Vault([KEY])
    assert vault.open(vault.seal(text)) == text


def test_half_a_character_and_nothing_at_all_are_sealed_too(vault: Vault) -> None:
    assert vault.open(vault.seal("\ud800")) == "\ud800"
    assert vault.seal("") != ""
    assert vault.open(vault.seal("")) == ""


def test_the_same_words_never_look_the_same_twice(vault: Vault) -> None:
    first, second = vault.seal("no from Acme"), vault.seal("no from Acme")
    assert first != second
    assert "Acme" not in first


def test_a_seal_does_not_tell_when_it_was_made(vault: Vault) -> None:
    # The version byte 0x80 and eight bytes of time are the first twelve characters.
    assert vault.seal("now").startswith("gAAAAAAAAAAA")


def test_the_first_key_seals_and_every_key_opens() -> None:
    old, new = new_key(), new_key()
    before = Vault([old]).seal("kept")
    both = Vault([new, old])
    assert both.open(before) == "kept"
    assert Vault([new]).open(both.seal("kept")) == "kept"


def test_rotating_seals_again_only_what_an_older_key_sealed() -> None:
    old, new = new_key(), new_key()
    both = Vault([new, old])
    rotated = both.rotate(Vault([old]).seal("kept"))
    assert Vault([new]).open(rotated) == "kept"
    assert both.rotate(rotated) == rotated


def test_a_wrong_key_is_refused_without_being_shown() -> None:
    other = new_key()
    with pytest.raises(VaultProblem) as caught:
        Vault([other]).open(Vault([KEY]).seal("kept"))
    assert "put back the key" in str(caught.value)
    assert other not in str(caught.value)


@pytest.mark.parametrize("damaged", ["", "not sealed", "gAAAAAAAAAAA", "schlüssel"])
def test_what_was_never_sealed_does_not_open(vault: Vault, damaged: str) -> None:
    with pytest.raises(VaultProblem):
        vault.open(damaged)


@pytest.mark.parametrize("unfit", ["short", KEY[:-2], KEY + KEY, "ключ" * 11, "=" * 44])
def test_an_unfit_key_is_told_by_its_place_and_never_shown(unfit: str) -> None:
    with pytest.raises(VaultProblem) as caught:
        Vault([KEY, unfit])
    assert "Key number 2" in str(caught.value)
    assert unfit not in str(caught.value)
    assert caught.value.__cause__ is None


def test_no_keys_at_all_are_refused() -> None:
    with pytest.raises(VaultProblem, match="at least one"):
        Vault([])


def test_keys_of_the_setting_come_first_and_no_file_is_made(tmp_path: Path) -> None:
    one, two = new_key(), new_key()
    assert load_keys(f" {one} , {two},", tmp_path) == [one, two]
    assert list(tmp_path.iterdir()) == []


def test_an_unfit_key_of_the_setting_is_refused(tmp_path: Path) -> None:
    with pytest.raises(VaultProblem, match="Key number 1"):
        load_keys("changeme", tmp_path)


@pytest.mark.parametrize("unset", [None, "", "  ", ","])
def test_without_a_setting_a_key_is_made_once_for_us_alone(
    tmp_path: Path, unset: str | None
) -> None:
    folder = tmp_path / "new" / "data"
    keys = load_keys(unset, folder)
    assert load_keys(unset, folder) == keys
    assert [one.name for one in folder.iterdir()] == ["undaunted.key"]
    assert (folder / "undaunted.key").stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700


def test_many_who_start_at_once_agree_on_one_key(tmp_path: Path) -> None:
    for turn in range(20):
        with ThreadPoolExecutor(4) as starters:
            keys = list(starters.map(keys_in, [tmp_path / str(turn)] * 4))
        assert keys == [keys[0]] * 4


def test_each_line_of_the_file_is_a_key(tmp_path: Path) -> None:
    one, two = new_key(), new_key()
    file = tmp_path / "undaunted.key"
    file.write_text(f"{one}\n\n{two}\n")
    file.chmod(0o600)
    assert keys_in(tmp_path) == [one, two]


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o666])
def test_a_key_that_others_may_read_is_refused_with_the_remedy(tmp_path: Path, mode: int) -> None:
    keys_in(tmp_path)
    (tmp_path / "undaunted.key").chmod(mode)
    with pytest.raises(VaultProblem, match=f"chmod 600 {tmp_path}/undaunted.key"):
        keys_in(tmp_path)


def test_an_empty_or_foreign_key_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "undaunted.key"
    file.touch(0o600)
    with pytest.raises(VaultProblem, match="is empty"):
        keys_in(tmp_path)
    file.write_bytes(b"\xff\xfe passwords")
    with pytest.raises(VaultProblem, match="Key number 1"):
        keys_in(tmp_path)


def test_a_folder_where_nothing_can_be_made_is_told(open_folder: Path) -> None:
    with without_rights(open_folder), pytest.raises(StoreProblem, match="may not write"):
        keys_in(open_folder)
    assert list(open_folder.iterdir()) == []


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").touch()
    with pytest.raises(StoreProblem, match="a file stands where a folder is needed"):
        keys_in(tmp_path / "data")
