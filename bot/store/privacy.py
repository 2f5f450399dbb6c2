"""Rows about one person: to be shown to them, and to be gone."""

from datetime import datetime
from typing import Any

from sqlalchemy import and_, delete, or_, select, update

from bot.clock import to_ms
from bot.store.database import Tx
from bot.store.schema import (
    access,
    acknowledgements,
    claims,
    conversations,
    escalations,
    journal,
    lexicon_versions,
    notice_drafts,
    notices,
    oncall,
    outbox,
)

# table -> the column that names the person. Whom somebody else would rather not meet is not theirs to see.
_ABOUT = {
    "conversations": (conversations, conversations.c.member_id),
    "acknowledgements": (acknowledgements, acknowledgements.c.user_id),
    "access": (access, access.c.user_id),
    "claims": (claims, claims.c.peer_id),
    "on_call": (oncall, oncall.c.user_id),
    "escalations": (escalations, escalations.c.member_id),
    "messages_to_me": (outbox, outbox.c.user_id),
    "lexicon_changes": (lexicon_versions, lexicon_versions.c.made_by),
    "notices_made": (notices, notices.c.made_by),
    "notice_drafts": (notice_drafts, notice_drafts.c.edited_by),
    "journal": (journal, journal.c.user_id),
}


async def about(tx: Tx, guild_id: int, user_id: int) -> dict[str, list[dict[str, Any]]]:
    """Every row about a person in a server, by table; times as milliseconds since 1970 in UTC."""
    found: dict[str, list[dict[str, Any]]] = {}
    for name, (table, column) in _ABOUT.items():
        query = select(table).where(column == user_id)
        if "guild_id" in table.c:
            query = query.where(table.c.guild_id == guild_id)
        else:
            here = select(conversations.c.id).where(conversations.c.guild_id == guild_id)
            query = query.where(table.c.conversation_id.in_(here))
        rows = [_plain(dict(row._mapping)) for row in await tx.execute(query)]
        if rows:
            found[name] = rows
    return found


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    # An open alert's term is counted for the lexicon and shown to nobody.
    row.pop("term", None)
    return {key: to_ms(value) if isinstance(value, datetime) else value for key, value in row.items()}


async def mark(tx: Tx, guild_id: int, user_id: int) -> None:
    """Every conversation of this member is to be forgotten as soon as its channel is gone."""
    await tx.execute(
        update(conversations)
        .where(conversations.c.guild_id == guild_id, conversations.c.member_id == user_id)
        .values(forget=True, purge_at=None)
    )


async def unscheduled(tx: Tx) -> list[Any]:
    """Conversations whose channel is gone and whose end has no date yet: (id, guild, closed, forget)."""
    columns = (
        conversations.c.id,
        conversations.c.guild_id,
        conversations.c.closed_at,
        conversations.c.forget,
    )
    query = select(*columns).where(conversations.c.state == "removed", conversations.c.purge_at.is_(None))
    return list(await tx.execute(query))


async def schedule(tx: Tx, conversation_id: int, at: datetime) -> None:
    """Forget this one at `at`."""
    await tx.execute(update(conversations).where(conversations.c.id == conversation_id).values(purge_at=at))


async def due(tx: Tx, now: datetime) -> list[int]:
    """Conversations whose time is over; one whose alert is still open waits for it."""
    still_open = select(escalations.c.conversation_id).where(escalations.c.state != "closed")
    query = select(conversations.c.id).where(
        conversations.c.purge_at <= now,
        conversations.c.state == "removed",
        conversations.c.id.not_in(still_open),
    )
    return list((await tx.execute(query)).scalars())


async def purge(tx: Tx, conversation_id: int) -> None:
    """Delete a conversation and every row that hangs on it."""
    theirs = select(escalations.c.id).where(escalations.c.conversation_id == conversation_id)
    await tx.execute(
        delete(journal).where(
            or_(journal.c.conversation_id == conversation_id, journal.c.escalation_id.in_(theirs))
        )
    )
    await tx.execute(delete(conversations).where(conversations.c.id == conversation_id))


async def forget_journal(tx: Tx, guild_id: int, user_id: int) -> None:
    """Take the person out of journal entries that hang on no conversation."""
    await tx.execute(
        update(journal)
        .where(
            and_(
                journal.c.guild_id == guild_id,
                journal.c.user_id == user_id,
                journal.c.conversation_id.is_(None),
            )
        )
        .values(user_id=None)
    )
