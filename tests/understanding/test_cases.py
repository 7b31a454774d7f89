"""The messages for measuring are whole: every label can be read, and there are enough of each."""

import tomllib
from collections import Counter
from datetime import date, datetime, time
from itertools import chain
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.domain.application import Stage
from bot.domain.care import Care
from bot.understanding.intents import NEWS, Intent

WORDS = Path(__file__).parents[1] / "bench" / "words"
KINDS = {"plain", "mixed", "guard", "email", "long", "short", "language", "abuse"}
FACTS = {"company", "role", "stage", "when", "weekday", "time"}
WEEKDAYS = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
KEYS = {"set", "said", "intents", "or", "facts", "second", "open", "now", "zone", "kind"}
CARE_KEYS = {"set", "said", "care", "or", "kind"}
IN_BOTH = {"acme", "globex", "initech"}

Case = dict[str, Any]


def cases(name: str) -> list[Case]:
    read: list[Case] = tomllib.loads((WORDS / name).read_text(encoding="utf-8"))["case"]
    return read


MESSAGES = cases("messages.toml")
CARE = cases("care.toml")


def facts_of(case: Case) -> list[dict[str, str]]:
    return [case.get("facts", {}), case.get("second", {})]


def wrong_with(case: Case) -> list[str]:
    meanings = {*case["intents"], *case.get("or", [])}
    complaints = [f"{key} is no key" for key in case.keys() - KEYS]
    complaints += [f"{each} is no intent" for each in meanings - set(Intent)]
    complaints += [f"{key} is no fact" for key in set(case.get("open", [])) - FACTS]
    if case["intents"][0] in case.get("or", []) or case["kind"] not in KINDS:
        complaints.append("`or` repeats the first meaning, or the kind is none")
    for facts in facts_of(case):
        complaints += wrong_facts(facts, case["said"])
    if "now" in case:
        datetime.fromisoformat(case["now"])
    ZoneInfo(case.get("zone", "UTC"))
    return complaints


def wrong_facts(facts: dict[str, str], said: str) -> list[str]:
    complaints = [f"{key} is no fact" for key in facts.keys() - FACTS]
    typed = [facts[key] for key in ("company", "role") if key in facts]
    complaints += [f"{name} was not typed" for name in typed if name not in said]
    if facts.get("stage", Stage.FINAL) not in set(Stage):
        complaints.append("no such stage")
    if facts.get("weekday", "monday") not in WEEKDAYS:
        complaints.append("no such weekday")
    when = facts.get("when", "2026-11-23")
    plain = (
        date.fromisoformat(when).isoformat()
        if "T" not in when
        else f"{datetime.fromisoformat(when):%Y-%m-%dT%H:%M}"
    )
    clock = facts.get("time", "09:00")
    if plain != when or f"{time.fromisoformat(clock):%H:%M}" != clock:
        complaints.append("a time is written otherwise than as 2026-11-23T09:00")
    return complaints


def test_every_message_is_labelled_in_words_that_exist() -> None:
    complaints = {case["said"]: wrong for case in MESSAGES if (wrong := wrong_with(case))}

    assert complaints == {}


def test_every_care_case_is_labelled_in_words_that_exist() -> None:
    tiers = set(Care)

    assert [case for case in CARE if case.keys() - CARE_KEYS] == []
    assert [case for case in CARE if {case["care"], *case.get("or", [])} - tiers] == []


def test_nothing_is_said_twice() -> None:
    said = Counter(" ".join(case["said"].casefold().split()) for case in chain(MESSAGES, CARE))

    assert [text for text, times in said.items() if times > 1 or not text] == []


def test_there_are_enough_messages_of_every_meaning() -> None:
    count = Counter(chain.from_iterable(case["intents"] for case in MESSAGES))

    assert len(MESSAGES) >= 660
    assert {intent: count[intent] for intent in Intent if count[intent] < 12} == {}
    assert {intent: count[intent] for intent in NEWS if count[intent] < 35} == {}


@pytest.mark.parametrize(
    ("kind", "least"), [("mixed", 80), ("guard", 90), ("email", 25), ("language", 10)]
)
def test_there_are_enough_messages_of_the_hard_kinds(kind: str, least: int) -> None:
    assert sum(case["kind"] == kind for case in MESSAGES) >= least


def test_mixed_news_is_exactly_two_pieces_of_news() -> None:
    mixed = [case["intents"] for case in MESSAGES if case["kind"] == "mixed"]

    assert [pair for pair in mixed if len(set(pair)) != 2 or not NEWS.issuperset(pair)] == []


def test_there_are_enough_facts() -> None:
    assert sum(bool(case.get("facts")) for case in MESSAGES) >= 350


def test_there_is_enough_of_every_tier_of_care() -> None:
    count = Counter(case["care"] for case in CARE)

    assert count[Care.EXPLICIT] >= 120
    assert count[Care.VEILED] >= 80
    assert count[Care.NONE] >= 400


def test_a_third_is_for_looking_at_and_spread_over_kinds() -> None:
    kinds = Counter((case["kind"], case["set"]) for case in MESSAGES)
    tiers = Counter((case["care"], case["set"]) for case in CARE)

    for count in (kinds, tiers):
        assert {which for _, which in count} == {"dev", "test"}
        for group in {group for group, _ in count}:
            dev, test = count[group, "dev"], count[group, "test"]
            assert abs(2 * dev - test) <= 2, group
    assert sum(case["set"] == "test" for case in MESSAGES) >= 600


def test_company_names_of_one_set_are_of_no_use_in_the_other() -> None:
    names: dict[str, set[str]] = {"dev": set(), "test": set()}
    for case in MESSAGES:
        found = (facts["company"].casefold() for facts in facts_of(case) if "company" in facts)
        names[case["set"]].update(found)

    assert names["dev"] & names["test"] <= IN_BOTH
