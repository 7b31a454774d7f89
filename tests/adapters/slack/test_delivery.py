"""Letters on their way to Slack: each shown once, changed in place, and told when they cannot."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.slack.delivery import LONGEST_HOLD
from adapters.slack.faults import A_WHILE
from adapters.slack.marks import UNKNOWN
from adapters.slack.requests import Mistake
from bot.errors import Fault, TryLater, Unreachable
from bot.ports.platform import Post
from bot.ui.card import Card, Text
from tests.adapters.samples import CARDS
from tests.adapters.slack.delivering import (
    CARD,
    EDITS,
    LOOKS,
    NOON,
    OPENINGS,
    POSTS,
    Desk,
    desk,
    manifest,
    to_channel,
    to_user,
)
from tests.adapters.slack.saying import WORDS
from tests.servers.slack.faults import How, Limited

OTHER = Card("A thought", (Text("Another line."),))


@pytest.fixture
async def post() -> AsyncIterator[Desk]:
    async with desk() as opened:
        yield opened


async def test_a_letter_reaches_somebody_by_direct_message(post: Desk) -> None:
    ana = post.team.user("ana")

    made = await post.deliver(to_user(ana))

    (message,) = ana.dm.messages
    assert made == Post(to_user(ana), f"{ana.dm.id}/{message.ts}")
    assert "One line for today." in message.words
    assert "One line for today." in message.text
    assert not message.unfurls
    assert message.mention_ids == []
    assert post.server.calls(POSTS)[0].args["link_names"] is False


@pytest.mark.parametrize("name", CARDS)
async def test_every_kind_of_card_can_be_put_up_and_put_in_place_of_another(
    post: Desk, name: str
) -> None:
    ana = post.team.user("ana")
    first = await post.deliver(to_user(ana))

    await post.deliver(to_user(ana), "letter:2", CARDS[name])
    await post.delivery.revise(first, CARDS[name])

    put_up, changed = ana.dm.messages[-1], ana.dm.messages[0]
    assert changed.words == put_up.words
    assert changed.text == put_up.text


async def test_a_letter_reaches_a_channel(post: Desk) -> None:
    room = post.team.channel("lobby")

    made = await post.deliver(to_channel(room))

    assert made == Post(to_channel(room), f"{room.id}/{room.messages[0].ts}")
    assert post.count(OPENINGS) == 0


async def test_a_user_in_a_channel_is_written_to_directly(post: Desk) -> None:
    ana = post.team.user("ana")
    room = post.team.channel("lobby", ana)

    await post.deliver(replace(to_user(ana), channel=room.id))

    assert len(ana.dm.messages) == 1
    assert room.messages == []


async def test_direct_messages_are_opened_once(post: Desk) -> None:
    ana = post.team.user("ana")

    for number in range(3):
        await post.deliver(to_user(ana), f"letter:{number}")

    assert post.count(OPENINGS) == 1
    assert len(ana.dm.messages) == 3


async def test_a_mark_says_nothing_about_its_letter(post: Desk) -> None:
    ana = post.team.user("ana")

    await post.deliver(to_user(ana), "feedback:harbour lights")

    metadata = ana.dm.messages[0].metadata
    assert metadata is not None
    assert "feedback" not in str(metadata)
    assert ana.id not in str(metadata)


# Shown once


async def test_the_library_tries_nothing_again_behind_our_back(post: Desk) -> None:
    room = post.team.channel("lobby")
    post.server.web.fails(POSTS, 1, How.RESET_AFTER)
    post.server.web.fails("auth.test", 9, 503)

    assert await post.try_later(to_channel(room)) is None

    assert post.count(POSTS) == 1


@pytest.mark.parametrize("how", [How.RESET_AFTER, How.RESET_BEFORE, 500, 502, "internal_error"])
async def test_a_lost_answer_shows_one_direct_message(post: Desk, how: How | int | str) -> None:
    ana = post.team.user("ana")
    post.server.web.fails(POSTS, 1, how)

    made = await post.deliver(to_user(ana))

    assert len(ana.dm.messages) == 1
    assert made.ref == f"{ana.dm.id}/{ana.dm.messages[0].ts}"
    assert post.count(LOOKS) == 1


async def test_what_was_turned_away_at_the_door_is_tried_again_without_looking(post: Desk) -> None:
    ana = post.team.user("ana")
    post.server.web.fails(POSTS, 2, 503)

    await post.deliver(to_user(ana))

    assert post.count(POSTS) == 3
    assert post.count(LOOKS) == 0
    assert post.paused == [0.5, 0.5, 2.0]


async def test_a_crash_before_it_was_written_down_shows_one_direct_message(post: Desk) -> None:
    ana = post.team.user("ana")
    first = await post.deliver(to_user(ana), "nudge:7")
    post.restart()

    second = await post.deliver(to_user(ana), "nudge:7")

    assert second == first
    assert len(ana.dm.messages) == 1


async def test_the_same_letter_handed_in_again_is_not_sent_again(post: Desk) -> None:
    room = post.team.channel("lobby")

    assert await post.deliver(to_channel(room)) == await post.deliver(to_channel(room))

    assert len(room.messages) == 1


async def test_in_a_channel_a_lost_letter_is_sent_twice_at_most(post: Desk) -> None:
    room = post.team.channel("lobby")
    post.server.web.fails(POSTS, 9, How.RESET_AFTER)

    made = await post.deliver(to_channel(room))

    assert len(room.messages) == 2
    assert made.ref == f"{room.id}/{UNKNOWN}"
    assert post.count(LOOKS) == 0
    with pytest.raises(Unreachable) as gone:
        await post.delivery.revise(made, OTHER)
    assert gone.value.fault is Fault.GONE
    assert post.count(EDITS) == 0


async def test_in_a_channel_nothing_is_sent_again_while_slack_is_away(post: Desk) -> None:
    room = post.team.channel("lobby")
    post.server.web.fails(POSTS, 1, How.RESET_BEFORE)
    post.server.web.fails("auth.test", 3, How.RESET_BEFORE)

    assert await post.try_later(to_channel(room)) is None
    assert post.count(POSTS) == 1

    await post.deliver(to_channel(room))
    assert len(room.messages) == 1


async def test_without_the_scope_to_look_direct_messages_are_like_channels(post: Desk) -> None:
    post.server.manifest = manifest(without="im:history")
    # The manifest itself is wrong then, which is not what this is about.
    post.server.violations.clear()
    ana = post.team.user("ana")
    post.server.web.fails(POSTS, 1, How.RESET_BEFORE)

    await post.deliver(to_user(ana))

    assert len(ana.dm.messages) == 1
    assert post.count(LOOKS) == 0


async def test_no_answer_at_all_is_looked_for_later(post: Desk) -> None:
    ana = post.team.user("ana")
    post.delivery.requests.patience = 0.3
    post.server.web.fails(POSTS, 1, How.HANG)

    until = await post.try_later(to_user(ana))

    assert until == post.clock.now() + timedelta(seconds=30)
    assert post.count(POSTS) == 1
    await post.deliver(to_user(ana))
    assert (post.count(LOOKS), len(ana.dm.messages)) == (1, 1)


async def test_an_outage_hands_the_letter_back(post: Desk) -> None:
    room = post.team.channel("lobby")
    post.server.web.fails(POSTS, 9, 503)

    assert await post.try_later(to_channel(room)) is None
    assert post.count(POSTS) == 3


async def test_a_server_that_is_down_hands_the_letter_back(post: Desk) -> None:
    room = post.team.channel("lobby")
    await post.server.web.down()

    assert await post.try_later(to_channel(room)) is None

    await post.server.web.up()
    await post.deliver(to_channel(room))
    assert len(room.messages) == 1


async def test_with_the_session_closed_letters_wait(post: Desk) -> None:
    room = post.team.channel("lobby")
    await post.session.close()

    assert await post.try_later(to_channel(room)) is None
    assert post.count("*") == 0


# Waiting


async def test_retry_after_is_obeyed_without_sleeping_or_asking(post: Desk) -> None:
    room = post.team.channel("lobby")
    post.server.web.fails(POSTS, 1, Limited(40))

    until = await post.try_later(to_channel(room))

    assert until == NOON + timedelta(seconds=40)
    for number in range(3):
        later = await post.try_later(to_channel(room), f"letter:{number}")
        assert later is not None
        assert later >= until
    assert (post.count(POSTS), post.paused) == (1, [])
    post.clock.set(until)
    await post.deliver(to_channel(room))
    assert len(room.messages) == 1


async def test_a_workspace_that_is_full_is_left_alone_for_an_hour(post: Desk) -> None:
    room = post.team.channel("lobby")
    post.server.web.fails(POSTS, 1, "message_limit_exceeded")

    assert await post.try_later(to_channel(room)) == NOON + timedelta(hours=1)


async def test_letters_to_one_channel_are_a_second_apart(post: Desk) -> None:
    post.server.web.paces(0.0)
    room, other = post.team.channel("lobby"), post.team.channel("hall")

    for number in range(3):
        await post.deliver(to_channel(room), f"letter:{number}")
    await post.deliver(to_channel(other), "letter:9")

    assert post.paused == [1.0, 1.0]


# Tokens


async def test_an_expired_token_is_renewed_once(post: Desk) -> None:
    room = post.team.channel("lobby")
    install = post.server.installs.of(post.team)
    old = post.tokens[post.team.id] = install.token
    install.rotate()

    await post.deliver(to_channel(room))

    assert post.expired == [old]
    assert len(room.messages) == 1


async def test_a_token_that_stays_expired_waits(post: Desk) -> None:
    room = post.team.channel("lobby")
    post.tokens[post.team.id] = post.server.bot_token(post.team)
    post.server.installs.of(post.team).rotate()
    post.renews = False

    assert await post.try_later(to_channel(room)) == NOON + A_WHILE
    assert (len(post.expired), post.count(POSTS), post.ended) == (1, 2, [])


async def test_no_letter_has_its_token_renewed_twice(post: Desk) -> None:
    room = post.team.channel("lobby")
    for how in ("token_expired", 503, "token_expired"):
        post.server.web.fails(POSTS, 1, how)

    assert await post.try_later(to_channel(room)) is not None

    assert len(post.expired) == 1


async def test_a_revoked_token_is_told_and_asked_with_no_more(post: Desk) -> None:
    room = post.team.channel("lobby")
    post.server.revokes(post.team, tell=False)

    for number in range(5):
        await post.try_later(to_channel(room), f"letter:{number}")

    assert post.ended == [(post.team.id, "token_revoked")]
    assert post.count(POSTS) == 1
    post.team.installs()
    post.tokens.clear()
    await post.deliver(to_channel(room))
    assert len(room.messages) == 1


async def test_an_app_that_was_taken_out_is_told(post: Desk) -> None:
    room = post.team.channel("lobby")
    post.team.uninstalls()

    await post.try_later(to_channel(room))

    assert post.ended == [(post.team.id, "account_inactive")]


async def test_a_reader_who_was_deactivated_is_not_taken_for_the_app(post: Desk) -> None:
    ana = post.team.user("ana")
    await post.deliver(to_user(ana))
    ana.deleted = True

    problem = await post.unreachable(to_user(ana), "letter:2")

    assert problem.fault is Fault.GONE
    assert post.ended == []


async def test_whose_account_ended_is_asked_and_not_guessed(post: Desk) -> None:
    ana = post.team.user("ana")
    post.server.web.fails(POSTS, 1, "account_inactive")
    post.server.web.fails("auth.test", 1, Limited(20))

    assert await post.try_later(to_user(ana)) == NOON + timedelta(seconds=20)
    assert post.ended == []


async def test_slow_failures_do_not_keep_the_other_letters_waiting(post: Desk) -> None:
    room = post.team.channel("lobby")
    post.server.web.fails(POSTS, 9, 503)

    async def slowly(seconds: float) -> None:
        await post.pause(seconds + 20)

    post.delivery.requests.pause = slowly

    assert await post.try_later(to_channel(room)) is None
    assert post.count(POSTS) == 2


# Telling somebody


async def test_somebody_who_is_gone_is_unreachable(post: Desk) -> None:
    ana = post.team.user("ana")
    ana.deleted = True

    assert (await post.unreachable(to_user(ana))).fault is Fault.GONE


async def test_a_channel_we_are_not_in_wants_an_invitation(post: Desk) -> None:
    for is_private in (False, True):
        room = post.team.channel("lobby", private=is_private, bot=False)

        problem = await post.unreachable(to_channel(room))

        assert (problem.fault, problem.missing) == (Fault.BARRED, (WORDS.invite,))


async def test_an_archived_and_a_read_only_channel_are_barred(post: Desk) -> None:
    archived, silent = post.team.channel("old"), post.team.channel("news")
    archived.archived, silent.read_only = True, True

    for room in (archived, silent):
        assert (await post.unreachable(to_channel(room))).fault is Fault.BARRED


async def test_a_missing_scope_is_named(post: Desk) -> None:
    room = post.team.channel("lobby")
    post.server.manifest = manifest(without="chat:write")

    problem = await post.unreachable(to_channel(room))

    assert (problem.fault, problem.missing) == (Fault.BARRED, ("chat:write",))
    post.server.violations.clear()


async def test_without_the_messages_tab_people_are_closed(post: Desk) -> None:
    ana = post.team.user("ana")
    post.server.web.fails(POSTS, 1, "messages_tab_disabled")

    assert (await post.unreachable(to_user(ana))).fault is Fault.CLOSED


async def test_direct_messages_that_moved_are_opened_again(post: Desk) -> None:
    ana = post.team.user("ana")
    await post.deliver(to_user(ana))
    post.server.web.fails(POSTS, 1, "channel_not_found")

    await post.deliver(to_user(ana), "letter:2")

    assert post.count(OPENINGS) == 2
    assert len(ana.dm.messages) == 2


async def test_what_is_wrong_with_a_letter_is_raised_without_its_words(post: Desk) -> None:
    room = post.team.channel("lobby")
    post.server.web.fails(POSTS, 1, "msg_too_long")

    with pytest.raises(Mistake, match="msg_too_long") as mistake:
        await post.deliver(to_channel(room))

    assert "One line" not in repr(mistake.value)
    assert post.count(POSTS) == 1


# Changing what stands


async def test_a_standing_card_is_changed_in_place(post: Desk) -> None:
    room = post.team.channel("lobby")
    made = await post.deliver(to_channel(room))

    assert await post.delivery.revise(made, OTHER) == made

    (message,) = room.messages
    assert "Another line." in message.words
    assert post.server.calls(EDITS)[0].args["parse"] == "none"


async def test_a_change_that_is_there_already_is_not_sent(post: Desk) -> None:
    room = post.team.channel("lobby")
    made = await post.deliver(to_channel(room))

    for _ in range(3):
        await post.delivery.revise(made, OTHER)
    await post.delivery.revise(made, CARD)

    assert post.count(EDITS) == 2
    assert "One line" in room.messages[0].words


async def test_a_change_whose_answer_is_lost_is_made_again(post: Desk) -> None:
    room = post.team.channel("lobby")
    made = await post.deliver(to_channel(room))
    post.server.web.fails(EDITS, 2, How.RESET_AFTER)

    await post.delivery.revise(made, OTHER)

    assert post.count(EDITS) == 3
    assert "Another line." in room.messages[0].words


async def test_a_change_keeps_the_mark(post: Desk) -> None:
    ana = post.team.user("ana")
    made = await post.deliver(to_user(ana))
    before = ana.dm.messages[0].metadata

    await post.delivery.revise(made, OTHER)

    assert ana.dm.messages[0].metadata == before


@pytest.mark.parametrize("word", ["message_not_found", "edit_window_closed", "cant_update_message"])
async def test_what_can_be_changed_no_more_is_gone(post: Desk, word: str) -> None:
    room = post.team.channel("lobby")
    made = await post.deliver(to_channel(room))
    post.server.web.fails(EDITS, 1, word)

    with pytest.raises(Unreachable) as gone:
        await post.delivery.revise(made, OTHER)

    assert gone.value.fault is Fault.GONE


async def test_a_reference_that_is_none_is_gone(post: Desk) -> None:
    room = post.team.channel("lobby")

    with pytest.raises(Unreachable):
        await post.delivery.revise(Post(to_channel(room), "odd"), OTHER)

    assert post.count(EDITS) == 0


# Quiet times


async def test_a_nudge_waits_until_its_reader_wants_to_be_told(post: Desk) -> None:
    ana = post.team.user("ana")
    ends = NOON + timedelta(hours=2)
    ana.quiet.enabled, ana.quiet.starts = True, int((NOON - timedelta(hours=8)).timestamp())
    ana.quiet.ends = int(ends.timestamp())

    assert await post.try_later(to_user(ana), "nudge:1:monday") == ends
    assert ana.dm.messages == []
    post.clock.set(ends)
    await post.deliver(to_user(ana), "nudge:1:monday")
    assert len(ana.dm.messages) == 1


async def test_other_letters_do_not_wait_for_it(post: Desk) -> None:
    ana = post.team.user("ana")
    ana.quiet.snoozed_until = int((NOON + timedelta(hours=2)).timestamp())

    await post.deliver(to_user(ana), "circle:1:week:2:opening:3")

    assert len(ana.dm.messages) == 1


async def test_no_nudge_waits_longer_than_a_night(post: Desk) -> None:
    ana = post.team.user("ana")
    ana.quiet.snoozed_until = int((NOON + timedelta(days=9)).timestamp())

    assert await post.try_later(to_user(ana), "nudge:1:monday") == NOON + LONGEST_HOLD
    post.clock.set(NOON + LONGEST_HOLD)
    await post.deliver(to_user(ana), "nudge:1:monday")
    assert len(ana.dm.messages) == 1


async def test_too_many_noes_are_followed_by_silence(post: Desk) -> None:
    room = post.team.channel("lobby", bot=False)
    post.delivery.requests.budget.most = 3
    for number in range(3):
        await post.unreachable(to_channel(room), f"letter:{number}")
        post.pass_by(timedelta(seconds=1))

    with pytest.raises(TryLater, match="refused too much"):
        await post.deliver(to_channel(room), "letter:9")

    assert post.count(POSTS) == 3
