"""Tables of the notice editor: a version's own words, drafts, who read it, and what open talks still owe."""

from sqlalchemy import JSON, BigInteger, Column, ForeignKey, Index, Integer, String, Table, Text

from bot.store.columns import Moment, metadata

# A server's own words in a version. Templates that moderators wrote; never words of a member.
notice_texts = Table(
    "notice_texts",
    metadata,
    Column("notice_id", ForeignKey("notices.id", ondelete="CASCADE"), primary_key=True),
    Column("locale", String(8), primary_key=True),
    Column("slot", String(4), primary_key=True),
    Column("text", Text, nullable=False),
)

# Who said "I read this as a member would" before it was published, and of which text.
notice_reads = Table(
    "notice_reads",
    metadata,
    Column("notice_id", ForeignKey("notices.id", ondelete="CASCADE"), primary_key=True),
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("digest", String(64), nullable=False),
    Column("at", Moment, nullable=False),
)

# One draft a language. `revision` tells two editors apart.
notice_drafts = Table(
    "notice_drafts",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("locale", String(8), primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("texts", JSON, nullable=False),
    Column("edited_by", BigInteger, nullable=False),
    Column("edited_at", Moment, nullable=False),
)

# A material change on its way into an open conversation (A4).
notice_changes = Table(
    "notice_changes",
    metadata,
    Column("conversation_id", ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True),
    Column("notice_id", ForeignKey("notices.id"), nullable=False),
    Column("published_at", Moment, nullable=False),
    Column("shown_at", Moment),
    Column("peer_owes", BigInteger),
    Column("due_at", Moment),
    Column("attempts", Integer, nullable=False),
    Index("ix_notice_changes_due", "due_at"),
)
