"""The page in a real browser: writing, choosing, hostile text, long text, reload, small screens, keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.playground.cast import CAST, Person
from tests.browser import chromium
from tests.browser.line import TOKEN, served
from tests.browser.props import PropsStage

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page, expect
elif chromium.missing() is None:
    from playwright.async_api import expect

pytestmark = pytest.mark.asyncio(loop_scope="session")

SCRIPT = "<script>window.owned=1</script><img src=x onerror='window.owned=1'>"


async def visit(page: Page, host: str) -> None:
    await page.goto(f"http://{host}/?token={TOKEN}")
    await page.locator(".msg").first.wait_for()


def pane(page: Page, person: str) -> Locator:
    return page.locator(f"#pane-{person}")


async def go(page: Page, person: str, channel: str) -> None:
    await pane(page, person).locator(".channel", has_text=channel).click()


async def write(page: Page, person: str, text: str) -> None:
    box = pane(page, person).locator("textarea")
    await box.fill(text)
    await box.press("Enter")


async def test_script_like_text_in_messages_and_names_stays_text(page: Page) -> None:
    cast = (Person("alex", SCRIPT, "member", SCRIPT), *CAST[1:])
    async with served(PropsStage(), cast=cast) as (host, _):
        await visit(page, host)
        await go(page, "alex", "room")
        await go(page, "jo", "room")
        hostile = f'{SCRIPT} **{SCRIPT}** `{SCRIPT}` [x](javascript:alert(1)) <@{"9" * 19}> [y](https://e.org/"onclick=1)'
        await write(page, "alex", hostile)
        await pane(page, "jo").locator(".msg", has_text="window.owned").wait_for()
        assert await page.evaluate("window.owned") is None
        assert await pane(page, "jo").locator(".text script, .text img").count() == 0
        assert await page.locator("a[href^='javascript']").count() == 0
        assert await pane(page, "alex").locator("h2").text_content() == SCRIPT


async def test_a_message_of_4000_characters(page: Page) -> None:
    async with served(PropsStage()) as (host, _):
        await visit(page, host)
        await go(page, "alex", "room")
        await go(page, "sam", "room")
        text = " ".join(["word"] * 799) + " end."
        await write(page, "alex", text[:4000])
        shown = pane(page, "sam").locator(".msg .text")
        await shown.wait_for()
        assert await shown.text_content() == text[:4000]
        wide = await pane(page, "sam").evaluate("pane => pane.scrollWidth > pane.clientWidth")
        assert not wide
        box = pane(page, "alex").locator("textarea")
        await box.fill("x" * 5000)
        await box.press("Enter")
        await pane(page, "alex").get_by_text("Discord stops at 4000").wait_for()
        assert await box.input_value() == "x" * 5000


async def test_two_people_type_quickly_and_nothing_is_lost(page: Page) -> None:
    async with served(PropsStage()) as (host, _):
        await visit(page, host)
        await go(page, "alex", "room")
        await go(page, "jo", "room")
        for number in range(5):
            await write(page, "alex", f"alex {number}")
            await write(page, "jo", f"jo {number}")
        for person in ("alex", "jo"):
            for number in range(5):
                for writer in ("alex", "jo"):
                    line = pane(page, person).get_by_text(f"{writer} {number}", exact=True)
                    await line.wait_for()
                    assert await line.count() == 1


async def test_a_draft_and_the_keyboard_stay_while_others_write(page: Page) -> None:
    async with served(PropsStage()) as (host, line):
        await visit(page, host)
        await go(page, "alex", "room")
        box = pane(page, "alex").locator("textarea")
        await box.press_sequentially("half a thought")
        room = line.channel("jo", "room")["id"]
        await line.ask("send", person="jo", channel=room, content="hello there")
        await pane(page, "alex").get_by_text("hello there").wait_for()
        await page.keyboard.type(", finished")
        assert await box.input_value() == "half a thought, finished"


async def test_reload_in_the_middle(page: Page) -> None:
    async with served(PropsStage()) as (host, _):
        await visit(page, host)
        await go(page, "alex", "room")
        await write(page, "alex", "before the reload")
        await pane(page, "alex").get_by_text("before the reload").wait_for()
        await page.reload()
        await pane(page, "alex").get_by_text("before the reload").wait_for()
        await go(page, "sam", "room")
        await pane(page, "sam").get_by_text("before the reload").wait_for()


async def test_a_menu_and_a_form_by_keyboard_alone(page: Page) -> None:
    async with served(PropsStage()) as (host, _):
        await visit(page, host)
        alex = pane(page, "alex")
        await alex.get_by_role("button", name="Words").focus()
        await page.keyboard.press("Enter")
        await alex.get_by_role("dialog").wait_for()
        await page.keyboard.press("Space")
        await page.keyboard.press("Tab")
        await page.keyboard.press("Space")
        await page.keyboard.press("Enter")
        await alex.get_by_text("words Red,Green").wait_for()
        await alex.get_by_role("button", name="Form").focus()
        await page.keyboard.press("Enter")
        await alex.get_by_label("Your question").wait_for()
        await page.keyboard.press("Escape")
        assert await alex.get_by_role("dialog").count() == 0
        focused = await page.evaluate("document.activeElement.textContent")
        assert focused == "Form"


async def test_a_slash_command_with_its_options(page: Page) -> None:
    async with served(PropsStage()) as (host, _):
        await visit(page, host)
        await go(page, "sam", "room")
        sam = pane(page, "sam")
        await sam.locator("textarea").press_sequentially("/")
        await sam.get_by_label("Find a command").fill("try")
        await page.keyboard.press("Enter")
        await sam.get_by_label("count").fill("2")
        await sam.get_by_label("colour").select_option(label="Deep red")
        await sam.get_by_label("flag").select_option(label="Yes")
        await sam.get_by_label("person").select_option(label="@Jo")
        await sam.get_by_role("button", name="Run").click()
        await sam.get_by_text("2 red True Jo").wait_for()


async def test_one_at_a_time_with_tabs_on_a_small_screen(page: Page) -> None:
    async with served(PropsStage()) as (host, line):
        await page.set_viewport_size({"width": 390, "height": 844})
        await visit(page, host)
        assert await page.locator(".pane:visible").count() == 1
        room = line.channel("alex", "room")["id"]
        await line.ask("send", person="alex", channel=room, content="hello")
        jo = page.get_by_role("tab", name="Jo")
        await jo.locator(".count").wait_for()
        await page.get_by_role("tab", name="Alex").focus()
        await page.keyboard.press("ArrowRight")
        await page.keyboard.press("ArrowRight")
        assert await jo.get_attribute("aria-selected") == "true"
        await go(page, "jo", "room")
        await pane(page, "jo").get_by_text("hello").wait_for()
        wide = await page.evaluate("document.documentElement.scrollWidth > innerWidth")
        assert not wide


async def test_the_page_says_when_the_playground_is_gone(page: Page) -> None:
    async with served(PropsStage()) as (host, _):
        await visit(page, host)
    await page.get_by_role("alert").get_by_text("has ended").wait_for()


async def test_the_newest_stays_in_sight_and_whoever_reads_back_is_not_pulled_away(page: Page) -> None:
    async with served(PropsStage()) as (host, line):
        room = line.channel("alex", "room")["id"]
        await visit(page, host)
        await go(page, "sam", "room")
        log, newer = pane(page, "sam").locator(".log"), pane(page, "sam").locator(".newer")
        for number in range(30):
            await line.ask("send", person="alex", channel=room, content=f"line {number}")
        await expect(log.get_by_text("line 29")).to_be_in_viewport()
        await expect(newer).to_be_hidden()
        await log.focus()
        await page.keyboard.press("Home")
        await expect(log.get_by_text("line 0", exact=True)).to_be_in_viewport()
        await line.ask("send", person="alex", channel=room, content="one more")
        await newer.click()
        await expect(log.get_by_text("one more")).to_be_in_viewport()
        await expect(newer).to_be_hidden()
