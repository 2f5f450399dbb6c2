"""All tables and constraints. Ids, times and states; never words of a person (promise 4).

Invariants live here as constraints and partial unique indexes, so that no race can break them:
one open conversation a member, one live claim a conversation, one open escalation a member, one
acknowledgement in force a person, and nothing said twice.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    text,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from bot.clock import from_ms, to_ms


class Moment(TypeDecorator[datetime]):
    """An aware UTC time, kept as whole milliseconds: it compares rightly in every database."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return None if value is None else to_ms(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        return None if value is None else from_ms(value)


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# SQLite numbers its rows only in a column declared INTEGER.
RowId = BigInteger().with_variant(Integer, "sqlite")


def _one_of(column: str, *values: str) -> str:
    return f"{column} IN ({', '.join(repr(value) for value in values)})"


servers = Table(
    "servers",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("lobby_id", BigInteger),
    Column("category_id", BigInteger),
    Column("board_id", BigInteger),
    Column("oncall_channel_id", BigInteger),
    Column("peer_role_id", BigInteger),
    Column("specialist_role_id", BigInteger),
    Column("moderator_role_id", BigInteger),
    Column("country", String(2)),
    Column("emergency_number", String(40)),
    Column("helplines_confirmed_by", BigInteger),
    Column("helplines_confirmed_at", Moment),
    Column("locale", String(8)),
    Column("time_zone", String(64)),
    Column("oncall_hours", String(200)),
    Column("min_age", Integer),
    Column("retention_days", Integer),
    Column("question_contact_id", BigInteger),
    Column("data_contact", String(200)),
    Column("complaint_contact", String(200)),
    Column("legal_regime", String(16)),
    Column("privacy_contact", String(200)),
    Column("legal_triggers", String(200)),
    Column("check_switchable", Boolean),
    Column("emergency_policy", String(32)),
    Column("panel_message_id", BigInteger),
)

# The first category is in `servers`; these are the ones added when fifty channels fill it.
categories = Table(
    "categories",
    metadata,
    Column("category_id", BigInteger, primary_key=True, autoincrement=False),
    Column("guild_id", BigInteger, nullable=False, index=True),
    Column("added_at", Moment, nullable=False),
)

notices = Table(
    "notices",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("number", Integer, nullable=False),
    Column("kind", String(8), nullable=False),
    Column("source_digest", String(64), nullable=False),
    Column("made_by", BigInteger),
    Column("made_at", Moment, nullable=False),
    CheckConstraint(_one_of("kind", "minor", "material"), name="kind"),
    Index("uq_notices_number", "guild_id", "number", unique=True),
)

conversations = Table(
    "conversations",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("code", String(12), nullable=False, unique=True),
    Column("guild_id", BigInteger, nullable=False, index=True),
    Column("kind", String(8), nullable=False),
    Column("origin", String(8), nullable=False),
    Column("state", String(8), nullable=False),
    Column("step", String(12), nullable=False),
    Column("member_id", BigInteger),
    Column("peer_id", BigInteger),
    Column("channel_id", BigInteger, unique=True),
    Column("locale", String(8), nullable=False),
    Column("topic", String(16), nullable=False),
    Column("any_peer", Boolean, nullable=False),
    Column("check_on", Boolean, nullable=False),
    Column("present", Boolean, nullable=False),
    Column("gate", String(8), nullable=False),
    Column("notice_id", ForeignKey("notices.id")),
    Column("notice_digest", String(64)),
    Column("notice_facts", String(64)),
    Column("notice_message_id", BigInteger, unique=True),
    Column("notice_first_id", BigInteger),
    Column("board_message_id", BigInteger, unique=True),
    Column("card_channel_id", BigInteger),
    Column("card_state", String(64)),
    Column("created_at", Moment, nullable=False),
    Column("shown_at", Moment),
    Column("closed_at", Moment),
    Column("due_at", Moment),
    Column("attempts", Integer, nullable=False),
    Column("forget", Boolean, nullable=False, server_default=text("0")),
    Column("purge_at", Moment, index=True),
    CheckConstraint(_one_of("kind", "talk", "help"), name="kind"),
    CheckConstraint(_one_of("origin", "asked", "adopted", "help"), name="origin"),
    CheckConstraint(_one_of("state", "opening", "open", "closed", "removed"), name="state"),
    CheckConstraint(_one_of("gate", "closed", "open", "stopped"), name="gate"),
    CheckConstraint("kind = 'help' OR peer_id IS NULL OR peer_id <> member_id", name="peer_is_another"),
    Index(
        "uq_conversations_one_open",
        "guild_id",
        "member_id",
        "kind",
        unique=True,
        sqlite_where=text("state IN ('opening', 'open') AND origin <> 'adopted'"),
        postgresql_where=text("state IN ('opening', 'open') AND origin <> 'adopted'"),
    ),
    Index("ix_conversations_due", "due_at"),
)

# People the member would rather not meet here (A14).
avoided = Table(
    "avoided",
    metadata,
    Column("conversation_id", ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True),
    Column("user_id", BigInteger, primary_key=True),
    Column("allowed_at", Moment),
)

