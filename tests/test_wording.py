import pytest

from bot import wording


@pytest.mark.parametrize(
    "text",
    [
        "At least you got far.",
        "at\n  least",
        "Everything happens for a reason.",
        "Just stay positive, ana.",
        "Others have it worse",
        "You'll definitely get the next one.",
        "You’ll definitely get the next one.",
        "A proven way",
    ],
)
def test_words_that_hurt_or_promise_are_found_in_any_case_and_over_lines(text: str) -> None:
    ((fault, remedy),) = wording.word_faults(text)
    assert fault.startswith("says “")
    assert remedy


@pytest.mark.parametrize(
    "text", ["That atleast is odd.", "An unproven way, tested.", "Well done!", "Stay with it."]
)
def test_words_that_only_look_alike_are_left_alone(text: str) -> None:
    assert list(wording.word_faults(text)) == []


def test_a_second_exclamation_mark_is_one_too_many() -> None:
    assert [fault for fault, _ in wording.word_faults("Hello! Welcome!")] == [
        "has more than one exclamation mark."
    ]
