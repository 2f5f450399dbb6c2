"""Every press of every button, menu and form that is ours comes through here, by its action alone.

A plain listener instead of the library's view store: it works for messages of any age, after any
restart, and no press is ever left without an answer (runtime guide, 2.4).
"""

import discord
from discord.ext import commands

from bot.cogs.base import Feature, Press, action_of
from bot.core.effects import Told


class Pressed(Feature):
    """Routes presses to the cog that knows the verb."""

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
