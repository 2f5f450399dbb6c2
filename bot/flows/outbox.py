"""Delivery: one row at a time, the world looked at again first, the words made now.

A row is marked before it is sent, with a deadline: after a crash it is due again, and Discord's nonce
makes the second try of the same row the same message. What can never be delivered goes to the next
target at once; nothing is dropped in silence.
"""

import asyncio
import logging

from bot.core.conversation import Conversation, retry_at
from bot.core.effects import Place
from bot.core.escalation import State
from bot.core.gate import Gate
from bot.core.server import Server
from bot.flows import health as health_flow
from bot.flows.context import Context
from bot.flows.escalation import absentees, move_on
from bot.flows.port import Message, Sent, Trouble
from bot.flows.say import message_for
from bot.store import conversation as conversations
from bot.store import escalation as escalations
from bot.store import health, journal
from bot.store import outbox as store
from bot.store import server as servers
from bot.store.database import Tx
from bot.store.outbox import OutRow

log = logging.getLogger(__name__)

PAGES = frozenset({"escalation.page", "escalation.page_everyone", "escalation.page_dm"})
AT_ONCE = 8


async def deliver_due(ctx: Context) -> int:
    """Send what is due, pages first; how many rows were tried."""
    rows = await ctx.db.read(lambda tx: store.due(tx, ctx.clock()))
    for start in range(0, len(rows), AT_ONCE):
        results = await asyncio.gather(
            *(_deliver(ctx, row) for row in rows[start : start + AT_ONCE]), return_exceptions=True
        )
        for row, result in zip(rows[start : start + AT_ONCE], results, strict=True):
            if isinstance(result, BaseException):
                await _broke(ctx, row, result)
    return len(rows)


async def _broke(ctx: Context, row: OutRow, error: BaseException) -> None:
    """One of the five broad nets: one row that cannot be rendered must not stop the others."""
    if isinstance(error, asyncio.CancelledError):
        raise error
    log.error("outbox row %s (%s) broke: %s", row.id, row.key, type(error).__name__)
    now = ctx.clock()

    async def work(tx: Tx) -> None:
        await store.retry(tx, row, retry_at(now, row.attempts + 3), type(error).__name__[:24])
        await health.found(tx, row.guild_id, "cannot_send", row.key, now)

    await ctx.db.write(work)


async def _deliver(ctx: Context, row: OutRow) -> None:
    now = ctx.clock()

    async def gather(tx: Tx) -> tuple[Server, Conversation | None] | None:
        if not await store.begin(tx, row, now):
            return None
        reason = await _needless(tx, row)
        if reason is not None:
            await store.give_up(tx, row, reason, now, state="dropped")
            return None
        conversation = None
        if row.conversation_id is not None:
            conversation = await conversations.get(tx, row.conversation_id)
        return await servers.get(tx, row.guild_id), conversation

    gathered = await ctx.db.write(gather)
    if gathered is None:
        return
    server, conversation = gathered
    if row.key in PAGES and await _nobody_there(ctx, row):
        await _failed(ctx, row, server, Trouble.GONE)
        return
    result = await _carry(ctx, row, server, conversation)
    if isinstance(result, Trouble):
        await _failed(ctx, row, server, result)
        return
    done = ctx.clock()

    async def note(tx: Tx) -> None:
        await store.sent(tx, row, result.channel_id, result.message_id, done)
        if row.place == Place.ONCALL:
            await health.over(tx, row.guild_id, "oncall_channel")
        await health.mended(tx, row.guild_id, "cannot_send", row.key)
        if row.key in PAGES:
            await journal.note(
                tx, done, row.guild_id, "paged", escalation_id=row.escalation_id, user_id=row.user_id
            )

    await ctx.db.write(note)
    if row.key == "escalation.page":
        await ctx.port.react(result.channel_id, result.message_id, ctx.take_emoji)


async def _needless(tx: Tx, row: OutRow) -> str | None:
    """Why this need not be said any more; None while it should be. The world is looked at again."""
    if row.escalation_id is not None and row.key in PAGES:
        raised = await escalations.get(tx, row.escalation_id)
        if raised is None or raised.state == State.CLOSED:
            return "closed"
        if raised.state == State.TAKEN and raised.taken_by not in (*row.pings, row.user_id):
            return "taken"
        return None  # even where the channel is gone: somebody still waits for a human
    if row.conversation_id is not None:
        conversation = await conversations.get(tx, row.conversation_id)
        if conversation is None or conversation.state == "removed":
            return "gone"
        if row.place == Place.UNREACT and conversation.gate != Gate.STOPPED:
            return "agreed_again"
        waits = conversation.peer_id is None and conversation.gate == Gate.OPEN and conversation.live
        if row.key == "claim.long_wait" and not waits:
            return "not_waiting"
    return None


async def _nobody_there(ctx: Context, row: OutRow) -> bool:
    """Have all the people whom a page is for left the server? A mention of them would look delivered."""
    targets = row.pings or ([row.user_id] if row.user_id is not None else [])
    for person in targets:
        if await ctx.port.is_present(row.guild_id, person) is not False:
            return False
    return bool(targets)


