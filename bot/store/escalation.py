"""Rows of escalations, of what has been heard, and of how often a term was right."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from bot.store.database import Tx
from bot.store.schema import escalations, heard, term_counts


@dataclass(frozen=True, slots=True)
class Escalation:
    """One escalation, as it stands."""

    id: int
    code: str
    guild_id: int
    conversation_id: int
    member_id: int
    source: str
    urgency: str
    state: str
    chain: list[int]
    step: int
    round: int
    exhausted_at: datetime | None
    raised_at: datetime
    taken_by: int | None
    taken_at: datetime | None
    reminded_at: datetime | None
    closed_at: datetime | None
    outcome: str | None
    term: str | None
    due_at: datetime | None


async def add(tx: Tx, **values: Any) -> Escalation:
    """Insert one; the partial unique index refuses a second open one for the same member."""
    result = await tx.execute(insert(escalations).values(**values).returning(*escalations.c))
    return Escalation(**result.one()._mapping)


async def change(tx: Tx, escalation: Escalation, **values: Any) -> Escalation | None:
    """Change one if it is still in the state and round that were read; None when it has moved on."""
    result = await tx.execute(
        update(escalations)
        .where(
            escalations.c.id == escalation.id,
            escalations.c.state == escalation.state,
            escalations.c.round == escalation.round,
            escalations.c.step == escalation.step,
        )
        .values(**values)
        .returning(*escalations.c)
    )
    row = result.first()
    return None if row is None else Escalation(**row._mapping)


async def get(tx: Tx, escalation_id: int) -> Escalation | None:
    """One by its row id."""
    return await _one(tx, escalations.c.id == escalation_id)


async def by_code(tx: Tx, guild_id: int, code: str) -> Escalation | None:
    """One by the id that people read."""
    return await _one(tx, escalations.c.guild_id == guild_id, escalations.c.code == code.upper())


async def open_of(tx: Tx, guild_id: int, member_id: int) -> Escalation | None:
    """The member's open escalation, if any."""
    return await _one(
        tx,
        escalations.c.guild_id == guild_id,
        escalations.c.member_id == member_id,
        escalations.c.state != "closed",
    )


async def open_in(tx: Tx, conversation_id: int) -> Escalation | None:
    """The open escalation that points at a conversation, if any."""
    return await _one(tx, escalations.c.conversation_id == conversation_id, escalations.c.state != "closed")


async def all_open(tx: Tx, guild_id: int) -> list[Escalation]:
    """Every open escalation of a server, oldest first."""
    query = (
        select(escalations)
        .where(escalations.c.guild_id == guild_id, escalations.c.state != "closed")
        .order_by(escalations.c.id)
    )
    return [Escalation(**row._mapping) for row in await tx.execute(query)]


async def _one(tx: Tx, *conditions: Any) -> Escalation | None:
    row = (await tx.execute(select(escalations).where(*conditions))).first()
    return None if row is None else Escalation(**row._mapping)


async def due(tx: Tx, now: datetime) -> list[Escalation]:
    """Those whose next step is due, oldest due first."""
    query = (
        select(escalations)
        .where(escalations.c.due_at <= now, escalations.c.state != "closed")
        .order_by(escalations.c.due_at)
    )
    return [Escalation(**row._mapping) for row in await tx.execute(query)]


async def first_hearing(tx: Tx, message_id: int, edited_ms: int, escalation_id: int) -> bool:
    """Remember that this edit of a message has been counted; False when it had been before."""
    result = await tx.execute(
        upsert(heard)
        .values(message_id=message_id, edited_ms=edited_ms, escalation_id=escalation_id)
        .on_conflict_do_nothing()
        .returning(heard.c.message_id)
    )
    return result.first() is not None


async def was_heard(tx: Tx, message_id: int, edited_ms: int) -> bool:
    """Has this edit of a message been counted already?"""
    query = select(heard.c.message_id).where(heard.c.message_id == message_id, heard.c.edited_ms == edited_ms)
    return (await tx.execute(query)).first() is not None


async def count_term(tx: Tx, guild_id: int, term: str, outcome: str) -> None:
    """Count how a term turned out, and nothing else."""
    await tx.execute(
        upsert(term_counts)
        .values(guild_id=guild_id, term=term, outcome=outcome, times=1)
        .on_conflict_do_update(
            index_elements=["guild_id", "term", "outcome"], set_={"times": term_counts.c.times + 1}
        )
    )