acknowledgements = Table(
    "acknowledgements",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("conversation_id", ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False),
    Column("user_id", BigInteger, nullable=False),
    Column("part", String(8), nullable=False),
    Column("notice_id", ForeignKey("notices.id"), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("locale", String(8), nullable=False),
    Column("route", String(8), nullable=False),
    Column("reacted", Boolean, nullable=False),
    Column("at", Moment, nullable=False),
    Column("ended_at", Moment),
    Column("ended_by", String(12)),
    CheckConstraint(_one_of("part", "member", "peer"), name="part"),
    CheckConstraint(_one_of("route", "reaction", "button", "command", "found"), name="route"),
    Index(
        "uq_acknowledgements_in_force",
        "conversation_id",
        "user_id",
        unique=True,
        sqlite_where=text("ended_at IS NULL"),
        postgresql_where=text("ended_at IS NULL"),
    ),
)

# Desired against actual: what a person should have in a channel, and what Discord last confirmed.
access = Table(
    "access",
    metadata,
    Column("conversation_id", ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True),
    Column("user_id", BigInteger, primary_key=True),
    Column("sight", Boolean, nullable=False),
    Column("voice", Boolean, nullable=False),
    Column("done_sight", Boolean),
    Column("done_voice", Boolean),
    Column("due_at", Moment),
    Column("attempts", Integer, nullable=False),
    Index("ix_access_due", "due_at"),
)

claims = Table(
    "claims",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("conversation_id", ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False),
    Column("peer_id", BigInteger, nullable=False),
    Column("state", String(8), nullable=False),
    Column("at", Moment, nullable=False),
    Column("due_at", Moment),
    Column("nudged", Boolean, nullable=False),
    CheckConstraint(
        _one_of("state", "pledging", "asking", "held", "lapsed", "refused", "released"), name="state"
    ),
    Index(
        "uq_claims_live",
        "conversation_id",
        unique=True,
        sqlite_where=text("state IN ('pledging', 'asking', 'held')"),
        postgresql_where=text("state IN ('pledging', 'asking', 'held')"),
    ),
    Index("ix_claims_due", "due_at"),
)

oncall = Table(
    "oncall",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("position", Integer, nullable=False),
    Column("dm", Boolean, nullable=False),
    Column("pledged_at", Moment),
    Column("added_at", Moment, nullable=False),
)

escalations = Table(
    "escalations",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("code", String(8), nullable=False, unique=True),
    Column("guild_id", BigInteger, nullable=False, index=True),
    Column("conversation_id", ForeignKey("conversations.id", ondelete="CASCADE"), nullable=False),
    Column("member_id", BigInteger, nullable=False),
    Column("source", String(8), nullable=False),
    Column("urgency", String(8), nullable=False),
    Column("state", String(8), nullable=False),
    Column("chain", JSON, nullable=False),
    Column("step", Integer, nullable=False),
    Column("round", Integer, nullable=False),
    Column("exhausted_at", Moment),
    Column("raised_at", Moment, nullable=False),
    Column("taken_by", BigInteger),
    Column("taken_at", Moment),
    Column("reminded_at", Moment),
    Column("closed_at", Moment),
    Column("outcome", String(12)),
    Column("term", String(64)),
    Column("due_at", Moment),
    CheckConstraint(_one_of("source", "check", "help", "peer"), name="source"),
    CheckConstraint(_one_of("urgency", "check_in", "urgent"), name="urgency"),
    CheckConstraint(_one_of("state", "raised", "taken", "closed"), name="state"),
    CheckConstraint("(state = 'taken') <= (taken_by IS NOT NULL)", name="taken_by_somebody"),
    CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name="closed_at_some_time"),
    CheckConstraint("state = 'closed' OR due_at IS NOT NULL", name="never_without_a_deadline"),
    CheckConstraint("state <> 'closed' OR term IS NULL", name="term_forgotten_at_close"),
    Index(
        "uq_escalations_open",
        "guild_id",
        "member_id",
        unique=True,
        sqlite_where=text("state <> 'closed'"),
        postgresql_where=text("state <> 'closed'"),
    ),
    Index("ix_escalations_due", "due_at"),
)

# A server's own terms: what moderators typed, whole and unchanged, version by version.
lexicon_versions = Table(
    "lexicon_versions",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("made_by", BigInteger, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("what", String(16), nullable=False),
    Column("term", String(64), nullable=False),
    Column("terms", JSON, nullable=False),
)

# How often a term was right, and nothing of when or where.
term_counts = Table(
    "term_counts",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("term", String(64), primary_key=True),
    Column("outcome", String(12), primary_key=True),
    Column("times", Integer, nullable=False),
)

# Which message, in which edit, has been counted already: the key that makes catch-up harmless.
heard = Table(
    "heard",
    metadata,
    Column("message_id", BigInteger, primary_key=True, autoincrement=False),
    Column("edited_ms", BigInteger, primary_key=True, autoincrement=False),
    Column("escalation_id", ForeignKey("escalations.id", ondelete="CASCADE"), nullable=False),
)

# Hints of tier 3, until they are a match or the window is over.
hints = Table(
    "hints",
    metadata,
    Column("conversation_id", ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True),
    Column("message_id", BigInteger, primary_key=True, autoincrement=False),
    Column("edited_ms", BigInteger, primary_key=True, autoincrement=False),
    Column("term", String(64), nullable=False),
    Column("at", Moment, nullable=False),
    Column("due_at", Moment),
    Index("ix_hints_due", "due_at"),
)

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
    CheckConstraint(_one_of("state", "queued", "sending", "sent", "failed", "dropped"), name="state"),
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

heartbeats = Table(
    "heartbeats",
    metadata,
    Column("name", String(16), primary_key=True),
    Column("at", Moment, nullable=False),
)
