"""The first tables."""

import sqlalchemy as sa
from alembic import op

from bot.store.columns import Moment

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "categories",
        sa.Column("category_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("added_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("category_id", name=op.f("pk_categories")),
    )
    with op.batch_alter_table("categories", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_categories_guild_id"), ["guild_id"], unique=False)

    op.create_table(
        "findings",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("since", Moment(), nullable=False),
        sa.Column("last_at", Moment(), nullable=False),
        sa.Column("told_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("guild_id", "code", "subject", name=op.f("pk_findings")),
    )
    op.create_table(
        "helpline_choices",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("line_id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("row", sa.JSON(), nullable=True),
        sa.Column("changed_by", sa.BigInteger(), nullable=True),
        sa.Column("changed_at", Moment(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('own', 'pin', 'hide', 'failing')", name=op.f("ck_helpline_choices_kind")
        ),
        sa.PrimaryKeyConstraint("guild_id", "line_id", "kind", name=op.f("pk_helpline_choices")),
    )
    op.create_table(
        "helpline_reports",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("line_id", sa.String(length=64), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_helpline_reports")),
    )
    with op.batch_alter_table("helpline_reports", schema=None) as batch_op:
        batch_op.create_index("ix_helpline_reports_line", ["guild_id", "line_id"], unique=False)

    op.create_table(
        "journal",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("event", sa.String(length=32), nullable=False),
        sa.Column("conversation_id", sa.BigInteger(), nullable=True),
        sa.Column("escalation_id", sa.BigInteger(), nullable=True),
        sa.Column("user_id", sa.BigInteger(), nullable=True),
        sa.Column("detail", sa.String(length=32), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal")),
    )
    with op.batch_alter_table("journal", schema=None) as batch_op:
        batch_op.create_index("ix_journal_conversation_id", ["conversation_id"], unique=False)

    op.create_table(
        "lexicon_versions",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("made_by", sa.BigInteger(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("what", sa.String(length=16), nullable=False),
        sa.Column("term", sa.String(length=64), nullable=False),
        sa.Column("terms", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "number", name=op.f("pk_lexicon_versions")),
    )
    op.create_table(
        "notice_drafts",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("locale", sa.String(length=8), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("edited_by", sa.BigInteger(), nullable=False),
        sa.Column("edited_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "locale", name=op.f("pk_notice_drafts")),
    )
    op.create_table(
        "notices",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("source_digest", sa.String(length=64), nullable=False),
        sa.Column("made_by", sa.BigInteger(), nullable=True),
        sa.Column("made_at", Moment(), nullable=False),
        sa.CheckConstraint("kind IN ('minor', 'material')", name=op.f("ck_notices_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
    )
    with op.batch_alter_table("notices", schema=None) as batch_op:
        batch_op.create_index("uq_notices_number", ["guild_id", "number"], unique=True)

    op.create_table(
        "oncall",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("dm", sa.Boolean(), nullable=False),
        sa.Column("pledged_at", Moment(), nullable=True),
        sa.Column("added_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "user_id", name=op.f("pk_oncall")),
    )
    op.create_table(
        "servers",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("lobby_id", sa.BigInteger(), nullable=True),
        sa.Column("category_id", sa.BigInteger(), nullable=True),
        sa.Column("board_id", sa.BigInteger(), nullable=True),
        sa.Column("oncall_channel_id", sa.BigInteger(), nullable=True),
        sa.Column("peer_role_id", sa.BigInteger(), nullable=True),
        sa.Column("specialist_role_id", sa.BigInteger(), nullable=True),
        sa.Column("moderator_role_id", sa.BigInteger(), nullable=True),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("emergency_number", sa.String(length=40), nullable=True),
        sa.Column("helplines_confirmed_by", sa.BigInteger(), nullable=True),
        sa.Column("helplines_confirmed_at", Moment(), nullable=True),
        sa.Column("locale", sa.String(length=8), nullable=True),
        sa.Column("time_zone", sa.String(length=64), nullable=True),
        sa.Column("oncall_hours", sa.String(length=200), nullable=True),
        sa.Column("min_age", sa.Integer(), nullable=True),
        sa.Column("retention_days", sa.Integer(), nullable=True),
        sa.Column("question_contact_id", sa.BigInteger(), nullable=True),
        sa.Column("data_contact", sa.String(length=200), nullable=True),
        sa.Column("complaint_contact", sa.String(length=200), nullable=True),
        sa.Column("legal_regime", sa.String(length=16), nullable=True),
        sa.Column("privacy_contact", sa.String(length=200), nullable=True),
        sa.Column("legal_triggers", sa.String(length=200), nullable=True),
        sa.Column("check_switchable", sa.Boolean(), nullable=True),
        sa.Column("emergency_policy", sa.String(length=32), nullable=True),
        sa.Column("panel_message_id", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("guild_id", name=op.f("pk_servers")),
    )
    op.create_table(
        "term_counts",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("term", sa.String(length=64), nullable=False),
        sa.Column("outcome", sa.String(length=12), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "term", "outcome", name=op.f("pk_term_counts")),
    )
    op.create_table(
        "conversations",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("origin", sa.String(length=8), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("step", sa.String(length=12), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=True),
        sa.Column("peer_id", sa.BigInteger(), nullable=True),
        sa.Column("channel_id", sa.BigInteger(), nullable=True),
        sa.Column("locale", sa.String(length=8), nullable=False),
        sa.Column("topic", sa.String(length=16), nullable=False),
        sa.Column("any_peer", sa.Boolean(), nullable=False),
        sa.Column("check_on", sa.Boolean(), nullable=False),
        sa.Column("present", sa.Boolean(), nullable=False),
        sa.Column("gate", sa.String(length=8), nullable=False),
        sa.Column("notice_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("notice_digest", sa.String(length=64), nullable=True),
        sa.Column("notice_facts", sa.String(length=64), nullable=True),
        sa.Column("notice_message_id", sa.BigInteger(), nullable=True),
        sa.Column("notice_first_id", sa.BigInteger(), nullable=True),
        sa.Column("board_message_id", sa.BigInteger(), nullable=True),
        sa.Column("card_channel_id", sa.BigInteger(), nullable=True),
        sa.Column("card_state", sa.String(length=64), nullable=True),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("shown_at", Moment(), nullable=True),
        sa.Column("closed_at", Moment(), nullable=True),
        sa.Column("due_at", Moment(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("forget", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("purge_at", Moment(), nullable=True),
        sa.CheckConstraint("gate IN ('closed', 'open', 'stopped')", name=op.f("ck_conversations_gate")),
        sa.CheckConstraint(
            "kind = 'help' OR peer_id IS NULL OR peer_id <> member_id",
            name=op.f("ck_conversations_peer_is_another"),
        ),
        sa.CheckConstraint("kind IN ('talk', 'help')", name=op.f("ck_conversations_kind")),
        sa.CheckConstraint("origin IN ('asked', 'adopted', 'help')", name=op.f("ck_conversations_origin")),
        sa.CheckConstraint(
            "state IN ('opening', 'open', 'closed', 'removed')", name=op.f("ck_conversations_state")
        ),
        sa.ForeignKeyConstraint(["notice_id"], ["notices.id"], name=op.f("fk_conversations_notice_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversations")),
        sa.UniqueConstraint("board_message_id", name=op.f("uq_conversations_board_message_id")),
        sa.UniqueConstraint("channel_id", name=op.f("uq_conversations_channel_id")),
        sa.UniqueConstraint("code", name=op.f("uq_conversations_code")),
        sa.UniqueConstraint("notice_message_id", name=op.f("uq_conversations_notice_message_id")),
    )
    with op.batch_alter_table("conversations", schema=None) as batch_op:
        batch_op.create_index("ix_conversations_due", ["due_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_conversations_guild_id"), ["guild_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_conversations_purge_at"), ["purge_at"], unique=False)
        batch_op.create_index(
            "uq_conversations_one_open",
            ["guild_id", "member_id", "kind"],
            unique=True,
            sqlite_where=sa.text("state IN ('opening', 'open') AND origin <> 'adopted'"),
            postgresql_where=sa.text("state IN ('opening', 'open') AND origin <> 'adopted'"),
        )

    op.create_table(
        "notice_reads",
        sa.Column("notice_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notices.id"], name=op.f("fk_notice_reads_notice_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("notice_id", "user_id", name=op.f("pk_notice_reads")),
    )
    op.create_table(
        "notice_texts",
        sa.Column("notice_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("locale", sa.String(length=8), nullable=False),
        sa.Column("slot", sa.String(length=4), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notices.id"], name=op.f("fk_notice_texts_notice_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("notice_id", "locale", "slot", name=op.f("pk_notice_texts")),
    )
    op.create_table(
        "access",
        sa.Column("conversation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("sight", sa.Boolean(), nullable=False),
        sa.Column("voice", sa.Boolean(), nullable=False),
        sa.Column("done_sight", sa.Boolean(), nullable=True),
        sa.Column("done_voice", sa.Boolean(), nullable=True),
        sa.Column("due_at", Moment(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_access_conversation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("conversation_id", "user_id", name=op.f("pk_access")),
    )
    with op.batch_alter_table("access", schema=None) as batch_op:
        batch_op.create_index("ix_access_due", ["due_at"], unique=False)

    op.create_table(
        "acknowledgements",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("conversation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("part", sa.String(length=8), nullable=False),
        sa.Column("notice_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("locale", sa.String(length=8), nullable=False),
        sa.Column("route", sa.String(length=8), nullable=False),
        sa.Column("reacted", sa.Boolean(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("ended_at", Moment(), nullable=True),
        sa.Column("ended_by", sa.String(length=12), nullable=True),
        sa.CheckConstraint("part IN ('member', 'peer')", name=op.f("ck_acknowledgements_part")),
        sa.CheckConstraint(
            "route IN ('reaction', 'button', 'command', 'found')", name=op.f("ck_acknowledgements_route")
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_acknowledgements_conversation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["notice_id"], ["notices.id"], name=op.f("fk_acknowledgements_notice_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acknowledgements")),
    )
    with op.batch_alter_table("acknowledgements", schema=None) as batch_op:
        batch_op.create_index(
            "uq_acknowledgements_in_force",
            ["conversation_id", "user_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "avoided",
        sa.Column("conversation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("allowed_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_avoided_conversation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("conversation_id", "user_id", name=op.f("pk_avoided")),
    )
    op.create_table(
        "claims",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("conversation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("peer_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("due_at", Moment(), nullable=True),
        sa.Column("nudged", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "state IN ('pledging', 'asking', 'held', 'lapsed', 'refused', 'released')",
            name=op.f("ck_claims_state"),
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_claims_conversation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claims")),
    )
    with op.batch_alter_table("claims", schema=None) as batch_op:
        batch_op.create_index("ix_claims_due", ["due_at"], unique=False)
        batch_op.create_index(
            "uq_claims_live",
            ["conversation_id"],
            unique=True,
            sqlite_where=sa.text("state IN ('pledging', 'asking', 'held')"),
            postgresql_where=sa.text("state IN ('pledging', 'asking', 'held')"),
        )

    op.create_table(
        "cursors",
        sa.Column("conversation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("last_message_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_cursors_conversation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("conversation_id", name=op.f("pk_cursors")),
    )
    op.create_table(
        "escalations",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("conversation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.String(length=8), nullable=False),
        sa.Column("urgency", sa.String(length=8), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("chain", sa.JSON(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("exhausted_at", Moment(), nullable=True),
        sa.Column("raised_at", Moment(), nullable=False),
        sa.Column("taken_by", sa.BigInteger(), nullable=True),
        sa.Column("taken_at", Moment(), nullable=True),
        sa.Column("reminded_at", Moment(), nullable=True),
        sa.Column("closed_at", Moment(), nullable=True),
        sa.Column("outcome", sa.String(length=12), nullable=True),
        sa.Column("term", sa.String(length=64), nullable=True),
        sa.Column("due_at", Moment(), nullable=True),
        sa.CheckConstraint(
            "(state = 'closed') = (closed_at IS NOT NULL)", name=op.f("ck_escalations_closed_at_some_time")
        ),
        sa.CheckConstraint(
            "(state = 'taken') <= (taken_by IS NOT NULL)", name=op.f("ck_escalations_taken_by_somebody")
        ),
        sa.CheckConstraint("source IN ('check', 'help', 'peer')", name=op.f("ck_escalations_source")),
        sa.CheckConstraint(
            "state <> 'closed' OR term IS NULL", name=op.f("ck_escalations_term_forgotten_at_close")
        ),
        sa.CheckConstraint(
            "state = 'closed' OR due_at IS NOT NULL", name=op.f("ck_escalations_never_without_a_deadline")
        ),
        sa.CheckConstraint("state IN ('raised', 'taken', 'closed')", name=op.f("ck_escalations_state")),
        sa.CheckConstraint("urgency IN ('check_in', 'urgent')", name=op.f("ck_escalations_urgency")),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_escalations_conversation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_escalations")),
        sa.UniqueConstraint("code", name=op.f("uq_escalations_code")),
    )
    with op.batch_alter_table("escalations", schema=None) as batch_op:
        batch_op.create_index("ix_escalations_due", ["due_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_escalations_guild_id"), ["guild_id"], unique=False)
        batch_op.create_index(
            "uq_escalations_open",
            ["guild_id", "member_id"],
            unique=True,
            sqlite_where=sa.text("state <> 'closed'"),
            postgresql_where=sa.text("state <> 'closed'"),
        )

    op.create_table(
        "hints",
        sa.Column("conversation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("message_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("edited_ms", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("term", sa.String(length=64), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("due_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_hints_conversation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("conversation_id", "message_id", "edited_ms", name=op.f("pk_hints")),
    )
    with op.batch_alter_table("hints", schema=None) as batch_op:
        batch_op.create_index("ix_hints_due", ["due_at"], unique=False)

    op.create_table(
        "notice_changes",
        sa.Column("conversation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("notice_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("published_at", Moment(), nullable=False),
        sa.Column("shown_at", Moment(), nullable=True),
        sa.Column("peer_owes", sa.BigInteger(), nullable=True),
        sa.Column("due_at", Moment(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_notice_changes_conversation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["notice_id"], ["notices.id"], name=op.f("fk_notice_changes_notice_id")),
        sa.PrimaryKeyConstraint("conversation_id", name=op.f("pk_notice_changes")),
    )
    with op.batch_alter_table("notice_changes", schema=None) as batch_op:
        batch_op.create_index("ix_notice_changes_due", ["due_at"], unique=False)

    op.create_table(
        "heard",
        sa.Column("message_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("edited_ms", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("escalation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["escalation_id"], ["escalations.id"], name=op.f("fk_heard_escalation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("message_id", "edited_ms", name=op.f("pk_heard")),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("conversation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("escalation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("place", sa.String(length=12), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=True),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("buttons", sa.String(length=64), nullable=False),
        sa.Column("pings", sa.JSON(), nullable=False),
        sa.Column("purpose", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", Moment(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("channel_id", sa.BigInteger(), nullable=True),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("done_at", Moment(), nullable=True),
        sa.Column("reason", sa.String(length=24), nullable=True),
        sa.CheckConstraint(
            "state IN ('queued', 'sending', 'sent', 'failed', 'dropped')", name=op.f("ck_outbox_state")
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=op.f("fk_outbox_conversation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["escalation_id"], ["escalations.id"], name=op.f("fk_outbox_escalation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("purpose", name=op.f("uq_outbox_purpose")),
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index("ix_outbox_due", ["due_at"], unique=False)
        batch_op.create_index("ix_outbox_message_id", ["message_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_index("ix_outbox_message_id")
        batch_op.drop_index("ix_outbox_due")

    op.drop_table("outbox")
    op.drop_table("heard")
    with op.batch_alter_table("notice_changes", schema=None) as batch_op:
        batch_op.drop_index("ix_notice_changes_due")

    op.drop_table("notice_changes")
    with op.batch_alter_table("hints", schema=None) as batch_op:
        batch_op.drop_index("ix_hints_due")

    op.drop_table("hints")
    with op.batch_alter_table("escalations", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_escalations_open",
            sqlite_where=sa.text("state <> 'closed'"),
            postgresql_where=sa.text("state <> 'closed'"),
        )
        batch_op.drop_index(batch_op.f("ix_escalations_guild_id"))
        batch_op.drop_index("ix_escalations_due")

    op.drop_table("escalations")
    op.drop_table("cursors")
    with op.batch_alter_table("claims", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_claims_live",
            sqlite_where=sa.text("state IN ('pledging', 'asking', 'held')"),
            postgresql_where=sa.text("state IN ('pledging', 'asking', 'held')"),
        )
        batch_op.drop_index("ix_claims_due")

    op.drop_table("claims")
    op.drop_table("avoided")
    with op.batch_alter_table("acknowledgements", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_acknowledgements_in_force",
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.drop_table("acknowledgements")
    with op.batch_alter_table("access", schema=None) as batch_op:
        batch_op.drop_index("ix_access_due")

    op.drop_table("access")
    op.drop_table("notice_texts")
    op.drop_table("notice_reads")
    with op.batch_alter_table("conversations", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_conversations_one_open",
            sqlite_where=sa.text("state IN ('opening', 'open') AND origin <> 'adopted'"),
            postgresql_where=sa.text("state IN ('opening', 'open') AND origin <> 'adopted'"),
        )
        batch_op.drop_index(batch_op.f("ix_conversations_purge_at"))
        batch_op.drop_index(batch_op.f("ix_conversations_guild_id"))
        batch_op.drop_index("ix_conversations_due")

    op.drop_table("conversations")
    op.drop_table("term_counts")
    op.drop_table("servers")
    op.drop_table("oncall")
    with op.batch_alter_table("notices", schema=None) as batch_op:
        batch_op.drop_index("uq_notices_number")

    op.drop_table("notices")
    op.drop_table("notice_drafts")
    op.drop_table("lexicon_versions")
    with op.batch_alter_table("journal", schema=None) as batch_op:
        batch_op.drop_index("ix_journal_conversation_id")

    op.drop_table("journal")
    with op.batch_alter_table("helpline_reports", schema=None) as batch_op:
        batch_op.drop_index("ix_helpline_reports_line")

    op.drop_table("helpline_reports")
    op.drop_table("helpline_choices")
    op.drop_table("findings")
    with op.batch_alter_table("categories", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_categories_guild_id"))

    op.drop_table("categories")
