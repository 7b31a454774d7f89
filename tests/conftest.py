"""What every test may ask for: a world of its own, over a file of its own."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from tests.talking import World

settings.register_profile(
    "house",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=True,
    # A gate says the same each time; everybody's own machine looks for what is new.
    derandomize=bool(os.environ.get("CI")),
)
settings.load_profile("house")


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """A house of its own on a Monday at nine, UTC."""
    # Imported here, so that a test of one small thing need not load the whole house.
    from tests.talking import World  # noqa: PLC0415

    opened = await World.open(tmp_path / "world.db")
    yield opened
    await opened.close()
