"""From facts to words: the values that every template may use, made from the live server.

Facts are ids, times and keys; the ending of a name says what it is: `_id` a person, `_channel` a
channel, `_at` a time of day, `_ago` a time from now. So no name is ever stored, and none is stale.
"""

import re
from collections.abc import Mapping
from typing import Any

from bot.core.server import Server
from bot.core.templates import Safe, Value, escape
from bot.flows.buttons import buttons_for
from bot.flows.context import Context
from bot.flows.port import Message, ServerView

_MENTION = re.compile(r"(<@!?\d{5,20}>)")


def person(user_id: int) -> Safe:
    """A person as Discord shows them; notifies nobody unless they are also in `pings`."""
    return Safe(f"<@{user_id}>")


def contact(text: str | None) -> Value:
    """What an operator wrote as a contact: plain words, with mentions of people left as they are."""
    if not text:
        return ""
    parts = _MENTION.split(text)
    return Safe("".join(part if _MENTION.fullmatch(part) else escape(part) for part in parts))


def from_facts(facts: Mapping[str, Any]) -> dict[str, Value]:
    """The values of some facts, by the ending of their names."""
    values: dict[str, Value] = {}
    for name, fact in facts.items():
        if fact is None:
            values[_plain(name)] = ""
        elif name.endswith("_id"):
            values[name[:-3]] = person(int(fact))
        elif name.endswith("_ids"):
            values[name[:-4]] = Safe(" ".join(person(int(one)) for one in fact))
        elif name.endswith("_channel"):
            values[name[:-8]] = Safe(f"<#{fact}>")
        elif name.endswith("_at"):
            values[name[:-3]] = Safe(f"<t:{int(fact) // 1000}:t>")
        elif name.endswith("_ago"):
            values[name[:-4]] = Safe(f"<t:{int(fact) // 1000}:R>")
        else:
            values[name] = fact if isinstance(fact, bool | Safe) else str(fact)
    return values


def _plain(name: str) -> str:
    return re.sub(r"_(id|ids|channel|at|ago)$", "", name)


def base(ctx: Context, server: Server, view: ServerView | None) -> dict[str, Value]:
    """What any message may say about the server, from its settings and the live view."""
    return {
        "server_name": view.name if view else "",
        "emergency_number": server.emergency_number or "",
        "helpline": Safe(ctx.helplines.line(server.country, ctx.clock(), server.guild_id)),
        "oncall_hours": server.oncall_hours or "",
        "question_contact": person(server.question_contact_id) if server.question_contact_id else "",
        "complaint_contact": contact(server.complaint_contact),
        "data_contact": contact(server.data_contact),
        "retention_days": str(server.retention_days or ""),
        "min_age": str(server.min_age or ""),
        "ack_emoji": ctx.ack_emoji,
        "take_emoji": ctx.take_emoji,
        "check_switchable": bool(server.check_switchable),
        "content_blind": view is not None and not view.content,
    }


def words_for(
    ctx: Context, server: Server, locale: str, key: str, facts: Mapping[str, Any] | None = None
) -> str:
    """The text of a key, with the server's facts and these."""
    values = {**base(ctx, server, ctx.port.view(server.guild_id)), **from_facts(facts or {})}
    return ctx.words.render(locale, key, values)


def message_for(
    ctx: Context,
    server: Server,
    locale: str,
    key: str,
    facts: Mapping[str, Any] | None = None,
    *,
    buttons: str = "",
    pings: tuple[int, ...] = (),
    nonce: str | None = None,
) -> Message:
    """A whole message for a key: text, buttons by the name of their row, and whom it notifies."""
    row, choices = buttons_for(ctx.words, locale, buttons, ctx.helplines.countries(server.guild_id))
    text = words_for(ctx, server, locale, key, facts)
    return Message(text[:2000], row, choices, pings, nonce)
