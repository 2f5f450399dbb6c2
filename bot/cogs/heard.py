"""What people write, handed to the check and let go: live messages and edits, by raw events only."""

import discord
from discord.ext import commands

from bot.adapter import heard_of
from bot.adapter_errors import answered
from bot.cogs.base import Feature
from bot.flows import heard


class Listener(Feature):
    """Hears, never keeps. Only the channels of conversations are looked at."""

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """A new message. The server may be missing from the cache, so the channel's id alone decides."""
        if message.author.id == self.ctx.port.own_id():
            if message.type is discord.MessageType.pins_add:
                # Discord's line about our own pin says nothing and pushes the notice away.
                await answered(message.delete)()
            return
        if message.author.bot:
            return
        if await heard.is_watched(self.ctx, message.channel.id, message.author.id):
            guild_id = message.guild.id if message.guild is not None else 0
            await heard.heard(self.ctx, await heard_of(message, guild_id))

    @commands.Cog.listener()
    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """An edited message, however old; an edit counts even while the gate is closed."""
        if payload.guild_id is None or payload.message.author.bot:
            return
        if await heard.is_watched(self.ctx, payload.channel_id, payload.message.author.id):
            await heard.heard(self.ctx, await heard_of(payload.message, payload.guild_id))
