"""Behind the curtain: the bot's own rows, read from its file as they are, and a search of every byte."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

ROWS_SHOWN = 200
HOUSEKEEPING = {"alembic_version", "sqlite_sequence"}


def tables(database: Path) -> list[dict[str, Any]]:
    """Every table with its newest rows, the journal first. Knows nothing of the schema on purpose."""
    if not database.exists():
        return []
    link = sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True, timeout=2)
    try:
        names = [
            str(row[0])
            for row in link.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
            if row[0] not in HOUSEKEEPING
        ]
        names.sort(key=lambda name: ("journal" not in name, name))
        return [_table(link, name) for name in names]
    finally:
        link.close()


def _table(link: sqlite3.Connection, name: str) -> dict[str, Any]:
    quoted = '"' + name.replace('"', '""') + '"'
    count = int(link.execute(f"SELECT count(*) FROM {quoted}").fetchone()[0])  # noqa: S608 - quoted name
    try:
        found = link.execute(f"SELECT * FROM {quoted} ORDER BY rowid DESC LIMIT {ROWS_SHOWN}")  # noqa: S608
    except sqlite3.OperationalError:  # a table WITHOUT ROWID has no order of its own
        found = link.execute(f"SELECT * FROM {quoted} LIMIT {ROWS_SHOWN}")  # noqa: S608
    columns = [str(column[0]) for column in found.description]
    rows = [[_cell(value) for value in row] for row in found]
    return {"name": name, "count": count, "columns": columns, "rows": rows}


def _cell(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, bytes):
        return f"{len(value)} bytes: {value[:16].hex()}"
    return str(value)


def search(database: Path, phrase: str) -> dict[str, Any]:
    """How often this phrase stands anywhere in the database files, write-ahead log included, as raw bytes."""
    files = sorted(path for path in database.parent.iterdir() if path.name.startswith(database.name))
    needles = {phrase.encode("utf-8"), phrase.encode("utf-16-le")}
    total, found = 0, 0
    for path in files:
        content = path.read_bytes()
        total += len(content)
        found += sum(content.count(needle) for needle in needles)
    return {"files": [path.name for path in files], "bytes": total, "found": found}
