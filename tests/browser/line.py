"""A page's end of the live line, for tests that need no browser."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from typing import Any

import aiohttp

from bot.playground.server import serve
from bot.playground.world import Stage, World

TOKEN = "a-token-for-tests"


class Line:
    """Asks for acts and keeps the newest picture."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self.state: dict[str, Any] = {}
        self.rows: list[dict[str, Any]] = []
        self._next = 0

    async def hear(self) -> dict[str, Any]:
        """The next message of the server, kept if it is a picture."""
        message: dict[str, Any] = await self.socket.receive_json(timeout=20)
        if message["type"] == "state":
            self.state = message
        return message

    async def ask(self, op: str, **fields: Any) -> dict[str, Any]:
        """One act and its answer; pictures that arrive meanwhile are kept."""
        self._next += 1
        await self.socket.send_json({"op": op, "id": self._next, **fields})
        while True:
            message = await self.hear()
            if message["type"] == "reply" and message["id"] == self._next:
                return message

    def pane(self, person: str) -> dict[str, Any]:
        return next(one for one in self.state["people"] if one["key"] == person)

    def channel(self, person: str, name: str) -> dict[str, Any]:
        return next(one for one in self.pane(person)["channels"] if one["name"] == name)

    def messages(self, person: str, name: str) -> list[str]:
        return [one["content"] for one in self.channel(person, name)["messages"]]


@contextlib.asynccontextmanager
async def playing(world: World) -> AsyncIterator[tuple[str, Line]]:
    """A started world served on a free port, and one page connected to it."""
    runner, port = await serve(world, TOKEN, 0)
    try:
        async with world.lock:
            await world.start()
        host = f"127.0.0.1:{port}"
        async with (
            aiohttp.ClientSession(headers={"Origin": f"http://{host}"}) as session,
            session.ws_connect(f"http://{host}/live?token={TOKEN}", max_msg_size=0) as socket,
        ):
            line = Line(socket)
            await line.hear()
            yield host, line
    finally:
        await runner.cleanup()
        await world.stop()


@contextlib.asynccontextmanager
async def served(stage: Stage, **changes: Any) -> AsyncIterator[tuple[str, Line]]:
    """A new world on this stage, served."""
    async with playing(World(stage, **changes)) as given:
        yield given
