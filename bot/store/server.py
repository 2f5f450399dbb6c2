"""Rows of servers and of their extra categories."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from bot.core.server import Server
from bot.store.database import Tx
from bot.store.schema import categories, servers


async def get(tx: Tx, guild_id: int) -> Server:
    """The settings of a server; all undecided when nobody has set anything."""
    row = (await tx.execute(select(servers).where(servers.c.guild_id == guild_id))).first()
    return Server(guild_id) if row is None else Server(**row._mapping)


async def known(tx: Tx) -> list[int]:
    """The ids of all servers that have any settings."""
    return list((await tx.execute(select(servers.c.guild_id).order_by(servers.c.guild_id))).scalars())


async def change(tx: Tx, guild_id: int, **values: Any) -> Server:
    """Set some settings."""
    await tx.execute(
        upsert(servers)
        .values(guild_id=guild_id, **values)
        .on_conflict_do_update(index_elements=["guild_id"], set_=values)
    )
    return await get(tx, guild_id)


async def all_categories(tx: Tx, server: Server) -> tuple[int, ...]:
    """The support category and those added after it, in order."""
    query = (
        select(categories.c.category_id)
        .where(categories.c.guild_id == server.guild_id)
        .order_by(categories.c.added_at, categories.c.category_id)
    )
    more = (await tx.execute(query)).scalars()
    first = [server.category_id] if server.category_id is not None else []
    return tuple(dict.fromkeys([*first, *more]))


async def add_category(tx: Tx, guild_id: int, category_id: int, now: datetime) -> None:
    """Remember another category, made because the others were full."""
    await tx.execute(insert(categories).values(category_id=category_id, guild_id=guild_id, added_at=now))


async def drop_category(tx: Tx, category_id: int) -> None:
    """Forget a category that somebody deleted."""
    await tx.execute(delete(categories).where(categories.c.category_id == category_id))
