"""/health: what is wrong, in words."""

import discord
from discord import app_commands

from bot.cogs.base import Feature, guild_of, promise
from bot.cogs.server import may_manage
from bot.core.effects import Told
from bot.flows import health


class Health(Feature):
    """For those who can mend it."""

    @app_commands.command(name="health", description="What is wrong with the bot here, if anything")
    @app_commands.guild_only()
    async def health(self, interaction: discord.Interaction) -> None:
        """Every finding in a sentence."""
        await promise(interaction)
        if not await may_manage(self, interaction):
            await self.tell(interaction, Told("error.for_moderators"))
            return
        await self.say(interaction, await health.report(self.ctx, guild_of(interaction)))
