"""The command line of the lexicon: one answer per line, in order, and never a word of a text on stderr."""

import contextlib
import gzip
import io
import json
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO

import pytest

from bot.lexicon_cli import main, wilson


class Streams:
    """Standard input as bytes, and what was printed."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, given: bytes) -> None:
        self.out, self.err = io.StringIO(), io.StringIO()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given), encoding="utf-8"))
        monkeypatch.setattr(sys, "stdout", self.out)
        monkeypatch.setattr(sys, "stderr", self.err)


def test_scan_answers_each_line_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    streams = Streams(monkeypatch, b'{"text": "i want to die"}\n{"text": "good morning"}\n')
    assert main(["scan"]) == 0
    first, second = (json.loads(line) for line in streams.out.getvalue().splitlines())
    assert first == {"tier": 2, "category": "suicide.ideation", "term": "si.want-die", "adjustments": []}
    assert second == {"tier": None, "category": None, "term": None, "adjustments": []}


def test_scan_names_a_bad_line_keeps_the_order_and_fails_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    given = b'{"text": "kys"}\nsecret words\n\xff\xfe\n{"text": 5}\n{"text": "\\ud800 i want to die"}'
    streams = Streams(monkeypatch, given)
    assert main(["scan"]) == 1
    lines = [json.loads(line) for line in streams.out.getvalue().splitlines()]
    assert [("error" in line) for line in lines] == [False, True, True, True, False]
    assert lines[4]["tier"] == 2
    assert [line.split(":")[0] for line in streams.err.getvalue().splitlines()] == [
        "line 2",
        "line 3",
        "line 4",
    ]
    assert "secret" not in streams.err.getvalue()


def test_evaluate_counts_by_label_and_reads_compressed_files(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    rows = [
        {"text": "i want to die", "gold": "E"},
        {"text": "soup", "label": "benign"},
        {"text": "pie", "gold": "E"},
    ]
    packed = tmp_path / "rows.jsonl.gz"
    packed.write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))
    streams = Streams(monkeypatch, b"")
    assert main(["evaluate", str(packed)]) == 0
    table = streams.out.getvalue()
    assert "50.0%" in table
    assert "9.5%-90.5%" in table  # one of two, by Wilson
    assert "benign" in table


def test_evaluate_says_which_line_it_could_not_use(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"text": "soup"}\n', encoding="utf-8")
    streams = Streams(monkeypatch, b"")
    assert main(["evaluate", str(rows), str(tmp_path / "none.jsonl")]) == 1
    assert "rows.jsonl line 1" in streams.err.getvalue()
    assert "none.jsonl" in streams.err.getvalue()


def test_lint_passes_what_ships_and_names_what_is_wrong(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    streams = Streams(monkeypatch, b"")
    assert main(["lint"]) == 0
    assert "no problem" in streams.out.getvalue()
    bad = tmp_path / "bad.toml"
    bad.write_text('schema = 1\nlanguage = "en"\n[[rule]]\nid = "x.y"\n', encoding="utf-8")
    assert main(["lint", str(bad)]) == 1
    assert "bad.toml:3:" in streams.out.getvalue()


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"), [(0, 0, 0, 1), (0, 10, 0, 0.278), (10, 10, 0.722, 1)]
)
def test_wilson_is_sane_at_the_edges(hits: int, total: int, low: float, high: float) -> None:
    assert wilson(hits, total) == pytest.approx((low, high), abs=0.001)


def test_it_starts_without_discord_or_a_database() -> None:
    code = (
        "import sys, bot.lexicon_cli; print(sorted({'discord', 'sqlalchemy', 'aiohttp'} & set(sys.modules)))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_a_reader_that_has_enough_is_no_failure() -> None:
    """`scan | head -1`: the pipe closes while answers are still being written."""
    given = b'{"text": "good morning"}\n' * 20_000
    scan = subprocess.Popen(
        [sys.executable, "-m", "bot", "lexicon", "scan", "--language", "en"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert scan.stdin is not None
    assert scan.stdout is not None
    assert scan.stderr is not None
    feeder = threading.Thread(target=_feed, args=(scan.stdin, given))
    feeder.start()
    assert json.loads(scan.stdout.readline())["tier"] is None
    scan.stdout.close()
    complaint = scan.stderr.read()
    scan.stderr.close()
    feeder.join()
    assert scan.wait(timeout=60) == 141
    assert complaint == b""


def _feed(pipe: IO[bytes], given: bytes) -> None:
    with contextlib.suppress(BrokenPipeError):
        pipe.write(given)
    with contextlib.suppress(BrokenPipeError):
        pipe.close()
