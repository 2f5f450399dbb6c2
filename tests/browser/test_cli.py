"""Starting and ending the playground, as a person at a terminal does."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import socket
import sys
import time

import aiohttp
import pytest

from bot.playground import cli

RUN = (
    "import asyncio; from bot.playground import cli; from tests.browser.props import PropsStage; "
    "raise SystemExit(asyncio.run(cli.run(PropsStage(), {port}, browser=False)))"
)
ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)/\?token=[\w-]{20,}")


async def _start(port: int) -> asyncio.subprocess.Process:
    pipe = asyncio.subprocess.PIPE
    return await asyncio.create_subprocess_exec(
        sys.executable, "-c", RUN.format(port=port), stdout=pipe, stderr=pipe
    )


async def _address(process: asyncio.subprocess.Process) -> str:
    assert process.stdout is not None
    async with asyncio.timeout(30):
        async for line in process.stdout:
            if found := ADDRESS.search(line.decode()):
                return found.group(0)
    raise AssertionError("no address was printed")


async def test_the_command_of_the_readme_opens_the_real_bot_without_a_token() -> None:
    pipe = asyncio.subprocess.PIPE
    bare = {name: value for name, value in os.environ.items() if not name.startswith("DISCORD")}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "demo", "--port", "0", "--no-browser"),
        stdout=pipe,
        stderr=pipe,
        env=bare,
    )
    address = await _address(process)
    async with aiohttp.ClientSession() as session, session.get(address) as answer:
        assert answer.status == 200
        assert "Forthright" in await answer.text()
    process.send_signal(signal.SIGINT)
    _, errors = await asyncio.wait_for(process.communicate(), 10)
    assert (process.returncode, errors) == (0, b"")


@pytest.mark.parametrize("name", [signal.SIGINT, signal.SIGTERM])
async def test_ctrl_c_ends_it_at_once_and_cleanly_with_a_page_open(name: signal.Signals) -> None:
    process = await _start(0)
    address = await _address(process)
    host = address.split("/")[2]
    async with aiohttp.ClientSession(headers={"Origin": f"http://{host}"}) as session:
        live = await session.ws_connect(address.replace("http", "ws").replace("/?", "/live?"))
        await live.receive_json(timeout=10)
        started = time.monotonic()
        process.send_signal(name)
        _, errors = await asyncio.wait_for(process.communicate(), 10)
        await live.close()
    assert time.monotonic() - started < 5
    assert process.returncode == 0
    assert errors == b""


async def test_a_taken_port_is_told_in_one_line() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        process = await _start(port)
        output, errors = await asyncio.wait_for(process.communicate(), 30)
    assert process.returncode == 1
    assert output == b""
    assert f"Port {port} is taken" in errors.decode()
    assert len(errors.decode().splitlines()) == 1


@pytest.mark.parametrize("port", ["x", "-1", "65536", "80.5"])
def test_a_bad_port_is_refused_before_anything_starts(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["--port", port])
    assert ended.value.code == 2
    assert "0 to 65535" in capsys.readouterr().err or port == "-1"
