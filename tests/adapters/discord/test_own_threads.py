"""A private thread of somebody's own: made once, found again, and never for others."""

from collections.abc import AsyncIterator

import pytest

from adapters.discord import places
from bot.errors import Fault, Unreachable
from bot.ports.platform import Address
from tests.adapters.discord.delivering import (
    MESSAGES,
    OPENINGS,
    THREADS,
    Desk,
    count,
    desk,
    home,
    to_own,
)
from tests.servers.discord.faults import How, Refused
from tests.servers.discord.people import User
from tests.servers.discord.world import Channel, Guild, Kind


@pytest.fixture
async def post() -> AsyncIterator[Desk]:
    async with desk() as opened:
        yield opened


@pytest.fixture
def ana(post: Desk) -> User:
    return post.server.user("ana")


@pytest.fixture
def guild(post: Desk, ana: User) -> Guild:
    return home(post.server, ana)


@pytest.fixture
def lobby(guild: Guild) -> Channel:
    return guild.channel("lobby")


async def test_somebody_gets_a_private_thread_of_their_own(
    post: Desk, ana: User, lobby: Channel
) -> None:
    made = await post.deliver(to_own(ana, lobby))

    (thread,) = lobby.threads
    assert thread.kind is Kind.PRIVATE_THREAD
    assert not thread.invitable
    assert thread.people == [post.server.bot, ana]
    assert "ana" in thread.name
    assert made.address == to_own(ana, thread)
    assert made.ref == f"{thread.id}/{thread.messages[0].id}"
    assert lobby.messages == []
    assert thread.messages[0].mentions == []
    assert count(post, OPENINGS) == 0


async def test_the_next_letter_goes_into_the_same_thread(
    post: Desk, ana: User, lobby: Channel
) -> None:
    made = await post.deliver(to_own(ana, lobby))

    again = await post.deliver(made.address, "letter:2")

    (thread,) = lobby.threads
    assert again.address == made.address
    assert len(thread.messages) == 2
    assert count(post, THREADS) == 1


async def test_their_thread_is_opened_again_after_a_quiet_month(
    post: Desk, ana: User, lobby: Channel
) -> None:
    made = await post.deliver(to_own(ana, lobby))
    (thread,) = lobby.threads
    thread.archive()

    await post.deliver(made.address, "letter:2")

    assert len(thread.messages) == 2
    assert not thread.archived


@pytest.mark.parametrize("route", [THREADS, MESSAGES, "PUT /channels/*/thread-members/*"])
async def test_a_lost_answer_makes_neither_a_second_thread_nor_a_second_message(
    post: Desk, ana: User, lobby: Channel, route: str
) -> None:
    post.server.rest.fails(route, 1, How.RESET_AFTER)

    await post.deliver(to_own(ana, lobby))

    (thread,) = lobby.threads
    assert len(thread.messages) == 1
    assert thread.people == [post.server.bot, ana]


async def test_a_crash_before_it_was_written_down_finds_the_thread_again(
    post: Desk, ana: User, lobby: Channel
) -> None:
    first = await post.deliver(to_own(ana, lobby))
    post.restart()
    await post.login()

    second = await post.deliver(to_own(ana, lobby))

    (thread,) = lobby.threads
    assert second == first
    assert len(thread.messages) == 1


async def test_two_people_never_share_a_thread(
    post: Desk, ana: User, guild: Guild, lobby: Channel
) -> None:
    ben = post.server.user("ben")
    guild.join(ben)

    await post.deliver(to_own(ana, lobby), "letter:1")
    await post.deliver(to_own(ben, lobby), "letter:2")

    one, two = lobby.threads
    assert ana in one.people
    assert ben not in one.people
    assert ben in two.people
    assert ana not in two.people


async def test_whoever_chooses_another_channel_gets_a_thread_there(
    post: Desk, ana: User, guild: Guild, lobby: Channel
) -> None:
    kitchen = guild.channel("kitchen")
    await post.deliver(to_own(ana, lobby), "letter:1")

    await post.deliver(to_own(ana, kitchen), "letter:2")

    assert [len(room.threads) for room in (lobby, kitchen)] == [1, 1]
    assert len(kitchen.threads[0].messages) == 1


