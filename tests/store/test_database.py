"""The store's door: whole transactions or none, whoever is cancelled; and what stands on the disk."""

import asyncio
import random
import sqlite3
import traceback
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import insert, select, text, update

from bot.store.database import Database, StoreBroken, Tx
from bot.store.schema import findings, metadata, servers


@pytest_asyncio.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    """An open store in a file of its own."""
    made = Database(f"sqlite+aiosqlite:///{tmp_path / 'new' / 'store.db'}")
    await made.open()
    yield made
    await made.close()


async def _count(db: Database) -> tuple[int, int]:
    async def read(tx: Tx) -> tuple[int, int]:
        row = (await tx.execute(select(servers.c.min_age, servers.c.retention_days))).one()
        return row[0], row[1]

    return await db.read(read)


async def _start(db: Database) -> None:
    await db.write(lambda tx: tx.execute(insert(servers).values(guild_id=1, min_age=0, retention_days=0)))


async def _both(tx: Tx) -> None:
    """Two statements that belong together, with a pause in which somebody may be cancelled."""
    ages, days = (await tx.execute(select(servers.c.min_age, servers.c.retention_days))).one()
    await tx.execute(update(servers).values(min_age=ages + 1))
    await asyncio.sleep(0)
    await tx.execute(update(servers).values(retention_days=days + 1))


async def test_the_file_is_made_and_its_tables_are_those_of_this_release(db: Database) -> None:
    def difference(connection: object) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), metadata))  # type: ignore[arg-type]

    assert await db.write(lambda tx: tx.run_sync(difference)) == []


async def test_opening_again_changes_nothing(db: Database, tmp_path: Path) -> None:
    await _start(db)
    other = Database(f"sqlite+aiosqlite:///{tmp_path / 'new' / 'store.db'}")
    await other.open()
    assert await _count(other) == (0, 0)
    await other.close()


async def test_the_pragmas_hold_in_every_connection(db: Database) -> None:
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}

    async def read(tx: Tx) -> dict[str, object]:
        return {name: (await tx.execute(text(f"PRAGMA {name}"))).scalar_one() for name in wanted}

    assert await asyncio.gather(*(db.read(read) for _ in range(4))) == [wanted] * 4


async def test_none_of_320_changes_at_once_is_lost(db: Database) -> None:
    await _start(db)
    await asyncio.gather(*(db.write(_both) for _ in range(320)))
    assert await _count(db) == (320, 320)


async def test_two_openings_of_one_file_lose_nothing_either(db: Database, tmp_path: Path) -> None:
    await _start(db)
    other = Database(f"sqlite+aiosqlite:///{tmp_path / 'new' / 'store.db'}")
    await asyncio.gather(*(one.write(_both) for _ in range(40) for one in (db, other)))
    await other.close()
    assert await _count(db) == (80, 80)


async def test_a_storm_of_cancelled_callers_leaves_nothing_half_done_and_never_wedges(db: Database) -> None:
    await _start(db)
    chance = random.Random(7)
    callers = [asyncio.create_task(db.write(_both)) for _ in range(120)]
    for caller in chance.sample(callers, 80):
        for _ in range(chance.randrange(4)):
            await asyncio.sleep(0)
        caller.cancel()
    await asyncio.gather(*callers, return_exceptions=True)
    async with asyncio.timeout(10):
        await db.write(_both)
    ages, days = await _count(db)
    assert ages == days
    assert ages >= 41


async def test_a_cancelled_caller_still_wakes_the_engine(tmp_path: Path) -> None:
    commits: list[int] = []
    db = Database(f"sqlite+aiosqlite:///{tmp_path / 'store.db'}", on_commit=lambda: commits.append(1))
    await db.open()
    await _start(db)
    commits.clear()
    caller = asyncio.create_task(db.write(_both))
    await asyncio.sleep(0)
    caller.cancel()
    await asyncio.gather(caller, return_exceptions=True)
    await db.close()
    assert commits == [1]


async def test_what_raises_inside_changes_nothing(db: Database) -> None:
    await _start(db)

    async def breaks(tx: Tx) -> None:
        await _both(tx)
        raise LookupError

    with pytest.raises(LookupError):
        await db.write(breaks)
    assert await _count(db) == (0, 0)


async def test_a_broken_statement_says_its_kind_and_never_its_values(db: Database) -> None:
    await _start(db)
    secret = "words-of-somebody"
    with pytest.raises(StoreBroken) as caught:
        await db.write(lambda tx: tx.execute(insert(servers).values(guild_id=1, locale=secret)))
    assert caught.value.kind == "SQLITE_CONSTRAINT_PRIMARYKEY"
    told = "".join(traceback.format_exception(caught.value))
    assert "SQLITE_CONSTRAINT" in told
    assert secret not in told


async def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    db = Database(f"sqlite+aiosqlite:///{tmp_path / 'file' / 'store.db'}")
    with pytest.raises(StoreBroken):
        await db.open()
    await db.close()
    (tmp_path / "garbage.db").write_bytes(b"this is no database at all" * 100)
    db = Database(f"sqlite+aiosqlite:///{tmp_path / 'garbage.db'}")
    with pytest.raises(StoreBroken):
        await db.open()
    await db.close()


async def test_what_is_deleted_is_gone_from_the_file(db: Database, tmp_path: Path) -> None:
    trace = "tracetracetrace"
    file = tmp_path / "new" / "store.db"
    now = _moment()
    await db.write(
        lambda tx: tx.execute(
            insert(findings).values(guild_id=1, code="made-up", subject=trace, since=now, last_at=now)
        )
    )
    with sqlite3.connect(file) as other:
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert trace.encode() in file.read_bytes()

    await db.write(lambda tx: tx.execute(findings.delete()))
    with sqlite3.connect(file) as other:
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    left = b"".join(path.read_bytes() for path in file.parent.iterdir())
    assert trace.encode() not in left


def _moment():  # type: ignore[no-untyped-def]
    from datetime import UTC, datetime

    return datetime(2026, 1, 1, tzinfo=UTC)
