"""/lexicon: a server's own terms, tested before they are saved."""

import discord
from discord import app_commands

from bot.cogs.base import Feature, guild_of, promise
from bot.cogs.server import may_manage
from bot.core.effects import Told
from bot.flows import lexicon
from bot.flows.lexicon import Wish

_TIERS = [
    app_commands.Choice(name="Page as urgent", value=1),
    app_commands.Choice(name="Page", value=2),
    app_commands.Choice(name="A hint for the peer", value=3),
    app_commands.Choice(name="Only count it", value=0),
]
_CATEGORIES = [
    app_commands.Choice(name=name, value=name)
    for name in (
        "suicide.intent",
        "suicide.ideation",
        "suicide.implicit",
        "suicide.third_party",
        "selfharm",
        "overdose",
        "abuse",
        "violence",
        "harassment",
        "eating_disorder",
        "server",
    )
]


class LexiconTerms(Feature):
    """For moderators. What `test` shows is seen by the one who typed it, and by nobody else."""

    group = app_commands.Group(
        name="lexicon",
        description="The words that the word check listens for",
        guild_only=True,
        default_permissions=discord.Permissions(manage_messages=True),
    )

    async def _allowed(self, interaction: discord.Interaction) -> bool:
        await promise(interaction)
        if await may_manage(self, interaction):
            return True
        await self.tell(interaction, Told("error.for_moderators"))
        return False

    async def _names(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        found = await lexicon.names(self.ctx, guild_of(interaction), typed)
        return [app_commands.Choice(name=name[:100], value=name[:100]) for name in found]

    @group.command(name="add", description="Add a term for this server")
    @app_commands.describe(
        name="A short name for it: small letters, digits, dots and dashes",
        phrases="The phrases, with ; between them. (a|b) either, x? maybe, ~2 up to two words between",
        tier="What happens when it is found",
        category="What it is about",
    )
    @app_commands.choices(tier=_TIERS)
    @app_commands.choices(category=_CATEGORIES)
    async def add(
        self,
        interaction: discord.Interaction,
        name: str,
        phrases: str,
        tier: app_commands.Choice[int],
        category: app_commands.Choice[str] | None = None,
    ) -> None:
        """Add one."""
        if await self._allowed(interaction):
            wish = Wish(
                guild_of(interaction),
                interaction.user.id,
                name.strip().lower(),
                phrases,
                tier.value,
                category.value if category is not None else "server",
            )
            await self.tell(interaction, await lexicon.save(self.ctx, wish, fresh=True))

    @group.command(name="change", description="Change a term; a shipped one gets your phrases instead")
    @app_commands.describe(name="Which term", phrases="The phrases, with ; between them", tier="What happens")
    @app_commands.choices(tier=_TIERS)
    @app_commands.choices(category=_CATEGORIES)
    async def change(
        self,
        interaction: discord.Interaction,
        name: str,
        phrases: str | None = None,
        tier: app_commands.Choice[int] | None = None,
        category: app_commands.Choice[str] | None = None,
    ) -> None:
        """Change one."""
        if await self._allowed(interaction):
            wish = Wish(
                guild_of(interaction),
                interaction.user.id,
                name.strip().lower(),
                phrases,
                tier.value if tier is not None else None,
                category.value if category is not None else None,
            )
            await self.tell(interaction, await lexicon.save(self.ctx, wish, fresh=False))

    @group.command(name="off", description="Switch a term off here, a shipped one too")
    @app_commands.describe(name="Which term")
    async def off(self, interaction: discord.Interaction, name: str) -> None:
        """Switch one off."""
        if await self._allowed(interaction):
            wish = Wish(guild_of(interaction), interaction.user.id, name.strip().lower())
            await self.tell(interaction, await lexicon.switch(self.ctx, wish, on=False))

    @group.command(name="on", description="Switch a term on again")
    @app_commands.describe(name="Which term")
    async def on(self, interaction: discord.Interaction, name: str) -> None:
        """Switch one on."""
        if await self._allowed(interaction):
            wish = Wish(guild_of(interaction), interaction.user.id, name.strip().lower())
            await self.tell(interaction, await lexicon.switch(self.ctx, wish, on=True))

    @change.autocomplete("name")
    @off.autocomplete("name")
    @on.autocomplete("name")
    async def complete(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Names to choose from."""
        return await self._names(interaction, typed)

    @group.command(name="test", description="See what the check reads in a text, and why. Only you see it")
    @app_commands.describe(text="A text you made up")
    async def test(self, interaction: discord.Interaction, text: str) -> None:
        """A dry run."""
        if await self._allowed(interaction):
            await self.say(interaction, await lexicon.test(self.ctx, guild_of(interaction), text))

    @group.command(name="list", description="This server's own terms")
    async def list_own(self, interaction: discord.Interaction) -> None:
        """The list."""
        if await self._allowed(interaction):
            await self.tell(interaction, await lexicon.own_terms(self.ctx, guild_of(interaction)))

    @group.command(name="report", description="How often each term was right, as specialists said")
    async def report(self, interaction: discord.Interaction) -> None:
        """Counts."""
        if await self._allowed(interaction):
            await self.tell(interaction, await lexicon.report(self.ctx, guild_of(interaction)))

    @group.command(name="history", description="Who changed the terms, and when")
    async def history(self, interaction: discord.Interaction) -> None:
        """The versions."""
        if await self._allowed(interaction):
            await self.tell(interaction, await lexicon.history(self.ctx, guild_of(interaction)))

    @group.command(name="undo", description="Take the last change of the terms back")
    async def undo(self, interaction: discord.Interaction) -> None:
        """One version back."""
        if await self._allowed(interaction):
            told = await lexicon.undo(self.ctx, guild_of(interaction), interaction.user.id)
            await self.tell(interaction, told)
