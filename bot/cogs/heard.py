"""What people write, handed to the check and let go: live messages and edits, by raw events only."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.adapter import heard_of
from bot.cogs.base import Feature, promise
from bot.flows import heard, privacy


class Listener(Feature):
    """Hears, never keeps. Only the channels of conversations are looked at."""

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """A new message. `guild` may be missing from the cache, so a server is known by its id alone."""
        guild_id = getattr(message.channel, "guild", None) and message.channel.guild.id  # type: ignore[union-attr]
        if not guild_id or message.author.bot:
            return
        if await heard.is_watched(self.ctx, message.channel.id, message.author.id):
            await heard.heard(self.ctx, await heard_of(message, guild_id))

    @commands.Cog.listener()
    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """An edited message, however old; an edit counts even while the gate is closed."""
        if payload.guild_id is None or payload.message.author.bot:
            return
        if await heard.is_watched(self.ctx, payload.channel_id, payload.message.author.id):
            await heard.heard(self.ctx, await heard_of(payload.message, payload.guild_id))

    privacy = app_commands.Group(name="privacy", description="What is private here", guild_only=True)

    @privacy.command(name="check", description="Switch the word check on or off in your conversation")
    @app_commands.describe(state="on or off")
    @app_commands.choices(
        state=[
            app_commands.Choice(name="on", value="on"),
            app_commands.Choice(name="off", value="off"),
        ]
    )
    async def check(self, interaction: discord.Interaction, state: app_commands.Choice[str]) -> None:
        """The member decides, where the server lets them."""
        await promise(interaction)
        told = await privacy.switch_check(
            self.ctx, interaction.user.id, interaction.channel_id or 0, on=state.value == "on"
        )
        await self.tell(interaction, told)
