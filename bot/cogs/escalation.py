"""Pages: *Take*, *I can't*, *Close*, by button, by reaction and by command. And the member's *I am okay*."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.base import Feature, Press, chosen, guild_of, number, promise, roles_of
from bot.core.effects import Told
from bot.core.escalation import Outcome
from bot.core.gate import same_emoji
from bot.flows import response
from bot.flows.response import Specialist

_OUTCOMES = [
    app_commands.Choice(name="We talked, or I looked in", value="talked"),
    app_commands.Choice(name="I passed them on, with their yes", value="passed_on"),
    app_commands.Choice(name="It was not a worry", value="false_alarm"),
    app_commands.Choice(name="I could not reach them", value="no_contact"),
]


def who(interaction: discord.Interaction) -> Specialist:
    """The person who pressed; a direct message has no server and no roles."""
    return Specialist(interaction.user.id, interaction.guild_id, roles_of(interaction))


class Escalations(Feature):
    """What specialists press, and what the member may answer."""

    def presses(self) -> dict[str, Press]:
        return {
            "take": self.take,
            "pass": self.cannot,
            "close": self.close,
            "outcome": self.outcome,
            "okay": self.okay,
            "allow": self.allow,
            "refuse": self.refuse,
        }

    async def take(self, interaction: discord.Interaction, rest: str) -> None:
        """*Take*."""
        await promise(interaction)
        await self.tell(interaction, await response.take(self.ctx, who(interaction), number(rest)))

    async def cannot(self, interaction: discord.Interaction, rest: str) -> None:
        """*I can't*, or *Hand it back*."""
        await promise(interaction)
        await self.tell(interaction, await response.cannot(self.ctx, who(interaction), number(rest)))

    async def close(self, interaction: discord.Interaction, rest: str) -> None:
        """*Close*: asks how it went."""
        await promise(interaction)
        await self.tell(interaction, await response.ask_outcome(self.ctx, who(interaction), number(rest)))

    async def outcome(self, interaction: discord.Interaction, rest: str) -> None:
        """The answer to how it went."""
        await promise(interaction)
        value = chosen(interaction)
        if value not in set(Outcome):
            await self.tell(interaction, Told("error.old_button"))
            return
        told = await response.close(self.ctx, who(interaction), number(rest), value)
        await self.tell(interaction, told)

    async def okay(self, interaction: discord.Interaction, rest: str) -> None:
        """*I am okay*."""
        await promise(interaction)
        await self.tell(interaction, await response.okay(self.ctx, interaction.user.id, number(rest)))

    async def allow(self, interaction: discord.Interaction, rest: str) -> None:
        """The member says yes to somebody whom they had rather not met."""
        await self._about_avoided(interaction, rest, yes=True)

    async def refuse(self, interaction: discord.Interaction, rest: str) -> None:
        """The member stays with their no."""
        await self._about_avoided(interaction, rest, yes=False)

    async def _about_avoided(self, interaction: discord.Interaction, rest: str, *, yes: bool) -> None:
        await promise(interaction)
        raised, _, person = rest.partition(".")
        told = await response.about_avoided(
            self.ctx, interaction.user.id, number(raised), number(person), yes=yes
        )
        await self.tell(interaction, told)

    alert = app_commands.Group(
        name="alert", description="For the person on call: take, pass on or close an alert", guild_only=True
    )

    @alert.command(name="take", description="Take an alert: you can then read and write there")
    @app_commands.describe(code="The five letters and digits of the alert")
    async def take_command(self, interaction: discord.Interaction, code: str) -> None:
        """The same as *Take*."""
        await promise(interaction)
        row_id = await response.id_of(self.ctx, guild_of(interaction), code)
        await self.tell(interaction, await response.take(self.ctx, who(interaction), row_id))

    @alert.command(name="pass", description="Say that you cannot: the next person is asked at once")
    @app_commands.describe(code="The five letters and digits of the alert")
    async def pass_command(self, interaction: discord.Interaction, code: str) -> None:
        """The same as *I can't*."""
        await promise(interaction)
        row_id = await response.id_of(self.ctx, guild_of(interaction), code)
        await self.tell(interaction, await response.cannot(self.ctx, who(interaction), row_id))

    @alert.command(name="close", description="Close an alert. The member sees no verdict")
    @app_commands.describe(code="The five letters and digits of the alert", outcome="How it went")
    @app_commands.choices(outcome=_OUTCOMES)
    async def close_command(
        self, interaction: discord.Interaction, code: str, outcome: app_commands.Choice[str]
    ) -> None:
        """The same as *Close*."""
        await promise(interaction)
        row_id = await response.id_of(self.ctx, guild_of(interaction), code)
        told = await response.close(self.ctx, who(interaction), row_id, outcome.value)
        await self.tell(interaction, told)

    @commands.Cog.listener()
    async def on_raw_reaction_add(self, payload: discord.RawReactionActionEvent) -> None:
        """The reaction on a page does what *Take* does."""
        if payload.guild_id is None or payload.member is None or payload.member.bot:
            return
        if same_emoji(str(payload.emoji), self.ctx.take_emoji):
            roles = frozenset(role.id for role in payload.member.roles)
            person = Specialist(payload.user_id, payload.guild_id, roles)
            await response.take_by_reaction(self.ctx, person, payload.message_id)
