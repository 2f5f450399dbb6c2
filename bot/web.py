"""Health over HTTP, on this machine only: /healthz (alive), /readyz (able to help), /metrics (counts)."""

from datetime import timedelta

from aiohttp import web
from prometheus_client import CollectorRegistry, Gauge, generate_latest

from bot.client import Forthright

LATE = timedelta(minutes=5)


def _ready(bot: Forthright) -> str:
    """Why the bot could not help anybody right now; empty when it could."""
    if not bot.is_ready():
        return "not connected to Discord"
    now = bot.ctx.clock()
    began = bot.engine.stuck_since()
    if began is not None and now - began > LATE:
        return "the engine is stuck in a round"
    last = bot.engine.last_round
    if last is None or now - last > LATE + timedelta(seconds=bot.idle_seconds):
        return "the engine has not finished a round lately"
    if not bot.ctx.safety.working:
        return "there is no lexicon"
    return ""


def make(bot: Forthright) -> web.Application:
    """The pages."""
    registry = CollectorRegistry()
    ready = Gauge("forthright_ready", "1 when the bot could help somebody now", registry=registry)
    servers = Gauge("forthright_servers", "Servers the bot is in", registry=registry)
    malformed = Gauge("forthright_malformed_payloads", "Payloads set aside", registry=registry)

    async def healthz(request: web.Request) -> web.Response:
        return web.Response(text="alive\n")

    async def readyz(request: web.Request) -> web.Response:
        why = _ready(bot)
        return web.Response(text=f"{why or 'ready'}\n", status=503 if why else 200)

    async def metrics(request: web.Request) -> web.Response:
        ready.set(0 if _ready(bot) else 1)
        servers.set(len(bot.guilds))
        malformed.set(bot.malformed)
        return web.Response(body=generate_latest(registry), content_type="text/plain")

    app = web.Application()
    app.add_routes([web.get("/healthz", healthz), web.get("/readyz", readyz), web.get("/metrics", metrics)])
    return app


async def start(bot: Forthright, port: int) -> web.AppRunner:
    """Serve on the loopback address. Raises OSError when the port is taken."""
    runner = web.AppRunner(make(bot), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    return runner
