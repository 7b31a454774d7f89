"""Writing and editing messages: checks a whole body first, then changes what people see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from tests.servers.discord import components, controls, limits, payloads
from tests.servers.discord.errors import Form, breach
from tests.servers.discord.messages import Attachment, Message

if TYPE_CHECKING:
    from tests.servers.discord.bodies import File
    from tests.servers.discord.people import User
    from tests.servers.discord.server import DiscordServer
    from tests.servers.discord.world import Channel

Json = dict[str, Any]
Files = tuple["File", ...]
NOT_IN_V2: Final = ("content", "embeds", "poll", "sticker_ids", "stickers")
IN_CHANNELS: Final = limits.SUPPRESS_EMBEDS | limits.SILENT | limits.V2
BY_WEBHOOK: Final = IN_CHANNELS | limits.EPHEMERAL


def create(
    server: DiscordServer,
    channel: Channel,
    data: object,
    files: Files,
    *,
    reader: User | None = None,
) -> Message:
    """Post a message of the bot; with `reader`, by a webhook that may make it ephemeral."""
    message = Message(server.snowflakes.next(), channel, server.bot)
    apply(message, data, files, BY_WEBHOOK if reader else IN_CHANNELS)
    if not (message.content or message.embeds or message.components or message.attachments):
        raise breach(400, 50006, "Cannot send an empty message")
    message.ephemeral_for = reader if message.flags & limits.EPHEMERAL else None
    publish(message)
    return message


def publish(message: Message) -> None:
    """Let people see a message, and tell the bot of it as of anybody's."""
    message.channel.messages.append(message)
    if not message.ephemeral:
        tell(message, "MESSAGE_CREATE")
    message.channel.server.changes.happened()


def edit(message: Message, data: object, files: Files) -> None:
    """Change a message that people see."""
    apply(message, data, files, BY_WEBHOOK)
    message.flags &= ~limits.LOADING
    message.edited += 1
    if not message.ephemeral:
        tell(message, "MESSAGE_UPDATE")
    message.channel.server.changes.happened()


def fill(message: Message, data: object, files: Files) -> None:
    """Let the first answer take the place of "thinking …", with the privacy that it has."""
    edit(message, data, files)
    message.edited -= 1


def delete(message: Message) -> None:
    """Delete a message."""
    message.deleted = True
    message.channel.messages.remove(message)
    if not message.ephemeral:
        ids = {"id": str(message.id), "channel_id": str(message.channel.id)}
        home = message.channel.guild
        told = ids | ({"guild_id": str(home.id)} if home else {})
        message.channel.server.gateway.tell_message(message.channel, "MESSAGE_DELETE", told)
    message.channel.server.changes.happened()


def tell(message: Message, event: str) -> None:
    """Tell the bot of a message of its own."""
    told = payloads.message(message)
    if message.channel.guild is not None:
        home = message.channel.guild
        told["guild_id"] = str(home.id)
        told["member"] = payloads.member(home, message.author)
        told["member"].pop("user")
    message.channel.server.gateway.tell_message(message.channel, event, told)


def apply(message: Message, data: object, files: Files, flags_allowed: int) -> None:
    """Check a body against a message as it is, and change it; ApiError leaves it untouched."""
    if not isinstance(data, dict):
        raise breach(400, 50035, "Invalid Form Body")
    form = Form()
    flags = _flags(form, message, data, flags_allowed)
    attachments = _attachments(form, message, data, files)
    names = [file.name for file in attachments]
    _words(form, data, bool(flags & limits.V2))
    if data.get("components") is not None:
        check = components.Check(form, names)
        look = check.message if flags & limits.V2 else check.legacy
        look(data["components"])
    _nonce(form, data)
    mentioned = _mentions(form, message, data)
    form.settle()
    message.flags = flags
    message.attachments = attachments
    message.mentions = mentioned
    _take(message, data)


def _take(message: Message, data: Json) -> None:
    if "content" in data:
        message.content = data["content"] or ""
    if "embeds" in data:
        message.embeds = data["embeds"] or []
    if data.get("nonce") is not None:
        message.nonce = str(data["nonce"])
    if "components" in data:
        parts = data["components"] or []
        message.components = components.stored(parts, message.attachments)


