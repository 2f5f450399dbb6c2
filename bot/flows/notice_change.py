"""Bringing a material change of the notice into open conversations, person by person (A4).

What changed is posted at a pause, and only that; posting closes until each person has agreed again. Old
terms bind old talk: the older notice stays where it is, and so does the record of who agreed to it.
"""

from datetime import datetime

from bot.core import notice_change as core
from bot.core.conversation import Conversation, Kind, Step, retry_at
from bot.core.effects import Place, Post, Told
from bot.core.gate import Event, Gate, after
from bot.core.notice_change import Move, Talk
from bot.core.notice_diff import SlotDiff, diff, new, old
from bot.core.slots import ELEMENTS, FILE, facts, shown
from bot.core.templates import Safe, TemplateRefused, Value
from bot.flows import access
from bot.flows.buttons import buttons_for
from bot.flows.context import Context
from bot.flows.notice import Composed, notice_messages, values_for
from bot.flows.notice_words import Own, own_words
from bot.flows.port import Message, Sent, Trouble
from bot.store import conversation as conversations
from bot.store import escalation as escalations
from bot.store import gate as acknowledgements
from bot.store import journal, notice, outbox
from bot.store import notice_change as store
from bot.store.database import Tx
from bot.store.notice import Version
from bot.store.notice_change import Change

LIMIT = 1_600


async def schedule(tx: Tx, guild_id: int, version: Version, now: datetime) -> None:
    """Owe the version to every open talk. Where no notice is up yet, the new one simply goes up."""
    for row in await conversations.live(tx, guild_id):
        if row.kind != Kind.TALK or row.notice_id is None:
            continue
        if row.notice_message_id is None:
            await conversations.change(tx, row.id, notice_id=version.id)
        else:
            await store.put(tx, row.id, version.id, now)


async def advance_due(ctx: Context) -> int:
    """Look at every conversation that is owed a change; how many there were."""
    rows = await ctx.db.read(lambda tx: store.due(tx, ctx.clock()))
    for change in rows:
        await _advance(ctx, change)
    return len(rows)


async def _advance(ctx: Context, change: Change) -> None:
    now = ctx.clock()

    async def gather(tx: Tx) -> tuple[Conversation | None, bool, bool]:
        row = await conversations.get(tx, change.conversation_id)
        if row is None:
            return None, False, False
        raised = await escalations.open_in(tx, row.id) is not None
        agreed = any(one.part == "member" for one in await acknowledgements.all_of(tx, row.id))
        return row, raised, agreed

    row, raised, agreed = await ctx.db.read(gather)
    if row is None or row.channel_id is None:
        await ctx.db.write(lambda tx: store.drop(tx, change.conversation_id))
        return
    talk = Talk(
        live=row.live,
        gate=Gate(row.gate),
        agreed_before=agreed,
        escalation_open=raised,
        published_at=change.published_at,
        last_said=ctx.port.last_said(row.channel_id),
    )
    move, at = core.move(talk, now)
    if move is Move.DROP:
        await ctx.db.write(lambda tx: store.drop(tx, row.id))
    elif move is Move.WAIT:
        await ctx.db.write(lambda tx: store.later(tx, change, at))
    else:
        trouble = await (_show if move is Move.SHOW else _replace)(ctx, row, change)
        if trouble is not None:
            again = retry_at(now, change.attempts)
            await ctx.db.write(lambda tx: store.later(tx, change, again, change.attempts + 1))


async def _replace(ctx: Context, row: Conversation, change: Change) -> Trouble | None:
    """Nobody has agreed to the old words: they are taken down, and the new ones go up in their place."""
    assert row.channel_id is not None
    for message_id in {row.notice_first_id, row.notice_message_id} - {None}:
        assert message_id is not None
        trouble = await ctx.port.delete_message(row.channel_id, message_id)
        if trouble is Trouble.LATER:
            return trouble
    now = ctx.clock()

    async def work(tx: Tx) -> None:
        await conversations.change(
            tx,
            row.id,
            notice_id=change.notice_id,
            step=Step.NOTICE.value,
            notice_message_id=None,
            notice_first_id=None,
            due_at=now,
            attempts=0,
        )
        await store.drop(tx, row.id)
        await journal.note(tx, now, row.guild_id, "notice_replaced", conversation_id=row.id)

    await ctx.db.write(work)
    return None


async def _show(ctx: Context, row: Conversation, change: Change) -> Trouble | None:
    """Post what changed, and close the gate until it is agreed to, in that order."""
    assert row.channel_id is not None
    composed = await notice_messages(ctx, row, change.notice_id)
    if isinstance(composed, Trouble):
        return composed
    message = await _message(ctx, row, change)
    if isinstance(message, Trouble):
        return message
    sent = await ctx.port.send(row.channel_id, message)
    if not isinstance(sent, Sent):
        return sent
    await ctx.db.write(lambda tx: _in_force(tx, ctx, row, change, composed, sent.message_id))
    await ctx.port.pin(row.channel_id, sent.message_id)
    return None


