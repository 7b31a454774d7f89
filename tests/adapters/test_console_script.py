"""The grammar of dialogues, and the mistakes one can make in it."""

import re
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.console.moments import parse_until, parse_wait
from adapters.console.script import (
    Cancels,
    Chooses,
    Expects,
    Fills,
    Restarts,
    ScriptMistakes,
    Speaks,
    Step,
    TimePasses,
    parse,
)


def only(line: str) -> Step:
    (step,) = parse(line)
    return step


def mistakes(*lines: str) -> list[str]:
    with pytest.raises(ScriptMistakes) as caught:
        parse("\n".join(lines))
    assert str(caught.value) == "\n".join(map(str, caught.value.mistakes))
    return [str(mistake) for mistake in caught.value.mistakes]


@pytest.mark.parametrize(
    ("line", "user", "channel", "text"),
    [
        ("ana: got a no from Acme", "ana", "", "got a no from Acme"),
        ("Ana: hello", "ana", "", "hello"),
        ("ana #lobby: @undaunted hello", "ana", "#lobby", "@undaunted hello"),
        ("ana #Circle-A: hi", "ana", "#circle-a", "hi"),
        ("ana: /rejected Acme", "ana", "", "/rejected Acme"),
        ("ana #lobby: /checkin", "ana", "#lobby", "/checkin"),
        ("ana:", "ana", "", ""),
        (
            "ana: time: 09:00, and [brackets] inside",
            "ana",
            "",
            "time: 09:00, and [brackets] inside",
        ),
        (r"ana: \[not a button]", "ana", "", "[not a button]"),
        (r"ana: \{not a form}", "ana", "", "{not a form}"),
        ("ana: > not expected", "ana", "", "> not expected"),
        ("josé_2: hola", "josé_2", "", "hola"),
        ("wait: is a name, too", "wait", "", "is a name, too"),
    ],
)
def test_somebody_speaks(line: str, user: str, channel: str, text: str) -> None:
    assert only(line) == Speaks(number=1, source=line, user=user, channel=channel, text=text)


@pytest.mark.parametrize(
    ("line", "channel", "wanted"),
    [
        ("ana: [Write three lines]", "", "Write three lines"),
        ("ana: [Zone = Europe/Berlin]", "", "Zone = Europe/Berlin"),
        ("ana #lobby: [ Check in ]", "#lobby", "Check in"),
    ],
)
def test_somebody_presses_or_picks(line: str, channel: str, wanted: str) -> None:
    assert only(line) == Chooses(number=1, source=line, user="ana", channel=channel, wanted=wanted)


@pytest.mark.parametrize(
    ("line", "pairs"),
    [
        ("ana: {How far = final round}", (("How far", "final round"),)),
        ("ana: {How far = final; How are you = 2;}", (("How far", "final"), ("How are you", "2"))),
        (r"ana: {Words = one\; two\nthree \\ four}", (("Words", "one; two\nthree \\ four"),)),
        (r"ana: {A \= B = x = y}", (("A = B", "x = y"),)),
        ("ana: {Company =}", (("Company", ""),)),
        ("ana: {}", ()),
        ("ana: { ; }", ()),
        ("ana: {Where = a | b, c}", (("Where", "a | b, c"),)),
        ("ana: {Words = ends with a stroke \\}", (("Words", "ends with a stroke \\"),)),
    ],
)
def test_somebody_fills_in_a_form(line: str, pairs: tuple[tuple[str, str], ...]) -> None:
    assert only(line) == Fills(number=1, source=line, user="ana", pairs=pairs)


def test_somebody_leaves_a_form() -> None:
    assert only("ana: {Cancel}") == Cancels(number=1, source="ana: {Cancel}", user="ana")


def test_time_passes_and_the_bot_restarts() -> None:
    text = "wait 3 days\nuntil monday 09:00\nrestart"
    assert parse(text) == (
        TimePasses(number=1, source="wait 3 days", moment=parse_wait("3 days")),
        TimePasses(number=2, source="until monday 09:00", moment=parse_until("monday 09:00")),
        Restarts(number=3, source="restart"),
    )


def test_expectations_are_folded_and_comments_and_empty_lines_left_out() -> None:
    steps = parse("\ufeff# a dialogue\r\n\r\n  # indented\r\nana: hi\r\n>  a   b \r\n>c\r\n")
    assert [step.number for step in steps] == [4, 5, 6]
    assert [step.text for step in steps if isinstance(step, Expects)] == ["a b", "c"]


def test_only_a_line_feed_ends_a_line() -> None:
    words = "one\u2028two\x0bthree\x85four\x0cfive"
    (step,) = parse(f"ana: {words}")
    assert isinstance(step, Speaks)
    assert step.text == words


def test_every_mistake_is_told_at_once_with_its_line() -> None:
    told = mistakes(
        "> too early",
        "ana: hello",
        "what is this",
        "wait a while",
        "until 2026-02-30 09:00",
        ">",
        "ana: []",
        "ana: {no value}",
        "ana: { = no label}",
        "7up: hello",
        "ana #: hello",
        "ana #lob!by: hello",
    )
    numbers = [int(line.split(":")[0].removeprefix("line ")) for line in told]
    assert numbers == [1, *range(3, 13)]
    assert told[0] == ("line 1: nobody has spoken yet, so nobody's card can be meant: > too early")
    assert "wait 3 days" in told[2]
    assert "'no value' is not `Label = value`" in told[6]


@given(st.text(st.characters(exclude_characters="\n")))
def test_any_words_can_be_said(words: str) -> None:
    line = words.strip(" \t").removesuffix("\r").strip(" \t")
    if line[:1] in "[{\\" or line.endswith("\r"):
        return
    (step,) = parse(f"ana: {line}")
    assert isinstance(step, Speaks)
    assert step.text == line


@given(st.text())
def test_any_text_is_a_script_or_a_list_of_mistakes(text: str) -> None:
    lines = text.count("\n") + 1
    try:
        understood = len(parse(text))
    except ScriptMistakes as caught:
        understood = len(caught.mistakes)
    assert understood <= lines


@given(st.dictionaries(st.text(min_size=1), st.text(), min_size=1))
def test_any_values_survive_being_written_down(values: dict[str, str]) -> None:
    kept = {
        name.strip(): value.strip()
        for name, value in values.items()
        if name.strip() and "\r" not in name + value
    }
    if not kept:
        return
    written = "; ".join(f"{_escaped(name)} = {_escaped(value)}" for name, value in kept.items())
    (step,) = parse(f"ana: {{{written};}}")
    assert isinstance(step, Fills)
    assert dict(step.pairs) == kept


def _escaped(text: str) -> str:
    for special, name in (("\\", "\\"), (";", ";"), ("=", "="), ("\n", "n")):
        text = text.replace(special, "\\" + name)
    return text


def test_the_example_in_the_documentation_is_a_script_with_every_kind_of_line() -> None:
    page = (Path(__file__).parents[2] / "docs" / "dialogues.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```dialogue\n(.*?)```", page, re.S)
    kinds = {type(step) for step in parse(example)}
    assert kinds == {Speaks, Chooses, Fills, TimePasses, Restarts, Expects}


def test_every_line_in_the_table_of_the_documentation_is_understood() -> None:
    page = (Path(__file__).parents[2] / "docs" / "dialogues.md").read_text(encoding="utf-8")
    lines = re.findall(r"^\| `(.*?)` \|", page, re.M)
    kinds = {type(step) for step in parse("\n".join(["ana: hello", *lines]))}
    assert kinds == set(get_args(Step))
