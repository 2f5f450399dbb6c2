"""The gate: agreeing and stopping. What is found after an absence: flows/display.py.

All routes are equal and run through `agree` and `stop`. Row first, permission second: the change and what
it asks of Discord are one transaction; the engine carries it out and tries again until it holds.
"""

from dataclasses import dataclass
from datetime import datetime

from bot.core import gate as core
from bot.core.conversation import Conversation, Kind, State
from bot.core.effects import Place, Post, Told
from bot.core.gate import Event, Gate, Route
from bot.flows import access, notice_change
from bot.flows.context import Context
from bot.flows.conversation import close_in
from bot.store import conversation as conversations
from bot.store import gate as store
from bot.store import journal, outbox
from bot.store.database import Tx


@dataclass(frozen=True, slots=True)
class Act:
    """Somebody does something to a gate. Where: a conversation, its channel, or its notice."""

    user_id: int
    route: Route
    conversation_id: int | None = None
    channel_id: int | None = None
    notice_id: int | None = None
    locale: str | None = None
    digest: str | None = None  # of the words that were read, where they were not the channel's own


async def _find(tx: Tx, act: Act) -> Conversation | None:
    if act.conversation_id is not None:
        return await conversations.get(tx, act.conversation_id)
    if act.notice_id is not None:
        return await conversations.by_notice(tx, act.notice_id)
    if act.channel_id is not None:
        return await conversations.by_channel(tx, act.channel_id)
    return None


def _refusal(row: Conversation | None, user_id: int) -> Told | None:
    """Why this act does not count, in words; None when it does."""
    if row is None or row.kind == Kind.HELP:
        return Told("gate.not_here")
    if row.member_id != user_id:
        return Told("gate.not_yours")
    if not row.live:
        return Told("gate.is_closed", buttons="help")
    if row.shown_at is None:
        return Told("gate.not_shown_yet")
    return None


async def agree(ctx: Context, act: Act) -> Told:
    """A person says "I understand". Only the member's counts; saying it twice is saying it once."""
    now = ctx.clock()

    async def work(tx: Tx) -> Told:
        row = await _find(tx, act)
        if row is not None and row.live and act.user_id == row.peer_id:
            renewed = await notice_change.peer_agrees(tx, row, act.user_id, act.route.value, act.locale, now)
            if renewed is not None:
                return renewed
        refused = _refusal(row, act.user_id)
        if refused is not None or row is None:
            return refused or Told("gate.not_here")
        event = Event.FOUND_REACTION if act.route is Route.FOUND else Event.AGREE
        by_reaction = act.route in (Route.REACTION, Route.FOUND)
        return await _agree_in(tx, row, event, act, now, by_reaction=by_reaction)

    return await ctx.db.write(work)


async def _agree_in(
    tx: Tx, row: Conversation, event: Event, act: Act, now: datetime, *, by_reaction: bool
) -> Told:
    new = core.after(Gate(row.gate), event)
    if new.value == row.gate:
        if by_reaction and row.gate == Gate.OPEN:
            await store.set_reacted(tx, row.id, act.user_id, True)
        return Told("gate.already_open" if row.gate == Gate.OPEN else "gate.still_stopped", buttons="open")
    assert row.notice_id is not None
    await store.add(
        tx,
        conversation_id=row.id,
        user_id=act.user_id,
        part="member",
        notice_id=row.notice_id,
        digest=act.digest or row.notice_digest or "",
        locale=act.locale or row.locale,
        route=act.route.value,
        reacted=by_reaction,
        at=now,
    )
    changed = await conversations.change(tx, row.id, gate=new.value, locale=act.locale or row.locale)
    await access.settle(tx, changed, now)
    await journal.note(
        tx,
        now,
        row.guild_id,
        "agreed",
        conversation_id=row.id,
        user_id=act.user_id,
        detail=act.route.value,
    )
    times = len([one for one in await store.all_of(tx, row.id) if one.part == "member"])
    key = "gate.open_again" if times > 1 else "gate.open"
    if act.route is Route.FOUND:
        key = "gate.open_found"
    facts = {"member_id": act.user_id, "peer_here": row.peer_id is not None, "check_on": row.check_on}
    post = Post(Place.CONVERSATION, key, f"open:{row.id}:{times}", facts, buttons=f"open:{row.id}")
    await outbox.put(tx, post, now, guild_id=row.guild_id, conversation_id=row.id)
    if times == 1 and row.peer_id is None:
        await _offer_later(tx, row, now)
    return Told("gate.agreed")


