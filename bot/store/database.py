"""One SQLite file, and transactions that are whole or not there at all.

Measured hazards decided the shape (runtime guide, 3.5): every write begins IMMEDIATE, so that nothing
is read and then overwritten; every transaction runs as one shielded unit, so that a cancelled caller
never leaves one half done; `synchronous=FULL`, so that a power cut loses no acknowledged row;
`secure_delete`, so that what is erased is gone from the file; `hide_parameters`, so that no error text
carries a value.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from pathlib import Path
from typing import Any, TypeVar

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, event, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

log = logging.getLogger(__name__)

T = TypeVar("T")
Tx = AsyncConnection
Work = Callable[[Tx], Awaitable[T]]

_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=5000",
    "PRAGMA secure_delete=ON",
)


class StoreBroken(Exception):
    """The database could not keep something: a full disk, a lost file. Says what kind, never values."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


class Database:
    """The store's one door: `read` and `write`, each with a function that is the transaction."""

    def __init__(self, url: str, on_commit: Callable[[], None] | None = None) -> None:
        self._url = make_url(url)
        self._engine = create_async_engine(self._url, hide_parameters=True, pool_size=4, max_overflow=0)
        self._writer = asyncio.Lock()
        self._units: set[asyncio.Task[Any]] = set()
        self.on_commit = on_commit
        event.listen(self._engine.sync_engine, "connect", _prepare)
        event.listen(self._engine.sync_engine, "begin", _begin)

    async def open(self) -> None:
        """Create the file where it is missing and bring its tables to this release.

        Raises StoreBroken when the place cannot be written.
        """
        if self._url.database and self._url.database != ":memory:":
            try:
                Path(self._url.database).parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise StoreBroken(type(error).__name__) from None
        await self.write(lambda tx: tx.run_sync(_upgrade))

    async def close(self) -> None:
        """Let running transactions finish, then let go of the file."""
        if self._units:
            await asyncio.gather(*self._units, return_exceptions=True)
        await self._engine.dispose()

    async def write(self, work: Work[T]) -> T:
        """Run one transaction that may change things; commits when `work` returns, or changes nothing.

        Raises StoreBroken when the database refused; whatever `work` raises goes on to the caller.
        """
        return await self._unit(self._write(work))

    async def shrink(self) -> None:
        """Empty the write-ahead log into the file: deleted rows are overwritten there, and gone from here."""
        async with self._writer, self._engine.connect() as connection:
            # A checkpoint cannot run inside a transaction, and the driver's own connection has none.
            driver: Any = (await connection.get_raw_connection()).driver_connection
            cursor = await driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            await cursor.close()

    async def read(self, work: Work[T]) -> T:
        """Run one transaction that only reads, on one consistent picture."""
        return await self._unit(self._read(work))

    async def _unit(self, job: Coroutine[Any, Any, T]) -> T:
        task = asyncio.ensure_future(job)
        self._units.add(task)
        task.add_done_callback(self._finished)
        return await asyncio.shield(task)

    def _finished(self, task: asyncio.Task[Any]) -> None:
        self._units.discard(task)
        if not task.cancelled() and task.exception() is not None:
            log.debug("a transaction ended with %s", type(task.exception()).__name__)

    async def _write(self, work: Work[T]) -> T:
        async with self._writer:
            try:
                async with self._engine.execution_options(forthright_write=True).begin() as tx:
                    result = await work(tx)
            except DBAPIError as error:
                raise _broken(error) from None
        # Here and not in the caller: whoever asked may be cancelled, and the rows are due all the same.
        if self.on_commit is not None:
            self.on_commit()
        return result

    async def _read(self, work: Work[T]) -> T:
        try:
            async with self._engine.connect() as tx:
                return await work(tx)
        except DBAPIError as error:
            raise _broken(error) from None


def _broken(error: DBAPIError) -> StoreBroken:
    """The kind of failure, without statement or values. Integrity errors keep their constraint's name."""
    kind = type(error.orig).__name__ if error.orig is not None else type(error).__name__
    code = getattr(error.orig, "sqlite_errorname", None)
    return StoreBroken(str(code or kind))


def _prepare(dbapi_connection: Any, record: Any) -> None:
    # The driver must not open transactions by itself: it would do so too late, after the first read.
    dbapi_connection.isolation_level = None
    cursor = dbapi_connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin(connection: Connection) -> None:
    write = connection.get_execution_options().get("forthright_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def alembic_config() -> Config:
    """Where the migrations are, wherever the package is installed."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config


def _upgrade(connection: Connection) -> None:
    config = alembic_config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
