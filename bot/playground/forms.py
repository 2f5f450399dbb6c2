"""What the page sends, read with care: fields, chosen people and channels, command options."""

from __future__ import annotations

from typing import Any

import simcord
from simcord.interactions import command_leaves, parse_option_input

from bot.playground.world import World

USER, CHANNEL, ROLE, MENTIONABLE, ATTACHMENT = 6, 7, 8, 9, 11
SELECT_TO_OPTION = {5: USER, 6: ROLE, 7: MENTIONABLE, 8: CHANNEL}


class Refused(Exception):
    """The act was not done; the text is a sentence for the person who tried."""


class Fields:
    """Typed access to one decoded message from the page; anything odd is refused in words."""

    def __init__(self, payload: dict[str, Any]) -> None:
        self._payload = payload

    def number(self, name: str, default: int | None = None) -> int:
        value = self._payload.get(name, default)
        if isinstance(value, bool) or not isinstance(value, int | str) or not str(value).isdecimal():
            raise Refused(f"The page sent no usable {name}.")
        return int(value)

    def text(self, name: str, longest: int) -> str:
        value = self._payload.get(name)
        if not isinstance(value, str):
            raise Refused(f"The page sent no usable {name}.")
        if len(value) > longest:
            raise Refused(f"That is {len(value)} characters; Discord stops at {longest}.")
        return value

    def texts(self, name: str) -> list[str]:
        value = self._payload.get(name)
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise Refused(f"The page sent no usable {name}.")
        return value

    def flag(self, name: str) -> bool:
        value = self._payload.get(name)
        if not isinstance(value, bool):
            raise Refused(f"The page sent no usable {name}.")
        return value

    def mapping(self, name: str) -> dict[str, Any]:
        value = self._payload.get(name, {})
        if not isinstance(value, dict):
            raise Refused(f"The page sent no usable {name}.")
        return value


def entity(world: World, select_kind: int, value: str) -> Any:
    """The chosen thing of a select menu: the text itself, or the handle of a person, role or channel."""
    option_kind = SELECT_TO_OPTION.get(select_kind)
    return value if option_kind is None else handle(world, option_kind, value)


def handle(world: World, option_kind: int, value: str) -> Any:
    """The SimCord handle for an id the page sent. Refused when there is no such thing any more."""
    if not value.isdecimal():
        raise Refused("Please choose from the list.")
    wanted = int(value)
    if option_kind in (USER, MENTIONABLE):
        for actor in world.members.values():
            if actor.id == wanted:
                return actor
        user = world.env.backend.users.get(wanted)
        if user is not None:
            return simcord.UserHandle(world.env, user)
    if option_kind in (ROLE, MENTIONABLE):
        for role in world.guild.roles.values():
            if role.id == wanted:
                return role
    if option_kind == CHANNEL and wanted in world.env.backend.channels:
        return world.channel(wanted)
    raise Refused("That is no longer there to choose.")


def option_values(
    world: World,
    person: str,
    channel_id: int,
    name: str,
    given: dict[str, Any],
    *,
    partial: bool = False,
) -> dict[str, Any]:
    """The command's options as SimCord wants them. With `partial`, what cannot be read yet is left out."""
    commands = world.env.backend.visible_commands(user_id=world.members[person].id, channel_id=channel_id)
    leaves = {" ".join(path): leaf for command in commands for path, leaf in command_leaves(command)}
    leaf = leaves.get(name)
    if leaf is None:
        raise Refused("That command is not available to this person here.")
    values: dict[str, Any] = {}
    for option in leaf.get("options") or []:
        raw = given.get(option["name"])
        if raw is None or raw == "":
            continue
        kind = int(option["type"])
        if kind == ATTACHMENT:
            raise Refused("Files cannot be uploaded in the playground.")
        try:
            if kind in (USER, CHANNEL, ROLE, MENTIONABLE):
                values[option["name"]] = handle(world, kind, str(raw))
            else:
                values[option["name"]] = parse_option_input(name, option, raw)
        except (Refused, simcord.OptionError):
            if not partial:
                raise
    return values
