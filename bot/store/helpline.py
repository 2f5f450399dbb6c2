"""Rows of a server's helplines: own lines, pins, hidden ones, and reports that a line did not work."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from bot.store.database import Tx
from bot.store.schema_helpline import helpline_choices, helpline_reports


@dataclass(frozen=True, slots=True)
class Choice:
    """One word of a moderator about one line: "own", "pin", "hide" or "failing"."""

    guild_id: int
    line_id: str
    kind: str
    row: dict[str, Any] | None
    changed_by: int | None
    changed_at: datetime


async def all_of(tx: Tx, guild_id: int | None = None) -> list[Choice]:
    """The choices of a server, or of all, oldest first."""
    query = select(helpline_choices).order_by(helpline_choices.c.changed_at, helpline_choices.c.line_id)
    if guild_id is not None:
        query = query.where(helpline_choices.c.guild_id == guild_id)
    return [Choice(**row._mapping) for row in await tx.execute(query)]


async def put(
    tx: Tx,
    guild_id: int,
    line_id: str,
    kind: str,
    by: int | None,
    now: datetime,
    row: Mapping[str, Any] | None = None,
) -> None:
    """Make a choice, or change it."""
    values = {"row": dict(row) if row is not None else None, "changed_by": by, "changed_at": now}
    await tx.execute(
        upsert(helpline_choices)
        .values(guild_id=guild_id, line_id=line_id, kind=kind, **values)
        .on_conflict_do_update(index_elements=["guild_id", "line_id", "kind"], set_=values)
    )


async def drop(tx: Tx, guild_id: int, line_id: str, *kinds: str) -> bool:
    """Take choices back; False when there were none."""
    result = await tx.execute(
        delete(helpline_choices)
        .where(
            helpline_choices.c.guild_id == guild_id,
            helpline_choices.c.line_id == line_id,
            helpline_choices.c.kind.in_(kinds),
        )
        .returning(helpline_choices.c.kind)
    )
    return result.first() is not None


async def report(tx: Tx, guild_id: int, line_id: str, now: datetime, keep: timedelta) -> list[datetime]:
    """Count one "this did not work"; the recent ones of the line. Older ones are forgotten."""
    mine = (helpline_reports.c.guild_id == guild_id, helpline_reports.c.line_id == line_id)
    await tx.execute(delete(helpline_reports).where(helpline_reports.c.at <= now - keep))
    await tx.execute(insert(helpline_reports).values(guild_id=guild_id, line_id=line_id, at=now))
    return list((await tx.execute(select(helpline_reports.c.at).where(*mine))).scalars())


async def forget_reports(tx: Tx, guild_id: int, line_id: str) -> None:
    """A moderator looked: counting begins anew."""
    await tx.execute(
        delete(helpline_reports).where(
            helpline_reports.c.guild_id == guild_id, helpline_reports.c.line_id == line_id
        )
    )