async def _in_force(
    tx: Tx, ctx: Context, row: Conversation, change: Change, composed: Composed, message_id: int
) -> None:
    now = ctx.clock()
    fresh = await conversations.get(tx, row.id)
    if fresh is None:
        return
    for person in (fresh.member_id, fresh.peer_id):
        if person is not None:
            await acknowledgements.end(tx, row.id, person, Event.NEW_TERMS.value, now)
    changed = await conversations.change(
        tx,
        row.id,
        gate=after(Gate(fresh.gate), Event.NEW_TERMS).value,
        notice_id=change.notice_id,
        notice_digest=composed.digest,
        notice_facts=composed.facts,
        notice_message_id=message_id,
    )
    await store.shown(tx, change, fresh.peer_id, now)
    await access.settle(tx, changed, now)
    await journal.note(tx, now, row.guild_id, "notice_changed", conversation_id=row.id)
    seed = Post(Place.SEED, "gate.seed", f"seed:{row.id}:{message_id}")
    await outbox.put(tx, seed, now, guild_id=row.guild_id, conversation_id=row.id)


async def _message(ctx: Context, row: Conversation, change: Change) -> Message | Trouble:
    """What changed in the words of this conversation's language, with the three ways to answer."""
    assert row.notice_id is not None
    notice_id = row.notice_id

    async def gather(tx: Tx) -> tuple[Version, Own, Version, Own]:
        before, now_ = await notice.get(tx, notice_id), await notice.get(tx, change.notice_id)
        return before, await own_words(tx, before, row.locale), now_, await own_words(tx, now_, row.locale)

    before, own_before, version, own_now = await ctx.db.read(gather)
    values = await values_for(ctx, row, version)
    if isinstance(values, Trouble):
        return values
    changes = diff(_said(ctx, row, values, own_before), _said(ctx, row, values, own_now))
    lines = what_changed(ctx, row.locale, changes)
    said: dict[str, Value] = {
        "version": str(version.number),
        "old_version": str(before.number),
        "lines": Safe(lines),
        "ack_emoji": ctx.ack_emoji,
    }
    text = ctx.words.render(row.locale, "change.shown", said)
    buttons, choices = buttons_for(ctx.words, row.locale, f"notice:{row.id}")
    return Message(text[:2000], buttons, choices, nonce=f"v{row.id}.{version.number}")


def _said(ctx: Context, row: Conversation, values: dict[str, Value], own: Own) -> dict[str, str]:
    """Every slot as this conversation reads it."""
    filled = facts(ctx.words, row.locale, values)
    out: dict[str, str] = {}
    for name in ELEMENTS:
        block = shown(name, values)
        try:
            if block and own.slots is not None and block in own.slots.blocks:
                out[name] = own.slots.render(block, filled)
            elif block:
                out[name] = ctx.words.render(row.locale, f"{FILE}.{block}", filled)
        except TemplateRefused:
            out[name] = ""
    return out


def what_changed(ctx: Context, locale: str, changes: tuple[SlotDiff, ...]) -> str:
    """Each changed part with its name, what it said and what it says: in words, never by colour alone."""
    parts: list[str] = []
    size = 0
    for change in changes:
        values: dict[str, Value] = {
            "name": ctx.words.render(locale, f"check.slot_{change.slot}"),
            "before": Safe(old(change.pieces)),
            "after": Safe(new(change.pieces)),
        }
        text = ctx.words.render(locale, "change.part", values)
        size += len(text) + 2
        if size > LIMIT:
            left = len(changes) - len(parts)
            parts.append(ctx.words.render(locale, "change.more", {"count": str(left)}))
            break
        parts.append(text)
    return "\n\n".join(parts) or ctx.words.render(locale, "change.nothing")


async def peer_agrees(
    tx: Tx, row: Conversation, user_id: int, route: str, locale: str | None, now: datetime
) -> Told | None:
    """The peer agrees to the new words; None when they owe nothing here."""
    change = await store.get(tx, row.id)
    if change is None or change.peer_owes != user_id or row.peer_id != user_id or row.notice_id is None:
        return None
    await store.peer_agreed(tx, row.id)
    await acknowledgements.add(
        tx,
        conversation_id=row.id,
        user_id=user_id,
        part="peer",
        notice_id=row.notice_id,
        digest=row.notice_digest or "",
        locale=locale or row.locale,
        route=route,
        reacted=False,
        at=now,
    )
    await access.settle(tx, row, now)
    await journal.note(tx, now, row.guild_id, "agreed", conversation_id=row.id, user_id=user_id, detail=route)
    post = Post(
        Place.CONVERSATION, "change.peer_agreed", f"peeragreed:{row.id}:{row.notice_id}", {"peer_id": user_id}
    )
    await outbox.put(tx, post, now, guild_id=row.guild_id, conversation_id=row.id)
    return Told("change.thanks")
