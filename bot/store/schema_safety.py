"""Tables of the people on call, of escalations, and of what the check has heard."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    text,
)

from bot.store.columns import Moment, RowId, metadata, one_of

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
    CheckConstraint(one_of("source", "check", "help", "peer"), name="source"),
    CheckConstraint(one_of("urgency", "check_in", "urgent"), name="urgency"),
    CheckConstraint(one_of("state", "raised", "taken", "closed"), name="state"),
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
