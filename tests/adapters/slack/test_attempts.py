"""Calls that show an answer: tried again where that shows nothing twice, and never for long."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from adapters.slack import attempts
from adapters.slack.attempts import LONGEST_WAIT_SECONDS, PAUSES
from bot.answers import Ask, Replace
from tests.adapters.slack.saying import WORDS
from tests.adapters.slack.talks import CONTROLS, FORM, Talk, card, privately, talk
from tests.servers.slack.faults import How, Limited
from tests.servers.slack.messages import Message

UPDATE, POST = "chat.update", "chat.postMessage"


@pytest_asyncio.fixture(name="talk")
async def opened() -> AsyncIterator[Talk]:
    async with talk() as here:
        here.bot.answers = privately("heard")
        yield here


async def changed(talk: Talk) -> Message:
    """Have ana press something in her messages that is to change."""
    post = await talk.posted(CONTROLS, at=talk.ana.dm)
    talk.bot.answers = Replace(card("done"))
    await (await talk.ana.presses(post, "Go on")).settled()
    return post


@pytest.mark.parametrize("how", [How.RESET_BEFORE, How.RESET_AFTER, 500, 503, Limited(1)])
async def test_a_change_is_tried_again_whatever_broke(talk: Talk, how: How | int | Limited) -> None:
    talk.server.web.fails(UPDATE, 1, how)
    post = await changed(talk)
    await talk.rig.until(lambda: "done" in post.words)
    await talk.idle()
    assert talk.seen(talk.ana, talk.ana.dm) == ["Undaunted\ndone"]


async def test_a_change_that_stays_impossible_becomes_a_message_of_its_own(talk: Talk) -> None:
    talk.server.web.fails(UPDATE, len(PAUSES) + 1, 500)
    post = await changed(talk)
    await talk.reads("done", at=talk.ana.dm)
    assert "done" not in post.words


async def test_a_message_that_is_gone_is_answered_with_a_new_one(talk: Talk) -> None:
    talk.server.web.fails(UPDATE, 1, "message_not_found")
    await changed(talk)
    await talk.reads("done", at=talk.ana.dm)


async def test_a_new_message_that_was_turned_away_is_posted_once(talk: Talk) -> None:
    talk.server.web.fails(POST, 1, 503)
    await talk.ana.says("a no")
    await talk.reads("heard", at=talk.ana.dm)
    await talk.idle()
    assert talk.seen(talk.ana, talk.ana.dm).count("Undaunted\nheard") == 1


async def test_a_pause_that_slack_asks_for_is_kept_once(talk: Talk) -> None:
    talk.server.web.fails(POST, 1, Limited(3))
    await talk.ana.says("a no")
    await talk.reads("heard", at=talk.ana.dm)


async def test_a_form_that_cannot_be_opened_comes_as_a_button(talk: Talk) -> None:
    talk.bot.answers = Ask(FORM)
    talk.server.web.fails("views.open", 1, How.RESET_BEFORE)
    used = await (await talk.uses()).answered()
    assert used.answer.labels() == [WORDS.open_form]


async def test_waiting_for_long_is_left_alone() -> None:
    waited: list[float] = []

    async def pause(seconds: float) -> None:
        waited.append(seconds)

    async def closed() -> object:
        raise RuntimeError("Session is closed")

    async def broken() -> object:
        raise ConnectionResetError

    assert not (await attempts.make(closed, pause, twice=True)).worked
    assert waited == []
    assert not (await attempts.make(broken, pause, twice=False)).worked
    assert waited == []
    assert not (await attempts.make(broken, pause, twice=True)).worked
    assert tuple(waited) == PAUSES
    assert max(waited) < LONGEST_WAIT_SECONDS
