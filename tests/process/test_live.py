"""Live on Discord: killed and started again nothing is lost, and each ending has its code."""

import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bot.cli.exits import Exit
from bot.clock import SystemClock
from bot.domain.nudge import Nudge, NudgeKind
from bot.events import Actor
from bot.store.database import Database
from bot.store.store import DatabaseStore
from bot.store.vault import Vault
from tests.process.child import TOKEN, living
from tests.servers.discord.faults import Held, How
from tests.servers.discord.interactions import Interaction
from tests.servers.discord.messages import Message
from tests.servers.discord.people import User
from tests.servers.discord.server import DiscordServer
from tests.servers.discord.world import Channel
from tests.talking import KEY

WORDS = "write to two people"


async def promise(folder: Path, ana: User) -> None:
    """Promise Ana a nudge that is due already, at an hour at which she may be written to."""
    now = SystemClock().now()
    store = DatabaseStore(await Database.open(folder / "undaunted.db", Vault([KEY]), now))
    async with store.begin() as tx:
        actor = Actor("discord", "", str(ana.id), ana.name)
        person = await tx.people.meet(actor, "UTC", now - timedelta(days=1))
        await tx.people.put(replace(person, quiet_start=0, quiet_end=0))
        due = now - timedelta(seconds=1)
        await tx.nudges.add(
            Nudge(person.id, NudgeKind.OWN, now, text=WORDS, due_at=due, asked=True)
        )
    await store.close()


async def submits_a_no(ana: User, at: Channel) -> Interaction:
    """Use the command, fill in its form and send it."""
    asked = await ana.uses("rejected", at=at)
    await asked.settled()
    sent = await ana.submits(asked.shown_modal, {"Company": "Acme", "How far": "Final round"})
    return await sent.settled()


@contextmanager
def looking_in(folder: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(folder / "undaunted.db")) as connection, connection:
        yield connection


def nudges_seen(server: DiscordServer, ana: User) -> list[Message]:
    return [each for each in server.seen_by(ana, ana.dm) if WORDS in each.text]


async def test_killed_after_a_no_its_old_form_and_buttons_still_work(
    server: DiscordServer, tmp_path: Path
) -> None:
    ana, harbour = server.user("ana"), server.guild("Harbour")
    lobby = harbour.channel("lobby")
    harbour.join(ana)
    async with living(server, tmp_path) as child:
        await child.live()
        sent = await submits_a_no(ana, lobby)
        open_form = await ana.uses("rejected", at=lobby)
        await open_form.settled()
        await child.dies()
    assert "A no from Acme" in sent.message.text
    assert sent.message.ephemeral
    async with living(server, tmp_path) as child:
        await child.live()
        pressed = await ana.presses(sent.message, "Something else")
        filled = {"Company": "Globex", "How far": "After a screen"}
        later = await ana.submits(open_form.shown_modal, filled)
        await later.settled()
        await pressed.settled()
        assert "A no from Globex" in later.message.text
        assert pressed.messages
        assert "Traceback" not in child.err


async def test_killed_between_sending_and_marking_it_shows_a_nudge_once(
    server: DiscordServer, tmp_path: Path
) -> None:
    ana = server.user("ana")
    # Discord carries messages only between those who share a server.
    server.guild("Harbour").join(ana)
    await promise(tmp_path, ana)
    server.rest.fails("POST /channels/*/messages", 1, How.RESET_AFTER)
    async with living(server, tmp_path) as child:
        await server.until(lambda: nudges_seen(server, ana), within=20)
        await child.dies()
    with looking_in(tmp_path) as connection:
        assert connection.execute("SELECT state FROM letter").fetchall() == [("waiting",)]
        # The next life would wait for the lease to end.
        connection.execute("UPDATE letter SET due_at = created_at")
    tried = len(server.requests("POST /channels/*/messages"))
    async with living(server, tmp_path) as child:
        await server.until(
            lambda: [r for r in server.requests("POST /channels/*/messages")[tried:] if r.status],
            within=20,
        )
        child.signals(signal.SIGTERM)
        assert await child.ends() == Exit.OK
    assert len(nudges_seen(server, ana)) == 1
    with looking_in(tmp_path) as connection:
        assert connection.execute("SELECT state FROM letter").fetchall() == [("sent",)]


