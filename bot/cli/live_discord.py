"""Discord, set up as the operator wants it."""

from collections.abc import Callable
from functools import partial

from adapters.discord.platform import DiscordPlatform
from adapters.discord.wire import Wire
from bot.cli import words as wording
from bot.house import Clock, Words
from bot.settings import Discord
from bot.views import sure


def platform(
    own: Discord, words: Words, clock: Clock, tell: Callable[[str], None]
) -> DiscordPlatform:
    """Return the platform, not running yet; `tell` hears when it is live."""
    wire = Wire(own.token.reveal(), own.api_base, own.gateway_url)
    said, question = wording.discord_words(words.texts), partial(sure.question, words.texts)
    return DiscordPlatform(wire, said, question, clock.now, ready=tell)
