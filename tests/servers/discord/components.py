"""Components V2 of a message: what Discord accepts, and no more."""

from __future__ import annotations

import copy
from collections.abc import Callable, Collection
from itertools import count
from typing import Any, Final

from tests.servers.discord import controls, limits
from tests.servers.discord.controls import Ids, Json, Place
from tests.servers.discord.errors import Form
from tests.servers.discord.messages import Attachment, walk

ROW, BUTTON, SECTION, TEXT, THUMBNAIL = 1, 2, 9, 10, 11
GALLERY, FILE, SEPARATOR, CONTAINER = 12, 13, 14, 17
SELECTS: Final = frozenset({3, 5, 6, 7, 8})
IN_CONTAINER: Final = frozenset({ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR})
AT_TOP: Final = IN_CONTAINER | {CONTAINER}


class Check:
    """One look at the components of one message; `files` are the names of its attachments."""

    def __init__(self, form: Form, files: Collection[str]) -> None:
        self._form = form
        self._files = files
        self._ids = Ids(form)
        self._count = 0
        self._text = 0
        looks: dict[int, Callable[[Place, Json], None]] = {
            ROW: self._row,
            BUTTON: self._button,
            SECTION: self._section,
            TEXT: self._display,
            THUMBNAIL: self._thumbnail,
            GALLERY: self._gallery,
            FILE: self._file,
            SEPARATOR: self._separator,
            CONTAINER: self._container,
        }
        self._looks = looks | dict.fromkeys(SELECTS, self._select)

    def message(self, components: object) -> None:
        """Look at all of it."""
        self._children(("components",), components, AT_TOP, 1, limits.COMPONENTS)
        if self._count > limits.COMPONENTS:
            message = f"The maximum number of components is {limits.COMPONENTS}"
            self._form.wrong(("components",), "COMPONENT_LIMIT_EXCEEDED", message)
        if self._text > limits.TEXT_IN_TOTAL:
            message = f"The maximum of displayable text is {limits.TEXT_IN_TOTAL} characters"
            self._form.wrong(("components",), "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", message)

    def legacy(self, components: object) -> None:
        """Look at the rows of buttons and menus under a message that is no Components V2."""
        self._children(("components",), components, frozenset({ROW}), 0, limits.LEGACY_ROWS)

    def _children(
        self, place: Place, parts: object, allowed: frozenset[int], least: int, most: int
    ) -> None:
        if not isinstance(parts, list):
            self._form.required(place)
            return
        self._form.length(place, len(parts), least, most)
        for number, part in enumerate(parts):
            self._part((*place, number), part, allowed)

    def _part(self, place: Place, part: object, allowed: frozenset[int]) -> None:
        self._count += 1
        if not isinstance(part, dict):
            self._form.wrong(place, "MODEL_TYPE_CONVERT", "Only dictionaries may be used")
        elif controls.choice(self._form, (*place, "type"), part.get("type"), allowed):
            self._ids.number(place, part)
            self._looks[part["type"]](place, part)

    def _row(self, place: Place, part: Json) -> None:
        children = part.get("components")
        kinds = {c.get("type") for c in children or [] if isinstance(c, dict)}
        allowed = SELECTS if kinds & SELECTS else frozenset({BUTTON})
        most = 1 if kinds & SELECTS else limits.ROW_BUTTONS
        self._children((*place, "components"), children, allowed, 1, most)

    def _button(self, place: Place, part: Json) -> None:
        controls.button(self._form, place, part, self._ids)

    def _select(self, place: Place, part: Json) -> None:
        controls.select(self._form, place, part, self._ids)

    def _section(self, place: Place, part: Json) -> None:
        texts = part.get("components")
        most = limits.SECTION_TEXTS
        self._children((*place, "components"), texts, frozenset({TEXT}), 1, most)
        self._part((*place, "accessory"), part.get("accessory"), frozenset({BUTTON, THUMBNAIL}))

    def _display(self, place: Place, part: Json) -> None:
        where, most = (*place, "content"), limits.TEXT_IN_TOTAL
        self._text += controls.text(self._form, where, part.get("content"), 1, most)

    def _thumbnail(self, place: Place, part: Json) -> None:
        self._media((*place, "media"), part.get("media"))
        self._description(place, part)

    def _gallery(self, place: Place, part: Json) -> None:
        items = part.get("items")
        if not isinstance(items, list):
            self._form.required((*place, "items"))
            return
        self._form.length((*place, "items"), len(items), 1, limits.GALLERY_ITEMS)
        for number, item in enumerate(items):
            here = (*place, "items", number)
            self._media((*here, "media"), item.get("media"))
            self._description(here, item)

    def _file(self, place: Place, part: Json) -> None:
        self._media((*place, "file"), part.get("file"))

    def _separator(self, place: Place, part: Json) -> None:
        controls.whole(self._form, place, part, "spacing", 1, 2, 1)

    def _container(self, place: Place, part: Json) -> None:
        controls.whole(self._form, place, part, "accent_color", 0, limits.COLOUR, 0)
        children = part.get("components")
        self._children((*place, "components"), children, IN_CONTAINER, 1, limits.COMPONENTS)

    def _description(self, place: Place, part: Json) -> None:
        where, most = (*place, "description"), limits.MEDIA_DESCRIPTION
        controls.text(self._form, where, part.get("description"), 0, most)

    def _media(self, place: Place, media: object) -> None:
        url = media.get("url") if isinstance(media, dict) else None
        if not isinstance(url, str):
            self._form.required((*place, "url"))
            return
        scheme, _, name = url.partition("://")
        if scheme != "attachment" or name not in self._files:
            message = f"The referenced attachment {url!r} was not found"
            self._form.wrong((*place, "url"), "UNFURLED_MEDIA_ITEM_REFERENCED_NOT_FOUND", message)


def stored(components: list[Json], attachments: list[Attachment]) -> list[Json]:
    """Return components as Discord gives them back: numbered, with addresses for attachments."""
    kept = copy.deepcopy(components)
    urls = {f"attachment://{file.name}": file for file in attachments}
    given = {part.get("id") for part in walk(kept)}
    numbers = (number for number in count(1) if number not in given)
    for part in walk(kept):
        part["id"] = part.get("id") or next(numbers)
        holders = [part, *part.get("items", [])]
        for media in [h[key] for h in holders for key in ("media", "file") if h.get(key)]:
            _unfurl(media, urls)
    return kept


def _unfurl(media: dict[str, Any], urls: dict[str, Attachment]) -> None:
    file = urls[media["url"]]
    media |= {"url": file.url, "proxy_url": file.url, "attachment_id": str(file.id)}
    media |= {"loading_state": 2, "placeholder": "", "content_type": None, "flags": 0}
    media |= {"height": None, "width": None}
