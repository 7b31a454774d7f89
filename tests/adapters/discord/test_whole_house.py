"""The whole house on Discord, on bad days: doors that close, rooms that go, servers that leave."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.answers import Answer
from bot.events import Event
from tests.adapters.discord.backstage import answered
from tests.adapters.discord.harbour import OAKS, Harbour
from tests.adapters.discord.saying import WORDS as SAYING
from tests.servers.discord.faults import Refused
from tests.servers.discord.interactions import Interaction

JOINS = """
{name} #oaks: [Look and join]
{name}: [Take a seat]
"""
CHECKS_IN = """
{name} #oaks: /checkin
{name}: {{Your next two weeks = If it is Tuesday, then I ring {name}'s old team}}
{name}: [Next page]
"""
REMINDED = "ana #lobby: @undaunted remind me every day at 10:00 to apply"
REMINDER = "You asked to be reminded"
POSTS = "POST /channels/*/messages"


@pytest.fixture
async def harbour(tmp_path: Path) -> AsyncIterator[Harbour]:
    async with Harbour.open(tmp_path) as opened:
        yield opened


async def replayed(harbour: Harbour, told: Interaction) -> None:
    """Have the gateway tell an interaction once more, as after a broken connection."""
    shard = harbour.guild.id >> 22
    harbour.server.gateway.dispatch("INTERACTION_CREATE", told.payload, shard=shard)


class TestToldTwice:
    @pytest.mark.parametrize("command", ["goal", "rejected", "help"])
    async def test_what_is_told_twice_at_once_is_answered_once_and_in_place(
        self, harbour: Harbour, command: str
    ) -> None:
        ana, lobby = harbour.person("ana"), harbour.room("#lobby")

        asked = await ana.uses(command, at=lobby)
        await replayed(harbour, asked)
        await asked.settled()
        await answered()

        assert asked.modal is not None or len(asked.messages) == 1
        assert harbour.letters("ana") == []

    async def test_what_is_told_again_while_the_first_is_slow_is_answered_once(
        self, harbour: Harbour
    ) -> None:
        ana, lobby = harbour.person("ana"), harbour.room("#lobby")
        went_on, handle = asyncio.Event(), harbour.rig.handle
        begun: list[str] = []

        async def slow(event: Event) -> Answer:
            answer = await handle(event)
            if not begun:
                begun.append(event.key)
                harbour.server.changes.happened()
                await went_on.wait()
            return answer

        harbour.rig.handle = slow
        asked = await ana.uses("help", at=lobby)
        await harbour.rig.until(lambda: begun)
        await replayed(harbour, asked)
        # What comes after it in order has been answered by then, and so it was heard.
        await (await harbour.person("ben").uses("help", at=lobby)).settled()
        went_on.set()
        await asked.settled()
        await answered()

        assert "What we can do together" in asked.message.text
        assert harbour.letters("ana") == []


class TestRoomsThatClose:
    async def test_over_three_weeks_a_barred_room_costs_its_host_one_letter_and_heals_by_itself(
        self, harbour: Harbour
    ) -> None:
        await harbour.play(OAKS)
        await harbour.play(JOINS.format(name="ben") + JOINS.format(name="chidi"))
        oaks = harbour.room("#oaks")
        harbour.guild.permit(oaks, {"send_messages": False})
        before = len(harbour.server.requests(f"POST /channels/{oaks.id}/messages"))

        await harbour.passes(days=21)

        told = [each for each in harbour.letters("ana") if "I cannot reach" in each.text]
        assert len(told) == 1
        assert "Send Messages" in told[0].text
        assert not any("I cannot reach" in each.text for each in harbour.letters("ben"))
        tried = len(harbour.server.requests(f"POST /channels/{oaks.id}/messages")) - before
        assert tried <= 21

        harbour.guild.permit(oaks, {"send_messages": True})
        await harbour.passes(days=8)

        assert any("Oaks · week" in each.text for each in harbour.posts(oaks))

    async def test_a_deleted_room_is_healed_by_choosing_another_with_door_and_board(
        self, harbour: Harbour
    ) -> None:
        await harbour.play(OAKS + JOINS.format(name="ben"))
        await harbour.passes(hours=10)
        harbour.room("#oaks").delete()
        harbour.room("#elms")
        await harbour.play(CHECKS_IN.format(name="ben").replace("#oaks", "#lobby") + "ben: {}")
        await harbour.passes(hours=24)

        told = [each for each in harbour.letters("ana") if "I cannot reach" in each.text]
        assert len(told) == 1
        await harbour.play("ana: /home\nana: [Meet in another channel = #elms]")
        await harbour.delivers()

        texts = " ".join(each.text for each in harbour.posts(harbour.room("#elms")))
        assert "Oaks: a circle for people" in texts
        assert "1 checked in so far" in texts

    async def test_a_deleted_room_and_a_host_without_direct_messages_reach_the_host_where_they_are(
        self, harbour: Harbour
    ) -> None:
        await harbour.play(OAKS + JOINS.format(name="ben"))
        harbour.person("ana").dms_open = False
        harbour.room("#oaks").delete()
        await harbour.passes(days=7)
        opened = len(harbour.server.requests("POST /users/@me/channels"))
        await harbour.passes(days=7)
        assert len(harbour.server.requests("POST /users/@me/channels")) - opened <= 14

        await harbour.play("ana #lobby: /home")
        seen = [
            each.text
            for each in harbour.server.seen_by(harbour.person("ana"), harbour.room("#lobby"))
        ]
        assert any("I cannot write to you directly" in each for each in seen)
        assert all(each.ephemeral for each in harbour.room("#lobby").messages)


class TestServersThatLeave:
    async def test_who_comes_back_within_the_month_finds_everything_as_it_was(
        self, harbour: Harbour
    ) -> None:
        await harbour.play(OAKS + "ana: /goal A house by the lake\nana: {}")
        harbour.guild.remove_bot()
        await harbour.rig.until(lambda: not harbour.rig.platform.client.guilds)  # type: ignore[union-attr]
        await answered()
        sent = len(harbour.server.requests(POSTS))
        await harbour.passes(days=10)
        await harbour.behind.house.tidy()
        assert len(harbour.server.requests(POSTS)) == sent

        harbour.guild.invite_bot()
        await harbour.rig.until(lambda: harbour.rig.platform.client.guilds)  # type: ignore[union-attr]
        await answered()
        await harbour.play("ana #lobby: /goal\n> A house by the lake\nana #oaks: /circle\n> Oaks")

    @pytest.mark.parametrize("is_away", [False, True])
    async def test_after_forty_days_nothing_is_left(self, harbour: Harbour, is_away: bool) -> None:
        await harbour.play(OAKS + "ana: /goal A house by the lake\nana: {}")
        if is_away:
            await harbour.rig.stop()
            harbour.guild.bot_in = False
            await harbour.passes(minutes=1)
            harbour.rig.start()
            await harbour.rig.ready()
            harbour.behind.house.platforms[harbour.rig.platform.name] = harbour.rig.platform
        else:
            harbour.guild.remove_bot()
            await harbour.rig.until(lambda: not harbour.rig.platform.client.guilds)  # type: ignore[union-attr]
        await answered()
        await harbour.passes(days=40)
        await harbour.behind.house.tidy()

        harbour.guild.invite_bot()
        await harbour.rig.until(lambda: harbour.rig.platform.client.guilds)  # type: ignore[union-attr]
        await answered()
        await harbour.play("ana #lobby: /circle\n> You are not in a circle yet")
        await harbour.play("ana #lobby: /goal\n> What it is all for")


class TestOddPlaces:
    @pytest.mark.parametrize("kind", [2, 4, 5, 10, 11, 12, 13, 15, 16, 99])
    async def test_every_kind_of_channel_is_answered_privately(
        self, harbour: Harbour, kind: int
    ) -> None:
        ana, lobby = harbour.person("ana"), harbour.room("#lobby")
        asked = await (await ana.uses("help", at=lobby)).settled()
        channel = {**asked.payload["channel"], "type": kind}

        again = await harbour.server.sends_interaction({**asked.payload, "channel": channel})
        await again.settled()

        assert again.message.ephemeral_for is ana
        assert "What we can do together" in again.message.text


class TestClosedDoors:
    async def test_a_closed_door_is_tried_once_told_once_and_heals_when_they_write(
        self, harbour: Harbour
    ) -> None:
        ana = harbour.person("ana")
        await harbour.play(REMINDED)
        ana.dms_open = False
        before = len(harbour.server.recorded)
        await harbour.passes(days=14)
        assert len(harbour.server.recorded) - before <= 2

        for _ in range(3):
            await harbour.play("ana #lobby: /help")
        shut = [each for each in harbour.room("#lobby").messages if "cannot write" in each.text]
        assert len(shut) == 1
        assert shut[0].ephemeral_for is ana

        ana.dms_open = True
        await harbour.play("ana: hello")
        await harbour.passes(days=1)
        assert any(REMINDER in each.text for each in harbour.letters("ana"))
        assert harbour.posts(harbour.room("#lobby")) == []

    @pytest.mark.parametrize("how", ["deleted", "locked", "archived"])
    async def test_a_private_place_that_goes_is_told_of_and_never_becomes_public(
        self, harbour: Harbour, how: str
    ) -> None:
        ana, lobby = harbour.person("ana"), harbour.room("#lobby")
        ana.dms_open = False
        await harbour.play(REMINDED)
        await harbour.passes(days=1)
        await harbour.play("ana #lobby: /settings\nana: [Use a private place here]")
        question = harbour.sees("ana")
        if "Use it" in question.labels():
            await harbour.play("ana: [Use it]")
        await harbour.passes(days=1)
        (own,) = lobby.threads
        assert any(REMINDER in each.text for each in own.messages)

        own.archived, own.locked = how != "deleted", how == "locked"
        if how == "deleted":
            own.delete()
        seen = len(own.messages)
        await harbour.passes(days=2)
        await harbour.play("ana #lobby: /help")

        told = [each for each in lobby.messages if "cannot write to you" in each.text]
        assert (len(own.messages) > seen) == (how == "archived")
        assert len(told) == (2 if how != "archived" else 1)
        assert [each.text for each in harbour.posts(lobby)] == [SAYING.sealed]


class TestMany:
    async def test_eight_who_finish_at_the_same_moment_are_all_on_the_board(
        self, harbour: Harbour
    ) -> None:
        names = ["ana", "ben", "chidi", "dara", "eli", "femi", "gita", "hana"]
        await harbour.play(OAKS.replace("Seats = 5", "Seats = 8"))
        for name in names[1:]:
            await harbour.play(JOINS.format(name=name))
        await harbour.passes(hours=10)
        forms = []
        for name in names:
            await harbour.play(CHECKS_IN.format(name=name))
            forms.append((harbour.person(name), harbour.player.forms.pop(name)))
        oaks = harbour.room("#oaks")
        before = len(harbour.server.requests(f"PATCH /channels/{oaks.id}/messages/*"))

        sent = await asyncio.gather(*(user.submits(form, {}) for user, form in forms))
        twice = await asyncio.gather(*(user.submits(form, {}) for user, form in forms))
        for each in (*sent, *twice):
            await each.settled()
        await harbour.delivers()

        board = next(each for each in harbour.posts(oaks) if "week 1" in each.text)
        assert "8 of 8" in board.text
        revised = len(harbour.server.requests(f"PATCH /channels/{oaks.id}/messages/*")) - before
        assert revised <= len(names)


class TestBadNights:
    async def test_a_letter_sent_before_a_crash_is_shown_once(self, harbour: Harbour) -> None:
        await harbour.play(REMINDED)
        await harbour.delivers()
        store = harbour.behind.house.store.letters

        async def die(*_: object) -> None:
            raise RuntimeError("the power went")

        settle, store.settle = store.settle, die  # type: ignore[method-assign, assignment]
        with pytest.raises(RuntimeError):
            await harbour.passes(hours=2)
        store.settle = settle  # type: ignore[method-assign]
        await harbour.restart()
        await harbour.passes(minutes=2)

        told = [each for each in harbour.letters("ana") if REMINDER in each.text]
        assert len(told) == 1

    async def test_a_form_open_over_a_restart_is_kept(self, harbour: Harbour) -> None:
        await harbour.play("ana #lobby: /rejected\nrestart")
        await harbour.play("ana: {Company = Initrode; How far = final}")

        await harbour.play("ana #lobby: /applications\nana: [Show = All]\n> Initrode")

    async def test_while_the_store_is_locked_the_promise_is_private_and_kept(
        self, harbour: Harbour
    ) -> None:
        ana, lobby = harbour.person("ana"), harbour.room("#lobby")
        async with harbour.behind.house.store.begin():
            asked = await ana.uses("home", at=lobby)
            await harbour.rig.until(lambda: asked.answer is not None)
            assert asked.acknowledged_after is not None
            assert asked.acknowledged_after < 2.9
        await asked.settled()
        await answered()

        assert asked.message.ephemeral_for is ana
        assert "did not work" not in asked.message.text

    async def test_long_names_and_words_are_answered(self, harbour: Harbour) -> None:
        ana, lobby = harbour.person("ana"), harbour.room("#lobby")
        ana.name = "@everyone **a** " * 250
        asked = await (await ana.uses("goal", "so long " * 700, at=lobby)).settled()
        assert asked.modal is not None or asked.messages
        await harbour.play(OAKS)
        await harbour.play("ana: " + "a no from Acme " * 120)

        assert all("Something went wrong" not in each.text for each in lobby.messages)
        assert "Something went wrong" not in harbour.sees("ana").text

    async def test_messages_without_words_are_answered_kindly(self, harbour: Harbour) -> None:
        ana = harbour.person("ana")
        await ana.says("", at=ana.dm)
        await ana.says("", at=harbour.room("#lobby"), mention_bot=True)
        await harbour.rig.until(lambda: len(harbour.letters("ana")) >= 2)
        await answered()

        assert all("Something went wrong" not in each.text for each in harbour.letters("ana"))


class TestOtherRooms:
    async def test_a_lost_room_for_reports_is_told_to_the_keeper_once_and_heals(
        self, harbour: Harbour
    ) -> None:
        mia, lobby = harbour.person("mia"), harbour.room("#lobby")
        harbour.guild.join(mia, manage=True)
        await harbour.play("mia #lobby: /setup\nmia #lobby: [Channel for reports = #mods]")
        harbour.room("#mods").delete()
        for number in range(3):
            rude = await harbour.person("ben").says(f"Go home {number}", at=lobby)
            await (await harbour.person("ana").uses_menu("Report to moderators", rude)).settled()
            await harbour.passes(days=2)

        told = [each for each in harbour.letters("mia") if "channel I cannot post in" in each.text]
        assert len(told) == 1

        await harbour.play("mia #lobby: /setup\nmia #lobby: [Channel for reports = #watch]")
        await harbour.delivers()

        shown = [each.text for each in harbour.posts(harbour.room("#watch"))]
        assert len([each for each in shown if "A message to look at" in each]) == 3
        assert harbour.posts(lobby) == []

    async def test_a_lost_lobby_shows_what_was_shared_nowhere_else(self, harbour: Harbour) -> None:
        mia = harbour.person("mia")
        harbour.guild.join(mia, manage=True)
        await harbour.play("mia #lobby: /setup\nmia #lobby: [Main channel = #lobby]" + OAKS)
        harbour.room("#lobby").delete()
        await harbour.play("ana #oaks: /rejected\nana: {Company = Initrode; How far = final}")
        await harbour.play("ana: [Ask the community]\nana: {What others will read = Any advice}")
        await harbour.play("ana: [Share it]")
        await harbour.passes(days=2)

        assert not any("Any advice" in each.text for each in harbour.posts(harbour.room("#oaks")))
        told = [each for each in harbour.letters("mia") if "channel I cannot post in" in each.text]
        assert len(told) == 1

    @pytest.mark.parametrize("is_locked", [False, True])
    async def test_a_circle_in_a_thread_that_was_put_away_goes_on_or_its_host_is_told(
        self, harbour: Harbour, is_locked: bool
    ) -> None:
        den = harbour.guild.thread(harbour.room("#welcome"), "oaks")
        den.people.append(harbour.person("ana"))
        harbour.player.stage.rooms["oaks"] = den
        await harbour.play(OAKS)
        await harbour.delivers()
        den.archived, den.locked = True, is_locked
        await harbour.passes(days=14)

        told = [each for each in harbour.letters("ana") if "I cannot reach" in each.text]
        boards = [each for each in harbour.posts(den) if "Oaks · week" in each.text]
        assert (len(told), len(boards) >= 2) == ((1, False) if is_locked else (0, True))

    async def test_an_account_that_was_deleted_is_written_to_once(self, harbour: Harbour) -> None:
        await harbour.play(REMINDED)
        await harbour.delivers()
        gone = harbour.person("ana")
        harbour.guild.leave(gone)
        harbour.server.rest.fails(POSTS, 1_000, Refused(404, 10013, "Unknown User"))
        before = len(harbour.server.requests(POSTS))

        await harbour.passes(days=14)

        assert len(harbour.server.requests(POSTS)) - before <= 2
