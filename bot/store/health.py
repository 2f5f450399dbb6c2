"""Rows of findings."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import case, delete, literal, null, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from bot.clock import to_ms
from bot.store.database import Tx
from bot.store.schema import Moment, findings

# What has been quiet for so long is over; when it comes again, it is told again.
QUIET = timedelta(hours=24)


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
    """Keep a finding; True when it is new, or back after a quiet day."""
    quiet = findings.c.last_at < now - QUIET
    result = await tx.execute(
        upsert(findings)
        .values(guild_id=guild_id, code=code, subject=subject[:64], since=now, last_at=now)
        .on_conflict_do_update(
            index_elements=["guild_id", "code", "subject"],
            set_={
                "last_at": now,
                "since": case((quiet, literal(now, Moment)), else_=findings.c.since),
                "told_at": case((quiet, null()), else_=findings.c.told_at),
            },
        )
        .returning(findings.c.since)
    )
    return to_ms(result.scalar_one()) == to_ms(now)


async def mended(tx: Tx, guild_id: int, code: str, subject: str) -> None:
    """Forget a finding: it is no longer so."""
    await tx.execute(
        delete(findings).where(
            findings.c.guild_id == guild_id, findings.c.code == code, findings.c.subject == subject
        )
    )


async def over(tx: Tx, guild_id: int, code: str) -> None:
    """Forget every finding of a kind."""
    await tx.execute(delete(findings).where(findings.c.guild_id == guild_id, findings.c.code == code))


async def where(tx: Tx, code: str, subject: str) -> list[int]:
    """The servers that have this finding."""
    query = select(findings.c.guild_id).where(findings.c.code == code, findings.c.subject == subject)
    return list((await tx.execute(query)).scalars())


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


async def all_of(tx: Tx, guild_id: int, now: datetime) -> list[Finding]:
    """All findings of a server that have not been quiet for a day, oldest first."""
    query = (
        select(findings)
        .where(findings.c.guild_id == guild_id, findings.c.last_at >= now - QUIET)
        .order_by(findings.c.since, findings.c.code, findings.c.subject)
    )
    return [Finding(**row._mapping) for row in await tx.execute(query)]


async def every(tx: Tx, guild_id: int) -> list[Finding]:
    """All findings of a server, the quiet ones too."""
    query = select(findings).where(findings.c.guild_id == guild_id)
    return [Finding(**row._mapping) for row in await tx.execute(query)]


async def untold(tx: Tx) -> list[Finding]:
    """Every finding that nobody has been told yet, oldest first."""
    query = select(findings).where(findings.c.told_at.is_(None)).order_by(findings.c.since)
    return [Finding(**row._mapping) for row in await tx.execute(query)]
