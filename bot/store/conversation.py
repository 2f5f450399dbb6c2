"""Rows of conversations, and of whom their members would rather not meet."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, or_, select, update

from bot.core.conversation import Conversation
from bot.store.database import Tx
from bot.store.schema import avoided, conversations


def _row(row: Any) -> Conversation:
    return Conversation(**row._mapping)


async def add(tx: Tx, **values: Any) -> Conversation:
    """Insert one; an IntegrityError means that the member has one open already."""
    result = await tx.execute(insert(conversations).values(**values).returning(*conversations.c))
    return _row(result.one())


async def change(tx: Tx, conversation_id: int, **values: Any) -> Conversation:
    """Set columns of one and return it as it is now."""
    result = await tx.execute(
        update(conversations)
        .where(conversations.c.id == conversation_id)
        .values(**values)
        .returning(*conversations.c)
    )
    return _row(result.one())


async def get(tx: Tx, conversation_id: int) -> Conversation | None:
    """One by its row id."""
    return await _one(tx, conversations.c.id == conversation_id)


async def by_channel(tx: Tx, channel_id: int) -> Conversation | None:
    """The one that lives in a channel."""
    return await _one(tx, conversations.c.channel_id == channel_id)


async def has_code(tx: Tx, code: str) -> bool:
    """Is this the random code of one of ours?"""
    return await _one(tx, conversations.c.code == code) is not None


async def by_notice(tx: Tx, message_id: int) -> Conversation | None:
    """The one whose notice carries the reaction; identified by id, never by its text."""
    return await _one(tx, conversations.c.notice_message_id == message_id)


async def by_notice_part(tx: Tx, message_id: int) -> Conversation | None:
    """The one whose notice this message is a part of: the first, or the one with the reaction."""
    first = conversations.c.notice_first_id == message_id
    return await _one(tx, or_(conversations.c.notice_message_id == message_id, first))


async def shows(tx: Tx, message_id: int) -> bool:
    """Is this a notice, its first part, or a card?"""
    query = select(conversations.c.id).where(
        or_(
            conversations.c.notice_message_id == message_id,
            conversations.c.notice_first_id == message_id,
            conversations.c.board_message_id == message_id,
        )
    )
    return (await tx.execute(query.limit(1))).first() is not None


async def by_card(tx: Tx, message_id: int) -> Conversation | None:
    """The one whose card on the board this is."""
    return await _one(tx, conversations.c.board_message_id == message_id)


async def live_of(tx: Tx, guild_id: int, member_id: int, kind: str) -> Conversation | None:
    """The member's live conversation of a kind in a server."""
    return await _one(
        tx,
        conversations.c.guild_id == guild_id,
        conversations.c.member_id == member_id,
        conversations.c.kind == kind,
        conversations.c.state.in_(("opening", "open")),
    )


async def _one(tx: Tx, *conditions: Any) -> Conversation | None:
    result = await tx.execute(select(conversations).where(*conditions).order_by(conversations.c.id.desc()))
    row = result.first()
    return None if row is None else _row(row)


async def live(tx: Tx, guild_id: int | None = None) -> list[Conversation]:
    """All that are open or opening, oldest first."""
    query = select(conversations).where(conversations.c.state.in_(("opening", "open")))
    if guild_id is not None:
        query = query.where(conversations.c.guild_id == guild_id)
    return [_row(row) for row in await tx.execute(query.order_by(conversations.c.id))]


async def of_person(tx: Tx, guild_id: int, user_id: int) -> list[Conversation]:
    """All live ones in which a person is member or peer."""
    return [row for row in await live(tx, guild_id) if user_id in (row.member_id, row.peer_id)]


async def due(tx: Tx, now: datetime) -> list[Conversation]:
    """Those whose next opening step or removal is due, oldest first."""
    query = select(conversations).where(conversations.c.due_at <= now).order_by(conversations.c.due_at)
    return [_row(row) for row in await tx.execute(query)]


async def with_card(tx: Tx) -> list[Conversation]:
    """All talks that may want a card, or still have one up."""
    query = (
        select(conversations)
        .where(
            conversations.c.kind == "talk",
            or_(
                conversations.c.state.in_(("opening", "open")),
                conversations.c.board_message_id.is_not(None),
            ),
        )
        .order_by(conversations.c.id)
    )
    return [_row(row) for row in await tx.execute(query)]


async def remove_soon(tx: Tx, guild_id: int, member_id: int, now: datetime, *, but: bool) -> None:
    """Channels of this member's closed talks go now; with `but`, help rooms and talks under an alert stay."""
    query = update(conversations).where(
        conversations.c.guild_id == guild_id,
        conversations.c.member_id == member_id,
        conversations.c.state == "closed",
    )
    if but:
        query = query.where(conversations.c.kind == "talk")
    await tx.execute(query.values(due_at=now))


async def set_avoided(tx: Tx, conversation_id: int, people: Iterable[int]) -> None:
    """Replace the list of people the member would rather not meet."""
    await tx.execute(delete(avoided).where(avoided.c.conversation_id == conversation_id))
    rows = [{"conversation_id": conversation_id, "user_id": person} for person in dict.fromkeys(people)]
    if rows:
        await tx.execute(insert(avoided), rows)


async def avoided_by(tx: Tx, conversation_id: int) -> frozenset[int]:
    """The people whom the member would rather not meet, and has not since said yes to."""
    query = select(avoided.c.user_id).where(
        avoided.c.conversation_id == conversation_id, avoided.c.allowed_at.is_(None)
    )
    return frozenset((await tx.execute(query)).scalars())


async def allow(tx: Tx, conversation_id: int, user_id: int, now: datetime) -> None:
    """The member said yes to somebody whom they had rather not met."""
    await tx.execute(
        update(avoided)
        .where(avoided.c.conversation_id == conversation_id, avoided.c.user_id == user_id)
        .values(allowed_at=now)
    )
