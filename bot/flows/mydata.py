"""What the bot keeps about a person: theirs to see, theirs to have deleted, and gone in time (promise 9)."""

import json
from dataclasses import dataclass
from datetime import timedelta

from bot.core.conversation import Kind
from bot.core.effects import Told
from bot.core.templates import Safe
from bot.flows.context import Context
from bot.flows.conversation import close_in
from bot.flows.say import words_for
from bot.store import conversation as conversations
from bot.store import escalation as escalations
from bot.store import journal
from bot.store import privacy as store
from bot.store import server as servers
from bot.store.database import Tx

KEEP_DAYS = 30  # where a server has not decided; the notice cannot open there anyway


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person is given who asks for their data: words, and every row as a JSON file."""

    text: str
    file: str


async def mine(ctx: Context, guild_id: int, user_id: int, locale: str) -> Answer:
    """Every row about a person in this server (M22). There are no words of theirs to give."""
    rows = await ctx.db.read(lambda tx: store.about(tx, guild_id, user_id))
    server = await ctx.db.read(lambda tx: servers.get(tx, guild_id))
    lines = [
        ctx.words.render(locale, "mydata.line", {"what": _name(ctx, locale, name), "count": str(len(some))})
        for name, some in rows.items()
    ]
    facts = {"lines": Safe("\n".join(lines)), "some": bool(rows)}
    text = words_for(ctx, server, locale, "mydata.answer", facts)
    return Answer(text, json.dumps(rows, indent=1))


def _name(ctx: Context, locale: str, table: str) -> Safe:
    return Safe(ctx.words.render(locale, f"mydata.{table}"))


async def delete(ctx: Context, guild_id: int, user_id: int) -> Told:
    """Forget this person: open talks close, channels go, rows go. Says what must stay, and why (M23)."""
    now = ctx.clock()

    async def work(tx: Tx) -> Told:
        alert = await escalations.open_of(tx, guild_id, user_id)
        await store.mark(tx, guild_id, user_id)
        await store.forget_journal(tx, guild_id, user_id)
        for kind in Kind:
            row = await conversations.live_of(tx, guild_id, user_id, kind)
            # While somebody is being asked to look in, nothing takes the member's voice away (promise 2).
            if row is not None and alert is None:
                await close_in(tx, row, now, "erased", None, timedelta())
        await conversations.remove_soon(tx, guild_id, user_id, now, but=alert is not None)
        await journal.note(tx, now, guild_id, "erasure")
        return Told("mydata.deleted_later" if alert is not None else "mydata.deleted")

    told = await ctx.db.write(work)
    ctx.wake()
    return told


async def tidy_due(ctx: Context) -> int:
    """Give every removed conversation its last day, and forget those whose day has come."""
    now = ctx.clock()

    async def work(tx: Tx) -> int:
        for conversation_id, guild_id, closed_at, forget in await store.unscheduled(tx):
            server = await servers.get(tx, guild_id)
            days = timedelta(days=server.retention_days or KEEP_DAYS)
            await store.schedule(tx, conversation_id, now if forget else (closed_at or now) + days)
        due = await store.due(tx, now)
        for conversation_id in due:
            await store.purge(tx, conversation_id)
        return len(due)

    waiting = await ctx.db.read(lambda tx: store.unscheduled(tx))
    due = await ctx.db.read(lambda tx: store.due(tx, now))
    if not waiting and not due:
        return 0
    gone = await ctx.db.write(work)
    if gone:
        await ctx.db.shrink()  # what was deleted must not linger in the write-ahead log
    return gone
