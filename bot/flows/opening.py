"""The steps in which a conversation opens: the channel, the notice, the seed, the pin, and sight last.

Each step is one look at the row, one call to Discord, one change of the row. After a crash between the
two, the step looks for what it may have left behind before it makes it again. A step changes the row only
if it is still where the step began: meanwhile somebody may have deleted the notice.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.core.conversation import CATEGORY_LIMIT, Conversation, Kind, Origin, State, Step, room_for
from bot.flows import access
from bot.flows.context import Context
from bot.flows.notice import notice_messages
from bot.flows.port import Message, Sent, Trouble
from bot.flows.say import message_for
from bot.store import conversation as store
from bot.store import health, journal
from bot.store import server as servers
from bot.store.database import Tx


async def _next(ctx: Context, row: Conversation, step: Step, **values: object) -> None:
    now = ctx.clock()

    async def work(tx: Tx) -> None:
        fresh = await store.get(tx, row.id)
        if fresh is None or (fresh.step, fresh.notice_message_id) != (row.step, row.notice_message_id):
            return
        if step is Step.SHOW and fresh.shown_at is None:
            # With the wish for sight, so that a press in the very moment they see it counts.
            values["shown_at"] = now
            await journal.note(tx, now, row.guild_id, "shown", conversation_id=row.id)
        changed = await store.change(tx, row.id, step=step.value, due_at=now, attempts=0, **values)
        await access.settle(tx, changed, now)

    await ctx.db.write(work)


async def _close_found(ctx: Context, row: Conversation) -> Trouble | None:
    """Close a channel that others made, and try again until it holds: it may be open to anybody."""
    assert row.channel_id is not None
    trouble = await ctx.port.close_channel(row.channel_id, ())
    now = ctx.clock()
    subject = str(row.channel_id)
    if trouble is not None and trouble is not Trouble.GONE:
        await ctx.db.write(lambda tx: health.found(tx, row.guild_id, "cannot_close_found", subject, now))
        return Trouble.LATER
    await ctx.db.write(lambda tx: health.mended(tx, row.guild_id, "cannot_close_found", subject))
    await _next(ctx, row, Step.NOTICE)
    return None


async def _make_channel(ctx: Context, row: Conversation) -> Trouble | None:
    if row.origin == Origin.ADOPTED:
        return await _close_found(ctx, row)
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
    if row.member_id is None:  # a moderator has still to say who the member is, and then it goes on
        await ctx.db.write(lambda tx: store.change(tx, row.id, due_at=None))
        return None
    composed = await notice_messages(ctx, row)
    if isinstance(composed, Trouble):
        return composed
    ids = []
    for message in composed.messages:
        made = await _once(ctx, row.channel_id, message)
        if isinstance(made, Trouble):
            return made
        ids.append(made)
    await _next(
        ctx,
        row,
        Step.SEED,
        notice_message_id=ids[-1],
        notice_first_id=ids[0],
        notice_digest=composed.digest,
        notice_facts=composed.facts,
    )
    return None


async def _once(ctx: Context, channel_id: int, message: Message) -> int | Trouble:
    """Send a message, unless an earlier try did and then broke off: known by exactly these words."""
    found = await ctx.port.find_text(channel_id, message.text)
    if found is not None:
        return found
    sent = await ctx.port.send(channel_id, message)
    return sent.message_id if isinstance(sent, Sent) else sent


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
    if trouble is Trouble.LATER:
        return trouble
    # Reactions may be switched off in a server: the button and the command stay (A11).
    await _next(ctx, row, Step.PIN)
    return None


async def _pin(ctx: Context, row: Conversation) -> Trouble | None:
    assert row.channel_id is not None
    assert row.notice_message_id is not None
    trouble = await ctx.port.pin(row.channel_id, row.notice_message_id)
    if trouble is Trouble.LATER:
        return trouble
    if trouble is Trouble.GONE:
        await _next(ctx, row, Step.NOTICE, notice_message_id=None, notice_first_id=None)
        return None
    await _next(ctx, row, Step.SHOW)
    now = ctx.clock()
    if trouble is None:
        await ctx.db.write(lambda tx: health.mended(tx, row.guild_id, "cannot_pin", ""))
    else:
        await ctx.db.write(lambda tx: health.found(tx, row.guild_id, "cannot_pin", "", now))
    return None


async def _show(ctx: Context, row: Conversation) -> Trouble | None:
    """Everything is up, and sight for the member is on its way: the opening is done."""

    async def work(tx: Tx) -> None:
        fresh = await store.get(tx, row.id)
        if fresh is None or fresh.step != Step.SHOW or not fresh.live:
            return
        await store.change(tx, row.id, step=Step.DONE.value, state=State.OPEN.value, due_at=None, attempts=0)
        for code in ("opening_channel", "opening_notice", "opening_seed", "opening_pin"):
            for trouble in Trouble:
                await health.mended(tx, row.guild_id, code, trouble.value)

    await ctx.db.write(work)
    return None


STEPS: dict[Step, Callable[[Context, Conversation], Awaitable[Trouble | None]]] = {
    Step.CHANNEL: _make_channel,
    Step.NOTICE: _post_notice,
    Step.SEED: _seed,
    Step.PIN: _pin,
    Step.SHOW: _show,
}
