"""What every adapter owes the core, kept on Discord through the real client."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from bot.answers import EVERYONE_HERE, Ask, Nothing, Say
from bot.events import Pressed, Submitted
from bot.ui.card import Button, Buttons, Card, Channels, Confirm, Menu, People, Row
from bot.ui.form import Form
from tests.adapters.discord.rig import Bot, Rig
from tests.adapters.samples import CARDS, FORMS, HOSTILE, SURE, hostile_card, hostile_form
from tests.servers.discord.messages import Message
from tests.servers.discord.people import User
from tests.servers.discord.world import Channel

Back = list[tuple[str, tuple[str, ...]]]


@dataclass
class Meeting:
    """Ana and Ben in a lobby with a bot that shows what it is told to."""

    rig: Rig
    bot: Bot
    lobby: Channel
    ana: User
    ben: User
    sure: frozenset[str] = frozenset()

    async def shown(self, card: Card) -> Message:
        """Have a card put up in the lobby."""
        self.bot.answers = Say(card, EVERYONE_HERE)
        used = await (await self.ana.uses("help", at=self.lobby)).settled()
        self.bot.answers = Nothing()
        self.bot.events.clear()
        return used.message

    async def presses(self, message: Message, button: Button, which: str) -> None:
        """Press a button, and say yes where it asks."""
        pressed = await (await self.ana.presses(message, button.label, which=which)).settled()
        if button.confirm is not None:
            await (await self.ana.presses(pressed.message, button.confirm.yes)).settled()

    async def works(self, message: Message, card: Card) -> Back:
        """Use every control of a card once; returns what must have come back."""
        parts = iter([part for part in message.controls() if part.get("custom_id")])
        back: Back = []
        for block in card.blocks:
            match block:
                case Buttons(items):
                    for item in items:
                        if isinstance(item, Button):
                            await self.presses(message, item, next(parts)["custom_id"])
                            back.append((item.action.pack(), ()))
                case Row(_, button):
                    await self.presses(message, button, next(parts)["custom_id"])
                    back.append((button.action.pack(), ()))
                case Menu(_, action, choices):
                    which = next(parts)["custom_id"]
                    for choice in choices:
                        await (await self.ana.picks(message, which, choice.value)).settled()
                        back.append((action.pack(), (choice.value,)))
                case People(_, action):
                    which = next(parts)["custom_id"]
                    await (await self.ana.picks_user(message, which, self.ben)).settled()
                    back.append((action.pack(), (str(self.ben.id),)))
                case Channels(_, action):
                    which = next(parts)["custom_id"]
                    await (await self.ana.picks_channel(message, which, self.lobby)).settled()
                    back.append((action.pack(), (str(self.lobby.id),)))
                case _:
                    pass
        return back

    def heard(self) -> Back:
        """List the presses that came back."""
        doings = [event.doing for event in self.bot.events]
        return [(doing.action, doing.picked) for doing in doings if isinstance(doing, Pressed)]


def asking(card: Card) -> dict[str, Confirm]:
    """Return what is asked before which actions of a card."""
    found = [each for block in card.blocks if isinstance(block, Buttons) for each in block.items]
    rows = [block.button for block in card.blocks if isinstance(block, Row)]
    pressed = [each for each in (*found, *rows) if isinstance(each, Button)]
    return {each.action.pack(): each.confirm for each in pressed if each.confirm}


@pytest.fixture
async def meeting(request: pytest.FixtureRequest) -> AsyncIterator[Meeting]:
    bot = Bot()
    sure = {packed: asked for card in CARDS.values() for packed, asked in asking(card).items()}
    async with Rig.open(bot, question=sure.get) as rig:
        guild = rig.server.guild("Harbour")
        ana, ben = rig.server.user("ana"), rig.server.user("ben")
        guild.join(ana)
        guild.join(ben)
        yield Meeting(rig, bot, guild.channel("lobby"), ana, ben)


@pytest.mark.parametrize("name", CARDS)
async def test_every_control_comes_back_as_the_action_it_left_with(
    meeting: Meeting, name: str
) -> None:
    message = await meeting.shown(CARDS[name])
    expected = await meeting.works(message, CARDS[name])
    assert meeting.heard() == expected


@pytest.mark.parametrize("name", CARDS)
async def test_every_control_still_comes_back_after_a_restart(meeting: Meeting, name: str) -> None:
    message = await meeting.shown(CARDS[name])
    await meeting.rig.restart()
    expected = await meeting.works(message, CARDS[name])
    assert meeting.heard() == expected


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE.keys())
async def test_hostile_words_are_taken_by_discord_and_their_controls_work(
    meeting: Meeting, words: str
) -> None:
    card = hostile_card(words)
    message = await meeting.shown(card)
    assert message.mentions == []
    assert meeting.heard() == []
    expected = await meeting.works(message, card)
    assert meeting.heard() == expected


@pytest.mark.parametrize("name", FORMS)
async def test_a_form_comes_back_with_the_values_it_brought(meeting: Meeting, name: str) -> None:
    form = FORMS[name]
    meeting.bot.answers = Ask(form)
    used = await (await meeting.ana.uses("help", at=meeting.lobby)).settled()
    meeting.bot.answers = Nothing()
    given: dict[str, object] = {}
    expected = dict(form.values())
    (field,) = form.fields
    if name == "choose":
        given, expected = {field.label: "none"}, {field.name: "none"}
    if name == "person":
        given, expected = {field.label: meeting.ben}, {field.name: str(meeting.ben.id)}
    await (await meeting.ana.submits(used.shown_modal, given)).settled()
    assert meeting.bot.events[-1].doing == Submitted(form.does.pack(), expected)


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE.keys())
async def test_what_people_type_into_a_form_reaches_the_core_as_they_typed_it(
    meeting: Meeting, words: str
) -> None:
    form: Form = hostile_form("plain")
    meeting.bot.answers = Ask(form)
    used = await (await meeting.ana.uses("help", at=meeting.lobby)).settled()
    meeting.bot.answers = Nothing()
    sent = words.encode("utf-8", "replace").decode()
    await (await meeting.ana.submits(used.shown_modal, {form.fields[1].label: sent})).settled()
    doing = meeting.bot.events[-1].doing
    assert isinstance(doing, Submitted)
    assert doing.values[form.fields[1].name] == sent


def test_the_samples_ask_before_something() -> None:
    assert SURE in [asked for card in CARDS.values() for asked in asking(card).values()]
