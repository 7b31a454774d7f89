"""Opening the house over the database that was set."""

import random
from pathlib import Path

from bot.app import Defaults
from bot.house import Clock, House, Words
from bot.settings import Settings
from bot.store.vault import load_keys


async def open_house(
    words: Words,
    settings: Settings,
    database: Path,
    clock: Clock,
    *,
    zone: str,
    chance: random.Random,
) -> House:
    """Open the house; its keys, if none are set, rest beside the database."""
    setting = ",".join(key.reveal() for key in settings.keys) or None
    database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    keys = load_keys(setting, database.parent)
    defaults = Defaults(zone=zone, country=settings.country)
    return await House.open(words, database, keys, clock, defaults, chance)
