"""What buttons, menus and their options must look like, in messages and in modals alike."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlsplit

from tests.servers.discord import limits
from tests.servers.discord.errors import Form
from tests.servers.discord.limits import length

Json = dict[str, Any]
Place = tuple[str | int, ...]
LINK: Final = 5
STYLES: Final = frozenset({1, 2, 3, 4, LINK})
URL_SCHEMES: Final = frozenset({"http", "https", "discord"})
DEFAULT_KINDS: Final = {5: {"user"}, 6: {"role"}, 7: {"user", "role"}, 8: {"channel"}}


class Ids:
    """The custom ids and component ids that a message or modal has used."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._custom: set[str] = set()
        self._numbers: set[int] = set()

    def custom(self, place: Place, part: Json) -> None:
        """Check a custom id: 1 to 100 characters, and no other like it."""
        custom_id = part.get("custom_id")
        if not isinstance(custom_id, str):
            self._form.required((*place, "custom_id"))
            return
        self._form.length((*place, "custom_id"), length(custom_id), 1, limits.CUSTOM_ID)
        if custom_id in self._custom:
            message = "Component custom id cannot be duplicated"
            self._form.wrong((*place, "custom_id"), "COMPONENT_CUSTOM_ID_DUPLICATED", message)
        self._custom.add(custom_id)

    def number(self, place: Place, part: Json) -> None:
        """Check the optional component id."""
        number = part.get("id") or 0
        if not isinstance(number, int) or number < 0:
            self._form.wrong((*place, "id"), "NUMBER_TYPE_COERCE", "Value is not int.")
        elif number and number in self._numbers:
            self._form.wrong((*place, "id"), "COMPONENT_ID_DUPLICATED", "Ids must be unique")
        else:
            self._numbers.add(number)


def text(form: Form, place: Place, value: object, least: int, most: int) -> int:
    """Check a text that must be there if `least` is not 0; return its length."""
    if value is None and not least:
        return 0
    if not isinstance(value, str) or (least and not value.strip()):
        form.required(place)
        return 0
    form.length(place, length(value), least, most)
    return length(value)


def choice(form: Form, place: Place, value: object, allowed: set[Any] | frozenset[Any]) -> bool:
    """Check a value out of a few; return whether it is one of them."""
    if value in allowed and not isinstance(value, bool):
        return True
    listed = ", ".join(map(str, sorted(allowed)))
    form.wrong(place, "BASE_TYPE_CHOICES", f"Value must be one of ({listed}).")
    return False


def whole(
    form: Form, place: Place, part: Json, key: str, least: int, most: int, default: int
) -> int:
    """Check a whole number between two bounds; return it, or the default."""
    value = part.get(key)
    if value is None:
        return default
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        message = f"{key} must be a number between {least} and {most}"
        form.wrong((*place, key), "NUMBER_TYPE_RANGE", message)
        return default
    return value


def button(form: Form, place: Place, part: Json, ids: Ids) -> None:
    """Check a button."""
    if not choice(form, (*place, "style"), part.get("style"), STYLES):
        return
    text(form, (*place, "label"), part.get("label"), 0, limits.BUTTON_LABEL)
    if not part.get("label") and not part.get("emoji"):
        form.required((*place, "label"))
    if part["style"] == LINK:
        _link(form, place, part)
    elif part.get("url") is not None:
        form.wrong((*place, "url"), "BUTTON_COMPONENT_URL_INVALID", "Only link buttons have a url")
    else:
        ids.custom(place, part)


def _link(form: Form, place: Place, part: Json) -> None:
    if part.get("custom_id") is not None:
        message = "A custom id and url cannot both be specified"
        form.wrong(place, "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", message)
    size = text(form, (*place, "url"), part.get("url"), 1, limits.BUTTON_URL)
    address = urlsplit(part["url"]) if size else None
    if address is not None and (address.scheme not in URL_SCHEMES or not address.netloc):
        message = "Scheme must be one of ('discord', 'http', 'https')."
        form.wrong((*place, "url"), "URL_TYPE_INVALID_SCHEME", message)


def options(form: Form, place: Place, part: Json, least: int, most: int) -> int:
    """Check the options of a menu or group; return how many there are."""
    given = part.get("options")
    if not isinstance(given, list):
        form.required((*place, "options"))
        return 0
    form.length((*place, "options"), len(given), least, most)
    values: set[str] = set()
    for number, option in enumerate(given):
        here = (*place, "options", number)
        if not isinstance(option, dict):
            form.wrong(here, "MODEL_TYPE_CONVERT", "Only dictionaries may be used")
            continue
        text(form, (*here, "label"), option.get("label"), 1, limits.OPTION_TEXT)
        text(form, (*here, "value"), option.get("value"), 1, limits.OPTION_TEXT)
        text(form, (*here, "description"), option.get("description"), 0, limits.OPTION_TEXT)
        if option.get("value") in values:
            message = "The specified option value is already used"
            form.wrong((*here, "value"), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", message)
        values.add(str(option.get("value")))
    return len(given)


def counts(form: Form, place: Place, part: Json, available: int, defaults: tuple[int, int]) -> None:
    """Check how many may and must be picked, against how many there are."""
    least = whole(form, place, part, "min_values", 0, available, min(defaults[0], available))
    most = whole(form, place, part, "max_values", 1, available, max(1, min(defaults[1], available)))
    if least > most:
        message = "min_values must be less than or equal to max_values"
        form.wrong((*place, "min_values"), "SELECT_COMPONENT_MIN_VALUES_TOO_LARGE", message)
    chosen = sum(bool(o.get("default")) for o in part.get("options") or [] if isinstance(o, dict))
    chosen += len(part.get("default_values") or [])
    if chosen > most or 0 < chosen < least:
        message = f"{chosen} defaults, where {least} to {most} can be picked"
        form.wrong(place, "SELECT_COMPONENT_INVALID_DEFAULT_VALUES", message)


def select(form: Form, place: Place, part: Json, ids: Ids) -> None:
    """Check a menu of any kind."""
    ids.custom(place, part)
    text(form, (*place, "placeholder"), part.get("placeholder"), 0, limits.PLACEHOLDER)
    available = limits.OPTIONS
    if part["type"] == 3:
        available = max(1, options(form, place, part, 1, limits.OPTIONS))
    elif part.get("options"):
        message = "Only string selects have options"
        form.wrong((*place, "options"), "SELECT_COMPONENT_OPTIONS_INVALID", message)
    for number, default in enumerate(part.get("default_values") or []):
        kinds = DEFAULT_KINDS.get(part["type"], set())
        choice(form, (*place, "default_values", number, "type"), default.get("type"), kinds)
    counts(form, place, part, available, (1, 1))
