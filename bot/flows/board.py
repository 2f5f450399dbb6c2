"""The peers' board: a card per waiting conversation, kept in step with its claim.

What a card says is worked out from rows and compared with what stands there; the difference is carried
to Discord. A peer whom the member would rather not meet never sees the card (A14): for such a
conversation the card stands in a channel of its own, which only the others can see.
"""

from dataclasses import dataclass

from bot.clock import to_ms
from bot.core.conversation import Conversation, Kind, State
from bot.core.effects import Access
from bot.core.gate import Gate
from bot.core.server import Server
from bot.core.templates import Safe
from bot.flows.context import Context
from bot.flows.port import Message, Sent, Trouble
from bot.flows.say import message_for
from bot.store import claim as claims
from bot.store import conversation as conversations
from bot.store import health
from bot.store import server as servers
from bot.store.database import Tx

GONE = "gone"


@dataclass(frozen=True, slots=True)
class Card:
    """A conversation and what its card should say now."""

    row: Conversation
    state: str
    peer_id: int | None


async def refresh(ctx: Context) -> int:
    """Bring every card into step; how many had to be touched."""
    cards = [card for card in await ctx.db.read(_wanted) if card.state != (card.row.card_state or GONE)]
    for card in cards:
        await _bring(ctx, card)
    return len(cards)


async def _wanted(tx: Tx) -> list[Card]:
    cards = []
    for row in await conversations.with_card(tx):
        live = await claims.live(tx, row.id)
        cards.append(_card(row, live))
    return cards


def _card(row: Conversation, live: claims.ClaimRow | None) -> Card:
    """What the card should say. It appears with the member's first yes, and goes when a peer is in."""
    if not row.live or row.kind != Kind.TALK or (live is not None and live.state == "held"):
        return Card(row, GONE, None)
    if live is not None:
        return Card(row, f"{live.state}:{live.id}", live.peer_id)
    if row.gate != Gate.OPEN or not row.present:
        return Card(row, GONE, None)
    return Card(row, "waiting", None)


async def _bring(ctx: Context, card: Card) -> None:
    server = await ctx.db.read(lambda tx: servers.get(tx, card.row.guild_id))
    trouble = await (_take_down(ctx, card) if card.state == GONE else _put_up(ctx, server, card))
    now = ctx.clock()
    if trouble is None:
        await ctx.db.write(lambda tx: health.mended(tx, card.row.guild_id, "board", ""))
    elif trouble is not Trouble.LATER:
        await ctx.db.write(lambda tx: health.found(tx, card.row.guild_id, "board", "", now))


async def _take_down(ctx: Context, card: Card) -> Trouble | None:
    row = card.row
    server = await ctx.db.read(lambda tx: servers.get(tx, row.guild_id))
    if row.card_channel_id is not None and row.board_message_id is not None:
        own_channel = row.card_channel_id != server.board_id
        if own_channel:
            trouble = await ctx.port.delete_channel(row.card_channel_id)
        else:
            trouble = await ctx.port.delete_message(row.card_channel_id, row.board_message_id)
        if trouble is not None and trouble is not Trouble.GONE:
            return trouble
    await ctx.db.write(
        lambda tx: conversations.change(
            tx, row.id, card_state=GONE, board_message_id=None, card_channel_id=None
        )
    )
    return None


async def _put_up(ctx: Context, server: Server, card: Card) -> Trouble | None:
    row = card.row
    if row.card_channel_id is None or row.board_message_id is None:
        return await _post(ctx, server, card)
    trouble = await ctx.port.edit(row.card_channel_id, row.board_message_id, _message(ctx, server, card))
    if trouble is Trouble.GONE:
        return await _post(ctx, server, card)
    if trouble is None:
        await _seed_pledge(ctx, card, row.card_channel_id, row.board_message_id)
        await ctx.db.write(lambda tx: conversations.change(tx, row.id, card_state=card.state))
    return trouble


async def _post(ctx: Context, server: Server, card: Card) -> Trouble | None:
    row = card.row
    channel = await _place(ctx, server, row)
    if isinstance(channel, Trouble):
        return channel
    found = await ctx.port.find_own(channel, f"claim:{row.id}")
    if isinstance(found, Trouble):
        return found
    if found is None:
        sent = await ctx.port.send(channel, _message(ctx, server, card))
        if not isinstance(sent, Sent):
            return sent
        found = sent.message_id
    await _seed_pledge(ctx, card, channel, found)
    await ctx.db.write(
        lambda tx: conversations.change(
            tx, row.id, card_state=card.state, board_message_id=found, card_channel_id=channel
        )
    )
    return None


async def _seed_pledge(ctx: Context, card: Card, channel_id: int, message_id: int) -> None:
    """On a claimed card stands the bot's reaction, ready for the peer's own."""
    if card.state.startswith("pledging"):
        await ctx.port.react(channel_id, message_id, ctx.ack_emoji)


async def _place(ctx: Context, server: Server, row: Conversation) -> int | Trouble:
    """The board, or a channel of its own when a peer is to be spared the card, and the card that peer."""
    if server.board_id is None:
        return Trouble.GONE
    avoid = await ctx.db.read(lambda tx: conversations.avoided_by(tx, row.id))
    peers = ctx.port.people_with(row.guild_id, server.peer_role_id)
    if not avoid.intersection(peers):
        return server.board_id
    name = f"board-{row.code}"
    found = ctx.port.find_channel(row.guild_id, name)
    if found is None:
        made = await ctx.port.create_channel(row.guild_id, server.category_id, name)
        if isinstance(made, Trouble):
            return made
        found = made
    for peer in peers:
        if peer not in avoid and peer != row.member_id:
            trouble = await ctx.port.set_access(found, peer, Access(sight=True))
            if trouble is not None and trouble is not Trouble.GONE:
                return trouble
    return found


def _message(ctx: Context, server: Server, card: Card) -> Message:
    row = card.row
    facts: dict[str, object] = {
        "since_ago": to_ms(row.created_at),
        "language": ctx.words.render(row.locale, "buttons.language"),
        "topic": ctx.words.render(server.language, f"conversation.topic_{row.topic}"),
        "peer_id": card.peer_id,
        "stopped": row.gate == Gate.STOPPED,
        "any_peer": row.any_peer,
        "pledge": _pledge(ctx, server),
    }
    state = card.state.partition(":")[0]
    key = {"waiting": "claim.card", "pledging": "claim.card_pledge", "asking": "claim.card_asking"}[state]
    buttons = {"waiting": "card", "pledging": "pledging", "asking": "asking"}[state]
    nonce = f"c{row.id}.{len(card.state)}" if row.board_message_id is None else None
    return message_for(ctx, server, server.language, key, facts, buttons=f"{buttons}:{row.id}", nonce=nonce)


def _pledge(ctx: Context, server: Server) -> Safe:
    """The peer's own promises (M02)."""
    label = ctx.words.render(server.language, "escalation.oncall_label")
    return Safe(ctx.words.render(server.language, "notice.pledge_card", {"oncall_label": label}))


async def card_lost(ctx: Context, message_id: int) -> None:
    """Somebody deleted a card: it is put up again."""

    async def work(tx: Tx) -> None:
        row = await conversations.by_card(tx, message_id)
        if row is not None and row.state in (State.OPENING, State.OPEN):
            await conversations.change(
                tx, row.id, card_state=None, board_message_id=None, card_channel_id=None
            )

    await ctx.db.write(work)
