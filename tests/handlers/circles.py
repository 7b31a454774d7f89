"""Circles for tests: founded, joined and answered as people do it."""

from dataclasses import replace

from bot.domain.circle import Circle, Member, Week
from bot.ui.card import Card
from bot.ui.form import Value
from tests.talking import PLATFORM, SPACE, Friend, World

OAKS = "#oaks"
NEXT, TIP = "Your next two weeks, up to three lines", "A tip for somebody a week behind you"
ANSWER = "This week's question"
WINS, NOES, OBSTACLE = "What went well", "Noes that came", "What got in the way"
CONFIDENCE = "How confident are you just now?"
READY = "If I get another no, I know what I'll do"
PARTS = "What others may read"


async def founds(friend: Friend, **changes: Value) -> Friend:
    """Found a circle in the channel the friend is in, Mondays at ten unless told otherwise."""
    first: dict[str, Value] = {
        "Name": "Oaks",
        "Day of the week": "Monday",
        "Time": "10:00",
        "Time zone": "UTC",
        "Seats": "6 people",
    }
    named = {"name": "Name", "day": "Day of the week", "time": "Time", "zone": "Time zone"}
    named |= {"seats": "Seats"}
    first |= {named[key]: value for key, value in changes.items() if key in named}
    second = {"term": "Term", "starts": "First day (empty: as soon as possible)"}
    await friend.uses("/circle")
    await friend.presses("Found a circle")
    await friend.fills(first)
    await friend.presses("Go on")
    await friend.fills({second[key]: value for key, value in changes.items() if key in second})
    return friend


async def joins(world: World, name: str, channel: str = OAKS, zone: str | None = None) -> Friend:
    """Join the circle whose public card stands in a channel, or its waiting list."""
    friend = world.person(name, zone).inside(channel)
    await friend.presses("Look and join", on=door(world, channel))
    label = "Take a seat" if "[Take a seat]" in friend.sees else "Join the waiting list"
    await friend.presses(label)
    return friend


async def oaks(world: World, *names: str, **changes: Value) -> list[Friend]:
    """Found Oaks with Ana as its host, and have others join a minute apart."""
    friends = [await founds(world.person("ana").inside(OAKS), **changes)]
    for name in names:
        await world.passes(minutes=1)
        friends.append(await joins(world, name))
    return friends


async def checks_in(friend: Friend, first: dict[str, Value], second: dict[str, Value]) -> Friend:
    """Fill both pages of the check-in that /checkin opens."""
    await friend.uses("/checkin")
    await friend.fills(first)
    await friend.presses("Next page")
    await friend.fills(second)
    return friend


async def shares(friend: Friend, *labels: str) -> None:
    """Share parts of the check-in whose card the friend sees."""
    await friend.presses("Share some of it")
    await friend.fills({PARTS: labels})
    await friend.presses("Share it")


def door(world: World, channel: str = OAKS) -> Card:
    """Return the public card of the newest circle of a channel."""
    return next(
        card
        for card in reversed(world.mail.in_room(channel))
        if "a circle for people" in card.title
    )


def titled(world: World, title: str, channel: str = OAKS) -> Card:
    """Return the newest card of a channel whose title begins so."""
    found = [card for card in world.mail.in_room(channel) if card.title.startswith(title)]
    assert found, [card.title for card in world.mail.in_room(channel)]
    return found[-1]


def titles(world: World, channel: str = OAKS) -> list[str]:
    """List the titles of a channel's cards."""
    return [card.title for card in world.mail.in_room(channel)]


def got(friend: Friend) -> list[str]:
    """List the titles of the cards that came to somebody by themselves."""
    return [card.title for card in friend.letters]


async def has_lobby(world: World, channel: str = "#lobby") -> None:
    """Let the community have a channel for what is said to everybody."""
    async with world.store.begin() as tx:
        space = await tx.spaces.meet(PLATFORM, SPACE, "UTC", world.now())
        await tx.spaces.put(replace(space, lobby=channel))


async def circle_of(world: World, key: int = 1) -> Circle:
    """Return a circle as it is kept."""
    async with world.store.begin() as tx:
        found = await tx.circles.get(key)
    assert found is not None
    return found


async def week_of(world: World, key: int = 1) -> Week:
    """Return a circle's newest week as it is kept."""
    async with world.store.begin() as tx:
        found = await tx.circles.weeks.latest(key)
    assert found is not None
    return found


async def seats_of(world: World, key: int = 1) -> dict[str, Member]:
    """Return a circle's seats by the name of who has them, those who left included."""
    async with world.store.begin() as tx:
        people = await tx.people.find()
        found = {}
        for person in people:
            member = await tx.circles.members.seat(key, person.id)
            if member is not None:
                found[person.name.lower()] = member
    return found
