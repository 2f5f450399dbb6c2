"""Sight and voice: what each person should have, worked out from rows, and carried to Discord."""

from datetime import datetime

from bot.core import gate
from bot.core.conversation import Conversation, Kind, State, Step, retry_at
from bot.core.effects import Access
from bot.flows.context import Context
from bot.flows.each import each
from bot.flows.port import Trouble
from bot.store import claim as claims
from bot.store import conversation as conversations
from bot.store import escalation as escalations
from bot.store import gate as store
from bot.store import health, notice_change
from bot.store.database import Tx


async def settle(tx: Tx, conversation: Conversation, now: datetime) -> None:
    """Make the access rows of a conversation say what its other rows imply. Part of every transaction
    that changes who may see or write; Discord is told afterwards, and told again until it holds."""
    if conversation.channel_id is None:
        return
    claim = await claims.live(tx, conversation.id)
    escalation = await escalations.open_in(tx, conversation.id)
    change = await notice_change.get(tx, conversation.id)
    room = gate.Room(
        member_id=conversation.member_id,
        member_gate=gate.Gate(conversation.gate),
        shown=conversation.step in (Step.SHOW, Step.DONE) or conversation.shown_at is not None,
        closed=not conversation.live,
        help_room=conversation.kind == Kind.HELP,
        present=conversation.present,
        peer_id=claim.peer_id if claim is not None and claim.state == "held" else None,
        peer_owes=change is not None and claim is not None and change.peer_owes == claim.peer_id,
        specialist_id=escalation.taken_by if escalation is not None else None,
    )
    await store.want(tx, conversation.id, gate.access(room), now)


async def deliver_due(ctx: Context) -> int:
    """Carry every due access row to Discord; how many were tried."""
    rows = await ctx.db.read(lambda tx: store.due(tx, ctx.clock()))
    return await each(rows, lambda row: _deliver(ctx, row))


async def _deliver(ctx: Context, row: store.Wanted) -> None:
    conversation = await ctx.db.read(lambda tx: conversations.get(tx, row.conversation_id))
    if conversation is None or conversation.channel_id is None or conversation.state == State.REMOVED:
        await ctx.db.write(lambda tx: store.again(tx, row, None))
        return
    answer = await ctx.port.set_access(
        conversation.channel_id, row.user_id, Access(sight=row.sight, voice=row.voice)
    )
    now = ctx.clock()

    async def note(tx: Tx) -> None:
        if answer is None:
            await store.confirmed(tx, row)
            await health.mended(tx, conversation.guild_id, "cannot_set_access", conversation.channel_name)
        elif answer is Trouble.GONE:
            # The person left the server: nothing to set until they are back. Or the channel is gone,
            # which its own event reports.
            await store.again(tx, row, None)
        else:
            await store.again(tx, row, retry_at(now, row.attempts))
            if answer is not Trouble.LATER:
                await health.found(
                    tx, conversation.guild_id, "cannot_set_access", conversation.channel_name, now
                )

    await ctx.db.write(note)
