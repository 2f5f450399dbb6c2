"""The peers' board: a card per waiting conversation, kept in step with its claim.

What a card says is worked out from rows and compared with what stands there; the difference is carried
to Discord. A peer whom the member would rather not meet never sees the card (A14): for such a
conversation the card stands in a channel of its own, which only the others can see.
"""

from dataclasses import dataclass

from bot.clock import to_ms
from bot.core.conversation import Conversation, Kind, State
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
    # By its name, and never because it is not the board: the board may be another one by now.
    own = ctx.port.find_channel(row.guild_id, _own_name(row))
    trouble: Trouble | None = None
    if own is not None:
        trouble = await ctx.port.delete_channel(own)
    if own != row.card_channel_id and row.card_channel_id is not None and row.board_message_id is not None:
        trouble = trouble or await ctx.port.delete_message(row.card_channel_id, row.board_message_id)
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
    place = await _place(ctx, server, row)
    if isinstance(place, Trouble):
        return place
    if row.card_channel_id is None or row.board_message_id is None:
        return await _post(ctx, server, card, place)
    if place != row.card_channel_id:
        # Somebody is to be spared the card from now on, or the board has moved: this refresh takes it
        # down, and the one after it puts it up where it belongs.
        return await _take_down(ctx, card)
    if card.state == "waiting":
        # What an earlier peer promised is not a promise for the next claim.
        await ctx.port.clear(row.card_channel_id, row.board_message_id, ctx.ack_emoji)
    trouble = await ctx.port.edit(row.card_channel_id, row.board_message_id, _message(ctx, server, card))
    if trouble is Trouble.GONE:
        return await _post(ctx, server, card, place)
    if trouble is None:
        await _seed_pledge(ctx, card, row.card_channel_id, row.board_message_id)
        await ctx.db.write(lambda tx: conversations.change(tx, row.id, card_state=card.state))
    return trouble


async def _post(ctx: Context, server: Server, card: Card, channel: int) -> Trouble | None:
    row = card.row
    found = await ctx.port.find_own(channel, f"{_VERB[_kind(card)]}:{row.id}")
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
    """The board, or a channel of its own when a peer is to be spared the card, and the card that peer:
    whom the member would rather not meet (A14), and whom they have said no to (A15)."""
    if server.board_id is None:
        return Trouble.GONE

    async def read(tx: Tx) -> frozenset[int]:
        return await conversations.avoided_by(tx, row.id) | await claims.refused_by(tx, row.id)

    barred = []
    for person in sorted(await ctx.db.read(read)):
        # Who cannot be asked about counts as a peer: better one channel too many than a card too wide.
        if await ctx.port.holds_role(row.guild_id, person, server.peer_role_id) is not False:
            barred.append(person)
    name = _own_name(row)
    found = ctx.port.find_channel(row.guild_id, name)
    if found is None and not barred:
        return server.board_id
    if found is None:
        made = await ctx.port.create_channel(row.guild_id, server.category_id, name)
        if isinstance(made, Trouble):
            return made
        found = made
    for person in barred:  # first who may not, then the others: it is never open to the wrong one
        trouble = await ctx.port.bar(found, person)
        if trouble is not None and trouble is not Trouble.GONE:
            return trouble
    trouble = await ctx.port.let_role_see(found, server.peer_role_id)
    if trouble is not None:
        return trouble
    return found


def _own_name(row: Conversation) -> str:
    """The name of a card's own channel; random, like the conversation's."""
    return f"board-{row.code}"


# What a card is, and the verb by which one is found again after a crash.
_VERB = {"waiting": "claim", "pledging": "promise", "asking": "unclaim"}


def _kind(card: Card) -> str:
    return card.state.partition(":")[0]


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
    state = _kind(card)
    key = {"waiting": "claim.card", "pledging": "claim.card_pledge", "asking": "claim.card_asking"}[state]
    buttons = {"waiting": "card", "pledging": "pledging", "asking": "asking"}[state]
    return message_for(ctx, server, server.language, key, facts, buttons=f"{buttons}:{row.id}")


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
