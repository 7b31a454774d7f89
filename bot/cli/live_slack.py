"""Slack, set up as the operator wants it: one of its two ways."""

from collections.abc import Callable

from adapters.health import Health
from adapters.slack.leaflet import Operator
from adapters.slack.platform import SlackPlatform
from adapters.slack.web import Front
from adapters.slack.wire import API_BASE, Socket, Web, Wire
from bot.cli import documents
from bot.cli import words as wording
from bot.house import Clock, Words
from bot.platforms import SlackSocket, SlackWeb
from bot.ports.installations import Installations
from bot.ports.pages import Pages
from bot.settings import Settings, Slack


def platform(
    own: Slack,
    words: Words,
    clock: Clock,
    tell: Callable[[str], None],
    kept: Installations,
    front: Front | None = None,
    pages: Pages | None = None,
) -> SlackPlatform:
    """Return the platform, not running yet; `tell` hears when it is live."""
    wire = Wire(_way(own.way), own.api_base or API_BASE)
    said = wording.slack_words(words.texts)
    return SlackPlatform(
        wire, said, clock.now, ready=tell, installations=kept, front=front, pages=pages
    )


def front(settings: Settings, words: Words, health: Health) -> Front:
    """Return what people find at our address, how we are doing among it; raises ConfigError."""
    own = Operator(settings.operator.name, settings.operator.contact)
    return Front(wording.leaflet(words.texts), documents.load(), own, health.routes())


def _way(set_: SlackSocket | SlackWeb) -> Socket | Web:
    match set_:
        case SlackSocket(bot_token, app_token):
            return Socket(bot_token.reveal(), app_token.reveal())
        case SlackWeb(signing, client_id, secret, public_url, host, port):
            return Web(signing.reveal(), client_id, secret.reveal(), public_url, host, port)
