"""*Help now*, wherever it stands, /help, and the helplines."""

import discord
from discord import app_commands

from bot.cogs.base import Feature, Press, chosen, guild_of, promise
from bot.flows import help as help_flow
from bot.flows.help import Help
from bot.flows.port import Message


class HelpNow(Feature):
    """Works with no acknowledgement, no country, no language, no peer, at every hour."""

    def presses(self) -> dict[str, Press]:
        return {"help": self.help, "helplines": self.lines, "country": self.country}

    async def help(self, interaction: discord.Interaction, rest: str) -> None:
        """*Help now*."""
        await self._help(interaction)

    @app_commands.command(name="help", description="Help now: numbers, and someone from the on-call team")
    @app_commands.guild_only()
    async def help_command(self, interaction: discord.Interaction) -> None:
        """The same as *Help now*."""
        await self._help(interaction)

    async def _help(self, interaction: discord.Interaction) -> None:
        await promise(interaction)
        locale = self.locale(interaction)
        request = Help(guild_of(interaction), interaction.user.id, interaction.channel_id, locale)
        await self.tell(interaction, await help_flow.help_now(self.ctx, request))

    async def lines(self, interaction: discord.Interaction, rest: str) -> None:
        """*Helplines*: the card of the server's country, and the choice of another."""
        await self._card(interaction, None)

    async def country(self, interaction: discord.Interaction, rest: str) -> None:
        """Another country was chosen."""
        await self._card(interaction, chosen(interaction))

    @app_commands.command(name="helplines", description="Numbers and chats of helplines, by country")
    @app_commands.guild_only()
    async def helplines(self, interaction: discord.Interaction) -> None:
        """The helpline card."""
        await self._card(interaction, None)

    async def _card(self, interaction: discord.Interaction, country: str | None) -> None:
        await promise(interaction)
        locale = self.locale(interaction)
        known = self.ctx.helplines.countries(guild_of(interaction))
        place = country if country in known else None
        message: Message = await help_flow.card(self.ctx, guild_of(interaction), place, locale)
        await self.show(interaction, message)
