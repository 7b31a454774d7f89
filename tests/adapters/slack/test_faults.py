"""What Slack's errors mean: wait, try again, look first, tell somebody, or stop."""

import asyncio
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.slack.faults import A_MOMENT, AN_HOUR, Trouble, judge


def refusal(
    body: object, status: int = 200, headers: dict[str, str] | None = None
) -> SlackApiError:
    response = AsyncSlackResponse(
        client=AsyncWebClient(),
        http_verb="POST",
        api_url="https://slack.com/api/chat.postMessage",
        req_args={},
        data=body,  # type: ignore[arg-type]
        headers=headers or {},
        status_code=status,
    )
    return SlackApiError("refused", response)  # type: ignore[no-untyped-call]


def trouble(word: str, **told: Any) -> Trouble:
    return judge(refusal({"ok": False, "error": word, **told})).trouble


@pytest.mark.parametrize(
    ("expected", "words"),
    [
        (Trouble.GONE, "user_not_found user_disabled message_not_found edit_window_closed"),
        (Trouble.CLOSED, "messages_tab_disabled"),
        (Trouble.HIDDEN, "channel_not_found"),
        (Trouble.OUTSIDE, "not_in_channel"),
        (
            Trouble.BARRED,
            "is_archived missing_scope no_permission restricted_action app_access_restricted"
            " restricted_action_read_only_channel restricted_action_thread_only_channel",
        ),
        (
            Trouble.LATER,
            "ratelimited rate_limited message_limit_exceeded org_login_required"
            " team_added_to_org ekm_access_denied service_unavailable accesslimited",
        ),
        (Trouble.AGAIN, "request_timeout"),
        (Trouble.UNCLEAR, "internal_error fatal_error update_failed"),
        (Trouble.EXPIRED, "token_expired"),
        (Trouble.INACTIVE, "account_inactive"),
        (Trouble.REFUSED, "invalid_auth not_authed token_revoked"),
        (Trouble.OURS, "invalid_blocks msg_too_long no_text invalid_arguments as_yet_unheard_of"),
    ],
)
def test_each_word_calls_for_one_thing(expected: Trouble, words: str) -> None:
    assert {trouble(word) for word in words.split()} == {expected}


def test_missing_scopes_are_named() -> None:
    verdict = judge(refusal({"ok": False, "error": "missing_scope", "needed": "a:b,c:d"}))

    assert verdict.missing == ("a:b", "c:d")


def test_a_picture_that_is_not_ready_is_no_mistake_of_ours() -> None:
    said = ["[ERROR] invalid slack file [json-pointer:/blocks/1/slack_file]"]

    assert trouble("invalid_blocks", response_metadata={"messages": said}) is Trouble.UNREADY
    assert trouble("invalid_blocks", response_metadata={"messages": ["x"]}) is Trouble.OURS
    assert trouble("invalid_blocks", response_metadata=None) is Trouble.OURS


def test_a_mistake_says_where_it_is() -> None:
    said = ["[ERROR] must be less than 76 characters [json-pointer:/blocks/0/text]"]
    body = {"ok": False, "error": "invalid_blocks", "response_metadata": {"messages": said}}

    assert said[0] in judge(refusal(body)).name


@pytest.mark.parametrize(
    ("header", "wait"),
    [
        ("30", timedelta(seconds=30)),
        ("0", timedelta(seconds=1)),
        ("soon", A_MOMENT),
        (None, A_MOMENT),
        ("999999999", AN_HOUR),
    ],
)
def test_retry_after_is_read_and_kept_within_reason(header: str | None, wait: timedelta) -> None:
    headers = {} if header is None else {"Retry-After": header}

    verdict = judge(refusal({"ok": False, "error": "ratelimited"}, 429, headers))

    assert (verdict.trouble, verdict.after) == (Trouble.LATER, wait)


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [
        (503, {}, Trouble.AGAIN),
        (500, {"ok": False, "error": "internal_error"}, Trouble.UNCLEAR),
        (502, {}, Trouble.UNCLEAR),
        (504, {}, Trouble.UNCLEAR),
        (407, "Proxy", Trouble.UNCLEAR),
        (200, {}, Trouble.UNCLEAR),
    ],
)
def test_whoever_answers_in_place_of_slack_leaves_it_open(
    status: int, body: object, expected: Trouble
) -> None:
    assert judge(refusal(body, status)).trouble is expected


async def test_a_connection_that_never_was_sent_nothing() -> None:
    async with aiohttp.ClientSession() as session:
        client = AsyncWebClient(
            token="x", base_url="http://127.0.0.1:1/api/", session=session, retry_handlers=[]
        )
        with pytest.raises(aiohttp.ClientError) as error:
            await client.api_test()

    assert judge(error.value).trouble is Trouble.AGAIN


@pytest.mark.parametrize(
    "error", [ConnectionResetError(), aiohttp.ServerDisconnectedError(), aiohttp.ClientOSError()]
)
def test_a_connection_that_broke_leaves_it_open(error: Exception) -> None:
    verdict = judge(error)

    assert (verdict.trouble, verdict.after) == (Trouble.UNCLEAR, None)


async def test_what_took_too_long_may_still_arrive() -> None:
    with pytest.raises(TimeoutError) as error:
        async with asyncio.timeout(0):
            await asyncio.sleep(0)

    verdict = judge(error.value)
    assert (verdict.trouble, verdict.after) == (Trouble.UNCLEAR, timedelta(seconds=30))


def test_anything_else_is_ours() -> None:
    assert judge(KeyError("x")).trouble is Trouble.OURS
