"""Filling in a modal as the real client would let somebody do it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from tests.servers.discord import payloads
from tests.servers.discord.limits import length
from tests.servers.discord.modals import CHECKBOX, GROUP, INPUT, LABEL, RADIO, UPLOAD, Modal

if TYPE_CHECKING:
    from tests.servers.discord.people import User
    from tests.servers.discord.world import Channel, Guild

Json = dict[str, Any]
SHORT: Final = 1
STRING_SELECT: Final = 3


def filled(modal: Modal, values: Mapping[str, Any]) -> list[Json]:
    """Return the components of a submit; AssertionError for what could not be sent."""
    for label in values:
        modal.label(label)
    sent: list[Json] = []
    for part in modal.components:
        told: Json = {"type": part["type"], "id": part["id"]}
        if part["type"] == LABEL:
            told["component"] = _field(part["label"], part["component"], values)
        sent.append(told)
    return sent


def _field(label: str, field: Json, values: Mapping[str, Any]) -> Json:
    told: Json = {"type": field["type"], "id": field["id"], "custom_id": field["custom_id"]}
    given = values.get(label)
    asked = label in values
    if field["type"] == INPUT:
        return told | {"value": _text(label, field, given if asked else field.get("value") or "")}
    if field["type"] == CHECKBOX:
        return told | {"value": bool(given if asked else field.get("default"))}
    if field["type"] == UPLOAD:
        return told | {"values": []}
    picked = picks(label, field, _many(given)) if asked else defaults(field)
    if field["type"] == RADIO:
        _need(label, field, picked, 1, 1)
        return told | {"value": picked[0] if picked else None}
    most = len(field["options"]) if field["type"] == GROUP else 1
    _need(label, field, picked, field.get("min_values"), field.get("max_values") or most)
    return told | {"values": picked}


def _text(label: str, field: Json, given: object) -> str:
    assert isinstance(given, str), f"{label!r} takes words, not {given!r}"
    most, least = field.get("max_length") or 4000, field.get("min_length") or 0
    required = field.get("required", True)
    assert length(given) <= most, f"{label!r} takes {most} characters, not {length(given)}"
    assert given.strip() or not required, f"{label!r} is required"
    assert not given or length(given) >= least, f"{label!r} takes at least {least} characters"
    assert field["style"] != SHORT or "\n" not in given, f"{label!r} takes one line"
    return given


def _need(label: str, field: Json, picked: list[str], least: int | None, most: int) -> None:
    required = field.get("required", True)
    assert picked or not required, f"{label!r} is required"
    wanted = 1 if least is None else least
    assert not picked or wanted <= len(picked) <= most, f"{label!r} takes {wanted} to {most}"


def _many(given: object) -> list[object]:
    if given is None:
        return []
    return list(given) if isinstance(given, list | tuple | set) else [given]


def defaults(field: Json) -> list[str]:
    """Return what is picked before anybody touches a menu."""
    chosen = [str(option["value"]) for option in field.get("options") or [] if option["default"]]
    return chosen + [str(default["id"]) for default in field.get("default_values") or []]


def picks(label: str, field: Json, given: list[object]) -> list[str]:
    """Return the values of what is picked, by label or value; AssertionError if not offered."""
    if field["type"] not in (STRING_SELECT, RADIO, GROUP):
        return [str(getattr(picked, "id", picked)) for picked in given]
    picked = []
    for one in given:
        matching = [o["value"] for o in field["options"] if one in (o["label"], o["value"])]
        offered = [option["label"] for option in field["options"]]
        assert len(matching) == 1, f"{label!r} offers {offered}, not {one!r}"
        picked.append(matching[0])
    return picked


def resolved_users(home: Guild | None, users: list[User]) -> Json:
    """Return what comes along with picked people."""
    told: Json = {"users": {str(user.id): payloads.user(user) for user in users}}
    if home is not None:
        known = [user for user in users if user in home.members or user.bot]
        told["members"] = {str(user.id): _member(home, user) for user in known}
    return told


def _member(home: Guild, user: User) -> Json:
    told = payloads.member(home, user)
    told.pop("user")
    return told


def resolved_channels(user: User, channels: list[Channel]) -> Json:
    """Return what comes along with picked channels."""
    return {"channels": {str(channel.id): partial(user, channel) for channel in channels}}


def partial(user: User, channel: Channel) -> Json:
    """Return a channel with what somebody may do in it, as interactions tell it."""
    told = payloads.channel(channel)
    told.pop("permission_overwrites", None)
    if channel.guild is not None:
        told["permissions"] = str(int(payloads.member_permissions(channel.guild, user)))
    return told
