"""Rows of drafts: one a language and server, with a revision that tells two editors apart."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select, update

from bot.store.database import Tx
from bot.store.schema_notice import notice_drafts


@dataclass(frozen=True, slots=True)
class Draft:
    """What is being worked on in one language."""

    guild_id: int
    locale: str
    revision: int
    texts: dict[str, str]
    edited_by: int
    edited_at: datetime


async def get(tx: Tx, guild_id: int, locale: str) -> Draft | None:
    """The draft of a language, if there is one."""
    query = select(notice_drafts).where(
        notice_drafts.c.guild_id == guild_id, notice_drafts.c.locale == locale
    )
    row = (await tx.execute(query)).first()
    return None if row is None else Draft(**row._mapping)


async def all_of(tx: Tx, guild_id: int) -> list[Draft]:
    """Every draft of a server, by language."""
    query = select(notice_drafts).where(notice_drafts.c.guild_id == guild_id).order_by(notice_drafts.c.locale)
    return [Draft(**row._mapping) for row in await tx.execute(query)]


async def save(
    tx: Tx, guild_id: int, locale: str, texts: Mapping[str, str], by: int, now: datetime, seen: int
) -> Draft | None:
    """Write a draft over the revision the editor saw (0: there was none); None when it has moved since."""
    values = {"revision": seen + 1, "texts": dict(texts), "edited_by": by, "edited_at": now}
    mine = (notice_drafts.c.guild_id == guild_id, notice_drafts.c.locale == locale)
    existing = await get(tx, guild_id, locale)
    if (existing.revision if existing else 0) != seen:
        return None
    if existing is None:
        statement = insert(notice_drafts).values(guild_id=guild_id, locale=locale, **values)
        result = await tx.execute(statement.returning(*notice_drafts.c))
    else:
        result = await tx.execute(
            update(notice_drafts).where(*mine).values(**values).returning(*notice_drafts.c)
        )
    return Draft(**result.one()._mapping)


async def drop(tx: Tx, guild_id: int, locale: str | None = None) -> None:
    """Forget a draft, or all of a server's."""
    query = delete(notice_drafts).where(notice_drafts.c.guild_id == guild_id)
    await tx.execute(query if locale is None else query.where(notice_drafts.c.locale == locale))
