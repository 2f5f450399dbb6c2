"""Rows of acknowledgements, and of what each person should have in a channel."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from bot.core.effects import Access
from bot.store.database import Tx
from bot.store.schema import access, acknowledgements


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """Who said it, to which version, in which words and language, by which route, when."""

    id: int
    conversation_id: int
    user_id: int
    part: str
    notice_id: int
    digest: str
    locale: str
    route: str
    reacted: bool
    at: datetime
    ended_at: datetime | None
    ended_by: str | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person should have in a channel, against what Discord last confirmed."""

    conversation_id: int
    user_id: int
    sight: bool
    voice: bool
    done_sight: bool | None
    done_voice: bool | None
    due_at: datetime | None
    attempts: int


async def add(
    tx: Tx,
    *,
    conversation_id: int,
    user_id: int,
    part: str,
    notice_id: int,
    digest: str,
    locale: str,
    route: str,
    reacted: bool,
    at: datetime,
) -> None:
    """Record one; the partial unique index refuses a second in force."""
    await tx.execute(
        insert(acknowledgements).values(
            conversation_id=conversation_id,
            user_id=user_id,
            part=part,
            notice_id=notice_id,
            digest=digest,
            locale=locale,
            route=route,
            reacted=reacted,
            at=at,
        )
    )


async def in_force(tx: Tx, conversation_id: int, user_id: int) -> Acknowledgement | None:
    """The person's acknowledgement that has not ended, if any."""
    query = select(acknowledgements).where(
        acknowledgements.c.conversation_id == conversation_id,
        acknowledgements.c.user_id == user_id,
        acknowledgements.c.ended_at.is_(None),
    )
    row = (await tx.execute(query)).first()
    return None if row is None else Acknowledgement(**row._mapping)


async def all_of(tx: Tx, conversation_id: int) -> list[Acknowledgement]:
    """Every acknowledgement of a conversation, in order."""
    query = select(acknowledgements).where(acknowledgements.c.conversation_id == conversation_id)
    return [
        Acknowledgement(**row._mapping) for row in await tx.execute(query.order_by(acknowledgements.c.id))
    ]


async def end(tx: Tx, conversation_id: int, user_id: int, by: str, at: datetime) -> None:
    """End the person's acknowledgement in force; says by what."""
    await tx.execute(
        update(acknowledgements)
        .where(
            acknowledgements.c.conversation_id == conversation_id,
            acknowledgements.c.user_id == user_id,
            acknowledgements.c.ended_at.is_(None),
        )
        .values(ended_at=at, ended_by=by)
    )


async def set_reacted(tx: Tx, conversation_id: int, user_id: int | None, reacted: bool) -> None:
    """Remember whether the person's reaction is on the notice; `user_id` None means everybody's."""
    query = update(acknowledgements).where(
        acknowledgements.c.conversation_id == conversation_id, acknowledgements.c.ended_at.is_(None)
    )
    if user_id is not None:
        query = query.where(acknowledgements.c.user_id == user_id)
    await tx.execute(query.values(reacted=reacted))


async def want(tx: Tx, conversation_id: int, people: Mapping[int, Access], now: datetime) -> None:
    """Make the rows say what `people` should have; whoever has a row and is not named gets nothing."""
    rows = {row.user_id: row for row in await wanted(tx, conversation_id)}
    for user_id in {*rows, *people}:
        target = people.get(user_id, Access())
        row = rows.get(user_id)
        if row is not None and (row.sight, row.voice) == (target.sight, target.voice):
            continue
        values = {"sight": target.sight, "voice": target.voice, "due_at": now, "attempts": 0}
        await tx.execute(
            upsert(access)
            .values(conversation_id=conversation_id, user_id=user_id, **values)
            .on_conflict_do_update(index_elements=["conversation_id", "user_id"], set_=values)
        )


async def wanted(tx: Tx, conversation_id: int) -> list[Wanted]:
    """All rows of a conversation."""
    query = select(access).where(access.c.conversation_id == conversation_id)
    return [Wanted(**row._mapping) for row in await tx.execute(query)]


async def due(tx: Tx, now: datetime) -> list[Wanted]:
    """Rows that Discord has not confirmed yet and that may be tried; takings before givings."""
    query = select(access).where(access.c.due_at <= now).order_by(access.c.voice, access.c.due_at)
    return [Wanted(**row._mapping) for row in await tx.execute(query)]


async def confirmed(tx: Tx, row: Wanted) -> None:
    """Discord has it as the row said; nothing to do unless the wish has changed meanwhile."""
    await tx.execute(
        update(access)
        .where(
            access.c.conversation_id == row.conversation_id,
            access.c.user_id == row.user_id,
        )
        .values(done_sight=row.sight, done_voice=row.voice)
    )
    await tx.execute(
        update(access)
        .where(
            access.c.conversation_id == row.conversation_id,
            access.c.user_id == row.user_id,
            access.c.sight == row.sight,
            access.c.voice == row.voice,
        )
        .values(due_at=None, attempts=0)
    )


async def again(tx: Tx, row: Wanted, at: datetime | None) -> None:
    """Try once more at `at`, or not until something changes when it is None.

    Only while the wish is still the one that was tried: a stop that came meanwhile must not wait.
    """
    await tx.execute(
        update(access)
        .where(
            access.c.conversation_id == row.conversation_id,
            access.c.user_id == row.user_id,
            access.c.sight == row.sight,
            access.c.voice == row.voice,
        )
        .values(due_at=at, attempts=row.attempts + 1)
    )


async def redo(tx: Tx, conversation_id: int, user_id: int | None, now: datetime) -> None:
    """Apply the wish again: somebody changed the channel, or the person came back."""
    query = update(access).where(access.c.conversation_id == conversation_id)
    if user_id is not None:
        query = query.where(access.c.user_id == user_id)
    await tx.execute(query.values(due_at=now, attempts=0, done_sight=None, done_voice=None))
