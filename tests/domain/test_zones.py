"""A zone is found however it is typed, and where it could be two, the person is asked."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import zones


@pytest.mark.parametrize("name", ["Europe/Berlin", "America/Argentina/Buenos_Aires", "UTC"])
def test_an_iana_name_is_a_zone(name: str) -> None:
    assert zones.is_zone(name)


@pytest.mark.parametrize(
    "name", ["", "Berlin", "europe/berlin", "UTC+2", "localtime", "Factory", "../etc/passwd", "\0"]
)
def test_anything_else_is_not(name: str) -> None:
    assert not zones.is_zone(name)
    with pytest.raises(ValueError, match="is not an IANA zone"):
        zones.info(name)


def test_a_refusal_does_not_repeat_a_very_long_name() -> None:
    with pytest.raises(ValueError, match="is not an IANA zone") as refused:
        zones.info("x" * 100_000)
    assert len(str(refused.value)) < 80


def test_every_name_is_read_as_itself_in_any_case() -> None:
    for name in zones.names() - {"EST", "MST", "HST"}:
        assert zones.parse(name) == name
        assert zones.parse(f"  {name.upper()} ") == name
        assert zones.parse(name.replace("_", " ").lower()) == name


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("europe/berlin", "Europe/Berlin"),
        ("Berlin", "Europe/Berlin"),
        ("new york", "America/New_York"),
        ("America/New York", "America/New_York"),
        ("São Paulo", "America/Sao_Paulo"),
        ("port au prince", "America/Port-au-Prince"),
        ("Köln", "Europe/Berlin"),
        ("Mumbai", "Asia/Kolkata"),
        ("uk", "Europe/London"),
        ("US eastern", "America/New_York"),
        ("pacific", "America/Los_Angeles"),
        ("utc", "UTC"),
    ],
)
def test_a_city_or_a_common_name_is_enough(typed: str, zone: str) -> None:
    assert zones.parse(typed) == zone


def test_the_letters_est_mean_clocks_that_change_as_they_do_in_new_york() -> None:
    assert zones.parse("EST") == "America/New_York"
    assert zones.parse("HST") == "Pacific/Honolulu"


@pytest.mark.parametrize(
    ("typed", "offers"),
    [
        ("MST", ("America/Denver", "America/Phoenix")),
        ("CST", ("America/Chicago", "Asia/Shanghai")),
        ("IST", ("Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem")),
        ("San Juan", ("America/Puerto_Rico", "America/Argentina/San_Juan")),
        ("washington", ("America/New_York", "America/Los_Angeles")),
        ("UTC+2", ("Europe/Berlin", "Europe/Paris", "Africa/Johannesburg")),
        ("gmt +1", ("Europe/London",)),
    ],
)
def test_a_name_with_several_meanings_is_a_question(typed: str, offers: tuple[str, ...]) -> None:
    assert zones.parse(typed) is None
    assert zones.nearest(typed)[: len(offers)] == offers


def test_an_old_and_a_new_name_of_one_city_are_one_meaning() -> None:
    assert zones.parse("Buenos Aires") == "America/Argentina/Buenos_Aires"
    assert zones.parse("Istanbul") == "Europe/Istanbul"
    assert zones.parse("Nicosia") == "Asia/Nicosia"


@pytest.mark.parametrize("typed", ["", " ", "Mars/Base", "north", "west", "🙂", "x" * 100_000])
def test_what_is_no_zone_is_not_guessed(typed: str) -> None:
    assert zones.parse(typed) is None


@pytest.mark.parametrize(
    ("typed", "likeliest"),
    [
        ("Berln", "Europe/Berlin"),
        ("Europ/Berlin", "Europe/Berlin"),
        ("kolkatta", "Asia/Kolkata"),
        ("San Fransisco", "America/Los_Angeles"),
        ("sao paolo", "America/Sao_Paulo"),
        ("New York, NY", "America/New_York"),
        ("Paris, Texas", "Europe/Paris"),
        ("cet", "Europe/Berlin"),
        ("US eastern", "America/New_York"),
    ],
)
def test_a_slip_of_the_keyboard_still_finds_the_zone(typed: str, likeliest: str) -> None:
    assert zones.nearest(typed)[0] == likeliest


@settings(max_examples=40)
@given(st.text(max_size=200), st.integers(1, 5))
def test_any_text_at_all_is_offered_as_many_zones_as_asked(typed: str, count: int) -> None:
    offers = zones.nearest(typed, count)
    assert len(set(offers)) == len(offers) == count
    assert all(zones.is_zone(offer) for offer in offers)


@given(st.text(max_size=200))
def test_what_is_read_from_any_text_is_a_zone_or_nothing(typed: str) -> None:
    read = zones.parse(typed)
    assert read is None or zones.is_zone(read)


def test_every_zone_that_a_spoken_name_leads_to_exists() -> None:
    everything = zones.nearest("anywhere", count=10_000)
    assert len(everything) > 400
    assert [zone for zone in everything if not zones.is_zone(zone)] == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Europe/Berlin", "Berlin"),
        ("America/New_York", "New York"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires"),
        ("US/Eastern", "US Eastern"),
        ("Etc/GMT+5", "Etc GMT+5"),
        ("UTC", "UTC"),
    ],
)
def test_a_zone_is_said_by_its_city(name: str, said: str) -> None:
    assert zones.friendly(name) == said


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("I moved to Berlin", "Europe/Berlin"),
        ("my time zone is Europe/Lisbon.", "Europe/Lisbon"),
        ("i am based in new york now", "America/New_York"),
        ("I'm on EST", "America/New_York"),
        ("we live in Sao Paulo!", "America/Sao_Paulo"),
        ("Ho Chi Minh time", "Asia/Ho_Chi_Minh"),
        ("I eat in the wrong time zone", None),
        ("it is Berlin, or is it Lisbon?", None),
        ("wrong time zone", None),
        ("", None),
        ("far " * 100 + "Berlin", None),
    ],
)
def test_a_zone_is_found_within_a_sentence_unless_there_is_doubt(
    text: str, zone: str | None
) -> None:
    assert zones.mentioned(text) == zone


@given(st.text(max_size=200))
def test_what_is_found_in_any_text_is_a_zone_or_nothing(text: str) -> None:
    found = zones.mentioned(text)
    assert found is None or zones.is_zone(found)
