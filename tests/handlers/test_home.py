"""The person's own page: short at first, then today and where things stand."""

from datetime import UTC, datetime

from bot.actions.commitment import Tick
from bot.actions.plan import OpenStep
from bot.actions.privacy import EraseData
from bot.answers import Ask, Say
from bot.domain.plan import Kept
from bot.events import HomeOpened, Kind, Place
from bot.ui import markup
from bot.ui.card import Card, Facts, Menu, Picture, Row
from tests.handlers.circles import checks_in, oaks
from tests.handlers.search import applies
from tests.talking import PLATFORM, SPACE, Friend, World, labels

ONE, TWO = "Your next two weeks, up to three lines", "What went well"
PLAIN = ("I help you look at it without blame", "yours alone", "I am a bot")


def facts(card: Card) -> dict[str, str]:
    """Return what stands where things stand."""
    found = [block for block in card.blocks if isinstance(block, Facts)]
    return {name: markup.plain(said) for block in found for name, said in block.pairs}


def rows(card: Card) -> list[str]:
    return [markup.plain(block.text) for block in card.blocks if isinstance(block, Row)]


def spoken(friend: Friend) -> str:
    return friend.card.summary()


async def plans(friend: Friend, what: str, day: str, time: str) -> None:
    """Plan one step."""
    await friend.sends(OpenStep().pack())
    await friend.fills({"What": what, "Day": day, "Time": time, "Which way": "Applying"})


class TestFirstContact:
    async def test_three_plain_lines_and_no_list_of_what_is_missing(self, world: World) -> None:
        ana = world.person("ana")
        await ana.uses("/home")
        for said in PLAIN:
            assert said in spoken(ana)
        assert facts(ana.card) == {}
        assert rows(ana.card) == []

    async def test_the_zone_is_asked_until_it_is_chosen_and_never_again(self, world: World) -> None:
        ana = world.person("ana")
        await ana.uses("/home")
        assert "Which clock is yours?" in spoken(ana)
        assert "Zone" in labels(ana.card)
        await ana.picks("Zone", "Berlin, Germany")
        assert "Your zone is Berlin, where it is Mon 30 Nov, 10:00." in spoken(ana)
        assert PLAIN[0] in spoken(ana)
        assert "Zone" not in labels(ana.card)
        await ana.uses("/home")
        assert "Which clock is yours?" not in spoken(ana)

    async def test_a_zone_that_the_platform_told_is_confirmed_in_one_tap(
        self, world: World
    ) -> None:
        ana = world.person("ana", "America/Chicago")
        await ana.uses("/home")
        assert "I go by Chicago, where it is Mon 30 Nov, 03:00" in spoken(ana)
        await ana.presses("That is my clock")
        assert "Zone" not in labels(ana.card)
        moved = world.person("ana", "Asia/Tokyo")
        await moved.uses("/settings")
        assert facts(moved.card)["Zone"] == "Chicago"

    async def test_another_zone_can_be_written_and_leads_back_to_the_page(
        self, world: World
    ) -> None:
        ana = world.person("ana")
        await ana.uses("/home")
        await ana.presses("Write another zone")
        await ana.fills({"City or zone": "lisbon"})
        assert ana.card.title == "Your page"
        assert "Your zone is Lisbon" in spoken(ana)

    async def test_the_menu_offers_as_many_zones_as_fit_and_each_can_be_read(
        self, world: World
    ) -> None:
        ana = world.person("ana")
        await ana.uses("/home")
        (menu,) = (block for block in ana.card.blocks if isinstance(block, Menu))
        assert len(menu.choices) == 25
        for choice in menu.choices:
            await ana.sends(menu.action.pack(), choice.value)
            assert f"Your zone is {choice.label.split(',')[0]}" in spoken(ana)


