"""*Help now*: numbers at once, a room at once, and the chain running; nothing is agreed to by it (A6)."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.core import gate
from bot.core.conversation import Conversation, Kind, Origin, State, Step, room_for
from bot.core.effects import Fact, Told
from bot.core.escalation import Source, Urgency
from bot.core.ids import code
from bot.core.templates import Safe
from bot.flows.context import Context
from bot.flows.escalation import Raise, raise_in
from bot.flows.port import Choice, Message
from bot.flows.say import message_for
from bot.store import conversation as conversations
from bot.store import escalation as escalations
from bot.store import journal
from bot.store import server as servers
from bot.store.database import Tx


@dataclass(frozen=True, slots=True)
class Help:
    """Somebody presses *Help now*, anywhere."""

    guild_id: int
    user_id: int
    channel_id: int | None
    locale: str


async def help_now(ctx: Context, request: Help) -> Told:
    """Raise for this person, in the conversation where they may write, else in a help room of their own."""
    now = ctx.clock()

    async def work(tx: Tx) -> Told:
        server = await servers.get(tx, request.guild_id)
        here = await _where_they_may_write(tx, request)
        already = await escalations.open_of(tx, request.guild_id, request.user_id)
        row = here or await _room(tx, ctx, request, now)
        await raise_in(tx, ctx, server, row, Raise(Source.HELP, Urgency.URGENT), now)
        key = "help.again" if already is not None else "help.started"
        view = ctx.port.view(request.guild_id)
        # Said before it is tried: at Discord's limit a promised room would be a lie.
        no_room = row.channel_id is None and (
            view is None or not room_for(view.channel_count, help_room=True)
        )
        facts: dict[str, Fact] = {
            "room_channel": row.channel_id,
            "new_room": here is None,
            "no_room": no_room,
        }
        return Told(key, facts, buttons="countries")

    return await ctx.db.write(work)


async def _where_they_may_write(tx: Tx, request: Help) -> Conversation | None:
    """Their open talk with an open gate, or their open help room; the channel they press in comes first."""
    talk = await conversations.live_of(tx, request.guild_id, request.user_id, Kind.TALK)
    pressed_in_talk = talk is not None and talk.channel_id == request.channel_id
    room = await conversations.live_of(tx, request.guild_id, request.user_id, Kind.HELP)
    open_talk = talk if talk is not None and talk.gate == gate.Gate.OPEN and talk.shown_at else None
    if open_talk is not None and (pressed_in_talk or room is None):
        return open_talk
    return room


async def _room(tx: Tx, ctx: Context, request: Help, now: datetime) -> Conversation:
    row = await conversations.add(
        tx,
        code=code(ctx.random),
        guild_id=request.guild_id,
        kind=Kind.HELP.value,
        origin=Origin.HELP.value,
        state=State.OPENING.value,
        step=Step.CHANNEL.value,
        member_id=request.user_id,
        locale=request.locale,
        topic="other",
        any_peer=True,
        check_on=True,
        present=True,
        gate="closed",
        created_at=now,
        due_at=now,
        attempts=0,
    )
    talk = await conversations.live_of(tx, request.guild_id, request.user_id, Kind.TALK)
    if talk is not None:
        # Whom they would rather not meet holds here as well (A14).
        await conversations.set_avoided(tx, row.id, await conversations.avoided_by(tx, talk.id))
    await journal.note(
        tx, now, request.guild_id, "help_room", conversation_id=row.id, user_id=request.user_id
    )
    return row


async def card(ctx: Context, guild_id: int, country: str | None, locale: str) -> Message:
    """The helplines of a country, chosen by the person or set by the server, never guessed (M18)."""
    server = await ctx.db.read(lambda tx: servers.get(tx, guild_id))
    place = country or server.country
    lines = ctx.helplines.card(place, ctx.clock(), ctx.words, locale, guild_id)
    facts: dict[str, Fact] = {
        "lines": Safe(lines),
        # The number is confirmed for the server's own country only; elsewhere the words stay neutral.
        "own_country": place is not None and place == server.country,
    }
    message = message_for(ctx, server, locale, "help.card", facts, buttons="countries")
    return replace(message, choices=(*message.choices, *_did_not_work(ctx, guild_id, place, locale)))


def _did_not_work(ctx: Context, guild_id: int, place: str | None, locale: str) -> tuple[Choice, ...]:
    """The menu with which a person says that a line on the card did not work."""
    lines = ctx.helplines.on_card(place, ctx.clock(), guild_id)
    options = tuple((line.id[:100], line.name) for line in lines[:25])
    placeholder = ctx.words.render(locale, "buttons.wrong_line")
    return (Choice("wrongline", placeholder, options),) if options else ()
