"""Rooms that cannot be posted in: told once to whoever can mend them, and healed without loss."""

import pytest

from bot.actions.circle import MoveCircle
from bot.actions.closure import TryAgain
from bot.actions.report import ReportMessage
from bot.answers import Room
from bot.domain.circle import CircleState
from bot.domain.closure import Closure
from bot.errors import Fault
from bot.events import CommandUsed, Kind, Message, Place, Removed
from bot.store import tables
from bot.ui.card import Card, Quote
from tests.handlers.circles import OAKS, checks_in, circle_of, founds, has_lobby, oaks, titles
from tests.talking import PLATFORM, SPACE, Friend, World, labels

ELMS = "#elms"
GONE = "I cannot reach the channel of Oaks"
MISSING = ("View Channel", "Send Messages")


async def closed(world: World) -> list[Closure]:
    async with world.store.begin() as tx:
        return list(await tx.closures.within(PLATFORM, SPACE))


async def keeper(world: World, name: str = "dara") -> Friend:
    """Let somebody set the community up."""
    friend = world.person(name).inside("#office").managing()
    await friend.uses("/setup")
    return friend


async def opened(world: World, *names: str) -> list[Friend]:
    """Found Oaks, and let its first week open: ten o'clock on a Monday."""
    friends = await oaks(world, *names)
    await world.passes(hours=2)
    return friends


def told(friend: Friend, title: str = GONE) -> list[Card]:
    return [card for card in friend.letters if card.title == title]


def bars(world: World, channel: str = OAKS) -> None:
    world.mail.barred[channel] = MISSING


