"""What Slack's errors mean for us: judged in this one place, by status and error word alone.

The words are those of the methods' pages of Slack's reference.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum, auto
from typing import Any, Final

import aiohttp
from slack_sdk.errors import SlackApiError


class Trouble(StrEnum):
    """What a request that went wrong calls for."""

    CLOSED = auto()
    """The person takes no messages from us."""

    GONE = auto()
    """The account, place or message does not exist any more, or cannot be changed any more."""

    HIDDEN = auto()
    """The channel does not exist or is private and we are not in it: Slack says no more."""

    OUTSIDE = auto()
    """We are not in the channel."""

    BARRED = auto()
    """We may not do this there."""

    UNREADY = auto()
    """A picture is not there yet, or no more."""

    LATER = auto()
    """Slack told us to wait."""

    AGAIN = auto()
    """It was not done, nobody is to blame, and the next try may do."""

    UNCLEAR = auto()
    """It may have been done or not: nobody told us."""

    EXPIRED = auto()
    """The token's time is over, and there should be another."""

    INACTIVE = auto()
    """An account was deactivated: the reader's, or the app's own."""

    REFUSED = auto()
    """Slack does not know our token any more."""

    OURS = auto()
    """We asked for something wrong."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an error means and how it is named in logs.

    `after` is for how long Slack said, or is known, to want none of it; `missing` names the
    scopes that would be needed.
    """

    trouble: Trouble
    name: str
    after: timedelta | None = None
    missing: tuple[str, ...] = ()


A_MOMENT: Final = timedelta(seconds=10)
HALF_A_MINUTE: Final = timedelta(seconds=30)
A_WHILE: Final = timedelta(minutes=10)
AN_HOUR: Final = timedelta(hours=1)

_WORDS: Final = {
    "cannot_dm_bot": Trouble.GONE,
    "cant_update_message": Trouble.GONE,
    "edit_window_closed": Trouble.GONE,
    "invalid_user_combination": Trouble.GONE,
    "is_inactive": Trouble.GONE,
    "block_mismatch": Trouble.GONE,
    "message_not_found": Trouble.GONE,
    "team_not_found": Trouble.GONE,
    "user_disabled": Trouble.GONE,
    "user_not_found": Trouble.GONE,
    "user_not_visible": Trouble.GONE,
    "users_not_found": Trouble.GONE,
    "messages_tab_disabled": Trouble.CLOSED,
    "channel_not_found": Trouble.HIDDEN,
    "not_in_channel": Trouble.OUTSIDE,
    "user_not_in_channel": Trouble.OUTSIDE,
    "access_denied": Trouble.BARRED,
    "app_access_restricted": Trouble.BARRED,
    "cannot_reply_to_message": Trouble.BARRED,
    "enterprise_is_restricted": Trouble.BARRED,
    "is_archived": Trouble.BARRED,
    "method_not_supported_for_channel_type": Trouble.BARRED,
    "missing_scope": Trouble.BARRED,
    "no_permission": Trouble.BARRED,
    "restricted_action": Trouble.BARRED,
    "restricted_action_non_threadable_channel": Trouble.BARRED,
    "restricted_action_read_only_channel": Trouble.BARRED,
    "restricted_action_thread_locked": Trouble.BARRED,
    "restricted_action_thread_only_channel": Trouble.BARRED,
    "slack_connect_canvas_sharing_blocked": Trouble.BARRED,
    "slack_connect_file_link_sharing_blocked": Trouble.BARRED,
    "slack_connect_lists_sharing_blocked": Trouble.BARRED,
    "team_access_not_granted": Trouble.BARRED,
    "request_timeout": Trouble.AGAIN,
    "fatal_error": Trouble.UNCLEAR,
    "internal_error": Trouble.UNCLEAR,
    "update_failed": Trouble.UNCLEAR,
    "token_expired": Trouble.EXPIRED,
    "account_inactive": Trouble.INACTIVE,
    "invalid_auth": Trouble.REFUSED,
    "not_allowed_token_type": Trouble.REFUSED,
    "not_authed": Trouble.REFUSED,
    "token_revoked": Trouble.REFUSED,
}

_WAITS: Final = {
    "accesslimited": A_WHILE,
    "ekm_access_denied": AN_HOUR,
    "external_channel_migrating": A_WHILE,
    "message_limit_exceeded": AN_HOUR,  # what a free workspace may post is used up
    "org_login_required": A_WHILE,
    "rate_limited": A_MOMENT,
    "ratelimited": A_MOMENT,
    "service_unavailable": A_MOMENT,
    "streaming_state_conflict": A_MOMENT,
    "team_added_to_org": A_WHILE,
    "two_factor_setup_required": AN_HOUR,
}

_TURNED_AWAY: Final = 503
"""The status of Slack's front door where it takes nothing in; others may come from further in."""


def judge(error: BaseException) -> Verdict:
    """Say what an error of slack_sdk, aiohttp or the network means."""
    match error:
        case SlackApiError():
            return _answered(error)
        case aiohttp.ClientConnectorError():
            return Verdict(Trouble.AGAIN, type(error).__name__)
        case TimeoutError():
            # It may still be under way and arrive: only later can be seen whether it did.
            return Verdict(Trouble.UNCLEAR, type(error).__name__, HALF_A_MINUTE)
        case OSError() | aiohttp.ClientError():
            return Verdict(Trouble.UNCLEAR, type(error).__name__)
        case _:
            return Verdict(Trouble.OURS, type(error).__name__)


def _answered(error: SlackApiError) -> Verdict:
    response: Any = error.response
    status = int(getattr(response, "status_code", 0) or getattr(response, "status", 0))
    told = getattr(response, "data", None)
    body: Mapping[str, Any] = told if isinstance(told, dict) else {}
    word = str(body.get("error") or status)
    if status == 429:
        return Verdict(Trouble.LATER, "429", _retry_after(response))
    if status >= 500:
        trouble = Trouble.AGAIN if status == _TURNED_AWAY else Trouble.UNCLEAR
        return Verdict(trouble, str(status))
    if "error" not in body:
        # Something on the way answered, not Slack.
        return Verdict(Trouble.UNCLEAR, str(status))
    if word in _WAITS:
        return Verdict(Trouble.LATER, word, _WAITS[word])
    if word == "invalid_blocks" and "slack file" in _places(body):
        return Verdict(Trouble.UNREADY, word)
    missing = tuple(scope for scope in str(body.get("needed") or "").split(",") if scope)
    if word in _WORDS:
        return Verdict(_WORDS[word], word, missing=missing)
    return Verdict(Trouble.OURS, f"{word} {_places(body)}".rstrip())


def _places(body: Mapping[str, Any]) -> str:
    """Return what Slack says about the places in our blocks that it did not like."""
    meta = body.get("response_metadata")
    said = meta.get("messages") if isinstance(meta, dict) else None
    return "; ".join(map(str, said)) if isinstance(said, list) else ""


def _retry_after(response: object) -> timedelta:
    headers: Mapping[str, str] = getattr(response, "headers", None) or {}
    try:
        seconds = float(headers.get("Retry-After", ""))
    except ValueError:
        return A_MOMENT
    return timedelta(seconds=min(max(seconds, 1.0), AN_HOUR.total_seconds()))
