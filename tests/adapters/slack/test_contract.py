"""What every adapter owes the core, kept on Slack through the real Bolt."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass

import pytest

from bot.answers import EVERYONE_HERE, Ask, Nothing, Say
from bot.events import Pressed, Submitted
from bot.ui.card import Button, Buttons, Card, Channels, Menu, People, Row
from bot.ui.form import Form
from tests.adapters.samples import CARDS, FORMS, HOSTILE, hostile_card, hostile_form
from tests.adapters.slack import screen as screens
from tests.adapters.slack.playing import picks
from tests.adapters.slack.rig import Bot, Rig
from tests.servers.slack.channels import Channel
from tests.servers.slack.deeds import Deed
from tests.servers.slack.messages import Message
from tests.servers.slack.people import User

Back = list[tuple[str, tuple[str, ...]]]


@dataclass
class Meeting:
    """Ana and Ben in a lobby with a bot that shows what it is told to."""

    rig: Rig
    bot: Bot
    lobby: Channel
    ana: User
    ben: User

    async def shown(self, card: Card) -> Message:
        """Have a card shown in the lobby, to Ana alone: words behind a command are private."""
        self.bot.answers = Say(card, EVERYONE_HERE)
        used = await (await self.ana.uses("/undaunted", "help", at=self.lobby)).answered()
        await self.rig.platform.work.drain(10)
        self.bot.answers = Nothing()
        self.bot.events.clear()
        return used.messages[-1]

    async def works(self, message: Message) -> None:
        """Use every control of a card once."""
        for control, element in screens.controls(message):
            if not control.menu:
                pressing = self.ana.presses(message, control.label, which=control.action)
                await self.done(await pressing)
                continue
            kind = element.element["type"]
            ids = {"users_select": self.ben.id, "channels_select": self.lobby.id}
            picked = control.picked or (ids.get(kind, self.lobby.id),)
            await self.done(picks(self.ana, message, element, picked))

    def expected(self, card: Card) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Say what must come back from a card's controls, worked out from the card alone."""
        for block in card.blocks:
            match block:
                case Buttons(items):
                    yield from (
                        (item.action.pack(), ()) for item in items if isinstance(item, Button)
                    )
                case Row(_, button):
                    yield button.action.pack(), ()
                case Menu(_, action, choices):
                    yield from ((action.pack(), (choice.value,)) for choice in choices)
                case People(_, action):
                    yield action.pack(), (self.ben.id,)
                case Channels(_, action):
                    yield action.pack(), (self.lobby.id,)
                case _:
                    pass

    async def done(self, doing: Deed) -> None:
        """Wait until something was answered."""
        await doing.settled()
        await self.rig.platform.work.drain(10)

    async def asked(self, form: Form) -> None:
        """Have a form opened before Ana."""
        self.bot.answers = Ask(form)
        await self.done(await self.ana.uses("/undaunted", "help", at=self.lobby))
        self.bot.answers = Nothing()
        self.bot.events.clear()


@pytest.fixture
async def meeting() -> AsyncIterator[Meeting]:
    bot = Bot()
    async with Rig.open(bot) as rig:
        ana, ben = rig.team.user("ana"), rig.team.user("ben")
        yield Meeting(rig, bot, rig.team.channel("lobby", ana, ben), ana, ben)


@pytest.mark.parametrize("name", CARDS)
async def test_each_sample_card_is_shown_with_a_twin_in_text(name: str, meeting: Meeting) -> None:
    message = await meeting.shown(CARDS[name])
    assert message.blocks
    assert CARDS[name].title in message.text


@pytest.mark.parametrize("name", CARDS)
async def test_every_control_comes_back_as_the_action_it_left_with(
    name: str, meeting: Meeting
) -> None:
    await meeting.works(await meeting.shown(CARDS[name]))
    back: Back = [
        (event.doing.action, event.doing.picked)
        for event in meeting.bot.events
        if isinstance(event.doing, Pressed)
    ]
    assert back == list(meeting.expected(CARDS[name]))


@pytest.mark.parametrize("name", FORMS)
async def test_every_form_brings_its_values_there_and_back(name: str, meeting: Meeting) -> None:
    form = FORMS[name]
    (field,) = form.fields
    await meeting.asked(form)
    given: dict[str, object] = {}
    if name == "choose":
        given = {field.label: "applied"}
    elif name == "person":
        given = {field.label: meeting.ben}
    await meeting.done(await meeting.ana.submits(meeting.ana.view, given))
    (event,) = meeting.bot.events
    assert isinstance(event.doing, Submitted)
    assert event.doing.action == form.does.pack()
    ids = {
        "choose": "applied",
        "choose_many": ("applied",),
        "tick": "yes",
        "person": meeting.ben.id,
    }
    expected = ids.get(name, getattr(field, "value", ""))
    assert event.doing.values == {field.name: expected}


@pytest.mark.parametrize("name", HOSTILE)
async def test_hostile_words_are_harmless_on_cards_and_in_forms(
    name: str, meeting: Meeting
) -> None:
    message = await meeting.shown(hostile_card(HOSTILE[name]))
    assert message.mention_ids == []
    await meeting.asked(hostile_form(HOSTILE[name]))
    assert meeting.ana.view.fields()