class TestTelling:
    async def test_the_host_is_told_that_the_channel_is_gone(self, world: World) -> None:
        [ana, ben] = await oaks(world, "ben")
        world.mail.lost.add(OAKS)
        await world.passes(hours=2)
        [card] = told(ana)
        assert "may have been deleted" in card.summary()
        assert "Nothing is lost" in card.summary()
        assert labels(card) == ["Try again", "Look", "Meet in another channel"]
        assert told(ben) == []

    async def test_the_host_is_told_what_is_not_allowed_and_whom_to_ask(self, world: World) -> None:
        [ana] = await oaks(world)
        bars(world)
        await world.passes(hours=2)
        [card] = told(ana)
        assert "I cannot post in #oaks, where Oaks meets." in card.summary()
        assert "View Channel, Send Messages" in card.summary()
        assert "ask somebody who manages this community" in card.summary()

    async def test_where_something_is_not_allowed_the_keeper_is_told_as_well(
        self, world: World
    ) -> None:
        dara = await keeper(world)
        [ana] = await oaks(world)
        bars(world)
        await world.passes(hours=2)
        assert (
            "Dara looks after this community. I have told them as well." in told(ana)[0].summary()
        )
        [card] = told(dara, "There is a channel I cannot post in")
        assert "I cannot post in #oaks, where Oaks meets." in card.summary()
        assert "View Channel, Send Messages" in card.summary()

    async def test_a_keeper_is_not_bothered_with_a_channel_that_its_host_can_replace(
        self, world: World
    ) -> None:
        dara = await keeper(world)
        await oaks(world)
        world.mail.lost.add(OAKS)
        await world.passes(hours=2)
        assert dara.letters == []

    async def test_a_keeper_who_hosts_as_well_is_told_once(self, world: World) -> None:
        ana = await keeper(world, "ana")
        await oaks(world)
        bars(world)
        await world.passes(hours=2)
        assert len(told(ana)) == 1
        assert told(ana, "There is a channel I cannot post in") == []

    async def test_a_host_of_two_circles_there_is_told_of_both(self, world: World) -> None:
        [ana] = await oaks(world)
        await founds(world.person("ana").inside(OAKS), name="Elms")
        bars(world)
        await world.passes(hours=2)
        titled = {card.title for card in ana.letters if card.title.startswith("I cannot reach")}
        assert titled == {GONE, "I cannot reach the channel of Elms"}

    async def test_nobody_is_told_twice_of_the_same_closure(self, world: World) -> None:
        [ana] = await opened(world)
        bars(world)
        await world.passes(days=20)
        assert len(told(ana)) == 1

    async def test_nobody_is_woken_for_it(self, world: World) -> None:
        [ana] = await oaks(world, time="23:30")
        bars(world)
        await world.passes(hours=15)
        assert told(ana) == []
        await world.passes(hours=9)
        assert len(told(ana)) == 1

    async def test_nobody_is_told_of_what_was_mended_overnight(self, world: World) -> None:
        [ana] = await oaks(world, time="23:30")
        bars(world)
        await world.passes(hours=15)
        await ana.sends(MoveCircle(1).pack(), ELMS)
        await world.passes(hours=9)
        assert told(ana) == []

    async def test_of_a_circle_whose_host_was_forgotten_the_keeper_is_told(
        self, world: World
    ) -> None:
        dara = await keeper(world)
        await opened(world, "ben")
        await hostless(world)
        world.mail.lost.add(OAKS)
        await world.passes(days=7)
        assert len(told(dara)) == 1

    async def test_without_a_keeper_whoever_sits_there_longest_is_told(self, world: World) -> None:
        [ana, ben] = await opened(world, "ben")
        await hostless(world)
        world.mail.lost.add(OAKS)
        await world.passes(days=7)
        assert (len(told(ana)), len(told(ben))) == (1, 0)

    async def test_the_keeper_is_told_of_the_main_channel(self, world: World) -> None:
        dara = await keeper(world)
        await has_lobby(world)
        await world.app.closed(room("#lobby"), Fault.GONE, ())
        await world.passes(minutes=1)
        [card] = told(dara, "There is a channel I cannot post in")
        assert "I cannot find the main channel any more." in card.summary()
        assert "/setup" in card.summary()

    async def test_without_a_keeper_nobody_is_told_of_the_main_channel(self, world: World) -> None:
        await oaks(world)
        await has_lobby(world)
        await world.app.closed(room("#lobby"), Fault.BARRED, ())
        assert len(await closed(world)) == 1
        assert not any(shown.user for shown in world.mail.shown)

    async def test_nobody_is_told_of_a_community_that_took_the_bot_out(self, world: World) -> None:
        [ana] = await oaks(world)
        await world.answer(ana.actor, Place(PLATFORM, SPACE, "", Kind.CHANNEL), Removed())
        await world.app.closed(room(OAKS), Fault.BARRED, ())
        assert ana.letters == []

    async def test_a_room_of_a_community_nobody_knows_is_only_noted(self, world: World) -> None:
        await world.app.closed(room("#x", "nowhere"), Fault.GONE, ())
        assert world.mail.shown == []


