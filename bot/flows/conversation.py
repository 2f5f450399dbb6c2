"""A conversation opens closed: one row, then the channel, the notice, the seed, the pin, and sight last.

Each step is one look at the row, one call to Discord, one change of the row. After a crash between the
two, the step looks for what it may have left behind before it makes it again.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.core import server as servers_core
from bot.core.conversation import (
    CATEGORY_LIMIT,
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
from bot.flows.notice import notice_messages
from bot.flows.port import Sent, Trouble
from bot.flows.say import message_for
from bot.store import conversation as store
from bot.store import health, journal, notice, oncall, outbox
from bot.store import server as servers
from bot.store.database import Tx


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
    if servers_core.missing(server, on_call=on_call) or view is None:
        return Told("conversation.not_ready", buttons="help")
    if not room_for(view.channel_count, help_room=False):
        return Told("conversation.full", buttons="help")
    return None


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
    steps = {
        Step.CHANNEL: _make_channel,
        Step.NOTICE: _post_notice,
        Step.SEED: _seed,
        Step.PIN: _pin,
        Step.SHOW: _show,
    }
    act = steps.get(Step(row.step))
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


async def _next(ctx: Context, row: Conversation, step: Step, **values: object) -> None:
    now = ctx.clock()

    async def work(tx: Tx) -> None:
        changed = await store.change(tx, row.id, step=step.value, due_at=now, attempts=0, **values)
        await access.settle(tx, changed, now)

    await ctx.db.write(work)


async def _make_channel(ctx: Context, row: Conversation) -> Trouble | None:
    found = ctx.port.find_channel(row.guild_id, row.channel_name)
    if found is None:
        view = ctx.port.view(row.guild_id)
        if view is None:
            return Trouble.LATER
        if not room_for(view.channel_count, help_room=row.kind == Kind.HELP):
            return Trouble.FULL
        category = await _category(ctx, row)
        if isinstance(category, Trouble):
            return category
        made = await ctx.port.create_channel(row.guild_id, category, row.channel_name)
        if isinstance(made, Trouble):
            return made
        found = made
    await _next(ctx, row, Step.NOTICE, channel_id=found)
    return None


async def _category(ctx: Context, row: Conversation) -> int | Trouble | None:
    """A category with room; another one is made when all are full. A help room does without one."""
    server = await ctx.db.read(lambda tx: servers.get(tx, row.guild_id))
    known = await ctx.db.read(lambda tx: servers.all_categories(tx, server))
    view = ctx.port.view(row.guild_id)
    if view is None:
        return Trouble.LATER
    there = [one for one in known if one in view.channels]
    for category in there:
        if view.per_category.get(category, 0) < CATEGORY_LIMIT:
            return category
    if not there and row.kind == Kind.TALK:
        return Trouble.GONE
    if not there or not room_for(view.channel_count + 1, help_room=row.kind == Kind.HELP):
        return None if row.kind == Kind.HELP else Trouble.FULL
    name = ctx.words.render(server.language, "server.category_more_name", {"number": str(len(known) + 1)})
    made = await ctx.port.create_category(row.guild_id, name)
    if isinstance(made, Trouble):
        return None if row.kind == Kind.HELP else made
    now = ctx.clock()
    await ctx.db.write(lambda tx: servers.add_category(tx, row.guild_id, made, now))
    return made


async def _post_notice(ctx: Context, row: Conversation) -> Trouble | None:
    """Post the words; several messages if need be, the last with the buttons and the reaction."""
    assert row.channel_id is not None
    if row.kind == Kind.HELP:
        return await _post_help_lines(ctx, row)
    composed = await notice_messages(ctx, row)
    if isinstance(composed, Trouble):
        return composed
    last = await ctx.port.find_own(row.channel_id, f"agree:{row.id}")
    if isinstance(last, Trouble):
        return last
    first: int | None = row.notice_first_id
    if last is None:
        for message in composed.messages:
            sent = await ctx.port.send(row.channel_id, message)
            if not isinstance(sent, Sent):
                return sent
            first, last = first or sent.message_id, sent.message_id
    await _next(
        ctx,
        row,
        Step.SEED,
        notice_message_id=last,
        notice_first_id=first,
        notice_digest=composed.digest,
        notice_facts=composed.facts,
    )
    return None


async def _post_help_lines(ctx: Context, row: Conversation) -> Trouble | None:
    assert row.channel_id is not None
    server = await ctx.db.read(lambda tx: servers.get(tx, row.guild_id))
    message = message_for(
        ctx, server, row.locale, "help.room", {"member_id": row.member_id}, buttons="help_room"
    )
    sent = await ctx.port.send(row.channel_id, replace(message, nonce=f"h{row.id}"))
    if not isinstance(sent, Sent):
        return sent
    await _next(ctx, row, Step.SHOW, notice_message_id=sent.message_id)
    return None


async def _seed(ctx: Context, row: Conversation) -> Trouble | None:
    """The bot's own reaction first: so a member needs no right to add one."""
    assert row.channel_id is not None
    assert row.notice_message_id is not None
    trouble = await ctx.port.react(row.channel_id, row.notice_message_id, ctx.ack_emoji)
    if trouble is Trouble.GONE:
        await _next(ctx, row, Step.NOTICE, notice_message_id=None, notice_first_id=None)
        return None
    if trouble is None or trouble is Trouble.FORBIDDEN or trouble is Trouble.REFUSED:
        # Reactions may be switched off in a server: the button and the command stay (A11).
        await _next(ctx, row, Step.PIN)
        return None
    return trouble


async def _pin(ctx: Context, row: Conversation) -> Trouble | None:
    assert row.channel_id is not None
    assert row.notice_message_id is not None
    trouble = await ctx.port.pin(row.channel_id, row.notice_message_id)
    if trouble is Trouble.LATER:
        return trouble
    await _next(ctx, row, Step.SHOW)
    if trouble is not None and trouble is not Trouble.GONE:
        now = ctx.clock()
        await ctx.db.write(lambda tx: health.found(tx, row.guild_id, "cannot_pin", "", now))
    return None


async def _show(ctx: Context, row: Conversation) -> Trouble | None:
    """Everything is up: the member gets sight, and the peers get a card."""
    now = ctx.clock()

    async def work(tx: Tx) -> None:
        values: dict[str, object] = {"step": Step.DONE.value, "state": State.OPEN.value, "due_at": None}
        if row.shown_at is None:
            values["shown_at"] = now
            await journal.note(tx, now, row.guild_id, "shown", conversation_id=row.id)
        changed = await store.change(tx, row.id, attempts=0, **values)
        await access.settle(tx, changed, now)
        for code_ in ("opening_channel", "opening_notice", "opening_seed", "opening_pin"):
            for trouble in Trouble:
                await health.mended(tx, row.guild_id, code_, trouble.value)

    await ctx.db.write(work)
    return None


async def _remove(ctx: Context, row: Conversation) -> None:
    """The time that the notice named is over: the channel goes, and all that was said in it."""
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
    """Close a conversation inside a transaction: nobody writes, and the channel goes after a while."""
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
