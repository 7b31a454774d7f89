"""What people tell the bot stays between them, also where somebody tries to get at it."""

import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from dataclasses import fields
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from bot.actions.privacy import EraseData
from bot.commands import Kind, Where
from bot.ui import action
from tests.adapters.discord.backstage import answered
from tests.adapters.discord.harbour import OAKS, Harbour
from tests.servers.discord.interactions import Interaction
from tests.servers.discord.people import User
from tests.servers.discord.world import Channel
from tests.talking import WORDS


@pytest.fixture
async def harbour(tmp_path: Path) -> AsyncIterator[Harbour]:
    async with Harbour.open(tmp_path) as opened:
        yield opened


async def test_the_sentinel_sees_words_that_others_can_read(harbour: Harbour) -> None:
    guard = harbour.player.sentinel
    await harbour.play("ana #lobby: /goal A quiet workshop by the sea\nana: {}")
    assert guard.leaks == []

    room = harbour.room("#lobby")
    shown = next(each for each in room.messages if "quiet workshop" in each.text)
    harbour.person("ben")
    shown.ephemeral_for = None
    guard.looks()

    assert any("quiet workshop" in leak and "Ben" in leak for leak in guard.leaks)


TOLD = f"""
{OAKS}
ana #lobby: /rejected
ana: {{Company = Initrode; How far = final; Anything to say = They laughed at my slides}}
ana: [Tell my circle]
ana: {{What others will read = The sea was rough today}}
ana #lobby: /reflect
ana: {{What happened = A blank in the middle; What would you say = Breathe out first}}
ana #lobby: /goal
ana: [Write it down]
ana: {{Goal = A workshop by the sea; Why = The air is good there; What matters = Learning}}
ana #lobby: /plan
ana: [Write the first step]
ana: {{What = Ring the port; Day = tomorrow; Time = 10:00; Where = at the quay; Which = People}}
ana: [Add an if-then]
ana: {{If = If the phone is silent,; then = I will walk to the pier}}
ana #lobby: /feedback
ana: {{Company = Initrode; Who talked = Velma; One thing = the tour of the dry dock}}
ana #lobby: /apply
ana: {{Company = Soylent}}
ana: remind me thursdays at 9 to oil the hinges
ana #oaks: /checkin
ana: {{Your next two weeks = If it is Tuesday, then I mend the boat}}
ana: [Next page]
ana: {{What went well = The gulls came back}}
"""
"""Ana tells of all sorts of things; each is the first of its kind, so that its id is 1."""

OWNED = (
    *("application", "no", "reflection", "goal", "plan", "commitment", "feedback_request"),
    *("checkin", "member", "share", "nudge", "report", "draft", "rest", "identity"),
)
SHARED = ("circle", "space", "week")


def kept_of_ana(harbour: Harbour) -> dict[str, list[tuple[object, ...]]]:
    """Return every row about Ana, and about her community and its circle."""
    with closing(sqlite3.connect(harbour.behind.database)) as database:

        def rows(table: str, column: str) -> list[tuple[object, ...]]:
            found = f"SELECT * FROM {table} WHERE {column} = 1 ORDER BY id"  # noqa: S608
            return database.execute(found).fetchall()

        of = {table: rows(table, "person_id") for table in OWNED}
        return of | {table: rows(table, "id") for table in ("person", *SHARED)}


def forged() -> Iterator[str]:
    """Name every action there is, about the first thing of each kind and with the first choice."""
    for kind in action.registered().values():
        if kind is EraseData:
            # Whoever is forgotten has been met nowhere, which would let them off too lightly.
            continue
        hints = get_type_hints(kind)
        values = [_first(hints[each.name]) for each in fields(kind)]  # type: ignore[arg-type]
        yield kind(*values).pack()


def _first(hint: object) -> object:
    kinds = [kind for kind in get_args(hint) or (hint,) if kind is not type(None)]
    first: Any = kinds[0]
    if issubclass(first, StrEnum):
        return next(iter(first))
    return {bool: True, date: None}.get(first, 1)


async def told(harbour: Harbour) -> None:
    """Have Ana tell of everything, and report a message; Mia manages the server."""
    await harbour.play(TOLD)
    harbour.guild.join(harbour.person("mia"), manage=True)
    await harbour.play("mia #lobby: /setup\nmia #lobby: [Main channel = #lobby]")
    await harbour.play("mia #lobby: /setup\nmia #lobby: [Channel for reports = #mods]")
    await harbour.delivers()
    rude = await harbour.person("ben").says("Go home", at=harbour.room("#lobby"))
    await (await harbour.person("ana").uses_menu("Report to moderators", rude)).settled()
    await harbour.delivers()


