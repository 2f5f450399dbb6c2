"""`forthright run` with settings that are missing or wrong: a clear line for each, status 2, no traceback."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

GOOD = {"DISCORD_TOKEN": "a-made-up-token"}
SECRET = "hunter2 hunter2"
ROOT = Path(__file__).parents[2]


def run(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Start the bot in a folder, with these settings and no others."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-m", "bot", "run"],
        cwd=folder,
        env={**kept, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


CASES = [
    ({}, ["DISCORD_TOKEN: it is missing"]),
    ({"DISCORD_TOKEN": SECRET}, ["DISCORD_TOKEN: it is empty or has spaces"]),
    ({"DISCORD_TOKEN": ""}, ["DISCORD_TOKEN: it is empty or has spaces"]),
    (
        {**GOOD, "DATABASE_URL": "mysql://somebody:word@host/db", "LOG_LEVEL": "loud", "HEALTH_PORT": "x"},
        ["DATABASE_URL: it must begin with sqlite", "LOG_LEVEL: ", "HEALTH_PORT: "],
    ),
    ({**GOOD, "DATABASE_URL": "sqlite:///"}, ["DATABASE_URL: it must begin with sqlite"]),
    ({**GOOD, "DATABASE_URL": "sqlite:///:memory:"}, ["DATABASE_URL: it must begin with sqlite"]),
    ({**GOOD, "HEALTH_PORT": "70000"}, ["HEALTH_PORT: "]),
    ({**GOOD, "FORTHRIGHT_API_URL": "not an address"}, ["FORTHRIGHT_API_URL: it must be a whole address"]),
    ({**GOOD, "FORTHRIGHT_GATEWAY_URL": "ws://"}, ["FORTHRIGHT_GATEWAY_URL: it must be a whole address"]),
    ({**GOOD, "FORTHRIGHT_MEMBERS": "perhaps"}, ["FORTHRIGHT_MEMBERS: "]),
]


@pytest.mark.parametrize(("environment", "lines"), CASES)
def test_one_clear_line_for_each(tmp_path: Path, environment: dict[str, str], lines: list[str]) -> None:
    done = run(tmp_path, **environment)

    said = done.stderr.splitlines()
    assert done.returncode == 2
    assert len(said) == len(lines)
    for line, wanted in zip(said, lines, strict=True):
        assert line.startswith(f"forthright: {wanted}")
    assert "Traceback" not in done.stderr
    assert SECRET not in done.stderr
    assert "somebody:word" not in done.stderr


def test_an_env_file_that_is_not_text(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"DISCORD_TOKEN=\xff\xfe\n")
    done = run(tmp_path)
    assert done.returncode == 2
    assert done.stderr == "forthright: .env is not UTF-8 text\n"


def test_a_health_port_that_is_taken(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = run(tmp_path, **GOOD, HEALTH_PORT=port)
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == f"forthright: HEALTH_PORT: {port} is taken"
    assert "Traceback" not in done.stderr
