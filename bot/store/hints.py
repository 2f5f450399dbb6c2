"""Rows of hints: ids and times only, kept for an hour, so that two of them can become a match."""

from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from bot.store.database import Tx
from bot.store.schema import hints


async def add(
    tx: Tx, conversation_id: int, message_id: int, edited_ms: int, term: str, now: datetime
) -> bool:
    """Remember a hint; False when this edit of the message had been counted."""
    result = await tx.execute(
        upsert(hints)
        .values(
            conversation_id=conversation_id,
            message_id=message_id,
            edited_ms=edited_ms,
            term=term,
            at=now,
        )
        .on_conflict_do_nothing()
        .returning(hints.c.message_id)
    )
    return result.first() is not None


async def since(tx: Tx, conversation_id: int, moment: datetime) -> int:
    """How many different messages have given a hint since then."""
    query = select(func.count(func.distinct(hints.c.message_id))).where(
        hints.c.conversation_id == conversation_id, hints.c.at >= moment
    )
    return (await tx.execute(query)).scalar_one()


async def due_at(tx: Tx, conversation_id: int, at: datetime) -> None:
    """Look again at `at` whether a peer has come."""
    await tx.execute(
        update(hints)
        .where(hints.c.conversation_id == conversation_id, hints.c.due_at.is_(None))
        .values(due_at=at)
    )


async def due(tx: Tx, now: datetime) -> list[tuple[int, str]]:
    """Conversations whose hint has waited long enough, and the term of it."""
    query = (
        select(hints.c.conversation_id, func.min(hints.c.term))
        .where(hints.c.due_at <= now)
        .group_by(hints.c.conversation_id)
    )
    return [(row[0], row[1]) for row in await tx.execute(query)]


async def settle(tx: Tx, conversation_id: int) -> None:
    """The question has been looked at."""
    await tx.execute(update(hints).where(hints.c.conversation_id == conversation_id).values(due_at=None))


async def forget(tx: Tx, conversation_id: int) -> None:
    """An escalation is open now, or the conversation is over."""
    await tx.execute(delete(hints).where(hints.c.conversation_id == conversation_id))
