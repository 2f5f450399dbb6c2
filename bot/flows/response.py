"""What specialists do with a page: take it, say that they cannot, close it. And what the member says."""

from dataclasses import dataclass
from datetime import datetime

from bot.core import escalation as core
from bot.core.conversation import Conversation, Kind
from bot.core.effects import Fact, Place, Post, Told
from bot.core.escalation import Event, Outcome, State
from bot.flows import access
from bot.flows.context import Context
from bot.flows.conversation import close_in
from bot.flows.escalation import absentees, move_on, reopen
from bot.flows.page import put, retire, say
from bot.store import conversation as conversations
from bot.store import escalation as store
from bot.store import journal, oncall, outbox
from bot.store import server as servers
from bot.store.database import Tx
from bot.store.escalation import Escalation


@dataclass(frozen=True, slots=True)
class Specialist:
    """Who presses, and the roles they hold at that moment."""

    user_id: int
    guild_id: int | None
    role_ids: frozenset[int]


async def _entitled(tx: Tx, ctx: Context, who: Specialist, raised: Escalation) -> bool:
    """May this person answer for this escalation? On the list or with the role; never the member."""
    if who.user_id == raised.member_id:
        return False
    server = await servers.get(tx, raised.guild_id)
    listed = {one.user_id for one in await oncall.everyone(tx, raised.guild_id)}
    holders = ctx.port.people_with(raised.guild_id, server.specialist_role_id)
    has_role = server.specialist_role_id in who.role_ids or who.user_id in holders
    paged = any(who.user_id in page.pings for page in await outbox.pages_of(tx, raised.id))
    avoided = await conversations.avoided_by(tx, raised.conversation_id)
    return (has_role or who.user_id in listed or paged) and who.user_id not in avoided


async def take(ctx: Context, who: Specialist, escalation_id: int) -> Told:
    """Take an escalation: sight and voice there, told to the member. One of two at once has it (P6)."""
    now = ctx.clock()

    async def work(tx: Tx) -> Told:
        raised = await store.get(tx, escalation_id)
        row = await conversations.get(tx, raised.conversation_id) if raised is not None else None
        if raised is None or row is None:
            return Told("escalation.unknown")
        if not await _entitled(tx, ctx, who, raised):
            return Told("escalation.not_for_you")
        if raised.state != State.RAISED:
            return await _too_late(tx, raised, who)
        changed = await store.change(
            tx,
            raised,
            state=State.TAKEN.value,
            taken_by=who.user_id,
            taken_at=now,
            reminded_at=None,
            due_at=now + core.REMIND_AFTER,
        )
        assert changed is not None  # the row was read in this same write transaction
        await outbox.drop_pages(tx, raised.id, now)
        await access.settle(tx, row, now)
        await journal.note(
            tx,
            now,
            raised.guild_id,
            "taken",
            conversation_id=row.id,
            escalation_id=raised.id,
            user_id=who.user_id,
        )
        count = f"taken:{changed.round}:{who.user_id}"
        await say(tx, row, changed, "escalation.someone_here", count, now, specialist_id=who.user_id)
        facts: dict[str, Fact] = {
            "code": raised.code,
            "person_id": who.user_id,
            "room_channel": row.channel_id,
        }
        post = Post(
            Place.ONCALL,
            "escalation.taken_note",
            f"esc:{raised.id}:{count}:note",
            facts,
            buttons=f"taken:{raised.id}",
        )
        await put(tx, row, changed, post, now)
        await retire(tx, row, changed, now, who.user_id)
        # Where no room could be made, the taker alone is told privately who it is.
        told = {"code": raised.code, "room_channel": row.channel_id}
        return Told("escalation.you_have_it", {**told, "member_id": raised.member_id}, f"taken:{raised.id}")

    return await ctx.db.write(work)


async def _too_late(tx: Tx, raised: Escalation, who: Specialist) -> Told:
    if raised.state == State.CLOSED:
        return Told("escalation.closed_already")
    if raised.taken_by == who.user_id:
        return Told("escalation.yours_already", buttons=f"taken:{raised.id}")
    return Told("escalation.taken_already", {"person_id": raised.taken_by})


async def take_by_reaction(ctx: Context, who: Specialist, message_id: int) -> None:
    """The reaction on a page does what its *Take* does."""
    page = await ctx.db.read(lambda tx: outbox.by_message(tx, message_id))
    if page is not None and page.escalation_id is not None and page.buttons.startswith("page:"):
        await take(ctx, who, page.escalation_id)


async def cannot(ctx: Context, who: Specialist, escalation_id: int) -> Told:
    """*I can't*: the next person at once; from the one who has it, open again from the top."""
    raised = await ctx.db.read(lambda tx: store.get(tx, escalation_id))
    if raised is None:
        return Told("escalation.unknown")
    absent = await absentees(ctx, raised.guild_id, raised.chain)

    async def work(tx: Tx) -> Told:
        fresh = await store.get(tx, escalation_id)
        row = await conversations.get(tx, fresh.conversation_id) if fresh is not None else None
        if fresh is None or row is None:
            return Told("escalation.unknown")
        if not await _entitled(tx, ctx, who, fresh):
            return Told("escalation.not_for_you")
        if fresh.state == State.CLOSED:
            return Told("escalation.closed_already")
        if fresh.state == State.TAKEN:
            if fresh.taken_by != who.user_id:
                return Told("escalation.taken_already", {"person_id": fresh.taken_by})
            await reopen(tx, ctx, fresh, row, "handed_back")
            return Told("escalation.handed_back")
        await journal.note(
            tx, ctx.clock(), fresh.guild_id, "cannot", escalation_id=fresh.id, user_id=who.user_id
        )
        current = fresh.chain[fresh.step] if fresh.step < len(fresh.chain) else None
        if current == who.user_id:
            await move_on(tx, ctx, fresh, absent)
        return Told("escalation.thanks_anyway")

    return await ctx.db.write(work)


