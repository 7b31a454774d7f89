"""What Discord's errors mean for us: judged in this one place, by status and code alone.

Codes are those of Discord's list of JSON error codes.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum, auto

import aiohttp
import discord


class Trouble(StrEnum):
    """What a request that went wrong calls for."""

    CLOSED = auto()
    """The person takes no messages from us."""

    GONE = auto()
    """The account, place or message does not exist any more."""

    DELETED = auto()
    """The message does not exist any more; what was sent just now had arrived before."""

    BARRED = auto()
    """We may not do this there."""

    LOCKED = auto()
    """The thread is locked for all but moderators."""

    ARCHIVED = auto()
    """The thread must be opened again first."""

    HASTY = auto()
    """We opened direct messages too quickly."""

    LATER = auto()
    """Discord told us to wait."""

    AGAIN = auto()
    """Nobody is to blame, and the next try may do."""

    REFUSED = auto()
    """Discord does not know our token."""

    BLOCKED = auto()
    """Discord's front door takes nothing from this machine for a while."""

    OURS = auto()
    """We asked for something wrong."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an error means, how it is named in logs, and for how long Discord said to wait."""

    trouble: Trouble
    name: str
    after: timedelta | None = None


A_MOMENT = timedelta(seconds=10)
A_WHILE = timedelta(minutes=10)
AN_HOUR = timedelta(hours=1)

_CODES = {
    10003: Trouble.GONE,  # unknown channel
    10004: Trouble.GONE,  # unknown server
    10007: Trouble.GONE,  # unknown member
    10008: Trouble.DELETED,
    10013: Trouble.GONE,  # unknown user
    40001: Trouble.REFUSED,
    40003: Trouble.HASTY,
    40007: Trouble.GONE,  # banned from this server
    40012: Trouble.REFUSED,  # connection revoked
    40058: Trouble.BARRED,  # a forum, where nothing but posts can stand
    40333: Trouble.BLOCKED,  # Cloudflare
    50001: Trouble.BARRED,
    50005: Trouble.GONE,  # another account's message: ours is not there
    50007: Trouble.CLOSED,
    50008: Trouble.BARRED,  # not a text channel
    50009: Trouble.BARRED,  # verification level
    50013: Trouble.BARRED,
    50014: Trouble.REFUSED,
    50024: Trouble.BARRED,  # not in this type of channel
    50033: Trouble.GONE,  # invalid recipient: a deleted account
    50055: Trouble.GONE,  # invalid server
    50083: Trouble.ARCHIVED,
    50278: Trouble.CLOSED,  # no server in common
    160005: Trouble.LOCKED,
}

_WAITS = {
    20016: A_MOMENT,  # slow mode
    20022: A_WHILE,  # edits of announcements
    20028: A_MOMENT,  # writes in the channel
    20029: A_MOMENT,  # writes in the server
    30033: AN_HOUR,  # people in a thread
    30046: A_WHILE,  # edits of messages older than an hour
    40004: A_WHILE,  # sending is switched off
    40006: A_WHILE,  # the feature is switched off
    40062: A_MOMENT,  # the service is limited
    110001: A_WHILE,  # the application is not available yet
    130000: A_MOMENT,  # overloaded
    160006: AN_HOUR,  # active threads in the server
}


def judge(error: BaseException) -> Verdict:
    """Say what an error of discord.py, aiohttp or the network means."""
    match error:
        case discord.RateLimited():
            return Verdict(Trouble.LATER, "429", timedelta(seconds=error.retry_after))
        case discord.HTTPException():
            return _answered(error)
        # DNS, TLS, refused and reset connections and time-outs are all of these two.
        case OSError() | aiohttp.ClientError():
            return Verdict(Trouble.AGAIN, type(error).__name__)
        case _:
            return Verdict(Trouble.OURS, type(error).__name__)


def _answered(error: discord.HTTPException) -> Verdict:
    name = f"{error.status}/{error.code}"
    if error.status >= 500:
        return Verdict(Trouble.AGAIN, name)
    if error.code in _WAITS:
        return Verdict(Trouble.LATER, name, _WAITS[error.code])
    if error.code in _CODES:
        return Verdict(_CODES[error.code], name)
    match error.status:
        case 401:
            return Verdict(Trouble.REFUSED, name)
        case 429:
            return _limited(error, name)
        case _:
            return Verdict(Trouble.OURS, name)


def _limited(error: discord.HTTPException, name: str) -> Verdict:
    """Judge a 429 that discord.py did not wait for itself."""
    if error.code == 0 and not error.response.headers.get("Via"):
        # It did not come from Discord's own servers: all requests of this machine are refused.
        return Verdict(Trouble.BLOCKED, name, A_WHILE)
    return Verdict(Trouble.LATER, name, A_MOMENT)