async def test_the_page_that_a_platform_opens_is_the_same(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/home")
    place = Place(PLATFORM, SPACE, "home", Kind.HOME)
    opened = await world.answer(ana.actor, place, HomeOpened())
    assert isinstance(opened, Say)
    assert opened.card == ana.card


async def test_a_page_brought_up_to_date_by_itself_is_nothing_that_somebody_did(
    world: World,
) -> None:
    ana, place = world.person("ana"), Place(PLATFORM, SPACE, "home", Kind.HOME)
    await ana.uses("/home")
    began = world.now()
    await world.passes(hours=1)
    shown = await world.answer(ana.actor, place, HomeOpened(again=True))
    assert isinstance(shown, Say)
    assert await acted_at(world) == began
    await world.answer(ana.actor, place, HomeOpened())
    assert await acted_at(world) == world.now()


async def acted_at(world: World) -> datetime | None:
    async with world.store.begin() as tx:
        ana = await tx.people.known(PLATFORM, SPACE, "ana")
    return None if ana is None else ana.acted_at


async def opens(world: World, friend: Friend, *, again: bool = False) -> Card:
    """Have a platform open somebody's page, or bring it up to date."""
    place = Place(PLATFORM, SPACE, "home", Kind.HOME)
    shown = await world.answer(friend.actor, place, HomeOpened(again=again))
    assert isinstance(shown, Say)
    return shown.card


async def test_who_has_opened_their_page_is_written_down(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/home")
    account = (PLATFORM, ana.actor.space, "ana")
    assert await world.store.pages.find(*account) is None
    await opens(world, ana, again=True)
    assert await world.store.pages.find(*account) is None
    await opens(world, ana)
    assert await world.store.pages.find(*account) == ()
    await world.store.pages.keep(*account, ["F1"])
    await ana.uses("/home")
    assert await world.store.pages.find(*account) == ("F1",)


async def test_the_page_of_whoever_was_erased_is_empty_and_makes_nobody_known(
    world: World,
) -> None:
    ana = world.person("ana", "America/Chicago")
    await applies(ana, "Acme")
    await opens(world, ana)
    await ana.sends(EraseData().pack())
    card = await opens(world, ana, again=True)
    assert PLAIN[0] in card.summary()
    assert "Chicago" in card.summary()
    async with world.store.begin() as tx:
        assert await tx.people.known(PLATFORM, ana.actor.space, "ana") is None
    assert await world.store.pages.find(PLATFORM, ana.actor.space, "ana") is None


async def test_every_button_of_the_page_leads_somewhere(world: World) -> None:
    ana = world.person("ana")
    await ana.uses("/home")
    page = ana.card
    assert len(labels(page)) == 17
    for label in labels(page):
        if label != "Zone":
            answer = await ana.presses(label, on=page)
            if not isinstance(answer, Ask):
                assert ana.card.title != "That went wrong on my side"


class TestToday:
    async def test_a_step_of_today_can_be_ticked_there(self, world: World) -> None:
        ana = world.person("ana")
        await plans(ana, "call Dana", "today", "15:00")
        await ana.uses("/home")
        assert rows(ana.card) != []
        assert "15:00 · call Dana" in spoken(ana)
        await ana.presses("Done")
        await ana.uses("/home")
        assert "call Dana" not in spoken(ana)
        assert "Nothing is planned for today" in spoken(ana)
        assert facts(ana.card)["Plan"] == "1 of 1 steps done, until " + fact_day(ana)

    async def test_what_is_for_another_day_waits_for_it(self, world: World) -> None:
        ana = world.person("ana")
        await plans(ana, "call Dana", "thursday", "15:00")
        await ana.uses("/home")
        assert "Nothing is planned for today" in spoken(ana)
        await world.until(datetime(2026, 12, 3, 9, 0, tzinfo=UTC))
        await ana.uses("/home")
        assert "15:00 · call Dana" in spoken(ana)

    async def test_what_was_meant_for_yesterday_is_offered_without_a_word_of_blame(
        self, world: World
    ) -> None:
        ana = world.person("ana")
        await plans(ana, "call Dana", "today", "15:00")
        await world.passes(days=1)
        await ana.uses("/home")
        assert "call Dana · was meant for Mon 30 Nov, and today is as good" in spoken(ana)
        await world.passes(days=3)
        await ana.uses("/home")
        assert "call Dana" not in spoken(ana)

    async def test_a_long_list_is_cut(self, world: World) -> None:
        ana = world.person("ana")
        await ana.uses("/settings Berlin")
        for hour in range(10, 18):
            await plans(ana, f"step {hour}", "today", f"{hour}:00")
        await ana.uses("/home")
        assert [said[:5] for said in rows(ana.card)[:-1]] == ["10:00", "11:00", "12:00"]
        assert "There is more, and it can wait" in spoken(ana)

    async def test_an_interview_is_there_the_day_before_and_on_its_day(self, world: World) -> None:
        ana = world.person("ana")
        await ana.says("interview with Hooli on thursday at 10")
        await ana.uses("/home")
        assert "Interview ·" not in spoken(ana)
        await world.until(datetime(2026, 12, 2, 12, 0, tzinfo=UTC))
        await ana.uses("/home")
        assert "Interview · Hooli · Thu 3 Dec, 10:00" in spoken(ana)
        await ana.presses("Look")
        assert "Hooli" in ana.card.title
        await world.until(datetime(2026, 12, 3, 10, 0, tzinfo=UTC))
        await ana.uses("/home")
        assert "Interview ·" not in spoken(ana)

    async def test_an_open_checkin_is_there_until_it_is_sent(self, world: World) -> None:
        ana, *_ = await oaks(world)
        await ana.uses("/home")
        assert facts(ana.card)["Circle"] == "Oaks, next Mon 30 Nov, 10:00"
        await world.passes(hours=2)
        await ana.uses("/home")
        assert "Oaks · the check-in is open until Thu 3 Dec, 10:00" in spoken(ana)
        assert facts(ana.card)["Circle"] == "Oaks, this week's check-in is open"
        await checks_in(ana, {ONE: "call Dana"}, {TWO: "I slept"})
        await ana.uses("/home")
        assert "check-in is open" not in spoken(ana)
        assert facts(ana.card)["Circle"] == "Oaks, next Mon 7 Dec, 10:00"
        assert facts(ana.card)["Check-ins"] == "1 week"


class TestWhereThingsStand:
    async def test_a_line_of_weeks_grows(self, world: World) -> None:
        ana = world.person("ana")
        for _ in range(2):
            await checks_in(ana, {ONE: "call Dana"}, {TWO: "I slept"})
            await world.passes(days=7)
        await ana.uses("/home")
        assert facts(ana.card)["Check-ins"] == "2 weeks in a row"

    async def test_applications_are_counted_as_the_person_would(self, world: World) -> None:
        ana = world.person("ana")
        await applies(ana, "Acme")
        await applies(ana, "Initech", status="Wishlist")
        await ana.uses("/home")
        assert facts(ana.card)["Applications"] == "2 open, 1 waiting for an answer"

    async def test_when_none_is_open_the_page_says_how_many_were_sent(self, world: World) -> None:
        ana = world.person("ana")
        await ana.uses("/rejected Acme")
        await ana.fills({"How far": "After applying"})
        await ana.uses("/home")
        assert facts(ana.card)["Applications"] == "1 sent, none open now"

    async def test_the_next_reminder_is_named_with_its_local_time(self, world: World) -> None:
        ana = world.person("ana", "America/New_York")
        await ana.says("remind me thursdays at 9 to apply")
        await ana.uses("/home")
        assert facts(ana.card)["Next reminder"] == "apply, Thu 3 Dec, 09:00"

    async def test_a_goal_stands_there_cut_to_a_line(self, world: World) -> None:
        ana = world.person("ana")
        await ana.uses("/goal " + "a job " * 60)
        await ana.fills({})
        await ana.uses("/home")
        goal = facts(ana.card)["Goal"]
        assert goal.startswith("a job a job")
        assert len(goal) <= 200

    async def test_a_break_and_the_quiet_after_a_no_are_said(self, world: World) -> None:
        ana = world.person("ana")
        await ana.uses("/rejected Acme")
        await ana.fills({"How far": "After applying"})
        await ana.uses("/home")
        assert "Thu 3 Dec, 09:00" in spoken(ana)
        await ana.says("taking a few days off until monday")
        await ana.uses("/home")
        assert "Mon 7 Dec" in spoken(ana)

    async def test_a_plan_that_is_over_asks_for_nothing(self, world: World) -> None:
        ana = world.person("ana")
        await plans(ana, "call Dana", "today", "15:00")
        await world.passes(days=15)
        await ana.uses("/home")
        assert facts(ana.card)["Plan"] == "its two weeks are over"

    async def test_a_place_in_line_and_a_paused_seat_are_told_apart(self, world: World) -> None:
        _, ben, _, dara = await oaks(world, "ben", "chidi", "dara", seats="3 people")
        await dara.uses("/home")
        assert facts(dara.card)["Circle"] == "Oaks, you are on the waiting list"
        await ben.uses("/circle")
        await ben.presses("Look")
        await ben.presses("Pause my seat")
        await ben.uses("/home")
        assert facts(ben.card)["Circle"] == "Oaks, your seat is paused"

    async def test_a_plan_without_steps_and_a_circle_in_its_last_week_are_said(
        self, world: World
    ) -> None:
        ana = world.person("ana")
        await plans(ana, "call Dana", "tomorrow", "15:00")
        await ana.uses("/plan")
        await ana.sends(Tick(1, Kept.DROPPED).pack())
        await ana.uses("/home")
        assert facts(ana.card)["Plan"].startswith("begun, until ")
        ben, *_ = await oaks(world)
        await world.passes(days=7 * 7 + 4)
        await ben.uses("/home")
        assert facts(ben.card)["Circle"] == "Oaks, its term is complete"

    async def test_the_page_shows_nobody_else_s_things(self, world: World) -> None:
        ana, ben = world.person("ana"), world.person("ben")
        await applies(ana, "Acme")
        await plans(ana, "call Dana", "today", "15:00")
        await ben.uses("/home")
        for said in PLAIN:
            assert said in spoken(ben)

    async def test_the_fullest_page_fits_every_platform(self, world: World) -> None:
        ana, *_ = await oaks(world, "ben")
        long = "x" * 190
        for hour in range(10, 18):
            await plans(ana, f"{hour} {long}", "today", f"{hour}:00")
        await ana.uses("/goal " + "word " * 200)
        await ana.fills({})
        for number in range(6):
            await applies(ana, f"{number} {'company ' * 9}")
        await ana.says("remind me thursdays at 9 to " + "apply " * 40)
        await world.passes(hours=2)
        await ana.uses("/home")
        assert ana.card.title == "Your page"
        assert len(rows(ana.card)) == 3
        await ana.presses("That is my clock")
        assert len(rows(ana.card)) == 4


class TestNextReminder:
    async def test_it_is_put_off_from_the_page_and_undone_there(self, world: World) -> None:
        ana = world.person("ana")
        await ana.uses("/settings Berlin")
        await ana.says("remind me today at 12 to call Dana")
        await ana.uses("/home")
        assert facts(ana.card)["Next reminder"].endswith("Mon 30 Nov, 12:00")
        await ana.picks("Put the next reminder off", "Until tonight")
        assert ana.card.title == "Your page"
        assert facts(ana.card)["Next reminder"].endswith("Mon 30 Nov, 19:00")
        assert "Mon 30 Nov, 19:00" in rows(ana.card)[0]
        await ana.presses("Undo")
        await ana.uses("/home")
        assert facts(ana.card)["Next reminder"].endswith("Mon 30 Nov, 12:00")

    async def test_what_comes_days_from_now_cannot_be_made_to_come_sooner(
        self, world: World
    ) -> None:
        ana = world.person("ana")
        await ana.uses("/settings Berlin")
        await ana.says("remind me on friday at 12 to call Dana")
        await ana.uses("/home")
        (menu,) = (block for block in ana.card.blocks if isinstance(block, Menu))
        assert [choice.label for choice in menu.choices] == ["Until a day I choose"]
        answer = await ana.picks("Put the next reminder off", "Until a day I choose")
        assert isinstance(answer, Ask)

    async def test_where_nothing_comes_nothing_can_be_put_off(self, world: World) -> None:
        ana = world.person("ana")
        await ana.uses("/settings Berlin")
        await ana.uses("/goal a quiet job")
        await ana.fills({})
        await ana.uses("/home")
        assert not any(isinstance(block, Menu) for block in ana.card.blocks) or (
            "Next reminder" in facts(ana.card)
        )


class TestWhatIsWorthDoing:
    async def test_a_practice_is_offered_with_its_reason(self, world: World) -> None:
        ana = world.person("ana")
        await ana.uses("/settings Berlin")
        await applies(ana, "Acme")
        await ana.uses("/home")
        assert any("Two weeks, written down" in said for said in rows(ana.card))
        assert "All practices" in labels(ana.card)

    async def test_on_a_break_there_is_none_and_the_way_back_is_there(self, world: World) -> None:
        ana = world.person("ana")
        await ana.uses("/settings Berlin")
        await applies(ana, "Acme")
        await ana.uses("/break")
        await ana.presses("3 days")
        await ana.uses("/home")
        assert rows(ana.card) == []
        assert "Take a break" not in labels(ana.card)
        await ana.presses("I'm back")

    async def test_the_way_of_the_applications_is_a_picture(self, world: World) -> None:
        ana = world.person("ana")
        await applies(ana, "Acme")
        await ana.uses("/home")
        (picture,) = (block for block in ana.card.blocks if isinstance(block, Picture))
        assert "1 sent: 1 waiting." in picture.alt
        assert picture.png.startswith(b"\x89PNG")

    async def test_after_words_of_crisis_the_page_asks_nothing_and_counts_nothing(
        self, world: World
    ) -> None:
        ana = world.person("ana")
        await ana.uses("/settings Berlin")
        await applies(ana, "Acme")
        await ana.says("I want to kill myself")
        await ana.uses("/home")
        assert not any(isinstance(block, Picture) for block in ana.card.blocks)
        assert rows(ana.card) == []
        assert "I need help now" in labels(ana.card)


def fact_day(friend: Friend) -> str:
    """Return the last day of a plan begun on the first Monday."""
    return facts(friend.card)["Plan"].rpartition("until ")[2]
