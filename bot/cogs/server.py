"""/setup, one part at a time; each answer says what is still missing and how to set it."""

from collections.abc import Mapping

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.base import Feature, Press, guild_of, promise, roles_of
from bot.core.effects import Told
from bot.core.server import EMERGENCY_POLICIES, LEGAL_REGIMES, Setting
from bot.flows import server
from bot.store import server as servers

_POLICIES = dict(
    zip(
        EMERGENCY_POLICIES,
        (
            "Never call for outside help unless asked to",
            "Ask first; without a yes only as a last resort",
            "As the law here requires",
            "As our clinic's protocol says",
        ),
        strict=True,
    )
)
_REGIMES = dict(
    zip(
        LEGAL_REGIMES,
        ("None of these", "HIPAA covered entity", "42 CFR Part 2 programme", "Another"),
        strict=True,
    )
)


def _choices(named: Mapping[str, str]) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=name, value=value) for value, name in named.items()]


async def may_manage(feature: Feature, interaction: discord.Interaction) -> bool:
    """May this person set things up: Manage Server, or the moderator role."""
    user = interaction.user
    if isinstance(user, discord.Member) and user.guild_permissions.manage_guild:
        return True
    guild_id = guild_of(interaction)
    settings = await feature.ctx.db.read(lambda tx: servers.get(tx, guild_id))
    return settings.moderator_role_id is not None and settings.moderator_role_id in roles_of(interaction)


