"""What each person can see right now, from SimCord's permission-checked state, as plain JSON values."""

from __future__ import annotations

import re
from typing import Any

import discord
from simcord.backend import serializers
from simcord.backend.access import channel_accessible
from simcord.backend.models import Channel, Message

from bot.playground.rows import OVER, gate
from bot.playground.world import World

TEXT_CHANNEL, CATEGORY, NEWS = 0, 4, 5
MESSAGES_SHOWN = 120
LOADING = 1 << 7
CHANNEL_MENTION = re.compile(r"<#(\d{1,20})>")

HISTORY = discord.Permissions.read_message_history.flag
SEND = discord.Permissions.send_messages.flag
REACT = discord.Permissions.add_reactions.flag
MANAGE_MESSAGES = discord.Permissions.manage_messages.flag


def snapshot(world: World) -> dict[str, Any]:
    """Everything the page shows, for all four panes."""
    backend = world.env.backend
    return {
        "life": world.life,
        "now": world.env.now().isoformat(),
        "server": world.guild.name,
        "bot": str(backend.bot_user.id),
        "people": [pane(world, key) for key in world.cast],
        "users": {str(u.id): u.global_name or u.name for u in backend.users.values()},
        "roles": {str(r.id): r.name for r in world.guild._guild.roles.values()},
    }


def pane(world: World, person: str) -> dict[str, Any]:
    """One person's own picture: channels they may see, with what they may do there and the messages."""
    who, actor = world.cast[person], world.members[person]
    backend = world.env.backend
    shown = [c for c in visible_channels(world, actor.id) if c.type in (TEXT_CHANNEL, NEWS)]
    channels = [_channel(world, person, channel) for channel in shown]
    direct = backend.dm_channels.get(actor.id)
    if direct is not None and backend.messages.get(direct):
        channels.insert(0, _channel(world, person, backend.channels[direct]))
    stored = world.guild._guild.members[actor.id]
    roles = [world.guild._guild.roles[r] for r in stored.role_ids if r in world.guild._guild.roles]
    return {
        "key": person,
        "id": str(actor.id),
        "name": who.name,
        "part": who.part,
        "about": who.about,
        "roles": [role.name for role in roles],
        "role_ids": [str(role.id) for role in roles],
        "channels": channels,
    }


def visible_channels(world: World, user_id: int) -> list[Channel]:
    """The server's channels this account can see, in the order Discord lists them."""
    backend = world.env.backend
    channels = [backend.channels[i] for i in world.guild._guild.channel_ids if i in backend.channels]
    seen = [c for c in channels if channel_accessible(backend, c.id, user_id)]
    place = {c.id: (c.position, c.id) for c in channels}

    def order(channel: Channel) -> tuple[Any, ...]:
        parent = place.get(channel.parent_id or 0)
        return (parent is not None, parent or (0, 0), (channel.position, channel.id))

    return sorted(seen, key=order)


def _channel(world: World, person: str, channel: Channel) -> dict[str, Any]:
    backend = world.env.backend
    user_id = world.members[person].id
    direct, guild = channel.guild_id is None, channel.guild_id
    allowed = -1 if guild is None else backend.compute_permissions(guild, user_id, channel.id)
    messages = _readable(world, channel, user_id) if allowed & HISTORY else []
    seen = world.read.get((person, channel.id), 0)
    fresh = [m for m in messages if m.id > seen and m.author_id != user_id]
    parent = backend.channels.get(channel.parent_id or 0)
    return {
        "id": str(channel.id),
        "name": BOT_DM if direct else channel.name,
        "direct": direct,
        "category": parent.name if parent is not None else None,
        "topic": channel.topic,
        "unread": len(fresh),
        "first_unread": str(fresh[0].id) if fresh else None,
        "mentioned": any(_mentions(world, m, user_id) or m.is_ephemeral or direct for m in fresh),
        "may_send": bool(allowed & SEND),
        "may_react": bool(allowed & REACT),
        "may_tidy": not direct and bool(allowed & MANAGE_MESSAGES),
        "closed": None if allowed & SEND else closed_because(world, channel, user_id),
        "messages": [_message(world, m, user_id) for m in messages[-MESSAGES_SHOWN:]],
    }


