"""A peer claims: one conditional row, the pledge on the card, the member's yes, and only then sight."""

from dataclasses import dataclass
from datetime import datetime

from bot.core import claim as core
from bot.core.claim import Claim, Event
from bot.core.conversation import Conversation, Kind
from bot.core.effects import Place, Post, Told
from bot.core.gate import Gate
from bot.flows import access
from bot.flows.context import Context
from bot.flows.each import each
from bot.store import claim as store
from bot.store import conversation as conversations
from bot.store import gate, journal, outbox
from bot.store import server as servers
from bot.store.claim import ClaimRow
from bot.store.database import Tx


@dataclass(frozen=True, slots=True)
class Peer:
    """Who presses, and the roles they hold at that moment."""

    user_id: int
    guild_id: int
    role_ids: frozenset[int]


async def claim(ctx: Context, peer: Peer, conversation_id: int) -> Told:
    """Claim a waiting conversation. Of two at once, one has it and the other is told."""
    now = ctx.clock()

    async def work(tx: Tx) -> Told:
        server = await servers.get(tx, peer.guild_id)
        if server.peer_role_id is None or server.peer_role_id not in peer.role_ids:
            return Told("claim.not_a_peer")
        row = await conversations.get(tx, conversation_id)
        waits = row is not None and row.live and row.kind == Kind.TALK and row.guild_id == peer.guild_id
        if row is None or not waits:
            return Told("claim.over")
        barred = await conversations.avoided_by(tx, row.id) | await store.refused_by(tx, row.id)
        if peer.user_id == row.member_id or peer.user_id in barred:
            return Told("claim.not_this_one")
        if row.gate != Gate.OPEN or not row.present:
            return Told("claim.over")
        taken = await store.take(tx, row.id, peer.user_id, now, core.due(Claim.PLEDGING, now, False))
        if taken is None:
            live = await store.live(tx, row.id)
            mine = live is not None and live.peer_id == peer.user_id
            return Told("claim.yours_already" if mine else "claim.taken")
        await journal.note(tx, now, row.guild_id, "claimed", conversation_id=row.id, user_id=peer.user_id)
        await _say(tx, row, "claim.reading", f"reading:{taken.id}", now)
        return Told("claim.yours", {"any_peer": row.any_peer})

    return await ctx.db.write(work)


async def _say(
    tx: Tx, row: Conversation, key: str, purpose: str, now: datetime, buttons: str = "", **facts: int | bool
) -> None:
    post = Post(Place.CONVERSATION, key, purpose, {"member_id": row.member_id, **facts}, buttons=buttons)
    await outbox.put(tx, post, now, guild_id=row.guild_id, conversation_id=row.id)


async def _tell(tx: Tx, row: Conversation, peer_id: int, key: str, purpose: str, now: datetime) -> None:
    """A private line to a peer; the channel is named by its link only."""
    post = Post(Place.DM, key, purpose, user_id=peer_id)
    await outbox.put(tx, post, now, guild_id=row.guild_id, conversation_id=row.id)


async def on_card(ctx: Context, card_message_id: int) -> int | None:
    """The conversation whose card a message is, if it is one."""
    row = await ctx.db.read(lambda tx: conversations.by_card(tx, card_message_id))
    return row.id if row is not None else None


