"""Discord's errors, judged: a table of what it may say and what that calls for."""

import errno
import socket
import ssl
from collections.abc import Mapping
from datetime import timedelta
from types import SimpleNamespace

import aiohttp
import discord
import pytest

from adapters.discord.faults import AN_HOUR, Trouble, judge


def answered(
    status: int, code: int | None, headers: Mapping[str, str] | None = None
) -> discord.HTTPException:
    response = SimpleNamespace(status=status, reason="", headers=headers or {})
    told = "error code: 1015" if code is None else {"code": code, "message": "as Discord says it"}
    return discord.HTTPException(response, told)


@pytest.mark.parametrize(
    ("status", "code", "trouble"),
    [
        (403, 50007, Trouble.CLOSED),
        (403, 50278, Trouble.CLOSED),
        (404, 10003, Trouble.GONE),
        (404, 10004, Trouble.GONE),
        (404, 10007, Trouble.GONE),
        (404, 10013, Trouble.GONE),
        (400, 50033, Trouble.GONE),
        (403, 50005, Trouble.GONE),
        (404, 10008, Trouble.DELETED),
        (403, 50001, Trouble.BARRED),
        (403, 50013, Trouble.BARRED),
        (400, 50024, Trouble.BARRED),
        (403, 160005, Trouble.LOCKED),
        (400, 50083, Trouble.ARCHIVED),
        (403, 40003, Trouble.HASTY),
        (429, 40003, Trouble.HASTY),
        (429, 20028, Trouble.LATER),
        (429, 20016, Trouble.LATER),
        (400, 30046, Trouble.LATER),
        (400, 160006, Trouble.LATER),
        (401, 0, Trouble.REFUSED),
        (401, 50014, Trouble.REFUSED),
        (403, 40333, Trouble.BLOCKED),
        (500, 0, Trouble.AGAIN),
        (502, None, Trouble.AGAIN),
        (503, 0, Trouble.AGAIN),
        (503, 130000, Trouble.AGAIN),
        (504, None, Trouble.AGAIN),
        (400, 50035, Trouble.OURS),
        (400, 50006, Trouble.OURS),
        (400, 200000, Trouble.OURS),
        (403, 0, Trouble.OURS),
        (404, 0, Trouble.OURS),
        (413, 40005, Trouble.OURS),
    ],
)
def test_an_answer_means_what_its_code_says(
    status: int, code: int | None, trouble: Trouble
) -> None:
    verdict = judge(answered(status, code))

    assert verdict.trouble is trouble
    assert verdict.name == f"{status}/{code or 0}"


def test_no_words_of_an_answer_get_into_its_name() -> None:
    assert "says" not in judge(answered(403, 50013)).name


def test_a_limit_that_the_library_will_not_sit_out_says_for_how_long() -> None:
    verdict = judge(discord.RateLimited(90.5))

    assert (verdict.trouble, verdict.after) == (Trouble.LATER, timedelta(seconds=90.5))


def test_a_full_server_is_asked_again_in_an_hour() -> None:
    assert judge(answered(400, 160006)).after == AN_HOUR


def test_a_429_that_never_reached_discord_shuts_this_machine_up() -> None:
    assert judge(answered(429, None)).trouble is Trouble.BLOCKED
    assert judge(answered(429, 0, {"Via": "1.1 google"})).trouble is Trouble.LATER


@pytest.mark.parametrize(
    "error",
    [
        ConnectionResetError(errno.ECONNRESET, "reset"),
        OSError(54, "reset, as a Mac counts"),
        TimeoutError(),
        socket.gaierror(socket.EAI_AGAIN, "no name"),
        ssl.SSLError(1, "certificate"),
        aiohttp.ServerDisconnectedError(),
        aiohttp.ClientPayloadError(),
        ConnectionRefusedError(),
    ],
    ids=lambda error: type(error).__name__,
)
def test_a_broken_connection_is_tried_again(error: Exception) -> None:
    assert judge(error).trouble is Trouble.AGAIN


@pytest.mark.parametrize(
    "error", [discord.InvalidData(), KeyError("id"), RuntimeError("unreachable")]
)
def test_what_cannot_be_explained_is_our_own_mistake(error: Exception) -> None:
    assert judge(error).trouble is Trouble.OURS
