"""Live on Slack: killed and started again nothing is lost, and each ending has its code."""

import json
import signal
import socket
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.cli.exits import Exit
from bot.clock import SystemClock
from bot.domain.nudge import Nudge, NudgeKind
from bot.events import Actor
from bot.store.database import Database
from bot.store.store import DatabaseStore
from bot.store.vault import Vault
from tests.process.child import TOKEN, started
from tests.servers.discord.server import DiscordServer
from tests.servers.slack.faults import Held, How
from tests.servers.slack.messages import Message
from tests.servers.slack.people import User
from tests.servers.slack.server import Mode, SlackServer
from tests.servers.slack.world import Team
from tests.talking import KEY

WORDS = "write to two people"
SECRET = "0123456789abcdef0123456789abcdef"
CLIENT = "111222.333444"
PUBLIC = "https://bot.example.org"


@pytest.fixture
async def slack() -> AsyncIterator[SlackServer]:
    async with SlackServer.open() as opened:
        yield opened
        opened.check()


def settings_for(server: SlackServer, team: Team) -> dict[str, str]:
    return {
        "SLACK_BOT_TOKEN": server.bot_token(team),
        "SLACK_APP_TOKEN": server.app_token,
        "SLACK_API_BASE_URL": server.api_base,
    }


async def printed_manifest(server: SlackServer, folder: Path, *args: str) -> None:
    """Let the app be made from what the command line prints."""
    async with started(server, folder, {}, "manifest", *args) as child:
        assert await child.ends() == Exit.OK
        server.manifest = json.loads(child.out)
        assert child.err == ""


async def promise(folder: Path, ana: User) -> None:
    """Promise Ana a nudge that is due already, at an hour at which she may be written to."""
    now = SystemClock().now()
    store = DatabaseStore(await Database.open(folder / "undaunted.db", Vault([KEY]), now))
    async with store.begin() as tx:
        actor = Actor("slack", ana.team.id, ana.id, ana.name)
        person = await tx.people.meet(actor, "UTC", now - timedelta(days=1))
        await tx.people.put(replace(person, quiet_start=0, quiet_end=0))
        due = now - timedelta(seconds=1)
        await tx.nudges.add(
            Nudge(person.id, NudgeKind.OWN, now, text=WORDS, due_at=due, asked=True)
        )
    await store.close()


def nudges_seen(server: SlackServer, ana: User) -> list[Message]:
    return [each for each in server.seen_by(ana, ana.dm) if WORDS in each.text]


async def test_killed_after_a_no_its_old_form_and_buttons_still_work(
    slack: SlackServer, tmp_path: Path
) -> None:
    await printed_manifest(slack, tmp_path)
    harbour = slack.team("Harbour")
    ana = harbour.user("ana")
    settings = settings_for(slack, harbour)
    async with started(slack, tmp_path, settings) as child:
        await child.live()
        await (await ana.uses("/undaunted", "rejected")).answered()
        filled = {"Company": "Acme", "How far": "Final round"}
        sent = await (await ana.submits(ana.view, filled)).answered()
        assert "A no from Acme" in sent.answer.text
        await (await ana.uses("/undaunted", "rejected")).answered()
        await child.dies()
    async with started(slack, tmp_path, settings) as child:
        await child.live()
        filled = {"Company": "Globex", "How far": "After a screen"}
        later = await (await ana.submits(ana.view, filled)).answered()
        assert "A no from Globex" in later.answer.text
        pressed = await (await ana.presses(sent.answer, "Something else")).answered()
        assert pressed.messages or pressed.views
        assert "Traceback" not in child.err


async def test_killed_between_sending_and_marking_it_shows_a_nudge_once(
    slack: SlackServer, tmp_path: Path
) -> None:
    await printed_manifest(slack, tmp_path)
    harbour = slack.team("Harbour")
    ana = harbour.user("ana")
    await promise(tmp_path, ana)
    slack.web.fails("chat.postMessage", 1, How.RESET_AFTER)
    async with started(slack, tmp_path, settings_for(slack, harbour)) as child:
        await slack.until(lambda: nudges_seen(slack, ana), within=20)
        await child.dies()
    with closing(sqlite3.connect(tmp_path / "undaunted.db")) as connection, connection:
        # The next life would wait for the lease to end.
        connection.execute("UPDATE letter SET due_at = created_at WHERE state = 'waiting'")
    looked = len(slack.calls("conversations.history"))
    async with started(slack, tmp_path, settings_for(slack, harbour)) as child:
        await child.live()
        await slack.until(
            lambda: [call for call in slack.calls("conversations.history")[looked:] if call.status],
            within=20,
        )
        child.signals(signal.SIGTERM)
        assert await child.ends() == Exit.OK
        assert "Traceback" not in child.err
    assert len(nudges_seen(slack, ana)) == 1
    with closing(sqlite3.connect(tmp_path / "undaunted.db")) as connection:
        assert connection.execute("SELECT state FROM letter").fetchall() == [("sent",)]


