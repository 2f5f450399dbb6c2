"""Where the browser for these tests is, and how it is started."""

from __future__ import annotations

import os
import shutil

REQUIRED = os.environ.get("FORTHRIGHT_REQUIRE_BROWSER") == "1"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def path() -> str | None:
    """Debian's chromium, or one of the other names it goes by; None when there is none."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def missing() -> str | None:
    """Why the browser tests cannot run here, or None when they can."""
    try:
        import playwright  # noqa: F401
    except ImportError:
        return "playwright is not installed (pip install '.[browser]')"
    if path() is None:
        return "no chromium here (apt-get install chromium)"
    return None
