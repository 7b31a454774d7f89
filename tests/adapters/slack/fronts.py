"""What people find at our address, as the bot ships it."""

import tomllib

from adapters.slack.leaflet import Leaflet, Operator
from adapters.slack.web import Front
from bot.cli import documents
from tests.adapters.slack.saying import TEXTS

LEAF = Leaflet(
    **{
        name: text.strip()
        for name, text in tomllib.loads(
            TEXTS.with_name("pages.toml").read_text(encoding="utf-8")
        ).items()
    }
)
OPERATOR = Operator("The Harbour Job Club", "help@harbour.example")
FRONT = Front(LEAF, documents.load(), OPERATOR)
