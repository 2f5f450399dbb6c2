"""What people write, looked at once and never kept.

Live and in catch-up, new and edited, the same function: `heard`. Only the member's own words count; a
peer who asks directly about suicide is doing their work. An edit counts even while the gate is closed.
"""

from dataclasses import dataclass
from datetime import timedelta

from bot.clock import to_ms
from bot.core import escalation as core
from bot.core.conversation import Conversation
from bot.core.effects import Place, Post
from bot.core.escalation import Source, Urgency
from bot.core.lexicon import Match
from bot.flows.context import Context
from bot.flows.each import each
from bot.flows.escalation import Raise, raise_in
from bot.flows.port import Heard
from bot.store import conversation, escalation, health, hints, journal, outbox
from bot.store import server as servers
from bot.store.database import Tx
from bot.store.escalation import Escalation

HINT_WINDOW = timedelta(hours=1)
ALONE_FOR = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class _Key:
    """The key of a piece of writing: which message, in which edit."""

    message_id: int
    edited_ms: int


async def is_watched(ctx: Context, channel_id: int, author_id: int) -> bool:
    """Is this the member of a conversation, in its channel? Everything else is not even read."""
    row = await ctx.db.read(lambda tx: conversation.by_channel(tx, channel_id))
    return row is not None and row.member_id == author_id and row.state != "removed"


async def heard(ctx: Context, message: Heard) -> bool:
    """Look at one message; True when it raised or added to an escalation.

    Anything that goes wrong here must reach a human, so nothing is caught: the caller turns an exception
    into a finding and an alarm.
    """
    if message.by_bot:
        return False
    row = await ctx.db.read(lambda tx: conversation.by_channel(tx, message.channel_id))
    if row is None or row.member_id != message.author_id or row.state == "removed":
        return False
    return await look_at(ctx, row, message)


async def look_at(ctx: Context, row: Conversation, message: Heard) -> bool:
    """Check the words of a conversation's member, unless they switched the check off."""
    if not row.check_on:
        return False
    if not ctx.safety.working:
        now = ctx.clock()
        await ctx.db.write(lambda tx: health.found(tx, row.guild_id, "no_lexicon", "", now))
        return False
    match = ctx.safety.scan(message.text, row.guild_id)
    if match is None or match.tier == 0:
        return False
    edited = to_ms(message.edited_at) if message.edited_at is not None else 0
    key = _Key(message.message_id, edited)
    if match.tier == 3:
        return await _hint(ctx, row, match, key)
    return await _escalate(ctx, row, match, key)


async def _escalate(ctx: Context, row: Conversation, match: Match, key: _Key) -> bool:
    """Exactly one escalation, or an addition to the open one, on disk before anything else happens."""
    now = ctx.clock()

    async def work(tx: Tx) -> bool:
        if await escalation.was_heard(tx, key.message_id, key.edited_ms):
            return False
        fresh = await conversation.get(tx, row.id)
        if fresh is None:
            return False
        server = await servers.get(tx, row.guild_id)
        why = Raise(Source.CHECK, core.urgency_of(match.tier), match.term)
        raised = await raise_in(tx, ctx, server, fresh, why, now)
        await escalation.first_hearing(tx, key.message_id, key.edited_ms, raised.id)
        await _counted(tx, row.id, raised)
        return True

    return await ctx.db.write(work)


async def _hint(ctx: Context, row: Conversation, match: Match, key: _Key) -> bool:
    """A tier 3 hint pages nobody at first: the peer who is there is nudged in private.

    Two hints within the window, or no peer there for five minutes, make it a match.
    """
    now = ctx.clock()

    async def work(tx: Tx) -> bool:
        fresh = await conversation.get(tx, row.id)
        if fresh is None or await escalation.was_heard(tx, key.message_id, key.edited_ms):
            return False
        await hints.fade(tx, row.id, now - HINT_WINDOW)
        if not await hints.add(tx, row.id, key.message_id, key.edited_ms, match.term, now):
            return False
        recent = await hints.since(tx, row.id, now - HINT_WINDOW)
        if recent > 1:
            server = await servers.get(tx, row.guild_id)
            why = Raise(Source.CHECK, Urgency.CHECK_IN, match.term)
            await _counted(tx, row.id, await raise_in(tx, ctx, server, fresh, why, now))
            return True
        if fresh.peer_id is not None:
            post = Post(
                Place.DM,
                "escalation.hint_nudge",
                f"hint:{row.id}:{key.message_id}:{key.edited_ms}",
                {"room_channel": row.channel_id},
                user_id=fresh.peer_id,
            )
            await outbox.put(tx, post, now, guild_id=row.guild_id, conversation_id=row.id)
            await hints.settle(tx, row.id, HINT_WINDOW)
        else:
            await hints.due_at(tx, row.id, now + ALONE_FOR)
        await journal.note(tx, now, row.guild_id, "hint", conversation_id=row.id)
        return False

    return await ctx.db.write(work)


async def hints_due(ctx: Context) -> int:
    """Hints after which nobody was there for five minutes become matches; how many were due."""
    now = ctx.clock()
    due = await ctx.db.read(lambda tx: hints.due(tx, now))
    return await each(due, lambda one: ctx.db.write(lambda tx: _alone(tx, ctx, *one)))


async def _alone(tx: Tx, ctx: Context, conversation_id: int, term: str) -> None:
    now = ctx.clock()
    row = await conversation.get(tx, conversation_id)
    if await hints.fade(tx, conversation_id, now - HINT_WINDOW):
        return
    await hints.settle(tx, conversation_id, HINT_WINDOW)
    if row is None or row.peer_id is not None or not row.check_on:
        return
    server = await servers.get(tx, row.guild_id)
    raised = await raise_in(tx, ctx, server, row, Raise(Source.CHECK, Urgency.CHECK_IN, term), now)
    await _counted(tx, conversation_id, raised)


async def _counted(tx: Tx, conversation_id: int, raised: Escalation) -> None:
    """The hints became an escalation: forgotten as hints, and never counted again by a catch-up."""
    for message_id, edited_ms in await hints.keys(tx, conversation_id):
        await escalation.first_hearing(tx, message_id, edited_ms, raised.id)
    await hints.forget(tx, conversation_id)
