"""Reporting a message: one tap, a link before the moderators, and no copy of its words."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.actions.report import CloseReport, ReportMessage, TakeReport
from bot.events import CommandUsed, Message
from bot.ui.card import Buttons, Card, Link
from bot.ui.markup import Who, parts
from tests.talking import SPACE, Friend, World, labels

MODERATORS, OAKS = "#moderators", "#oaks"
CRUEL = Message(OAKS, "m1", "ben", "https://example.org/oaks/m1")
MENU = "Report to moderators"


async def chooses(world: World, room: str = MODERATORS) -> None:
    """Choose where reports go, as an admin does."""
    async with world.store.begin() as tx:
        space = await tx.spaces.meet("test", SPACE, "UTC", world.now())
        await tx.spaces.put(replace(space, moderators=room))


async def reported(world: World, name: str = "ana") -> Friend:
    """Choose a room, and have somebody report a message."""
    await chooses(world)
    friend = world.person(name).inside(OAKS)
    await friend.uses_on(MENU, CRUEL)
    return friend


def report(world: World) -> Card:
    """Return the only report that the moderators see."""
    [card] = world.mail.in_room(MODERATORS)
    return card


class TestSending:
    async def test_one_tap_puts_a_link_before_the_moderators_and_thanks(self, world: World) -> None:
        ana = await reported(world)
        assert ana.card.title == "Thank you for telling"
        assert "your name so that they can ask you" in ana.sees
        card = report(world)
        assert "Ana asks you to look at a message by ben." in card.summary()
        links = [each for block in card.blocks if isinstance(block, Buttons)
                 for each in block.items if isinstance(each, Link)]  # fmt: skip
        assert [link.url for link in links] == [CRUEL.link]
        said = [part for block in card.blocks for part in parts(getattr(block, "text", ""))]
        assert [part.user for part in said if isinstance(part, Who)] == ["ana", "ben"]

    async def test_nothing_of_the_message_is_kept(self, world: World) -> None:
        await chooses(world)
        ana = world.person("ana")
        await ana.uses_on(MENU, replace(CRUEL, author="ana", text="unmistakable words"))
        assert "unmistakable" not in report(world).summary()
        async with world.store.begin() as tx:
            assert "unmistakable" not in str(await tx.data.export(1))

    async def test_a_second_report_of_the_same_message_says_so(self, world: World) -> None:
        ana = await reported(world)
        await ana.uses_on(MENU, CRUEL)
        assert "You have reported this message already" in ana.sees
        ben = world.person("ben").inside(OAKS)
        await ben.uses_on(MENU, CRUEL)
        assert ben.card.title == "Thank you for telling"
        assert len(world.mail.in_room(MODERATORS)) == 2

    async def test_ten_a_day_are_passed_on_and_the_next_day_more(self, world: World) -> None:
        await chooses(world)
        ana = world.person("ana").inside(OAKS)
        for number in range(12):
            await ana.uses_on(MENU, replace(CRUEL, ref=f"m{number}"))
        assert "10 reports within a day" in ana.sees
        assert len(world.mail.in_room(MODERATORS)) == 10
        await world.passes(days=1, minutes=1)
        await ana.uses_on(MENU, replace(CRUEL, ref="m11"))
        assert len(world.mail.in_room(MODERATORS)) == 11

    async def test_without_a_room_it_says_so_and_whom_to_ask(self, world: World) -> None:
        ana = world.person("ana").inside(OAKS)
        await ana.uses_on(MENU, CRUEL)
        assert "has not chosen a place for reports" in ana.sees
        assert "write to one of its moderators or admins directly" in ana.sees
        assert "I need help now" in labels(ana.card)
        async with world.store.begin() as tx:
            assert await tx.reports.of(1) == ()

    async def test_without_a_message_it_says_how_to_choose_one(self, world: World) -> None:
        await chooses(world)
        ana = world.person("ana").inside(OAKS)
        for doing in (CommandUsed(ReportMessage().pack()),):
            await ana._do(doing)
            assert "Open the menu of the message you mean" in ana.sees
        await ana.sends(ReportMessage().pack())
        assert "Open the menu of the message you mean" in ana.sees
        assert world.mail.in_room(MODERATORS) == []

    @pytest.mark.parametrize("link", ["", "javascript:alert(1)", "http://example.org"])
    async def test_a_link_that_is_none_is_left_out(self, world: World, link: str) -> None:
        await chooses(world)
        ana = world.person("ana").inside(OAKS)
        await ana.uses_on(MENU, replace(CRUEL, link=link, author="\u202e" * 200))
        assert ana.card.title == "Thank you for telling"
        assert labels(report(world)) == ["I'll look at it", "Done"]


class TestModerating:
    async def test_who_looks_at_it_and_who_says_done_are_named_where_it_stands(
        self, world: World
    ) -> None:
        await reported(world)
        chidi, dara = (world.person(name).inside(MODERATORS) for name in ("chidi", "dara"))
        await chidi.presses("I'll look at it", on=report(world))
        assert "Chidi is looking at it." in report(world).summary()
        assert labels(report(world)) == ["Done"]
        await dara.presses("Done", on=report(world))
        assert "Done, says Dara." in report(world).summary()
        assert labels(report(world)) == []

    async def test_of_two_who_take_it_at_once_the_first_is_named(self, world: World) -> None:
        await reported(world)
        fresh = report(world)
        chidi, dara = (world.person(name).inside(MODERATORS) for name in ("chidi", "dara"))
        await chidi.presses("I'll look at it", on=fresh)
        await dara.presses("I'll look at it", on=fresh)
        assert "Chidi is looking at it." in report(world).summary()

    @pytest.mark.parametrize("act", [TakeReport(1), CloseReport(1)])
    @pytest.mark.parametrize("room", [OAKS, ""])
    async def test_whoever_is_not_in_their_room_finds_nothing(
        self, world: World, act: TakeReport, room: str
    ) -> None:
        await reported(world)
        ben = world.person("ben").inside(room)
        await ben.sends(act.pack())
        assert "can't find that any more" in ben.sees
        assert "looking at it" not in report(world).summary()

    async def test_an_admin_may_say_so_from_anywhere(self, world: World) -> None:
        await reported(world)
        dara = world.person("dara")
        dara.actor = replace(dara.actor, is_admin=True)
        await dara.sends(CloseReport(1).pack())
        assert "Done, says Dara." in report(world).summary()

    async def test_an_admin_of_another_community_finds_nothing(self, world: World) -> None:
        await reported(world)
        eli = world.person("eli")
        eli.actor = replace(eli.actor, is_admin=True, space="elsewhere")
        eli.space = "elsewhere"
        await eli.sends(CloseReport(1).pack())
        assert "can't find that any more" in eli.sees

    async def test_an_admin_of_somewhere_unknown_who_was_met_here_finds_nothing(
        self, world: World
    ) -> None:
        await reported(world)
        await world.wanderer("femi").inside(OAKS).uses("/help")
        femi = world.wanderer("femi")
        femi.actor = replace(femi.actor, is_admin=True)
        await femi.sends(CloseReport(1).pack())
        assert "can't find that any more" in femi.sees

    async def test_a_report_that_was_never_sent_is_not_there(self, world: World) -> None:
        await chooses(world)
        chidi = world.person("chidi").inside(MODERATORS)
        await chidi.sends(TakeReport(9).pack())
        assert "can't find that any more" in chidi.sees


class TestForgetting:
    async def test_who_is_forgotten_is_named_no_more_before_the_moderators(
        self, world: World
    ) -> None:
        ana = await reported(world)
        await ana.uses("/privacy")
        assert "Messages you reported, or looked into: 1" in ana.sees
        await ana.presses("Forget everything")
        assert "Ana" not in report(world).summary()
        assert "taken back" in report(world).title

    async def test_one_taken_back_before_it_was_sent_is_never_shown(self, world: World) -> None:
        await chooses(world)
        world.mail.lost.add(MODERATORS)
        ana = world.person("ana").inside(OAKS)
        await ana.uses_on(MENU, CRUEL)
        await ana.uses("/privacy")
        await ana.presses("Forget everything")
        world.mail.lost.clear()
        await world.passes(days=1)
        assert all("Ana" not in card.summary() for card in world.mail.in_room(MODERATORS))

    async def test_a_moderator_who_is_forgotten_leaves_the_report_in_place(
        self, world: World
    ) -> None:
        await reported(world)
        chidi = world.person("chidi").inside(MODERATORS)
        await chidi.presses("I'll look at it", on=report(world))
        await chidi.uses("/privacy")
        await chidi.presses("Forget everything")
        async with world.store.begin() as tx:
            kept = await tx.reports.get(1)
        assert kept is not None
        assert kept.moderator_id is None
        assert "Chidi" not in report(world).summary()

    async def test_after_ninety_days_it_is_forgotten(self, world: World) -> None:
        await reported(world)
        await world.store.tidy(world.now() + timedelta(days=91))
        async with world.store.begin() as tx:
            assert await tx.reports.of(1) == ()
