"""How far each channel has been read."""

from sqlalchemy import func, select
from sqlalchemy.dialects.sqlite import insert as upsert

from bot.store.database import Tx
from bot.store.schema import cursors


async def read_to(tx: Tx, conversation_id: int, message_id: int) -> None:
    """Everything up to this message has been looked at; never goes back."""
    statement = upsert(cursors).values(conversation_id=conversation_id, last_message_id=message_id)
    await tx.execute(
        statement.on_conflict_do_update(
            index_elements=["conversation_id"],
            set_={"last_message_id": func.max(cursors.c.last_message_id, message_id)},
        )
    )


async def position(tx: Tx, conversation_id: int) -> int:
    """The last message looked at; 0 when none."""
    query = select(cursors.c.last_message_id).where(cursors.c.conversation_id == conversation_id)
    return (await tx.execute(query)).scalar_one_or_none() or 0