@pytest.mark.parametrize("private", [True, False])
async def test_what_is_for_one_is_never_put_where_others_read(
    post: Desk, ana: User, guild: Guild, lobby: Channel, private: bool
) -> None:
    shared = guild.thread(lobby, "circle one", private=private)

    made = await post.deliver(to_own(ana, shared))

    assert shared.messages == []
    (own,) = [thread for thread in lobby.threads if thread is not shared]
    assert made.address == to_own(ana, own)
    assert len(own.messages) == 1


@pytest.mark.parametrize("restarted", [True, False])
async def test_a_thread_of_somebody_else_s_is_nobody_s_place(
    post: Desk, ana: User, guild: Guild, lobby: Channel, restarted: bool
) -> None:
    # A moderator sees all private threads, and can pick one.
    ben = post.server.user("ben")
    guild.join(ben)
    await post.deliver(to_own(ana, lobby))
    (hers,) = lobby.threads
    if restarted:
        post.restart()
        await post.login()

    made = await post.deliver(to_own(ben, hers), "letter:2")

    assert len(hers.messages) == 1
    assert ben not in hers.people
    (his,) = [thread for thread in lobby.threads if thread is not hers]
    assert made.address == to_own(ben, his)


async def test_after_a_restart_a_thread_is_known_by_its_name(
    post: Desk, ana: User, lobby: Channel
) -> None:
    made = await post.deliver(to_own(ana, lobby))
    post.restart()
    await post.login()

    for number in range(2, 5):
        assert (await post.deliver(made.address, f"letter:{number}")).address == made.address

    assert len(lobby.threads) == 1
    assert count(post, "GET /users/{user_id}") == 2


async def test_only_so_many_places_are_remembered(
    post: Desk, guild: Guild, lobby: Channel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "MOST_KNOWN", 2)
    people = [post.server.user(name) for name in ("ana", "ben", "chidi")]
    made = []
    for person in people:
        guild.join(person)
        made.append(await post.deliver(to_own(person, lobby)))

    await post.deliver(made[2].address, "letter:2")
    assert count(post, "GET /users/{user_id}") == 3
    await post.deliver(made[0].address, "letter:2")
    assert count(post, "GET /users/{user_id}") == 4


async def test_a_deleted_thread_of_one_s_own_is_gone(post: Desk, ana: User, lobby: Channel) -> None:
    made = await post.deliver(to_own(ana, lobby))
    lobby.threads[0].delete()

    assert (await post.unreachable(made.address, "letter:2")).fault is Fault.GONE


async def test_a_locked_thread_of_one_s_own_is_barred(
    post: Desk, ana: User, lobby: Channel
) -> None:
    made = await post.deliver(to_own(ana, lobby))
    lobby.threads[0].locked = True

    assert (await post.unreachable(made.address, "letter:2")).fault is Fault.BARRED


async def test_whoever_left_their_thread_wants_nothing_there(
    post: Desk, ana: User, lobby: Channel
) -> None:
    made = await post.deliver(to_own(ana, lobby))
    (thread,) = lobby.threads
    thread.people.remove(ana)
    asked = "GET /channels/*/thread-members/*"
    post.server.rest.fails(asked, 1, Refused(404, 10007, "Unknown Member"))

    problem = await post.unreachable(made.address, "letter:2")

    assert problem.fault is Fault.CLOSED
    assert thread.people == [post.server.bot]
    assert len(thread.messages) == 1
    assert count(post, asked) == 1


async def test_somebody_who_left_the_server_is_not_added(
    post: Desk, ana: User, guild: Guild, lobby: Channel
) -> None:
    guild.leave(ana)

    problem = await post.unreachable(to_own(ana, lobby))

    assert problem.fault in (Fault.GONE, Fault.BARRED)
    assert all(not thread.messages for thread in lobby.threads)


async def test_a_thread_that_may_not_be_made_names_the_permission(
    post: Desk, ana: User, guild: Guild, lobby: Channel
) -> None:
    guild.permit(lobby, {"create_private_threads": False})

    problem = await post.unreachable(to_own(ana, lobby))

    assert problem.fault is Fault.BARRED
    assert problem.missing == ("Create Private Threads",)


async def test_direct_messages_have_no_room_for_threads(post: Desk, ana: User) -> None:
    odd = Address("discord", "1", user=str(ana.id), channel=str(ana.dm.id))

    with pytest.raises(Unreachable) as barred:
        await post.deliver(odd)

    assert barred.value.fault is Fault.BARRED
