from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import dotenv
from bot.dotenv import Entry
from bot.problems import Problem


def write(folder: Path, text: str) -> Path:
    file = folder / ".env"
    file.write_text(text, encoding="utf-8")
    return file


def test_values_are_read_in_every_usual_manner_with_their_lines(tmp_path: Path) -> None:
    file = write(
        tmp_path,
        "# a note\n"
        "PLAIN=one\r\n"
        "\n"
        "  export SPACED = two words   # a note\n"
        "SINGLE='three # \"four\" \\n'\n"
        'DOUBLE="five # \\"six\\" \\\\" # a note\n'
        "EMPTY=\n"
        "NOTED= # only a note\n"
        "HASH=a#b\n"
        "EQUALS=a=b==\n",
    )
    entries, problems = dotenv.read(file)
    assert problems == []
    assert [(entry.line, entry.name, entry.value) for entry in entries] == [
        (2, "PLAIN", "one"),
        (4, "SPACED", "two words"),
        (5, "SINGLE", 'three # "four" \\n'),
        (6, "DOUBLE", 'five # "six" \\'),
        (7, "EMPTY", ""),
        (8, "NOTED", ""),
        (9, "HASH", "a#b"),
        (10, "EQUALS", "a=b=="),
    ]
    assert {entry.file for entry in entries} == {file}


def test_no_file_holds_no_entries(tmp_path: Path) -> None:
    assert dotenv.read(tmp_path / ".env") == ([], [])


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("hunter2", "is not a setting"),
        ("export hunter2", "is not a setting"),
        ("NAME: hunter2", "is not a setting"),
        ("2NAME=hunter2", "is not a setting"),
        ("=hunter2", "is not a setting"),
        ("NAME='hunter2", "quotes of NAME do not close"),
        ('NAME="hunter2\\"', "quotes of NAME do not close"),
        ("NAME='hunter2' hunter2", "quotes of NAME do not close"),
    ],
)
def test_a_malformed_line_is_told_by_its_number_and_never_repeated(
    tmp_path: Path, line: str, word: str
) -> None:
    file = write(tmp_path, f"FIRST=1\n{line}\nLAST=2\n")
    entries, (problem,) = dotenv.read(file)
    assert [entry.name for entry in entries] == ["FIRST", "LAST"]
    assert (problem.file, problem.line) == (file, 2)
    assert word in problem.what
    assert "hunter2" not in str(problem)


def test_a_name_set_twice_is_told_at_its_second_line(tmp_path: Path) -> None:
    file = write(tmp_path, "NAME=one\nOTHER=x\nNAME=two\n")
    entries, problems = dotenv.read(file)
    assert len(entries) == 3
    assert problems == [Problem(file, 3, "NAME is set in line 1, too.", "Keep one of the two.")]


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / ".env").mkdir()
    entries, (problem,) = dotenv.read(tmp_path / ".env")
    assert entries == []
    assert "cannot be read" in problem.what


@given(st.text(st.characters(exclude_categories=("C", "Zl", "Zp"))))
def test_any_value_survives_between_double_quotes(
    tmp_path_factory: pytest.TempPathFactory, value: str
) -> None:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    file = write(tmp_path_factory.getbasetemp(), f'NAME="{escaped}"\n')
    assert dotenv.read(file) == ([Entry("NAME", value, file, 1)], [])
