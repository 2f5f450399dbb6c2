"""When is the next thing due? One query over every table that holds a deadline."""

from datetime import datetime

from sqlalchemy import select, union_all

from bot.store.database import Tx
from bot.store.schema import access, claims, conversations, escalations, hints, outbox
from bot.store.schema_notice import notice_changes

_PURGES = select(conversations.c.purge_at.label("due_at")).where(conversations.c.purge_at.is_not(None))
_DEADLINES = union_all(
    _PURGES,
    *[
        select(table.c.due_at.label("due_at")).where(table.c.due_at.is_not(None))
        for table in (access, claims, conversations, escalations, hints, notice_changes, outbox)
    ],
).subquery()


async def next_due(tx: Tx) -> datetime | None:
    """The earliest deadline of all, in UTC; None when nothing waits."""
    query = select(_DEADLINES.c.due_at).order_by(_DEADLINES.c.due_at).limit(1)
    return (await tx.execute(query)).scalar_one_or_none()
