"""Rows of findings, and of heartbeats."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from bot.store.database import Tx
from bot.store.schema import findings, heartbeats


@dataclass(frozen=True, slots=True)
class Finding:
    """A health problem that a person should see."""

    guild_id: int
    code: str
    subject: str
    since: datetime
    last_at: datetime
    told_at: datetime | None


async def found(tx: Tx, guild_id: int, code: str, subject: str, now: datetime) -> bool:
    """Keep a finding; True when it is new."""
    result = await tx.execute(
        upsert(findings)
        .values(guild_id=guild_id, code=code, subject=subject, since=now, last_at=now)
        .on_conflict_do_update(index_elements=["guild_id", "code", "subject"], set_={"last_at": now})
        .returning(findings.c.since)
    )
    return bool(result.scalar_one() == now)


async def mended(tx: Tx, guild_id: int, code: str, subject: str) -> None:
    """Forget a finding: it is no longer so."""
    await tx.execute(
        delete(findings).where(
            findings.c.guild_id == guild_id, findings.c.code == code, findings.c.subject == subject
        )
    )


async def told(tx: Tx, finding: Finding, now: datetime) -> None:
    """A person has been told."""
    await tx.execute(
        update(findings)
        .where(
            findings.c.guild_id == finding.guild_id,
            findings.c.code == finding.code,
            findings.c.subject == finding.subject,
        )
        .values(told_at=now)
    )


async def all_of(tx: Tx, guild_id: int) -> list[Finding]:
    """All findings of a server, oldest first."""
    query = select(findings).where(findings.c.guild_id == guild_id).order_by(findings.c.since)
    return [Finding(**row._mapping) for row in await tx.execute(query)]


async def untold(tx: Tx) -> bool:
    """Is there any finding that nobody has been told yet?"""
    return (await tx.execute(select(findings.c.code).where(findings.c.told_at.is_(None)))).first() is not None


async def beat(tx: Tx, name: str, now: datetime) -> None:
    """The engine is alive at `now`."""
    await tx.execute(
        upsert(heartbeats)
        .values(name=name, at=now)
        .on_conflict_do_update(index_elements=["name"], set_={"at": now})
    )


async def last_beat(tx: Tx, name: str) -> datetime | None:
    """When the engine was last alive."""
    return (await tx.execute(select(heartbeats.c.at).where(heartbeats.c.name == name))).scalar_one_or_none()
