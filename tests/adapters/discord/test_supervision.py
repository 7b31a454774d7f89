"""Drills: the real client over a Discord that fails in every way we know of, and comes back."""

import asyncio
import itertools
import re
import socket
from collections.abc import AsyncIterator
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import discord
import pytest
from discord.shard import SessionStartLimits
from hypothesis import given
from hypothesis import strategies as st

from adapters.discord import ids
from adapters.discord.client import MOST_LOSSES, Client
from adapters.discord.supervision import (
    BETWEEN_STARTS_SECONDS,
    FIRST_REST_SECONDS,
    LONGEST_REST_SECONDS,
    refusal,
    rest_seconds,
    start_pause,
)
from bot.answers import Say
from bot.errors import Denied, TryLater
from bot.events import Removed, Said, Surveyed
from bot.ports.platform import Address
from bot.ui.card import Card, Text
from tests.adapters.discord.rig import NOON, Bot, Rig
from tests.servers.discord.faults import How
from tests.servers.discord.people import User
from tests.servers.discord.server import DiscordServer

CARD = Card("Hello", (Text("here you are"),))


@pytest.fixture
async def server() -> AsyncIterator[DiscordServer]:
    async with DiscordServer.open() as opened:
        yield opened


def client_of(rig: Rig) -> Client:
    assert rig.platform.client is not None
    return rig.platform.client


async def hears(rig: Rig, bot: Bot, words: str) -> None:
    """Make sure that the bot hears what is said to it."""
    await rig.server.user("ana").says(words)
    await rig.until(lambda: Said(words) in [event.doing for event in bot.events])


async def denied(rig: Rig) -> str:
    """Wait for the end of the platform and return what the operator is told."""
    with pytest.raises(Denied) as caught:
        await asyncio.wait_for(rig.running, 10)
    return caught.value.sentence


# What passes


async def test_the_gateway_refuses_the_first_connection(server: DiscordServer) -> None:
    server.gateway.refuses(1)
    bot = Bot(Say(CARD))
    async with Rig.open(bot, server=server) as rig:
        assert len(rig.rested) == 1, "the library would have died of it, or never come back"
        assert len(server.gateway.identified) == 1
        await hears(rig, bot, "still there?")


# Of 500, 502 and 504 the library makes five tries itself, for 25 seconds, and then raises the same.
@pytest.mark.parametrize("how", [503, How.RESET_BEFORE])
async def test_rest_fails_at_login(server: DiscordServer, how: int | How) -> None:
    server.rest.fails("GET /users/@me", 6, how)
    async with Rig.open(Bot(), server=server) as rig:
        assert server.rest.faults.left() == 0
        assert len(rig.rested) >= 3
        assert rig.said == ["Live on Discord in 0 servers."]


async def test_rest_is_down_at_login_and_comes_up(server: DiscordServer) -> None:
    await server.rest.down()
    bot = Bot(Say(CARD))
    async with Rig.open(bot, server=server, ready=False) as rig:
        await rig.until(lambda: len(rig.rested) >= 3)
        assert rig.platform.client is None
        with pytest.raises(TryLater):
            await rig.platform.deliver(Address("discord", "", user="1"), CARD, "key")
        await server.rest.up()
        await rig.until(lambda: rig.said)
        await hears(rig, bot, "there you are")


