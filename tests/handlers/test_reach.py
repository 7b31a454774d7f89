"""People learn where letters come, and are told when none reaches them; nothing gets lost."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.actions.nudge import ShowNudges
from bot.actions.settings import OpenSettings
from bot.answers import ONLY_YOU, Replace, Say
from bot.domain.nudge import Nudge
from bot.domain.person import Identity, Person
from bot.events import CommandUsed, Kind, Place
from bot.ui.card import Card, Tone
from tests.handlers.circles import OAKS, door, founds
from tests.talking import PLATFORM, Friend, World, labels

THURSDAY = datetime(2026, 12, 3, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
REMIND = "/nudges thursdays at 9 to apply"
CLOSED = "I cannot write to you directly"
HELLO = "This is where I'll write to you"


@pytest.fixture
def ana(world: World) -> Friend:
    """Somebody whose account reaches across communities, in one of them."""
    return world.person("ana", space="").inside("lobby")


def titles(cards: list[Card]) -> list[str]:
    return [card.title for card in cards]


async def person(world: World) -> Person:
    async with world.store.begin() as tx:
        found = await tx.people.known(PLATFORM, "", "ana")
        assert found is not None
        return found


async def account(world: World) -> Identity:
    me = await person(world)
    async with world.store.begin() as tx:
        (found,) = await tx.people.identities(me.id)
        return found


async def nudge(world: World) -> Nudge:
    me = await person(world)
    async with world.store.begin() as tx:
        (found,) = await tx.nudges.of(me.id)
        return found


async def held(world: World) -> int:
    me = await person(world)
    async with world.store.begin() as tx:
        return await tx.accounts.held(me.id)


def beside(friend: Friend) -> str:
    """Return what came along with the newest answer, if anything did."""
    return friend.aside.summary() if friend.aside else ""


def whispers(world: World) -> list[str]:
    return [shown.card.title for shown in world.mail.whispers]


async def test_the_first_promise_made_in_a_channel_is_followed_by_a_letter_saying_where_they_come(
    world: World, ana: Friend
) -> None:
    await ana.uses("/help")
    assert ana.letters == []
    await ana.uses(REMIND)
    assert titles(ana.letters) == [HELLO]
    await ana.uses("/nudges fridays at 9 to write")
    assert titles(ana.letters) == [HELLO]


async def test_whoever_wrote_to_us_directly_needs_no_such_letter(world: World, ana: Friend) -> None:
    await world.person("ana", space="").says("hello")
    await ana.uses(REMIND)
    assert ana.letters == []


async def test_nobody_in_a_workspace_needs_such_a_letter(world: World) -> None:
    ben = world.person("ben").inside("lobby")
    await ben.uses(REMIND)
    assert ben.letters == []


async def test_a_seat_in_a_circle_is_reason_enough(world: World, ana: Friend) -> None:
    await founds(world.person("ben").inside(OAKS))
    newcomer = ana.inside(OAKS)
    await newcomer.presses("Look and join", on=door(world))
    assert ana.letters == []
    await newcomer.presses("Take a seat")
    assert titles(ana.letters) == [HELLO]


async def test_whose_messages_are_closed_is_told_at_once_and_only_once(
    world: World, ana: Friend
) -> None:
    world.mail.closed.add("ana")
    await ana.uses(REMIND)
    assert whispers(world) == [CLOSED]
    card = world.mail.whispers[0].card
    assert labels(card) == ["Try again", "Use a private place here", "Let them wait"]
    assert "What I have for you will wait." in card.summary()
    await ana.uses("/home")
    assert beside(ana) == ""
    assert whispers(world) == [CLOSED]
    assert world.mail.shown == []


async def test_who_could_not_be_told_at_once_is_told_beside_the_next_answer(
    world: World, ana: Friend
) -> None:
    world.mail.closed.add("ana")
    world.mail.is_talking = False
    await ana.uses(REMIND)
    assert beside(ana) == ""
    await world.until(THURSDAY)
    await ana.uses("/help")
    assert isinstance(ana.answer, Say)
    assert ana.answer.audience is ONLY_YOU
    assert "One letter is waiting for you." in beside(ana)
    await ana.uses("/help")
    assert beside(ana) == ""


async def test_it_is_told_beside_a_card_that_changes_as_well(world: World, ana: Friend) -> None:
    await ana.uses(REMIND)
    world.mail.closed.add("ana")
    world.mail.is_talking = False
    await world.until(THURSDAY + timedelta(days=7))
    await ana.sends(ShowNudges().pack())
    assert isinstance(ana.answer, Replace)
    assert "2 letters are waiting for you." in beside(ana)


async def test_it_is_never_told_beside_what_calls_for_care(world: World, ana: Friend) -> None:
    await ana.uses(REMIND)
    world.mail.closed.add("ana")
    world.mail.is_talking = False
    await world.until(THURSDAY)
    await ana.uses("/helpnow")
    assert ana.card.tone is Tone.CARE
    assert beside(ana) == ""
    await ana.uses("/help")
    assert CLOSED in beside(ana)


async def test_letters_that_were_held_come_once_the_messages_are_open_and_tried(
    world: World, ana: Friend
) -> None:
    world.mail.closed.add("ana")
    await ana.uses(REMIND)
    await world.until(THURSDAY)
    assert await held(world) == 1
    world.mail.closed.clear()
    await ana.presses("Try again", on=world.mail.whispers[0].card)
    assert "I am trying" in ana.sees
    assert sorted(titles(ana.letters)) == [HELLO, "You asked to be reminded"]
    assert await held(world) == 0
    assert beside(ana) == ""


async def test_trying_while_they_are_still_closed_is_answered_honestly(
    world: World, ana: Friend
) -> None:
    world.mail.closed.add("ana")
    await ana.uses(REMIND)
    await world.until(THURSDAY)
    await ana.presses("Try again", on=world.mail.whispers[0].card)
    assert whispers(world) == [CLOSED, CLOSED]
    assert "One letter is waiting for you." in world.mail.whispers[-1].card.summary()
    assert await held(world) == 1
    assert ana.letters == []


async def test_a_press_in_a_channel_does_not_make_an_account_reachable(
    world: World, ana: Friend
) -> None:
    world.mail.closed.add("ana")
    await ana.uses(REMIND)
    world.mail.closed.clear()
    await ana.uses("/help")
    await world.until(THURSDAY)
    assert ana.letters == []
    assert await held(world) == 1


async def test_writing_to_us_directly_does_and_brings_what_was_held(
    world: World, ana: Friend
) -> None:
    world.mail.closed.add("ana")
    await ana.uses(REMIND)
    await world.until(THURSDAY)
    world.mail.closed.clear()
    await world.person("ana", space="").says("hello")
    assert titles(ana.letters) == ["You asked to be reminded"]


async def test_a_reminder_whose_time_has_passed_stays_away_and_the_page_says_why(
    world: World, ana: Friend
) -> None:
    world.mail.closed.add("ana")
    await ana.uses(REMIND)
    await world.until(THURSDAY + timedelta(days=3))
    world.mail.closed.clear()
    direct = world.person("ana", space="")
    await direct.says("hello")
    assert ana.letters == []
    await direct.uses("/nudges")
    assert "stayed away" in direct.sees


async def test_letters_go_to_the_private_place_that_was_chosen(world: World, ana: Friend) -> None:
    world.mail.closed.add("ana")
    await ana.uses(REMIND)
    await world.until(THURSDAY)
    await ana.presses("Use a private place here", on=world.mail.whispers[0].card)
    assert "I'll write to you here" in ana.sees
    assert titles(world.mail.in_room("place-of-ana")) == ["You asked to be reminded"]
    assert world.mail.in_room("lobby") == []
    found = await account(world)
    assert (found.place, found.place_space) == ("place-of-ana", "lobby")


async def test_whoever_loses_that_place_is_told_again(world: World, ana: Friend) -> None:
    world.mail.closed.add("ana")
    await ana.uses(REMIND)
    await ana.presses("Use a private place here", on=world.mail.whispers[0].card)
    world.mail.lost.add("lobby")
    await world.until(THURSDAY)
    assert (await account(world)).place == ""
    assert await held(world) == 1
    await ana.uses("/help")
    assert "One letter is waiting for you." in beside(ana)


async def test_a_private_place_is_left_again_with_one_press(world: World, ana: Friend) -> None:
    world.mail.closed.add("ana")
    await ana.uses(REMIND)
    await ana.presses("Use a private place here", on=world.mail.whispers[0].card)
    world.mail.closed.clear()
    await ana.uses("/settings")
    assert "they come to your private place" in ana.sees
    await ana.presses("Write to me directly")
    await world.until(THURSDAY)
    assert world.mail.in_room("place-of-ana") == []
    assert titles(ana.letters) == [HELLO, "You asked to be reminded"]


async def test_a_private_place_needs_a_channel(world: World, ana: Friend) -> None:
    world.mail.closed.add("ana")
    await ana.uses(REMIND)
    direct = world.person("ana", space="")
    await direct.presses("Use a private place here", on=world.mail.whispers[0].card)
    assert "needs a channel of your community" in direct.sees


async def test_letters_can_be_left_waiting_and_the_settings_and_reminders_say_so(
    world: World, ana: Friend
) -> None:
    world.mail.closed.add("ana")
    await ana.uses(REMIND)
    await ana.presses("Let them wait", on=world.mail.whispers[0].card)
    assert "Letters wait for you for 30 days." in ana.sees
    await world.until(THURSDAY)
    for page in ("/settings", "/nudges"):
        await ana.uses(page)
        assert "Letters: 1 waiting." in ana.sees
        assert {"Try again", "Use a private place here"} <= set(labels(ana.card))
        assert beside(ana) == ""


async def test_who_is_reached_has_nothing_to_leave_waiting(world: World, ana: Friend) -> None:
    world.mail.closed.add("ana")
    await ana.uses(REMIND)
    world.mail.closed.clear()
    direct = world.person("ana", space="")
    await direct.presses("Let them wait", on=world.mail.whispers[0].card)
    assert "Nothing is waiting" in direct.sees
    await direct.uses("/settings")
    assert "Letters" not in direct.sees


async def test_a_reminder_that_nobody_could_see_does_not_count_as_unanswered(
    world: World, ana: Friend
) -> None:
    await ana.uses(REMIND)
    world.mail.closed.add("ana")
    world.mail.is_talking = False
    await world.until(THURSDAY + timedelta(days=14))
    assert await held(world) == 3
    promised = await nudge(world)
    assert (promised.unanswered, promised.sent_at) == (0, None)
    assert promised.due_at == THURSDAY + timedelta(days=21)


async def test_a_reminder_that_came_after_all_counts(world: World, ana: Friend) -> None:
    world.mail.closed.add("ana")
    await ana.uses(REMIND)
    await world.until(THURSDAY)
    world.mail.closed.clear()
    await world.person("ana", space="").says("hello")
    promised = await nudge(world)
    assert (promised.unanswered, promised.sent_at) == (1, THURSDAY)


async def test_a_letter_that_is_held_is_given_back_and_forgotten_with_the_rest(
    world: World, ana: Friend
) -> None:
    world.mail.closed.add("ana")
    await ana.uses(REMIND)
    await world.until(THURSDAY)
    me = await person(world)
    async with world.store.begin() as tx:
        kept = await tx.data.export(me.id)
    assert '"state": "held"' in str(kept["letter"]).replace("'", '"')
    await ana.uses("/privacy")
    await ana.presses("Forget everything")
    assert beside(ana) == ""
    async with world.store.begin() as tx:
        assert await tx.accounts.held(me.id) == 0


async def test_where_no_private_place_can_be_none_is_offered(world: World, ana: Friend) -> None:
    world.mail.closed.add("ana")
    await ana.uses(REMIND)
    nowhere = Place(PLATFORM, "", "group", Kind.CHANNEL)
    answer = await world.answer(ana.actor, nowhere, CommandUsed(OpenSettings().pack()))
    assert isinstance(answer, Say)
    assert "Try again" in labels(answer.card)
    assert "Use a private place here" not in labels(answer.card)
