"""Readiness tells the truth: per part, since when, and nothing that nobody has looked at lately."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port

from adapters import health
from adapters.health import Health
from adapters.standing import UNSEEN, Watch
from bot.errors import Denied
from bot.ports.readiness import Standing

NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)


@dataclass
class Clock:
    """A clock that the test moves."""

    at: datetime = NOON

    def __call__(self) -> datetime:
        return self.at


@dataclass
class Part:
    """Something that stands as the test says; `looks` counts how often it was asked."""

    name: str
    watch: Watch
    looks: int = 0
    asked: asyncio.Event = field(default_factory=asyncio.Event)

    def standing(self) -> Standing:
        return self.watch.standing()

    async def look(self) -> None:
        self.looks += 1
        self.asked.set()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def told(clock: Clock) -> Health:
    return Health(clock)


@pytest.fixture
async def here(told: Health) -> AsyncIterator[str]:
    application = web.Application()
    application.router.add_routes(told.routes())
    server = TestServer(application)
    await server.start_server()
    yield str(server.make_url("")).rstrip("/")
    await server.close()


async def asked(url: str) -> tuple[int, dict[str, Any]]:
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.content_type == "application/json"
        return answer.status, json.loads(await answer.text())


async def test_it_is_ready_when_all_of_its_parts_are(clock: Clock, told: Health, here: str) -> None:
    slack, database = Part("slack", Watch(clock)), Part("database", Watch(clock))
    assert (await asked(f"{here}/ready"))[0] == 503, "nothing was set up yet"
    told.watched += [slack, database]
    database.watch.is_up("open")
    assert (await asked(f"{here}/ready"))[0] == 503
    clock.at += timedelta(seconds=3)
    slack.watch.is_up()
    status, said = await asked(f"{here}/ready")
    assert status == 200
    assert said == {
        "ready": True,
        "parts": {
            "slack": {"ready": True, "state": "connected", "since": "2026-11-30T12:00:03+00:00"},
            "database": {"ready": True, "state": "open", "since": "2026-11-30T12:00:00+00:00"},
        },
    }
    slack.watch.is_down("link_disabled")
    status, said = await asked(f"{here}/ready")
    assert (status, said["ready"], said["parts"]["slack"]["state"]) == (503, False, "link_disabled")


async def test_it_is_alive_though_nothing_is_ready(told: Health, here: str) -> None:
    assert await asked(f"{here}/health") == (200, {"alive": True, "since": NOON.isoformat()})


async def test_told_to_stop_it_is_ready_for_nobody(clock: Clock, told: Health, here: str) -> None:
    part = Part("slack", Watch(clock))
    part.watch.is_up()
    told.watched.append(part)
    told.stop()
    status, said = await asked(f"{here}/ready")
    assert status == 503
    assert said["parts"]["process"]["state"] == "stopping"
    assert (await asked(f"{here}/health"))[0] == 200


async def test_a_part_that_does_not_answer_hides_none_of_the_others(clock: Clock) -> None:
    pauses: list[float] = []
    looked_on = asyncio.Event()

    async def pause(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 3:
            looked_on.set()
            await asyncio.Event().wait()

    class Hung(Part):
        async def look(self) -> None:
            await asyncio.Event().wait()

    told, quick = Health(clock, pause), Part("quick", Watch(clock))
    told.watched += [Hung("hung", Watch(clock)), quick]
    watching = asyncio.create_task(told.watch())
    await asyncio.wait_for(looked_on.wait(), 5)
    watching.cancel()
    assert quick.looks == 3
    assert pauses == [health.LOOK_SECONDS] * 3


async def test_a_port_of_its_own_serves_the_same_and_a_taken_one_is_told(
    told: Health, clock: Clock
) -> None:
    port = unused_port()
    serving = asyncio.create_task(health.serve(told, "127.0.0.1", port))
    while not serving.done():
        with suppress(aiohttp.ClientConnectionError):
            assert (await asked(f"http://127.0.0.1:{port}/health"))[0] == 200
            break
        await asyncio.sleep(0)
    with pytest.raises(Denied, match="HEALTH_PORT"):
        await health.serve(told, "127.0.0.1", port)
    serving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await serving
    with pytest.raises(aiohttp.ClientConnectionError):
        await asked(f"http://127.0.0.1:{port}/health")


def test_what_is_seen_again_and_again_stands_since_the_first_time(clock: Clock) -> None:
    watch = Watch(clock, believed=timedelta(seconds=10))
    assert watch.standing() == Standing(False, "starting", NOON)
    watch.is_up()
    for _ in range(60):
        clock.at += timedelta(seconds=1)
        watch.is_up()
    assert watch.standing() == Standing(True, "connected", NOON)
    watch.is_down("lost")
    clock.at += timedelta(seconds=1)
    watch.is_down("lost")
    assert watch.standing() == Standing(False, "lost", NOON + timedelta(seconds=60))


@pytest.mark.parametrize("jump", [timedelta(hours=8), -timedelta(hours=8)])
def test_after_a_sleep_of_the_machine_nothing_is_believed_until_it_is_seen_again(
    clock: Clock, jump: timedelta
) -> None:
    watch = Watch(clock, believed=timedelta(seconds=10))
    watch.is_up()
    clock.at += timedelta(seconds=9)
    assert watch.standing().is_ready
    clock.at += jump
    assert watch.standing() == Standing(False, UNSEEN, NOON)
    watch.is_up()
    assert watch.standing() == Standing(True, "connected", clock.at)


def test_what_nobody_need_look_at_stays_as_it_was_told(clock: Clock) -> None:
    watch = Watch(clock)
    watch.is_up("listening")
    clock.at += timedelta(days=30)
    assert watch.standing() == Standing(True, "listening", NOON)
