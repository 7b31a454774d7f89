"""The atlas: what people type for where they live leads to their zone."""

import sys
import timeit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import atlas, zones
from bot.ui import limits


def first(typed: str) -> str:
    return atlas.suggest(typed)[0].zone


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("berl", "Europe/Berlin"),
        ("germany", "Europe/Berlin"),
        ("Deutschland", "Europe/Berlin"),
        ("new york", "America/New_York"),
        ("nyc", "America/New_York"),
        ("eastern", "America/New_York"),
        ("paris, france", "Europe/Paris"),
        ("londn", "Europe/London"),
        ("tokio", "Asia/Tokyo"),
        ("melborne", "Australia/Melbourne"),
        ("são pa", "America/Sao_Paulo"),
        ("scotland", "Europe/London"),
        ("bangalore", "Asia/Kolkata"),
        ("pst", "America/Los_Angeles"),
        ("calif", "America/Los_Angeles"),
        ("utc", "UTC"),
        ("Europe/Lisbon", "Europe/Lisbon"),
        ("us/eastern", "US/Eastern"),
    ],
)
def test_a_place_is_found_as_people_write_it(typed: str, zone: str) -> None:
    assert first(typed) == zone


def test_a_country_with_several_zones_offers_them_with_the_common_ones_first() -> None:
    offered = [found.zone for found in atlas.suggest("united states")]
    assert offered[:3] == ["Pacific/Honolulu", "America/Los_Angeles", "America/Denver"]
    assert "America/Anchorage" in offered


def test_an_abbreviation_with_several_meanings_offers_all_of_them() -> None:
    offered = [found.zone for found in atlas.suggest("ist")]
    assert {"Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"} <= set(offered[:4])


def test_before_anything_is_typed_the_common_zones_are_offered() -> None:
    assert tuple(found.zone for found in atlas.suggest(" ")) == atlas.COMMON
    assert len(atlas.suggest("", 3)) == 3


def test_what_is_like_no_place_offers_nothing() -> None:
    assert atlas.suggest("qqqqqq") == ()


@pytest.mark.parametrize(
    ("zone", "label"),
    [
        ("America/New_York", "New York, United States (Eastern)"),
        ("Europe/Berlin", "Berlin, Germany"),
        ("Europe/Busingen", "Busingen, Germany"),
        ("Asia/Singapore", "Singapore"),
        ("UTC", "UTC"),
        ("US/Eastern", "US Eastern"),
    ],
)
def test_a_zone_is_told_from_others_by_its_country(zone: str, label: str) -> None:
    assert atlas.label(zone) == label


def test_every_zone_has_a_label_that_fits_a_choice() -> None:
    labels = [atlas.label(zone) for zone in zones.names()]
    assert all(0 < len(label) <= limits.CHOICE_LABEL for label in labels)


def test_every_common_zone_exists() -> None:
    assert all(zones.is_zone(zone) for zone in atlas.COMMON)


@given(st.text(max_size=60) | st.sampled_from(sorted(zones.names())))
def test_whatever_is_typed_leads_to_zones_that_can_be_kept(typed: str) -> None:
    offered = [found.zone for found in atlas.suggest(typed)]
    assert len(offered) <= atlas.MOST
    assert len(set(offered)) == len(offered)
    assert all(zones.parse(zone) == zone for zone in offered)


@given(st.sampled_from(sorted(zones.names() - {"EST", "MST", "HST"})))
def test_a_zone_written_out_is_the_first_to_be_offered(zone: str) -> None:
    assert first(zone) == zones.parse(zone) == zone


@given(st.sampled_from(atlas.COMMON), st.data())
def test_a_slip_of_the_pen_in_a_city_still_finds_it(zone: str, data: st.DataObject) -> None:
    city = zones.friendly(zone)
    if len(city) < 6:
        return
    at = data.draw(st.integers(2, len(city) - 2))
    assert zone in [found.zone for found in atlas.suggest(city[:at] + city[at + 1 :])]


@pytest.mark.skipif(sys.gettrace() is not None, reason="counting lines takes longer than this")
@pytest.mark.parametrize("typed", ["b", "berl", "new york", "qqqq", "londn", "x" * 4000, "us pac"])
def test_suggesting_is_quick_enough_to_follow_a_hand(typed: str) -> None:
    atlas.suggest("warm")
    assert min(timeit.repeat(lambda: atlas.suggest(typed), number=1, repeat=20)) < 0.005
