"""/healthz, /readyz and /metrics over a real socket, with the bot running: numbers and states only."""

from datetime import timedelta

import aiohttp
import pytest

from bot import web
from bot.flows.safety import Safety
from tests.world import World


async def _get(path: str, port: int) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}{path}") as answer:
        return answer.status, await answer.text()


@pytest.fixture
def port() -> int:
    import socket

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


async def test_alive_ready_and_counted(server: World, port: int) -> None:
    runner = await web.start(server.bot, port)
    try:
        assert await _get("/healthz", port) == (200, "alive\n")
        assert await _get("/readyz", port) == (200, "ready\n")
        status, text = await _get("/metrics", port)
        assert status == 200
        assert "forthright_ready 1.0" in text
        assert "forthright_servers 1.0" in text
        assert "Harbour" not in text
        assert str(server.guild.id) not in text

        server.bot.ctx.safety = Safety(None)
        assert await _get("/readyz", port) == (503, "there is no lexicon\n")
        assert "forthright_ready 0.0" in (await _get("/metrics", port))[1]
        assert (await _get("/elsewhere", port))[0] == 404
    finally:
        await runner.cleanup()


async def test_a_stuck_engine_is_not_ready(server: World, port: int) -> None:
    runner = await web.start(server.bot, port)
    try:
        with server.env.time_context():
            now = server.bot.ctx.clock()
        server.bot.engine._started_at = now - timedelta(minutes=6)
        assert await _get("/readyz", port) == (503, "the engine is stuck in a round\n")
        server.bot.engine._started_at = None
        server.bot.engine.last_round = None
        assert (await _get("/readyz", port))[1] == "the engine has not finished a round lately\n"
    finally:
        await runner.cleanup()
