"""`python -m bot lexicon scan|evaluate|lint`: the engine on a command line, without Discord or a store."""

import argparse
import gzip
import json
import math
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TextIO

from bot.core.lexicon import Lexicon, LexiconError, Match, load
from bot.lexicons import shipped, sources

_NOTHING: dict[str, object] = {"tier": None, "category": None, "term": None, "adjustments": []}
_Z = 1.959963984540054  # 95 %


def main(argv: Sequence[str]) -> int:
    """Runs one subcommand on standard input and output; the number is the process's exit status."""
    parser = argparse.ArgumentParser(prog="python -m bot lexicon", description=__doc__)
    actions = parser.add_subparsers(dest="action", required=True)
    scan = actions.add_parser("scan", help="JSON lines with a text on standard input, one answer each")
    evaluate = actions.add_parser("evaluate", help="recall and alert rates over labelled JSON lines")
    evaluate.add_argument("files", nargs="+", type=Path, metavar="FILE")
    lint = actions.add_parser("lint", help="check one lexicon file, or all that are shipped")
    lint.add_argument("file", nargs="?", type=Path, metavar="FILE")
    for action in (scan, evaluate, lint):
        action.add_argument("--language", action="append", help="only this language; may be repeated")
    chosen = parser.parse_args(argv)
    if chosen.action == "lint":
        return _lint(chosen.file, chosen.language, sys.stdout)
    try:
        lexicon = shipped(chosen.language)
    except LexiconError as error:
        _print_problems(error, sys.stderr)
        return 2
    if chosen.action == "scan":
        return _scan(lexicon, sys.stdin.buffer, sys.stdout, sys.stderr)
    return _evaluate(lexicon, chosen.files, sys.stdout, sys.stderr)


def answer(match: Match | None) -> dict[str, object]:
    """One scan as the command line writes it: never a word of the text."""
    if match is None:
        return dict(_NOTHING)
    return {
        "tier": match.tier,
        "category": match.category,
        "term": match.term,
        "adjustments": list(match.adjustments),
    }


def _text(line: bytes | str, key: str = "text") -> tuple[str, dict[str, object]]:
    """The text of one JSON line; raises ValueError in words that quote nothing of it."""
    try:
        row = json.loads(line)
    except UnicodeDecodeError:
        raise ValueError("not UTF-8") from None
    except (ValueError, RecursionError):
        raise ValueError("not a JSON object") from None
    if not isinstance(row, dict):
        raise ValueError("not a JSON object")
    text = row.get(key)
    if not isinstance(text, str):
        raise ValueError(f"no {key!r} that is a string")
    return text, row


def _scan(lexicon: Lexicon, lines: Iterator[bytes], out: TextIO, err: TextIO) -> int:
    """One line out for each line in, in order; a bad one is named on standard error and goes on."""
    bad = 0
    for number, line in enumerate(lines, 1):
        try:
            text, _ = _text(line)
        except ValueError as error:
            bad += 1
            print(f"line {number}: {error}", file=err)
            print(json.dumps({"error": str(error)}), file=out)
            continue
        print(json.dumps(answer(lexicon.scan(text))), file=out)
    out.flush()
    return 1 if bad else 0


def wilson(hits: int, total: int) -> tuple[float, float]:
    """The 95 % interval of a share, by Wilson's score."""
    if total == 0:
        return (0.0, 1.0)
    share = hits / total
    scale = 1 + _Z * _Z / total
    middle = (share + _Z * _Z / (2 * total)) / scale
    half = _Z * math.sqrt(share * (1 - share) / total + _Z * _Z / (4 * total * total)) / scale
    return (max(0.0, middle - half), min(1.0, middle + half))


def _evaluate(lexicon: Lexicon, files: Sequence[Path], out: TextIO, err: TextIO) -> int:
    counts: dict[str, list[int]] = {}
    bad = 0
    for path in files:
        try:
            for number, line in enumerate(_lines(path), 1):
                if not line.strip():
                    continue
                try:
                    text, row = _text(line)
                    kind = row.get("gold", row.get("label"))
                    if not isinstance(kind, str):
                        raise ValueError("no 'gold' or 'label' that is a string")
                except ValueError as error:
                    bad += 1
                    print(f"{path.name} line {number}: {error}", file=err)
                    continue
                match = lexicon.scan(text)
                row_counts = counts.setdefault(kind, [0, 0, 0])
                row_counts[0] += 1
                row_counts[1] += match is not None and match.tier in (1, 2)
                row_counts[2] += match is not None and match.tier in (1, 2, 3)
        except (OSError, EOFError, gzip.BadGzipFile) as error:
            bad += 1
            print(f"{path.name}: cannot be read ({type(error).__name__})", file=err)
    _table(counts, out)
    return 1 if bad else 0


def _lines(path: Path) -> Iterator[bytes]:
    if path.suffix == ".gz":
        with gzip.open(path, "rb") as packed:
            yield from packed
    else:
        with path.open("rb") as plain:
            yield from plain


def _table(counts: dict[str, list[int]], out: TextIO) -> None:
    head = ("class", "n", "tiers 1-2", "95 %", "per 1,000", "tiers 1-3", "95 %", "per 1,000")
    print("{:<12}{:>8}  {:>9} {:>15} {:>9}  {:>9} {:>15} {:>9}".format(*head), file=out)
    for kind, (total, paging, some) in sorted(counts.items()):
        cells: list[str] = []
        for hits in (paging, some):
            low, high = wilson(hits, total)
            cells += [
                f"{hits / total:>9.1%}",
                f"{f'{low:.1%}-{high:.1%}':>15}",
                f"{1000 * hits / total:>9.2f}",
            ]
        print(f"{kind:<12}{total:>8}  {' '.join(cells[:3])}  {' '.join(cells[3:])}", file=out)


def _lint(path: Path | None, languages: Sequence[str] | None, out: TextIO) -> int:
    """Loads the shipped files, with one of them replaced by FILE or FILE added, and names every problem."""
    files = sources(languages)
    if path is not None:
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            print(f"{path.name}: cannot be read ({type(error).__name__})", file=out)
            return 2
        shipped = f"{path.parent.name}/{path.name}"
        files[shipped if shipped in files else path.name] = text
    try:
        lexicon = load(files)
    except LexiconError as error:
        _print_problems(error, out)
        return 1
    compiled = lexicon.shipped.compiled
    print(
        f"{len(files)} files, {len(compiled.terms)} terms, {len(compiled.every)} patterns: no problem",
        file=out,
    )
    return 0


def _print_problems(error: LexiconError, out: TextIO) -> None:
    for problem in error.problems:
        print(f"{problem.file}:{problem.line}: {problem.why}", file=out)
