"""The notice workbench in a browser: words, findings beside them, people and widths, files that change."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import aiohttp
import pytest

from bot.playground.workbench import LOOPBACK, Bench, serve

if TYPE_CHECKING:
    from playwright.async_api import Page

pytestmark = pytest.mark.slow  # CI runs these as well

TOKEN = "a-made-up-token"
NOTICES = Path(__file__).parents[2] / "notices"


@asynccontextmanager
async def bench(root: Path | None = None) -> AsyncIterator[str]:
    """A workbench over a folder; its host and port."""
    runner, port = await serve(Bench(root), TOKEN, 0)
    try:
        yield f"{LOOPBACK}:{port}"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def opened(page: Page, root: Path | None = None) -> AsyncIterator[None]:
    """The page open on a workbench, and closed before it: a page that follows must not ask a dead server."""
    async with bench(root) as host:
        await page.goto(f"http://{host}/?token={TOKEN}")
        yield
        await page.goto("about:blank")


def copy(tmp_path: Path) -> Path:
    root = tmp_path / "notices"
    shutil.copytree(NOTICES, root)
    return root


def edit(root: Path, before: str, after: str, locale: str = "en") -> None:
    file = root / locale / "notice.jinja"
    source = file.read_text(encoding="utf-8")
    assert before in source
    file.write_text(source.replace(before, after), encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"/?token={TOKEN}", 200),
        ("/", 403),
        ("/state", 403),
        ("/stamp?token=wrong", 403),
        (f"/stamp?token={TOKEN}", 200),
        ("/static/js/workbench.js", 200),
    ],
)
async def test_only_its_own_page_gets_an_answer(path: str, status: int) -> None:
    async with bench() as host, aiohttp.ClientSession() as session:
        async with session.get(f"http://{host}{path}") as answer:
            assert answer.status == status
        async with session.get(f"http://{host}{path}", headers={"Host": "evil.example"}) as answer:
            assert answer.status == 403


async def test_the_state_follows_the_files_and_a_broken_one_leaves_the_last_good_words(
    tmp_path: Path,
) -> None:
    made = Bench(copy(tmp_path))
    first = made.state("en", "usual", {})
    assert not first["blocked"]
    assert made.root is not None
    edit(made.root, "We are glad you are here.", "All of it is completely confidential.")
    found = {slot["id"]: slot["findings"] for slot in made.state("en", "usual", {})["slots"]}
    assert [one["rule"] for one in found["e24"]] == ["L01"]
    edit(made.root, "{{ member_name }}", "{{ member_name")
    broken = made.state("en", "usual", {})
    assert broken["faults"][0]["file"] == "en/notice.jinja"
    assert "completely confidential" in broken["messages"][0]


@pytest.mark.parametrize("body", [b"[]", b"{", b"\xff", b'{"e24": null}', b'{"nope": "x"}', b"[" * 9000])
async def test_odd_bodies_get_an_answer(body: bytes) -> None:
    async with (
        bench() as host,
        aiohttp.ClientSession() as session,
        session.post(f"http://{host}/state?token={TOKEN}", data=body) as answer,
    ):
        assert answer.status in (200, 400)
        if answer.status == 200:
            assert "slots" in json.loads(await answer.text())


@pytest.mark.asyncio(loop_scope="session")
async def test_words_are_tried_with_findings_beside_them(page: Page) -> None:
    async with opened(page):
        verdict = page.locator("#verdict")
        await page.wait_for_function("document.getElementById('verdict').textContent.includes('Ready')")
        field = page.get_by_label("A warm first line")
        await field.fill("Hi {{ member_name }}. Everything you tell us stays between us.")
        found = page.locator("#found-e24 li.block")
        await found.first.wait_for()
        assert "promises too much" in (await found.first.text_content() or "")
        assert "Not ready" in (await verdict.text_content() or "")
        assert "Hi Robin. Everything you tell us" in (await page.locator("#paper").text_content() or "")


@pytest.mark.asyncio(loop_scope="session")
async def test_people_widths_languages_and_servers(page: Page) -> None:
    async with opened(page):
        paper = page.locator("#paper")
        await paper.get_by_text("Your rights:").wait_for()
        await page.get_by_label("Seen by").select_option("peer")
        await paper.get_by_text("Your promise.").wait_for()
        await page.locator("#width").select_option("phone")
        assert await paper.evaluate("box => box.getBoundingClientRect().width") <= 340
        await page.get_by_label("Server").select_option("no check")
        await paper.get_by_text("No word check runs here.").wait_for()
        await page.locator("#locale").select_option("es")
        await paper.get_by_text("Tus derechos:").wait_for()


@pytest.mark.asyncio(loop_scope="session")
async def test_the_page_follows_the_file(page: Page, tmp_path: Path) -> None:
    root = copy(tmp_path)
    async with opened(page, root):
        await page.locator("#paper").get_by_text("We are glad you are here.").wait_for()
        await asyncio.to_thread(edit, root, "We are glad you are here.", "Come in and sit down.")
        await page.locator("#paper").get_by_text("Come in and sit down.").wait_for()
        assert await page.get_by_label("A warm first line").input_value() != ""
