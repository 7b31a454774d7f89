"""The terminal as the core sees it: letters delivered once, posts revised, visitors served."""

import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from adapters.console import screen
from adapters.console.community import Community, is_name
from adapters.console.passing import Passing
from adapters.console.platform import ConsolePlatform, terminal
from adapters.console.screen import Screen, Standing
from bot.answers import Answer, Nothing, Say
from bot.events import Event, Said
from bot.ports.platform import Address, Platform, Post
from bot.ui.card import Card
from tests.adapters.consoles import (
    COMMANDS,
    WORDS,
    ZONE,
    FakeBot,
    Terminal,
    to_channel,
    to_user,
)
from tests.adapters.samples import CARDS


@pytest.fixture
def here(tmp_path: Path) -> Terminal:
    return Terminal(FakeBot(), tmp_path)


async def test_a_letter_is_shown_once_however_often_it_is_delivered(here: Terminal) -> None:
    first = await here.platform.deliver(to_user("ana"), Card("A nudge"), "nudge:1")
    again = await here.platform.deliver(to_user("ana"), Card("A nudge"), "nudge:1")
    other = await here.platform.deliver(to_user("ana"), Card("A nudge"), "nudge:2")
    assert first == again != other
    assert here.text().count("A nudge") == 2


async def test_what_was_delivered_can_be_remembered_beyond_the_process(here: Terminal) -> None:
    post = await here.platform.deliver(to_user("ana"), Card("A nudge"), "nudge:1")
    next_one = Terminal(FakeBot(), here.folder)
    next_one.platform.delivered = dict(here.platform.delivered)
    assert await next_one.platform.deliver(to_user("ana"), Card("A nudge"), "nudge:1") == post
    assert next_one.text() == ""


async def test_a_standing_post_is_changed_and_printed_again(here: Terminal) -> None:
    post = await here.platform.deliver(to_channel("lobby"), Card("2 of 5"), "1")
    assert await here.platform.revise(post, Card("3 of 5")) == post
    assert here.text().endswith("(#lobby, revised)\n╭ 3 of 5\n╰\n")
    assert [standing.card.title for standing in here.platform.display.screen.seen_by("ben")] == [
        "3 of 5"
    ]


async def test_a_revision_that_changes_nothing_prints_nothing(here: Terminal) -> None:
    post = await here.platform.deliver(to_channel("lobby"), Card("2 of 5"), "1")
    printed = here.text()
    await here.platform.revise(post, Card("2 of 5"))
    assert here.text() == printed


async def test_a_post_of_an_earlier_session_is_put_up_anew_and_revised_from_then_on(
    here: Terminal,
) -> None:
    post = Post(to_channel("#circle-a"), "console:before:7")
    await here.platform.revise(post, Card("3 of 5"))
    await here.platform.revise(post, Card("4 of 5"))
    headings = [line for line in here.text().splitlines() if line.startswith("(")]
    assert headings == ["(#circle-a)", "(#circle-a, revised)"]
    assert len(list(here.platform.display.screen.seen_by("ana"))) == 1


async def test_old_cards_are_forgotten_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screen, "KEPT", 3)
    cards = Screen()
    for number in range(5):
        cards.put(Standing(str(number), Card(f"card {number}")))
    assert [standing.ref for standing in cards.seen_by("ana")] == ["4", "3", "2"]
    assert cards.replace("0", Card("gone")) is None


def test_keys_differ_between_sessions_and_are_the_same_when_one_is_played_again() -> None:
    one, same, other = Community("a"), Community("a"), Community("b")
    keys = [one.key(), one.key()]
    assert keys == [same.key(), same.key()]
    assert not {other.key(), other.key()} & set(keys)


def test_people_keep_their_name_however_it_is_written() -> None:
    community = Community("a", None)
    assert community.actor("ANA") == community.actor("ana")
    assert [member.name for member in community.people] == ["Ana"]
    assert community.actor("ana").zone is None


@pytest.mark.parametrize("name", ["ana", "Ana-Lu", "josé", "a1"])
def test_a_name_is_one_word_of_letters(name: str) -> None:
    assert is_name(name)


@pytest.mark.parametrize("name", ["", "1a", "a b", "-a", "a" * 41, "a\x1b[2J", "a\n", "a:b"])
def test_what_is_no_word_is_no_name(name: str) -> None:
    assert not is_name(name)


Piped = Callable[[str], ConsolePlatform]


@pytest.fixture
def piped(here: Terminal, monkeypatch: pytest.MonkeyPatch) -> Iterator[Piped]:
    """Set up this process's own terminal, with these lines in its pipe."""
    with ExitStack() as opened:

        def set_up(said: str) -> ConsolePlatform:
            reading, writing = os.pipe()
            os.write(writing, said.encode())
            os.close(writing)
            monkeypatch.setattr("sys.stdin", opened.enter_context(os.fdopen(reading)))
            monkeypatch.setattr("sys.stdout", io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))
            community = Community("test", ZONE)
            community.meet(["ana", "ben"])
            passing = Passing(here.clock, here.advance, ZONE)
            greeting = Card("This is Undaunted")
            return terminal(WORDS, passing, community, here.folder, {}, greeting=greeting)

        yield set_up


async def test_a_pipe_is_greeted_served_and_seen_off(piped: Piped) -> None:
    def answers(event: Event) -> Answer:
        return Say(CARDS["text"]) if isinstance(event.doing, Said) else Nothing()

    bot = FakeBot(answers)
    platform: Platform = piped("hello\n")
    assert platform.name == "console"
    await platform.run(bot.handle, COMMANDS)
    assert bot.last == Said("hello")
    printed = _printed()
    assert printed.startswith("(only ana)\n╭ This is Undaunted\n╰\n")
    assert "ana> hello\n(only ana)\n╭ Thank you for telling me\n" in printed
    assert printed.endswith("Until next time.\n")


async def test_without_a_greeting_the_prompt_comes_at_once(piped: Piped) -> None:
    platform = piped("")
    platform.greeting = None
    await platform.run(FakeBot().handle, COMMANDS)
    assert _printed().startswith("Write as you would to a person.")
    assert [hint.text for hint in platform.hints()][:3] == ["/checkin", "/rejected", "/as"]


def _printed() -> str:
    """Return what went to the standard output."""
    stream = sys.stdout
    assert isinstance(stream, io.TextIOWrapper)
    stream.flush()
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue().decode()


async def test_a_letter_to_nobody_known_makes_them_known_by_their_id(here: Terminal) -> None:
    await here.platform.deliver(Address("console", "lobby", user="eli"), Card("Hello"), "1")
    assert "(only eli)" in here.text()


async def test_a_whisper_is_seen_by_one_person_where_they_talk(here: Terminal) -> None:
    channel = Address("console", "lobby", user="ana", channel="lobby")
    assert await here.platform.whisper(channel, Card("Still here"))
    assert await here.platform.whisper(Address("console", "lobby", user="ben"), Card("Hello"))
    assert "(only ana, in #lobby)" in here.text()
    assert "(only ben)" in here.text()