async def test_names_cannot_be_resolved(
    server: DiscordServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    loop = asyncio.get_running_loop()
    resolve, failures = loop.getaddrinfo, [0, 0, 0]

    async def fail(*args: Any, **kwargs: Any) -> Any:
        if failures:
            failures.pop()
            raise socket.gaierror(-3, "Temporary failure in name resolution")
        return await resolve(*args, **kwargs)

    monkeypatch.setattr(loop, "getaddrinfo", fail)
    async with Rig.open(Bot(), server=server, host="localhost") as rig:
        assert not failures
        assert len(rig.rested) >= 1


async def test_asked_to_reconnect_it_resumes_and_misses_nothing() -> None:
    bot = Bot(Say(CARD))
    async with Rig.open(bot) as rig:
        rig.server.gateway.asks_reconnect()
        await rig.server.user("ana").says("said meanwhile")
        await rig.until(lambda: rig.server.gateway.resumed)
        await hears(rig, bot, "and after")
        assert Said("said meanwhile") in [event.doing for event in bot.events]
        assert len(rig.server.gateway.identified) == 1
        assert rig.rested == []


@pytest.mark.parametrize("resumable", [True, False])
async def test_a_session_is_declared_invalid(resumable: bool) -> None:
    bot = Bot(Say(CARD))
    async with Rig.open(bot) as rig:
        client = client_of(rig)
        rig.server.gateway.invalidates(resumable)
        await rig.until(
            lambda: rig.server.gateway.resumed or len(rig.server.gateway.identified) == 2
        )
        await hears(rig, bot, "again")
        assert rig.platform.client is client, "the client itself goes on"
        assert rig.rested == ([] if resumable else [BETWEEN_STARTS_SECONDS])


async def test_a_connection_that_has_died_without_a_word_is_noticed(
    server: DiscordServer,
) -> None:
    server.gateway.heartbeat_interval = 0.1
    bot = Bot(Say(CARD))
    async with Rig.open(bot, server=server, silence_seconds=0.5) as rig:
        server.gateway.goes_silent()
        await rig.until(lambda: server.gateway.resumed)
        await hears(rig, bot, "awake")


@pytest.mark.parametrize("code", [1000, 1001, 4000, 4001, 4002, 4003, 4005, 4007, 4008, 4009])
async def test_a_close_code_that_passes(code: int) -> None:
    bot = Bot(Say(CARD))
    async with Rig.open(bot) as rig:
        rig.server.gateway.closes(code)
        await rig.until(lambda: rig.server.gateway.opened >= 2)
        await rig.server.connected()
        await hears(rig, bot, "still here")


async def test_connections_are_cut_without_a_word() -> None:
    bot = Bot(Say(CARD))
    async with Rig.open(bot) as rig:
        rig.server.gateway.breaks()
        await rig.until(lambda: rig.server.gateway.opened >= 2)
        await hears(rig, bot, "still here")


async def test_the_gateway_goes_away_for_a_while() -> None:
    bot = Bot(Say(CARD))
    async with Rig.open(bot) as rig:
        first = client_of(rig)
        await rig.server.gateway.down()
        await rig.until(lambda: rig.rested)
        assert first.is_closed()
        await rig.server.gateway.up()
        await rig.ready(2)
        assert client_of(rig) is not first
        await hears(rig, bot, "back")


async def test_an_event_that_cannot_be_read_is_left_out(caplog: pytest.LogCaptureFixture) -> None:
    bot = Bot(Say(CARD))
    async with Rig.open(bot) as rig:
        for name in ("MESSAGE_CREATE", "INTERACTION_CREATE", "GUILD_CREATE", "GUILD_DELETE"):
            rig.server.sends_event(name, {"id": None, "secret words": "Acme said no"})
            rig.server.sends_event(name, None)
        await hears(rig, bot, "still here")
        assert len(rig.server.gateway.identified) == 1
        told = [record.message for record in caplog.records if "cannot be read" in record.message]
        assert len(told) == 8
        assert "reference" in told[0]
        assert "Acme" not in caplog.text


def by(ana: User, kind: int, data: dict[str, Any]) -> dict[str, Any]:
    """An interaction that lacks whatever nobody here asks for."""
    return {
        "type": kind,
        "data": data,
        "user": {"id": str(ana.id), "username": "ana", "discriminator": "0", "avatar": None},
        "application_id": str(ana.server.application_id),
        "context": 1,
        "channel": {"id": str(ana.dm.id), "type": 1},
    }


async def test_an_interaction_may_lack_what_nobody_asks_for(server: DiscordServer) -> None:
    bot = Bot(Say(CARD))
    async with Rig.open(bot, server=server):
        data = {"id": "1", "name": "help", "type": 1}
        sent = await server.sends_interaction(by(server.user("ana"), 2, data))
        await sent.settled()
        assert "here you are" in sent.messages[0].text
        assert len(bot.events) == 1


@pytest.mark.parametrize("kind", [2, 3, 5])
async def test_an_interaction_that_cannot_be_read_is_answered_with_a_reference_and_what_was_typed(
    server: DiscordServer, caplog: pytest.LogCaptureFixture, kind: int
) -> None:
    async with Rig.open(Bot(), server=server):
        typed = {"type": 4, "custom_id": ids.field("what"), "value": "It was the third round."}
        parts = [{"type": 18, "component": typed}]
        data = {"custom_id": ids.form("1.rejected"), "components": parts}
        odd = by(server.user("ana"), kind, data) | {"application_id": "not a number"}
        sent = await server.sends_interaction(odd)
        await sent.settled()
        (shown,) = sent.messages
        assert shown.ephemeral
        assert shown.text.count("It was the third round.") == 1
        assert re.findall(r"reference (\w{8})", caplog.text)[-1] in shown.text
        assert "third round" not in caplog.text


async def test_an_interaction_that_cannot_even_be_answered_is_left_out(
    server: DiscordServer,
) -> None:
    bot = Bot(Say(CARD))
    async with Rig.open(bot, server=server) as rig:
        ana = server.user("ana")
        for odd in ({"type": 4}, {"token": 7}, {"type": None}):
            await server.sends_interaction(by(ana, 2, {}) | {"application_id": ""} | odd)
        await hears(rig, bot, "and it goes on")
        assert not server.requests("POST /interactions/*")


async def test_a_session_that_cannot_be_read_is_begun_anew() -> None:
    bot = Bot(Say(CARD))
    async with Rig.open(bot) as rig:
        first = client_of(rig)
        rig.server.sends_event("READY", {"v": 10})
        await rig.ready(2)
        assert first.is_closed()
        await hears(rig, bot, "back")


# What does not pass


async def test_a_wrong_token_ends_it_with_a_sentence(server: DiscordServer) -> None:
    server.token_works = False
    async with Rig.open(Bot(), server=server, ready=False) as rig:
        sentence = await denied(rig)
        assert "Reset Token" in sentence
        assert server.token not in sentence
        assert rig.rested == []


async def test_a_token_revoked_while_running_ends_it() -> None:
    async with Rig.open(Bot()) as rig:
        client = client_of(rig)
        rig.server.gateway.revokes_token()
        assert "Reset Token" in await denied(rig)
        assert client.is_closed()


async def test_a_token_revoked_is_noticed_by_a_letter_too() -> None:
    async with Rig.open(Bot()) as rig:
        user = str(rig.server.user("ana").id)
        rig.server.token_works = False
        with pytest.raises(TryLater):
            await rig.platform.deliver(Address("discord", "", user=user), CARD, "key")
        assert "Reset Token" in await denied(rig)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (4004, "Reset Token"),
        (4010, "divided"),
        (4011, "divided"),
        (4012, "divided"),
        (4013, "asks to hear"),
        (4014, "asks to hear"),
    ],
)
async def test_a_final_close_code_ends_it_with_a_sentence(
    server: DiscordServer, code: int, said: str
) -> None:
    # Each time, as Discord does: a code that comes with the end of a connection may get lost.
    server.gateway.closes_next(code, times=20)
    async with Rig.open(Bot(), server=server, ready=False) as rig:
        assert said in await denied(rig)
        assert rig.rested == [], "and it does not try again"


