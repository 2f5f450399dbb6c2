"""`python -m bot notices preview`: the words of a notice on the left, what a member sees on the right.

The files stay the source: the page follows them as they change, and what is typed into the page is only
tried out. Loopback only, with a token; nothing leaves the machine.
"""

import asyncio
import json
import secrets
import signal
import sys
import threading
import webbrowser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.core import notice_check, notice_slot, slots
from bot.core.notice_sample import STATES, sample
from bot.core.notice_slot import Finding
from bot.core.templates import Safe, TemplateRefused
from bot.core.words import FALLBACK, Words
from bot.notice_files import Sources, notices_folder, read_notices
from bot.playground.guard import TOKEN, add_headers, guard, has_token

STATIC = Path(__file__).parent / "static"
LOOPBACK = "127.0.0.1"
MOST_TRIED = 60_000


class Bench:
    """The notices of a folder, read again whenever a file changes."""

    def __init__(self, root: Path | None) -> None:
        self.root = root
        self._base = read_notices(notices_folder())
        self._stamp = ""
        self._words = Words.load(self._base)
        self._sources: Sources = self._base
        self._faults: list[dict[str, Any]] = []

    def stamp(self) -> str:
        """Changes whenever a template of the folder does."""
        if self.root is None:
            return "shipped"
        files = sorted(self.root.glob("*/*.jinja"))
        return ";".join(f"{file}:{file.stat().st_mtime_ns}" for file in files)

    def _refresh(self) -> None:
        """Read the files again; one that cannot be read leaves the last good words standing, and says so."""
        stamp = self.stamp()
        if stamp == self._stamp:
            return
        self._stamp, self._faults = stamp, []
        try:
            given = read_notices(self.root) if self.root is not None else {}
            whole = {
                name: {**self._base.get(name, {}), **given.get(name, {})} for name in {*self._base, *given}
            }
            self._words, self._sources = Words.load(whole), whole
        except TemplateRefused as refused:
            self._faults = [{"file": one.file, "line": one.line, "why": one.why} for one in refused.faults]
        except (OSError, SyntaxError, RecursionError) as error:
            self._faults = [{"file": str(self.root), "line": 0, "why": type(error).__name__}]

    def state(self, locale: str, server: str, tried: Mapping[str, str]) -> dict[str, Any]:
        """Everything the page shows, for one language and one made-up server; `tried` is typed there."""
        self._refresh()
        locale = locale if locale in self._words.locales else FALLBACK
        server = server if server in STATES else "usual"
        texts = notice_slot.split(self._sources.get(locale, {}).get(slots.FILE, ""))
        texts |= {name: text for name, text in tried.items() if name in slots.ELEMENTS}
        report = notice_check.check(self._words, locale, texts, sample(server), notice_check.Server())
        grade = report.reading.grade if report.reading is not None else None
        return {
            "stamp": self._stamp,
            "locale": locale,
            "server": server,
            "locales": [[one, self._words.render(one, "buttons.language")] for one in self._words.locales],
            "servers": list(STATES),
            "faults": self._faults,
            "blocked": report.blocked,
            "grade": grade,
            "messages": list(report.messages),
            "pledge": self._pledge(locale),
            "buttons": [self._words.render(locale, f"buttons.{one}") for one in _BUTTONS],
            "whole": [self._finding(one) for one in report.findings if not one.slot],
            "slots": [self._slot(name, texts, report) for name in slots.ELEMENTS],
            "facts": [[need.name, need.meaning] for need in slots.values_needed()],
        }

    def _pledge(self, locale: str) -> str:
        label = Safe(self._words.render(locale, "escalation.oncall_label"))
        return self._words.render(locale, "notice.pledge_card", {"oncall_label": label})

    def _slot(self, name: str, texts: Mapping[str, str], report: notice_check.Report) -> dict[str, Any]:
        element, reading = slots.ELEMENTS[name], report.by_slot.get(name)
        says = [
            self._words.render(FALLBACK, one) if one.startswith("buttons.") else one for one in element.says
        ]
        return {
            "id": name,
            "name": self._words.render(FALLBACK, f"check.slot_{name}"),
            "group": element.group,
            "hard": element.hard,
            "needs": [f"{{{{ {need} }}}}" for need in sorted(element.needs)] + says,
            "text": texts.get(name, ""),
            "grade": reading.grade if reading is not None else None,
            "longest": reading.longest if reading is not None else 0,
            "findings": [self._finding(one) for one in report.findings if one.slot == name],
        }

    def _finding(self, finding: Finding) -> dict[str, str]:
        hint = self._words.render(FALLBACK, finding.hint, {"words": finding.words})
        return {"level": finding.level, "rule": finding.rule, "words": finding.words, "hint": hint}


_BUTTONS = ("agree", "question", "not_now", "help")
BENCH: web.AppKey[Bench] = web.AppKey("bench", Bench)


async def _page(_: web.Request) -> web.FileResponse:
    return web.FileResponse(STATIC / "workbench.html")


async def _state(request: web.Request) -> web.Response:
    """What to show. A POST carries the words typed into the page, slot by slot."""
    if not has_token(request):
        raise web.HTTPForbidden(text="The address is missing its token.\n")
    tried: dict[str, str] = {}
    if request.method == "POST":
        try:
            body = json.loads(await request.text())
            tried = {str(name): str(text) for name, text in body.items()}
        except (ValueError, AttributeError, RecursionError):
            raise web.HTTPBadRequest(text="Not the words of a notice.\n") from None
    query = request.query
    bench = request.app[BENCH]
    return web.json_response(bench.state(query.get("locale", ""), query.get("server", ""), tried))


async def _stamp(request: web.Request) -> web.Response:
    if not has_token(request):
        raise web.HTTPForbidden(text="The address is missing its token.\n")
    return web.json_response(request.app[BENCH].stamp())


def make_app(bench: Bench, token: str) -> web.Application:
    """The application. Whoever knows the token can look and try."""
    app = web.Application(middlewares=[guard], client_max_size=MOST_TRIED)
    app[TOKEN], app[BENCH] = token, bench
    app.on_response_prepare.append(add_headers)
    app.router.add_get("/", _page)
    app.router.add_route("GET", "/state", _state)
    app.router.add_route("POST", "/state", _state)
    app.router.add_get("/stamp", _stamp)
    app.router.add_static("/static/", STATIC)
    return app


async def serve(bench: Bench, token: str, port: int) -> tuple[web.AppRunner, int]:
    """Listen on loopback; port 0 takes a free one. Raises OSError when the port is taken."""
    runner = web.AppRunner(make_app(bench, token), access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        await web.TCPSite(runner, LOOPBACK, port).start()
    except OSError:
        await runner.cleanup()
        raise
    return runner, runner.addresses[0][1]


async def run(root: Path | None, port: int, *, browser: bool) -> int:
    """Serve until a signal asks to stop; the exit status."""
    stopped, loop = asyncio.Event(), asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, stopped.set)
    token = secrets.token_urlsafe(16)
    try:
        bench = Bench(root)
        runner, bound = await serve(bench, token, port)
    except OSError as error:
        print(f"The workbench cannot listen on port {port}: {error.strerror}.", file=sys.stderr)
        return 1
    address = f"http://{LOOPBACK}:{bound}/?token={token}"
    print(f"The notice workbench is open at\n\n    {address}\n\nCtrl-C ends it.", flush=True)
    if browser:
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
    await stopped.wait()
    await runner.cleanup()
    return 0
