"""The real bot on its stage: a small community, set up through the bot's own commands."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import discord
from pydantic import SecretStr
from simcord import ChannelHandle

from bot.app import create_bot
from bot.playground.acts import perform
from bot.playground.scene import Scene
from bot.playground.world import SetUpFailed, World
from bot.settings import Settings

IDLE_SECONDS = 3600.0  # the engine's idle look; whatever is due still happens at its own minute
SEE, HIDE = discord.PermissionOverwrite(view_channel=True), discord.PermissionOverwrite(view_channel=False)


class ForthrightStage:
    """An ordinary evening: everything is set up and nobody has asked for anything yet."""

    def make_bot(self, database: Path) -> discord.Client:
        """The bot itself. Every setting is given, so that nothing of the operator's own leaks in."""
        bot = create_bot(
            Settings(
                _env_file=None,
                discord_token=SecretStr("playground"),
                database_url=f"sqlite:///{database}",
                log_level="WARNING",
                api_url=None,
                gateway_url=None,
                health_port=None,
                idle_seconds=IDLE_SECONDS,
                message_content=True,
                members=True,
            )
        )
        # "logging in using static token" would be read as something it is not.
        logging.getLogger("discord").setLevel(logging.WARNING)
        return bot

    async def dress(self, world: World) -> None:
        """Roles and an everyday channel as a server has them; the rest is the bot's own `/setup`."""
        guild, backend = world.guild, world.env.backend
        roles = {
            "max": guild.create_role(
                "Moderator", permissions=discord.Permissions(manage_guild=True, manage_messages=True)
            ),
            "sam": guild.create_role("Peer specialist"),
            "jo": guild.create_role("On call"),
        }
        for person, role in roles.items():
            backend.add_member_role(guild.id, world.members[person].id, role.id)
        general = guild.create_text_channel("general", topic="Everyday talk")
        office = guild.create_text_channel(
            "moderators", overwrites={guild.default_role: HIDE, roles["max"]: SEE}
        )
        for place, channel in enumerate((general, office), start=50):
            backend.channels[channel.id].position = place  # the lobby comes first in everybody's list
        await _set_up(world, office, {key: role.id for key, role in roles.items()})


async def _set_up(world: World, office: ChannelHandle, roles: dict[str, int]) -> None:
    """What a moderator types once, where only moderators see the answers."""
    jo, max_ = world.members["jo"].id, world.members["max"].id
    commands: tuple[tuple[str, dict[str, Any]], ...] = (
        ("setup roles", {"peer": roles["sam"], "specialist": roles["jo"], "moderator": roles["max"]}),
        ("setup create", {}),
        (
            "setup place",
            {
                "country": "GB",
                "emergency_number": "999",
                "language": "en",
                "time_zone": "Europe/London",
                "oncall_hours": "every evening, 18:00 to 23:00",
            },
        ),
        ("setup helplines", {}),
        (
            "setup people",
            {
                "question_contact": max_,
                "data_contact": "Max",
                "complaint_contact": "Robin, who owns this server",
            },
        ),
        (
            "setup promises",
            {
                "min_age": "18",
                "retention_days": "30",
                "emergency_policy": "consent_first_last_resort",
                "legal_regime": "none",
                "legal_triggers": "a child is being hurt",
                "check_can_be_switched_off": True,
            },
        ),
        ("oncall add", {"person": jo}),
        ("oncall add", {"person": max_}),
        ("setup panel", {}),
    )
    for name, options in commands:
        given = {key: str(value) if type(value) is int else value for key, value in options.items()}
        await _type(world, office, name, given)
    if Scene(world).button("alex", "ask") is None:
        newest = max(world.env.backend.messages[office.id], default=0)
        answer = world.message(office.id, newest).content if newest else "no answer"
        raise SetUpFailed(f"the bot's own set-up did not end with its panel; its last words were:\n{answer}")
    _tidy(world, office)


async def _type(world: World, office: ChannelHandle, name: str, options: dict[str, Any]) -> None:
    """One command of Max's; the button that confirms the helplines is pressed where it appears."""
    where = {"channel": str(office.id)}
    await perform(world, "slash", "max", {**where, "name": name, "options": options}, alone=True)
    newest = max(world.env.backend.messages[office.id])
    for row in world.env.backend.messages[office.id][newest].components:
        for button in row.get("components", []):
            if name == "setup helplines" and "confirm" in str(button.get("custom_id")):
                press = {**where, "message": str(newest), "custom_id": button["custom_id"]}
                await perform(world, "click", "max", press, alone=True)


def _tidy(world: World, office: ChannelHandle) -> None:
    """As the visitor finds it: of the set-up's answers the last one is left, and nothing counts as new."""
    backend = world.env.backend
    world.dismissed.update(sorted(backend.messages[office.id])[:-1])
    for person in world.cast:
        for channel_id, messages in backend.messages.items():
            world.see(person, channel_id, max(messages, default=0))
