"""Who may talk to the playground's server: this machine, this page, this token."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from aiohttp import web

NAMES = ("127.0.0.1", "localhost")

TOKEN: web.AppKey[str] = web.AppKey("token", str)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

HEADERS = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def policy(host: str) -> str:
    """The content policy: nothing but this server, not even inline."""
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        f"connect-src 'self' ws://{host}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def own_host(request: web.Request) -> bool:
    """Does the Host header name this loopback server? Guards against DNS rebinding."""
    port = request.transport.get_extra_info("sockname")[1] if request.transport else None
    return names_us(request.headers.get("Host", ""), port)


def names_us(host: str, port: int | None) -> bool:
    """Is this Host header ours? Browsers leave the port out where it is 80."""
    return host in {f"{name}:{port}" for name in NAMES} or (port == 80 and host in NAMES)


def own_origin(request: web.Request, *, needed: bool) -> bool:
    """Does the Origin header, where there is one (or must be one), name this server?"""
    origin = request.headers.get("Origin")
    if origin is None:
        return not needed
    parts = urlsplit(origin)
    return parts.scheme == "http" and parts.netloc == request.headers.get("Host")


def has_token(request: web.Request) -> bool:
    """Does the address carry the token that was printed at start?"""
    return hmac.compare_digest(request.query.get("token", "").encode(), request.app[TOKEN].encode())


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse what does not come from the page we served, and send the same careful headers with all."""
    live = request.path == "/live"
    if not own_host(request) or not own_origin(request, needed=live):
        raise web.HTTPForbidden(text="This playground answers only to its own page on this machine.\n")
    if (live or request.path == "/") and not has_token(request):
        raise web.HTTPForbidden(
            text="The address is missing its token. Open the full address printed in the terminal.\n"
        )
    return await handler(request)


async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
    """Signal handler: put the careful headers on every answer, errors too."""
    response.headers.update(HEADERS)
    response.headers["Content-Security-Policy"] = policy(request.headers.get("Host", "127.0.0.1"))
