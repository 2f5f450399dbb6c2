"""A server's own helplines, and reports that a line did not work."""

import sqlalchemy as sa
from alembic import op

from bot.store.columns import Moment

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
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
