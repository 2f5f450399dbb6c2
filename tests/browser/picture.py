"""`python -m tests.browser.picture` plays the tour and writes the README's picture, docs/playground.png."""

from __future__ import annotations

import asyncio
from pathlib import Path

from playwright.async_api import async_playwright

from bot.playground.stage import ForthrightStage
from bot.playground.world import World
from tests.browser import chromium
from tests.browser.line import TOKEN, playing
from tests.browser.player import choose_channel, play

PICTURE = Path(__file__).parents[2] / "docs" / "playground.png"
SIZE = {"width": 1400, "height": 900}


async def main() -> None:
    """Play up to the moment when Alex chooses whether Sam may come in, and take the picture."""
    async with playing(World(ForthrightStage())) as (host, _), async_playwright() as play_wright:
        browser = await play_wright.chromium.launch(executable_path=chromium.path(), args=chromium.FLAGS)
        page = await browser.new_page(viewport=SIZE, device_scale_factor=1.5, reduced_motion="reduce")  # type: ignore[arg-type]
        await page.goto(f"http://{host}/?token={TOKEN}")
        await page.locator(".msg").first.wait_for()
        await play(page, until="let_in")
        await choose_channel(page, "max", "moderators")
        await page.mouse.move(0, 0)
        await page.wait_for_timeout(400)
        PICTURE.parent.mkdir(exist_ok=True)
        await page.screenshot(path=PICTURE)
        await browser.close()
    print(f"{PICTURE.relative_to(PICTURE.parents[1])}: {PICTURE.stat().st_size // 1024} kB")


if __name__ == "__main__":
    asyncio.run(main())
