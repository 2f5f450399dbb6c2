"""Rows of messages to be sent. Written in the transaction that decided them, delivered afterwards."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from bot.core.effects import Place, Post
from bot.store.database import Tx
from bot.store.schema import outbox

SENDING_TIMEOUT = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class OutRow:
    """One message and how far it has come."""

    id: int
    guild_id: int
    conversation_id: int | None
    escalation_id: int | None
    place: str
    user_id: int | None
    key: str
    facts: dict[str, Any]
    buttons: str
    pings: list[int]
    purpose: str
    state: str
    attempts: int
    due_at: datetime | None
    message_id: int | None
    channel_id: int | None
    made_at: datetime
    done_at: datetime | None
    reason: str | None


async def put(
    tx: Tx,
    post: Post,
    now: datetime,
    *,
    guild_id: int,
    conversation_id: int | None = None,
    escalation_id: int | None = None,
) -> bool:
    """Queue a message; False when the same thing has been queued before."""
    result = await tx.execute(
        upsert(outbox)
        .values(
            guild_id=guild_id,
            conversation_id=conversation_id,
            escalation_id=escalation_id,
            place=post.place.value,
            user_id=post.user_id,
            key=post.key,
            facts=dict(post.facts),
            buttons=post.buttons,
            pings=list(post.pings),
            purpose=post.purpose,
            state="queued",
            attempts=0,
            due_at=now + timedelta(seconds=post.delay_seconds),
            made_at=now,
        )
        .on_conflict_do_nothing(index_elements=["purpose"])
        .returning(outbox.c.id)
    )
    return result.first() is not None


async def due(tx: Tx, now: datetime, limit: int = 20) -> list[OutRow]:
    """Messages to send now: pages first, then the oldest."""
    query = (
        select(outbox)
        .where(outbox.c.due_at <= now)
        .order_by(outbox.c.escalation_id.is_(None), outbox.c.due_at, outbox.c.id)
        .limit(limit)
    )
    return [OutRow(**row._mapping) for row in await tx.execute(query)]


async def begin(tx: Tx, row: OutRow, now: datetime) -> bool:
    """Mark as being sent, before it is; False when somebody else has it. A crash leaves it due again."""
    result = await tx.execute(
        update(outbox)
        .where(outbox.c.id == row.id, outbox.c.due_at == row.due_at)
        .values(state="sending", attempts=row.attempts + 1, due_at=now + SENDING_TIMEOUT)
        .returning(outbox.c.id)
    )
    return result.first() is not None


async def sent(tx: Tx, row: OutRow, channel_id: int, message_id: int, now: datetime) -> None:
    """Discord has it."""
    await tx.execute(
        update(outbox)
        .where(outbox.c.id == row.id)
        .values(state="sent", due_at=None, channel_id=channel_id, message_id=message_id, done_at=now)
    )


async def retry(tx: Tx, row: OutRow, at: datetime, reason: str) -> None:
    """It did not go through this time."""
    await tx.execute(
        update(outbox).where(outbox.c.id == row.id).values(state="queued", due_at=at, reason=reason)
    )


async def give_up(tx: Tx, row: OutRow, reason: str, now: datetime, state: str = "failed") -> None:
    """It never will: a closed DM, a lost channel; or nobody needs it any more (`dropped`)."""
    await tx.execute(
        update(outbox)
        .where(outbox.c.id == row.id)
        .values(state=state, due_at=None, reason=reason, done_at=now)
    )


async def get(tx: Tx, row_id: int) -> OutRow | None:
    """One by its row id."""
    row = (await tx.execute(select(outbox).where(outbox.c.id == row_id))).first()
    return None if row is None else OutRow(**row._mapping)


async def by_message(tx: Tx, message_id: int) -> OutRow | None:
    """What a message of ours was about, by its id and never by its text."""
    row = (
        await tx.execute(select(outbox).where(outbox.c.message_id == message_id).order_by(outbox.c.id))
    ).first()
    return None if row is None else OutRow(**row._mapping)


async def pages_of(tx: Tx, escalation_id: int) -> list[OutRow]:
    """All messages of an escalation, in order."""
    query = select(outbox).where(outbox.c.escalation_id == escalation_id).order_by(outbox.c.id)
    return [OutRow(**row._mapping) for row in await tx.execute(query)]


async def drop_pages(tx: Tx, escalation_id: int, now: datetime) -> None:
    """Nobody is paged after somebody took it (P6): what waits is dropped, and says so."""
    await tx.execute(
        update(outbox)
        .where(
            outbox.c.escalation_id == escalation_id,
            outbox.c.state == "queued",
            outbox.c.key.in_(("escalation.page", "escalation.page_everyone", "escalation.page_dm")),
        )
        .values(state="dropped", due_at=None, reason="taken", done_at=now)
    )


def page_again(row: OutRow, person: int) -> Post:
    """The same page, to one person, directly."""
    return Post(
        Place.DM, "escalation.page_dm", f"{row.purpose}:dm{person}", row.facts, row.buttons, (), person
    )
