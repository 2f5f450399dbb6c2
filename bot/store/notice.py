"""Rows of notice versions, with a server's own words. A version is never changed; another one follows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select

from bot.core.notice import Texts, digest
from bot.store.database import Tx
from bot.store.schema import notices
from bot.store.schema_notice import notice_reads, notice_texts


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


@dataclass(frozen=True, slots=True)
class Read:
    """Who said "I read this as a member would", when, and of which text."""

    user_id: int
    digest: str
    at: datetime


async def latest(tx: Tx, guild_id: int) -> Version | None:
    """The version in force for new conversations."""
    query = select(notices).where(notices.c.guild_id == guild_id).order_by(notices.c.number.desc()).limit(1)
    row = (await tx.execute(query)).first()
    return None if row is None else Version(**row._mapping)


async def get(tx: Tx, notice_id: int) -> Version:
    """One by its row id."""
    row = (await tx.execute(select(notices).where(notices.c.id == notice_id))).one()
    return Version(**row._mapping)


async def numbered(tx: Tx, guild_id: int, number: int) -> Version | None:
    """One by the number that people see."""
    query = select(notices).where(notices.c.guild_id == guild_id, notices.c.number == number)
    row = (await tx.execute(query)).first()
    return None if row is None else Version(**row._mapping)


async def history(tx: Tx, guild_id: int, up_to: int | None = None) -> list[Version]:
    """All versions of a server, newest first; with `up_to`, those with that number or a lower one."""
    query = select(notices).where(notices.c.guild_id == guild_id)
    if up_to is not None:
        query = query.where(notices.c.number <= up_to)
    return [Version(**row._mapping) for row in await tx.execute(query.order_by(notices.c.number.desc()))]


async def texts(tx: Tx, notice_id: int) -> dict[str, dict[str, str]]:
    """The server's own words in a version; empty where it says everything in the shipped words."""
    query = select(notice_texts).where(notice_texts.c.notice_id == notice_id)
    out: dict[str, dict[str, str]] = {}
    for row in await tx.execute(query.order_by(notice_texts.c.locale, notice_texts.c.slot)):
        out.setdefault(row.locale, {})[row.slot] = row.text
    return out


async def ensure(tx: Tx, guild_id: int, shipped: str, now: datetime) -> Version:
    """The version in force. A new number follows when the shipped words moved; own words are carried over."""
    last = await latest(tx, guild_id)
    own = await texts(tx, last.id) if last is not None else {}
    if last is not None and last.source_digest == digest(shipped, own):
        return last
    return await add(tx, guild_id, "material", shipped, own, now, made_by=None)


async def add(
    tx: Tx, guild_id: int, kind: str, shipped: str, own: Texts, now: datetime, *, made_by: int | None
) -> Version:
    """Write the next version; `kind` is "minor" or "material", and `shipped` the shipped source's digest."""
    last = await latest(tx, guild_id)
    result = await tx.execute(
        insert(notices)
        .values(
            guild_id=guild_id,
            number=1 if last is None else last.number + 1,
            kind=kind,
            source_digest=digest(shipped, own),
            made_by=made_by,
            made_at=now,
        )
        .returning(*notices.c)
    )
    version = Version(**result.one()._mapping)
    rows = [
        {"notice_id": version.id, "locale": locale, "slot": slot, "text": text}
        for locale, slots in own.items()
        for slot, text in slots.items()
    ]
    if rows:
        await tx.execute(insert(notice_texts), rows)
    return version


async def add_read(tx: Tx, notice_id: int, user_id: int, text_digest: str, now: datetime) -> None:
    """A named person read it as a member would."""
    values: Mapping[str, object] = {
        "notice_id": notice_id,
        "user_id": user_id,
        "digest": text_digest,
        "at": now,
    }
    await tx.execute(insert(notice_reads).values(**values))


async def reads(tx: Tx, notice_id: int) -> list[Read]:
    """Who read a version before it was published."""
    query = select(notice_reads.c.user_id, notice_reads.c.digest, notice_reads.c.at)
    return [Read(*row) for row in await tx.execute(query.where(notice_reads.c.notice_id == notice_id))]
