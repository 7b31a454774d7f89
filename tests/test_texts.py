from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import texts
from bot.problems import ConfigError
from bot.texts import Choice, FieldLabel, FormTitle, Hint, Label, Line, Summary, Texts, Title


@pytest.fixture(autouse=True)
def nothing_declared(monkeypatch: pytest.MonkeyPatch) -> None:
    """What these tests declare must not be missed in the real config, nor the other way round."""
    monkeypatch.setattr(texts, "_declared", {})


def write(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.write_text(dedent(text), encoding="utf-8")
    return file


def load(folder: Path) -> Texts:
    return texts.load(folder, texts.declared())


def told(folder: Path) -> list[tuple[str, int | None, str, str]]:
    """Load what cannot be loaded: file, line, what is wrong and the remedy of each mistake."""
    with pytest.raises(ConfigError) as caught:
        load(folder)
    problems = caught.value.problems
    return [(each.file.name if each.file else "", each.line, each.what, each.remedy)
            for each in problems]  # fmt: skip


def faults(folder: Path, text: str) -> list[tuple[int | None, str]]:
    write(folder, "rejection.toml", text)
    return [(line, what) for _, line, what, _ in told(folder)]


def test_sentences_are_said_as_they_were_written(tmp_path: Path) -> None:
    thanks = Line("rejection.thanks", "company", "stage")
    opening = Line("rejection.opening")
    share = Label("rejection.buttons.share", "count")
    title = Title("goal.title")
    write(
        tmp_path,
        "rejection.toml",
        '''\
        thanks = "Thank you for telling me. {company}, {stage}: that is {{far}}."
        opening = [
          """
        I'm sorry.
        That one hurts.
        """,
          "I'm sorry to hear it.",
        ]
        [buttons]
        share = "Share with {count} people"
        ''',
    )
    write(tmp_path, "goal.toml", 'title = "Your goal"\n')
    say = load(tmp_path)
    assert say(thanks, company="Acme", stage="final round") == (
        "Thank you for telling me. Acme, final round: that is {far}."
    )
    assert say(share, count=3) == "Share with 3 people"
    assert say(title) == "Your goal"
    assert say(opening) == "I'm sorry.\nThat one hurts."
    assert [say(opening, turn=turn) for turn in (1, 2, 3)] == [
        "I'm sorry to hear it.",
        "I'm sorry.\nThat one hurts.",
        "I'm sorry to hear it.",
    ]
    assert (say.count(opening), say.count(title)) == (2, 1)


@given(st.text(), st.text())
def test_what_people_typed_is_inserted_as_it_is(first: str, second: str) -> None:
    line = object.__new__(Line)
    line.name, line.placeholders = "a.b", frozenset({"x", "y"})
    say = Texts({"a.b": ("{x}|{y}",)})
    assert say(line, x=first, y=second) == f"{first}|{second}"


def test_saying_a_line_with_other_arguments_than_declared_is_a_fault_of_the_code() -> None:
    line = Line("goal.kept", "goal")
    say = Texts({"goal.kept": ("Kept: {goal}",)})
    with pytest.raises(TypeError, match=r"Line\('goal.kept', 'goal'\) was given \[\]"):
        say(line)
    with pytest.raises(TypeError, match=r"was given \['goal', 'why'\]"):
        say(line, goal="a", why="b")


def test_a_line_is_declared_once() -> None:
    line = Line("goal.kept")
    with pytest.raises(ValueError, match=r"goal\.kept is declared twice"):
        Label("goal.kept")
    assert texts.declared() == {"goal.kept": line}


@pytest.mark.parametrize("name", ["goal", "goal.", ".goal", "a.b.c.d", "Goal.title", "goal.to do"])
def test_a_line_has_a_name_that_a_file_can_hold(name: str) -> None:
    with pytest.raises(ValueError, match="neither"):
        Line(name)


@pytest.mark.parametrize("placeholder", ["turn", "", "0", "a.b", "Name"])
def test_a_placeholder_has_a_plain_name(placeholder: str) -> None:
    with pytest.raises(ValueError, match="cannot be a placeholder"):
        Line("goal.kept", placeholder)
    assert texts.declared() == {}


@pytest.mark.parametrize(
    ("kind", "limit"),
    [
        (Line, 3000),
        (Label, 75),
        (FieldLabel, 45),
        (Title, 140),
        (FormTitle, 24),
        (Choice, 75),
        (Hint, 100),
        (Summary, 100),
    ],
)
def test_each_place_has_its_length_counted_without_what_is_filled_in(
    tmp_path: Path, kind: type[Line], limit: int
) -> None:
    kind("goal.words", "goal")
    write(tmp_path, "goal.toml", f'words = "{"x" * (limit - 1)}{{{{{{goal}}"\n')
    load(tmp_path)
    write(tmp_path, "goal.toml", f'words = "{"x" * limit}{{{{{{goal}}"\n')
    assert told(tmp_path) == [
        (
            "goal.toml",
            1,
            f"`goal.words` has {limit + 1} characters, and {limit} fit there.",
            "Say it in fewer words.",
        )
    ]


def test_only_a_text_may_go_over_several_lines(tmp_path: Path) -> None:
    Line("rejection.text")
    Label("rejection.button")
    given = 'text = "one\\ntwo"\nbutton = "one\\ntwo"\n'
    assert faults(tmp_path, given) == [
        (2, "`rejection.button` goes over several lines, and one fits there.")
    ]


def test_placeholders_are_exactly_those_that_the_code_fills(tmp_path: Path) -> None:
    for key in ("unknown", "absent", "twice", "attribute", "number", "format", "converted", "none"):
        Line(f"rejection.{key}", "company")
    Line("rejection.bare")
    given = """\
    unknown = "{company} {stge}"
    absent = "Nothing"
    twice = "{company} and {company}"
    attribute = "{company} {company.name}"
    number = "{company} {0}"
    format = "{company} {company:>9}"
    converted = "{company} {company!r}"
    none = "{company} {}"
    bare = "{company}"
    """
    write(tmp_path, "rejection.toml", given)
    plain = "Only {company} can stand here."
    assert told(tmp_path) == [
        ("rejection.toml", line, f"`rejection.{what}", remedy)
        for line, what, remedy in [
            (1, "unknown` has {stge}, which nothing fills.", plain),
            (2, "absent` leaves out {company}.", "Say {company} somewhere in it."),
            (4, "attribute` has {company.name}, which is not a plain placeholder.", plain),
            (5, "number` has {0}, which is not a plain placeholder.", plain),
            (6, "format` has {company:>9}, which is not a plain placeholder.", plain),
            (7, "converted` has {company!r}, which is not a plain placeholder.", plain),
            (8, "none` has {}, which is not a plain placeholder.", plain),
            (9, "bare` has {company}, which nothing fills.", "Nothing can be filled in here."),
        ]
    ]


@pytest.mark.parametrize("text", ["a { b", "a } b", "{company", "company}", "{company!}"])
def test_a_stray_brace_is_told(tmp_path: Path, text: str) -> None:
    Line("rejection.thanks")
    assert faults(tmp_path, f'thanks = "{text}"') == [(1, "`rejection.thanks` has a stray { or }.")]


def test_every_variant_is_checked_at_its_own_line(tmp_path: Path) -> None:
    Line("rejection.opening", "name")
    Line("rejection.closing")
    given = '''\
    opening = [
      "Hello {name}",
      "Hello",  # a note
      """
    HELLO {name}
    """,
      7,
      "",
    ]
    closing = []
    '''
    assert faults(tmp_path, given) == [
        (3, "Item 2 of `rejection.opening` leaves out {name}."),
        (4, "Item 3 of `rejection.opening` says what an earlier variant says."),
        (7, "Item 4 of `rejection.opening` is not text."),
        (8, "Item 5 of `rejection.opening` is empty."),
        (10, "`rejection.closing` has no variants."),
    ]


def test_empty_and_unsayable_sentences_are_told(tmp_path: Path) -> None:
    for key in ("empty", "blank", "number", "table", "hurts", "loud"):
        Line(f"rejection.{key}")
    given = """\
    empty = ""
    blank = "  \\n "
    number = 3
    hurts = "At least you tried! And again!"
    [table]
    inner = "x"
    """
    assert faults(tmp_path, given) == [
        (None, "`rejection.loud` is missing."),
        (1, "`rejection.empty` is empty."),
        (2, "`rejection.blank` is empty."),
        (3, "`rejection.number` is not text."),
        (4, "`rejection.hurts` says “at least”."),
        (4, "`rejection.hurts` has more than one exclamation mark."),
        (5, "`rejection.table` is not text."),
    ]


def test_missing_and_unused_sentences_are_told_with_a_guess(tmp_path: Path) -> None:
    Line("rejection.thanks")
    Label("rejection.buttons.share")
    given = """\
    thanx = "Thank you"

    [buttons]
    zebra = "Zebra"
    deeper.still = "Deep"
    """
    write(tmp_path, "rejection.toml", given)
    write(tmp_path, "leftover.toml", 'hello = "Hello"\n')
    anything = "Take it out, or declare it where it is said."
    assert told(tmp_path) == [
        ("leftover.toml", 1, "`leftover.hello` is never said.", anything),
        ("rejection.toml", None, "`rejection.thanks` is missing.", "Add `thanks` here."),
        ("rejection.toml", 1, "`rejection.thanx` is never said.", "Did you mean `thanks`?"),
        ("rejection.toml", 3, "`rejection.buttons.share` is missing.", "Add `share` here."),
        ("rejection.toml", 4, "`rejection.buttons.zebra` is never said.", anything),
        ("rejection.toml", 5, "`rejection.buttons.deeper.still` is never said.", anything),
    ]  # fmt: skip


def test_mistakes_of_all_files_are_told_together(tmp_path: Path) -> None:
    Line("absent.one")
    Label("absent.two")
    Line("broken.any")
    Line("empty.any")
    Line("fine.any")
    write(tmp_path, "broken.toml", 'any = "fine"\n\nany "forgotten"\n')
    write(tmp_path, "empty.toml", 'any = ""\n')
    write(tmp_path, "fine.toml", 'any = "Fine"\n')
    write(tmp_path, "notes.txt", "not ours")
    assert [(file, line, what) for file, line, what, _ in told(tmp_path)] == [
        ("absent.toml", None, "The file is missing, and with it `absent.one`, `absent.two`."),
        ("broken.toml", 3, "This is not TOML: Expected '=' after a key in a key/value pair."),
        ("empty.toml", 1, "`empty.any` is empty."),
    ]


def test_what_was_loaded_cannot_be_changed(tmp_path: Path) -> None:
    Line("fine.any")
    write(tmp_path, "fine.toml", 'any = "Fine"\n')
    say = load(tmp_path)
    with pytest.raises(AttributeError):
        say._variants = {}  # type: ignore[misc]
    declared: Mapping[str, Line] = texts.declared()
    Line("fine.other")
    assert set(declared) == {"fine.any"}
