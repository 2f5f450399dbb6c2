"""`python -m bot demo`: the whole bot in a browser, with no token and no network."""

from __future__ import annotations

import argparse
import asyncio
import errno
import logging
import os
import secrets
import signal
import sys
import threading
import webbrowser
from collections.abc import Sequence

from bot.playground.server import LOOPBACK, serve
from bot.playground.world import SetUpFailed, Stage, World

PORT = 8484


def main(argv: Sequence[str]) -> int:
    """Run the playground until Ctrl-C. Returns the exit status: 0, or 1 with one line of reason."""
    parser = argparse.ArgumentParser(
        prog="python -m bot demo", description="Forthright in your browser: a simulation, nothing leaves it."
    )
    parser.add_argument("--port", type=_port, default=PORT, help=f"port on {LOOPBACK} (default: {PORT})")
    parser.add_argument("--no-browser", action="store_true", help="only print the address")
    given = parser.parse_args(list(argv))
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    from bot.playground.stage import ForthrightStage  # here, so that a bad port is told before a bot is built

    try:
        return asyncio.run(run(ForthrightStage(), given.port, browser=not given.no_browser))
    except KeyboardInterrupt:
        return 0


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError("a port is a number from 0 to 65535")
    return int(text)


async def run(stage: Stage, port: int, *, browser: bool) -> int:
    """Serve one world until a signal asks to stop."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(name, stopped.set)
        except NotImplementedError:  # Windows: KeyboardInterrupt ends asyncio.run instead
            break
    world, token = World(stage), secrets.token_urlsafe(16)
    try:
        runner, bound = await serve(world, token, port)
    except OSError as error:
        print(_why_not(error, port), file=sys.stderr)
        return 1
    try:
        async with world.lock:
            await world.start()
        address = f"http://{LOOPBACK}:{bound}/?token={token}"
        print(f"The playground is open at\n\n    {address}\n\nCtrl-C ends it.", flush=True)
        if browser and _has_screen():
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
        await stopped.wait()
    except SetUpFailed as error:
        print(f"The playground cannot open: {error}", file=sys.stderr)
        return 1
    finally:
        await runner.cleanup()
        await world.stop()
    return 0


def _has_screen() -> bool:
    """Is there a desktop to open a page on? Without one a text browser would take this terminal over."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _why_not(error: OSError, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is taken. Try another one: python -m bot demo --port {port % 65535 + 1}"
    return f"The playground cannot listen on port {port}: {error.strerror}."
