"""Every mistake in config is told with its line, so the line index must find every key."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import toml
from bot.problems import ConfigError

SCALARS = (
    "1", "-0.5", "1e3", "inf", "true", "0xff", "1_000",
    "1979-05-27", "1979-05-27 07:32:00", "1979-05-27T07:32:00Z", "07:32:00",
    '""', "''", '"a # b ] } , = [x]"', "'c:\\dir\\'", '"a \\" quote"', '"\\\\"',
    '""""""', "''''''", '"""\\\\"""', '"""a\\\n   b"""',
    '"""\n[fake]\nkey = 1 # no note\n"""', '"""one "two" ""three"" \\""" four"""""',
    "'''\n'quoted'\n[[fake]]\n'''''", "'''x''''",
)  # fmt: skip
NAMES = st.one_of(
    st.from_regex(r"[a-zA-Z0-9_-]{1,6}", fullmatch=True),
    st.text(
        st.one_of(
            st.sampled_from("\"'#[].= \\{}"), st.characters(exclude_categories=("C", "Zl", "Zp"))
        ),
        max_size=5,
    ),
)

Node = tuple[str, object]
"""A kind of notation, and what is written in it."""


def tables(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[dict[str, Node]]:
    return st.dictionaries(NAMES, inner, max_size=4)


def tagged(tag: str, inside: st.SearchStrategy[object]) -> st.SearchStrategy[Node]:
    return inside.map(lambda value: (tag, value))


SCALAR = tagged("scalar", st.sampled_from(SCALARS))
INLINE = st.recursive(
    SCALAR,
    lambda inner: st.one_of(
        tagged("list", st.lists(inner, max_size=4)), tagged("inline", tables(inner))
    ),
    max_leaves=6,
)
DOTTED = tagged("dotted", st.dictionaries(NAMES, INLINE, min_size=1, max_size=3))
PAIR = st.one_of(INLINE, DOTTED)
NODE = st.recursive(
    PAIR,
    lambda inner: st.one_of(
        tagged("table", tables(inner)),
        tagged("tables", st.lists(tables(inner), min_size=1, max_size=3)),
    ),
    max_leaves=10,
)


class Writer:
    """Writes a tree as TOML in manners chosen by chance, and notes where each key stands."""

    def __init__(self, data: st.DataObject) -> None:
        self.text = ""
        self.lines: dict[toml.Key, int] = {}
        self._data = data

    @property
    def line(self) -> int:
        return self.text.count("\n") + 1

    def choose(self, *options: str) -> str:
        return self._data.draw(st.sampled_from(options))

    def table(self, key: toml.Key, headed: tuple[str, ...], table: dict[str, Node]) -> None:
        later = {name: node for name, node in table.items() if node[0].startswith("table")}
        for name, node in table.items():
            if name not in later:
                self.text += self.choose("", "\n", "# note = 1\n", "  \t", '#"""\n')
                self.pair((*key, name), self.name(name), node)
                self.text += self.choose("\n", " # [note]\n", "\n\n")
        for name, (kind, value) in later.items():
            inner = (*headed, name)
            if kind == "table":
                assert isinstance(value, dict)
                self.header((*key, name), inner, value)
            else:
                assert isinstance(value, list)
                self.headers((*key, name), inner, value)

    def header(self, key: toml.Key, headed: tuple[str, ...], table: dict[str, Node]) -> None:
        implied = table and all(kind.startswith("table") for kind, _ in table.values())
        if not implied or self.choose("headed", "implied") == "headed":
            self.note(key)
            self.text += f"[{self.dotted(headed)}]{self.choose('', ' # note')}\n"
        self.table(key, headed, table)

    def headers(self, key: toml.Key, headed: tuple[str, ...], tables: list[object]) -> None:
        for place, table in enumerate(tables):
            assert isinstance(table, dict)
            self.note((*key, place))
            self.text += f"[[ {self.dotted(headed)} ]]\n"
            self.table((*key, place), headed, table)

    def pair(self, key: toml.Key, written: str, node: Node) -> None:
        kind, value = node
        if kind == "dotted":
            assert isinstance(value, dict)
            for count, (name, inner) in enumerate(value.items()):
                self.text += "\n" if count else ""
                dot = self.choose(".", " . ")
                self.pair((*key, name), f"{written}{dot}{self.name(name)}", inner)
            return
        self.note(key)
        self.text += written + self.choose("=", " = ", "\t=\t")
        self.value(key, node)

    def value(self, key: toml.Key, node: Node) -> None:
        kind, value = node
        if kind == "list":
            assert isinstance(value, list)
            self.items(key, value)
        elif kind == "inline":
            assert isinstance(value, dict)
            self.text += "{"
            for count, (name, inner) in enumerate(value.items()):
                self.text += ", " if count else " "
                self.pair((*key, name), self.name(name), inner)
            self.text += " }"
        else:
            self.text += str(value)

    def items(self, key: toml.Key, items: list[Node]) -> None:
        self.text += "["
        for place, item in enumerate(items):
            self.text += self.choose("", " ", "\n", " # note ]\n\n")
            self.lines[*key, place] = self.line
            self.value((*key, place), item)
            self.text += self.choose("", " ", "\n", "\n# ,\n")
            if place < len(items) - 1 or self.choose("", ","):
                self.text += ","
        self.text += self.choose("", "\n") + "]"

    def name(self, name: str) -> str:
        manners = [f'"{name.replace(chr(92), chr(92) * 2).replace(chr(34), chr(92) + chr(34))}"']
        if re.fullmatch(r"[A-Za-z0-9_-]+", name):
            manners.append(name)
        if "'" not in name:
            manners.append(f"'{name}'")
        return self.choose(*manners)

    def dotted(self, names: tuple[str, ...]) -> str:
        return self.choose(".", " . ").join(map(self.name, names))

    def note(self, key: toml.Key) -> None:
        """The first mention of a key makes its parents stand there too, if they stood nowhere."""
        for length in range(1, len(key)):
            self.lines.setdefault(key[:length], self.line)
        self.lines[key] = self.line


def keys(key: toml.Key, value: object) -> Iterator[toml.Key]:
    inside: dict[str | int, object] = {}
    if isinstance(value, dict):
        inside = dict(value)
    elif isinstance(value, list):
        inside = dict(enumerate(value))
    for part, inner in inside.items():
        yield (*key, part)
        yield from keys((*key, part), inner)


@settings(deadline=None)
@given(tables(NODE), st.data(), st.sampled_from(["\n", "\r\n"]))
def test_the_index_finds_every_key_of_any_toml_on_its_line(
    tree: dict[str, Node], data: st.DataObject, newline: str
) -> None:
    writer = Writer(data)
    writer.table((), (), tree)
    text = writer.text.replace("\n", newline)
    assert set(keys((), tomllib.loads(text))) == set(writer.lines)
    assert toml.index(text) == writer.lines


def test_a_table_stands_at_its_own_heading_even_when_its_inner_tables_came_first() -> None:
    text = "[a.b]\nx = 1\n\n[a]\ny = 2\n"
    expected = {("a",): 4, ("a", "b"): 1, ("a", "b", "x"): 2, ("a", "y"): 5}
    assert toml.index(text) == expected


def test_tables_in_a_list_keep_their_own_inner_tables_apart() -> None:
    text = dedent(
        """\
        [[card]]
        title = "one"
        [card.button]
        label = "yes"
        [[card.extra]]
        n = 1

        [[card]]
        [card.button]
        label = "no"
        """
    )
    lines = toml.index(text)
    assert lines["card",] == lines["card", 0] == 1
    assert lines["card", 0, "button", "label"] == 4
    assert lines["card", 0, "extra", 0, "n"] == 6
    assert lines["card", 1] == 8
    assert lines["card", 1, "button", "label"] == 10


@pytest.mark.parametrize("text", ["= 1", "a = [1, 2", "a = [1,", "a = {b", "a =", "[]", "a = [}"])
def test_the_index_of_what_is_not_toml_ends_in_an_error(text: str) -> None:
    with pytest.raises(ValueError, match="line 1 is not TOML"):
        toml.index(text)


def test_an_absent_key_is_placed_at_the_nearest_table_around_it(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_text("\n[a]\nx = 1\n\n[a.b]\n", encoding="utf-8")
    document = toml.read(file)
    assert document.line(("a", "b", "absent", 3)) == 5
    assert document.line(("a", "absent")) == 2
    assert document.line(("absent",)) is None


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (b"a = 1\nb = \n", 2),
        (b"a = 1\n\na = 2\n", 3),
        (b"a = 1\n[a\n", 2),
        (b'a = """\nnever closed\n\n', 2),
        (b"a = 2026-13-45\n", 1),
        (b"a = 1\nb = " + b"9" * 5000 + b"\n", None),
        (b"a = 1\nb = \x1f\n", 2),
        (b"a = " + b"[" * 5000 + b"]" * 5000, None),
    ],
)
def test_what_is_not_toml_is_told_with_its_line(
    tmp_path: Path, text: bytes, line: int | None
) -> None:
    file = tmp_path / "a.toml"
    file.write_bytes(text)
    with pytest.raises(ConfigError) as caught:
        toml.read(file)
    (problem,) = caught.value.problems
    assert problem.file == file
    assert problem.line == line
    assert problem.what.startswith("This is not TOML: ")
    assert "(at " not in problem.what


def test_strings_are_found_wherever_they_stand(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_text('a = "x"\nb = ["y", 1, { c = "z" }]\n', encoding="utf-8")
    assert list(toml.read(file).strings()) == [
        (("a",), "x"),
        (("b", 0), "y"),
        (("b", 2, "c"), "z"),
    ]


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_bytes(b"\xef\xbb\xbfa = 1\r\n")
    document = toml.read(file)
    assert document.data == {"a": 1}
    assert document.lines == {("a",): 1}
