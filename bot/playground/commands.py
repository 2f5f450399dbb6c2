"""The slash commands a person sees in a channel, flattened for the page's menu."""

from __future__ import annotations

from typing import Any

import simcord
from simcord.interactions import command_leaves

from bot.playground.forms import CHANNEL, MENTIONABLE, ROLE, USER
from bot.playground.view import visible_channels
from bot.playground.world import World


def commands_for(world: World, person: str, channel_id: int) -> list[dict[str, Any]]:
    """Every command this person may run here, with its options; empty where they may not see the channel."""
    user_id = world.members[person].id
    try:
        roots = world.env.backend.visible_commands(user_id=user_id, channel_id=channel_id)
    except simcord.BackendError:
        return []
    return [
        {
            "name": " ".join(path),
            "description": _said(leaf),
            "options": [_option(option) for option in leaf.get("options") or []],
        }
        for root in roots
        for path, leaf in command_leaves(root)
    ]


def _option(option: dict[str, Any]) -> dict[str, Any]:
    kept = ("min_value", "max_value", "min_length", "max_length")
    return {
        "name": option["name"],
        "description": _said(option),
        "kind": int(option["type"]),
        "required": bool(option.get("required")),
        "autocomplete": bool(option.get("autocomplete")),
        "choices": [{"name": str(c["name"]), "value": str(c["value"])} for c in option.get("choices") or []],
        "channel_types": [int(t) for t in option.get("channel_types") or []],
        "limits": {name: option[name] for name in kept if option.get(name) is not None},
    }


def _said(spec: dict[str, Any]) -> str:
    """The description, unless it is the dots that discord.py puts where nobody wrote one."""
    text = str(spec.get("description", ""))
    return "" if text == "…" else text


def entities(world: World, person: str, kind: int, channel_types: list[int]) -> list[dict[str, str]]:
    """What may be chosen for a person, role or channel option, as this person would see it."""
    backend = world.env.backend
    guild = world.guild._guild
    found: list[dict[str, str]] = []
    if kind in (USER, MENTIONABLE):
        users = [backend.users[i] for i in guild.members]
        found += [{"value": str(u.id), "name": f"@{u.global_name or u.name}"} for u in users]
    if kind in (ROLE, MENTIONABLE):
        roles = [r for r in guild.roles.values() if r.id != guild.id]
        found += [{"value": str(r.id), "name": f"@{r.name}"} for r in roles]
    if kind == CHANNEL:
        for channel in visible_channels(world, world.members[person].id):
            if not channel_types or channel.type in channel_types:
                found.append({"value": str(channel.id), "name": f"#{channel.name}"})
    return found