async def _offer_later(tx: Tx, row: Conversation, now: datetime) -> None:
    """After ten minutes without a peer the member is offered a choice (A2); once."""
    post = Post(
        Place.CONVERSATION,
        "claim.long_wait",
        f"wait:{row.id}",
        {"member_id": row.member_id},
        buttons=f"waiting:{row.id}",
        delay_seconds=600,
    )
    await outbox.put(tx, post, now, guild_id=row.guild_id, conversation_id=row.id)


async def stop(ctx: Context, act: Act, event: Event = Event.STOP) -> Told:
    """The member takes it back. Nobody can write, nothing is asked, and *Help now* stands in the line."""
    now = ctx.clock()

    async def work(tx: Tx) -> Told:
        row = await _find(tx, act)
        refused = _refusal(row, act.user_id)
        if refused is not None or row is None:
            return refused or Told("gate.not_here")
        return await _stop_in(tx, row, event, act, now)

    return await ctx.db.write(work)


async def _stop_in(tx: Tx, row: Conversation, event: Event, act: Act, now: datetime) -> Told:
    new = core.after(Gate(row.gate), event)
    if new.value == row.gate:
        key = "gate.already_stopped" if row.gate == Gate.STOPPED else "gate.nothing_to_stop"
        return Told(key, buttons=f"paused:{row.id}")
    await store.end(tx, row.id, act.user_id, event.value, now)
    changed = await conversations.change(tx, row.id, gate=new.value)
    await access.settle(tx, changed, now)
    await journal.note(
        tx,
        now,
        row.guild_id,
        "stopped",
        conversation_id=row.id,
        user_id=act.user_id,
        detail=act.route.value,
    )
    count = len(await store.all_of(tx, row.id))
    posts = [
        Post(
            Place.CONVERSATION,
            "gate.paused",
            f"stop:{row.id}:{count}",
            {"member_id": act.user_id},
            buttons=f"paused:{row.id}",
        ),
        # Otherwise a restart could read the reaction as a yes (A3).
        Post(Place.UNREACT, "gate.unreact", f"unreact:{row.id}:{count}", user_id=act.user_id),
    ]
    for post in posts:
        await outbox.put(tx, post, now, guild_id=row.guild_id, conversation_id=row.id)
    return Told("gate.stopped", buttons=f"paused:{row.id}")


async def not_now(ctx: Context, act: Act) -> Told:
    """The member would rather not, now. No reason is asked; the channel goes quietly."""
    now = ctx.clock()

    async def work(tx: Tx) -> Told:
        row = await _find(tx, act)
        refused = _refusal(row, act.user_id)
        if refused is not None or row is None:
            return refused or Told("gate.not_here")
        await store.end(tx, row.id, act.user_id, "not_now", now)
        row = await conversations.change(tx, row.id, gate=Gate.STOPPED.value)
        await close_in(tx, row, now, "not_now", act.user_id)
        return Told("gate.not_now", buttons="helplines")

    return await ctx.db.write(work)


async def member_moved(ctx: Context, guild_id: int, user_id: int, *, here: bool) -> None:
    """Somebody left the server or came back: what they had waits for them, and nothing more."""
    now = ctx.clock()

    async def work(tx: Tx) -> None:
        for row in await conversations.of_person(tx, guild_id, user_id):
            if row.member_id == user_id and row.present != here:
                row = await conversations.change(tx, row.id, present=here)
                await access.settle(tx, row, now)
                event = "came_back" if here else "left"
                await journal.note(tx, now, guild_id, event, conversation_id=row.id, user_id=user_id)
                purpose = f"{event}:{row.id}:{int(now.timestamp() * 1000)}"
                if row.channel_id is not None and row.state == State.OPEN:
                    post = Post(Place.CONVERSATION, f"gate.{event}", purpose, {"member_id": user_id})
                    await outbox.put(tx, post, now, guild_id=guild_id, conversation_id=row.id)
            if here:
                await store.redo(tx, row.id, user_id, now)

    await ctx.db.write(work)
