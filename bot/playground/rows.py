"""The few rows the page itself leans on, read from the bot's file without touching it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

OVER = ("closed", "removed")  # the states of a conversation that has ended


def read(database: Path, query: str, *given: Any) -> list[tuple[Any, ...]]:
    """The rows of one query; none where the file or the table is not there (yet)."""
    if not database.exists():
        return []
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True, timeout=2)) as link:
        try:
            return link.execute(query, given).fetchall()
        except sqlite3.OperationalError:
            return []


def journal(database: Path) -> list[str]:
    """What the bot has written down as happened, oldest first."""
    return [str(row[0]) for row in read(database, "SELECT event FROM journal ORDER BY id")]


def gate(database: Path, channel_id: int) -> tuple[int, str, str] | None:
    """Whose conversation this channel is, its gate and its state; None for any other channel."""
    query = "SELECT member_id, gate, state FROM conversations WHERE channel_id = ?"
    found = read(database, query, channel_id)
    return (int(found[0][0] or 0), str(found[0][1]), str(found[0][2])) if found else None