async def test_a_bot_that_has_outgrown_its_shards_asks_for_more() -> None:
    async with Rig.open(Bot()) as rig:
        rig.server.gateway.shards = 2
        rig.server.gateway.closes(4011)
        await rig.ready(2)
        shards = [each["shard"] for each in rig.server.gateway.identified]
        assert shards == [[0, 1], [0, 2], [1, 2]]


# Manners


async def test_sessions_are_begun_slowly_once_half_of_the_day_is_used_up(
    server: DiscordServer,
) -> None:
    server.gateway.identified += [{}] * 900
    async with Rig.open(Bot(), server=server) as rig:
        assert rig.rested == [pytest.approx(86_400 / 100)]
        server.gateway.invalidates(resumable=False)
        await rig.ready(2)
        # Not while a connection is held open: it is given up, and the next life waits.
        assert rig.rested[2] == pytest.approx(86_400 / 99)
        assert len(server.gateway.identified) == 902


async def test_several_shards_begin_their_sessions_one_after_the_other(
    server: DiscordServer,
) -> None:
    server.gateway.shards = 3
    server.gateway.identified += [{}] * 900
    async with Rig.open(Bot(), server=server) as rig:
        apart = [BETWEEN_STARTS_SECONDS] * 2
        assert rig.rested == [pytest.approx(86_400 / 100 * 3), *apart]
        assert len(server.gateway.identified) == 903


async def test_a_discord_that_throws_everybody_out_is_not_stormed(server: DiscordServer) -> None:
    server.gateway.closes_next(4000, times=100)
    async with Rig.open(Bot(), server=server) as rig:
        # Ten times in a row it comes back at once, then it rests for longer and longer.
        assert len(rig.rested) >= 100 // (MOST_LOSSES + 1)
        assert sum(rig.rested) > 100
        assert len(server.gateway.identified) == 1


async def test_answers_under_way_are_given_before_it_stops() -> None:
    asked, go_on = asyncio.Event(), asyncio.Event()

    async def slowly(event: object) -> Say:
        asked.set()
        await go_on.wait()
        return Say(CARD)

    async with Rig.open(Bot(slowly)) as rig:
        used = await rig.server.user("ana").uses("help")
        await asked.wait()
        stopping = asyncio.create_task(rig.stop())
        await rig.server.until(lambda: not rig.server.gateway.is_ready())
        go_on.set()
        await stopping
        await used.settled()
        assert "here you are" in used.messages[0].text


