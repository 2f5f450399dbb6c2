"""*I have a question*: to a named human, before anything is agreed to (A1, M05, M06).

The words pass through and are not kept: they go to the contact's direct messages, the answer goes into
the member's channel. If one of the two cannot be delivered, the writer is told and has their words back.
"""

import unicodedata
from dataclasses import dataclass, replace

from bot.core.conversation import Conversation
from bot.core.effects import Told
from bot.core.server import Server
from bot.core.templates import Safe, escape
from bot.flows.context import Context
from bot.flows.heard import look_at
from bot.flows.port import Heard, Message, Sent
from bot.flows.say import message_for, words_for
from bot.store import conversation as conversations
from bot.store import journal
from bot.store import server as servers
from bot.store.database import Tx

LENGTH = 700  # escaped and quoted at its worst, this still fits into one message with the line before it


@dataclass(frozen=True, slots=True)
class Form:
    """What the writer reads before typing: who will see it."""

    title: str
    label: str
    note: str


async def form(ctx: Context, conversation_id: int, user_id: int) -> Form | Told:
    """The form for a question, naming its reader; or why there is none."""
    row, server = await _gather(ctx, conversation_id)
    if row is None or not row.live or row.member_id != user_id:
        return Told("gate.not_yours")
    if server.question_contact_id is None:
        return Told("question.nobody", buttons="help")
    key = "question.note_checked" if row.check_on else "question.note"
    return Form(
        ctx.words.render(row.locale, "question.title"),
        ctx.words.render(row.locale, "question.label"),
        words_for(ctx, server, row.locale, key),
    )


async def _gather(ctx: Context, conversation_id: int) -> tuple[Conversation | None, Server]:
    async def read(tx: Tx) -> tuple[Conversation | None, Server]:
        row = await conversations.get(tx, conversation_id)
        return row, await servers.get(tx, row.guild_id if row is not None else 0)

    return await ctx.db.read(read)


async def ask(ctx: Context, user_id: int, conversation_id: int, interaction_id: int, text: str) -> Told:
    """Carry a question to the contact. The word check looks at it as at any other words of the member."""
    row, server = await _gather(ctx, conversation_id)
    if row is None or not row.live or row.member_id != user_id or server.question_contact_id is None:
        return Told("gate.not_yours")
    if not _has_words(text):
        return Told("question.empty")
    await look_at(ctx, row, Heard(row.guild_id, row.channel_id or 0, interaction_id, user_id, text))
    words = escape_lines(text)
    message = message_for(
        ctx,
        server,
        server.language,
        "question.to_contact",
        {"member_id": user_id, "room_channel": row.channel_id},
        buttons=f"answer:{row.id}",
    )
    sent = await ctx.port.send_dm(server.question_contact_id, _with(message, words))
    now = ctx.clock()
    if not isinstance(sent, Sent):
        return Told("question.not_delivered", {"words": Safe(words)}, "help")
    await ctx.db.write(
        lambda tx: journal.note(tx, now, row.guild_id, "question", conversation_id=row.id, user_id=user_id)
    )
    return Told("question.sent")


def _has_words(text: str) -> bool:
    """Is there anything in it that a person could see? Zero-width characters are not."""
    return any(unicodedata.category(one)[0] not in "CZ" for one in text)


def escape_lines(text: str) -> str:
    """Somebody's words as a quotation: no markdown, no mention, line by line, bounded."""
    return "\n".join(f"> {escape(line)}" for line in text[:LENGTH].splitlines() if _has_words(line))


def _with(message: Message, words: str) -> Message:
    return replace(message, text=f"{message.text}\n{words}"[:2000])


async def answer_form(ctx: Context, conversation_id: int, user_id: int) -> Form | Told:
    """The form for an answer; only for the contact, and while there is somebody to answer."""
    row, server = await _gather(ctx, conversation_id)
    if row is None or server.question_contact_id != user_id:
        return Told("question.not_for_you")
    if not row.live:
        return Told("question.over")
    words = ctx.words
    return Form(
        words.render(server.language, "question.answer_title"),
        words.render(server.language, "question.answer_label"),
        words.render(server.language, "question.answer_note"),
    )


async def answer(ctx: Context, user_id: int, conversation_id: int, text: str) -> Told:
    """Carry the answer into the member's channel. It counts as no agreement; they may ask again."""
    row, server = await _gather(ctx, conversation_id)
    if row is None or server.question_contact_id != user_id:
        return Told("question.not_for_you")
    if not row.live or row.channel_id is None:
        return Told("question.over")
    if not _has_words(text):
        return Told("question.empty")
    words = escape_lines(text)
    message = message_for(
        ctx,
        server,
        row.locale,
        "question.answer",
        {"contact_id": user_id, "member_id": row.member_id},
        buttons=f"question:{row.id}",
        pings=(row.member_id,) if row.member_id else (),
    )
    sent = await ctx.port.send(row.channel_id, _with(message, words))
    now = ctx.clock()
    if not isinstance(sent, Sent):
        return Told("question.answer_not_delivered", {"words": Safe(words)})
    await ctx.db.write(
        lambda tx: journal.note(tx, now, row.guild_id, "answered", conversation_id=row.id, user_id=user_id)
    )
    return Told("question.answered")
