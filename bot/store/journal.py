"""The journal: append-only, ids and states. `detail` is a short key of ours, never anybody's words."""

from datetime import datetime
from typing import Any

from sqlalchemy import insert, select

from bot.store.database import Tx
from bot.store.schema import journal


async def note(
    tx: Tx,
    at: datetime,
    guild_id: int,
    event: str,
    *,
    conversation_id: int | None = None,
    escalation_id: int | None = None,
    user_id: int | None = None,
    detail: str | None = None,
) -> None:
    """Write down that something happened."""
    await tx.execute(
        insert(journal).values(
            at=at,
            guild_id=guild_id,
            event=event,
            conversation_id=conversation_id,
            escalation_id=escalation_id,
            user_id=user_id,
            detail=detail,
        )
    )


async def events(tx: Tx, guild_id: int) -> list[Any]:
    """All entries of a server, in order."""
    query = select(journal).where(journal.c.guild_id == guild_id).order_by(journal.c.id)
    return list(await tx.execute(query))
