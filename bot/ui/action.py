"""What a person can do, as a small typed value that fits into a button and comes back from it."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from types import UnionType
from typing import (
    ClassVar,
    TypeVar,
    Union,
    dataclass_transform,
    get_args,
    get_origin,
    get_type_hints,
)
from urllib.parse import quote, unquote

from bot.errors import StaleAction
from bot.ui import limits


class Action:
    """Base of all actions: frozen, versioned, at most 96 bytes once packed."""

    __slots__ = ()
    route: ClassVar[str]
    version: ClassVar[int]

    def __post_init__(self) -> None:
        size = len(self.pack().encode())
        if size > limits.ACTION_BYTES:
            raise ValueError(f"{self.route} packs to {size} bytes, over {limits.ACTION_BYTES}")

    def pack(self) -> str:
        """Write the action as text: `1.nudge.snooze:12:tomorrow`."""
        values = (_write(getattr(self, name)) for name in _hints(type(self)))
        return ":".join((f"{self.version}.{self.route}", *values))


A = TypeVar("A", bound=Action)
_BEYOND = 2**63
"""No id is as large as this, and no database column holds it."""

_registry: dict[str, type[Action]] = {}


@dataclass_transform(frozen_default=True)
def action(route: str, version: int = 1) -> Callable[[type[A]], type[A]]:
    """Make a class an action, frozen and slotted, reachable under `route`."""

    def register(kind: type[A]) -> type[A]:
        if route in _registry:
            raise ValueError(f"two actions share the route {route}")
        made = dataclass(frozen=True, slots=True)(kind)
        made.route, made.version = route, version
        _registry[route] = made
        return made

    return register


def registered() -> dict[str, type[Action]]:
    """Return every action by its route."""
    return dict(_registry)


def unpack(packed: str) -> Action:
    """Read a packed action back; raises StaleAction for anything we did not write."""
    head, *values = packed.split(":")
    version, _, route = head.partition(".")
    kind = _registry.get(route)
    if kind is None or version != str(kind.version):
        raise StaleAction(route)
    hints = _hints(kind)
    if len(hints) != len(values):
        raise StaleAction(route)
    try:
        read = [_read(text, hint) for text, hint in zip(values, hints.values(), strict=True)]
        made = kind(*read)
    except (ValueError, TypeError) as error:
        raise StaleAction(route) from error
    if made.pack() != packed:
        raise StaleAction(route)
    return made


def _hints(kind: type[Action]) -> dict[str, object]:
    found = _hint_cache.get(kind)
    if found is None:
        hints = get_type_hints(kind)
        found = {field.name: hints[field.name] for field in fields(kind)}  # type: ignore[arg-type]
        _hint_cache[kind] = found
    return found


_hint_cache: dict[type[Action], dict[str, object]] = {}


def _write(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "1" if value else "0"
        case StrEnum():
            return quote(value.value, safe=" ")
        case date():
            return value.isoformat()
        case int() | str():
            return quote(str(value), safe=" ")
        case _:
            raise TypeError(f"an action cannot carry {type(value).__name__}")


def _read(text: str, hint: object) -> object:
    if get_origin(hint) in (Union, UnionType):
        (inner,) = (kind for kind in get_args(hint) if kind is not type(None))
        return _read(text, inner) if text else None
    if hint is bool:
        return {"1": True, "0": False}[text] if text in ("0", "1") else _refuse(text)
    if hint is date:
        return date.fromisoformat(text)
    if hint is int:
        number = int(text)
        return number if abs(number) < _BEYOND else _refuse(text)
    if hint is str:
        return unquote(text, errors="strict")
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint(unquote(text))
    raise TypeError(f"an action cannot carry {hint}")


def _refuse(text: str) -> bool:
    raise ValueError(f"{text!r} is nothing we wrote")
