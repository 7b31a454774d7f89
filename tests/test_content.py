from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from pathlib import Path
from textwrap import dedent
from typing import Literal

import pytest

from bot import content
from bot.problems import ConfigError


class Tone(StrEnum):
    SKILL = "skill"
    MOTIVATION = "motivation"


@dataclass(frozen=True, slots=True)
class Question:
    text: str
    tone: Tone
    hints: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.text.endswith("?"):
            raise ValueError("A question ends with a question mark.")


@dataclass(frozen=True, slots=True)
class Practice:
    title: str
    minutes: int
    question: tuple[Question, ...]
    checked: date | None = None
    at: time = time(9)
    since: datetime | None = None
    pause: timedelta = timedelta(days=3)
    share: float = 0.5
    gentle: bool = True
    pair: tuple[int, str] = (1, "")
    words: frozenset[str] = frozenset()
    size: Literal["small", "large"] = "small"
    either: int | str = 0


@dataclass(frozen=True, slots=True)
class Practices:
    practices: Mapping[str, Practice]
    order: list[str] = field(default_factory=list)


def write(folder: Path, text: str) -> Path:
    file = folder / "practices.toml"
    file.write_text(dedent(text), encoding="utf-8")
    return file


def told(file: Path, *, said: bool = True) -> list[tuple[int | None, str, str]]:
    with pytest.raises(ConfigError) as caught:
        content.read(file, Practices, said=said)
    assert {each.file for each in caught.value.problems} == {file}
    return [(each.line, each.what, each.remedy) for each in caught.value.problems]


def test_a_file_is_read_into_frozen_dataclasses(tmp_path: Path) -> None:
    file = write(
        tmp_path,
        """\
        order = ["reflect"]
        [practices.reflect]
        title = "Reflect without blame"
        minutes = 5
        checked = 2026-11-30
        at = 08:30:00
        since = 2026-11-30T09:00:00Z
        pause = "P2D"
        share = 1
        gentle = false
        pair = [2, "two"]
        words = ["a", "b", "a"]
        size = "large"
        either = "both"
        [[practices.reflect.question]]
        text = "What happened?"
        tone = "motivation"
        [[practices.reflect.question]]
        text = "What was in your hands?"
        tone = "skill"
        hints = ["one", "two"]
        """,
    )
    assert content.read(file, Practices) == Practices(
        {
            "reflect": Practice(
                title="Reflect without blame",
                minutes=5,
                question=(
                    Question("What happened?", Tone.MOTIVATION),
                    Question("What was in your hands?", Tone.SKILL, ("one", "two")),
                ),
                checked=date(2026, 11, 30),
                at=time(8, 30),
                since=datetime(2026, 11, 30, 9, tzinfo=UTC),
                pause=timedelta(days=2),
                share=1.0,
                gentle=False,
                pair=(2, "two"),
                words=frozenset({"a", "b"}),
                size="large",
                either="both",
            )
        },
        ["reflect"],
    )


def test_a_value_of_another_type_is_never_bent_into_shape(tmp_path: Path) -> None:
    file = write(
        tmp_path,
        """\
        order = "reflect"
        [practices.reflect]
        title = 3
        minutes = "5"
        checked = "soon"
        at = 9
        since = "x"
        pause = 3
        share = "0.5"
        gentle = 1
        pair = ["2", "two"]
        words = { a = 1 }
        size = "medium"
        either = 1.5
        question = [
          "What happened?",
          { text = "What happened?", tone = "loud" },
        ]
        """,
    )
    number = "Write it without quotes, such as 3."
    quotes = "Put it between quotes."
    of = "practices.reflect"
    assert told(file) == [
        (1, "`order` should be a list.", "Put it between [ and ]."),
        (3, f"`{of}.title` should be text.", quotes),
        (4, f"`{of}.minutes` should be a whole number.", number),
        (5, f"`{of}.checked` should be a day.", "Write it such as 2026-11-30."),
        (6, f"`{of}.at` should be a time of day.", "Write it such as 09:00:00."),
        (7, f"`{of}.since` should be an instant.", "Write it such as 2026-11-30T09:00:00Z."),
        (8, f"`{of}.pause` should be a length of time.", 'Write it such as "P3D", three days.'),
        (9, f"`{of}.share` should be a number.", "Write it without quotes, such as 0.5."),
        (10, f"`{of}.gentle` should be true or false.", "Write true or false, without quotes."),
        (11, f"Item 1 of `{of}.pair` should be a whole number.", number),
        (12, f"`{of}.words` should be a list.", "Put it between [ and ]."),
        (13, f"`{of}.size` is not a word known here.", "Write 'small' or 'large'."),
        (14, f"`{of}.either` should be a whole number.", number),
        (14, f"`{of}.either` should be text.", quotes),
        (
            16,
            f"Item 1 of `{of}.question` should be a table.",
            "Write its keys under a [heading] or between { and }.",
        ),
        (17, f"`{of}.question.tone` is not a word known here.", "Write 'skill' or 'motivation'."),
    ]