async def press(harbour: Harbour, like: Interaction, packed: str) -> None:
    """Press what was never shown, as sure as can be, where a press was honest."""
    data = {**like.payload["data"], "custom_id": f"y:{packed}", "values": ["1"]}
    pressed = await harbour.server.sends_interaction({**like.payload, "data": data})
    await pressed.settled()
    await answered()


async def submit(harbour: Harbour, like: Interaction, packed: str) -> None:
    """Send a form that was never shown, empty but for some words."""
    typed = {"type": 4, "id": 2, "custom_id": "s:words", "value": "Forged"}
    part = {"type": 18, "id": 1, "component": typed}
    data = {"custom_id": f"f:{packed}", "components": [part]}
    sent = await harbour.server.sends_interaction({**like.payload, "type": 5, "data": data})
    await sent.settled()


async def honest(user: User, at: Channel) -> Interaction:
    """Press an honest button somewhere."""
    asked = await (await user.uses("help", at=at, forced=True)).settled()
    return await (await user.presses(asked.message, "I got a no")).settled()


@pytest.mark.parametrize("where", ["beside", "as admin of another", "as a guest's admin"])
async def test_no_forged_press_shows_or_changes_what_is_somebody_elses(
    harbour: Harbour, where: str
) -> None:
    await told(harbour)
    mallory, elsewhere = harbour.person("mallory"), harbour.server.guild("Elsewhere")
    elsewhere.join(mallory, manage=True)
    at = harbour.room("#lobby")
    if where != "beside":
        await (await mallory.uses("help", at=at)).settled()
        at = elsewhere.channel("den")
    if where == "as a guest's admin":
        mallory.installed = True
        elsewhere.remove_bot()
    like, before = await honest(mallory, at), kept_of_ana(harbour)
    assert all(before[table] for table in OWNED if table not in ("draft", "rest")), before

    for packed in forged():
        await submit(harbour, like, packed)
        await press(harbour, like, packed)
        # What is pressed so is a question, which goes away; here it can be answered for ever.
        assert like.source is not None
        if like.source.deleted:
            like.source.deleted = False
            at.messages.append(like.source)
    await harbour.delivers()
    harbour.player.sentinel.looks()

    assert kept_of_ana(harbour) == before
    assert harbour.player.sentinel.leaks == []


async def test_a_channel_that_the_menu_did_not_offer_is_not_picked(harbour: Harbour) -> None:
    mallory, elsewhere = harbour.person("mallory"), harbour.server.guild("Elsewhere")
    elsewhere.join(mallory, manage=True)
    den, lobby = elsewhere.channel("den"), harbour.room("#lobby")
    asked = await (await mallory.uses("setup", at=den)).settled()
    picked = await (await mallory.picks_channel(asked.message, "Main channel", den)).settled()

    data = {**picked.payload["data"], "values": [str(lobby.id)]}
    again = await harbour.server.sends_interaction({**picked.payload, "data": data})
    await again.settled()

    assert "I did not get which channel you meant" in again.message.text
    assert f"<#{lobby.id}>" not in asked.message.text


@pytest.mark.parametrize("place", ["a group", "a server without the bot"])
async def test_a_guest_answers_every_command_to_its_person_alone(
    harbour: Harbour, place: str
) -> None:
    await told(harbour)
    ana, ben = harbour.person("ana"), harbour.person("ben")
    ana.installed = True
    at = harbour.server.private_channel(ana, ben, harbour.person("chidi"))
    if place == "a server without the bot":
        foreign = harbour.server.guild("Foreign")
        foreign.join(ana)
        foreign.join(ben)
        at = foreign.channel("plaza")
        foreign.remove_bot()

    for command in WORDS.commands:
        if command.where is Where.ANYWHERE and command.kind is Kind.WORD:
            asked = await (await ana.uses(command.name, at=at)).settled()
            assert asked.modal is not None or all(each.ephemeral for each in asked.messages)
    await harbour.delivers()
    harbour.player.sentinel.looks()

    assert harbour.server.seen_by(ben, at) == []
    assert harbour.player.sentinel.leaks == []