def _flags(form: Form, message: Message, data: Json, allowed: int) -> int:
    given = data.get("flags")
    if given is None:
        return message.flags
    if not isinstance(given, int) or given & ~allowed:
        form.wrong(("flags",), "MESSAGE_FLAGS_INVALID", f"Only {allowed} can be set here")
        return message.flags
    if message.flags & limits.V2 and not given & limits.V2:
        text = "MessageFlags.IS_COMPONENTS_V2 cannot be removed from a message"
        form.wrong(("flags",), "MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG", text)
    # Being ephemeral, and being awaited, are decided once; an edit cannot change them.
    fixed = limits.EPHEMERAL | limits.LOADING
    stays = message.flags & fixed if message in message.channel.messages else given & fixed
    return given & ~fixed | stays


def _words(form: Form, data: Json, v2: bool) -> None:
    if v2:
        for key in NOT_IN_V2:
            if data.get(key):
                text = f"The '{key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
                name = "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"
                form.wrong((key,), name, text)
        return
    if data.get("content"):
        controls.text(form, ("content",), data["content"], 1, limits.CONTENT)


def _attachments(form: Form, message: Message, data: Json, files: Files) -> list[Attachment]:
    form.length(("files",), len(files), 0, limits.FILES)
    for file in files:
        if len(file.data) > limits.FILE_BYTES:
            form.wrong(("files",), "BASE_TYPE_MAX_SIZE", f"{file.name} is too large")
    listed = data.get("attachments")
    if listed is None:
        listed = [{"id": old.id} for old in message.attachments]
        listed += [{"id": file.number} for file in files]
    uploads = {str(file.number): file for file in files}
    present = {str(old.id): old for old in message.attachments}
    kept: list[Attachment] = []
    for number, entry in enumerate(listed):
        place = ("attachments", number)
        name = str(entry.get("id"))
        if name in uploads:
            kept.append(_uploaded(form, place, message, entry, uploads.pop(name)))
        elif name in present:
            kept.append(present[name])
        else:
            form.wrong((*place, "id"), "ATTACHMENT_NOT_FOUND", f"Nothing was uploaded as {name}")
    if uploads:
        form.wrong(("attachments",), "ATTACHMENT_NOT_LISTED", f"Unlisted files: {list(uploads)}")
    return kept


def _uploaded(
    form: Form, place: tuple[str | int, ...], message: Message, entry: Json, file: File
) -> Attachment:
    description = entry.get("description")
    where = (*place, "description")
    controls.text(form, where, description, 0, limits.MEDIA_DESCRIPTION)
    if entry.get("filename", file.name) != file.name:
        form.wrong((*place, "filename"), "ATTACHMENT_NAME", "Not the name of the file")
    snowflake = message.channel.server.snowflakes.next()
    return Attachment(snowflake, file.name, file.data, description)


def _nonce(form: Form, data: Json) -> None:
    nonce = data.get("nonce")
    if nonce is not None and isinstance(nonce, str | int):
        form.length(("nonce",), len(str(nonce)), 0, limits.NONCE, "NONCE_TYPE_TOO_LONG")
    elif nonce is not None:
        form.wrong(("nonce",), "NONCE_TYPE", "Nonces are strings or integers")


def _mentions(form: Form, message: Message, data: Json) -> list[User]:
    """Hold the bot to its own rule, too: nobody is pinged but one person whom the words name."""
    allowed = data.get("allowed_mentions")
    place = ("allowed_mentions",)
    if not isinstance(allowed, dict) or not isinstance(allowed.get("parse"), list):
        form.required(place)
        return []
    if allowed["parse"] or allowed.get("roles") or allowed.get("replied_user"):
        form.wrong(place, "HOUSE_RULE", "Only one person can be mentioned, by id")
    ids = [str(user) for user in allowed.get("users") or []]
    words = str(data.get("content") or "") + _texts(data.get("components"))
    if len(ids) > 1 or any(f"<@{user}>" not in words for user in ids):
        form.wrong((*place, "users"), "HOUSE_RULE", "Not exactly the one person whom it mentions")
    everybody = message.channel.server.world.users
    return [everybody[int(user)] for user in ids if int(user) in everybody]


def _texts(parts: object) -> str:
    """Return the words of components that may still be malformed."""
    if isinstance(parts, dict):
        return str(parts.get("content") or "") + _texts(list(parts.values()))
    if isinstance(parts, list):
        return " ".join(_texts(part) for part in parts)
    return ""
