"""The wheel, installed alone, finds its notices, its lexicon and its helplines."""

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

LOOK = """
import sys, pathlib
from bot import app, lexicons
from bot.core.lexicon import load
from bot.core.words import Words
from bot.helplines import load as load_lines
folder = app.notices_folder()
assert folder.parent == pathlib.Path(app.__file__).parent, folder
words = Words.load(app.read_notices(folder))
assert words.render("en", "buttons.agree") == "I understand"
assert load(lexicons.sources()).scan("i want to kill myself").tier in (1, 2)
assert load_lines()[0]
static = pathlib.Path(app.__file__).parent / "playground"
assert any(static.rglob("*.html")), "the playground has no page"
print("found everything")
"""


@pytest.mark.slow
def test_the_wheel_alone_finds_what_travels_with_it(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--outdir", str(tmp_path), str(ROOT)],
        check=True,
        capture_output=True,
    )
    wheel = next(tmp_path.glob("*.whl"))
    place = tmp_path / "alone"
    venv.create(place, with_pip=True)
    python = place / "bin" / "python"
    # The dependencies come from the environment of the tests; the bot itself from the wheel only.
    environment = {**os.environ, "PYTHONPATH": ""}
    install = ["-m", "pip", "install", "-q", "--no-deps", str(wheel)]
    subprocess.run([python, *install], check=True, capture_output=True, env=environment)
    site = next((place / "lib").glob("python*/site-packages"))
    mine = Path(pytest.__file__).parents[1]
    (site / "dependencies.pth").write_text(f"{mine}\n", encoding="utf-8")
    looked = subprocess.run(
        [python, "-c", LOOK], cwd=tmp_path, capture_output=True, text=True, env=environment, check=False
    )
    assert looked.stdout.strip() == "found everything", looked.stderr
    command = subprocess.run(
        [place / "bin" / "forthright", "help"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert "playground" in command.stdout
