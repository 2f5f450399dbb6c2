"""Every press of every button, menu and form that is ours comes through here, by its action alone.

A plain listener instead of the library's view store: it works for messages of any age, after any
restart, and no press is ever left without an answer (runtime guide, 2.4).
"""

import discord
from discord.ext import commands

from bot.cogs.base import Feature, Press, action_of
from bot.core.effects import Told
from bot.core.server import Server
from bot.flows.say import message_for
from bot.store import server as servers
from bot.store.database import StoreBroken


class Pressed(Feature):
    """Routes presses to the cog that knows the verb."""

    async def cog_load(self) -> None:
        """Where a press or a command breaks, this answers."""
        self.bot.on_broken_press = self.broke

    async def broke(self, interaction: discord.Interaction) -> None:
        """Something failed on our side: the person reads help first, and that they may try again.

        The store may be what broke, so the server's own number is read from it only if it answers.
        """
        guild_id = interaction.guild_id or 0
        try:
            server = await self.ctx.db.read(lambda tx: servers.get(tx, guild_id))
        except StoreBroken:
            server = Server(guild_id)
        locale = self.locale(interaction)
        await self.show(interaction, message_for(self.ctx, server, locale, "error.something_broke"))

    def _handler(self, verb: str) -> Press | None:
        for cog in self.bot.cogs.values():
            if isinstance(cog, Feature) and verb in (known := cog.presses()):
                return known[verb]
        return None

    @commands.Cog.listener()
    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """A press: find who answers it."""
        if interaction.type not in (
            discord.InteractionType.component,
            discord.InteractionType.modal_submit,
        ):
            return
        action = action_of(interaction)
        if action is None:
            return
        handler = self._handler(action[0])
        if handler is None:
            await self.tell(interaction, Told("error.old_button", buttons="help"))
            return
        await handler(interaction, action[1])
