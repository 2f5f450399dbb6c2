"""Reading one lexicon file: TOML in, checked plain values and problems with their lines out."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.core.lexicon.model import Problem

SCHEMA = 1
TIERS = (0, 1, 2, 3)
_AT = re.compile(r"\(at line (\d+)")
_ID = re.compile(r"[a-z0-9][a-z0-9._-]{1,63}\Z")
_TOP = {"schema", "language", "note", "macros", "speech", "context", "rule"}
_RULE = {
    "id", "category", "tier", "floor", "patterns", "context", "unless_before", "unless_after",
    "match", "hint", "no_match", "note",
}  # fmt: skip
_CONTEXT = {
    "reason", "steps", "default", "reach", "after_reach", "short", "longer", "quoted", "missing", "stop",
    "own", "before", "before_unless", "then_unless", "after", "message",
}  # fmt: skip
_LISTS = ("patterns", "unless_before", "unless_after", "match", "hint", "no_match")


@dataclass(slots=True)
class Entry:
    """One `[[rule]]` as written, with the line its block begins on."""

    line: int
    values: dict[str, Any]


@dataclass(slots=True)
class Source:
    """One file as written."""

    name: str
    lines: list[str]
    language: str = ""
    macros: dict[str, tuple[str, ...]] = field(default_factory=dict)
    speech: dict[str, Any] = field(default_factory=dict)
    contexts: dict[str, dict[str, Any]] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def problem(self, line: int, why: str) -> None:
        """Notes one thing to mend."""
        self.problems.append(Problem(self.name, line, why))

    def line_of(self, needle: str, start: int = 1) -> int:
        """The first line from `start` on that holds this text; `start` when none does."""
        for number in range(start, len(self.lines) + 1):
            if needle in self.lines[number - 1]:
                return number
        return start


def read(name: str, text: str) -> Source:
    """The file's values with everything wrong about their shape noted; never raises for bad input."""
    source = Source(name, text.splitlines())
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = _AT.search(str(error))
        source.problem(int(at[1]) if at else max(1, len(source.lines)), f"not TOML: {error}")
        return source
    except (RecursionError, ValueError):
        source.problem(1, "not TOML: nested too deep or a value out of range")
        return source
    if data.get("schema") != SCHEMA:
        source.problem(source.line_of("schema"), f"schema must be {SCHEMA}")
    for key in sorted(data.keys() - _TOP):
        source.problem(source.line_of(key), f"unknown key {key!r}")
    language = data.get("language")
    if isinstance(language, str) and language:
        source.language = language
    else:
        source.problem(1, "language is missing")
    source.macros = _macros(source, data.get("macros", {}))
    source.speech = _table(source, "speech", data.get("speech", {}))
    for key, values in _table(source, "context", data.get("context", {})).items():
        source.contexts[key] = _context(source, key, values)
    _entries(source, data.get("rule", []))
    return source


def alternatives(value: Any) -> tuple[str, ...] | None:
    """A list of strings, or one string of alternatives between bars; None for anything else."""
    if isinstance(value, str):
        return (f"({value})",)
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    return None


def _table(source: Source, key: str, value: Any) -> dict[str, Any]:
    if isinstance(value, dict):
        return value
    source.problem(source.line_of(key), f"{key} must be a table")
    return {}


def _macros(source: Source, value: Any) -> dict[str, tuple[str, ...]]:
    out: dict[str, tuple[str, ...]] = {}
    for key, written in _table(source, "macros", value).items():
        branches = alternatives(written)
        if branches is None:
            source.problem(source.line_of(key), f"macro {key!r} must be text or a list of texts")
        else:
            out[key] = branches
    return out


def _context(source: Source, key: str, value: Any) -> dict[str, Any]:
    line = source.line_of(f"[context.{key}]")
    if not isinstance(value, dict):
        source.problem(line, f"context {key!r} must be a table")
        return {}
    for name in sorted(value.keys() - _CONTEXT):
        source.problem(source.line_of(name, line), f"unknown key {name!r} in context {key!r}")
    if not isinstance(value.get("reason"), str):
        source.problem(line, f"context {key!r} must say its reason")
    for name in ("steps", "reach", "after_reach", "short", "longer"):
        number = value.get(name, 0)
        if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number <= 60:
            source.problem(source.line_of(name, line), f"{name} must be a number from 0 to 60")
            value[name] = 0
    return value


def _entries(source: Source, value: Any) -> None:
    if not isinstance(value, list):
        source.problem(source.line_of("rule"), "rules must be written as [[rule]]")
        return
    headers = [n for n, line in enumerate(source.lines, 1) if line.strip().startswith("[[rule]]")]
    for number, values in enumerate(value):
        line = headers[number] if number < len(headers) else 1
        if isinstance(values, dict) and _entry(source, line, values):
            source.entries.append(Entry(line, values))


def _entry(source: Source, line: int, values: Mapping[str, Any]) -> bool:
    """Whether the shape of a rule can be worked with; what is wrong is noted."""
    before = len(source.problems)
    for key in sorted(values.keys() - _RULE):
        source.problem(source.line_of(key, line), f"unknown key {key!r} in a rule")
    name = values.get("id")
    if not isinstance(name, str) or not _ID.match(name):
        source.problem(line, "a rule needs an id of small letters, digits, dots and dashes")
    if not isinstance(values.get("category"), str):
        source.problem(line, f"rule {name!r} needs a category")
    for key in ("tier", "floor"):
        tier = values.get(key, 3 if key == "floor" else None)
        if isinstance(tier, bool) or tier not in TIERS:
            source.problem(source.line_of(key, line), f"rule {name!r}: {key} must be 0, 1, 2 or 3")
    for key in _LISTS:
        if alternatives(values.get(key, [])) is None or isinstance(values.get(key), str):
            source.problem(source.line_of(key, line), f"rule {name!r}: {key} must be a list of texts")
    if not values.get("patterns"):
        source.problem(line, f"rule {name!r} has no patterns")
    if not values.get("match"):
        source.problem(line, f"rule {name!r} needs at least one match line")
    return len(source.problems) == before
