"""Discord's limits, as its documentation states them: components, modals, commands, threads."""

from __future__ import annotations

import re
from typing import Final

V2: Final = 1 << 15
EPHEMERAL: Final = 1 << 6
LOADING: Final = 1 << 7
SILENT: Final = 1 << 12
SUPPRESS_EMBEDS: Final = 1 << 2

COMPONENTS: Final = 40
TEXT_IN_TOTAL: Final = 4000
CONTENT: Final = 2000
CUSTOM_ID: Final = 100
BUTTON_LABEL: Final = 80
BUTTON_URL: Final = 512
ROW_BUTTONS: Final = 5
LEGACY_ROWS: Final = 5
OPTIONS: Final = 25
OPTION_TEXT: Final = 100
PLACEHOLDER: Final = 150
SECTION_TEXTS: Final = 3
GALLERY_ITEMS: Final = 10
MEDIA_DESCRIPTION: Final = 1024
COLOUR: Final = 0xFFFFFF
FILES: Final = 10
FILE_BYTES: Final = 10 * 1024 * 1024
NONCE: Final = 25

MODAL_TITLE: Final = 45
MODAL_PARTS: Final = 5
LABEL: Final = 45
LABEL_DESCRIPTION: Final = 100
INPUT: Final = 4000
INPUT_PLACEHOLDER: Final = 100
RADIO_OPTIONS: Final = (2, 10)
CHECKBOX_OPTIONS: Final = (1, 10)

CHOICES: Final = 25
CHOICE_TEXT: Final = 100
USER_INSTALL_FOLLOW_UPS: Final = 5

COMMANDS: Final = 100
MENUS: Final = 5
COMMAND_NAME: Final = 32
COMMAND_DESCRIPTION: Final = 100
COMMAND_SIZE: Final = 8000
SLASH_NAME: Final = re.compile(r"[-_'\w]{1,32}")

THREAD_NAME: Final = 100
ARCHIVE_AFTER: Final = (60, 1440, 4320, 10080)

INTENTS: Final = (1 << 0) | (1 << 9) | (1 << 12)
PRIVILEGED: Final = (1 << 1) | (1 << 8) | (1 << 15)


def length(text: str) -> int:
    """Count UTF-16 units, the least favourable of the ways in which a character can be counted."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
