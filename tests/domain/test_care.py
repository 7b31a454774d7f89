"""Whoever needs a help line finds two, and a line that was not checked for long is named."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot import content
from bot.domain.care import HelpLine, HelpLines, Reach

CHECKED = date(2026, 11, 23)
FILE = Path(__file__).parents[2] / "config" / "helplines.toml"


def line(name: str) -> HelpLine:
    return HelpLine(
        name, Reach.CALL, "116 123", "always", ("English",), "https://a.example", CHECKED
    )


ONE, TWO, THREE, WORLD, EARTH = map(line, ("One", "Two", "Three", "World", "Earth"))
LINES = HelpLines("", (WORLD, EARTH), {"GB": (ONE, TWO, THREE), "DK": (ONE,)})


@pytest.mark.parametrize("code", ["GB", "gb", " Gb ", "UK", "uk"])
def test_a_country_has_its_own_first_two_lines(code: str) -> None:
    assert LINES.for_country(code) == (ONE, TWO)


def test_a_country_with_one_line_is_helped_out_by_the_world() -> None:
    assert LINES.for_country("DK") == (ONE, WORLD)


@pytest.mark.parametrize("code", [None, "", "XX", "Great Britain"])
def test_anywhere_else_the_international_lines_stand_in(code: str | None) -> None:
    assert LINES.for_country(code) == (WORLD, EARTH)


def test_a_line_is_stale_after_180_days() -> None:
    assert not LINES.stale(CHECKED + timedelta(days=180))
    assert LINES.stale(CHECKED + timedelta(days=181)) == (
        "international: World", "international: Earth",
        "GB: One", "GB: Two", "GB: Three", "DK: One",
    )  # fmt: skip


def test_only_the_stale_lines_are_named() -> None:
    old = replace(TWO, checked=CHECKED - timedelta(days=1))
    lines = HelpLines("", (WORLD,), {"GB": (ONE, old)})
    assert lines.stale(CHECKED + timedelta(days=180)) == ("GB: Two",)


@pytest.mark.parametrize("code", ["gb", "GBR", "G1", "ÄÖ", ""])
def test_a_code_that_is_none_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match=f"`{code}` is not a country code"):
        HelpLines("", (WORLD,), {code: (ONE,)})


def test_nobody_may_be_left_without_a_line() -> None:
    with pytest.raises(ValueError, match="no international line"):
        HelpLines("", (), {})
    with pytest.raises(ValueError, match="GB has no line"):
        HelpLines("", (WORLD,), {"GB": ()})


def test_the_file_serves_many_countries_with_lines_that_can_be_looked_up() -> None:
    lines = content.read(FILE, HelpLines)
    assert len(lines.countries) >= 25
    every = [*lines.international, *(each for own in lines.countries.values() for each in own)]
    assert all(each.source.startswith("https://") and each.languages for each in every)
    written = [each for each in every if each.reach in (Reach.CHAT, Reach.WEB)]
    assert all(each.contact.startswith("https://") for each in written)


def test_somebody_anywhere_can_be_helped_in_writing() -> None:
    lines = content.read(FILE, HelpLines)
    assert any(each.reach is not Reach.CALL for each in lines.international)