class TestWaiting:
    async def test_a_closed_room_is_tried_once_a_day_and_not_more(self, world: World) -> None:
        [ana, _, _] = await opened(world, "ben", "chidi")
        bars(world)
        await ana.presses("Look")
        await ana.sends("1.seat.pause:1")
        before = len(world.mail.tries)
        for _ in range(10):
            await ana.sends("1.seat.stay:1")
            await ana.sends("1.seat.pause:1")
        assert len(world.mail.tries) == before
        await world.passes(days=1)
        await ana.sends("1.seat.stay:1")
        # A standing card is revised, or else put up anew: two steps of one try.
        assert 0 < len(world.mail.tries) - before <= 2

    async def test_a_room_that_proves_closed_is_tried_no_more_that_moment(
        self, world: World
    ) -> None:
        await oaks(world)
        before = len(world.mail.tries)
        bars(world)
        await world.passes(hours=2)
        # The board that opens the week, and not the card by which people join.
        assert len(world.mail.tries) == before + 1

    async def test_it_heals_by_itself_once_the_permission_is_there(self, world: World) -> None:
        await oaks(world)
        bars(world)
        await world.passes(hours=2)
        assert await closed(world)
        del world.mail.barred[OAKS]
        await world.passes(days=3)
        assert await closed(world) == []
        assert [title for title in titles(world, OAKS) if "Oaks" in title]

    async def test_what_was_left_out_follows_a_try_that_got_through(self, world: World) -> None:
        await oaks(world)
        bars(world)
        await world.passes(hours=2)
        del world.mail.barred[OAKS]
        await world.passes(hours=73)
        assert "Oaks · week 1" in titles(world, OAKS)

    async def test_words_heard_in_a_room_let_it_be_tried_before_its_day(self, world: World) -> None:
        [ana] = await opened(world)
        bars(world)
        await ana.sends("1.seat.pause:1")
        assert await closed(world)
        del world.mail.barred[OAKS]
        await world.passes(hours=1)
        await ana.inside(OAKS).says("hello")
        await world.passes(minutes=11)
        assert await closed(world) == []

    async def test_old_buttons_pressed_in_a_barred_room_tell_nobody_again(
        self, world: World
    ) -> None:
        [ana] = await opened(world)
        bars(world)
        for _ in range(12):
            await ana.inside(OAKS).uses("/circle")
            await ana.sends("1.seat.pause:1")
            await world.passes(hours=1)
        assert len(told(ana)) == 1
        assert len(await closed(world)) == 1

    async def test_words_heard_in_the_main_channel_end_its_closure(self, world: World) -> None:
        await has_lobby(world)
        await world.app.closed(room("#lobby"), Fault.BARRED, ())
        await world.person("ana").inside("#lobby").says("hello")
        assert await closed(world) == []

    async def test_direct_messages_say_nothing_about_rooms(self, world: World) -> None:
        await has_lobby(world)
        await world.app.closed(room("#lobby"), Fault.BARRED, ())
        await world.person("ana").says("hello")
        assert await closed(world)


class TestMending:
    async def test_trying_again_puts_up_the_card_and_the_week(self, world: World) -> None:
        [ana] = await oaks(world)
        bars(world)
        await world.passes(hours=2)
        del world.mail.barred[OAKS]
        await ana.presses("Try again", on=told(ana)[0])
        assert "put up what was missing" in ana.sees
        assert await closed(world) == []
        assert len(titles(world, OAKS)) == 2

    @pytest.mark.parametrize("to", ["circle", "community"])
    async def test_what_was_shared_meanwhile_follows_once(self, world: World, to: str) -> None:
        await has_lobby(world, OAKS)
        [ana] = await opened(world)
        await shows(ana, to, "Before all this")
        bars(world)
        await shows(ana, to, "A hard week")
        await shows(ana, to, "A better one")
        assert written(world, OAKS) == ["Before all this"]
        del world.mail.barred[OAKS]
        await ana.presses("Try again", on=told(ana)[0])
        assert written(world, OAKS) == ["Before all this", "A hard week", "A better one"]

    async def test_a_report_reaches_the_moderators_in_the_channel_chosen_next(
        self, world: World
    ) -> None:
        dara = await keeper(world)
        await dara.picks("Channel for reports", "#mods")
        world.mail.lost.add("#mods")
        ana = world.person("ana").inside("#lobby")
        about = Message("#lobby", "17", "chidi", "https://example.org/17")
        place = Place(PLATFORM, SPACE, "#lobby", Kind.CHANNEL)
        await world.answer(ana.actor, place, CommandUsed(ReportMessage().pack(), "", about))
        assert "the channel for reports" in dara.letter.summary()
        await shows(await hosting(world), "circle", "Something for the circle")
        await dara.uses("/setup")
        await dara.picks("Channel for reports", "#office")
        assert len(world.mail.in_room("#office")) == 1
        await dara.picks("Main channel", "#hall")
        assert world.mail.in_room("#hall") == []

    async def test_trying_again_in_vain_is_told(self, world: World) -> None:
        [ana] = await oaks(world)
        bars(world)
        await world.passes(hours=2)
        await ana.presses("Try again", on=told(ana)[0])
        await world.passes(minutes=1)
        assert len(told(ana)) == 2

    async def test_trying_again_what_works_again_says_so(self, world: World) -> None:
        ana = world.person("ana")
        await ana.sends(TryAgain(99).pack())
        assert "It works again already." in ana.sees

    async def test_others_cannot_try_again(self, world: World) -> None:
        await oaks(world, "ben")
        bars(world)
        await world.passes(hours=2)
        [closure] = await closed(world)
        for friend in (world.person("ben"), world.wanderer("eli").inside("#x", "other").managing()):
            await friend.sends(TryAgain(closure.id).pack())
            assert "That is for the circle's host" in friend.sees
        assert await closed(world)

    async def test_an_admin_and_the_keeper_can_try_again(self, world: World) -> None:
        dara = await keeper(world)
        await oaks(world)
        bars(world)
        for friend in (world.person("chidi").inside("#x").managing(), world.person("dara")):
            await world.passes(days=7)
            [closure] = await closed(world)
            await friend.sends(TryAgain(closure.id).pack())
            assert "Trying again" in friend.sees
        assert dara.letters

    async def test_nobody_can_try_again_where_the_community_is_forgotten(
        self, world: World
    ) -> None:
        await world.app.closed(room("#x", "nowhere"), Fault.GONE, ())
        ana = world.person("ana").inside("#lobby").managing()
        await ana.sends(TryAgain(1).pack())
        assert "That is for the circle's host" in ana.sees


