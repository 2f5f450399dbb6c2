"""What the tables themselves refuse, whatever a race does."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import Table, insert

from bot.store.database import Database, StoreBroken
from bot.store.schema import acknowledgements, claims, conversations, escalations, notices, outbox

NOW = datetime(2026, 1, 1, tzinfo=UTC)
TALK: dict[str, Any] = {
    "guild_id": 1,
    "kind": "talk",
    "origin": "asked",
    "state": "open",
    "step": "done",
    "member_id": 5,
    "locale": "en",
    "topic": "listen",
    "any_peer": False,
    "check_on": True,
    "present": True,
    "gate": "open",
    "created_at": NOW,
    "attempts": 0,
}
ALERT: dict[str, Any] = {
    "guild_id": 1,
    "conversation_id": 1,
    "member_id": 5,
    "source": "help",
    "urgency": "urgent",
    "state": "raised",
    "chain": [],
    "step": 0,
    "round": 0,
    "raised_at": NOW,
    "due_at": NOW,
}
CLAIM: dict[str, Any] = {
    "conversation_id": 1,
    "peer_id": 8,
    "state": "pledging",
    "at": NOW,
    "nudged": False,
}
AGREED: dict[str, Any] = {
    "conversation_id": 1,
    "user_id": 5,
    "part": "member",
    "notice_id": 1,
    "digest": "d",
    "locale": "en",
    "route": "button",
    "reacted": False,
    "at": NOW,
}
POST: dict[str, Any] = {
    "guild_id": 1,
    "place": "oncall",
    "key": "k",
    "facts": {},
    "buttons": "",
    "pings": [],
    "state": "queued",
    "attempts": 0,
    "made_at": NOW,
}


@pytest_asyncio.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    """A store with one conversation under one notice."""
    made = Database(f"sqlite+aiosqlite:///{tmp_path / 'store.db'}")
    await made.open()
    await _put(made, notices, guild_id=1, number=1, kind="material", source_digest="d", made_at=NOW)
    await _put(made, conversations, **TALK, code="one")
    yield made
    await made.close()


async def _put(db: Database, table: Table, **values: Any) -> None:
    await db.write(lambda tx: tx.execute(insert(table).values(**values)))


async def _refused(db: Database, table: Table, **values: Any) -> bool:
    try:
        await _put(db, table, **values)
    except StoreBroken as error:
        return error.kind.startswith("SQLITE_CONSTRAINT")
    return False


async def test_a_second_open_one_of_a_member(db: Database) -> None:
    assert await _refused(db, conversations, **TALK, code="two")
    await _put(db, conversations, **{**TALK, "state": "closed"}, code="two")
    await _put(db, conversations, **{**TALK, "kind": "help", "origin": "help"}, code="three")
    assert await _refused(db, conversations, **{**TALK, "kind": "help", "origin": "help"}, code="four")
    await _put(db, conversations, **{**TALK, "guild_id": 2}, code="five")


async def test_a_second_open_escalation_of_a_member(db: Database) -> None:
    await _put(db, escalations, **ALERT, code="A")
    assert await _refused(db, escalations, **ALERT, code="B")
    assert await _refused(db, escalations, **{**ALERT, "state": "taken", "taken_by": 7}, code="B")
    await _put(db, escalations, **{**ALERT, "state": "closed", "closed_at": NOW, "due_at": None}, code="C")
    await _put(db, escalations, **{**ALERT, "member_id": 6}, code="D")


@pytest.mark.parametrize(
    "bad",
    [
        {"due_at": None},
        {"state": "taken"},
        {"state": "closed", "due_at": None},
        {"state": "closed", "closed_at": NOW, "due_at": None, "term": "x.y"},
        {"state": "raised", "closed_at": NOW},
        {"urgency": "grave"},
        {"source": "rumour"},
        {"conversation_id": 99},
    ],
)
async def test_an_escalation_that_would_be_forgotten_or_remember_too_much(
    db: Database, bad: dict[str, Any]
) -> None:
    assert await _refused(db, escalations, **{**ALERT, **bad}, code="A")


async def test_a_second_live_claim(db: Database) -> None:
    await _put(db, claims, **CLAIM)
    assert await _refused(db, claims, **{**CLAIM, "peer_id": 9})
    await _put(db, claims, **{**CLAIM, "peer_id": 9, "state": "lapsed"})


async def test_a_second_acknowledgement_in_force(db: Database) -> None:
    await _put(db, acknowledgements, **AGREED)
    assert await _refused(db, acknowledgements, **{**AGREED, "route": "command"})
    await _put(db, acknowledgements, **{**AGREED, "ended_at": NOW})
    await _put(db, acknowledgements, **{**AGREED, "user_id": 6, "part": "peer"})


async def test_nothing_is_said_twice(db: Database) -> None:
    await _put(db, outbox, **POST, purpose="p")
    assert await _refused(db, outbox, **POST, purpose="p")


async def test_a_peer_is_not_their_own_member(db: Database) -> None:
    assert await _refused(db, conversations, **{**TALK, "member_id": 6, "peer_id": 6}, code="two")