class SetUp(Feature):
    """Deciding what the notice promises. Nothing has a silent default."""

    def presses(self) -> dict[str, Press]:
        return {"confirmlines": self.confirm}

    setup = app_commands.Group(
        name="setup",
        description="Set up peer support on this server",
        guild_only=True,
        default_permissions=discord.Permissions(manage_guild=True),
    )

    async def _change(self, interaction: discord.Interaction, settings: Mapping[str, Setting | None]) -> None:
        await promise(interaction)
        if not await may_manage(self, interaction):
            await self.tell(interaction, Told("error.for_moderators"))
            return
        told = await server.change(self.ctx, guild_of(interaction), interaction.user.id, settings)
        await self.tell(interaction, told)

    @setup.command(name="status", description="What is still missing, and how to set it")
    async def status(self, interaction: discord.Interaction) -> None:
        """What is missing."""
        await self._change(interaction, {})

    @setup.command(name="show", description="Every setting as it stands")
    async def show_all(self, interaction: discord.Interaction) -> None:
        """All settings."""
        await promise(interaction)
        await self.say(interaction, await server.overview(self.ctx, guild_of(interaction)))

    @setup.command(name="create", description="Make the channels and roles that are not chosen yet")
    async def create(self, interaction: discord.Interaction) -> None:
        """Make what is missing."""
        await promise(interaction)
        if not await may_manage(self, interaction):
            await self.tell(interaction, Told("error.for_moderators"))
            return
        told = await server.create_missing(self.ctx, guild_of(interaction), interaction.user.id)
        await self.tell(interaction, told)

    @setup.command(name="channels", description="Choose the channels")
    @app_commands.describe(
        lobby="Where the panel stands, for everybody",
        category="Where private conversations open",
        board="The peers' board: private, for peers",
        oncall="Where the person on call is paged: private, for specialists",
    )
    async def channels(
        self,
        interaction: discord.Interaction,
        lobby: discord.TextChannel | None = None,
        category: discord.CategoryChannel | None = None,
        board: discord.TextChannel | None = None,
        oncall: discord.TextChannel | None = None,
    ) -> None:
        """Lobby, category, board, on-call channel."""
        chosen = {"lobby_id": lobby, "category_id": category, "board_id": board, "oncall_channel_id": oncall}
        await self._change(interaction, {name: one.id if one else None for name, one in chosen.items()})

    @setup.command(name="roles", description="Choose the roles")
    @app_commands.describe(
        peer="Certified peer specialists",
        specialist="People who can be on call",
        moderator="People who may change these settings",
    )
    async def roles(
        self,
        interaction: discord.Interaction,
        peer: discord.Role | None = None,
        specialist: discord.Role | None = None,
        moderator: discord.Role | None = None,
    ) -> None:
        """Peer, specialist, moderator."""
        chosen = {"peer_role_id": peer, "specialist_role_id": specialist, "moderator_role_id": moderator}
        await self._change(interaction, {name: one.id if one else None for name, one in chosen.items()})

    @setup.command(name="place", description="Country, emergency number, language, time zone, hours")
    @app_commands.describe(
        country="Two letters, like GB or US",
        emergency_number="What people dial there in danger, like 999 or 112",
        language="The language of notices, like en",
        time_zone="Like Europe/London or America/New_York",
        oncall_hours="When somebody is usually on call, in your own words",
    )
    async def place(
        self,
        interaction: discord.Interaction,
        country: str | None = None,
        emergency_number: str | None = None,
        language: str | None = None,
        time_zone: str | None = None,
        oncall_hours: str | None = None,
    ) -> None:
        """Where this server's people are, and when somebody is there."""
        await self._change(
            interaction,
            {
                "country": country,
                "emergency_number": emergency_number,
                "locale": language,
                "time_zone": time_zone,
                "oncall_hours": oncall_hours,
            },
        )

    @setup.command(name="helplines", description="Look at the helplines and confirm them")
    async def helplines(self, interaction: discord.Interaction) -> None:
        """Show the lines; the button confirms them."""
        await promise(interaction)
        await self.tell(interaction, await server.show_helplines(self.ctx, guild_of(interaction)))

    async def confirm(self, interaction: discord.Interaction, rest: str) -> None:
        """*I checked these*."""
        await promise(interaction)
        if not await may_manage(self, interaction):
            await self.tell(interaction, Told("error.for_moderators"))
            return
        told = await server.confirm_helplines(self.ctx, guild_of(interaction), interaction.user.id)
        await self.tell(interaction, told)

    @setup.command(name="people", description="Who answers questions, data requests and complaints")
    @app_commands.describe(
        question_contact="Who reads *I have a question*",
        data_contact="Who answers about data: a name, a mention or an address",
        complaint_contact="Who hears complaints; not a peer",
        privacy_contact="A named privacy contact: only for clinics and legal programmes",
    )
    async def people(
        self,
        interaction: discord.Interaction,
        question_contact: discord.Member | None = None,
        data_contact: str | None = None,
        complaint_contact: str | None = None,
        privacy_contact: str | None = None,
    ) -> None:
        """The named humans of the notice."""
        if question_contact is not None and question_contact.bot:
            await promise(interaction)
            await self.tell(interaction, Told("setup.no_bot_contact"))
            return
        await self._change(
            interaction,
            {
                "question_contact_id": question_contact.id if question_contact is not None else None,
                "data_contact": data_contact,
                "complaint_contact": complaint_contact,
                "privacy_contact": privacy_contact,
            },
        )

    @setup.command(name="promises", description="Age, keeping, outside help, law, and the word check")
    @app_commands.describe(
        min_age="The lowest age here, in years",
        retention_days="How long the bot keeps its records after a conversation, in days",
        emergency_policy="When somebody here may call for outside help",
        legal_regime="Does a health privacy law bind you?",
        legal_triggers="When the law makes you pass something on, after the words: or if ...",
        check_can_be_switched_off="May a member switch the word check off?",
    )
    @app_commands.choices(emergency_policy=_choices(_POLICIES), legal_regime=_choices(_REGIMES))
    async def promises(
        self,
        interaction: discord.Interaction,
        min_age: app_commands.Range[int, 1, 99] | None = None,
        retention_days: app_commands.Range[int, 1, 365] | None = None,
        emergency_policy: app_commands.Choice[str] | None = None,
        legal_regime: app_commands.Choice[str] | None = None,
        legal_triggers: str | None = None,
        check_can_be_switched_off: bool | None = None,
    ) -> None:
        """What the notice promises about itself."""
        await self._change(
            interaction,
            {
                "min_age": min_age,
                "retention_days": retention_days,
                "emergency_policy": emergency_policy.value if emergency_policy is not None else None,
                "legal_regime": legal_regime.value if legal_regime is not None else None,
                "legal_triggers": legal_triggers,
                "check_switchable": check_can_be_switched_off,
            },
        )

    @setup.command(name="panel", description="Post the lobby panel: Ask for peer support, and Help now")
    async def panel(self, interaction: discord.Interaction) -> None:
        """Post it; an older one is removed."""
        await promise(interaction)
        if not await may_manage(self, interaction):
            await self.tell(interaction, Told("error.for_moderators"))
            return
        told = await server.post_panel(self.ctx, guild_of(interaction), interaction.user.id)
        await self.tell(interaction, told)

    @commands.Cog.listener()
    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """The panel may be what was deleted."""
        if payload.guild_id is not None:
            await server.message_deleted(self.ctx, payload.guild_id, payload.message_id)
