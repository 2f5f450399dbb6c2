"""Rows of notice versions. A version is never changed; another one follows it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select

from bot.store.database import Tx
from bot.store.schema import notices


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a server's notice."""

    id: int
    guild_id: int
    number: int
    kind: str
    source_digest: str
    made_by: int | None
    made_at: datetime


async def latest(tx: Tx, guild_id: int) -> Version | None:
    """The version in force for new conversations."""
    query = select(notices).where(notices.c.guild_id == guild_id).order_by(notices.c.number.desc()).limit(1)
    row = (await tx.execute(query)).first()
    return None if row is None else Version(**row._mapping)


async def get(tx: Tx, notice_id: int) -> Version:
    """One by its row id."""
    row = (await tx.execute(select(notices).where(notices.c.id == notice_id))).one()
    return Version(**row._mapping)


async def ensure(tx: Tx, guild_id: int, source_digest: str, now: datetime) -> Version:
    """The version of the source that is in use: the last one, or a new number when the source moved."""
    last = await latest(tx, guild_id)
    if last is not None and last.source_digest == source_digest:
        return last
    number = 1 if last is None else last.number + 1
    result = await tx.execute(
        insert(notices)
        .values(
            guild_id=guild_id,
            number=number,
            kind="material",
            source_digest=source_digest,
            made_at=now,
        )
        .returning(*notices.c)
    )
    return Version(**result.one()._mapping)
