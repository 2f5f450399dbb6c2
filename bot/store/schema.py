"""All tables and constraints. Ids, times and states; never words of a person (promise 4).

Invariants live here as constraints and partial unique indexes, so that no race can break them:
one open conversation a member, one live claim a conversation, one open escalation a member, one
acknowledgement in force a person, and nothing said twice.

This file holds what the whole house shares and gathers the rest: talk, safety, notice editor.
"""

from sqlalchemy import JSON, BigInteger, CheckConstraint, Column, ForeignKey, Index, Integer, String, Table

from bot.store.columns import Moment, RowId, metadata, one_of
from bot.store.schema_helpline import helpline_choices, helpline_reports
from bot.store.schema_notice import notice_changes, notice_drafts, notice_reads, notice_texts
from bot.store.schema_safety import escalations, heard, hints, lexicon_versions, oncall, term_counts
from bot.store.schema_talk import (
    access,
    acknowledgements,
    avoided,
    categories,
    claims,
    conversations,
    notices,
    servers,
)

__all__ = [
    "Moment",
    "access",
    "acknowledgements",
    "avoided",
    "categories",
    "claims",
    "conversations",
    "cursors",
    "escalations",
    "findings",
    "heard",
    "helpline_choices",
    "helpline_reports",
    "hints",
    "journal",
    "lexicon_versions",
    "metadata",
    "notice_changes",
    "notice_drafts",
    "notice_reads",
    "notice_texts",
    "notices",
    "oncall",
    "outbox",
    "servers",
    "term_counts",
]

outbox = Table(
    "outbox",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("conversation_id", ForeignKey("conversations.id", ondelete="CASCADE")),
    Column("escalation_id", ForeignKey("escalations.id", ondelete="CASCADE")),
    Column("place", String(12), nullable=False),
    Column("user_id", BigInteger),
    Column("key", String(64), nullable=False),
    Column("facts", JSON, nullable=False),
    Column("buttons", String(64), nullable=False),
    Column("pings", JSON, nullable=False),
    Column("purpose", String(64), nullable=False, unique=True),
    Column("state", String(8), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due_at", Moment),
    Column("message_id", BigInteger),
    Column("channel_id", BigInteger),
    Column("made_at", Moment, nullable=False),
    Column("done_at", Moment),
    Column("reason", String(24)),
    CheckConstraint(one_of("state", "queued", "sending", "sent", "failed", "dropped"), name="state"),
    Index("ix_outbox_due", "due_at"),
    Index("ix_outbox_message_id", "message_id"),
)

journal = Table(
    "journal",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("guild_id", BigInteger, nullable=False),
    Column("event", String(32), nullable=False),
    Column("conversation_id", BigInteger),
    Column("escalation_id", BigInteger),
    Column("user_id", BigInteger),
    Column("detail", String(32)),
    Index("ix_journal_conversation_id", "conversation_id"),
)

findings = Table(
    "findings",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("code", String(32), primary_key=True),
    Column("subject", String(64), primary_key=True),
    Column("since", Moment, nullable=False),
    Column("last_at", Moment, nullable=False),
    Column("told_at", Moment),
)

# How far each channel has been read, so that nothing said while the bot was away is missed.
cursors = Table(
    "cursors",
    metadata,
    Column("conversation_id", ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True),
    Column("last_message_id", BigInteger, nullable=False),
)
