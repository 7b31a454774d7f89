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
from bot.errors import StoreProblem
from bot.problems import ConfigError
from bot.settings import Settings, load_settings

T = TypeVar("T")

log = logging.getLogger(__name__)

_CHATTY = ("alembic", "apscheduler", "asyncio", "aiosqlite")
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
    """Start Undaunted; without tokens for a platform, in this terminal."""
    chat()


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
    """Do some work; what is wrong with settings, words or database is told without a traceback."""
    try:
        return work()
    except ConfigError as error:
        for problem in error.problems:
            typer.echo(str(problem), err=True)
        _end(Exit.CONFIG)
    except StoreProblem as problem:
        typer.echo(str(problem), err=True)
        _end(Exit.STORE)


def _end(code: int) -> NoReturn:
    raise typer.Exit(int(code))
