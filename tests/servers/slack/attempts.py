"""One attempt at telling the app something, and how it ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Attempt:
    """How an attempt ended: `reason` is None where it was acknowledged in time.

    `excused` marks what the app could do nothing about, such as a connection that broke;
    `final` an answer after which Slack does not try again.
    """

    reason: str | None
    ack: Json | None = None
    detail: str = ""
    excused: bool = False
    final: bool = False
