"""The playground's server, over a real socket: who is let in, and what a page may ask."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import pytest
import pytest_asyncio

from bot.playground.guard import names_us
from tests.browser.line import TOKEN, Line, served
from tests.browser.props import PropsStage

Served = tuple[str, Line]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def shared() -> AsyncIterator[Served]:
    """One served world for all the tests that are refused and so change nothing."""
    async with served(PropsStage()) as given:
        yield given


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/?token=" + TOKEN, {}, 200),
        ("/static/js/app.js", {}, 200),
        ("/", {}, 403),
        ("/?token=wrong", {}, 403),
        ("/?token=" + TOKEN, {"Host": "evil.example"}, 403),
        ("/?token=" + TOKEN, {"Host": "127.0.0.1.evil.example"}, 403),
        ("/?token=" + TOKEN, {"Origin": "http://evil.example"}, 403),
        ("/?token=" + TOKEN, {"Origin": "null"}, 403),
        ("/static/js/app.js", {"Host": "evil.example"}, 403),
        ("/static/../server.py", {}, 404),
        ("/static/%2e%2e/server.py", {}, 404),
    ],
)
async def test_only_the_page_that_was_served_gets_an_answer(
    shared: Served, path: str, headers: dict[str, str], status: int
) -> None:
    host, _ = shared
    async with aiohttp.ClientSession() as session:
        address = aiohttp.client.URL(f"http://{host}{path}", encoded=True)
        async with session.get(address, headers=headers) as answer:
            assert answer.status == status
            rule = answer.headers["Content-Security-Policy"]
            assert "default-src 'none'" in rule
            assert "unsafe" not in rule
            assert answer.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize(
    ("host", "port", "ours"),
    [
        ("127.0.0.1:8484", 8484, True),
        ("localhost:8484", 8484, True),
        ("127.0.0.1", 8484, False),
        ("127.0.0.1", 80, True),
        ("localhost:8485", 8484, False),
        ("localhost.evil.example:8484", 8484, False),
        ("", 80, False),
    ],
)
def test_which_host_headers_are_ours(host: str, port: int, ours: bool) -> None:
    assert names_us(host, port) is ours


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize(
    ("token", "origin"),
    [("wrong", None), (TOKEN, "http://evil.example"), (TOKEN, ""), ("", None)],
)
async def test_another_page_cannot_drive_it(shared: Served, token: str, origin: str | None) -> None:
    host, _ = shared
    async with aiohttp.ClientSession() as session:
        headers = {"Origin": f"http://{host}" if origin is None else origin}
        if origin == "":
            headers = {}
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await session.ws_connect(f"http://{host}/live?token={token}", headers=headers)
        assert refused.value.status == 403


async def test_each_pane_holds_only_what_that_person_can_see() -> None:
    async with served(PropsStage()) as (_, line):
        board = line.channel("sam", "board")
        sent = await line.ask("send", person="sam", channel=board["id"], content="between peers")
        assert sent["ok"]
        assert line.messages("sam", "board") == ["between peers"]
        for other in ("alex", "jo", "max"):
            assert "between peers" not in str(line.pane(other))
            assert [c["name"] for c in line.pane(other)["channels"]] == ["lobby", "room"]
        tried = await line.ask("send", person="alex", channel=board["id"], content="hello")
        assert not tried["ok"]
        assert "cannot see" in tried["error"]


async def test_a_closed_channel_says_why() -> None:
    async with served(PropsStage()) as (_, line):
        lobby = line.channel("alex", "lobby")
        assert not lobby["may_send"]
        assert "Alex" in lobby["closed"]
        assert line.channel("alex", "room")["closed"] is None
        tried = await line.ask("send", person="alex", channel=lobby["id"], content="hello")
        assert "may not" in tried["error"]


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize(
    "text",
    [
        "not json",
        "[]",
        "{}",
        '{"op": "send"}',
        '{"op": "reset-all", "person": "alex"}',
        '{"op": 7, "person": 7}',
    ],
)
async def test_nonsense_is_answered_and_changes_nothing(shared: Served, text: str) -> None:
    _, line = shared
    before = line.state["people"]
    await line.socket.send_str(text)
    answer = await line.hear()
    while answer["type"] != "reply":
        answer = await line.hear()
    assert not answer["ok"]
    assert answer["error"].endswith(".")
    assert line.state["people"] == before


@pytest.mark.asyncio(loop_scope="module")
@pytest.mark.parametrize(
    ("op", "fields"),
    [
        ("send", {"channel": "1", "content": "x"}),
        ("send", {"channel": "x", "content": "x"}),
        ("send", {"channel": True, "content": "x"}),
        ("click", {"channel": "ROOM", "message": "1", "custom_id": "x"}),
        ("click", {"channel": "LOBBY", "message": "PANEL", "custom_id": "nothing"}),
        ("select", {"channel": "LOBBY", "message": "PANEL", "custom_id": "p:words", "values": ["Mauve"]}),
        (
            "select",
            {"channel": "LOBBY", "message": "PANEL", "custom_id": "p:people", "kind": 5, "values": ["9"]},
        ),
        ("slash", {"channel": "ROOM", "name": "nothing", "options": {}}),
        ("slash", {"channel": "ROOM", "name": "try", "options": {"count": "9", "colour": "red"}}),
        ("slash", {"channel": "ROOM", "name": "try", "options": {}}),
        ("modal", {"modal": "1", "values": {}}),
        ("advance", {"seconds": 0}),
        ("advance", {"seconds": 90000}),
        ("react", {"channel": "ROOM", "message": "1", "emoji": "✅", "on": True}),
        ("send", {"channel": "ROOM", "content": "x" * 4001}),
        ("send", {"channel": "ROOM", "content": "  "}),
    ],
)
async def test_what_cannot_be_done_is_refused_in_words(
    shared: Served, op: str, fields: dict[str, object]
) -> None:
    _, line = shared
    lobby, room = line.channel("alex", "lobby"), line.channel("alex", "room")
    known = {"LOBBY": lobby["id"], "ROOM": room["id"], "PANEL": lobby["messages"][0]["id"]}
    given = {
        name: known.get(value, value) if isinstance(value, str) else value for name, value in fields.items()
    }
    answer = await line.ask(op, person="alex", **given)
    assert not answer["ok"]
    assert answer["error"].strip()
    assert "Traceback" not in answer["error"]


async def test_two_pages_see_the_same_and_a_reset_begins_again() -> None:
    async with served(PropsStage()) as (host, line), aiohttp.ClientSession() as session:
        room = line.channel("alex", "room")["id"]
        origin = {"Origin": f"http://{host}"}
        async with session.ws_connect(f"http://{host}/live?token={TOKEN}", headers=origin) as other:
            await other.receive_json(timeout=5)
            await line.ask("send", person="alex", channel=room, content="hello")
            assert "hello" in await other.receive_str(timeout=5)
        life = line.state["life"]
        assert (await line.ask("reset"))["ok"]
        assert line.state["life"] == life + 1
        assert line.messages("alex", "room") == []


async def test_two_people_acting_at_once_are_both_served() -> None:
    async with served(PropsStage()) as (_, line):
        room = line.channel("alex", "room")["id"]
        for number in range(20):
            await line.socket.send_json(
                {"op": "send", "id": f"n{number}", "person": "alex" if number % 2 else "jo", "channel": room,
                 "content": f"line {number}"}
            )  # fmt: skip
        answers = 0
        while answers < 20:
            message = await line.hear()
            if message["type"] == "reply":
                assert message["ok"], message
                answers += 1
        assert sorted(line.messages("max", "room")) == sorted(f"line {n}" for n in range(20))


async def test_time_moves_only_when_told_and_shows_itself_on_the_way() -> None:
    async with served(PropsStage()) as (_, line):
        start = line.state["now"]
        assert start.startswith("2026-01-05T18:30")
        assert (await line.ask("advance", seconds=60))["ok"]
        assert line.state["now"].startswith("2026-01-05T18:31")
        assert (await line.ask("advance", seconds=600))["ok"]
        assert line.state["now"].startswith("2026-01-05T18:41")


async def test_what_was_meant_for_the_world_before_a_reset_does_nothing_in_the_next() -> None:
    async with served(PropsStage()) as (_, line):
        room, life = line.channel("alex", "room")["id"], line.state["life"]
        await line.ask("reset")
        for op, fields in (("send", {"content": "late"}), ("see", {"message": "9" * 19})):
            late = await line.ask(op, person="alex", channel=room, life=life, **fields)
            assert "started over" in late["error"]
        assert line.messages("jo", "room") == []
        assert (await line.ask("send", person="jo", channel=room, content="new", life=life + 1))["ok"]
        assert line.channel("alex", "room")["unread"] == 1


async def test_a_page_never_sees_a_half_built_world() -> None:
    async with served(PropsStage()) as (_, line):
        room = line.channel("alex", "room")["id"]
        await line.socket.send_json({"op": "reset", "id": "r"})
        for number in range(5):
            await line.socket.send_json(
                {"op": "see", "id": number, "person": "jo", "channel": room, "message": "1"}
            )
        answers = 0
        while answers < 6:
            message = await line.hear()
            answers += message["type"] == "reply"
            assert [c["name"] for c in line.pane("sam")["channels"]] == ["lobby", "room", "board"]
