"""A made-up server's facts for the notice, shared by the tests of words."""

from pathlib import Path

from bot.core.notice_sample import SAMPLE as BASE
from bot.core.notice_sample import sample as _sample
from bot.core.templates import Value
from bot.core.words import Words

__all__ = ["BASE", "ROOT", "SOURCES", "WORDS", "values"]

ROOT = Path(__file__).parents[2] / "notices"
SOURCES = {
    folder.name: {file.stem: file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.jinja"))}
    for folder in sorted(ROOT.iterdir())
    if folder.is_dir()
}
WORDS = Words.load(SOURCES)


def values(**changes: Value) -> dict[str, Value]:
    """The made-up facts, with changes."""
    return _sample("usual", **changes)