async def test_told_to_stop_it_gives_the_answer_under_way_and_goes(
    server: DiscordServer, tmp_path: Path
) -> None:
    held = Held()
    async with living(server, tmp_path) as child:
        await child.live()
        server.rest.fails("POST /interactions/*", 1, held)
        used = await server.user("ana").uses("help")
        await server.until(lambda: server.requests("POST /interactions/*"))
        child.signals(signal.SIGTERM)
        await server.until(lambda: not server.gateway.is_ready())
        held.release()
        await used.settled()
        assert await child.ends(within=10) == Exit.OK
        assert used.messages
        assert "Traceback" not in child.err


async def test_told_to_stop_it_hands_back_a_letter_that_hangs(
    server: DiscordServer, tmp_path: Path
) -> None:
    ana = server.user("ana")
    server.guild("Harbour").join(ana)
    await promise(tmp_path, ana)
    server.rest.fails("POST /channels/*/messages", 5, How.HANG)
    async with living(server, tmp_path) as child:
        await server.until(lambda: server.requests("POST /channels/*/messages"), within=20)
        child.signals(signal.SIGTERM)
        assert await child.ends(within=10) == Exit.OK
        assert "Traceback" not in child.err
    with looking_in(tmp_path) as connection:
        ((state, wait),) = connection.execute("SELECT state, due_at - created_at FROM letter")
        assert state == "waiting"
        assert wait < timedelta(seconds=50) / timedelta(microseconds=1), "less than a lease"


async def test_told_twice_to_stop_it_ends_at_once(server: DiscordServer, tmp_path: Path) -> None:
    async with living(server, tmp_path) as child:
        await child.live()
        server.rest.fails("POST /interactions/*", 1, How.HANG)
        await server.user("ana").uses("help")
        await server.until(lambda: server.requests("POST /interactions/*"))
        child.signals(signal.SIGINT)
        await server.until(lambda: not server.gateway.is_ready())
        child.signals(signal.SIGTERM)
        assert await child.ends(within=5) == 128 + signal.SIGTERM


async def test_a_wrong_token_is_told_in_one_sentence(server: DiscordServer, tmp_path: Path) -> None:
    server.token_works = False
    async with living(server, tmp_path) as child:
        assert await child.ends() == Exit.DENIED
        *warnings, sentence = child.err.strip().splitlines()
        assert "Reset Token" in sentence
        assert all(line.startswith("Warning") for line in warnings)
        assert TOKEN not in child.out + child.err


async def test_a_token_revoked_while_it_runs_ends_it(server: DiscordServer, tmp_path: Path) -> None:
    server.guild("Harbour")
    async with living(server, tmp_path) as child:
        await child.says("Live on Discord in 1 server.")
        server.gateway.revokes_token()
        assert await child.ends() == Exit.DENIED
        assert len(child.out.splitlines()) == 1, "one line says that it is live"
        assert "Reset Token" in child.err
        assert TOKEN not in child.out + child.err
        assert "Traceback" not in child.err


async def test_refused_intents_are_told_in_one_sentence(
    server: DiscordServer, tmp_path: Path
) -> None:
    # Each time, as Discord does: a code that comes with the end of a connection may get lost.
    server.gateway.closes_next(4014, times=20)
    async with living(server, tmp_path) as child:
        assert await child.ends() == Exit.DENIED
        assert "asks to hear" in child.err
        assert "Traceback" not in child.err


async def test_a_discord_that_is_down_at_the_start_is_waited_for(
    server: DiscordServer, tmp_path: Path
) -> None:
    await server.rest.down()
    async with living(server, tmp_path) as child:
        await child.says("Discord is away")
        await server.rest.up()
        await child.live()
        assert "Traceback" not in child.err


async def test_the_invitation_asks_whose_token_it_is(server: DiscordServer, tmp_path: Path) -> None:
    async with living(server, tmp_path, "invite") as child:
        assert await child.ends() == Exit.OK
        assert f"client_id={server.application_id}&" in child.out
        assert len(child.out.splitlines()) == 1
    server.token_works = False
    async with living(server, tmp_path, "invite") as child:
        assert await child.ends() == Exit.DENIED
        assert "Reset Token" in child.err
    await server.rest.down()
    async with living(server, tmp_path, "invite") as child:
        assert await child.ends() == Exit.UNAVAILABLE
        assert "could not be reached" in child.err
        assert "Traceback" not in child.err
