"""`python -m tests.browser.notice_picture` writes the README's pictures of the notice and its workbench."""

from __future__ import annotations

import asyncio
from pathlib import Path

from playwright.async_api import async_playwright

from tests.browser import chromium
from tests.browser.test_workbench import TOKEN, bench

DOCS = Path(__file__).parents[2] / "docs"
SIZE = {"width": 1400, "height": 900}


async def main() -> None:
    """The workbench with a claim that is caught, and the notice alone as a member sees it."""
    DOCS.mkdir(exist_ok=True)
    async with bench() as host, async_playwright() as play:
        browser = await play.chromium.launch(executable_path=chromium.path(), args=chromium.FLAGS)
        page = await browser.new_page(viewport=SIZE, device_scale_factor=1, reduced_motion="reduce")  # type: ignore[arg-type]
        await page.goto(f"http://{host}/?token={TOKEN}")
        await page.locator("#paper").get_by_text("Your rights:").wait_for()
        await page.set_viewport_size({"width": 1400, "height": 1800})
        await page.locator("#paper").screenshot(path=DOCS / "notice.png")
        await page.set_viewport_size(SIZE)  # type: ignore[arg-type]
        field = page.get_by_label("A warm first line")
        await field.fill("Hi {{ member_name }}. Everything you tell us stays between us.")
        await page.locator("#found-e24 li.block").first.wait_for()
        await field.evaluate("field => field.closest('.slot').scrollIntoView({block: 'center'})")
        await page.screenshot(path=DOCS / "workbench.png")
        await browser.close()
    for name in ("notice.png", "workbench.png"):
        print(f"docs/{name}: {(DOCS / name).stat().st_size // 1024} kB")


if __name__ == "__main__":
    asyncio.run(main())
