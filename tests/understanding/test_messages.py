"""Each message of the table is heard as what its writer meant."""

import tomllib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from bot.understanding.facts import Facts
from bot.understanding.intents import Intent
from tests.understanding.conftest import Ear

TABLE = tomllib.loads(Path(__file__).with_name("messages.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Message:
    text: str
    intent: str
    also: list[str] = field(default_factory=list)
    never: list[str] = field(default_factory=list)
    facts: dict[str, str | int] = field(default_factory=dict)
    other: dict[str, dict[str, str | int]] = field(default_factory=dict)


MESSAGES = [Message(**each) for each in TABLE["message"]]


def told(facts: Facts, names: dict[str, str | int]) -> dict[str, str | int]:
    """Write the facts of these names as the table does."""
    values = {name: getattr(facts, name) for name in names}
    return {
        name: value.isoformat() if isinstance(value, date) else "" if value is None else value
        for name, value in values.items()
    }


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message.text[:60])
def test_a_message_is_heard_as_it_was_meant(ear: Ear, message: Message) -> None:
    heard = ear.hear(message.text)
    assert heard.intent == message.intent
    assert set(message.also) <= set(heard.intents)
    assert not set(message.never) & set(heard.intents)
    assert told(heard.facts, message.facts) == message.facts
    for intent, facts in message.other.items():
        assert told(heard.per_intent[Intent(intent)], facts) == facts


def test_the_table_speaks_of_every_meaning() -> None:
    assert {message.intent for message in MESSAGES} == set(Intent)


def test_no_message_stands_in_the_table_twice() -> None:
    texts = [message.text for message in MESSAGES]
    assert len(texts) == len(set(texts))
