"""Slack's limits: Block Kit, views, triggers and response URLs."""

from __future__ import annotations

from typing import Final

MESSAGE_BLOCKS: Final = 50
VIEW_BLOCKS: Final = 100
VIEW_BYTES: Final = 250_000
VIEW_STACK: Final = 3
VIEW_TITLE: Final = 24
CALLBACK_ID: Final = 255
PRIVATE_METADATA: Final = 3000
EXTERNAL_ID: Final = 255
ID: Final = 255

TEXT_OBJECT: Final = 3000
HEADER: Final = 150
SECTION: Final = 3000
FIELDS: Final = 10
FIELD: Final = 2000
LABEL: Final = 2000
ACTIONS: Final = 25
CONTEXT: Final = 10
MARKDOWN: Final = 12_000
ALT_TEXT: Final = 2000
URL: Final = 3000

BUTTON: Final = 75
BUTTON_VALUE: Final = 2000
PLACEHOLDER: Final = 150
OPTION: Final = 75
OPTION_VALUE: Final = 150
SELECT_OPTIONS: Final = 100
OPTION_GROUPS: Final = 100
GROUP_OPTIONS: Final = 10
OVERFLOW_OPTIONS: Final = 5
INPUT: Final = 3000
CONFIRM_TITLE: Final = 100
CONFIRM_TEXT: Final = 300
CONFIRM_LABEL: Final = 30

MESSAGE_TEXT: Final = 40_000
RESPONSE_URL_USES: Final = 5
SOCKETS: Final = 10
