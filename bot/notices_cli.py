"""`python -m bot notices lint` and `python -m bot helplines check`, for people who keep both in git."""

import argparse
import asyncio
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from bot.core import helplines, notice_check, notice_slot, slots, wording
from bot.core.notice_sample import STATES, sample
from bot.core.notice_slot import Finding
from bot.core.templates import TemplateRefused, compile_source
from bot.core.words import FALLBACK, Words
from bot.helplines import load
from bot.notice_files import Sources, notices_folder, read_notices


@dataclass(frozen=True, slots=True)
class Line:
    """One finding in one file, as it is printed."""

    file: str
    line: int
    level: str
    rule: str
    slot: str
    words: str
    hint: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.level} {self.rule}{f' in {self.slot}' if self.slot else ''}: {self.hint}"


def shipped() -> Sources:
    """The words that travel with the bot."""
    return read_notices(notices_folder())


def main(argv: Sequence[str]) -> int:
    """`notices lint [PATH] [--json]` and `notices preview [PATH]`.

    Exit status: 0 all may be published, 1 something blocks, 2 it could not be read.
    """
    parser = argparse.ArgumentParser(prog="python -m bot notices", description="Check the words of the bot.")
    commands = parser.add_subparsers(dest="command", required=True)
    lint = commands.add_parser("lint", help="check every template of a folder of languages")
    lint.add_argument("path", nargs="?", type=Path, help="a folder like notices/; default: the shipped words")
    lint.add_argument("--json", action="store_true", help="one JSON object a line")
    preview = commands.add_parser("preview", help="a workbench in the browser that follows the files")
    preview.add_argument(
        "path", nargs="?", type=Path, help="a folder like notices/; default: the shipped words"
    )
    preview.add_argument("--port", type=int, default=8485, help="port on this machine (default: 8485)")
    preview.add_argument("--no-browser", action="store_true", help="only print the address")
    options = parser.parse_args(argv)
    if options.command == "preview":
        return _preview(options.path, options.port, browser=not options.no_browser)
    try:
        given = read_notices(options.path) if options.path else shipped()
    except OSError as error:
        print(f"cannot read {options.path}: {error.__class__.__name__}", file=sys.stderr)
        return 2
    except TemplateRefused as refused:
        print(f"cannot read {refused}", file=sys.stderr)
        return 2
    if not given:
        print(f"no <language>/<name>.jinja under {options.path}", file=sys.stderr)
        return 2
    lines = lint_sources(given, shipped())
    for line in lines:
        print(json.dumps({name: getattr(line, name) for name in Line.__slots__}) if options.json else line)
    blocked = sum(line.level == "block" for line in lines)
    if not options.json:
        print(f"{sum(map(len, given.values()))} files, {blocked} to mend, {len(lines) - blocked} to look at")
    return 1 if blocked else 0


def _preview(root: Path | None, port: int, *, browser: bool) -> int:
    from bot.playground import workbench  # only here: linting needs no web server

    if root is not None and not root.is_dir():
        print(f"no such folder: {root}", file=sys.stderr)
        return 2
    return asyncio.run(workbench.run(root, port, browser=browser))


def lint_sources(given: Sources, base: Sources) -> list[Line]:
    """Every finding in the given files; files that are not given are taken from the shipped ones."""
    out: list[Line] = []
    for locale, sources in given.items():
        for name, source in sources.items():
            out += _faults(locale, name, source)
    if out:
        return out
    whole = {locale: {**base.get(locale, {}), **given.get(locale, {})} for locale in {*base, *given}}
    words = Words.load(whole)
    hints = Words.load(base)
    for locale, sources in given.items():
        for name, source in sources.items():
            found = _notice(words, locale, source) if name == slots.FILE else []
            found += _blocks(words, locale, name, source)
            out += [_line(hints, locale, name, source, finding) for finding in dict.fromkeys(found)]
        out += _missing(words, locale, whole)
    return out


