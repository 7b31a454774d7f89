"""Put to sleep as a laptop is, the process is back on Slack within half a minute of waking."""

import signal
from pathlib import Path

from adapters.slack.manifest import manifest
from bot.cli.exits import Exit
from tests.adapters.slack.saying import WORDS as SAID
from tests.process.child import started
from tests.servers.slack.server import SlackServer
from tests.talking import WORDS

HALF_A_MINUTE = 30.0


async def test_it_answers_again_soon_after_it_wakes(tmp_path: Path) -> None:
    async with SlackServer.open() as slack:
        harbour = slack.team("Harbour")
        settings = {
            "SLACK_BOT_TOKEN": slack.bot_token(harbour),
            "SLACK_APP_TOKEN": slack.app_token,
            "SLACK_API_BASE_URL": slack.api_base,
        }
        slack.manifest = manifest(WORDS.commands, SAID)
        async with started(slack, tmp_path, settings) as child:
            await child.live()
            child.signals(signal.SIGSTOP)
            # Nobody answers the connection that it knows any more, and nobody says so.
            slack.sockets.goes_silent()
            opened, child_woke_at = slack.sockets.opened, slack.now
            child.signals(signal.SIGCONT)
            await slack.until(
                lambda: slack.sockets.opened > opened and slack.sockets.live, HALF_A_MINUTE
            )
            used = await (await harbour.user("ana").uses("/undaunted", "help")).answered()
            assert used.answer.text
            assert slack.now - child_woke_at < HALF_A_MINUTE
            child.signals(signal.SIGTERM)
            assert await child.ends(within=10) == Exit.OK
            assert "Traceback" not in child.err
        slack.check()
