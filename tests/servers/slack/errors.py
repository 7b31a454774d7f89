"""Slack's refusals: those of normal life, and those that mean that the app is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Json = dict[str, Any]


class SlackError(Exception):
    """An answer with `"ok": false`; `breach` marks a fault of the app."""

    def __init__(self, code: str, *, breach: bool = False, **told: Any) -> None:
        super().__init__(code)
        self.code = code
        self.breach = breach
        self.body: Json = {"ok": False, "error": code, **told}


def breach(code: str, messages: Sequence[str] = (), **told: Any) -> SlackError:
    """Return a refusal that only a wrong app meets, with what Slack says about the places."""
    if messages:
        told["response_metadata"] = {"messages": [f"[ERROR] {message}" for message in messages]}
    return SlackError(code, breach=True, **told)


def invalid_arguments(*messages: str) -> SlackError:
    """Return what a call with missing or wrong arguments answers."""
    return breach("invalid_arguments", messages)


def missing_scope(needed: Sequence[str], provided: Sequence[str]) -> SlackError:
    """Return what a call without the scope for it answers."""
    return breach("missing_scope", needed=",".join(needed), provided=",".join(provided))
