"""Everything people do on Slack arrives as one event of ours, with who, where and what."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
import pytest_asyncio
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack import inbound, spot
from adapters.slack.inbound import UNREADABLE
from adapters.slack.people import Profile
from adapters.slack.spot import Scene, Spot
from bot.answers import Ask
from bot.events import (
    CommandUsed,
    Event,
    HomeOpened,
    Joined,
    Kind,
    Left,
    Message,
    Pressed,
    Removed,
    Said,
    Submitted,
)
from tests.adapters.samples import Sample
from tests.adapters.slack.rig import NOON
from tests.adapters.slack.saying import WORDS
from tests.adapters.slack.talks import (
    COMMANDS,
    CONTROLS,
    FORM,
    HELP,
    REFLECT,
    Talk,
    privately,
    talk,
)
from tests.servers.slack.deeds import Kind as Way
from tests.servers.slack.people import Quiet


@pytest_asyncio.fixture(name="talk")
async def opened() -> AsyncIterator[Talk]:
    async with talk() as here:
        here.bot.answers = privately("heard")
        yield here


def only(talk: Talk) -> Event:
    (event,) = talk.bot.events
    return event


# Commands


async def test_a_command_is_the_action_it_names(talk: Talk) -> None:
    used = await (await talk.uses("rejected Acme & <Sons>")).answered()
    event = only(talk)
    assert event.doing == CommandUsed(Sample(1).pack(), "Acme & <Sons>")
    assert event.key == f"slack:{used.trigger_id}"
    actor, place = event.actor, event.place
    assert (actor.platform, actor.space, actor.user) == ("slack", talk.team.id, talk.ana.id)
    assert (actor.name, actor.zone, actor.is_admin) == ("ana", "Europe/Berlin", True)
    assert (place.space, place.channel, place.kind) == (talk.team.id, talk.lobby.id, Kind.CHANNEL)


async def test_a_command_in_direct_messages_is_in_a_dm(talk: Talk) -> None:
    await (await talk.uses("rejected", at=talk.ana.dm)).answered()
    assert only(talk).place.kind is Kind.DM


async def test_words_that_are_no_command_are_said(talk: Talk) -> None:
    used = await (await talk.uses("I got a no from Acme")).answered()
    assert only(talk).doing == Said("I got a no from Acme", quietly=True)
    assert used.answer.ephemeral_for is talk.ana


@pytest.mark.parametrize(
    ("words", "doing"),
    [
        ("rejected", CommandUsed(Sample(1).pack())),
        ("  REJECTED   Acme\nand more", CommandUsed(Sample(1).pack(), "Acme\nand more")),
        ("/zone Berlin", CommandUsed(Sample(2).pack(), "Berlin")),
        ("rejected, again", Said("rejected, again", quietly=True)),
        (REFLECT, Said(REFLECT, quietly=True)),
        ("", Said("", quietly=True)),
    ],
)
def test_the_first_word_names_the_command(words: str, doing: CommandUsed | Said) -> None:
    assert inbound.used({"text": words}, COMMANDS) == doing


# Words


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("<@U1> got a no", "got a no"),
        ("thanks <@U2|ben> &amp; <@U3>", "thanks @ben & @U3"),
        ("in <#C1|jobs> and <#C2>", "in #jobs and #C2"),
        ("<!here> <!subteam^S1|@mods> <!date^1^{date}|today>", "@here @mods today"),
        ("see <https://acme.example|acme.example> <mailto:a@b.c|a@b.c>", "see acme.example a@b.c"),
        ("1 &lt; 2 &gt; 0, &amp;lt; stays", "1 < 2 > 0, &lt; stays"),
        ("a < b", "a < b"),
        ("Acme & <Sons>", "Acme & <Sons>"),
    ],
)
def test_words_are_read_as_they_were_typed(told: str, said: str) -> None:
    assert inbound.spoken(told, "U1") == said


@given(st.text(st.characters(exclude_characters="\x00"), max_size=200))
def test_whatever_is_typed_comes_back_from_slacks_escapes(typed: str) -> None:
    told = typed.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert inbound.spoken(told) == typed.strip()


async def test_words_in_a_dm_are_said_and_answered_there(talk: Talk) -> None:
    said = await (await talk.ana.says("ghosted again & again")).answered()
    event = only(talk)
    assert event.doing == Said("ghosted again & again")
    assert event.place.kind is Kind.DM
    assert event.key == f"slack:{said.payload['event_id']}"
    assert said.answer.words == "Undaunted\nheard"
    assert not said.answer.ephemeral


async def test_words_in_a_thread_of_a_dm_are_answered_in_it(talk: Talk) -> None:
    first = (await (await talk.ana.says("hello")).answered()).message
    said = await (await talk.ana.says("and again", thread=first)).answered()
    assert first is not None
    assert [event.doing for event in talk.bot.events] == [Said("hello"), Said("and again")]
    assert said.answer.thread_ts == first.ts


async def test_a_mention_is_said_without_it_and_answered_to_its_writer(talk: Talk) -> None:
    said = await (await talk.ana.mentions_bot("how do I ask?", at=talk.lobby)).answered()
    assert only(talk).doing == Said("how do I ask?")
    assert only(talk).place.kind is Kind.CHANNEL
    assert said.answer.ephemeral_for is talk.ana


async def test_what_nobody_said_to_us_is_left_alone(talk: Talk) -> None:
    message = (await (await talk.ana.says("first")).answered()).message
    assert message is not None
    talk.bot.events.clear()
    await (await talk.ana.edits(message, "changed")).settled()
    await (await talk.ana.deletes(message)).settled()
    dm = {"type": "message", "channel": talk.ana.dm.id, "channel_type": "im", "ts": "1.1"}
    for odd in (
        {**dm, "subtype": "bot_message", "bot_id": "B1", "text": "beep"},
        {**dm, "user": talk.ana.id, "bot_id": "B1", "text": "beep"},
        {**dm, "subtype": "channel_topic", "user": talk.ana.id, "text": "topic"},
        {**dm, "text": "nobody"},
        {"type": "app_mention", "user": talk.ana.id, "channel": talk.ana.dm.id, "text": "x"},
        {"type": "app_mention", "user": "U9", "channel": "C9", "text": "x", "edited": {"ts": "1"}},
        {"type": "pin_added", "user": talk.ana.id},
        {"type": "message"},
    ):
        sent = await talk.server.sends_event(talk.team, odd).settled()
        assert sent.acknowledged_after is not None
    await talk.idle()
    assert talk.bot.events == []


# Controls and forms


async def test_each_control_comes_back_as_its_action(talk: Talk) -> None:
    post = await talk.posted(CONTROLS)
    talk.bot.answers = privately("done")
    await (await talk.ben.presses(post, "Go on")).answered()
    await (await talk.ben.presses(post, "Leave")).answered()
    await (await talk.ben.picks(post, WORDS.pick_one, "final round")).answered()
    await (await talk.ben.picks_users(post, WORDS.pick_person, talk.ana)).answered()
    await (await talk.ben.picks_channel(post, WORDS.pick_channel, talk.lobby)).answered()
    assert [event.doing for event in talk.bot.events] == [
        Pressed(Sample(11).pack()),
        Pressed(Sample(13).pack()),
        Pressed(Sample(14).pack(), ("final",)),
        Pressed(Sample(15).pack(), (talk.ana.id,)),
        Pressed(Sample(16).pack(), (talk.lobby.id,)),
    ]
    assert {event.actor.user for event in talk.bot.events} == {talk.ben.id}


async def test_a_control_that_is_not_ours_is_out_of_date(talk: Talk) -> None:
    post = await talk.posted(CONTROLS)
    talk.bot.answers = privately("out of date")
    pressed = await (await talk.ben.presses(post, "Go on")).answered()
    talk.bot.events.clear()
    for number, name in enumerate(("x", "p00:", "1.sample.act:1")):
        action = {"action_id": name, "action_ts": f"7.{number}"}
        payload = {**pressed.payload, "actions": [action]}
        payload.pop("trigger_id")
        talk.server.sends(talk.team, Way.INTERACTIVE, payload)
    await talk.rig.until(lambda: len(talk.bot.events) == 3)
    assert {event.doing for event in talk.bot.events} == {Pressed(UNREADABLE)}
    await talk.idle()


async def test_a_form_comes_back_with_its_values_from_where_it_was_opened(talk: Talk) -> None:
    talk.bot.answers = Ask(FORM)
    form = (await (await talk.uses()).answered()).view
    talk.bot.answers = privately("kept")
    sent = await talk.sends(form, **{"Company": "Acme", "How far": "late"})
    await talk.reads("kept")
    event = talk.bot.events[-1]
    assert event.doing == Submitted(
        Sample(20).pack(), {"company": "Acme", "stage": "z", "story": ""}
    )
    assert (event.place.kind, event.place.channel) == (Kind.CHANNEL, talk.lobby.id)
    view = sent.payload["view"]
    assert event.key == f"slack:{view['id']}:{view['hash']}"


# Shortcuts


async def test_a_shortcut_is_the_command_it_names(talk: Talk) -> None:
    used = await (await talk.ana.shortcut("Log a no")).answered()
    assert only(talk).doing == CommandUsed(Sample(1).pack())
    assert only(talk).place.kind is Kind.DM
    assert "heard" in used.view.words


async def test_a_shortcut_on_ones_own_message_brings_its_words(talk: Talk) -> None:
    said = (await talk.ana.says("they said no & more", at=talk.lobby)).message
    assert said is not None
    await (await talk.ana.message_shortcut(REFLECT, said)).answered()
    link = f"https://harbour.slack.com/archives/{talk.lobby.id}/p{said.ts.replace('.', '')}"
    about = Message(talk.lobby.id, said.ts, talk.ana.id, link, "they said no & more")
    assert only(talk).doing == CommandUsed(Sample(5).pack(), about=about)


async def test_a_shortcut_on_somebody_elses_message_leaves_the_words_there(talk: Talk) -> None:
    said = (await talk.ben.says("mine alone", at=talk.lobby)).message
    assert said is not None
    used = await (await talk.ana.message_shortcut(REFLECT, said)).answered()
    doing = only(talk).doing
    assert isinstance(doing, CommandUsed)
    assert doing.about is not None
    assert (doing.about.author, doing.about.text) == (talk.ben.id, "")
    assert used.answer.ephemeral_for is talk.ana


async def test_a_shortcut_of_old_is_answered_kindly(talk: Talk) -> None:
    used = await (await talk.ana.shortcut("Old one")).answered()
    assert HELP in used.view.words
    assert talk.bot.events == []


# People and workspaces


async def test_a_changed_profile_counts_from_then_on(talk: Talk) -> None:
    await (await talk.uses()).answered()
    before = len(talk.bot.comings)
    await (await talk.ana.changes_profile(tz="Asia/Tokyo", name="Ana B")).settled()
    await talk.rig.until(lambda: len(talk.bot.comings) > before)
    await (await talk.uses()).answered()
    then, now = (event.actor for event in talk.bot.events)
    assert (then.zone, now.zone, now.name) == ("Europe/Berlin", "Asia/Tokyo", "Ana B")
    assert [event.doing for event in talk.bot.comings[-1:]] == [Joined()]


async def test_a_closed_account_has_left(talk: Talk) -> None:
    await (await talk.ben.changes_profile(deleted=True)).settled()
    await talk.rig.until(lambda: [e for e in talk.bot.comings if e.doing == Left()])
    event = talk.bot.comings[-1]
    assert (event.doing, event.actor.user, event.actor.space) == (
        Left(),
        talk.ben.id,
        talk.team.id,
    )


@pytest.mark.parametrize("what", ["member_left_channel", "member_joined_channel"])
async def test_who_is_in_a_channel_is_nothing_to_us(talk: Talk, what: str) -> None:
    before = len(talk.bot.comings)
    told = {"user": talk.ben.id, "channel": talk.lobby.id, "team": talk.team.id}
    sent = await talk.server.sends_event(talk.team, {"type": what, **told}).settled()
    await talk.idle()
    assert sent.acknowledged_after is not None
    assert talk.bot.comings[before:] == []


async def test_changed_quiet_times_are_asked_for_anew(talk: Talk) -> None:
    people = talk.rig.platform.delivery.people
    assert await people.quiet_until(talk.team.id, talk.ana.id) is None
    until = NOON + timedelta(hours=2)
    told = await talk.ana.goes_quiet(Quiet(snoozed_until=int(until.timestamp())))
    await told.settled()
    await talk.idle()
    assert told.delivered, "the manifest asks to be told"
    assert await people.quiet_until(talk.team.id, talk.ana.id) == until


async def test_a_workspace_that_takes_us_out_is_removed(talk: Talk) -> None:
    await talk.team.uninstalls().settled()
    await talk.rig.until(lambda: [e for e in talk.bot.comings if e.doing == Removed()])
    await talk.idle()
    places = {e.place.space for e in talk.bot.comings if e.doing == Removed()}
    assert places == {talk.team.id}


async def test_the_home_tab_is_the_home_page_opened(talk: Talk) -> None:
    await (await talk.ana.opens_home()).answered()
    assert only(talk).doing == HomeOpened()
    assert only(talk).place.kind is Kind.HOME


# What may be missing


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    [
                        "team",
                        "user",
                        "view",
                        "id",
                        "channel",
                        "container",
                        "message",
                        "type",
                        "hash",
                    ]
                ),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_odd_payloads_are_read_as_far_as_they_can_be(odd: Any) -> None:
    body = odd if isinstance(odd, dict) else {"view": odd, "message": odd, "actions": odd}
    at = spot.of_interaction(inbound.team(body), inbound.user(body), body)
    assert isinstance(inbound.place(at).channel, str)
    for key in (inbound.key_of_command, inbound.key_of_event, inbound.key_of_form):
        assert key(body).startswith("slack:")
    assert isinstance(inbound.used(body, COMMANDS), Said)
    assert inbound.called(body, COMMANDS) is None
    assert inbound.written(spot.table(body.get("view"))) == ()


def test_somebody_of_whom_nothing_is_known_has_their_id_for_a_name() -> None:
    nameless = inbound.actor("T1", "U1", None)
    assert (nameless.name, nameless.zone, nameless.locale) == ("U1", None, "en")
    assert inbound.actor("T1", "U1", Profile("U1", "\u202eana")).name == "ana"


@given(
    st.builds(
        Spot,
        team=st.just("T1"),
        user=st.just("U1"),
        scene=st.sampled_from(Scene),
        channel=st.sampled_from(["", "C1", "D2"]),
        thread=st.sampled_from(["", "17.01"]),
        message=st.sampled_from(["", "18.02"]),
        is_alone=st.booleans(),
    )
)
def test_where_a_form_was_opened_comes_back_with_it(where: Spot) -> None:
    nonce = spot.fresh_nonce()
    view = {"type": "modal", "id": "V1", "hash": "h", "external_id": where.origin(nonce)}
    back = spot.of_interaction("T1", "U1", {"view": view})
    assert (back.scene, back.channel, back.thread) == (where.scene, where.channel, where.thread)
    assert (back.message, back.is_alone, back.nonce) == (where.message, where.is_alone, nonce)
    assert (back.window, back.depth) == ("V1", 1)