BOT_DM = "Forthright"


def closed_because(world: World, channel: Channel, user_id: int) -> str:
    """Why this person cannot write here, in a sentence for the greyed-out composer."""
    name = world.name_of(user_id)
    found = gate(world.database, channel.id)
    if found is None:
        return f"{name} can read here. Only the bot writes in this channel."
    member_id, position, state = found
    member = world.name_of(member_id)
    if state in OVER:
        return "This talk is over. The channel goes by itself."
    if position == "stopped":
        return f"Paused by {member}. Nobody can write until {member} agrees again."
    if position == "open":
        return f"{name} can look in here, and has no voice."
    return f"The gate is closed: nobody can write here until {member} says “I understand”."


def _readable(world: World, channel: Channel, user_id: int) -> list[Message]:
    stored = world.env.backend.messages.get(channel.id, {})
    return [m for _, m in sorted(stored.items()) if m.visible_to(user_id) and m.id not in world.dismissed]


def _mentions(world: World, message: Message, user_id: int) -> bool:
    """Does it notify this person? A name that is only shown does not."""
    member = world.guild._guild.members.get(user_id)
    roles = set(member.role_ids) if member is not None else set()
    return (
        message.mention_everyone
        or user_id in message.ping_user_ids
        or bool(roles & set(message.ping_role_ids))
    )


def _message(world: World, message: Message, user_id: int) -> dict[str, Any]:
    backend = world.env.backend
    payload: dict[str, Any] = dict(serializers.message_payload(backend, message, for_user=user_id))
    author = backend.users[message.author_id]
    used = message.interaction_metadata or {}
    replied = payload.get("referenced_message")
    return {
        "id": str(message.id),
        "author": str(message.author_id),
        "name": message.author_name or author.global_name or author.name,
        "bot": author.bot,
        "mine": message.author_id == user_id,
        "type": message.type,
        "content": message.content,
        "at": message.timestamp,
        "edited": message.edited_timestamp is not None,
        "pinned": message.pinned,
        "ephemeral": message.is_ephemeral,
        "loading": bool(message.flags & LOADING),
        "mentioned": not message.is_ephemeral and _mentions(world, message, user_id),
        "used": _command_used(used),
        "reply": _reply(replied) if isinstance(replied, dict) else None,
        "embeds": message.embeds,
        "components": message.components,
        "reactions": [_reaction(world, r.emoji, r.user_ids, user_id) for r in message.reactions],
        "channels": _channel_names(world, message, user_id),
    }


def _command_used(metadata: dict[str, Any]) -> dict[str, str] | None:
    name = metadata.get("name")
    user = metadata.get("user") or {}
    if not name or not user.get("id"):
        return None
    return {"user": str(user["id"]), "command": str(name)}


def _reply(payload: dict[str, Any]) -> dict[str, str]:
    return {"author": str(payload["author"]["id"]), "content": str(payload["content"])[:120]}


def _reaction(world: World, emoji: str, users: list[int], user_id: int) -> dict[str, Any]:
    names = [world.env.backend.users[u].name for u in users if u in world.env.backend.users]
    return {"emoji": emoji, "count": len(users), "mine": user_id in users, "names": names}


def _channel_names(world: World, message: Message, user_id: int) -> dict[str, str]:
    """Names for the channels this message links to, only where this person may see them."""
    backend = world.env.backend
    found = {
        int(i) for i in CHANNEL_MENTION.findall(f"{message.content} {message.components} {message.embeds}")
    }
    return {str(i): backend.channels[i].name or "" for i in found if channel_accessible(backend, i, user_id)}
