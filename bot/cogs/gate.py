"""The gate: reactions, the buttons of the notice, /understand and /stop. Payload in, flow, answer."""

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.base import Feature, Press, number, promise
from bot.core.gate import Route, same_emoji
from bot.flows import board, claim, display, gate
from bot.flows.gate import Act


class Gates(Feature):
    """Agreeing and stopping, by every route."""

    def presses(self) -> dict[str, Press]:
        return {"agree": self.agree, "stop": self.stop, "notnow": self.not_now}

    async def agree(self, interaction: discord.Interaction, rest: str) -> None:
        """*I understand*."""
        await promise(interaction)
        await self.tell(interaction, await gate.agree(self.ctx, self._act(interaction, rest)))

    async def stop(self, interaction: discord.Interaction, rest: str) -> None:
        """*Stop*."""
        await promise(interaction)
        await self.tell(interaction, await gate.stop(self.ctx, self._act(interaction, rest)))

    async def not_now(self, interaction: discord.Interaction, rest: str) -> None:
        """*Not now*."""
        await promise(interaction)
        await self.tell(interaction, await gate.not_now(self.ctx, self._act(interaction, rest)))

    def _act(self, interaction: discord.Interaction, rest: str) -> Act:
        return Act(
            interaction.user.id,
            Route.BUTTON,
            conversation_id=number(rest),
            locale=None,
        )

    @app_commands.command(name="understand", description="Say that you understand the notice in this channel")
    @app_commands.guild_only()
    async def understand(self, interaction: discord.Interaction) -> None:
        """The same as the reaction and the button."""
        await promise(interaction)
        act = Act(interaction.user.id, Route.COMMAND, channel_id=interaction.channel_id)
        await self.tell(interaction, await gate.agree(self.ctx, act))

    @app_commands.command(name="stop", description="Pause this conversation. Nobody asks you why")
    @app_commands.guild_only()
    async def stop_command(self, interaction: discord.Interaction) -> None:
        """The same as taking the reaction back."""
        await promise(interaction)
        act = Act(interaction.user.id, Route.COMMAND, channel_id=interaction.channel_id)
        await self.tell(interaction, await gate.stop(self.ctx, act))

    @commands.Cog.listener()
    async def on_raw_reaction_add(self, payload: discord.RawReactionActionEvent) -> None:
        """A reaction on a notice or on a card. Bots, other emoji and other messages do not count."""
        if payload.guild_id is None or (payload.member is not None and payload.member.bot):
            return
        if payload.user_id == self.ctx.port.own_id():
            return
        if not same_emoji(str(payload.emoji), self.ctx.ack_emoji):
            return
        if not await display.concerns(self.ctx, payload.message_id):
            return
        conversation = await claim.on_card(self.ctx, payload.message_id)
        if conversation is not None:
            await claim.pledge(self.ctx, payload.user_id, conversation, "reaction")
        else:
            await gate.agree(self.ctx, Act(payload.user_id, Route.REACTION, notice_id=payload.message_id))

    @commands.Cog.listener()
    async def on_raw_reaction_remove(self, payload: discord.RawReactionActionEvent) -> None:
        """Taken back by the member: that is a stop. Our own taken away: it is put back."""
        if payload.guild_id is None or not same_emoji(str(payload.emoji), self.ctx.ack_emoji):
            return
        if not await display.concerns(self.ctx, payload.message_id):
            return
        if payload.user_id == self.ctx.port.own_id():
            await display.cleared(self.ctx, payload.message_id, own_only=True)
            return
        await gate.stop(self.ctx, Act(payload.user_id, Route.REACTION, notice_id=payload.message_id))

    @commands.Cog.listener()
    async def on_raw_reaction_clear(self, payload: discord.RawReactionClearEvent) -> None:
        """A moderator cleared all reactions: nothing is withdrawn."""
        if await display.concerns(self.ctx, payload.message_id):
            await display.cleared(self.ctx, payload.message_id)

    @commands.Cog.listener()
    async def on_raw_reaction_clear_emoji(self, payload: discord.RawReactionClearEmojiEvent) -> None:
        """A moderator cleared one emoji: nothing is withdrawn."""
        ours = same_emoji(str(payload.emoji), self.ctx.ack_emoji)
        if ours and await display.concerns(self.ctx, payload.message_id):
            await display.cleared(self.ctx, payload.message_id)

    @commands.Cog.listener()
    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """A notice or a card that somebody deleted is put up again."""
        await self._lost(payload.message_id)

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        """The same, when a moderator clears a channel."""
        for message_id in payload.message_ids:
            await self._lost(message_id)

    async def _lost(self, message_id: int) -> None:
        if await display.concerns(self.ctx, message_id):
            await display.notice_lost(self.ctx, message_id)
            await board.card_lost(self.ctx, message_id)

    @commands.Cog.listener()
    async def on_raw_member_remove(self, payload: discord.RawMemberRemoveEvent) -> None:
        """Somebody left the server."""
        await gate.member_moved(self.ctx, payload.guild_id, payload.user.id, here=False)
        await claim.peer_gone(self.ctx, payload.guild_id, payload.user.id)

    @commands.Cog.listener()
    async def on_member_join(self, member: discord.Member) -> None:
        """Somebody came, perhaps back."""
        await gate.member_moved(self.ctx, member.guild.id, member.id, here=True)
