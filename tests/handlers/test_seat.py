"""Seats: taken, waited for, paused, left, asked about; and the host's part, which goes round."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.actions.circle import (
    ChoosePrompts,
    KeepSeat,
    LeaveCircle,
    PassHost,
    PauseSeat,
    TakeSeat,
)
from bot.domain.circle import Beat, CircleState, Prompts, Seat
from bot.events import Actor, Kind, Left, Place
from bot.ui.card import Card
from tests.handlers.circles import (
    OAKS,
    checks_in,
    circle_of,
    door,
    founds,
    got,
    joins,
    oaks,
    seats_of,
    titles,
)
from tests.talking import PLATFORM, SPACE, Friend, World, buttons, labels


async def leaves(friend: Friend) -> None:
    await friend.sends(LeaveCircle(1).pack())


class TestJoining:
    async def test_joining_says_when_it_begins(self, world: World) -> None:
        _, ben = await oaks(world, "ben")
        assert "You have a seat in Oaks" in ben.sees
        assert "Mon 30 Nov, 10:00" in ben.sees
        assert "4 seats free" in door(world).summary()

    async def test_somebody_who_joins_an_open_week_may_begin_at_once(self, world: World) -> None:
        await oaks(world)
        await world.passes(hours=2)
        ben = await joins(world, "ben")
        assert "check-in is open" in ben.sees
        await ben.presses("Check in")
        assert ben.form is not None

    async def test_the_last_seat_goes_to_one_and_the_other_waits_and_both_are_told_kindly(
        self, world: World
    ) -> None:
        await oaks(world, "ben", seats="3 people")
        chidi, dara = (world.person(name).inside(OAKS) for name in ("chidi", "dara"))
        for friend in (chidi, dara):
            await friend.presses("Look and join", on=door(world))
            assert "Take a seat" in labels(friend.card)
        await chidi.presses("Take a seat")
        await dara.presses("Take a seat")
        assert "You have a seat" in chidi.sees
        assert "first in line" in dara.sees
        seats = await seats_of(world)
        assert (seats["chidi"].seat, seats["dara"].seat) == (Seat.MEMBER, Seat.WAITING)
        assert "full, with a waiting list" in door(world).summary()

    async def test_a_double_press_takes_one_seat(self, world: World) -> None:
        _, ben = await oaks(world, "ben")
        await ben.sends(TakeSeat(1).pack())
        assert "You have a seat in this circle already" in ben.sees

    async def test_pressing_again_in_line_keeps_ones_place(self, world: World) -> None:
        await oaks(world, "ben", "chidi", "dara", "eli", seats="3 people")
        dara = world.person("dara")
        await dara.sends(TakeSeat(1).pack())
        assert "first in line" in dara.sees
        eli = world.person("eli")
        await eli.sends(TakeSeat(1).pack())
        assert "number 2 in line" in eli.sees

    async def test_a_stranger_from_another_community_cannot_join(self, world: World) -> None:
        await oaks(world)
        stranger = Friend(world, Actor("test", "elsewhere", "zoe", "Zoe"))
        await stranger.sends(TakeSeat(1).pack())
        assert "not in this community" in stranger.sees


class TestLeaving:
    async def test_the_next_in_line_is_seated_and_told(self, world: World) -> None:
        _, ben, *_ = await oaks(world, "ben", "chidi", "dara", "eli", seats="3 people")
        await leaves(ben)
        assert "You have left Oaks" in ben.sees
        dara = world.person("dara")
        assert got(dara) == ["There is a seat for you in Oaks"]
        assert "What is said here stays here." in dara.letter.summary()
        assert got(world.person("eli")) == []
        assert (await seats_of(world))["eli"].seat is Seat.WAITING

    async def test_a_seat_freed_at_night_is_told_in_the_morning(self, world: World) -> None:
        _, ben, *_ = await oaks(world, "ben", "chidi", "dara", seats="3 people")
        await world.passes(hours=13)
        await leaves(ben)
        dara = world.person("dara")
        assert "There is a seat for you in Oaks" not in got(dara)
        assert (await seats_of(world))["dara"].seat is Seat.MEMBER
        await world.passes(hours=12)
        assert "There is a seat for you in Oaks" in got(dara)

    async def test_a_seat_can_be_passed_on(self, world: World) -> None:
        _, ben, *_ = await oaks(world, "ben", "chidi", "dara", "eli", seats="3 people")
        await leaves(ben)
        dara = world.person("dara")
        await dara.presses("Give it to the next person", on=dara.letter)
        assert got(world.person("eli")) == ["There is a seat for you in Oaks"]

    async def test_somebody_can_leave_the_line(self, world: World) -> None:
        *_, dara = await oaks(world, "ben", "chidi", "dara", seats="3 people")
        await dara.presses("Leave the waiting list")
        assert "off the waiting list" in dara.sees
        await dara.uses("/circle")
        assert "not in a circle yet" in dara.sees

    async def test_somebody_who_left_can_come_back_at_the_end_of_the_line(
        self, world: World
    ) -> None:
        _, ben, *_ = await oaks(world, "ben", "chidi", "dara", seats="3 people")
        await leaves(ben)
        await ben.presses("Take a seat")
        assert "first in line" in ben.sees

    async def test_those_who_are_not_in_it_cannot_leave(self, world: World) -> None:
        await oaks(world)
        eli = world.person("eli")
        await leaves(eli)
        assert "for the people of this circle" in eli.sees

    async def test_an_empty_circle_ends(self, world: World) -> None:
        ana, ben = await oaks(world, "ben")
        await leaves(ana)
        await leaves(ben)
        of = await circle_of(world)
        assert (of.state, of.beat, of.due_at) == (CircleState.ENDED, None, None)

    async def test_leaving_asks_first(self, world: World) -> None:
        _, ben = await oaks(world, "ben")
        await ben.presses("Look")
        [button] = [item for item in buttons(ben.card) if item.label == "Leave the circle"]
        assert button.confirm is not None

    async def test_somebody_in_line_sees_where_they_are(self, world: World) -> None:
        *_, dara = await oaks(world, "ben", "chidi", "dara", seats="3 people")
        await dara.uses("/circle")
        assert "you are on the waiting list" in dara.sees
        await dara.presses("Look")
        assert "Leave the waiting list" in labels(dara.card)

    async def test_whoever_leaves_the_community_leaves_its_circles(self, world: World) -> None:
        _, ben, *_ = await oaks(world, "ben", "chidi", "dara", seats="3 people")
        await world.answer(ben.actor, Place(PLATFORM, SPACE, OAKS, Kind.CHANNEL), Left())
        assert (await seats_of(world))["ben"].seat is Seat.LEFT
        assert got(world.person("dara")) == ["There is a seat for you in Oaks"]

    async def test_a_seat_freed_during_a_break_is_told_after_it(self, world: World) -> None:
        _, ben, *_ = await oaks(world, "ben", "chidi", "dara", seats="3 people")
        await world.person("dara").uses("/break 3 days")
        await leaves(ben)
        await world.passes(days=2)
        title = "There is a seat for you in Oaks"
        assert title not in got(world.person("dara"))
        await world.passes(days=2)
        assert title in got(world.person("dara"))


class TestHosting:
    async def test_the_longest_member_hosts_after_the_host_has_left(self, world: World) -> None:
        ana, *_ = await oaks(world, "ben", "chidi")
        await leaves(ana)
        ben = world.person("ben")
        assert got(ben) == ["You are the host of Oaks now"]
        await ben.presses("Look", on=ben.letter)
        assert "Host: Ben" in ben.sees

    async def test_whoever_would_rather_not_passes_it_on(self, world: World) -> None:
        ana, *_ = await oaks(world, "ben", "chidi")
        await leaves(ana)
        ben = world.person("ben")
        await ben.presses("Somebody else, please", on=ben.letter)
        assert "Chidi hosts Oaks now" in ben.sees
        assert got(world.person("chidi")) == ["You are the host of Oaks now"]

    async def test_where_nobody_else_is_it_stays(self, world: World) -> None:
        [ana] = await oaks(world)
        await ana.sends(PassHost(1).pack())
        assert "nobody else in Oaks" in ana.sees

    async def test_only_the_host_passes_it_on(self, world: World) -> None:
        _, ben = await oaks(world, "ben")
        await ben.sends(PassHost(1).pack())
        assert "Only the host" in ben.sees

    async def test_a_letter_to_a_host_who_passed_it_on_meanwhile_stays_away(
        self, world: World
    ) -> None:
        ana, ben, _ = await oaks(world, "ben", "chidi")
        await world.passes(hours=13)
        await leaves(ana)
        await ben.sends(PassHost(1).pack())
        await world.passes(hours=12)
        assert "You are the host of Oaks now" not in got(world.person("ben"))
        assert "You are the host of Oaks now" in got(world.person("chidi"))


class TestPausing:
    async def test_a_pause_keeps_the_seat_and_the_silence(self, world: World) -> None:
        _, ben = await oaks(world, "ben", seats="3 people")
        await ben.presses("Look")
        await ben.presses("Pause my seat")
        assert "It stays yours" in ben.sees
        assert "1 seat free" in door(world).summary()
        await world.passes(days=3)
        assert got(world.person("ben")) == []
        await ben.uses("/circle")
        assert "your seat is paused" in ben.sees

    async def test_coming_back_says_what_is_open(self, world: World) -> None:
        _, ben = await oaks(world, "ben")
        await ben.sends(PauseSeat(1).pack())
        await ben.presses("Take part again")
        assert "The next check-in opens" in ben.sees
        await ben.sends(PauseSeat(1).pack())
        await world.passes(hours=2)
        await ben.uses("/circle")
        await ben.presses("Look")
        await ben.presses("Take part again")
        assert "This week's check-in is open." in ben.sees

    @pytest.mark.parametrize("act", [PauseSeat(1), KeepSeat(1), ChoosePrompts(1, Prompts.NONE)])
    async def test_a_seat_is_only_ones_own(self, world: World, act: PauseSeat) -> None:
        await oaks(world)
        eli = world.person("eli")
        await eli.sends(act.pack())
        assert "for the people of this circle" in eli.sees


class TestLetters:
    async def test_somebody_chooses_which_letters_they_want(self, world: World) -> None:
        _, ben = await oaks(world, "ben")
        await ben.presses("Look")
        await ben.picks("My letters from this circle", "Only when it opens")
        assert "Noted: Only when it opens." in ben.sees
        await world.passes(days=3)
        assert got(world.person("ben")) == ["Oaks: your check-in"]

    async def test_no_letters_at_all(self, world: World) -> None:
        _, ben = await oaks(world, "ben")
        await ben.sends(ChoosePrompts(1, Prompts.NONE).pack())
        await world.passes(days=3)
        assert got(world.person("ben")) == []

    @pytest.mark.parametrize("picked", [(), ("often",)])
    async def test_a_forged_choice_is_stale(self, world: World, picked: tuple[str, ...]) -> None:
        _, ben = await oaks(world, "ben")
        await ben.sends(ChoosePrompts(1).pack(), *picked)
        assert "had its day" in ben.sees


class TestSilence:
    async def test_after_three_silent_weeks_one_private_question(self, world: World) -> None:
        await oaks(world, "ben")
        await world.passes(days=20)
        ben = world.person("ben")
        assert not _asked(ben)
        await world.passes(days=2)
        assert len(_asked(ben)) == 1
        assert labels(_asked(ben)[0]) == ["I stay", "Pause my seat", "Leave the circle"]
        await world.passes(days=21)
        assert len(_asked(ben)) == 1
        assert not any("How is it with" in card.title for card in world.mail.in_room(OAKS))

    async def test_staying_changes_nothing(self, world: World) -> None:
        await oaks(world, "ben")
        await world.passes(days=22)
        ben = world.person("ben")
        await ben.presses("I stay", on=_asked(ben)[0])
        assert "Your seat is yours" in ben.sees
        assert (await seats_of(world))["ben"].silent_weeks == 0
        await world.passes(days=28)
        assert len(_asked(ben)) == 1

    async def test_pausing_and_leaving_are_one_press(self, world: World) -> None:
        await oaks(world, "ben", "chidi")
        await world.passes(days=22)
        ben, chidi = world.person("ben"), world.person("chidi")
        await ben.presses("Pause my seat", on=_asked(ben)[0])
        await chidi.presses("Leave the circle", on=_asked(chidi)[0])
        seats = await seats_of(world)
        assert (seats["ben"].seat, seats["chidi"].seat) == (Seat.PAUSED, Seat.LEFT)

    async def test_a_word_in_between_begins_the_count_anew(self, world: World) -> None:
        _, ben = await oaks(world, "ben")
        await world.passes(days=8)
        await checks_in(ben, {}, {})
        await world.passes(days=14)
        assert not _asked(world.person("ben"))

    async def test_a_week_of_silence_that_ends_before_the_letter_is_read_is_not_asked_about(
        self, world: World
    ) -> None:
        await oaks(world, "ben", time="07:00")
        await world.until(world.now().replace(hour=7, minute=30) + timedelta(days=28))
        ben = world.person("ben")
        assert not _asked(ben)
        await ben.sends(KeepSeat(1).pack())
        await world.passes(hours=2)
        assert not _asked(ben)

    async def test_somebody_on_a_break_is_not_asked(self, world: World) -> None:
        await oaks(world, "ben")
        async with world.store.begin() as tx:
            known = await tx.people.known("test", "lobby", "ben")
            assert known is not None
            away = world.now() + timedelta(days=60)
            await tx.people.put(replace(known, away_until=away))
        await world.passes(days=30)
        assert got(world.person("ben")) == []


async def test_two_circles_do_not_disturb_each_other(world: World) -> None:
    await oaks(world, "ben")
    await founds(world.person("dara").inside("#elms"), name="Elms", day="Tuesday")
    ben = await joins(world, "ben", "#elms")
    await ben.uses("/circle")
    assert "Oaks" in ben.sees
    assert "Elms" in ben.sees
    of = await circle_of(world, 2)
    assert of.beat is Beat.OPEN
    await world.passes(days=1, hours=2)
    assert got(world.person("ben")) == ["Oaks: your check-in", "Elms: your check-in"]
    assert "Elms · week 1" in titles(world, "#elms")


def _asked(friend: Friend) -> list[Card]:
    return [card for card in friend.letters if card.title == "How is it with Oaks and you?"]
