"""The lobby's panel and /support: asking for a conversation, with what the member may say beforehand."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.adapter import PREFIX
from bot.cogs.base import Feature, Press, fields_of, guild_of, promise
from bot.core.conversation import TOPICS
from bot.flows import adopt, catchup, conversation, server
from bot.flows.conversation import Ask


class Conversations(Feature):
    """Opening, and channels that come and go by other hands."""

    def presses(self) -> dict[str, Press]:
        return {"ask": self.ask, "asked": self.asked, "adopt": self.adopt}

    async def ask(self, interaction: discord.Interaction, rest: str) -> None:
        """*Ask for peer support*: a short form, or why not right now."""
        refused = await conversation.may_ask(self.ctx, guild_of(interaction), interaction.user.id)
        if refused is not None:
            await self.tell(interaction, refused)
            return
        await interaction.response.send_modal(self._form(self.locale(interaction)))

    def _form(self, locale: str) -> discord.ui.Modal:
        """Three questions, none of which has to be answered. All of it travels in the form itself."""

        def word(name: str) -> str:
            return self.ctx.words.render(locale, f"conversation.{name}")

        form = discord.ui.Modal(title=word("form_title"), custom_id=f"{PREFIX}asked")
        topics = [discord.SelectOption(label=word(f"topic_{topic}"), value=topic) for topic in TOPICS]
        doors = [
            discord.SelectOption(label=word("door_ask"), value="ask", default=True),
            discord.SelectOption(label=word("door_any"), value="any"),
        ]
        fields: list[tuple[str, str, discord.ui.Item[Any]]] = [
            ("topic", "", discord.ui.Select(custom_id="topic", options=topics, required=False, min_values=0)),
            ("door", "", discord.ui.Select(custom_id="door", options=doors, required=False, min_values=0)),
            (
                "avoid",
                word("avoid_note"),
                discord.ui.UserSelect(custom_id="avoid", required=False, min_values=0, max_values=10),
            ),
        ]
        for name, note, item in fields:
            form.add_item(
                discord.ui.Label(text=word(f"{name}_label"), description=note or None, component=item)
            )
        form.stop()
        return form

    async def asked(self, interaction: discord.Interaction, rest: str) -> None:
        """The form was sent."""
        await promise(interaction)
        fields = fields_of(interaction)
        topic = next(iter(fields.get("topic", [])), "listen")
        request = Ask(
            guild_of(interaction),
            interaction.user.id,
            self.locale(interaction),
            topic if topic in TOPICS else "listen",
            fields.get("door") == ["any"],
            tuple(int(one) for one in fields.get("avoid", []) if one.isdecimal()),
        )
        await self.tell(interaction, await conversation.ask(self.ctx, request))

    @app_commands.command(name="support", description="Ask for a private conversation with a peer")
    @app_commands.describe(
        about="What kind of support, if you like",
        any_peer="May any certified peer come in? Otherwise you are asked first",
        rather_not="Somebody you would rather not meet; they will not see your request",
        nor="Somebody else you would rather not meet",
    )
    @app_commands.choices(
        about=[
            app_commands.Choice(name=name, value=value)
            for value, name in (
                ("listen", "Someone to listen"),
                ("low", "Feeling low"),
                ("anxious", "Worry or panic"),
                ("grief", "Grief or loss"),
                ("substance", "Alcohol or drugs"),
                ("other", "Something else"),
            )
        ]
    )
    @app_commands.guild_only()
    async def support(
        self,
        interaction: discord.Interaction,
        about: app_commands.Choice[str] | None = None,
        any_peer: bool = False,
        rather_not: discord.User | None = None,
        nor: discord.User | None = None,
    ) -> None:
        """The same as the panel's button."""
        await promise(interaction)
        avoid = tuple(person.id for person in (rather_not, nor) if person is not None)
        topic = about.value if about is not None else "listen"
        request = Ask(
            guild_of(interaction),
            interaction.user.id,
            self.locale(interaction),
            topic,
            any_peer,
            avoid,
        )
        await self.tell(interaction, await conversation.ask(self.ctx, request))

    @app_commands.command(name="close", description="Close this conversation")
    @app_commands.guild_only()
    async def close(self, interaction: discord.Interaction) -> None:
        """The member or the peer ends it."""
        await promise(interaction)
        told = await conversation.close(self.ctx, interaction.user.id, interaction.channel_id or 0)
        await self.tell(interaction, told)

    async def adopt(self, interaction: discord.Interaction, rest: str) -> None:
        """A moderator says who the member of a found channel is."""
        await promise(interaction)
        await self.tell(interaction, await adopt.choose(self.ctx, interaction_person(interaction), rest))

    @commands.Cog.listener()
    async def on_guild_channel_create(self, channel: discord.abc.GuildChannel) -> None:
        """A channel in the support category that we did not make is closed on sight."""
        if isinstance(channel, discord.TextChannel) and channel.category_id is not None:
            await adopt.found(self.ctx, channel.guild.id, channel.category_id, channel.id, channel.name)

    @commands.Cog.listener()
    async def on_guild_channel_update(
        self, before: discord.abc.GuildChannel, after: discord.abc.GuildChannel
    ) -> None:
        """A channel that somebody moves into the support category is one that appears there."""
        moved = getattr(before, "category_id", None) != getattr(after, "category_id", None)
        if moved and isinstance(after, discord.TextChannel) and after.category_id is not None:
            await adopt.found(self.ctx, after.guild.id, after.category_id, after.id, after.name)

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """A channel is gone: perhaps a conversation's, perhaps one the settings name."""
        await catchup.channel_lost(self.ctx, channel.guild.id, channel.id)
        await server.something_deleted(self.ctx, channel.guild.id, channel.id)

    @commands.Cog.listener()
    async def on_guild_role_delete(self, role: discord.Role) -> None:
        """A role is gone: perhaps one the settings name."""
        await server.something_deleted(self.ctx, role.guild.id, role.id)


def interaction_person(interaction: discord.Interaction) -> adopt.Chooser:
    """Who chose whom, with which rights."""
    user = interaction.user
    manager = isinstance(user, discord.Member) and user.guild_permissions.manage_channels
    data: Any = interaction.data or {}
    value = str(next(iter(data.get("values", [])), "0"))
    resolved = (data.get("resolved") or {}).get("users") or {}
    is_bot = bool((resolved.get(value) or {}).get("bot", False))
    roles = frozenset(role.id for role in user.roles) if isinstance(user, discord.Member) else frozenset()
    return adopt.Chooser(user.id, roles, manager, int(value) if value.isdecimal() else 0, is_bot)