async def ask_outcome(ctx: Context, who: Specialist, escalation_id: int) -> Told:
    """*Close* asks how it went, in four fixed answers."""

    async def work(tx: Tx) -> Told:
        raised = await store.get(tx, escalation_id)
        if raised is None:
            return Told("escalation.unknown")
        refused = await _may_close(tx, ctx, who, raised)
        return refused or Told("escalation.how_did_it_go", buttons=f"outcome:{raised.id}")

    return await ctx.db.read(work)


async def _may_close(tx: Tx, ctx: Context, who: Specialist, raised: Escalation) -> Told | None:
    if not await _entitled(tx, ctx, who, raised):
        return Told("escalation.not_for_you")
    if raised.state == State.CLOSED:
        return Told("escalation.closed_already")
    if raised.state == State.TAKEN and raised.taken_by != who.user_id:
        return Told("escalation.taken_already", {"person_id": raised.taken_by})
    return None


async def close(ctx: Context, who: Specialist, escalation_id: int, outcome: str) -> Told:
    """Close with an outcome. The outcome is counted and forgotten; the member sees no verdict (M12)."""
    now = ctx.clock()
    result = Outcome(outcome)

    async def work(tx: Tx) -> Told:
        raised = await store.get(tx, escalation_id)
        row = await conversations.get(tx, raised.conversation_id) if raised is not None else None
        if raised is None or row is None:
            return Told("escalation.unknown")
        refused = await _may_close(tx, ctx, who, raised)
        if refused is not None:
            return refused
        if core.after(State(raised.state), Event.CLOSE) is not State.CLOSED:
            return Told("escalation.closed_already")
        await store.change(
            tx,
            raised,
            state=State.CLOSED.value,
            closed_at=now,
            outcome=result.value,
            term=None,
            due_at=None,
        )
        if raised.term is not None:
            await store.count_term(tx, raised.guild_id, raised.term, result.value)
        await outbox.drop_pages(tx, raised.id, now)
        await journal.note(
            tx,
            now,
            raised.guild_id,
            "escalation_closed",
            conversation_id=row.id,
            escalation_id=raised.id,
            user_id=who.user_id,
        )
        await _after_close(tx, raised, row, who, now)
        return Told("escalation.closed_thanks", {"code": raised.code})

    return await ctx.db.write(work)


async def _after_close(tx: Tx, raised: Escalation, row: Conversation, who: Specialist, now: datetime) -> None:
    if row.kind == Kind.HELP and row.live:
        row = await close_in(tx, row, now, "help_room_closed", who.user_id)
    await access.settle(tx, row, now)
    facts = {"taken": raised.taken_by is not None, "specialist_id": raised.taken_by}
    key = "escalation.over_help" if row.kind == Kind.HELP else "escalation.over"
    await say(tx, row, raised, key, "over", now, "", **facts)
    note = Post(
        Place.ONCALL,
        "escalation.closed_note",
        f"esc:{raised.id}:closed",
        {"code": raised.code, "person_id": who.user_id},
    )
    await put(tx, row, raised, note, now)
    await retire(tx, row, raised, now, None)


async def okay(ctx: Context, user_id: int, escalation_id: int) -> Told:
    """The member says *I am okay*: it is passed on, and hides nothing (A7)."""
    now = ctx.clock()

    async def work(tx: Tx) -> Told:
        raised = await store.get(tx, escalation_id)
        if raised is None or raised.member_id != user_id:
            return Told("gate.not_yours")
        row = await conversations.get(tx, raised.conversation_id)
        if raised.state == State.CLOSED or row is None:
            return Told("escalation.over_already")
        await journal.note(tx, now, raised.guild_id, "says_okay", escalation_id=raised.id, user_id=user_id)
        pings = (raised.taken_by,) if raised.taken_by is not None else ()
        post = Post(
            Place.ONCALL, "escalation.says_okay", f"esc:{raised.id}:okay", {"code": raised.code}, pings=pings
        )
        await put(tx, row, raised, post, now)
        return Told("escalation.okay_passed_on")

    return await ctx.db.write(work)


async def about_avoided(ctx: Context, user_id: int, escalation_id: int, person_id: int, *, yes: bool) -> Told:
    """The member answers whether somebody they had rather not meet may be asked after all (A14)."""
    now = ctx.clock()

    async def work(tx: Tx) -> Told:
        raised = await store.get(tx, escalation_id)
        if raised is None or raised.member_id != user_id:
            return Told("gate.not_yours")
        row = await conversations.get(tx, raised.conversation_id)
        if row is None or raised.state != State.RAISED:
            return Told("escalation.over_already")
        if not yes:
            await journal.note(tx, now, raised.guild_id, "avoided_stays", escalation_id=raised.id)
            return Told("escalation.avoided_stays", buttons="helplines")
        await conversations.allow(tx, row.id, person_id, now)
        await journal.note(
            tx, now, raised.guild_id, "avoided_allowed", escalation_id=raised.id, user_id=person_id
        )
        await move_on(tx, ctx, raised, frozenset())
        return Told("escalation.avoided_asked")

    return await ctx.db.write(work)


async def id_of(ctx: Context, guild_id: int, code: str) -> int:
    """The row of an alert by the id that people read; 0 when there is none."""
    raised = await ctx.db.read(lambda tx: store.by_code(tx, guild_id, code.strip()))
    return raised.id if raised is not None else 0