def test_missing_and_unknown_keys_are_told_with_a_guess(tmp_path: Path) -> None:
    file = write(
        tmp_path,
        """\
        ordr = []

        [practices.reflect]
        titel = "Reflect"
        minutes = 5
        pair = [1]
        zebra = 1
        [[practices.reflect.question]]
        txt = "What?"
        tone = "skill"
        """,
    )
    of = "practices.reflect"
    assert told(file) == [
        (1, "`ordr` is not known here.", "Did you mean `order`?"),
        (3, f"`{of}.title` is missing.", "Add `title`."),
        (4, f"`{of}.titel` is not known here.", "Did you mean `title`?"),
        (6, f"Item 2 of `{of}.pair` is missing.", "Add item 2."),
        (7, f"`{of}.zebra` is not known here.", "Take it out."),
        (8, f"`{of}.question.text` is missing.", "Add `text`."),
        (9, f"`{of}.question.txt` is not known here.", "Did you mean `text`?"),
    ]


def test_what_a_dataclass_itself_refuses_is_told_in_its_own_words(tmp_path: Path) -> None:
    file = write(
        tmp_path,
        """\
        [practices.reflect]
        title = "Reflect"
        minutes = 5
        pair = [1, "b", "c"]
        question = [
          { text = "What?", tone = "skill" },
          { text = "Tell me.", tone = "skill" },
        ]
        """,
    )
    change = "Change what stands here."
    (first, second) = told(file)
    assert first[0] == 4
    assert first[1].startswith("`practices.reflect.pair` is refused: ")
    assert second == (
        7,
        "Item 2 of `practices.reflect.question` is refused: A question ends with a question mark.",
        change,
    )


def test_what_the_bot_says_is_held_to_the_wording_rules_and_what_people_say_is_not(
    tmp_path: Path,
) -> None:
    file = write(
        tmp_path,
        """\
        order = [
          "fine",
          "at least you tried",
        ]
        practices = 3
        """,
    )
    table = "Write its keys under a [heading] or between { and }."
    shape = (5, "`practices` should be a table.", table)
    assert [(line, what) for line, what, _ in told(file)] == [
        (3, "Item 2 of `order` says “at least”."),
        shape[:2],
    ]
    assert told(file, said=False) == [shape]


def test_a_whole_file_may_be_one_mapping(tmp_path: Path) -> None:
    file = write(tmp_path, 'a = { text = "Why?", tone = "skill" }\n')
    assert content.read(file, dict[str, Question]) == {"a": Question("Why?", Tone.SKILL)}


def test_config_is_found_beside_the_package_or_inside_an_installed_one(tmp_path: Path) -> None:
    package = tmp_path / "bot"
    (tmp_path / "config").mkdir()
    assert content.config_folder(package) == package / "_config"
    (tmp_path / "config" / "en" / "texts").mkdir(parents=True)
    assert content.config_folder(package) == tmp_path / "config"


def test_a_language_is_a_folder_with_texts(tmp_path: Path) -> None:
    for folder in ("en/texts", "de/texts", "notes"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "helplines.toml").touch()
    assert content.languages(tmp_path) == ("de", "en")