def _faults(locale: str, name: str, source: str) -> list[Line]:
    """What makes a file unreadable: then nothing else of it can be said."""
    try:
        compile_source(name, source)
    except TemplateRefused as refused:
        return [
            Line(f"{locale}/{name}.jinja", fault.line, "block", "template", "", "", fault.why)
            for fault in refused.faults
        ]
    except (SyntaxError, RecursionError, MemoryError):
        return [Line(f"{locale}/{name}.jinja", 0, "block", "template", "", "", "nested too deeply")]
    return []


def _notice(words: Words, locale: str, source: str) -> list[Finding]:
    """The notice's own checks, on a made-up server in each of its states."""
    texts = notice_slot.split(source)
    found: dict[Finding, None] = {}
    for state in STATES:
        report = notice_check.check(words, locale, texts, sample(state), notice_check.Server())
        found.update(dict.fromkeys(report.findings))
    return list(found)


def _blocks(words: Words, locale: str, name: str, source: str) -> list[Finding]:
    out: list[Finding] = []
    for key in sorted(words.keys(locale)):
        file, _, block = key.partition(".")
        if file == name and not (file == slots.FILE and block in slots.ELEMENTS):
            out += wording.check_block(words, locale, key, source)
    return out


def _missing(words: Words, locale: str, whole: Mapping[str, Mapping[str, str]]) -> list[Line]:
    """Texts that English has and this language has not, and facts that only one of them shows."""
    out: list[Line] = []
    for key in sorted(words.keys(FALLBACK)):
        name, _, block = key.partition(".")
        file = f"{locale}/{name}.jinja"
        if key not in words.keys(locale):
            out.append(Line(file, 0, "block", "parity", block, "", f"{block} is missing; English has it"))
            continue
        differing = words.needs(FALLBACK, key) ^ words.needs(locale, key)
        if differing:
            names, at = ", ".join(sorted(differing)), _at(whole[locale][name], block)
            hint = f"{block} and the English one do not show the same facts: {names}"
            out.append(Line(file, at, "block", "parity", block, names, hint))
    return out


def _line(hints: Words, locale: str, name: str, source: str, finding: Finding) -> Line:
    slot = finding.slot.removeprefix(f"{name}.")
    hint = hints.render(FALLBACK, finding.hint, {"words": finding.words})
    at = _at(source, slot) if slot else 0
    return Line(f"{locale}/{name}.jinja", at, finding.level, finding.rule, slot, finding.words, hint)


def _at(source: str, block: str) -> int:
    """The line on which a block starts, from 1; 0 when it is not there."""
    before, found, _ = source.partition(f"block {block} ")
    return before.count("\n") + 1 if found else 0


def helplines_main(argv: Sequence[str], today: date | None = None) -> int:
    """`helplines check [--json]`: 0 when the data may be released, 1 when a row must not go out."""
    parser = argparse.ArgumentParser(prog="python -m bot helplines", description="Check the helpline data.")
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="check every shipped row")
    check.add_argument("--json", action="store_true", help="one JSON object a line")
    options = parser.parse_args(argv)
    try:
        rows, _ = load()
    except ValueError as error:
        print(f"block: {error}", file=sys.stderr)
        return 1
    problems = helplines.check(rows, today or datetime.now(UTC).date())
    for problem in problems:
        if options.json:
            print(json.dumps({name: getattr(problem, name) for name in problem.__slots__}))
        elif problem.level == "fail" or problem.rule != "unchecked":
            print(f"{problem.id}: {problem.level} {problem.rule} {problem.detail}".rstrip())
    failed = sum(problem.level == "fail" for problem in problems)
    unchecked = sum(problem.rule == "unchecked" for problem in problems)
    if not options.json:
        print(f"{len(rows)} lines, {failed} must not be released, {unchecked} never checked by us")
    return 1 if failed else 0