class TestMoving:
    async def test_a_circle_moves_with_its_card_its_week_and_what_was_answered(
        self, world: World
    ) -> None:
        [ana, ben] = await opened(world, "ben")
        await checks_in(ben, {}, {})
        await ana.presses("Look")
        await ana.picks("Meet in another channel", ELMS)
        assert "Oaks meets in #elms now" in ana.sees
        assert len(titles(world, ELMS)) == 2
        assert any("1 checked in so far" in card.summary() for card in world.mail.in_room(ELMS))
        assert set(titles(world, OAKS)) == {"Oaks meets somewhere else now"}

    async def test_after_its_close_the_look_back_moves_too(self, world: World) -> None:
        [ana, ben] = await opened(world, "ben")
        await checks_in(ben, {}, {})
        await world.passes(days=4)
        await ana.sends(MoveCircle(1).pack(), ELMS)
        assert len(titles(world, ELMS)) == 3

    async def test_the_next_week_opens_in_the_new_channel(self, world: World) -> None:
        [ana] = await opened(world)
        await ana.sends(MoveCircle(1).pack(), ELMS)
        before, there = len(world.mail.in_room(OAKS)), len(world.mail.in_room(ELMS))
        await world.passes(days=7)
        assert len(world.mail.in_room(OAKS)) == before
        assert len(world.mail.in_room(ELMS)) == there + 1

    async def test_a_circle_whose_channel_is_gone_finds_another(self, world: World) -> None:
        [ana] = await opened(world)
        world.mail.lost.add(OAKS)
        await ana.sends("1.seat.pause:1")
        await world.passes(minutes=1)
        tries = world.mail.tries.count(OAKS)
        await ana.picks("Meet in another channel", ELMS, on=told(ana)[0])
        assert len(titles(world, ELMS)) == 2
        assert await closed(world) == []
        assert world.mail.tries.count(OAKS) == tries

    async def test_what_could_not_be_shared_comes_along(self, world: World) -> None:
        [ana] = await opened(world)
        world.mail.lost.add(OAKS)
        await shows(ana, "circle", "A hard week")
        await ana.sends(MoveCircle(1).pack(), ELMS)
        assert written(world, ELMS) == ["A hard week"]

    async def test_typing_circle_in_another_channel_moves_it_as_well(self, world: World) -> None:
        [ana] = await opened(world)
        there = ana.inside(ELMS)
        await there.uses("/circle")
        await there.presses("Look")
        await there.presses("Meet in this channel")
        assert "Oaks meets in #elms now" in there.sees
        assert (await circle_of(world)).channel == ELMS

    async def test_a_circle_can_come_back_to_where_it_was(self, world: World) -> None:
        [ana] = await opened(world)
        for channel in (ELMS, OAKS):
            await world.passes(minutes=5)
            await ana.sends(MoveCircle(1).pack(), channel)
        assert len([each for each in titles(world, OAKS) if "somewhere else" not in each]) == 2

    async def test_choosing_the_same_channel_again_mends_it(self, world: World) -> None:
        [ana] = await opened(world)
        bars(world)
        await ana.sends("1.seat.pause:1")
        assert await closed(world)
        world.mail.barred.clear()
        await ana.sends(MoveCircle(1).pack(), OAKS)
        assert await closed(world) == []
        assert "Oaks meets somewhere else now" not in titles(world, OAKS)

    async def test_a_channel_that_is_not_there_is_told_to_the_host(self, world: World) -> None:
        [ana] = await opened(world)
        world.mail.lost.add("#made-up")
        await ana.sends(MoveCircle(1).pack(), "#made-up")
        await world.passes(minutes=1)
        assert len(told(ana)) == 1

    async def test_nobody_else_moves_it(self, world: World) -> None:
        await opened(world, "ben")
        words = {"ben": "Only the host can change that.", "eli": "for the people of this circle"}
        for name, said in words.items():
            friend = world.person(name)
            await friend.sends(MoveCircle(1).pack(), ELMS)
            assert said in friend.sees
        assert (await circle_of(world)).channel == OAKS

    async def test_a_channel_must_be_named_and_may_not_be_made_up_endlessly(
        self, world: World
    ) -> None:
        [ana] = await opened(world)
        for picked in ((), ("",), ("x" * 65,)):
            await ana.sends(MoveCircle(1).pack(), *picked)
            assert (await circle_of(world)).channel == OAKS
        await ana.sends(MoveCircle(7).pack(), ELMS)
        assert "That circle is not in this community" in ana.sees

    async def test_the_choice_of_a_channel_is_only_offered_inside(self, world: World) -> None:
        await opened(world)
        private = world.person("ana")
        await private.uses("/circle")
        await private.presses("Look")
        assert "Meet in another channel" not in labels(private.card)

    async def test_a_circle_moved_away_ends_quietly_where_it_was(self, world: World) -> None:
        [ana] = await opened(world)
        await ana.sends(MoveCircle(1).pack(), ELMS)
        await ana.sends("1.seat.leave:1")
        assert (await circle_of(world)).state is CircleState.ENDED
        assert set(titles(world, OAKS)) == {"Oaks meets somewhere else now"}


async def hosting(world: World) -> Friend:
    """Found Oaks in the channel that is gone already, where its cards find no room."""
    return await founds(world.person("eli").inside("#mods"))


async def shows(friend: Friend, to: str, words: str) -> None:
    """Share some words, with one's circle or with everybody."""
    await friend.sends(f"1.share.open:news:0:{to}")
    assert friend.form is not None
    await friend.fills({friend.form.fields[0].label: words})
    await friend.presses("Share it")


def written(world: World, channel: str) -> list[str]:
    """Return what people wrote of themselves in a channel, oldest first."""
    blocks = [block for card in world.mail.in_room(channel) for block in card.blocks]
    return [block.text for block in blocks if isinstance(block, Quote)]


def room(channel: str, space: str = SPACE) -> Room:
    return Room(PLATFORM, space, channel)


async def hostless(world: World) -> None:
    """Let Oaks be without a host, as when that person was forgotten."""
    async with world.store._database.begin() as connection:
        await connection.execute(tables.circle.update().values(host_id=None))
