"""The playground's web server: one page, its files, and the live line. Loopback only."""

from __future__ import annotations

from pathlib import Path

from aiohttp import web

from bot.playground.guard import TOKEN, add_headers, guard
from bot.playground.hub import Hub
from bot.playground.world import World

STATIC = Path(__file__).parent / "static"
LOOPBACK = "127.0.0.1"

HUB: web.AppKey[Hub] = web.AppKey("hub", Hub)


async def _page(_: web.Request) -> web.FileResponse:
    return web.FileResponse(STATIC / "index.html")


async def _close(app: web.Application) -> None:
    await app[HUB].close()


def make_app(world: World, token: str) -> web.Application:
    """The application for a started world. Whoever knows the token can drive it."""
    app = web.Application(middlewares=[guard])
    app[TOKEN] = token
    app[HUB] = Hub(world)
    app.on_response_prepare.append(add_headers)
    app.on_shutdown.append(_close)
    app.router.add_get("/", _page)
    app.router.add_get("/live", app[HUB].live)
    app.router.add_static("/static/", STATIC)
    return app


async def serve(world: World, token: str, port: int) -> tuple[web.AppRunner, int]:
    """Listen on loopback; port 0 takes a free one. Raises OSError when the port is taken."""
    runner = web.AppRunner(make_app(world, token), access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        await web.TCPSite(runner, LOOPBACK, port).start()
    except OSError:
        await runner.cleanup()
        raise
    return runner, runner.addresses[0][1]
