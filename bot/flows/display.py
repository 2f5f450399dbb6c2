"""The notice on display: what an absence, a moderator's clear or a deletion does to it and its reactions.

Nothing here withdraws by accident: who cleared all reactions, or deleted the notice, said nothing for the
member.
"""

from datetime import datetime

from bot.core.conversation import Conversation, Kind, Step
from bot.core.effects import Place, Post
from bot.core.gate import Event, Gate, Route
from bot.flows.context import Context
from bot.flows.gate import Act, agree, stop
from bot.flows.port import Trouble
from bot.store import conversation as conversations
from bot.store import gate as store
from bot.store import journal, outbox
from bot.store.database import Tx


async def concerns(ctx: Context, message_id: int) -> bool:
    """Is this message a notice or a card of ours? Everything else in a server costs one look, no write."""
    return await ctx.db.read(lambda tx: conversations.shows(tx, message_id))


async def cleared(ctx: Context, notice_id: int, *, own_only: bool = False) -> None:
    """Somebody cleared reactions: nothing is withdrawn, and the bot puts its own back."""
    now = ctx.clock()

    async def work(tx: Tx) -> None:
        row = await conversations.by_notice(tx, notice_id)
        if row is None or not row.live or row.kind == Kind.HELP:
            return
        if not own_only:
            await store.set_reacted(tx, row.id, None, False)
            await journal.note(tx, now, row.guild_id, "cleared", conversation_id=row.id)
        await _seed_again(tx, row, now)

    await ctx.db.write(work)


async def _seed_again(tx: Tx, row: Conversation, now: datetime) -> None:
    post = Post(Place.SEED, "gate.seed", f"seed:{row.id}:{int(now.timestamp() * 1000)}")
    await outbox.put(tx, post, now, guild_id=row.guild_id, conversation_id=row.id)


async def reconcile(ctx: Context, row: Conversation) -> Trouble | None:
    """Compare the reactions that are there after an absence with what is on record, both ways.

    A reaction given meanwhile is credited, but never over a withdrawal. One that is gone counts as taken
    back, unless the bot's own is gone too: then somebody cleared them all. The record is read before the
    reactions, so that one which is given in between is not missed and taken for a withdrawal.
    """
    member, channel, notice = row.member_id, row.channel_id, row.notice_message_id
    if member is None or channel is None or notice is None or row.shown_at is None or not row.live:
        return None
    record = await ctx.db.read(lambda tx: store.in_force(tx, row.id, member))
    present = await ctx.port.reactions(channel, notice, ctx.ack_emoji)
    if isinstance(present, Trouble):
        return present
    there = member in present
    reacted = record is not None and record.reacted
    if ctx.port.own_id() not in present:
        if reacted and not there:
            await cleared(ctx, notice)
            return None
        # Tried again at every look; where reactions are switched off it goes on failing, quietly (A11).
        await ctx.port.react(channel, notice, ctx.ack_emoji)
    if there and row.gate == Gate.STOPPED:
        await _take_off_again(ctx, row)
    elif there:
        await agree(ctx, Act(member, Route.FOUND, conversation_id=row.id))
    elif reacted:
        await stop(ctx, Act(member, Route.FOUND, conversation_id=row.id), Event.LOST_REACTION)
    return None


async def _take_off_again(ctx: Context, row: Conversation) -> None:
    """A reaction stands although the person had stopped: it is taken off, and not read as a yes."""
    now = ctx.clock()

    async def work(tx: Tx) -> None:
        fresh = await conversations.get(tx, row.id)
        if fresh is None or fresh.gate != Gate.STOPPED:
            return
        purpose = f"unreact:{row.id}:{int(now.timestamp() * 1000)}"
        post = Post(Place.UNREACT, "gate.unreact", purpose, user_id=row.member_id)
        await outbox.put(tx, post, now, guild_id=row.guild_id, conversation_id=row.id)

    await ctx.db.write(work)


async def notice_lost(ctx: Context, message_id: int) -> None:
    """The notice (or a part of it) was deleted: it is posted again whole, in the same version; nobody has
    to agree again. A part that is still there goes, so that there are never two to react to."""
    now = ctx.clock()
    lost = await ctx.db.read(lambda tx: conversations.by_notice_part(tx, message_id))
    if lost is None or not lost.live:
        return

    async def work(tx: Tx) -> None:
        row = await conversations.by_notice_part(tx, message_id)
        if row is None or not row.live:
            return
        await conversations.change(
            tx, row.id, step=Step.NOTICE.value, notice_message_id=None, notice_first_id=None, due_at=now
        )
        await store.set_reacted(tx, row.id, None, False)
        await journal.note(tx, now, row.guild_id, "notice_lost", conversation_id=row.id)

    for part in {lost.notice_first_id, lost.notice_message_id} - {message_id, None}:
        if lost.channel_id is not None and part is not None:
            await ctx.port.delete_message(lost.channel_id, part)
    await ctx.db.write(work)
