"""Asking for a conversation and closing it. The row comes first; flows/opening.py carries it on, step by
step, until the member sees the notice.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core import server as servers_core
from bot.core.conversation import (
    KEPT_OPEN,
    Conversation,
    Kind,
    Origin,
    State,
    Step,
    retry_at,
    room_for,
)
from bot.core.effects import Place, Post, Told
from bot.core.ids import code
from bot.core.server import Server
from bot.flows import access
from bot.flows.context import Context
from bot.flows.each import each
from bot.flows.opening import STEPS
from bot.flows.port import Trouble
from bot.store import claim as claims
from bot.store import conversation as store
from bot.store import escalation as escalations
from bot.store import health, journal, notice, oncall, outbox
from bot.store import server as servers
from bot.store.database import Tx

ALERT_WAIT = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Ask:
    """Somebody asks for peer support."""

    guild_id: int
    member_id: int
    locale: str
    topic: str = "listen"
    any_peer: bool = False
    avoid: tuple[int, ...] = ()


async def may_ask(ctx: Context, guild_id: int, member_id: int) -> Told | None:
    """Why a conversation cannot be opened right now, or None when it can. Asked before the form is shown."""

    async def gather(tx: Tx) -> tuple[Server, bool, Conversation | None]:
        server = await servers.get(tx, guild_id)
        on_call = bool(await oncall.everyone(tx, guild_id))
        return server, on_call, await store.live_of(tx, guild_id, member_id, Kind.TALK)

    server, on_call, existing = await ctx.db.read(gather)
    if existing is not None:
        if existing.channel_id is None:
            return Told("conversation.opening", buttons="help")
        return Told("conversation.have_one", {"room_channel": existing.channel_id}, "help")
    view = ctx.port.view(guild_id)
    lacking = servers_core.missing(server, on_call=on_call)
    if lacking or view is None:
        await _tell_moderators(ctx, guild_id, "not_ready")
        return Told("conversation.not_ready", buttons="help")
    if not room_for(view.channel_count, help_room=False):
        await _tell_moderators(ctx, guild_id, "server_full")
        return Told("conversation.full", buttons="help")
    return None


async def _tell_moderators(ctx: Context, guild_id: int, code_: str) -> None:
    """Somebody asked and could not be let in: a finding, which is told to those who can mend it."""
    now = ctx.clock()
    await ctx.db.write(lambda tx: health.found(tx, guild_id, code_, "", now))


async def ask(ctx: Context, request: Ask) -> Told:
    """Open a conversation for a member, or say kindly why not."""
    refused = await may_ask(ctx, request.guild_id, request.member_id)
    if refused is not None:
        return refused
    now = ctx.clock()

    async def work(tx: Tx) -> Told:
        server = await servers.get(tx, request.guild_id)
        existing = await store.live_of(tx, request.guild_id, request.member_id, Kind.TALK)
        if existing is not None:  # two presses at once: the second one finds the first
            return Told("conversation.opening", buttons="help")
        conversation = await _insert(tx, ctx, request, server, now)
        avoid = [one for one in request.avoid if one != request.member_id]
        await store.set_avoided(tx, conversation.id, avoid)
        for mended in ("not_ready", "server_full"):
            await health.mended(tx, request.guild_id, mended, "")
        await journal.note(
            tx, now, request.guild_id, "asked", conversation_id=conversation.id, user_id=request.member_id
        )
        return Told("conversation.opening", buttons="help")

    return await ctx.db.write(work)


async def _insert(tx: Tx, ctx: Context, request: Ask, server: Server, now: datetime) -> Conversation:
    version = await notice.ensure(tx, request.guild_id, ctx.notice_digest, now)
    return await store.add(
        tx,
        code=code(ctx.random),
        guild_id=request.guild_id,
        kind=Kind.TALK.value,
        origin=Origin.ASKED.value,
        state=State.OPENING.value,
        step=Step.CHANNEL.value,
        member_id=request.member_id,
        locale=request.locale,
        topic=request.topic,
        any_peer=request.any_peer,
        check_on=True,
        present=True,
        gate="closed",
        notice_id=version.id,
        created_at=now,
        due_at=now,
        attempts=0,
    )


async def advance_due(ctx: Context) -> int:
    """Take every due conversation one step on; how many there were."""
    rows = await ctx.db.read(lambda tx: store.due(tx, ctx.clock()))
    return await each(rows, lambda row: _advance(ctx, row))


async def _advance(ctx: Context, row: Conversation) -> None:
    if row.state == State.CLOSED:
        await _remove(ctx, row)
        return
    act = STEPS.get(Step(row.step))
    if act is None:
        await ctx.db.write(lambda tx: store.change(tx, row.id, due_at=None))
        return
    trouble = await act(ctx, row)
    if trouble is not None:
        await _failed(ctx, row, trouble)


async def _failed(ctx: Context, row: Conversation, trouble: Trouble) -> None:
    """Try again later; a lack of permission or room is also a finding, for those who can mend it."""
    now = ctx.clock()

    async def work(tx: Tx) -> None:
        await store.change(tx, row.id, due_at=retry_at(now, row.attempts), attempts=row.attempts + 1)
        if trouble is not Trouble.LATER:
            await health.found(tx, row.guild_id, f"opening_{row.step}", trouble.value, now)

    await ctx.db.write(work)


async def _remove(ctx: Context, row: Conversation) -> None:
    """The time that the notice named is over: the channel goes, and all that was said in it.

    Not while an alert that points there is open: whoever takes it must find the member (promise 2).
    """
    alert = await ctx.db.read(lambda tx: escalations.open_in(tx, row.id))
    if alert is not None:
        await ctx.db.write(lambda tx: store.change(tx, row.id, due_at=ctx.clock() + ALERT_WAIT))
        return
    trouble = await ctx.port.delete_channel(row.channel_id) if row.channel_id is not None else None
    now = ctx.clock()

    async def work(tx: Tx) -> None:
        if trouble is None or trouble is Trouble.GONE:
            await store.change(tx, row.id, state=State.REMOVED.value, due_at=None)
            await journal.note(tx, now, row.guild_id, "removed", conversation_id=row.id)
            return
        await store.change(tx, row.id, due_at=retry_at(now, row.attempts), attempts=row.attempts + 1)
        await health.found(tx, row.guild_id, "cannot_remove", row.channel_name, now)

    await ctx.db.write(work)


async def close_in(
    tx: Tx, row: Conversation, now: datetime, event: str, user_id: int | None, after: timedelta = KEPT_OPEN
) -> Conversation:
    """Close a conversation inside a transaction: nobody writes, and the channel goes after a while.

    A claim that was not yet let in is over; a peer who is in may read on for as long as the member.
    """
    await claims.end_waiting(tx, row.id, now)
    changed = await store.change(
        tx, row.id, state=State.CLOSED.value, closed_at=now, due_at=now + after, attempts=0
    )
    await access.settle(tx, changed, now)
    await journal.note(tx, now, row.guild_id, event, conversation_id=row.id, user_id=user_id)
    return changed


async def close(ctx: Context, user_id: int, channel_id: int) -> Told:
    """The member or the peer ends a conversation; closing words, and the channel goes later (M21)."""
    now = ctx.clock()

    async def work(tx: Tx) -> Told:
        row = await store.by_channel(tx, channel_id)
        if row is None or row.kind != Kind.TALK:
            return Told("gate.not_here")
        if user_id not in (row.member_id, row.peer_id):
            return Told("gate.not_yours")
        if not row.live:
            return Told("gate.is_closed", buttons="help")
        await close_in(tx, row, now, "closed", user_id)
        facts = {"member_id": row.member_id, "gone_ago": int((now + KEPT_OPEN).timestamp() * 1000)}
        post = Post(
            Place.CONVERSATION, "conversation.closing", f"closing:{row.id}", facts, buttons=f"help:{row.id}"
        )
        await outbox.put(tx, post, now, guild_id=row.guild_id, conversation_id=row.id)
        return Told("conversation.closed")

    return await ctx.db.write(work)
