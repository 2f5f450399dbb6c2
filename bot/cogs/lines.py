"""/lines: a server's own helplines, and the menu that says a line did not work."""

import discord
from discord import app_commands

from bot.cogs.base import Feature, Press, chosen, guild_of, promise
from bot.cogs.server import may_manage
from bot.core.effects import Told
from bot.flows import helpline_desk
from bot.store import server as servers


class Lines(Feature):
    """For moderators; the report is for everybody."""

    group = app_commands.Group(
        name="lines",
        description="The helplines that members are shown",
        guild_only=True,
        default_permissions=discord.Permissions(manage_guild=True),
    )

    def presses(self) -> dict[str, Press]:
        return {"wrongline": self.report}

    async def report(self, interaction: discord.Interaction, rest: str) -> None:
        """*A number did not work*."""
        await promise(interaction)
        told = await helpline_desk.report(
            self.ctx, guild_of(interaction), interaction.user.id, chosen(interaction)
        )
        await self.tell(interaction, told)

    async def _allowed(self, interaction: discord.Interaction) -> bool:
        await promise(interaction)
        if await may_manage(self, interaction):
            return True
        await self.tell(interaction, Told("error.for_moderators"))
        return False

    async def _names(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        guild_id = guild_of(interaction)
        server = await self.ctx.db.read(lambda tx: servers.get(tx, guild_id))
        found = helpline_desk.names(self.ctx, guild_id, server.country, typed)
        return [app_commands.Choice(name=name[:100], value=line_id[:100]) for line_id, name in found]

    @group.command(name="list", description="The lines of this server's country")
    async def list_all(self, interaction: discord.Interaction) -> None:
        """All of them, hidden ones too."""
        if await self._allowed(interaction):
            text = await helpline_desk.listing(self.ctx, guild_of(interaction), self.locale(interaction))
            await self.say(interaction, text)

    @group.command(name="add", description="Add a line of your own")
    @app_commands.describe(
        name="Its name, as people know it",
        dial="The number, just as people dial it",
        text="How to text or chat, in a few words",
        link="Its page, starting with https",
        hours="When it is open, like Mon-Fri 9-17",
    )
    async def add(
        self,
        interaction: discord.Interaction,
        name: app_commands.Range[str, 2, 80],
        dial: app_commands.Range[str, 0, 60] = "",
        text: app_commands.Range[str, 0, 120] = "",
        link: app_commands.Range[str, 0, 200] = "",
        hours: app_commands.Range[str, 0, 80] = "",
    ) -> None:
        """Kept for this server; no update of the bot takes it away."""
        if await self._allowed(interaction):
            told = await helpline_desk.add(
                self.ctx,
                guild_of(interaction),
                interaction.user.id,
                name=name,
                dial=dial,
                text=text,
                url=link,
                hours=hours,
            )
            await self.tell(interaction, told)

    async def _choose(self, interaction: discord.Interaction, line: str, kind: str) -> None:
        if await self._allowed(interaction):
            guild_id = guild_of(interaction)
            told = await helpline_desk.choose(self.ctx, guild_id, interaction.user.id, line, kind)
            await self.tell(interaction, told)

    @group.command(name="pin", description="Show a line first, on the card and in the notice")
    async def pin(self, interaction: discord.Interaction, line: str) -> None:
        """First of all."""
        await self._choose(interaction, line, "pin")

    @group.command(name="hide", description="Take a line off the card")
    async def hide(self, interaction: discord.Interaction, line: str) -> None:
        """Not for this server."""
        await self._choose(interaction, line, "hide")

    @group.command(name="back", description="Bring a line back as it was")
    async def back(self, interaction: discord.Interaction, line: str) -> None:
        """Neither pinned nor hidden nor said to fail."""
        await self._choose(interaction, line, "back")

    @group.command(name="remove", description="Take away a line that you added")
    async def remove(self, interaction: discord.Interaction, line: str) -> None:
        """One of this server's own."""
        await self._choose(interaction, line, "remove")

    @pin.autocomplete("line")
    @hide.autocomplete("line")
    @back.autocomplete("line")
    @remove.autocomplete("line")
    async def offer(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Lines of the country whose name fits."""
        return await self._names(interaction, typed)
