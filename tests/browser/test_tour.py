"""The tour over the real bot, played to its end as a person would."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.playground.stage import ForthrightStage
from tests.browser.line import served
from tests.browser.player import ORDER, choose_channel, pane, play, step_of
from tests.browser.test_access import faults
from tests.browser.test_page import visit

if TYPE_CHECKING:
    from playwright.async_api import Page

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_the_tour_with_the_mouse_a_reload_in_its_middle_and_no_fault(page: Page) -> None:
    async with served(ForthrightStage()) as (host, line):
        await visit(page, host)
        alex, sam, jo = (pane(page, person) for person in ("alex", "sam", "jo"))
        taken = await play(page, until="agree")
        assert await alex.locator("textarea").is_disabled()
        await alex.get_by_text("until Alex says “I understand”").wait_for()
        taken += await play(page, until="talk")
        assert await alex.locator("textarea").is_enabled()
        assert await faults(page) == []
        await page.reload()
        await page.locator(".msg").first.wait_for()
        assert await step_of(page) == "talk"
        taken += await play(page, until="return")
        await choose_channel(page, "sam", "talk")
        for stopped in (alex, sam):
            assert await stopped.locator("textarea").is_disabled()
            await stopped.get_by_text("Paused by Alex").wait_for()
        taken += await play(page, until="take")
        assert await jo.locator(".channel", has_text="talk").count() == 0
        taken += await play(page)
        assert taken == ORDER
        assert (await line.ask("search", phrase=""))["found"] == 0


@pytest.mark.slow
async def test_the_tour_by_keyboard_alone_on_a_small_screen(page: Page) -> None:
    async with served(ForthrightStage()) as (host, _):
        await page.set_viewport_size({"width": 390, "height": 844})
        await visit(page, host)
        assert await play(page, keyboard=True) == ORDER


@pytest.mark.slow
async def test_starting_over_begins_the_tour_again(page: Page) -> None:
    async with served(ForthrightStage()) as (host, _):
        await visit(page, host)
        await play(page, until="read")
        await page.get_by_role("button", name="Start over").click()
        await page.locator("[data-step=ask]").wait_for()
        assert await play(page, until="agree") == ["ask", "read"]
