"""The commands of the command line, and how each ends."""

import asyncio
import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, NoReturn, TypeVar

import typer

from bot.cli.exits import Exit
from bot.errors import Denied, StoreProblem
from bot.problems import ConfigError
from bot.settings import Settings, load_settings

T = TypeVar("T")

log = logging.getLogger(__name__)

_CHATTY = (
    "alembic",
    "apscheduler",
    "asyncio",
    "aiosqlite",
    "aiohttp",
    "discord",
    "slack_bolt",
    "slack_sdk",
)
"""Libraries that tell of every step; only their warnings are of use to an operator."""

app = typer.Typer(
    name="undaunted",
    help="Undaunted: peer support for people looking for work.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.command()
def run() -> None:
    """Start Undaunted on every platform that is set; without any, in this terminal."""
    from bot.cli import live  # noqa: PLC0415 - so that `--help` and `check` start at once

    settings = _told(_settings)
    if not live.is_set(settings):
        chat()
    _end(_told(lambda: asyncio.run(live.serve(settings))))


@app.command()
def invite(
    application: Annotated[
        str | None, typer.Option(help="The application's id; else Discord is asked for it.")
    ] = None,
) -> None:
    """Print the link that invites Undaunted to a Discord server, with the least it needs."""
    from bot.cli import invite as inviting  # noqa: PLC0415 - it loads Discord's library

    settings = _told(_settings)
    try:
        typer.echo(_told(lambda: asyncio.run(inviting.link(settings, application))))
    except ConnectionError as away:
        typer.echo(str(away), err=True)
        _end(Exit.UNAVAILABLE)


@app.command()
def manifest(
    url: Annotated[
        str | None, typer.Option(help="The public address; else the one set, or Socket Mode.")
    ] = None,
    agent: Annotated[
        bool, typer.Option("--agent", help="With the agent view, which takes one more scope.")
    ] = False,
) -> None:
    """Print the manifest to make the Slack app from, with the least it needs."""
    from bot.cli import manifest as making  # noqa: PLC0415 - it loads the whole house

    settings = _told(_settings)
    typer.echo(_told(lambda: making.text(settings, url, agent=agent)))


@app.command()
def chat(
    script: Annotated[
        Path | None, typer.Option(help="Play this dialogue and print the transcript.")
    ] = None,
    at: Annotated[
        str | None, typer.Option(help="When the dialogue begins, such as 2026-11-30T09:00.")
    ] = None,
    zone: Annotated[str | None, typer.Option(help="The zone of the dialogue.")] = None,
    db: Annotated[
        Path | None, typer.Option(help="The database file; else one in the data folder.")
    ] = None,
) -> None:
    """Talk to Undaunted in the terminal, in a small invented community."""
    from bot.cli import terminal  # noqa: PLC0415 - so that `--help` and `check` start at once

    settings = _told(_settings)
    begins = _told(lambda: terminal.beginning(settings, at, zone))
    if script is None:
        _end(_told(lambda: asyncio.run(terminal.visit(settings, begins, db))))
    _end(_told(lambda: asyncio.run(terminal.play(settings, begins, db, script))))


@app.command()
def check() -> None:
    """Check settings and words, tell every mistake at once, and do nothing else."""
    from bot.cli import words  # noqa: PLC0415 - it loads the whole house

    checked = _told(lambda: words.check(dict(os.environ), Path.cwd()))
    typer.echo(f"Settings and words are in order: {checked.sentences} sentences read.")
    if checked.stale:
        typer.echo(words.warning(checked.stale), err=True)
    if checked.is_anonymous:
        typer.echo(words.ANONYMOUS, err=True)


@app.command()
def hear(
    now: Annotated[
        str | None, typer.Option(help="When the lines are said, such as 2026-11-30T09:00.")
    ] = None,
    zone: Annotated[
        str | None, typer.Option(help="Where, such as Europe/London; else UTC.")
    ] = None,
) -> None:
    """Read lines from standard input and print what is understood of each, as JSON."""
    from bot.cli import hear as hearing  # noqa: PLC0415 - it loads the whole house

    here = _told(lambda: hearing.place(now, zone))
    understanding = _told(hearing.ears)
    for told in hearing.lines(understanding, sys.stdin.buffer, here):
        print(told, flush=True)


def main() -> None:
    """Run the command line."""
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s %(message)s")
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(130)


def _settings() -> Settings:
    settings = load_settings(dict(os.environ), Path.cwd())
    logging.getLogger().setLevel(settings.log)
    for library in _CHATTY:
        logging.getLogger(library).setLevel(logging.WARNING)
    return settings


def _told(work: Callable[[], T]) -> T:
    """Do some work; what an operator can put right is told without a traceback."""
    try:
        return work()
    except ConfigError as error:
        for problem in error.problems:
            typer.echo(str(problem), err=True)
        _end(Exit.CONFIG)
    except StoreProblem as problem:
        typer.echo(str(problem), err=True)
        _end(Exit.STORE)
    except Denied as denied:
        typer.echo(denied.sentence, err=True)
        _end(Exit.DENIED)


def _end(code: int) -> NoReturn:
    raise typer.Exit(int(code))