async def test_told_to_stop_it_gives_the_answer_under_way_and_goes(
    slack: SlackServer, tmp_path: Path
) -> None:
    await printed_manifest(slack, tmp_path)
    harbour = slack.team("Harbour")
    ana, held = harbour.user("ana"), Held()
    lobby = harbour.channel("lobby", ana)
    async with started(slack, tmp_path, settings_for(slack, harbour)) as child:
        await child.live()
        slack.web.fails("users.info", 1, held)
        used = await ana.uses("/undaunted", "help", at=lobby)
        await slack.until(lambda: slack.calls("users.info"))
        child.signals(signal.SIGTERM)
        held.release()
        await used.answered()
        assert await child.ends(within=10) == Exit.OK
        assert "Traceback" not in child.err


@pytest.mark.parametrize(
    ("what", "sentence"),
    [("auth.test", "SLACK_BOT_TOKEN"), ("apps.connections.open", "SLACK_APP_TOKEN")],
)
async def test_a_wrong_token_is_told_in_one_sentence(
    slack: SlackServer, tmp_path: Path, what: str, sentence: str
) -> None:
    await printed_manifest(slack, tmp_path)
    harbour = slack.team("Harbour")
    slack.web.fails(what, 5, "invalid_auth")
    settings = settings_for(slack, harbour)
    async with started(slack, tmp_path, settings) as child:
        assert await child.ends() == Exit.DENIED
        *warnings, said = child.err.strip().splitlines()
        assert sentence in said
        assert all(line.startswith("Warning") for line in warnings)
        for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"):
            assert settings[name] not in child.out + child.err


async def test_half_of_the_settings_are_named_together(slack: SlackServer, tmp_path: Path) -> None:
    wrong = {"SLACK_BOT_TOKEN": "hunter2", "SLACK_API_BASE_URL": "https://slack.com/api/"}
    async with started(slack, tmp_path, wrong) as child:
        assert await child.ends() == Exit.CONFIG
        assert len(child.err.strip().splitlines()) == 3
        assert "hunter2" not in child.err


async def test_both_platforms_live_in_one_process(slack: SlackServer, tmp_path: Path) -> None:
    await printed_manifest(slack, tmp_path)
    harbour = slack.team("Harbour")
    async with DiscordServer.open(token=TOKEN) as discord:
        settings = settings_for(slack, harbour) | {
            "DISCORD_TOKEN": TOKEN,
            "DISCORD_API_BASE": discord.api_base,
            "DISCORD_GATEWAY_URL": discord.gateway_url,
        }
        async with started(slack, tmp_path, settings) as child:
            await child.live()
            await discord.until(discord.gateway.is_ready, 20)
            on_slack = await (await harbour.user("ana").uses("/undaunted", "help")).answered()
            on_discord = await (await discord.user("ben").uses("help")).settled()
            assert on_slack.answer.text
            assert on_discord.messages
            child.signals(signal.SIGTERM)
            assert await child.ends(within=10) == Exit.OK
            assert "Traceback" not in child.err


async def test_many_workspaces_let_it_in_over_the_web(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    async with SlackServer.open(mode=Mode.HTTP) as server:
        server.signing_secret, server.client_secret = SECRET, SECRET[::-1]
        server.client_id = CLIENT
        await printed_manifest(server, tmp_path, "--url", PUBLIC)
        settings = {
            "SLACK_SIGNING_SECRET": SECRET,
            "SLACK_CLIENT_ID": CLIENT,
            "SLACK_CLIENT_SECRET": SECRET[::-1],
            "SLACK_PUBLIC_URL": PUBLIC,
            "SLACK_PORT": str(port),
            "SLACK_API_BASE_URL": server.api_base,
        }
        here = f"http://127.0.0.1:{port}"
        server.app_url = f"{here}/slack/events"
        harbour = server.team("Harbour", installed=False)
        ana = harbour.user("ana")
        async with started(server, tmp_path, settings) as child:
            await child.says("Live on Slack in 0 workspaces.")
            await ana.installs(f"{here}/slack/install")
            used = await (await ana.uses("/undaunted", "help")).answered()
            assert used.answer.text
            await child.dies()
        async with started(server, tmp_path, settings) as child:
            await child.says("Live on Slack in 1 workspace.")
            used = await (await ana.uses("/undaunted", "help")).answered()
            assert used.answer.text
            child.signals(signal.SIGTERM)
            assert await child.ends(within=10) == Exit.OK
            assert "Traceback" not in child.err
        server.check()