async def pledge(ctx: Context, user_id: int, conversation_id: int, route: str) -> Told:
    """The claiming peer promises, by the reaction on the card or its button; anybody else's word counts
    for nothing. With a talk that is paused, a yes given beforehand is asked for again."""
    now = ctx.clock()

    async def work(tx: Tx) -> Told:
        row = await conversations.get(tx, conversation_id)
        live = await store.live(tx, conversation_id)
        if row is None or live is None or live.peer_id != user_id:
            return Told("claim.not_yours_to_promise")
        beforehand = row.any_peer and row.gate == Gate.OPEN
        new = core.after(Claim(live.state), Event.PLEDGE, any_peer=beforehand)
        if new.value == live.state or row.notice_id is None:
            return Told("claim.promised_already")
        moved = await store.change(tx, live, state=new.value, at=now, due_at=core.due(new, now, False))
        if moved is None:
            return Told("claim.promised_already")
        await gate.add(
            tx,
            conversation_id=row.id,
            user_id=user_id,
            part="peer",
            notice_id=row.notice_id,
            digest=row.notice_digest or "",
            locale=row.locale,
            route=route,
            reacted=route != "button",
            at=now,
        )
        await journal.note(tx, now, row.guild_id, "pledged", conversation_id=row.id, user_id=user_id)
        if new is Claim.HELD:
            await _let_in(tx, row, moved, now)
        else:
            purpose = f"letin:{live.id}"
            await _say(
                tx, row, "claim.ask_member", purpose, now, f"let_in:{row.id}.{live.id}", peer_id=user_id
            )
        return Told("claim.promised", {"asked": new is not Claim.HELD})

    return await ctx.db.write(work)


async def _let_in(tx: Tx, row: Conversation, live: ClaimRow, now: datetime) -> None:
    changed = await conversations.change(tx, row.id, peer_id=live.peer_id)
    await access.settle(tx, changed, now)
    await journal.note(tx, now, row.guild_id, "let_in", conversation_id=row.id, user_id=live.peer_id)
    await _say(tx, row, "claim.peer_here", f"here:{live.id}", now, peer_id=live.peer_id)
    await _tell(tx, row, live.peer_id, "claim.you_are_in", f"you_are_in:{live.id}", now)


async def answer(ctx: Context, user_id: int, claim_id: int, *, yes: bool) -> Told:
    """The member's *Let them in* or *Someone else*: no reason is asked, and either is as easy."""
    now = ctx.clock()

    async def work(tx: Tx) -> Told:
        live, row = await _claim_and_row(tx, claim_id)
        if row is None or live is None:
            return Told("claim.answered_already")
        if row.member_id != user_id:
            return Told("gate.not_yours")
        if yes:
            return await _yes(tx, row, live, now)
        return await _someone_else(tx, row, live, now)

    return await ctx.db.write(work)


async def _claim_and_row(tx: Tx, claim_id: int) -> tuple[ClaimRow | None, Conversation | None]:
    live = await store.get(tx, claim_id)
    row = await conversations.get(tx, live.conversation_id) if live is not None else None
    return live, row


async def _yes(tx: Tx, row: Conversation, live: ClaimRow, now: datetime) -> Told:
    if Claim(live.state) is Claim.HELD:
        return Told("claim.in_already")
    if core.after(Claim(live.state), Event.LET_IN) is not Claim.HELD:
        return Told("claim.answered_already")
    moved = await store.change(tx, live, state=Claim.HELD.value, at=now, due_at=None)
    if moved is None:
        return Told("claim.answered_already")
    await _let_in(tx, row, moved, now)
    return Told("claim.letting_in")


async def _someone_else(tx: Tx, row: Conversation, live: ClaimRow, now: datetime) -> Told:
    new = core.after(Claim(live.state), Event.SOMEONE_ELSE)
    if new.value == live.state:
        return Told("claim.answered_already")
    # Refused also when they were in already: the card never goes back to the same person (A15).
    moved = await store.change(tx, live, state=Claim.REFUSED.value, at=now, due_at=None)
    if moved is None:
        return Told("claim.answered_already")
    await _back_to_board(tx, row, live, now)
    await _tell(tx, row, live.peer_id, "claim.not_this_time", f"not_this_time:{live.id}", now)
    await journal.note(tx, now, row.guild_id, "someone_else", conversation_id=row.id)
    return Told("claim.someone_else_comes")


async def other_peer(ctx: Context, user_id: int, conversation_id: int) -> Told:
    """*Someone else* from the waiting line: whatever claim is live goes back to the board."""
    live = await ctx.db.read(lambda tx: store.live(tx, conversation_id))
    if live is None:
        row = await ctx.db.read(lambda tx: conversations.get(tx, conversation_id))
        if row is None or row.member_id != user_id:
            return Told("gate.not_yours")
        return Told("claim.still_on_board", buttons="help")
    return await answer(ctx, user_id, live.id, yes=False)


