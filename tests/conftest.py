"""Fixtures that stories share."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from tests.world import World, bare_world, world


@pytest_asyncio.fixture
async def server(tmp_path: Path) -> AsyncIterator[World]:
    """A server that is set up."""
    async with world(tmp_path) as made:
        yield made


@pytest_asyncio.fixture
async def bare_server(tmp_path: Path) -> AsyncIterator[World]:
    """A server that nobody has set up."""
    async with bare_world(tmp_path) as made:
        yield made
