"""Rows of hints: ids and times only, kept for an hour, so that two of them can become a match."""

from datetime import datetime, timedelta

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


async def fade(tx: Tx, conversation_id: int, before: datetime) -> bool:
    """Forget the hints of a conversation that were given before a moment; True when there were any."""
    result = await tx.execute(
        delete(hints)
        .where(hints.c.conversation_id == conversation_id, hints.c.at <= before)
        .returning(hints.c.message_id)
    )
    return bool(result.all())


async def settle(tx: Tx, conversation_id: int, window: timedelta) -> None:
    """The question has been looked at: each hint is looked at again only to be forgotten."""
    rows = await tx.execute(
        select(hints.c.message_id, hints.c.edited_ms, hints.c.at).where(
            hints.c.conversation_id == conversation_id
        )
    )
    for message_id, edited_ms, at in rows.all():
        await tx.execute(
            update(hints)
            .where(
                hints.c.conversation_id == conversation_id,
                hints.c.message_id == message_id,
                hints.c.edited_ms == edited_ms,
            )
            .values(due_at=at + window)
        )


async def keys(tx: Tx, conversation_id: int) -> list[tuple[int, int]]:
    """Which messages, in which edits, are hints here."""
    query = select(hints.c.message_id, hints.c.edited_ms).where(hints.c.conversation_id == conversation_id)
    return [(row[0], row[1]) for row in await tx.execute(query)]


async def forget(tx: Tx, conversation_id: int) -> None:
    """An escalation is open now, or the conversation is over."""
    await tx.execute(delete(hints).where(hints.c.conversation_id == conversation_id))
