"""Rows of a server's own lexicon. A version is never changed; undoing makes another one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select

from bot.core.lexicon import ServerTerm
from bot.store.database import Tx
from bot.store.schema import lexicon_versions, term_counts


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a server's terms, and what made it."""

    guild_id: int
    number: int
    made_by: int
    made_at: datetime
    what: str
    term: str
    terms: tuple[ServerTerm, ...]


def _version(row: Any) -> Version:
    terms = tuple(
        ServerTerm(
            id=one["id"],
            patterns=tuple(one["patterns"]),
            category=one["category"],
            tier=one["tier"],
            enabled=one["enabled"],
        )
        for one in row.terms
    )
    return Version(row.guild_id, row.number, row.made_by, row.made_at, row.what, row.term, terms)


async def latest(tx: Tx, guild_id: int) -> Version | None:
    """The version in force, if the server has any terms of its own."""
    rows = await versions(tx, guild_id, limit=1)
    return rows[0] if rows else None


async def versions(tx: Tx, guild_id: int, limit: int = 20) -> list[Version]:
    """The versions of a server, newest first."""
    query = (
        select(lexicon_versions)
        .where(lexicon_versions.c.guild_id == guild_id)
        .order_by(lexicon_versions.c.number.desc())
        .limit(limit)
    )
    return [_version(row) for row in await tx.execute(query)]


async def guilds(tx: Tx) -> list[int]:
    """The servers that have terms of their own."""
    return list((await tx.execute(select(lexicon_versions.c.guild_id).distinct())).scalars())


async def add(
    tx: Tx,
    guild_id: int,
    made_by: int,
    made_at: datetime,
    what: str,
    term: str,
    terms: tuple[ServerTerm, ...],
) -> int:
    """Write the next version; its number."""
    query = select(func.coalesce(func.max(lexicon_versions.c.number), 0)).where(
        lexicon_versions.c.guild_id == guild_id
    )
    number = int((await tx.execute(query)).scalar_one()) + 1
    rows = [
        {
            "id": one.id,
            "patterns": list(one.patterns),
            "category": one.category,
            "tier": one.tier,
            "enabled": one.enabled,
        }
        for one in terms
    ]
    await tx.execute(
        insert(lexicon_versions).values(
            guild_id=guild_id,
            number=number,
            made_by=made_by,
            made_at=made_at,
            what=what,
            term=term,
            terms=rows,
        )
    )
    return number


async def counts(tx: Tx, guild_id: int) -> dict[str, dict[str, int]]:
    """How each term turned out: {term: {outcome: times}}."""
    found: dict[str, dict[str, int]] = {}
    for row in await tx.execute(select(term_counts).where(term_counts.c.guild_id == guild_id)):
        found.setdefault(row.term, {})[row.outcome] = row.times
    return found
