"""Raising an escalation, and the chain of people that is asked until one of them takes it.

Raised means on disk: the escalation, what is to be sent, and the journal are one transaction, before
anything awaits Discord. Every later step is due by a row.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.core import escalation as core
from bot.core.conversation import Conversation
from bot.core.effects import Place, Post
from bot.core.escalation import People, Source, Step, Urgency
from bot.core.ids import alert_code
from bot.core.server import Server
from bot.flows import access
from bot.flows.context import Context
from bot.flows.each import each
from bot.flows.page import page, put, say
from bot.store import conversation as conversations
from bot.store import escalation as store
from bot.store import journal, oncall
from bot.store import server as servers
from bot.store.database import Tx
from bot.store.escalation import Escalation


@dataclass(frozen=True, slots=True)
class Raise:
    """A reason to ask somebody to look in."""

    source: Source
    urgency: Urgency
    term: str | None = None


async def people(
    tx: Tx,
    ctx: Context,
    server: Server,
    row: Conversation,
    absent: frozenset[int] = frozenset(),
    chain: Sequence[int] | None = None,
) -> People:
    """Who could be asked right now. Reads the live server from memory; awaits nothing of Discord.

    `chain` is the order that an escalation began with: its steps count along that one, whatever the list
    has become since. Whoever was added since is asked with everybody.
    """
    listed = [one.user_id for one in await oncall.everyone(tx, server.guild_id)]
    member = frozenset({row.member_id} if row.member_id is not None else ())
    view = ctx.port.view(server.guild_id)
    moderators = ctx.port.people_with(server.guild_id, server.moderator_role_id)
    owner = (view.sight.owner_id,) if view is not None else ()
    return People(
        chain=listed if chain is None else chain,
        specialists=[*listed, *ctx.port.people_with(server.guild_id, server.specialist_role_id)],
        fallback=moderators or owner,
        absent=absent | member,
        avoided=await conversations.avoided_by(tx, row.id),
    )


async def raise_in(
    tx: Tx, ctx: Context, server: Server, row: Conversation, why: Raise, now: datetime
) -> Escalation:
    """Raise for the member of a conversation, or add to the escalation already open for them.

    One open escalation a member absorbs further matches; a higher urgency pages again (promise 3).
    """
    assert row.member_id is not None
    existing = await store.open_of(tx, row.guild_id, row.member_id)
    if existing is not None:
        return await _absorb(tx, ctx, server, row, existing, why, now)
    asked = await people(tx, ctx, server, row)
    step = core.next_step(asked, 0)
    raised = await store.add(
        tx,
        code=alert_code(ctx.random),
        guild_id=row.guild_id,
        conversation_id=row.id,
        member_id=row.member_id,
        source=why.source.value,
        urgency=why.urgency.value,
        state=core.State.RAISED.value,
        chain=list(asked.chain),
        step=step.index,
        round=0,
        exhausted_at=now if step.everyone else None,
        raised_at=now,
        term=why.term,
        due_at=now + step.wait,
    )
    await journal.note(
        tx,
        now,
        row.guild_id,
        "raised",
        conversation_id=row.id,
        escalation_id=raised.id,
        user_id=row.member_id,
        detail=f"{why.source.value} {why.urgency.value}",
    )
    await _tell_room(tx, row, raised, now)
    await page(tx, row, raised, step, now)
    return raised


async def _tell_room(tx: Tx, row: Conversation, raised: Escalation, now: datetime) -> None:
    """The member's calm line, and the peer's private nudge (A7). A help room says it in its first words."""
    if raised.source == Source.CHECK:
        await say(tx, row, raised, "escalation.member_line", "line", now, f"match:{raised.id}")
    elif row.kind == "talk":
        await say(tx, row, raised, "escalation.help_line", "line", now, f"match:{raised.id}")
    if row.peer_id is not None:
        post = Post(
            Place.DM,
            "escalation.peer_nudge",
            f"esc:{raised.id}:nudge",
            {"room_channel": row.channel_id},
            user_id=row.peer_id,
        )
        await put(tx, row, raised, post, now)


async def _absorb(
    tx: Tx,
    ctx: Context,
    server: Server,
    row: Conversation,
    existing: Escalation,
    why: Raise,
    now: datetime,
) -> Escalation:
    await journal.note(
        tx,
        now,
        row.guild_id,
        "added_to",
        conversation_id=row.id,
        escalation_id=existing.id,
        user_id=row.member_id,
        detail=f"{why.source.value} {why.urgency.value}",
    )
    elsewhere = why.source is Source.HELP and existing.conversation_id != row.id
    if elsewhere:
        existing = await _moved(tx, existing, row, now)
    elif not core.more_urgent(why.urgency, Urgency(existing.urgency)):
        return existing
    urgency = max(why.urgency, Urgency(existing.urgency), key=lambda one: one is Urgency.URGENT)
    if existing.state == core.State.TAKEN:
        changed = await store.change(tx, existing, urgency=urgency.value, round=existing.round + 1)
        if changed is not None and existing.taken_by is not None:
            step = Step(existing.step, (existing.taken_by,), core.STEP_TIME)
            await page(tx, row, changed, step, now)
        return changed or existing
    asked = await people(tx, ctx, server, row, chain=existing.chain)
    step = core.next_step(asked, existing.step)
    changed = await store.change(
        tx,
        existing,
        urgency=urgency.value,
        step=step.index,
        round=existing.round + 1,
        due_at=now + step.wait,
    )
    if changed is not None:
        await page(tx, row, changed, step, now)
    return changed or existing


async def _moved(tx: Tx, existing: Escalation, row: Conversation, now: datetime) -> Escalation:
    """The member asks from another room than the one the escalation points at (their talk is paused, its
    channel is gone): it follows them there, and whoever has it sees that room instead."""
    moved = await store.change(tx, existing, conversation_id=row.id)
    assert moved is not None  # read in this same write transaction
    old = await conversations.get(tx, existing.conversation_id)
    if old is not None:
        await access.settle(tx, old, now)
    await access.settle(tx, row, now)
    await journal.note(tx, now, row.guild_id, "moved", conversation_id=row.id, escalation_id=existing.id)
    return moved


async def step_due(ctx: Context) -> int:
    """Move every escalation whose time is up one step on; how many there were."""
    now = ctx.clock()
    rows = await ctx.db.read(lambda tx: store.due(tx, now))
    return await each(rows, lambda row: _step(ctx, row))


async def absentees(ctx: Context, guild_id: int, chain: list[int]) -> frozenset[int]:
    """Who of the chain has left the server; somebody we cannot ask about counts as present."""
    gone = [one for one in chain if await ctx.port.is_present(guild_id, one) is False]
    return frozenset(gone)


async def _step(ctx: Context, raised: Escalation) -> None:
    if raised.state == core.State.TAKEN:
        await ctx.db.write(lambda tx: _forgotten(tx, ctx, raised))
        return
    absent = await absentees(ctx, raised.guild_id, raised.chain)
    await ctx.db.write(lambda tx: move_on(tx, ctx, raised, absent))


async def move_on(tx: Tx, ctx: Context, raised: Escalation, absent: frozenset[int]) -> bool:
    """The next person, or everybody again. False when somebody took it meanwhile."""
    now = ctx.clock()
    server = await servers.get(tx, raised.guild_id)
    row = await conversations.get(tx, raised.conversation_id)
    if row is None:
        return False
    asked = await people(tx, ctx, server, row, absent, raised.chain)
    exhausted = raised.exhausted_at is not None
    step = core.next_step(asked, len(asked.chain) if exhausted else raised.step + 1)
    changed = await store.change(
        tx,
        raised,
        step=step.index,
        round=raised.round + (1 if exhausted else 0),
        exhausted_at=raised.exhausted_at or (now if step.everyone else None),
        due_at=now + step.wait,
    )
    if changed is None:
        return False
    event = "everyone" if step.everyone else "next_step"
    await journal.note(tx, now, raised.guild_id, event, conversation_id=row.id, escalation_id=raised.id)
    await page(tx, row, changed, step, now)
    return True


async def _forgotten(tx: Tx, ctx: Context, raised: Escalation) -> None:
    """Taken and not closed: the taker is reminded once, then it is open again from the top."""
    now = ctx.clock()
    row = await conversations.get(tx, raised.conversation_id)
    if row is None or raised.taken_by is None:
        return
    if raised.reminded_at is None:
        changed = await store.change(tx, raised, reminded_at=now, due_at=now + core.REOPEN_AFTER)
        if changed is not None:
            facts = {"code": raised.code, "room_channel": row.channel_id, "person_id": raised.taken_by}
            post = Post(
                Place.ONCALL,
                "escalation.remind",
                f"esc:{raised.id}:remind:{raised.round}",
                facts,
                buttons=f"taken:{raised.id}",
                pings=(raised.taken_by,),
            )
            await put(tx, row, changed, post, now)
        return
    await reopen(tx, ctx, raised, row, "forgotten")


async def reopen(tx: Tx, ctx: Context, raised: Escalation, row: Conversation, why: str) -> bool:
    """Open again, from the top of the chain as it is now; the member is told who left."""
    now = ctx.clock()
    server = await servers.get(tx, raised.guild_id)
    asked = await people(tx, ctx, server, row)
    step = core.next_step(asked, 0)
    changed = await store.change(
        tx,
        raised,
        state=core.State.RAISED.value,
        chain=list(asked.chain),
        taken_by=None,
        taken_at=None,
        reminded_at=None,
        step=step.index,
        round=raised.round + 1,
        exhausted_at=now if step.everyone else None,
        due_at=now + step.wait,
    )
    if changed is None:
        return False
    await access.settle(tx, row, now)
    await journal.note(
        tx, now, raised.guild_id, "reopened", escalation_id=raised.id, user_id=raised.taken_by, detail=why
    )
    await page(tx, row, changed, step, now)
    await say(tx, row, changed, "escalation.asking_again", f"again:{changed.round}", now)
    return True
