"""Tables of the helplines: what a server added, pinned, hid or took off, and how often a line failed."""

from sqlalchemy import JSON, BigInteger, CheckConstraint, Column, Index, String, Table

from bot.store.columns import Moment, RowId, metadata, one_of

# A moderator's word about a line. `row` holds an own line, as in the data file.
helpline_choices = Table(
    "helpline_choices",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("line_id", String(64), primary_key=True),
    Column("kind", String(8), primary_key=True),
    Column("row", JSON),
    Column("changed_by", BigInteger),
    Column("changed_at", Moment, nullable=False),
    CheckConstraint(one_of("kind", "own", "pin", "hide", "failing"), name="kind"),
)

# "This did not work": when, and which line. Never who.
helpline_reports = Table(
    "helpline_reports",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("line_id", String(64), nullable=False),
    Column("at", Moment, nullable=False),
    Index("ix_helpline_reports_line", "guild_id", "line_id"),
)
