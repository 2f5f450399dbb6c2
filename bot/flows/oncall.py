"""The on-call list: an order of people who have been asked and have pledged."""

from bot.core.effects import Told
from bot.flows.context import Context
from bot.store import health, journal
from bot.store import oncall as store
from bot.store.database import Tx


async def add(ctx: Context, guild_id: int, actor_id: int, user_id: int, *, dm: bool, is_bot: bool) -> Told:
    """Put somebody at the end of the list; they may also ask for direct messages."""
    if is_bot:
        return Told("oncall.no_bots")
    now = ctx.clock()

    async def work(tx: Tx) -> Told:
        known = {one.user_id for one in await store.everyone(tx, guild_id)}
        await store.add(tx, guild_id, user_id, dm=dm, now=now)
        await health.mended(tx, guild_id, "on_call_empty", "")
        await journal.note(tx, now, guild_id, "oncall_add", user_id=user_id)
        key = "oncall.changed" if user_id in known else "oncall.added"
        return Told(key, {"person_id": user_id, "dm": dm})

    return await ctx.db.write(work)


async def remove(ctx: Context, guild_id: int, user_id: int) -> Told:
    """Take somebody off. The last one may go too: then no conversation opens, and everybody is asked."""
    now = ctx.clock()

    async def work(tx: Tx) -> Told:
        if not await store.remove(tx, guild_id, user_id):
            return Told("oncall.not_on_it", {"person_id": user_id})
        await journal.note(tx, now, guild_id, "oncall_remove", user_id=user_id)
        if not await store.everyone(tx, guild_id):
            await health.found(tx, guild_id, "on_call_empty", "", now)
            return Told("oncall.removed_last", {"person_id": user_id})
        return Told("oncall.removed", {"person_id": user_id})

    return await ctx.db.write(work)


async def who(ctx: Context, guild_id: int) -> Told:
    """The list in order, and who of it has left the server."""
    rows = await ctx.db.read(lambda tx: store.everyone(tx, guild_id))
    if not rows:
        return Told("oncall.nobody")
    gone = [row.user_id for row in rows if await ctx.port.is_present(guild_id, row.user_id) is False]
    return Told(
        "oncall.list",
        {"people_ids": [row.user_id for row in rows], "gone_ids": gone, "some_gone": bool(gone)},
    )
