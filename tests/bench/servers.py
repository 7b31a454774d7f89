"""What many servers cost in memory: `python -m tests.bench.servers [HOW_MANY]`.

A real child, `python -m bot run`, is told of them all when it connects to a loopback Discord. Not
part of the tests, for it measures a machine as much as it does the bot.
"""

import asyncio
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.process.child import TOKEN, Child, living
from tests.servers.discord import payloads
from tests.servers.discord.server import DiscordServer
from tests.servers.discord.world import Guild

LIMIT_MB = 250
SETTLED_SECONDS = 5
LONGEST_SECONDS = 300.0

CHANNELS, ROLES, EMOJI, STICKERS = 30, 12, 40, 5
_told = payloads.guild


@dataclass(frozen=True, slots=True)
class Measured:
    """What one child needed, in megabytes and seconds."""

    idle: float
    peak: float
    settled: float
    seconds: float


def whole(home: Guild) -> dict[str, Any]:
    """Return a server as GUILD_CREATE tells one of usual size."""
    told = _told(home)
    ids = iter(range(home.id + 1000, home.id + 2000))
    told["channels"] = [_channel(next(ids), number) for number in range(CHANNELS)]
    told["roles"] = told["roles"][:1] + [
        {**told["roles"][0], "id": str(next(ids)), "name": f"Role {number}", "position": number}
        for number in range(ROLES - 1)
    ]
    told["emojis"] = [_emoji(next(ids), number) for number in range(EMOJI)]
    told["stickers"] = [_sticker(next(ids), home.id, number) for number in range(STICKERS)]
    return told


def _channel(snowflake: int, number: int) -> dict[str, Any]:
    overwrite = {"id": str(snowflake), "type": 0, "allow": "1024", "deny": "2048"}
    return {
        "id": str(snowflake),
        "type": 0,
        "name": f"channel-{number}",
        "topic": "What people talk about here, and what they had better not.",
        "position": number,
        "parent_id": None,
        "nsfw": False,
        "rate_limit_per_user": 0,
        "flags": 0,
        "last_message_id": str(snowflake),
        "permission_overwrites": [overwrite] * 3,
    }


def _emoji(snowflake: int, number: int) -> dict[str, Any]:
    return {
        "id": str(snowflake),
        "name": f"emoji_{number}",
        "roles": [],
        "require_colons": True,
        "managed": False,
        "animated": False,
        "available": True,
    }


def _sticker(snowflake: int, guild: int, number: int) -> dict[str, Any]:
    return {
        "id": str(snowflake),
        "name": f"sticker {number}",
        "description": "Something to stick under a message",
        "tags": "wave",
        "type": 2,
        "format_type": 1,
        "available": True,
        "guild_id": str(guild),
    }


async def measure(folder: Path, guilds: int) -> Measured:
    """Start a child, tell it of so many servers, and see what it needs."""
    loop = asyncio.get_running_loop()
    async with DiscordServer.open(token=TOKEN) as server:
        server.fill(guilds)
        began = loop.time()
        async with living(server, folder) as child:
            await server.until(lambda: server.requests("GET /users/@me"), LONGEST_SECONDS)
            idle = megabytes(child, "VmRSS")
            await server.until(lambda: child.out, LONGEST_SECONDS)
            seconds = loop.time() - began
            await asyncio.sleep(SETTLED_SECONDS)
            sys.stdout.write(child.out)
            return Measured(idle, megabytes(child, "VmHWM"), megabytes(child, "VmRSS"), seconds)


def megabytes(child: Child, name: str) -> float:
    """Read what the kernel says of the child's memory: VmRSS for now, VmHWM for the most."""
    status = Path(f"/proc/{child.process.pid}/status").read_text("ascii")
    line = next(line for line in status.splitlines() if line.startswith(name))
    return int(line.split()[1]) / 1024


def main(guilds: int) -> None:
    """Measure, and print one line."""
    payloads.guild = whole
    with tempfile.TemporaryDirectory() as folder:
        found = asyncio.run(measure(Path(folder), guilds))
    verdict = "within" if found.peak <= LIMIT_MB else "beyond"
    sys.stdout.write(
        f"{guilds} servers: {found.idle:.0f} MB before them, {found.peak:.0f} MB at most, "
        f"{found.settled:.0f} MB settled ({verdict} {LIMIT_MB} MB); "
        f"ready after {found.seconds:.0f} s\n"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)
