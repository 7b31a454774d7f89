"""Founding, finding, looking at and changing circles."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.actions.circle import (
    FindCircles,
    KeepFounding,
    KnockAtCircle,
    MeetHere,
    OpenCharter,
    OpenFounding,
    ShowCircle,
)
from bot.answers import Say
from bot.domain.circle import Beat, CircleState
from bot.events import Actor, Kind, Place, Submitted
from bot.ui.form import Value
from tests.handlers.circles import (
    OAKS,
    circle_of,
    door,
    founds,
    got,
    has_lobby,
    joins,
    oaks,
    seats_of,
    titles,
)
from tests.talking import PLATFORM, SPACE, Friend, World, labels

TEN = datetime(2026, 11, 30, 10, 0, tzinfo=UTC)


async def test_somebody_without_a_circle_is_told_what_one_is(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/circle")
    assert "not in a circle yet" in ana.sees
    assert labels(ana.card) == ["Find a circle here", "Found a circle", "What I have shared"]


async def test_a_circle_is_founded_in_two_pages(world: World) -> None:
    [ana] = await oaks(world)
    assert "Oaks is founded" in ana.sees
    of = await circle_of(world)
    assert (of.name, of.channel, of.seats, of.weeks) == ("Oaks", OAKS, 6, 8)
    assert (of.beat, of.due_at) == (Beat.OPEN, TEN)
    assert "What is said here stays here." in of.charter
    assert "5 seats free" in door(world).summary()


async def test_its_founder_sits_in_it_and_hosts(world: World) -> None:
    [ana] = await oaks(world)
    await ana.presses("Look")
    assert "Host: Ana" in ana.sees
    assert "Change name and time" in labels(ana.card)
    await ana.uses("/circle")
    assert "Oaks · Mondays at 10:00, UTC time" in ana.sees


async def test_a_circle_waits_for_the_day_its_founder_names(world: World) -> None:
    await oaks(world, starts="2026-12-10")
    assert (await circle_of(world)).due_at == TEN + timedelta(days=14)


async def test_a_first_day_that_has_passed_is_asked_again(world: World) -> None:
    ana = world.person("ana").inside(OAKS)
    await founds(ana, starts="2026-11-01")
    assert "That day has passed" in ana.errors["starts"]
    await ana.fills({"First day (empty: as soon as possible)": ""})
    assert "Oaks is founded" in ana.sees


async def test_an_unknown_zone_offers_the_nearest_three(world: World) -> None:
    ana = world.person("ana").inside(OAKS)
    await ana.uses("/circle")
    await ana.presses("Found a circle")
    await ana.fills({"Name": "Oaks", "Day of the week": "Friday", "Time": "6 pm",
                     "Time zone": "Berlim"})  # fmt: skip
    assert "Europe/Berlin" in ana.errors["zone"]
    assert ana.errors["zone"].count(",") >= 2
    await ana.fills({"Name": "Oaks", "Day of the week": "Friday", "Time": "6 pm",
                     "Time zone": "berlin"})  # fmt: skip
    assert "Fridays at 18:00, Berlin time" in ana.sees


async def test_the_first_page_is_kept_until_the_second_is_sent(world: World) -> None:
    ana = world.person("ana").inside(OAKS)
    await ana.uses("/circle")
    await ana.presses("Found a circle")
    await ana.fills({"Name": "Oaks", "Day of the week": "Friday", "Time": "6 pm"})
    await world.restart()
    await ana.sends(OpenFounding().pack())
    assert ana.form is not None
    assert [getattr(field, "value", None) for field in ana.form.fields] == [
        "Oaks",
        "4",
        "18:00",
        "UTC",
        "6",
    ]
    await ana.sends(OpenCharter().pack())
    await ana.fills({})
    assert "Oaks is founded" in ana.sees


async def test_a_second_page_without_a_first_leads_back_to_it(world: World) -> None:
    ana = world.person("ana").inside(OAKS)
    await ana.sends(OpenCharter().pack())
    assert "start again" in ana.sees


async def test_a_circle_founded_in_private_meets_in_the_communitys_channel(world: World) -> None:
    await has_lobby(world)
    ana = world.person("ana")
    await founds(ana)
    assert (await circle_of(world)).channel == "#lobby"
    assert titles(world, "#lobby")[0].startswith("Oaks")


async def test_without_any_channel_it_says_where_to_found_one(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/circle")
    await ana.presses("Found a circle")
    assert "in the channel you have in mind" in ana.sees
    page: dict[str, Value] = {"name": "Oaks", "weekday": "0", "time": "9", "zone": "UTC"}
    forged = Submitted(KeepFounding().pack(), {**page, "seats": "6"})
    answer = await world.answer(ana.actor, Place(PLATFORM, SPACE, "dm-ana", Kind.DM), forged)
    assert isinstance(answer, Say)
    assert "in the channel you have in mind" in answer.card.summary()


async def test_circles_of_this_community_can_be_found(world: World) -> None:
    await oaks(world)
    ben = world.person("ben")
    await ben.uses("/circle")
    await ben.presses("Find a circle here")
    assert "Oaks · Mondays at 10:00, UTC time · 5 seats free" in ben.sees
    await ben.presses("Look")
    assert "Take a seat" in labels(ben.card)
    assert "What is said here stays here." in ben.sees


async def test_ones_own_circle_is_not_offered_again(world: World) -> None:
    [ana] = await oaks(world)
    await ana.uses("/circle")
    await ana.presses("Find a circle here")
    assert "no circle here for you" in ana.sees


async def test_full_circles_stand_at_the_end_of_the_list_and_lists_have_pages(world: World) -> None:
    await oaks(world, "ben", "chidi", seats="3 people")
    for number in range(9):
        await founds(world.person("ana").inside(f"#c{number}"), name=f"Circle {number}")
    eli = world.person("eli")
    await eli.uses("/circle")
    await eli.presses("Find a circle here")
    assert "Oaks" not in eli.sees
    await eli.presses("More circles")
    assert "Oaks · Mondays at 10:00, UTC time · full, with a waiting list" in eli.sees
    assert "More circles" not in labels(eli.card)
    await eli.sends(FindCircles(-3).pack())
    assert "Circle 8" in eli.sees


async def test_a_circle_of_another_community_is_not_there(world: World) -> None:
    await oaks(world)
    stranger = Friend(world, Actor("test", "elsewhere", "zoe", "Zoe"))
    await stranger.uses("/circle")
    await stranger.presses("Find a circle here")
    assert "Oaks" not in stranger.sees
    for act in (ShowCircle(1), KnockAtCircle(1), ShowCircle(99)):
        await stranger.sends(act.pack())
        assert "not in this community" in stranger.sees


async def test_the_charter_is_read_before_joining(world: World) -> None:
    await oaks(world)
    ben = world.person("ben").inside(OAKS)
    await ben.presses("Look and join", on=door(world))
    assert "Before you sit down" in ben.sees
    assert "What is said here stays here." in ben.sees
    assert "ben" not in await seats_of(world)
    await ben.presses("Take a seat")
    await ben.presses("Look and join", on=door(world))
    assert "Before you sit down" not in ben.sees


class TestChanging:
    async def test_the_host_moves_the_time(self, world: World) -> None:
        [ana] = await oaks(world)
        await ana.presses("Look")
        await ana.presses("Change name and time")
        await ana.fills({"Day of the week": "Friday", "Name": "Elms"})
        assert "Elms is changed" in ana.sees
        of = await circle_of(world)
        assert of.due_at == TEN + timedelta(days=4)
        assert "Elms: a circle" in door(world).title

    async def test_a_move_to_yesterday_waits_for_next_week(self, world: World) -> None:
        [ana] = await oaks(world)
        await ana.sends(OpenFounding(1).pack())
        await ana.fills({"Day of the week": "Sunday"})
        assert (await circle_of(world)).due_at == TEN + timedelta(days=6)

    async def test_an_unknown_zone_is_asked_again_here_too(self, world: World) -> None:
        [ana] = await oaks(world)
        await ana.sends(OpenFounding(1).pack())
        await ana.fills({"Time zone": "nowhere at all"})
        assert "nearest" in ana.errors["zone"]

    async def test_a_change_of_name_alone_keeps_the_time(self, world: World) -> None:
        [ana] = await oaks(world)
        before = await circle_of(world)
        await ana.sends(OpenFounding(1).pack())
        await ana.fills({"Name": "Elms"})
        after = await circle_of(world)
        assert (after.name, after.due_at, after.starts_on) == (
            "Elms",
            before.due_at,
            before.starts_on,
        )

    async def test_a_circle_is_not_made_smaller_than_it_is(self, world: World) -> None:
        ana, *_ = await oaks(world, "ben", "chidi", "dara")
        await ana.sends(OpenFounding(1).pack())
        await ana.fills({"Seats": "3 people"})
        assert "4 people have a seat" in ana.errors["seats"]

    async def test_more_seats_are_given_to_those_in_line(self, world: World) -> None:
        ana, *_ = await oaks(world, "ben", "chidi", "dara", seats="3 people")
        await ana.sends(OpenFounding(1).pack())
        await ana.fills({"Seats": "4 people"})
        assert got(world.person("dara")) == ["There is a seat for you in Oaks"]

    async def test_charter_and_term_can_be_changed(self, world: World) -> None:
        [ana] = await oaks(world)
        await ana.presses("Look")
        await ana.presses("Change charter and term")
        assert ana.form is not None
        assert len(ana.form.fields) == 2
        await ana.fills({"How you treat each other": "", "Term": "6 weeks"})
        assert "Oaks is changed" in ana.sees
        of = await circle_of(world)
        assert (of.charter, of.weeks) == ("", 6)
        await ana.presses("Look")
        assert "How this circle treats" not in ana.sees

    async def test_a_term_cut_short_ends_after_the_week_in_hand(self, world: World) -> None:
        [ana] = await oaks(world)
        await world.passes(days=7 * 6)
        await ana.sends(OpenCharter(1).pack())
        await ana.fills({"Term": "6 weeks"})
        assert "It holds from now on." in ana.sees
        assert "next check-in" not in ana.sees

    async def test_the_host_moves_the_circle_into_this_channel(self, world: World) -> None:
        await oaks(world)
        ana = world.person("ana").inside("#elms")
        await ana.uses("/circle")
        await ana.presses("Look")
        await ana.presses("Meet in this channel")
        await world.passes(hours=2)
        door = "Oaks: a circle for people who are looking for work"
        assert titles(world, "#elms") == [door, "Oaks · week 1"]

    async def test_a_circle_meets_in_no_private_place(self, world: World) -> None:
        await oaks(world)
        ana = world.person("ana")
        await ana.sends(MeetHere(1).pack())
        assert "A circle needs a channel" in ana.sees

    @pytest.mark.parametrize("act", [OpenFounding(1), OpenCharter(1), MeetHere(1), KeepFounding(1)])
    async def test_nobody_else_may_change_it(self, world: World, act: OpenFounding) -> None:
        await oaks(world, "ben")
        ben = world.person("ben").inside("#elms")
        await ben.sends(act.pack())
        assert "Only the host" in ben.sees
        eli = world.person("eli").inside("#elms")
        await eli.sends(act.pack())
        assert "for the people of this circle" in eli.sees


async def test_an_ended_circle_says_so_at_its_door(world: World) -> None:
    [ana] = await oaks(world)
    await ana.presses("Look")
    await ana.presses("Leave the circle")
    assert "the circle ends here" in ana.sees
    assert (await circle_of(world)).state is CircleState.ENDED
    assert "come to its end" in door(world).summary()
    assert labels(door(world)) == []
    await ana.sends(ShowCircle(1).pack())
    assert "or it has ended" in ana.sees


async def test_hostile_names_do_no_harm(world: World) -> None:
    ana = world.person("ana").inside(OAKS)
    await founds(ana, name="@everyone <!channel> *x* '; DROP TABLE circle; --")
    assert (await circle_of(world)).name.startswith("@everyone")
    await joins(world, "ben")
    await ana.sends(OpenFounding(1).pack())
    await ana.fills({"Name": "x" * 100_000})
    assert "more than fits" in ana.errors["name"]
