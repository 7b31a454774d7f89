"""What people do, turned into the gateway events that Discord would send for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from tests.servers.discord import commands, filling, payloads, standing
from tests.servers.discord.interactions import Interaction, Kind
from tests.servers.discord.messages import STRING_SELECT, Json, Message

if TYPE_CHECKING:
    from tests.servers.discord.commands import Command
    from tests.servers.discord.modals import Modal
    from tests.servers.discord.people import User
    from tests.servers.discord.server import DiscordServer
    from tests.servers.discord.world import Channel

UPLOAD_LIMIT: Final = 10 * 1024 * 1024
USER_SELECT, CHANNEL_SELECT, LINK = 5, 8, 5


def uses(
    user: User,
    name: str,
    text: str | None,
    at: Channel,
    options: Mapping[str, Any],
    forced: bool,
) -> Interaction:
    """Use a slash command ("rejected", or "admin setup" for a command of a group)."""
    command = standing.offered(user, commands.SLASH, name.split(maxsplit=1)[0], at, forced)
    path, declared = _nested(command, name.split()[1:])
    values = dict(options)
    if text is not None:
        assert declared, f"/{name} has no option for {text!r}"
        values[declared[0]["name"]] = text
    chosen = [
        _option(option, values.pop(option["name"]))
        for option in declared
        if _given(name, option, values)
    ]
    assert not values, f"/{name} has no options {list(values)}"
    return _sends_command(user, command, at, Kind.COMMAND, {"options": _wrapped(path, chosen)})


def types(user: User, name: str, option: str, typed: str, at: Channel) -> Interaction:
    """Type into an option that completes itself."""
    command = standing.offered(user, commands.SLASH, name.split(maxsplit=1)[0], at, forced=False)
    path, declared = _nested(command, name.split()[1:])
    found = next((one for one in declared if one["name"] == option), None)
    assert found, f"/{name} has no option {option!r}"
    assert found.get("autocomplete"), f"/{name} completes no {option!r}"
    focused = {**_option(found, typed), "focused": True}
    data = {"options": _wrapped(path, [focused])}
    return _sends_command(user, command, at, Kind.AUTOCOMPLETE, data)


def uses_menu(user: User, name: str, message: Message, forced: bool) -> Interaction:
    """Use a menu on a message, whose words come along."""
    at = message.channel
    command = standing.offered(user, commands.MESSAGE_MENU, name, at, forced)
    resolved = {"messages": {str(message.id): payloads.message(message)}}
    data = {"target_id": str(message.id), "resolved": resolved}
    return _sends_command(user, command, at, Kind.COMMAND, data)


def presses(user: User, message: Message, label: str, which: str = "") -> Interaction:
    """Press a button; `which` is its custom id where several are called the same."""
    same = [part for part in message.controls() if which and part.get("custom_id") == which]
    button = same[0] if same else message.button(label)
    assert button["style"] != LINK, f"{label!r} is a link"
    return _sends_component(user, message, button, {})


def picks(user: User, message: Message, name: str, choices: Sequence[str]) -> Interaction:
    """Pick from a menu of words."""
    menu = _menu(message, name, STRING_SELECT, len(choices))
    values = filling.picks(name, menu, list(choices))
    return _sends_component(user, message, menu, {"values": values})


def picks_users(user: User, message: Message, name: str, users: Sequence[User]) -> Interaction:
    """Pick people."""
    menu = _menu(message, name, USER_SELECT, len(users))
    resolved = filling.resolved_users(message.channel.guild, list(users))
    values = [str(picked.id) for picked in users]
    return _sends_component(user, message, menu, {"values": values, "resolved": resolved})


def picks_channels(
    user: User, message: Message, name: str, channels: Sequence[Channel]
) -> Interaction:
    """Pick channels of the kinds that the menu offers."""
    menu = _menu(message, name, CHANNEL_SELECT, len(channels))
    kinds = menu.get("channel_types")
    for channel in channels:
        assert not kinds or channel.kind in kinds, f"{name!r} offers no {channel.kind.name}"
    resolved = filling.resolved_channels(user, list(channels))
    values = [str(picked.id) for picked in channels]
    return _sends_component(user, message, menu, {"values": values, "resolved": resolved})


def submits(user: User, modal: Modal, values: Mapping[str, Any]) -> Interaction:
    """Send a modal that was filled in."""
    shown_by = modal.shown_by
    assert user is shown_by.user, f"{modal} is on the screen of {shown_by.user}"
    at = shown_by.channel
    assert at is not None, f"{modal} was shown nowhere"
    data: Json = {"custom_id": modal.custom_id, "components": filling.filled(modal, values)}
    resolved = _resolved(user, at, values)
    if resolved:
        data["resolved"] = resolved
    owners = shown_by.payload["authorizing_integration_owners"]
    return _sends(user, at, Kind.MODAL_SUBMIT, data, owners, shown_by.source)


def _resolved(user: User, at: Channel, values: Mapping[str, Any]) -> Json:
    given = [g if isinstance(g, list | tuple) else [g] for g in values.values()]
    ids = [one.id for many in given for one in many if hasattr(one, "id")]
    world = user.server.world
    people = [world.users[one] for one in ids if one in world.users]
    places = [world.channels[one] for one in ids if one in world.channels]
    if not ids:
        return {}
    told = filling.resolved_users(at.guild, people)
    return told | filling.resolved_channels(user, places)


def says(
    user: User, text: str, at: Channel, mention_bot: bool, reply_to: Message | None
) -> Message:
    """Write a message; its words reach the bot only in DMs and where it is mentioned."""
    standing.present(user, at)
    server = user.server
    words = f"{server.bot.mention} {text}" if mention_bot else text
    said = Message(server.snowflakes.next(), at, user, words, reference=reply_to)
    replied = reply_to is not None and reply_to.author is server.bot
    if server.bot.mention in words or replied:
        said.mentions = [server.bot]
    at.messages.append(said)
    if at.people and server.bot not in at.people and len(at.people) > 1:
        return said
    told = payloads.message(said, None if at.guild is None or said.mentions else "")
    if at.guild is not None:
        told |= {"guild_id": str(at.guild.id), "member": payloads.member(at.guild, user)}
        told["member"].pop("user")
    server.gateway.tell_message(at, "MESSAGE_CREATE", told)
    return said


def sends_raw(server: DiscordServer, payload: Json) -> Interaction:
    """Send any payload, with an id and a token of its own if it has none or a used one."""
    used = {str(interaction.id) for interaction in server.interactions}
    if str(payload.get("id")) in used or "id" not in payload:
        snowflake = server.snowflakes.next()
        payload = {**payload, "id": str(snowflake), "token": f"token-{snowflake}"}
    payload = {"token": f"token-{payload['id']}", **payload}
    account = payload.get("user") or (payload.get("member") or {}).get("user") or {}
    user = server.world.users.get(int(account.get("id") or 0), server.owner)
    place = (payload.get("channel") or {}).get("id") or payload.get("channel_id") or 0
    channel = server.world.channels.get(int(place))
    made = Interaction(server, user, channel, payload)
    shown = (payload.get("message") or {}).get("id")
    if channel is not None and shown:
        made.source = channel.message(int(shown))
    return _dispatch(server, made, payload.get("guild_id"))


def _dispatch(server: DiscordServer, made: Interaction, guild_id: Any) -> Interaction:
    server.interactions.append(made)
    shard = int(guild_id) >> 22 if guild_id else 0
    server.gateway.dispatch("INTERACTION_CREATE", made.payload, shard=shard)
    return made


def _sends(
    user: User, at: Channel, kind: Kind, data: Json, owners: Json, source: Message | None
) -> Interaction:
    server = user.server
    snowflake = server.snowflakes.next()
    payload: Json = {
        "id": str(snowflake),
        "application_id": str(server.application_id),
        "type": int(kind),
        "token": f"token-{snowflake}",
        "version": 1,
        "data": data,
        "locale": user.locale,
        "app_permissions": str(int(at.permissions)),
        "channel": filling.partial(user, at),
        "channel_id": str(at.id),
        "context": standing.context(at),
        "authorizing_integration_owners": owners,
        "entitlements": [],
        "attachment_size_limit": UPLOAD_LIMIT,
        **_who(user, at),
    }
    if source is not None:
        payload["message"] = payloads.message(source)
    made = Interaction(server, user, at, payload)
    made.source = source
    return _dispatch(server, made, payload.get("guild_id"))


def _who(user: User, at: Channel) -> Json:
    if at.guild is None:
        return {"user": payloads.user(user)}
    home = at.guild
    return {
        "guild_id": str(home.id),
        "guild": {"id": str(home.id), "locale": home.locale, "features": []},
        "guild_locale": home.locale,
        "member": payloads.member(home, user),
    }


def _nested(command: Command, path: list[str]) -> tuple[list[Json], list[Json]]:
    options, steps = command.options(), []
    for name in path:
        found = next((one for one in options if one["name"] == name), None)
        assert found, f"no {name!r} in {[one['name'] for one in options]}"
        steps.append({"name": name, "type": found["type"]})
        options = list(found.get("options") or [])
    return steps, [one for one in options if one["type"] not in commands.NESTING]


def _wrapped(path: list[Json], options: list[Json]) -> list[Json]:
    for step in reversed(path):
        options = [{**step, "options": options}]
    return options


def _given(name: str, option: Json, values: Json) -> bool:
    given = option["name"] in values
    assert given or not option.get("required"), f"/{name} needs {option['name']!r}"
    return given


def _option(option: Json, value: Any) -> Json:
    most = option.get("max_length") or 6000
    assert not isinstance(value, str) or len(value) <= most, f"{option['name']!r} is too long"
    offered = [choice["value"] for choice in option.get("choices") or []]
    assert not offered or value in offered, f"{option['name']!r} offers {offered}"
    given = str(value.id) if hasattr(value, "id") else value
    return {"name": option["name"], "type": option["type"], "value": given}


def _sends_command(
    user: User, command: Command, at: Channel, kind: Kind, extra: Json
) -> Interaction:
    data: Json = {"id": str(command.id), "name": command.name, "type": command.type, **extra}
    if command.guild_id is not None:
        data["guild_id"] = str(command.guild_id)
    mine = {
        key: who for key, who in standing.owners(user, at).items() if int(key) in command.installs
    }
    return _sends(user, at, kind, data, mine or standing.owners(user, at), None)


def _menu(message: Message, name: str, kind: int, count: int) -> Json:
    menu = message.menu(name)
    assert menu["type"] == kind, f"{name!r} is a menu of type {menu['type']}"
    least, most = menu.get("min_values", 1), menu.get("max_values", 1)
    assert least <= count <= most, f"{name!r} takes {least} to {most}, not {count}"
    return menu


def _sends_component(user: User, message: Message, control: Json, extra: Json) -> Interaction:
    standing.present(user, message.channel)
    assert not message.deleted, "the message was deleted"
    assert message.ephemeral_for in (None, user), f"only {message.ephemeral_for} sees it"
    assert not control.get("disabled"), "it is disabled"
    kind = {"component_type": control["type"]}
    data = {"id": control["id"], "custom_id": control["custom_id"], **kind, **extra}
    at = message.channel
    return _sends(user, at, Kind.COMPONENT, data, standing.owners(user, at), message)
