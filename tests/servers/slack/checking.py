"""Checking JSON strictly: what must and may be there, and every fault with its place."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

Json = dict[str, Any]


class Report:
    """Gathers everything that is wrong, by JSON pointer, and the ids that were used."""

    def __init__(self, surface: str) -> None:
        self.surface = surface
        self.wrong: list[str] = []
        self.block_ids: set[str] = set()
        self.action_ids: dict[str, set[str]] = {}
        self.focused = 0

    def fault(self, place: str, why: str) -> None:
        """Note one fault."""
        self.wrong.append(f"{why} [json-pointer:{place}]")


Check = Callable[[Report, str, Any], None]


def words(most: int, least: int = 1) -> Check:
    """Check a text of so many characters."""

    def check(report: Report, place: str, value: Any) -> None:
        if not isinstance(value, str):
            report.fault(place, "must be a string")
        elif len(value) > most:
            report.fault(place, f"must be less than {most + 1} characters")
        elif len(value) < least:
            report.fault(place, f"must be more than {least - 1} characters")

    return check


def whole(least: int, most: int) -> Check:
    """Check a whole number; Slack also takes it in quotes."""

    def check(report: Report, place: str, value: Any) -> None:
        if isinstance(value, bool) or not isinstance(value, int):
            report.fault(place, "must be an integer")
        elif not least <= value <= most:
            report.fault(place, f"must be between {least} and {most}")

    return check


def flag(report: Report, place: str, value: Any) -> None:
    """Check a yes or no."""
    if not isinstance(value, bool):
        report.fault(place, "must be a boolean")


def one_of(*allowed: Any) -> Check:
    """Check a value out of a few."""

    def check(report: Report, place: str, value: Any) -> None:
        if value not in allowed or isinstance(value, bool):
            report.fault(place, f"must be one of {', '.join(map(str, allowed))}")

    return check


def matching(pattern: Any, what: str) -> Check:
    """Check a text against a compiled pattern."""

    def check(report: Report, place: str, value: Any) -> None:
        if not isinstance(value, str) or not pattern.fullmatch(value):
            report.fault(place, f"must be {what}")

    return check


def many(each: Check, least: int, most: int) -> Check:
    """Check a list of so many items."""

    def check(report: Report, place: str, value: Any) -> None:
        if not isinstance(value, list):
            report.fault(place, "must be an array")
            return
        if len(value) > most:
            report.fault(place, f"no more than {most} items allowed")
        if len(value) < least:
            report.fault(place, f"no less than {least} items required")
        for number, item in enumerate(value):
            each(report, f"{place}/{number}", item)

    return check


def shape(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    """Check an object that has these properties and no others."""
    known = {**required, **(optional or {})}

    def check(report: Report, place: str, value: Any) -> None:
        if not isinstance(value, dict):
            report.fault(place, "must be an object")
            return
        for name in required:
            if name not in value:
                report.fault(place, f"missing required field: {name}")
        for name, given in value.items():
            if name not in known:
                report.fault(place, f"invalid additional property: {name}")
            elif given is None:
                report.fault(f"{place}/{name}", "must not be null")
            else:
                known[name](report, f"{place}/{name}", given)

    return check


def together(*checks: Check) -> Check:
    """Check by several rules, the first of which makes sure of the shape."""

    def check(report: Report, place: str, value: Any) -> None:
        before = len(report.wrong)
        checks[0](report, place, value)
        if len(report.wrong) == before:
            for rule in checks[1:]:
                rule(report, place, value)

    return check


def kinds(known: Mapping[str, Check], allowed: Collection[str] | None = None) -> Check:
    """Check an object by its `type`, of which only some may be allowed here."""

    def check(report: Report, place: str, value: Any) -> None:
        kind = value.get("type") if isinstance(value, dict) else None
        if (
            not isinstance(kind, str)
            or kind not in known
            or (allowed is not None and kind not in allowed)
        ):
            report.fault(place, f"unsupported type: {kind}")
        else:
            known[kind](report, place, value)

    return check
