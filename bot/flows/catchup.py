"""Coming back: what was said, reacted, deleted or changed while the bot was away.

Runs on every return and on a timer, because a session can be alive and deaf. Everything in it may run
twice: each piece of writing has a key, each reaction is compared with what is on record.
"""

from bot.core.conversation import Conversation, Kind, State, Step
from bot.flows import adopt, board, claim, display, gate
from bot.flows.context import Context
from bot.flows.heard import look_at
from bot.flows.port import Heard, Trouble
from bot.store import catchup as store
from bot.store import claim as claims
from bot.store import conversation as conversations
from bot.store import gate as gates
from bot.store import health, journal
from bot.store.database import Tx


async def catch_up(ctx: Context, guild_id: int) -> None:
    """Bring every live conversation of a server into step with what is there."""
    if ctx.port.view(guild_id) is None:
        return
    for row in await ctx.db.read(lambda tx: conversations.live(tx, guild_id)):
        await _one(ctx, row)
    await adopt.look_around(ctx, guild_id)


async def _one(ctx: Context, row: Conversation) -> None:
    if row.channel_id is None:
        return
    view = ctx.port.view(row.guild_id)
    if view is not None and row.channel_id not in view.channels:
        await channel_lost(ctx, row.guild_id, row.channel_id)
        return
    if row.member_id is not None:
        here = await ctx.port.is_present(row.guild_id, row.member_id)
        if isinstance(here, bool) and here != row.present:
            await gate.member_moved(ctx, row.guild_id, row.member_id, here=here)
    await _words(ctx, row)
    if row.kind == Kind.TALK and row.step == Step.DONE:
        await _reactions(ctx, row)
    await _card(ctx, row)


async def _words(ctx: Context, row: Conversation) -> None:
    """Messages after the cursor, and edits among the newest hundred; the blind spot is a finding."""
    assert row.channel_id is not None
    after = await ctx.db.read(lambda tx: store.position(tx, row.id))
    fresh = await ctx.port.history(row.channel_id, after)
    edited = await ctx.port.recent_edits(row.channel_id)
    if isinstance(fresh, Trouble) or isinstance(edited, Trouble):
        now = ctx.clock()
        if fresh is Trouble.FORBIDDEN or edited is Trouble.FORBIDDEN:
            await ctx.db.write(lambda tx: health.found(tx, row.guild_id, "blind", row.channel_name, now))
        return
    for message in (*fresh, *edited):
        if message.author_id == row.member_id and not message.by_bot:
            await look_at(ctx, row, message)
    if fresh:
        last = max(message.message_id for message in fresh)
        await ctx.db.write(lambda tx: store.read_to(tx, row.id, last))


async def _reactions(ctx: Context, row: Conversation) -> None:
    """Is the notice whole, and what do the reactions on it say?"""
    assert row.channel_id is not None
    if row.notice_message_id is None:
        return
    first = row.notice_first_id
    parts = first is not None and first != row.notice_message_id
    if parts and first is not None and await ctx.port.has_message(row.channel_id, first) is False:
        await display.notice_lost(ctx, first)
        return
    if await display.reconcile(ctx, row) is Trouble.GONE:
        await display.notice_lost(ctx, row.notice_message_id)


async def _card(ctx: Context, row: Conversation) -> None:
    """A card that is gone is put up again; a pledge given while the bot was away counts too, and a peer
    who left the server meanwhile has given the conversation back."""
    live = await ctx.db.read(lambda tx: claims.live(tx, row.id))
    if live is not None and await ctx.port.is_present(row.guild_id, live.peer_id) is False:
        await claim.peer_gone(ctx, row.guild_id, live.peer_id)
        return
    if not row.board_message_id or not row.card_channel_id:
        return
    present = await ctx.port.reactions(row.card_channel_id, row.board_message_id, ctx.ack_emoji)
    if present is Trouble.GONE:
        await board.card_lost(ctx, row.board_message_id)
        return
    if live is None or live.state != "pledging" or isinstance(present, Trouble):
        return
    if live.peer_id in present:
        await claim.pledge(ctx, live.peer_id, row.id, "found")


async def channel_lost(ctx: Context, guild_id: int, channel_id: int) -> None:
    """The channel of a conversation is gone: the row says so, and the moderators are told.

    An escalation that is open for its member stays open: its pages go on and say that the channel is gone.
    """
    now = ctx.clock()

    async def work(tx: Tx) -> None:
        row = await conversations.by_channel(tx, channel_id)
        if row is None or row.state == State.REMOVED:
            return
        was_live = row.live
        row = await conversations.change(
            tx,
            row.id,
            state=State.REMOVED.value,
            closed_at=row.closed_at or now,
            due_at=None,
            channel_id=None,
        )
        await gates.want(tx, row.id, {}, now)
        await journal.note(tx, now, guild_id, "channel_lost", conversation_id=row.id)
        if was_live:
            await health.found(tx, guild_id, "channel_lost", row.channel_name, now)

    await ctx.db.write(work)


async def remember(ctx: Context, message: Heard) -> None:
    """The cursor of a channel; called now and then, since reading on from an older one does no harm."""
    row = await ctx.db.read(lambda tx: conversations.by_channel(tx, message.channel_id))
    if row is not None:
        await ctx.db.write(lambda tx: store.read_to(tx, row.id, message.message_id))
