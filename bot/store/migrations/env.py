"""Runs migrations inside the transaction that `Database.open` hands in."""

from alembic import context

from bot.store import schema_notice
from bot.store.schema import metadata

assert schema_notice.notice_texts.metadata is metadata  # every table is known here

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
context.run_migrations()
