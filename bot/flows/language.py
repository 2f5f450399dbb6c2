"""The same notice in another language: for the member to agree in, for a peer to read before promising.

What is recorded is what was read: the language, and the digest of the words in that language (A13).
"""

from dataclasses import replace

from bot.core.conversation import Conversation, Kind
from bot.core.effects import Told
from bot.core.gate import Route
from bot.flows import gate
from bot.flows.context import Context
from bot.flows.gate import Act
from bot.flows.notice import Composed, notice_messages, stand_in
from bot.flows.port import Button, Message, Style, Trouble
from bot.store import conversation as conversations


async def in_language(ctx: Context, conversation_id: int, user_id: int, locale: str) -> list[Message] | Told:
    """The notice of a conversation in another language, privately; the member may agree right there."""
    row = await ctx.db.read(lambda tx: conversations.get(tx, conversation_id))
    if row is None or row.kind == Kind.HELP or not row.live or locale not in ctx.words.locales:
        return Told("gate.not_here", buttons="help")
    composed = await _composed(ctx, row, locale)
    if isinstance(composed, Trouble):
        return Told("gate.not_shown_yet", buttons="help")
    messages = [Message(message.text) for message in composed.messages]
    if user_id == row.member_id:
        label = ctx.words.render(locale, "buttons.agree")
        agree = Button(f"agreein:{row.id}:{locale}", label, Style.GOOD)
        messages[-1] = replace(messages[-1], buttons=(agree,))
    return messages


async def _composed(ctx: Context, row: Conversation, locale: str) -> Composed | Trouble:
    return await notice_messages(ctx, replace(row, locale=locale))


async def agree_in(ctx: Context, conversation_id: int, user_id: int, locale: str) -> Told:
    """*I understand*, said in another language than the channel's; from then on the channel speaks it too."""
    row = await ctx.db.read(lambda tx: conversations.get(tx, conversation_id))
    if row is None or locale not in ctx.words.locales:
        return Told("gate.not_here", buttons="help")
    composed = await _composed(ctx, row, locale)
    if isinstance(composed, Trouble):
        return Told("gate.not_shown_yet", buttons="help")
    act = Act(user_id, Route.BUTTON, conversation_id=row.id, locale=locale, digest=composed.digest)
    return await gate.agree(ctx, act)


async def for_peer(ctx: Context, conversation_id: int, user_id: int, locale: str) -> list[Message] | Told:
    """The notice of a waiting conversation, for a peer who is about to promise it; it does not say whose."""
    row = await ctx.db.read(lambda tx: conversations.get(tx, conversation_id))
    if row is None or not row.live or row.notice_id is None:
        return Told("claim.over")
    reader = stand_in(row.guild_id, user_id, locale, ctx.clock())
    reader = replace(reader, any_peer=row.any_peer, check_on=row.check_on, origin=row.origin)
    composed = await notice_messages(ctx, reader, row.notice_id)
    if isinstance(composed, Trouble):
        return Told("gate.not_shown_yet")
    return [Message(message.text) for message in composed.messages]
