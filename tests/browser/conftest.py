"""The browser for the playground's tests: one chromium for all, one page and one world for each test."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from tests.browser import chromium

if TYPE_CHECKING:
    from playwright.async_api import Browser, ConsoleMessage, Page


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip browser tests where there is no browser, unless FORTHRIGHT_REQUIRE_BROWSER=1 promised one."""
    reason = chromium.missing()
    if reason is None or chromium.REQUIRED:
        return
    for item in items:
        if "page" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.skip(reason=reason))


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    reason = chromium.missing()
    if reason is not None:
        pytest.fail(f"FORTHRIGHT_REQUIRE_BROWSER is set, but {reason}")
    from playwright.async_api import async_playwright

    async with async_playwright() as play:
        browser = await play.chromium.launch(executable_path=chromium.path(), args=chromium.FLAGS)
        yield browser
        await browser.close()


def _fault(said: ConsoleMessage) -> bool:
    """An error in the page's own work; that the server of a finished test is gone is none."""
    gone = ("WebSocket connection", "net::ERR_CONNECTION_", "net::ERR_EMPTY_RESPONSE")
    return said.type == "error" and not any(sign in said.text for sign in gone)


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser) -> AsyncIterator[Page]:
    """A fresh page that fails its test for any script error, console error or request to elsewhere."""
    context = await browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    context.set_default_timeout(30_000)
    faults: list[str] = []
    page = await context.new_page()
    page.on("pageerror", lambda error: faults.append(f"script: {error}"))
    page.on("console", lambda said: faults.append(f"console: {said.text}") if _fault(said) else None)
    page.on("request", lambda asked: None if "//127.0.0.1:" in asked.url else faults.append(asked.url))
    yield page
    await context.close()
    assert faults == []