async def test_a_stop_does_not_wait_for_an_answer_that_never_comes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("adapters.discord.client.FINISH_SECONDS", 0.05)
    asked, never = asyncio.Event(), asyncio.Event()

    async def stuck(event: object) -> Say:
        asked.set()
        await never.wait()
        return Say(CARD)

    async with Rig.open(Bot(stuck)) as rig:
        await rig.server.user("ana").says("hello?")
        await asked.wait()
        await asyncio.wait_for(rig.stop(), 5)
        never.set()


# Communities that come and go


def surveys(bot: Bot) -> list[frozenset[str]]:
    return [event.doing.spaces for event in bot.comings if isinstance(event.doing, Surveyed)]


def removals(bot: Bot) -> list[str]:
    return [event.place.space for event in bot.comings if isinstance(event.doing, Removed)]


async def test_it_says_in_which_servers_it_is_and_which_have_gone(server: DiscordServer) -> None:
    harbour, lighthouse = server.guild("Harbour"), server.guild("Lighthouse")
    bot, ticks = Bot(), itertools.count()
    async with Rig.open(
        bot, server=server, now=lambda: NOON + timedelta(milliseconds=next(ticks))
    ) as rig:
        both = frozenset({str(harbour.id), str(lighthouse.id)})
        await rig.until(lambda: surveys(bot) == [both])
        assert rig.said == ["Live on Discord in 2 servers."]
        harbour.remove_bot()
        await rig.until(lambda: removals(bot) == [str(harbour.id)])
        await rig.stop()
        lighthouse.remove_bot()
        rig.start()
        await rig.until(lambda: surveys(bot) == [both, frozenset()])
        assert len({event.key for event in bot.comings}) == 3


async def test_a_server_that_left_while_nobody_listened_is_noticed_and_so_is_its_return(
    server: DiscordServer,
) -> None:
    harbour = server.guild("Harbour")
    bot, ticks = Bot(), itertools.count()
    async with Rig.open(
        bot, server=server, now=lambda: NOON + timedelta(milliseconds=next(ticks))
    ) as rig:
        here = frozenset({str(harbour.id)})
        harbour.bot_in = False
        server.gateway.invalidates(resumable=False)
        await rig.until(lambda: surveys(bot) == [here, frozenset()])
        harbour.invite_bot()
        await rig.until(lambda: surveys(bot) == [here, frozenset(), here])
        assert len(rig.said) == 1


async def test_an_outage_of_a_server_is_no_removal(server: DiscordServer) -> None:
    harbour = server.guild("Harbour")
    bot = Bot(Say(CARD))
    async with Rig.open(bot, server=server) as rig:
        gone = {"id": str(harbour.id), "unavailable": True}
        server.sends_event("GUILD_DELETE", gone, shard=harbour.id >> 22)
        await hears(rig, bot, "and now")
        assert removals(bot) == []
        assert client_of(rig).guilds[0].unavailable


async def test_next_to_nothing_is_kept_of_a_server(server: DiscordServer) -> None:
    harbour = server.guild("Harbour")
    harbour.channel("lobby")
    harbour.join(server.user("ana"))
    async with Rig.open(Bot(), server=server) as rig:
        (kept,) = client_of(rig).guilds
        assert (kept.id, kept.name) == (harbour.id, "Harbour")
        assert (list(kept.channels), list(kept.members)) == ([], [])
        assert len(kept.roles) == 1


# Rules


@given(st.integers(min_value=1), st.floats(min_value=0, max_value=1))
def test_rests_grow_and_are_never_long_nor_all_alike(failures: int, chance: float) -> None:
    rest = rest_seconds(failures, chance)
    assert FIRST_REST_SECONDS / 2 <= rest <= LONGEST_REST_SECONDS
    assert rest_seconds(failures + 1, chance) >= rest
    assert rest_seconds(failures, 0) * 2 == rest_seconds(failures, 1)


@given(st.integers(0, 1000), st.integers(0, 86_400_000))
def test_no_more_sessions_are_begun_than_a_day_has(remaining: int, reset_after: int) -> None:
    limits = SessionStartLimits(
        total=1000, remaining=remaining, reset_after=reset_after, max_concurrency=1
    )
    pause = start_pause(limits)
    assert pause == 0 if remaining > 500 else pause * max(remaining, 1) >= reset_after / 1000 * 0.99


def test_an_ending_that_says_nothing_final_is_not_taken_for_final() -> None:
    response: Any = SimpleNamespace(status=503, reason="away")
    for problem in (OSError(), KeyError("shard"), discord.HTTPException(response, "away")):
        assert refusal(problem, was_ready=False) == ""
