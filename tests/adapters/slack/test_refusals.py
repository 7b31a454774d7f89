"""Every error that Slack names for a message means to wait, to tell somebody, or to stop.

The words are those of the page of `chat.postMessage` in Slack's reference, of 2026.
"""

from collections.abc import AsyncIterator
from enum import Enum, auto

import pytest

from adapters.slack.requests import Mistake
from bot.errors import Fault, TryLater, Unreachable
from tests.adapters.slack.delivering import POSTS, Desk, desk, to_channel, to_user


class Call(Enum):
    """What is to be done about a letter that was refused."""

    WAIT = auto()
    """It comes again by itself."""

    TELL = auto()
    """Somebody has to know: an admin, a host, or the reader when they are next here."""

    STOP = auto()
    """Nobody is there to read it."""

    OURS = auto()
    """We wrote something that Slack does not take: logged, and put aside."""

    OVER = auto()
    """Nothing more is asked in this workspace until it has us again."""


WORDS = {
    Call.WAIT: """
        accesslimited ekm_access_denied fatal_error internal_error message_limit_exceeded
        org_login_required rate_limited ratelimited request_timeout service_unavailable
        team_added_to_org token_expired two_factor_setup_required""",
    Call.TELL: """
        access_denied cannot_reply_to_message channel_not_found enterprise_is_restricted
        is_archived messages_tab_disabled missing_scope no_permission not_in_channel
        restricted_action restricted_action_non_threadable_channel
        restricted_action_read_only_channel restricted_action_thread_locked
        restricted_action_thread_only_channel slack_connect_canvas_sharing_blocked
        slack_connect_file_link_sharing_blocked slack_connect_lists_sharing_blocked
        team_access_not_granted app_access_restricted""",
    Call.STOP: "account_inactive team_not_found user_not_found",
    Call.OVER: "invalid_auth not_allowed_token_type not_authed token_revoked",
    Call.OURS: """
        as_user_not_supported attachment_payload_limit_exceeded deprecated_endpoint
        draft_already_deleted draft_already_sent draft_has_conflict draft_not_found
        duplicate_channel_not_found duplicate_message_not_found invalid_arg_name
        invalid_arguments invalid_array_arg invalid_blocks invalid_blocks_format
        invalid_charset invalid_form_data invalid_metadata_format invalid_metadata_schema
        invalid_post_type markdown_text_conflict metadata_must_be_sent_from_app
        metadata_too_large method_deprecated missing_file_data missing_post_type
        msg_blocks_too_long no_text too_many_attachments too_many_contact_cards""",
}
UNCLEAR = frozenset({"fatal_error", "internal_error"})
"""The letter may stand there all the same; only in direct messages can that be seen."""

CALLS = {word: call for call, words in WORDS.items() for word in words.split()}


@pytest.fixture
async def post() -> AsyncIterator[Desk]:
    async with desk() as opened:
        yield opened


async def what_it_calls_for(post: Desk, word: str) -> Call:
    """Have a letter refused; every other call is answered well."""
    post.restart()
    post.ended.clear()
    post.renews = False
    is_direct = word in UNCLEAR
    to = to_user(post.team.user(word)) if is_direct else to_channel(post.team.channel(word))
    post.server.web.fails(POSTS, 9, word)
    try:
        await post.deliver(to, f"letter:{word}")
    except TryLater:
        return Call.OVER if post.ended else Call.WAIT
    except Unreachable as problem:
        return Call.STOP if problem.fault is Fault.GONE else Call.TELL
    except Mistake:
        return Call.OURS
    finally:
        post.server.web.faults.clear()
    raise AssertionError(f"{word} changed nothing")


async def test_each_of_them_calls_for_one_thing(post: Desk) -> None:
    assert {word: await what_it_calls_for(post, word) for word in CALLS} == CALLS


async def test_what_is_to_be_waited_for_is_not_slept_through(post: Desk) -> None:
    for word in WORDS[Call.WAIT].split():
        await what_it_calls_for(post, word)
    assert sum(post.paused) < 20, "the tries at a request that may have been a passing fault"


@pytest.mark.parametrize("word", ["channel_not_found", "not_in_channel", "user_not_found"])
async def test_a_reader_who_cannot_be_found_is_gone(post: Desk, word: str) -> None:
    ana = post.team.user("ana")
    post.server.web.fails(POSTS, 9, word)
    assert (await post.unreachable(to_user(ana))).fault is Fault.GONE


async def test_a_word_yet_to_be_invented_is_ours_to_look_at(post: Desk) -> None:
    assert await what_it_calls_for(post, "not_heard_of_yet") is Call.OURS
