"""What every cog shares: who pressed, in which language to answer, and how a flow's answer is told."""

from collections.abc import Awaitable, Callable
from typing import Any

import discord
from discord.ext import commands

from bot.adapter import PREFIX, mentions, view_of
from bot.client import Forthright
from bot.core.effects import Told
from bot.core.words import FALLBACK
from bot.flows.context import Context
from bot.flows.port import Message
from bot.flows.say import message_for
from bot.store import server as servers

Press = Callable[[discord.Interaction, str], Awaitable[None]]


class Feature(commands.Cog):
    """A cog with presses: the verbs of its buttons, menus and forms, each with the method that answers."""

    def __init__(self, bot: Forthright) -> None:
        self.bot = bot

    @property
    def ctx(self) -> Context:
        """The house's furniture."""
        return self.bot.ctx

    def presses(self) -> dict[str, Press]:
        """Verb to method. A verb belongs to one cog; `cogs/press.py` routes by it."""
        return {}

    def locale(self, interaction: discord.Interaction) -> str:
        """The language to answer in: the person's own if we have it, else English."""
        language = str(interaction.locale).split("-", 1)[0]
        return language if language in self.ctx.words.locales else FALLBACK

    async def tell(self, interaction: discord.Interaction, told: Told) -> None:
        """Answer privately, in the person's language."""
        guild_id = interaction.guild_id or 0
        server = await self.ctx.db.read(lambda tx: servers.get(tx, guild_id))
        message = message_for(
            self.ctx, server, self.locale(interaction), told.key, told.facts, buttons=told.buttons
        )
        await self.show(interaction, message)

    async def show(self, interaction: discord.Interaction, message: Message) -> None:
        """Answer privately with a message, whether or not the answer was promised before."""
        view = view_of(message.buttons, message.choices)
        if interaction.response.is_done():
            await interaction.edit_original_response(
                content=message.text, view=view, allowed_mentions=mentions(())
            )
        else:
            extra: dict[str, Any] = {"view": view} if view is not None else {}
            await interaction.response.send_message(
                message.text,
                ephemeral=True,
                suppress_embeds=True,
                allowed_mentions=mentions(()),
                **extra,
            )

    async def say(self, interaction: discord.Interaction, text: str) -> None:
        """Answer privately with words that are ready."""
        await self.show(interaction, Message(text))


async def promise(interaction: discord.Interaction) -> None:
    """Tell Discord that an answer comes: it waits three seconds only, and the disk may be slow."""
    await interaction.response.defer(ephemeral=True, thinking=True)


def roles_of(interaction: discord.Interaction) -> frozenset[int]:
    """The roles that the person holds in this server right now; none in a direct message."""
    user = interaction.user
    return frozenset(role.id for role in user.roles) if isinstance(user, discord.Member) else frozenset()


def guild_of(interaction: discord.Interaction) -> int:
    """The server of an interaction; 0 in a direct message."""
    return interaction.guild_id or 0


def action_of(interaction: discord.Interaction) -> tuple[str, str] | None:
    """The verb and the rest of a press that is ours; None for anybody else's."""
    data: Any = interaction.data or {}
    custom_id = str(data.get("custom_id", ""))
    if not custom_id.startswith(PREFIX):
        return None
    verb, _, rest = custom_id[len(PREFIX) :].partition(":")
    return verb, rest


def number(text: str) -> int:
    """An id in an action, of a row or of Discord's (19 digits by now); 0 when somebody made one up."""
    return int(text) if text.isascii() and text.isdecimal() and int(text) < 2**63 else 0


def fields_of(interaction: discord.Interaction) -> dict[str, list[str]]:
    """What was filled into a form, by field: one text, or the values chosen."""
    filled: dict[str, list[str]] = {}
    data: Any = interaction.data or {}
    for row in data.get("components", []):
        inner: Any = row.get("component") or next(iter(row.get("components", [])), {})
        values = inner.get("values")
        value = inner.get("value")
        filled[str(inner.get("custom_id", ""))] = (
            [str(one) for one in values] if values is not None else [str(value)] if value else []
        )
    return filled


def chosen(interaction: discord.Interaction) -> str:
    """The value chosen in a menu of a message."""
    data: Any = interaction.data or {}
    return str(next(iter(data.get("values", [])), ""))
