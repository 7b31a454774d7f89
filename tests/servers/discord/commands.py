"""Application commands: what may be registered, and who is offered what where."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from tests.servers.discord import controls, errors, limits
from tests.servers.discord.controls import Place
from tests.servers.discord.errors import Form
from tests.servers.discord.limits import length

if TYPE_CHECKING:
    from tests.servers.discord.rest import Request
    from tests.servers.discord.server import DiscordServer

Json = dict[str, Any]
SLASH, USER_MENU, MESSAGE_MENU = 1, 2, 3
SUB, GROUP, STRING = 1, 2, 3
NESTING: Final = frozenset({SUB, GROUP})
OPTION_TYPES: Final = frozenset(range(1, 12))


@dataclass(frozen=True, slots=True)
class Command:
    """A registered command; `payload` is what the bot sent."""

    id: int
    version: int
    guild_id: int | None
    payload: Json

    @property
    def name(self) -> str:
        """Return its name."""
        return str(self.payload["name"])

    @property
    def type(self) -> int:
        """Return 1 for a slash command, 2 and 3 for menus on people and messages."""
        return int(self.payload.get("type", SLASH))

    @property
    def contexts(self) -> set[int]:
        """Return where it is offered: 0 servers, 1 DMs with the bot, 2 other private channels."""
        return set(self.payload.get("contexts") or (0, 1, 2))

    @property
    def installs(self) -> set[int]:
        """Return for which installs it is there: 0 a server's, 1 a person's."""
        return set(self.payload.get("integration_types") or (0,))

    @property
    def needs(self) -> int:
        """Return the permissions without which it is hidden."""
        return int(self.payload.get("default_member_permissions") or 0)

    def options(self) -> list[Json]:
        """Return its options."""
        return list(self.payload.get("options") or [])


class Commands:
    """All that is registered, globally and for single servers."""

    def __init__(self, server: DiscordServer) -> None:
        self._server = server
        self._registered: dict[int | None, list[Command]] = {}

    def of(self, guild_id: int | None) -> list[Command]:
        """Return what is registered globally (None) or for one server."""
        return self._registered.get(guild_id, [])

    def find(self, kind: int, name: str, guild_id: int | None) -> Command:
        """Return a command; AssertionError with those that there are."""
        known = [*self.of(guild_id), *self.of(None)] if guild_id else self.of(None)
        for command in known:
            if (command.type, command.name) == (kind, name):
                return command
        raise AssertionError(f"no command {name!r} among {[command.name for command in known]}")

    def register(self, guild_id: int | None, payloads: list[Json]) -> list[Command]:
        """Replace what is registered; commands that stay keep their ids."""
        before = {(old.type, old.name): old.id for old in self.of(guild_id)}
        self._registered[guild_id] = [
            Command(
                before.get((payload.get("type", SLASH), payload["name"]))
                or self._server.snowflakes.next(),
                self._server.snowflakes.next(),
                guild_id,
                payload,
            )
            for payload in payloads
        ]
        return self._registered[guild_id]


async def show(server: DiscordServer, request: Request) -> tuple[int, Any]:
    """Answer GET /applications/{application_id}/commands, and that of a server."""
    return 200, [_told(server, command) for command in server.commands.of(_home(server, request))]


async def replace(server: DiscordServer, request: Request) -> tuple[int, Any]:
    """Answer PUT of the same."""
    home = _home(server, request)
    form = Form()
    check(form, request.body)
    form.settle()
    return 200, [_told(server, made) for made in server.commands.register(home, request.body)]


def _home(server: DiscordServer, request: Request) -> int | None:
    if request.params["application_id"] != str(server.application_id):
        raise errors.breach(403, 20012, "You are not authorized to act for this application")
    given = request.params.get("guild_id")
    if given is None:
        return None
    guild = server.world.guilds.get(int(given)) if given.isdecimal() else None
    if guild is None or not guild.bot_in:
        raise errors.no_access()
    return guild.id


def _told(server: DiscordServer, command: Command) -> Json:
    bits = command.payload.get("default_member_permissions")
    told = {
        "type": SLASH,
        "description": "",
        "options": [],
        "contexts": None,
        "integration_types": [0],
        "nsfw": False,
        **command.payload,
        "default_member_permissions": None if bits is None else str(bits),
        "id": str(command.id),
        "application_id": str(server.application_id),
        "version": str(command.version),
    }
    return told | ({"guild_id": str(command.guild_id)} if command.guild_id else {})


def check(form: Form, body: object) -> None:
    """Note everything that Discord would not register."""
    if not isinstance(body, list):
        form.wrong((), "MODEL_TYPE_CONVERT", "Only lists may be used")
        return
    kinds: Counter[int] = Counter()
    names: set[tuple[int, str]] = set()
    for number, payload in enumerate(body):
        kind, name = payload.get("type", SLASH), payload.get("name")
        kinds[kind] += 1
        if (kind, name) in names:
            message = "Application command names must be unique"
            form.wrong((number,), "APPLICATION_COMMANDS_DUPLICATE_NAME", message)
        names.add((kind, name))
        _command(form, (number,), payload, kind)
    for kind, most in ((SLASH, limits.COMMANDS), (2, limits.MENUS), (3, limits.MENUS)):
        if kinds[kind] > most:
            message = f"Maximum number of application commands of type {kind} reached ({most})"
            form.wrong((), "APPLICATION_COMMAND_LIMIT", message)


def _command(form: Form, place: Place, payload: Json, kind: object) -> None:
    if not controls.choice(form, (*place, "type"), kind, {SLASH, USER_MENU, MESSAGE_MENU}):
        return
    _subset(form, (*place, "contexts"), payload.get("contexts"), {0, 1, 2})
    _subset(form, (*place, "integration_types"), payload.get("integration_types"), {0, 1})
    bits = payload.get("default_member_permissions")
    if bits is not None and not str(bits).isdecimal():
        form.wrong((*place, "default_member_permissions"), "NUMBER_TYPE_COERCE", "Not a bit set")
    if kind == SLASH:
        _slash(form, place, payload)
        return
    controls.text(form, (*place, "name"), payload.get("name"), 1, limits.COMMAND_NAME)
    if payload.get("description"):
        message = "Context menu commands cannot have description"
        name = "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_NOT_ALLOWED"
        form.wrong((*place, "description"), name, message)
    if payload.get("options"):
        message = "Context menu commands cannot have options"
        form.wrong((*place, "options"), "APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS", message)


def _slash(form: Form, place: Place, payload: Json) -> None:
    _named(form, place, payload)
    _options(form, place, payload.get("options"))
    if _size(payload) > limits.COMMAND_SIZE:
        message = f"Command exceeds maximum size ({limits.COMMAND_SIZE})"
        form.wrong(place, "APPLICATION_COMMAND_TOO_LARGE", message)


def _named(form: Form, place: Place, thing: Json) -> None:
    name = thing.get("name")
    proper = isinstance(name, str) and limits.SLASH_NAME.fullmatch(name) and name == name.lower()
    if not proper:
        message = "Command name is invalid"
        form.wrong((*place, "name"), "APPLICATION_COMMAND_INVALID_NAME", message)
    where, most = (*place, "description"), limits.COMMAND_DESCRIPTION
    controls.text(form, where, thing.get("description"), 1, most)


def _options(form: Form, place: Place, options: list[Json] | None) -> None:
    given = options or []
    form.length((*place, "options"), len(given), 0, limits.OPTIONS)
    names = Counter(option.get("name") for option in given)
    optional_before = False
    for number, option in enumerate(given):
        here = (*place, "options", number)
        if not controls.choice(form, (*here, "type"), option.get("type"), OPTION_TYPES):
            continue
        _named(form, here, option)
        if names[option.get("name")] > 1:
            message = "Option names must be unique"
            form.wrong((*here, "name"), "APPLICATION_COMMAND_OPTIONS_NAME_INVALID", message)
        if option["type"] in NESTING:
            _options(form, here, option.get("options"))
            continue
        if option.get("required") and optional_before:
            message = "Required options must be placed before non-required options"
            form.wrong(here, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", message)
        optional_before |= not option.get("required")
        _choices(form, here, option)


def _choices(form: Form, place: Place, option: Json) -> None:
    choices = option.get("choices") or []
    form.length((*place, "choices"), len(choices), 0, limits.CHOICES)
    if choices and option.get("autocomplete"):
        message = "Options with autocomplete cannot have choices"
        form.wrong(place, "APPLICATION_COMMAND_AUTOCOMPLETE_WITH_CHOICES", message)
    for number, choice in enumerate(choices):
        here = (*place, "choices", number)
        controls.text(form, (*here, "name"), choice.get("name"), 1, limits.CHOICE_TEXT)
        if option["type"] == STRING:
            controls.text(form, (*here, "value"), choice.get("value"), 1, limits.CHOICE_TEXT)


def _subset(form: Form, place: Place, given: object, allowed: set[int]) -> None:
    if given is None:
        return
    if not isinstance(given, list) or not given or not set(given) <= allowed:
        form.wrong(place, "BASE_TYPE_CHOICES", f"Must be some of {sorted(allowed)}")


def _size(thing: Json) -> int:
    own = sum(_longest(thing, key) for key in ("name", "description"))
    if "value" in thing:
        own += length(str(thing["value"]))
    inner = [*(thing.get("options") or []), *(thing.get("choices") or [])]
    return own + sum(_size(part) for part in inner)


def _longest(thing: Json, key: str) -> int:
    words = [thing.get(key) or "", *(thing.get(f"{key}_localizations") or {}).values()]
    return max(length(str(word)) for word in words)
