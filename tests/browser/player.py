"""Plays the tour as a visitor does: look where the ring is, and press there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.playground.steps import STEPS

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page

ORDER = [step.id for step in STEPS]
LIT = ".pane .lit, .time .lit, .tools .lit, .drawer .lit"


async def step_of(page: Page) -> str:
    """The id of the step the page is at; empty when the tour is done."""
    return await page.locator(".tour .step").get_attribute("data-step") or ""


async def play(page: Page, *, until: str = "", keyboard: bool = False) -> list[str]:
    """Go on with the tour up to a step (or its end); the steps that were taken, in order."""
    taken: list[str] = []
    presses = 0
    await quiet(page)
    while (now := await step_of(page)) not in ("", until):
        if not taken or taken[-1] != now:
            taken.append(now)
        if now == "read":
            await _read(page, keyboard=keyboard)
        else:
            await (_press_keys if keyboard else _press)(page)
        await quiet(page)
        presses += 1
        assert presses < 60, f"the tour does not go on from {now!r}"
    return taken


async def quiet(page: Page) -> None:
    """Wait until every act has been answered: what the page shows is then what is."""
    await page.wait_for_function("() => (document.documentElement.dataset.waiting || '0') === '0'")


async def _press(page: Page) -> None:
    """What is asked for now, with the mouse."""
    before = await _look(page)
    write = page.get_by_role("button", name="Write it for me")
    if await write.is_visible():
        await write.click()
        await page.keyboard.press("Enter")
    else:
        await _submit_or(page, page.locator(LIT).first)
    await _moved(page, before)


async def _read(page: Page, *, keyboard: bool) -> None:
    """Open the notice and read it to its end; that alone is what this step asks for."""
    if keyboard:
        await page.get_by_role("button", name="Take me there").focus()
        await page.keyboard.press("Enter")
    else:
        await page.locator(".pane .lit").first.click()
    await page.locator(".log.lit").focus()
    await page.keyboard.press("End")
    await page.locator(".step:not([data-step=read])").wait_for()


async def _submit_or(page: Page, lit: Locator) -> None:
    sheet = page.locator(".sheet button[type=submit]")
    if await sheet.is_visible():
        radios = page.locator(".sheet input[type=radio]")
        if await radios.count() and not await page.locator(".sheet input[type=radio]:checked").count():
            await radios.first.check()
        await sheet.click()
    else:
        await lit.click()


async def _press_keys(page: Page) -> None:
    """What is asked for now, with the keyboard alone."""
    before = await _look(page)
    if await page.locator(".sheet").is_visible():
        if await page.locator(".sheet input[type=radio]").count():
            await page.keyboard.press("Space")
        await page.keyboard.press("Enter")
    elif await page.locator(".drawer").is_visible():
        await page.keyboard.type("week")
        await page.keyboard.press("Enter")
    else:
        write, lead = (page.get_by_role("button", name=n) for n in ("Write it for me", "Take me there"))
        await (write if await write.is_visible() else lead).focus()
        await page.keyboard.press("Enter")
        if await step_of(page) == before.split("|")[0]:
            await page.keyboard.press("Enter")
    await _moved(page, before)


LOOK = """() => {
  const step = document.querySelector('.tour .step');
  const lit = [...document.querySelectorAll('.pane .lit')].map((one) => one.dataset.focus || '');
  const open = ['.sheet', '.drawer[hidden]'].map((one) => document.querySelectorAll(one).length);
  return [step?.dataset.step || '', step?.dataset.turn || '', ...lit, ...open].join('|');
}"""


LOOK = """() => {
  const step = document.querySelector('.tour .step');
  const lit = [...document.querySelectorAll('.pane .lit')].map((one) => one.dataset.focus || '');
  const open = ['.sheet', '.drawer[hidden]'].map((one) => document.querySelectorAll(one).length);
  return [step?.dataset.step || '', step?.dataset.turn || '', ...lit, ...open].join('|');
}"""


async def _look(page: Page) -> str:
    """What would change when something has happened: the step, its ring, a dialog, the drawer."""
    return str(await page.evaluate(LOOK))


async def _moved(page: Page, before: str) -> None:
    await page.wait_for_function(f"(before) => ({LOOK})() !== before", arg=before)


def pane(page: Page, person: str) -> Locator:
    """One person's pane."""
    return page.locator(f"#pane-{person}")


async def choose_channel(page: Page, person: str, channel: str) -> None:
    """Open a channel in somebody's pane."""
    await pane(page, person).locator(".channel", has_text=re.compile(channel)).first.click()
