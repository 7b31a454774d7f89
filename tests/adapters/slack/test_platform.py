"""The platform over the real Bolt, in both modes: what it hears, shows, and how it ends."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.slack.wire import Socket, Wire
from bot.answers import Replace, Say
from bot.cli import words as wording
from bot.errors import Denied, TryLater, Unreachable
from bot.events import Event, HomeOpened, Removed, Surveyed
from bot.ports.platform import Address
from bot.store.database import Database
from bot.store.installations import Installations
from bot.store.vault import Vault, new_key
from bot.ui.card import Card, Text
from tests import talking
from tests.adapters.slack.rig import NOON, Bot, Rig
from tests.adapters.slack.saying import WORDS
from tests.servers.slack.server import Mode, SlackServer

CARD = Card("Hello", (Text("here you are"),))


@pytest.fixture
async def kept(tmp_path: Path) -> AsyncIterator[Installations]:
    database = await Database.open(tmp_path / "kept.db", Vault([new_key()]), NOON)
    yield Installations(database)
    await database.close()


async def test_it_connects_says_so_and_knows_which_workspace_it_is_in() -> None:
    bot = Bot()
    async with Rig.open(bot) as rig:
        assert rig.said == ["Live on Slack in 1 workspace."]
        await rig.until(lambda: bot.comings)
        assert [each.doing for each in bot.comings] == [Surveyed(frozenset({rig.team.id}))]


async def test_a_command_is_heard_and_answered_in_both_modes(kept: Installations) -> None:
    bot = Bot(Say(CARD))
    async with Rig.open(bot) as rig:
        used = await (await rig.team.user("ana").uses("/undaunted", "help")).answered()
        assert "here you are" in used.answer.text
    async with SlackServer.open(mode=Mode.HTTP) as server:
        harbour = server.team("Harbour", installed=False)
        async with Rig.open(bot, server=server, team=harbour, kept=kept) as rig:
            ana = harbour.user("ana")
            await ana.installs(f"{rig.here}/slack/install")
            used = await (await ana.uses("/undaunted", "help")).answered()
            assert "here you are" in used.answer.text
    assert len(bot.events) == 2
    assert {event.actor.platform for event in bot.events} == {"slack"}


async def test_words_said_to_it_are_answered_with_a_zone_from_the_profile() -> None:
    bot = Bot(Say(CARD))
    async with Rig.open(bot) as rig:
        ana = rig.team.user("ana", "America/Lima", admin=True)
        said = await (await ana.says("hello")).answered()
        assert "here you are" in said.answer.text
        (event,) = bot.events
        assert (event.actor.zone, event.actor.is_admin) == ("America/Lima", True)


async def test_a_letter_is_put_up_once_and_changed_where_it_stands() -> None:
    async with Rig.open(Bot()) as rig:
        ana = rig.team.user("ana")
        to = Address("slack", rig.team.id, user=ana.id)
        post = await rig.platform.deliver(to, CARD, "letter")
        assert await rig.platform.deliver(to, CARD, "letter") == post
        await rig.platform.revise(post, Card("Hello", (Text("again"),)))
        (message,) = rig.server.seen_by(ana, ana.dm)
        assert "again" in message.text


async def test_a_letter_in_many_workspaces_goes_out_with_the_token_of_its_own(
    kept: Installations,
) -> None:
    async with SlackServer.open(mode=Mode.HTTP) as server:
        server.rotates = True
        harbour, quay = (server.team(name, installed=False) for name in ("Harbour", "Quay"))
        async with Rig.open(Bot(), server=server, team=harbour, kept=kept) as rig:
            for team in (harbour, quay):
                await team.user("ana").installs(f"{rig.here}/slack/install")
            ben = quay.user("ben")
            server.installs.of(quay).expires()
            await rig.platform.deliver(Address("slack", quay.id, user=ben.id), CARD, "letter")
            (message,) = server.seen_by(ben, ben.dm)
            assert "here you are" in message.text
            assert server.installs.of(quay).rotations == 1
            nowhere = Address("slack", "T0NOWHERE", user="U1")
            with pytest.raises(Unreachable):
                await rig.platform.deliver(nowhere, CARD, "other")


async def test_before_it_is_connected_letters_wait() -> None:
    async with SlackServer.open() as server:
        await server.web.down()
        harbour = server.team("Harbour")
        async with Rig.open(Bot(), server=server, team=harbour, ready=False) as rig:
            with pytest.raises(TryLater):
                await rig.platform.deliver(Address("slack", harbour.id, user="U1"), CARD, "letter")


async def test_after_its_end_letters_wait() -> None:
    async with Rig.open(Bot()) as rig:
        to = Address("slack", rig.team.id, user=rig.team.user("ana").id)
        await rig.stop()
        with pytest.raises(TryLater):
            await rig.platform.deliver(to, CARD, "letter")


async def test_a_whisper_reaches_whoever_is_here_and_nobody_else() -> None:
    async with Rig.open(Bot(Say(CARD))) as rig:
        ana, ben = rig.team.user("ana"), rig.team.user("ben")
        lobby = rig.team.channel("lobby", ana, ben)
        to, card = Address("slack", rig.team.id, user=ana.id), Card("Psst", (Text("a word"),))
        assert not await rig.platform.whisper(to, card)
        # The first is remembered by the time the second is answered.
        for _ in range(2):
            await (await ana.uses("/undaunted", "help", at=lobby)).answered()
        assert await rig.platform.whisper(to, card)
        assert "a word" in rig.server.seen_by(ana, lobby)[-1].text
        assert rig.server.seen_by(ben, lobby) == []


async def test_the_home_page_is_right_after_a_letter_without_opening_it_again() -> None:
    pages = iter(range(1, 100))

    async def answer(event: Event) -> Say | Replace:
        is_home = isinstance(event.doing, HomeOpened)
        return Say(Card("Home", (Text(f"page {next(pages)}"),))) if is_home else Say(CARD)

    async with Rig.open(Bot(answer)) as rig:
        ana = rig.team.user("ana")
        await (await ana.opens_home()).answered()
        assert "page 1" in str(ana.home.blocks)
        await rig.platform.deliver(Address("slack", rig.team.id, user=ana.id), CARD, "letter")
        await rig.until(lambda: "page 2" in str(ana.home.blocks))


async def test_a_workspace_that_takes_it_out_is_forgotten_and_told(kept: Installations) -> None:
    bot = Bot()
    async with SlackServer.open(mode=Mode.HTTP) as server:
        harbour = server.team("Harbour", installed=False)
        async with Rig.open(bot, server=server, team=harbour, kept=kept) as rig:
            await harbour.user("ana").installs(f"{rig.here}/slack/install")
            await harbour.uninstalls().settled()
            await rig.until(lambda: len(bot.comings) >= 3)
            removed = [each for each in bot.comings if isinstance(each.doing, Removed)]
            assert {each.place.space for each in removed} == {harbour.id}
    assert await kept.places("slack") == ()


async def test_a_token_revoked_in_silence_is_noticed_by_the_next_letter(
    kept: Installations,
) -> None:
    bot = Bot()
    async with SlackServer.open(mode=Mode.HTTP) as server:
        harbour = server.team("Harbour", installed=False)
        async with Rig.open(bot, server=server, team=harbour, kept=kept) as rig:
            ana = harbour.user("ana")
            await ana.installs(f"{rig.here}/slack/install")
            server.revokes(harbour, tell=False)
            with pytest.raises((TryLater, Unreachable)):
                await rig.platform.deliver(Address("slack", harbour.id, user=ana.id), CARD, "x")
            await rig.until(lambda: any(isinstance(e.doing, Removed) for e in bot.comings))
            assert await kept.places("slack") == ()


async def test_a_bot_token_revoked_while_it_runs_ends_it_with_a_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("adapters.slack.socket.LOOK_SECONDS", 0.05)
    async with SlackServer.open() as server:
        harbour = server.team("Harbour")
        ana = harbour.user("ana")
        async with Rig.open(Bot(), server=server, team=harbour) as rig:
            server.revokes(harbour, tell=False)
            with pytest.raises((TryLater, Unreachable)):
                await rig.platform.deliver(Address("slack", harbour.id, user=ana.id), CARD, "x")
            with pytest.raises(Denied, match="SLACK_BOT_TOKEN"):
                await rig.running


async def test_a_new_start_knows_nothing_and_works_the_same() -> None:
    async with Rig.open(Bot(Say(CARD))) as rig:
        before = rig.platform
        await rig.restart()
        assert rig.platform is not before
        used = await (await rig.team.user("ana").uses("/undaunted", "help")).answered()
        assert "here you are" in used.answer.text


@pytest.mark.parametrize("url", ["https://slack.com", "http://10.0.0.1", "http://[", "localhost"])
def test_a_token_goes_nowhere_but_to_slack_or_this_machine(url: str) -> None:
    with pytest.raises(ValueError, match="this machine"):
        Wire(Socket("xoxb-1", "xapp-1"), url)


def test_what_is_secret_never_shows_itself() -> None:
    wire = Wire(Socket("xoxb-secret", "xapp-secret"))
    assert "secret" not in repr(wire)
    assert wire.authorize_url == "https://slack.com/oauth/v2/authorize"


def test_every_word_of_slack_s_side_is_checked_with_all_others() -> None:
    assert wording.slack_words(talking.WORDS.texts) == WORDS