async def _back_to_board(tx: Tx, row: Conversation, live: ClaimRow, now: datetime) -> None:
    """The card is back; the peer's access, if any, is gone."""
    await gate.end(tx, row.id, live.peer_id, "claim_over", now)
    changed = await conversations.change(tx, row.id, peer_id=None)
    await access.settle(tx, changed, now)


async def give_back(ctx: Context, user_id: int, conversation_id: int) -> Told:
    """The peer gives a conversation back, at any time and without a reason."""
    now = ctx.clock()

    async def work(tx: Tx) -> Told:
        row = await conversations.get(tx, conversation_id)
        live = await store.live(tx, conversation_id)
        if row is None or live is None or live.peer_id != user_id:
            return Told("claim.not_yours_to_give")
        if not await _release(tx, row, live, now):
            return Told("claim.answered_already")
        return Told("claim.given_back")

    return await ctx.db.write(work)


async def _release(tx: Tx, row: Conversation, live: ClaimRow, now: datetime) -> bool:
    """End a claim from the peer's side; the member is told, and the card is back."""
    moved = await store.change(tx, live, state=Claim.RELEASED.value, at=now, due_at=None)
    if moved is None:
        return False
    was_in = live.state == Claim.HELD
    await _back_to_board(tx, row, live, now)
    key = "claim.peer_left" if was_in else "claim.peer_not_free"
    await _say(tx, row, key, f"released:{live.id}", now, f"help:{row.id}", peer_id=live.peer_id)
    await journal.note(tx, now, row.guild_id, "released", conversation_id=row.id, user_id=live.peer_id)
    return True


async def peer_gone(ctx: Context, guild_id: int, user_id: int) -> None:
    """A peer left the server: what they had claimed goes back to the board, and the member is told."""
    now = ctx.clock()

    async def work(tx: Tx) -> None:
        for live in await store.live_by(tx, user_id):
            row = await conversations.get(tx, live.conversation_id)
            if row is not None and row.guild_id == guild_id and row.live:
                await _release(tx, row, live, now)

    await ctx.db.write(work)


async def keep_waiting(ctx: Context, user_id: int, conversation_id: int) -> Told:
    """*Keep waiting*: nothing changes, and that is said."""
    row = await ctx.db.read(lambda tx: conversations.get(tx, conversation_id))
    if row is None or row.member_id != user_id:
        return Told("gate.not_yours")
    return Told("claim.in_already" if row.peer_id is not None else "claim.still_on_board", buttons="help")


async def expire_due(ctx: Context) -> int:
    """Nudge once, then let lapse what was not pledged or answered in time; how many were due."""
    now = ctx.clock()
    rows = await ctx.db.read(lambda tx: store.due(tx, now))

    async def one(live: ClaimRow) -> None:
        await ctx.db.write(lambda tx: _expire(tx, live, now))

    return await each(rows, one)


async def _expire(tx: Tx, live: ClaimRow, now: datetime) -> None:
    row = await conversations.get(tx, live.conversation_id)
    if row is None:
        return
    state = Claim(live.state)
    if state is Claim.PLEDGING and not live.nudged:
        due = core.due(state, live.at, True)
        if await store.change(tx, live, nudged=True, due_at=due) is not None:
            await _tell(tx, row, live.peer_id, "claim.nudge", f"nudge:{live.id}", now)
        return
    new = core.after(state, Event.TIME_UP)
    moved = await store.change(tx, live, state=new.value, at=now, due_at=None)
    if moved is None or new is not Claim.LAPSED:
        return
    await _back_to_board(tx, row, live, now)
    await journal.note(
        tx, now, row.guild_id, "lapsed", conversation_id=row.id, user_id=live.peer_id, detail=state.value
    )
    if state is Claim.PLEDGING:
        await _say(tx, row, "claim.peer_not_free", f"lapsed:{live.id}", now, f"help:{row.id}")
