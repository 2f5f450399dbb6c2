"""/oncall: the list of people who are asked, in order."""

import discord
from discord import app_commands

from bot.cogs.base import Feature, guild_of, promise
from bot.cogs.server import may_manage
from bot.core.effects import Told
from bot.flows import oncall


class OnCall(Feature):
    """Keeping the list. Members of the server may see who is on it; moderators change it."""

    group = app_commands.Group(
        name="oncall", description="Who is asked when somebody may be in danger", guild_only=True
    )

    @group.command(name="add", description="Put somebody at the end of the on-call list")
    @app_commands.describe(
        person="The specialist", direct_messages="They asked to be paged by direct message as well"
    )
    async def add(
        self, interaction: discord.Interaction, person: discord.Member, direct_messages: bool = False
    ) -> None:
        """Add one."""
        await promise(interaction)
        if not await may_manage(self, interaction):
            await self.tell(interaction, Told("error.for_moderators"))
            return
        told = await oncall.add(
            self.ctx,
            guild_of(interaction),
            interaction.user.id,
            person.id,
            dm=direct_messages,
            is_bot=person.bot,
        )
        await self.tell(interaction, told)

    @group.command(name="remove", description="Take somebody off the on-call list")
    @app_commands.describe(person="The specialist")
    async def remove(self, interaction: discord.Interaction, person: discord.User) -> None:
        """Take one off; specialists may take themselves off."""
        await promise(interaction)
        if person.id != interaction.user.id and not await may_manage(self, interaction):
            await self.tell(interaction, Told("error.for_moderators"))
            return
        await self.tell(interaction, await oncall.remove(self.ctx, guild_of(interaction), person.id))

    @group.command(name="who", description="Who is on the on-call list, in order")
    async def who(self, interaction: discord.Interaction) -> None:
        """The list."""
        await promise(interaction)
        await self.tell(interaction, await oncall.who(self.ctx, guild_of(interaction)))
