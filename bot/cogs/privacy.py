"""/privacy: the word check, my data, and having it deleted. Nobody else's hand is needed."""

import io

import discord
from discord import app_commands

from bot.cogs.base import Feature, Press, guild_of, promise
from bot.core.effects import Told
from bot.flows import mydata, privacy


class Privacy(Feature):
    """The member's own commands."""

    def presses(self) -> dict[str, Press]:
        return {"erase": self.erase, "keep": self.keep}

    group = app_commands.Group(name="privacy", description="What is private here", guild_only=True)

    @group.command(name="check", description="Switch the word check on or off in your conversation")
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

    @group.command(name="data", description="See everything the bot keeps about you. Only you see it")
    async def data(self, interaction: discord.Interaction) -> None:
        """Every row, in words and as a file."""
        await promise(interaction)
        locale = self.locale(interaction)
        answer = await mydata.mine(self.ctx, guild_of(interaction), interaction.user.id, locale)
        file = discord.File(io.BytesIO(answer.file.encode()), filename="my-data.json")
        await interaction.edit_original_response(content=answer.text, attachments=[file])

    @group.command(name="delete", description="Have everything the bot keeps about you deleted")
    async def delete(self, interaction: discord.Interaction) -> None:
        """Asks once."""
        await promise(interaction)
        await self.tell(interaction, Told("mydata.ask", buttons="erase"))

    async def erase(self, interaction: discord.Interaction, rest: str) -> None:
        """*Yes, delete it*."""
        await promise(interaction)
        told = await mydata.delete(self.ctx, guild_of(interaction), interaction.user.id)
        await self.tell(interaction, told)

    async def keep(self, interaction: discord.Interaction, rest: str) -> None:
        """*No*."""
        await promise(interaction)
        await self.tell(interaction, Told("mydata.kept"))
