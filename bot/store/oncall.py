"""Rows of the on-call list: an order of people."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.sqlite import insert as upsert

from bot.store.database import Tx
from bot.store.schema import oncall


@dataclass(frozen=True, slots=True)
class OnCall:
    """One person on the list."""

    guild_id: int
    user_id: int
    position: int
    dm: bool
    pledged_at: datetime | None
    added_at: datetime


async def add(
    tx: Tx, guild_id: int, user_id: int, *, dm: bool, now: datetime, position: int | None = None
) -> None:
    """Put somebody on the list, at its end unless a position is named; again only changes the choice."""
    if position is None:
        query = select(func.coalesce(func.max(oncall.c.position), 0)).where(oncall.c.guild_id == guild_id)
        position = (await tx.execute(query)).scalar_one() + 1
    await tx.execute(
        upsert(oncall)
        .values(guild_id=guild_id, user_id=user_id, position=position, dm=dm, added_at=now)
        .on_conflict_do_update(index_elements=["guild_id", "user_id"], set_={"dm": dm})
    )


async def remove(tx: Tx, guild_id: int, user_id: int) -> bool:
    """Take somebody off; False when they were not on it."""
    result = await tx.execute(
        delete(oncall)
        .where(oncall.c.guild_id == guild_id, oncall.c.user_id == user_id)
        .returning(oncall.c.user_id)
    )
    return result.first() is not None


async def everyone(tx: Tx, guild_id: int) -> list[OnCall]:
    """The list, in order."""
    query = select(oncall).where(oncall.c.guild_id == guild_id).order_by(oncall.c.position, oncall.c.user_id)
    return [OnCall(**row._mapping) for row in await tx.execute(query)]
