"""The shipped lexicons: TOML files, one per category and language."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files

from bot.core.lexicon import Lexicon, load

EVERYDAY = "everyday.txt"
_SECTION = "# language:"


def sources(languages: Sequence[str] | None = None) -> dict[str, str]:
    """File name (`en/suicide.toml`) -> text, of these languages or of all that are shipped."""
    out: dict[str, str] = {}
    for folder in sorted(files(__name__).iterdir(), key=lambda item: item.name):
        if folder.is_dir() and (languages is None or folder.name in languages):
            for item in sorted(folder.iterdir(), key=lambda found: found.name):
                if item.name.endswith(".toml"):
                    out[f"{folder.name}/{item.name}"] = item.read_text(encoding="utf-8")
    return out


def everyday(language: str | None = None) -> tuple[str, ...]:
    """The made-up everyday messages that tell how often a term would fire, of all languages or of one."""
    samples = _sections()
    return tuple(line for section, lines in samples.items() if language in (None, section) for line in lines)


def everyday_samples() -> tuple[tuple[str, ...], ...]:
    """The same messages, one sample for each language."""
    return tuple(map(tuple, _sections().values()))


def _sections() -> dict[str, list[str]]:
    sections: dict[str, list[str]] = {}
    section = "en"
    for line in files(__name__).joinpath(EVERYDAY).read_text(encoding="utf-8").splitlines():
        if line.startswith(_SECTION):
            section = line.removeprefix(_SECTION).strip()
        elif line and not line.startswith("#"):
            sections.setdefault(section, []).append(line)
    return sections


def shipped(languages: Sequence[str] | None = None) -> Lexicon:
    """The lexicon of these languages or of all that are shipped. Raises LexiconError."""
    with uncollected():
        return load(sources(languages))


@contextmanager
def uncollected() -> Iterator[None]:
    """Nobody looks for cyclic garbage while very many objects are made that all stay."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