async def _carry(
    ctx: Context, row: OutRow, server: Server, conversation: Conversation | None
) -> Sent | Trouble:
    if row.place in (Place.SEED, Place.UNREACT):
        return await _react(ctx, row, conversation)
    locale = server.language
    if row.place == Place.CONVERSATION and conversation is not None:
        locale = conversation.locale
    message = _message(ctx, row, server, locale, conversation)
    if row.place == Place.EDIT:
        return await _edit(ctx, row, message)
    if row.place == Place.DM:
        assert row.user_id is not None
        return await ctx.port.send_dm(row.user_id, message)
    channel = {
        Place.CONVERSATION: conversation.channel_id if conversation is not None else None,
        Place.BOARD: server.board_id,
        Place.ONCALL: server.oncall_channel_id,
    }[Place(row.place)]
    if channel is None:
        opening = row.place == Place.CONVERSATION and conversation is not None and conversation.live
        return Trouble.LATER if opening else Trouble.GONE
    return await ctx.port.send(channel, message)


async def _edit(ctx: Context, row: OutRow, message: Message) -> Sent | Trouble:
    """Change a message that was sent before; one that is gone needs no change."""
    earlier = await ctx.db.read(lambda tx: store.get(tx, int(row.facts["edits"])))
    if earlier is None or earlier.channel_id is None or earlier.message_id is None:
        return Trouble.GONE
    trouble = await ctx.port.edit(earlier.channel_id, earlier.message_id, message)
    return trouble if trouble is not None else Sent(earlier.channel_id, earlier.message_id)


def _message(
    ctx: Context, row: OutRow, server: Server, locale: str, conversation: Conversation | None
) -> Message:
    nonce = f"o{row.id}"
    if row.key == "health.told":
        return Message(health_flow.told_text(ctx, server, str(row.facts["sentence"])), nonce=nonce)
    facts = dict(row.facts)
    if "room_channel" in facts and conversation is not None:
        facts["room_channel"] = conversation.channel_id  # the room may have been made since
    return message_for(
        ctx,
        server,
        locale,
        row.key,
        facts,
        buttons=row.buttons,
        pings=tuple(row.pings),
        nonce=nonce,
    )


async def _react(ctx: Context, row: OutRow, conversation: Conversation | None) -> Sent | Trouble:
    """The two rows without words: the bot's reaction is put back, or a person's is taken off."""
    if conversation is None or conversation.channel_id is None or conversation.notice_message_id is None:
        return Trouble.GONE
    channel, message = conversation.channel_id, conversation.notice_message_id
    if row.place == Place.SEED:
        trouble = await ctx.port.react(channel, message, ctx.ack_emoji)
    else:
        assert row.user_id is not None
        trouble = await ctx.port.unreact(channel, message, ctx.ack_emoji, row.user_id)
    return trouble if trouble is not None else Sent(channel, message)


async def _failed(ctx: Context, row: OutRow, server: Server, trouble: Trouble) -> None:
    """Try again, or give up and go to the next target at once (P2): a page is never simply lost."""
    now = ctx.clock()
    if trouble is Trouble.LATER:
        await ctx.db.write(lambda tx: store.retry(tx, row, retry_at(now, row.attempts), trouble.value))
        return

    present = [one for one in row.pings if await ctx.port.is_present(row.guild_id, one) is not False]
    view = ctx.port.view(server.guild_id)
    channel_there = view is not None and server.oncall_channel_id in view.channels
    gone: frozenset[int] = frozenset()
    if row.escalation_id is not None and row.key in PAGES:
        escalation_id = row.escalation_id
        raised = await ctx.db.read(lambda tx: escalations.get(tx, escalation_id))
        gone = await absentees(ctx, row.guild_id, raised.chain) if raised is not None else gone

    async def work(tx: Tx) -> None:
        await store.give_up(tx, row, trouble.value, now)
        if row.place == Place.ONCALL and (present or not row.pings or not channel_there):
            await health.found(tx, row.guild_id, "oncall_channel", trouble.value, now)
        if row.escalation_id is not None and row.key in PAGES:
            await journal.note(
                tx,
                now,
                row.guild_id,
                "no_page",
                escalation_id=row.escalation_id,
                user_id=row.user_id,
                detail=trouble.value,
            )
            await _next_target(tx, ctx, row, present, gone)
        if row.key == "health.told" and row.place == Place.ONCALL:
            for post in health_flow.told_directly(ctx, server, row.purpose, str(row.facts["sentence"])):
                await store.put(tx, post, now, guild_id=row.guild_id)

    await ctx.db.write(work)


async def _next_target(tx: Tx, ctx: Context, row: OutRow, present: list[int], gone: frozenset[int]) -> None:
    """A page in the on-call channel failed: the same people by direct message; failing that, the next."""
    assert row.escalation_id is not None
    raised = await escalations.get(tx, row.escalation_id)
    if raised is None or raised.state != State.RAISED:
        return
    now = ctx.clock()
    if row.place == Place.ONCALL:
        queued = [
            await store.put(
                tx,
                store.page_again(row, person),
                now,
                guild_id=row.guild_id,
                conversation_id=row.conversation_id,
                escalation_id=row.escalation_id,
            )
            for person in present
        ]
        if any(queued):
            return
    siblings = await store.pages_of(tx, raised.id)
    prefix = ":".join(row.purpose.split(":")[:4])
    others = [one for one in siblings if one.id != row.id and f"{one.purpose}:".startswith(f"{prefix}:")]
    waiting = any(one.state in ("queued", "sending", "sent") for one in others)
    if not waiting and raised.exhausted_at is None:
        tried = frozenset(row.pings) | frozenset([row.user_id or 0])
        await move_on(tx, ctx, raised, gone | tried)
