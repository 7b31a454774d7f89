"""Countries as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import country


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("GB", "GB"),
        ("gb", "GB"),
        ("UK", "GB"),
        ("U.K.", "GB"),
        (" united   kingdom ", "GB"),
        ("usa", "US"),
        ("Germany", "DE"),
        ("new zealand", "NZ"),
        ("xx", "XX"),
    ],
)
def test_a_country_is_read_by_code_or_by_name(typed: str, code: str) -> None:
    assert country.parse(typed) == code


@pytest.mark.parametrize("typed", ["", " ", "G", "GBR", "Narnia", "12", "ÄÖ", "G B", "ß"])
def test_what_is_none_is_refused(typed: str) -> None:
    assert country.parse(typed) is None


@given(st.text(max_size=40))
def test_whatever_is_read_is_two_plain_letters(typed: str) -> None:
    code = country.parse(typed)
    assert code is None or (len(code) == 2 and code.isascii() and code.isupper())
