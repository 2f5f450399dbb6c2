"""The notice of one conversation, filled from the live server, so that what it says is true (promise 5)."""

import hashlib
import json
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from bot.core.conversation import KEPT_OPEN, Conversation, Origin
from bot.core.server import Server
from bot.core.templates import Safe, TemplateRefused, Value, escape
from bot.core.words import Words
from bot.flows.buttons import buttons_for
from bot.flows.context import Context
from bot.flows.notice_words import Own, composed, own_words
from bot.flows.port import Button, Message, ServerView, Trouble
from bot.flows.say import contact, person
from bot.store import health, notice
from bot.store import server as servers
from bot.store.database import Tx
from bot.store.notice import Version


@dataclass(frozen=True, slots=True)
class Composed:
    """The notice as it goes out, and the digests that an acknowledgement points to."""

    messages: tuple[Message, ...]
    digest: str
    facts: str


async def notice_messages(
    ctx: Context, row: Conversation, notice_id: int | None = None
) -> Composed | Trouble:
    """The notice of a conversation, in one to three messages; the last carries the buttons.

    `notice_id` names another version than the one in force there.

    A template that cannot be rendered opens nothing and freezes nothing: it is a finding, and the step
    is tried again when somebody may have mended it.
    """
    wanted = notice_id or row.notice_id
    assert wanted is not None

    async def gather(tx: Tx) -> tuple[Version, Own]:
        version = await notice.get(tx, wanted)
        return version, await own_words(tx, version, row.locale)

    version, own = await ctx.db.read(gather)
    values = await values_for(ctx, row, version)
    if isinstance(values, Trouble):
        return values
    now = ctx.clock()
    try:
        texts, broken = composed(ctx.words, row.locale, values, own)
    except (TemplateRefused, ValueError):
        await ctx.db.write(lambda tx: health.found(tx, row.guild_id, "notice_broken", row.locale, now))
        return Trouble.REFUSED
    if broken:
        await ctx.db.write(lambda tx: health.found(tx, row.guild_id, "notice_fallback", row.locale, now))
    buttons, choices = buttons_for(ctx.words, row.locale, f"notice:{row.id}")
    buttons += language_buttons(ctx.words, row)
    messages = [Message(text, nonce=f"n{row.id}.{index}") for index, text in enumerate(texts)]
    messages[-1] = Message(texts[-1], buttons, choices, nonce=f"n{row.id}.{len(texts) - 1}")
    return Composed(tuple(messages), digest_of("\n".join(texts)), _facts_digest(values))


async def values_for(ctx: Context, row: Conversation, version: Version) -> dict[str, Value] | Trouble:
    """Every fact of a conversation's notice, and what the notice says about itself (E20)."""
    server = await ctx.db.read(lambda tx: servers.get(tx, row.guild_id))
    view = ctx.port.view(row.guild_id)
    if view is None:
        return Trouble.LATER
    date = version.made_at.strftime("%Y-%m-%d")
    return {**facts(ctx, server, view, row), "notice_version": str(version.number), "notice_date": date}


def stand_in(guild_id: int, user_id: int, locale: str, now: datetime) -> Conversation:
    """A conversation that does not exist, for looking at a notice as if one were its member."""
    unset: dict[str, Any] = dict.fromkeys(field.name for field in fields(Conversation))
    known = {
        "id": 0,
        "code": "preview",
        "guild_id": guild_id,
        "kind": "talk",
        "origin": Origin.ASKED.value,
        "state": "opening",
        "step": "channel",
        "member_id": user_id,
        "locale": locale,
        "topic": "listen",
        "any_peer": False,
        "check_on": True,
        "present": True,
        "gate": "closed",
        "created_at": now,
        "attempts": 0,
    }
    return Conversation(**{**unset, **known})


def language_buttons(words: Words, row: Conversation) -> tuple[Button, ...]:
    """One quiet button for each other language, in its own name (A13)."""
    return tuple(
        Button(f"lang:{row.id}:{locale}", words.render(locale, "buttons.language"))
        for locale in words.locales
        if locale != row.locale
    )


def digest_of(text: str) -> str:
    """What stands for a text in a record: its SHA-256, as hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def _facts_digest(values: dict[str, Value]) -> str:
    return digest_of(json.dumps({name: str(value) for name, value in sorted(values.items())}))


def facts(ctx: Context, server: Server, view: ServerView, row: Conversation) -> dict[str, Value]:
    """Every fact that a notice states, from the settings and the server as it is now."""
    locale = row.locale
    young = (server.min_age or 18) < 18
    return {
        "member_name": person(row.member_id) if row.member_id else "",
        "emergency_number": server.emergency_number or "",
        "helpline_line": Safe(ctx.helplines.line(server.country, ctx.clock(), server.guild_id)),
        "admin_scope": admin_scope(ctx, view, locale),
        "oncall_label": Safe(ctx.words.render(locale, "escalation.oncall_label")),
        "peer_credential": "",
        "legal_triggers": server.legal_triggers or "",
        "emergency_policy": server.emergency_policy or "",
        "organisation": server.privacy_contact or "",
        "check_on": row.check_on,
        "check_switchable": bool(server.check_switchable),
        "check_blind": not view.content or not ctx.safety.working,
        "retention_days": str(server.retention_days or ""),
        "channel_hours": str(int(KEPT_OPEN.total_seconds() // 3600)),
        "data_contact": contact(server.data_contact),
        "complaint_contact": contact(server.complaint_contact),
        "question_contact": person(server.question_contact_id) if server.question_contact_id else "",
        "oncall_hours": server.oncall_hours or "",
        "min_age": str(server.min_age or ""),
        "youth": young,
        "legal_regime": server.legal_regime or "none",
        "shared_rules": "",
        "ack_emoji": ctx.ack_emoji,
        "adopted": row.origin == Origin.ADOPTED,
        "ask_first": not row.any_peer,
        "languages": Safe(", ".join(ctx.words.render(one, "buttons.language") for one in ctx.words.locales)),
    }


def admin_scope(ctx: Context, view: ServerView, locale: str) -> Safe:
    """Who can see every channel by right: the owner, roles with administrator, other bots (E02)."""
    sight = view.sight
    values: dict[str, Value] = {
        "owner": person(sight.owner_id),
        # Each name by itself: a long list must not be cut, or the notice would hide somebody (E02).
        "roles": Safe(", ".join(escape(role) for role in sight.admin_roles)),
        "many_bots": sight.admin_bots > 0,
    }
    return Safe(ctx.words.render(locale, "server.admin_scope", values))
