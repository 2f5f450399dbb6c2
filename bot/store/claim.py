"""Rows of claims. A claim is one conditional INSERT: the partial unique index lets one of two win."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from bot.store.database import Tx
from bot.store.schema import claims

_LIVE = ("pledging", "asking", "held")


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim, as it stands."""

    id: int
    conversation_id: int
    peer_id: int
    state: str
    at: datetime
    due_at: datetime | None
    nudged: bool


async def take(
    tx: Tx, conversation_id: int, peer_id: int, now: datetime, due_at: datetime | None
) -> ClaimRow | None:
    """Claim a conversation; None when another claim is live. Whoever's row lands first has it."""
    result = await tx.execute(
        upsert(claims)
        .values(
            conversation_id=conversation_id,
            peer_id=peer_id,
            state="pledging",
            at=now,
            due_at=due_at,
            nudged=False,
        )
        .on_conflict_do_nothing()
        .returning(*claims.c)
    )
    row = result.first()
    return None if row is None else ClaimRow(**row._mapping)


async def live(tx: Tx, conversation_id: int) -> ClaimRow | None:
    """The live claim of a conversation, if any."""
    query = select(claims).where(claims.c.conversation_id == conversation_id, claims.c.state.in_(_LIVE))
    row = (await tx.execute(query)).first()
    return None if row is None else ClaimRow(**row._mapping)


async def get(tx: Tx, claim_id: int) -> ClaimRow | None:
    """One by its row id."""
    row = (await tx.execute(select(claims).where(claims.c.id == claim_id))).first()
    return None if row is None else ClaimRow(**row._mapping)


async def change(tx: Tx, claim: ClaimRow, **values: Any) -> ClaimRow | None:
    """Change a claim if it is still in the state that was read; None when it has moved on."""
    result = await tx.execute(
        update(claims)
        .where(claims.c.id == claim.id, claims.c.state == claim.state)
        .values(**values)
        .returning(*claims.c)
    )
    row = result.first()
    return None if row is None else ClaimRow(**row._mapping)


async def refused_by(tx: Tx, conversation_id: int) -> frozenset[int]:
    """The peers whom the member has answered with *Someone else* here."""
    query = select(claims.c.peer_id).where(
        claims.c.conversation_id == conversation_id, claims.c.state == "refused"
    )
    return frozenset((await tx.execute(query)).scalars())


async def due(tx: Tx, now: datetime) -> list[ClaimRow]:
    """Live claims whose nudge or end is due."""
    query = select(claims).where(claims.c.due_at <= now, claims.c.state.in_(_LIVE)).order_by(claims.c.due_at)
    return [ClaimRow(**row._mapping) for row in await tx.execute(query)]


async def end_waiting(tx: Tx, conversation_id: int, now: datetime) -> None:
    """End a claim that waits for a pledge or a yes: the conversation it was for is closed."""
    await tx.execute(
        update(claims)
        .where(claims.c.conversation_id == conversation_id, claims.c.state.in_(("pledging", "asking")))
        .values(state="released", at=now, due_at=None)
    )


async def live_by(tx: Tx, peer_id: int) -> list[ClaimRow]:
    """The live claims of a peer, in any server."""
    query = select(claims).where(claims.c.peer_id == peer_id, claims.c.state.in_(_LIVE))
    return [ClaimRow(**row._mapping) for row in await tx.execute(query)]
