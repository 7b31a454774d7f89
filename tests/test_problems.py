from pathlib import Path

import pytest

from bot.problems import ConfigError, Findings, Problem, readable, suggestion

HERE = Path("config/en/texts/goal.toml")


def problem(line: int | None, what: str = "`goal.title` is empty.") -> Problem:
    return Problem(HERE, line, what, "Write the sentence.")


def refused(line: int) -> int:
    raise ConfigError([problem(line)])


def test_a_problem_says_where_what_and_how_to_mend_it() -> None:
    assert str(problem(3)) == f"{HERE}:3: `goal.title` is empty. Write the sentence."
    assert str(problem(None)) == f"{HERE}: `goal.title` is empty. Write the sentence."
    set_wrong = Problem(None, None, "UNDAUNTED_LOG is “LOUD”.", "Write INFO.")
    assert str(set_wrong) == "environment: UNDAUNTED_LOG is “LOUD”. Write INFO."


def test_problems_come_in_the_order_of_files_and_lines_each_once() -> None:
    elsewhere = Problem(Path("a.toml"), 9, "x", "y")
    error = ConfigError([problem(12), problem(3), elsewhere, problem(3)])
    assert error.problems == (elsewhere, problem(3), problem(12))
    assert str(error).splitlines() == [str(each) for each in error.problems]


def test_everything_found_is_raised_together_at_the_end() -> None:
    def read() -> None:
        with Findings() as found:
            found.add(problem(1))
            found.attempt(refused, 2)
            found.attempt(refused, 3)

    with pytest.raises(ConfigError) as caught:
        read()
    assert [each.line for each in caught.value.problems] == [1, 2, 3]


def test_what_was_read_well_is_there_afterwards() -> None:
    with Findings() as found:
        value = found.attempt(int, "12", base=8)
    assert value() == 10


def test_what_was_read_badly_is_refused_again_when_asked_for() -> None:
    value = Findings().attempt(refused, 2)
    with pytest.raises(ConfigError):
        value()


def test_an_error_of_another_kind_is_not_hidden_by_what_was_found() -> None:
    def read() -> None:
        with Findings() as found:
            found.add(problem(1))
            found.attempt(divmod, 1, 0)

    with pytest.raises(ZeroDivisionError):
        read()


def test_a_mistyped_name_is_guessed_only_when_something_looks_like_it() -> None:
    assert suggestion("thanx", ["thanks", "title"], "Take it out.") == "Did you mean `thanks`?"
    assert suggestion("zebra", ["thanks", "title"], "Take it out.") == "Take it out."


def test_a_file_that_cannot_be_read_is_a_problem_not_a_traceback(tmp_path: Path) -> None:
    latin = tmp_path / "latin.toml"
    latin.write_bytes(b'a = "x"\nb = "caf\xe9"\n')
    for file, line, word in [
        (tmp_path / "absent.toml", None, "missing"),
        (tmp_path, None, "cannot be read"),
        (latin, 2, "not UTF-8"),
    ]:
        with pytest.raises(ConfigError, match=word) as caught:
            readable(file)
        (found,) = caught.value.problems
        assert (found.file, found.line) == (file, line)
