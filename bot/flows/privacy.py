"""The member's own switches: the word check of their conversation."""

from bot.core.conversation import Kind
from bot.core.effects import Place, Post, Told
from bot.flows.context import Context
from bot.store import conversation as conversations
from bot.store import hints, journal, outbox
from bot.store import server as servers
from bot.store.database import Tx


async def switch_check(ctx: Context, user_id: int, channel_id: int, *, on: bool) -> Told:
    """Switch the word check of a conversation; the peer sees it, and *Help now* stays."""
    now = ctx.clock()

    async def work(tx: Tx) -> Told:
        row = await conversations.by_channel(tx, channel_id)
        if row is None or not row.live or row.kind != Kind.TALK:
            return Told("gate.not_here")
        if row.member_id != user_id:
            return Told("gate.not_yours")
        server = await servers.get(tx, row.guild_id)
        if not server.check_switchable:
            return Told("privacy.check_fixed", buttons="help")
        if row.check_on == on:
            return Told("privacy.check_is_on" if on else "privacy.check_is_off", buttons="help")
        await conversations.change(tx, row.id, check_on=on)
        await hints.forget(tx, row.id)
        state = "on" if on else "off"
        await journal.note(
            tx, now, row.guild_id, "check", conversation_id=row.id, user_id=user_id, detail=state
        )
        purpose = f"check:{row.id}:{int(now.timestamp() * 1000)}"
        post = Post(
            Place.CONVERSATION,
            f"privacy.check_now_{state}",
            purpose,
            {"member_id": user_id},
            buttons=f"help:{row.id}",
        )
        await outbox.put(tx, post, now, guild_id=row.guild_id, conversation_id=row.id)
        return Told(f"privacy.check_now_{state}")

    return await ctx.db.write(work)
