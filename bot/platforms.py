"""What reaches each platform, as it was set; all mistakes about one are told at once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot import dotenv, entries, running
from bot.entries import Secret, Wrong
from bot.problems import Findings, Problem

Given = Mapping[str, dotenv.Entry]

_SOCKET = ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN")
_WEB = ("SLACK_SIGNING_SECRET", "SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_PUBLIC_URL")

TOKENS = ("DISCORD_TOKEN", *_SOCKET, *_WEB)
"""Names that may be mistyped; what is nearly one of them is told."""

NAMES = (
    *TOKENS,
    "SLACK_HOST",
    "SLACK_PORT",
    "SLACK_API_BASE_URL",
    "DISCORD_API_BASE",
    "DISCORD_GATEWAY_URL",
)
"""Every variable that means something here."""

SLACK_HOST, SLACK_PORT = "127.0.0.1", 3000
"""Where we listen unless it was set: whatever meets the world stands before us."""

_DISCORD_TOKEN = re.compile(r"[\w-]{18,}\.[\w-]{5,}\.[\w-]{20,}", re.ASCII)
_BOT_TOKEN = re.compile(r"xoxb-[\w-]{10,}", re.ASCII)
_APP_TOKEN = re.compile(r"xapp-[\w-]{10,}", re.ASCII)
_CLIENT_ID = re.compile(r"[0-9]{3,}\.[0-9]{3,}")
_HEX = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Discord:
    """What reaches Discord; the addresses, for tests alone, lead no further than this machine."""

    token: Secret
    api_base: str | None = None
    gateway_url: str | None = None


@dataclass(frozen=True, slots=True)
class SlackSocket:
    """Socket Mode: one workspace, and no address of our own."""

    bot_token: Secret
    app_token: Secret


@dataclass(frozen=True, slots=True)
class SlackWeb:
    """Requests to an address of ours, and any number of workspaces."""

    signing_secret: Secret
    client_id: str
    client_secret: Secret
    public_url: str
    host: str
    port: int


@dataclass(frozen=True, slots=True)
class Slack:
    """What reaches Slack; the address, for tests alone, leads no further than this machine."""

    way: SlackSocket | SlackWeb
    api_base: str | None = None


def discord(given: Given) -> Discord | None:
    """Read what was set for Discord; raises ConfigError."""
    with Findings() as found:
        token = found.attempt(entries.read, given, "DISCORD_TOKEN", _discord_token, None)
        api = found.attempt(entries.read, given, "DISCORD_API_BASE", entries.loopback("http"), None)
        gateway = found.attempt(
            entries.read, given, "DISCORD_GATEWAY_URL", entries.loopback("ws"), None
        )
    secret = token()
    return None if secret is None else Discord(secret, api(), gateway())


def slack(given: Given) -> Slack | None:
    """Read what was set for Slack, one of its two ways; raises ConfigError."""
    with Findings() as found:
        found.add(*_half(given))
        api = found.attempt(
            entries.read, given, "SLACK_API_BASE_URL", entries.loopback("http"), None
        )
        socket = found.attempt(_socket, given)
        web = found.attempt(_web, given)
    way = socket() or web()
    return None if way is None else Slack(way, api())


def _half(given: Given) -> list[Problem]:
    """Name what is missing of a way that was begun, or both ways where both were."""
    begun = [way for way in (_SOCKET, _WEB[:3]) if any(name in given for name in way)]
    if len(begun) > 1:
        what = "Two ways to reach Slack are set."
        return [Problem(None, None, what, f"Keep {_SOCKET[0]} and {_SOCKET[1]}, or the others.")]
    whole = _SOCKET if begun == [_SOCKET] else _WEB
    return [
        Problem(None, None, f"{name} is not set.", f"Slack needs it beside {begun[0][0]}.")
        for name in whole
        if begun and name not in given
    ]


def _socket(given: Given) -> SlackSocket | None:
    with Findings() as found:
        bot = found.attempt(entries.read, given, "SLACK_BOT_TOKEN", _bot_token, None)
        app = found.attempt(entries.read, given, "SLACK_APP_TOKEN", _app_token, None)
    bot_token, app_token = bot(), app()
    return SlackSocket(bot_token, app_token) if bot_token and app_token else None


def _web(given: Given) -> SlackWeb | None:
    with Findings() as found:
        signing = found.attempt(entries.read, given, "SLACK_SIGNING_SECRET", _hex_secret, None)
        client = found.attempt(entries.read, given, "SLACK_CLIENT_ID", _client_id, "")
        secret = found.attempt(entries.read, given, "SLACK_CLIENT_SECRET", _hex_secret, None)
        url = found.attempt(entries.read, given, "SLACK_PUBLIC_URL", public, "")
        host = found.attempt(entries.read, given, "SLACK_HOST", running.as_host, SLACK_HOST)
        port = found.attempt(entries.read, given, "SLACK_PORT", running.as_port, SLACK_PORT)
    signing_secret, client_secret, address = signing(), secret(), url()
    if not (signing_secret and client() and client_secret and address):
        return None
    return SlackWeb(signing_secret, client(), client_secret, address, host(), port())


def _discord_token(text: str) -> Secret:
    where = "In Discord's developer portal open your application, then Bot, then Reset Token."
    if text.isdigit():
        raise Wrong("is an id, not a token.", where)
    if text.lower().startswith("bot "):
        raise Wrong("begins with the word “Bot”.", "Leave the word out.")
    if not _DISCORD_TOKEN.fullmatch(text):
        # Never repeated, not even when it is short: half a token is still a secret.
        raise Wrong("does not look like a bot's token: three parts with dots between.", where)
    return Secret(text)


def _bot_token(text: str) -> Secret:
    where = "At api.slack.com/apps open your app, then OAuth & Permissions: it begins with xoxb-."
    if text.startswith("xoxe."):
        remedy = "Leave token rotation off in an app that uses Socket Mode."
        raise Wrong("is a token that is good for twelve hours only.", remedy)
    if not _BOT_TOKEN.fullmatch(text):
        raise Wrong("does not look like a bot's token.", where)
    return Secret(text)


def _app_token(text: str) -> Secret:
    if not _APP_TOKEN.fullmatch(text):
        where = "At api.slack.com/apps open your app, then Basic Information, App-Level Tokens: "
        raise Wrong("does not look like an app's token.", f"{where}it begins with xapp-.")
    return Secret(text)


def _hex_secret(text: str) -> Secret:
    if not _HEX.fullmatch(text):
        where = "At api.slack.com/apps open your app, then Basic Information, App Credentials."
        raise Wrong("does not look like one of Slack's secrets: 32 letters a–f and digits.", where)
    return Secret(text)


def _client_id(text: str) -> str:
    if not _CLIENT_ID.fullmatch(text):
        where = "At api.slack.com/apps open your app, then Basic Information, App Credentials."
        raise Wrong("is not a client id: two numbers with a dot between.", where)
    return text


def public(text: str) -> str:
    """Return the address at which Slack and people find us; raises Wrong."""
    parts = urlsplit(text)
    is_safe = parts.scheme == "https" and bool(parts.hostname)
    is_bare = not (parts.path.strip("/") or parts.query or parts.fragment or parts.username)
    if not is_bare or not (is_safe or entries.is_loopback(text, "http")):
        raise Wrong("is not a web address that Slack could call.", "Write https://bot.example.org.")
    return text.rstrip("/")
