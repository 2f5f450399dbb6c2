"""axe-core over every part of the page: no serious fault, light and dark, wide and narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.line import served
from tests.browser.props import PropsStage
from tests.browser.test_page import go, pane, visit

if TYPE_CHECKING:
    from playwright.async_api import Page

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def faults(page: Page) -> list[str]:
    """What axe finds that is moderate or worse, one line each."""
    from axe_playwright_python.async_playwright import Axe

    found = await Axe().run(page)
    return [
        f"{one['id']} ({one['impact']}): {node['target']}"
        for one in found.response["violations"]
        if one["impact"] in ("critical", "serious", "moderate")
        for node in one["nodes"]
    ]


@pytest.mark.parametrize(
    ("colours", "width"),
    [
        ("light", 390),
        pytest.param("light", 1600, marks=pytest.mark.slow),
        pytest.param("dark", 768, marks=pytest.mark.slow),
    ],
)
async def test_axe_finds_no_serious_fault(page: Page, colours: str, width: int) -> None:
    async with served(PropsStage()) as (host, line):
        await page.emulate_media(color_scheme=colours, reduced_motion="reduce")  # type: ignore[arg-type]
        await page.set_viewport_size({"width": width, "height": 900})
        room = line.channel("sam", "room")["id"]
        said = "# Title\n> quoted\n- one\n`code` ||hidden|| <@1> @everyone https://e.org <t:1767225600:R>"
        await line.ask("send", person="sam", channel=room, content=said)
        await line.ask("react", **_message(line, "room"), emoji="🙏", on=True)
        lobby = line.channel("alex", "lobby")
        at = {"person": "alex", "channel": lobby["id"], "message": lobby["messages"][0]["id"]}
        await line.ask("click", **at, custom_id="p:press")
        await visit(page, host)
        assert await faults(page) == []
        await go(page, "alex", "room")
        await pane(page, "alex").get_by_role("button", name="Commands").click()
        await pane(page, "alex").get_by_text("/try").click()
        await pane(page, "alex").get_by_role("button", name="Run").wait_for()
        assert await faults(page) == []
        await page.keyboard.press("Escape")
        await page.get_by_role("button", name="Behind the curtain").click()
        await page.get_by_text("started").wait_for()
        await page.get_by_role("button", name="Everything written so far").click()
        await page.get_by_text("is in there").wait_for()
        assert await faults(page) == []


def _message(line: object, channel: str) -> dict[str, str]:
    from tests.browser.line import Line

    assert isinstance(line, Line)
    found = line.channel("jo", channel)
    return {"person": "jo", "channel": found["id"], "message": found["messages"][0]["id"]}
