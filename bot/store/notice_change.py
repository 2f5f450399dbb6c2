"""Rows of material changes on their way into open conversations."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from bot.store.database import Tx
from bot.store.schema_notice import notice_changes


@dataclass(frozen=True, slots=True)
class Change:
    """One change owed to one conversation; `peer_owes` is the peer who has not agreed to it yet."""

    conversation_id: int
    notice_id: int
    published_at: datetime
    shown_at: datetime | None
    peer_owes: int | None
    due_at: datetime | None
    attempts: int


async def put(tx: Tx, conversation_id: int, notice_id: int, now: datetime) -> None:
    """Owe a conversation a version; a later version takes the place of an earlier one not shown yet."""
    values = {
        "notice_id": notice_id,
        "published_at": now,
        "shown_at": None,
        "due_at": now,
        "attempts": 0,
    }
    await tx.execute(
        upsert(notice_changes)
        .values(conversation_id=conversation_id, **values)
        .on_conflict_do_update(index_elements=["conversation_id"], set_=values)
    )


async def get(tx: Tx, conversation_id: int) -> Change | None:
    """What a conversation is owed, or was shown last."""
    query = select(notice_changes).where(notice_changes.c.conversation_id == conversation_id)
    row = (await tx.execute(query)).first()
    return None if row is None else Change(**row._mapping)


async def due(tx: Tx, now: datetime) -> list[Change]:
    """Those to look at now."""
    query = select(notice_changes).where(notice_changes.c.due_at <= now).order_by(notice_changes.c.due_at)
    return [Change(**row._mapping) for row in await tx.execute(query)]


async def later(tx: Tx, change: Change, at: datetime, attempts: int = 0) -> None:
    """Look again at `at`."""
    await _set(tx, change.conversation_id, due_at=at, attempts=attempts)


async def shown(tx: Tx, change: Change, peer_id: int | None, now: datetime) -> None:
    """It was posted; the peer, if there is one, owes an answer of their own."""
    await _set(tx, change.conversation_id, shown_at=now, peer_owes=peer_id, due_at=None, attempts=0)


async def peer_agreed(tx: Tx, conversation_id: int) -> None:
    """The peer owes nothing any more."""
    await _set(tx, conversation_id, peer_owes=None)


async def _set(tx: Tx, conversation_id: int, **values: object) -> None:
    query = update(notice_changes).where(notice_changes.c.conversation_id == conversation_id)
    await tx.execute(query.values(**values))


async def drop(tx: Tx, conversation_id: int) -> None:
    """Nothing is owed."""
    await tx.execute(delete(notice_changes).where(notice_changes.c.conversation_id == conversation_id))
