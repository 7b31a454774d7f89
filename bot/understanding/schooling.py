"""Schooling: has the examples learnt in a process of its own, so that nobody waits for it."""

import asyncio
import logging
import os
import pickle
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from bot.understanding.heard import Understanding

log = logging.getLogger(__name__)

_ROOT = Path(__file__).parents[2]


class StudyProblem(Exception):
    """The study ended without a result; its last words are the message."""


@asynccontextmanager
async def learning(understanding: Understanding) -> AsyncIterator[None]:
    """Let an understanding learn while something else goes on; until then phrases answer alone."""
    study = asyncio.create_task(learn(understanding))
    try:
        yield
    finally:
        study.cancel()
        with suppress(asyncio.CancelledError):
            await study


async def learn(understanding: Understanding) -> bool:
    """Let an understanding learn what its examples mean.

    Returns whether it did: without examples, or where it fails, it goes on as before.
    """
    if understanding.lessons is None:
        return False
    try:
        learnt = await _studied(pickle.dumps(understanding.lessons))
    except (OSError, StudyProblem) as problem:
        log.warning("Nothing was learnt from the examples, phrases answer alone: %s", problem)
        return False
    # Our own child wrote it, from what we gave it.
    understanding.take(await asyncio.to_thread(pickle.loads, learnt))
    return True


async def _studied(lessons: bytes) -> bytes:
    # Not in this process: the libraries take more memory than all the rest of the bot together.
    study = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.understanding.study", env=_environment(),
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        learnt, trouble = await study.communicate(lessons)
    finally:
        if study.returncode is None:
            study.kill()
            await study.wait()
    if study.returncode:
        raise StudyProblem(trouble.decode(errors="replace").strip().rpartition("\n")[2])
    return learnt


def _environment() -> dict[str, str]:
    """Let the other process find this very program, wherever either was started."""
    path = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
    # One thread is enough for so little, and leaves the other cores to those who talk.
    return {**os.environ, "PYTHONPATH": path, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
