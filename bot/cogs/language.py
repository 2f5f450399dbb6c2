"""The buttons that show a notice in another language, or to a peer before the promise."""

from typing import Any

import discord

from bot.adapter import mentions, view_of
from bot.cogs.base import Feature, Press, number, promise
from bot.core.effects import Told
from bot.flows import language
from bot.flows.port import Message


class Languages(Feature):
    """Reading, and agreeing, in one's own language."""

    def presses(self) -> dict[str, Press]:
        return {"lang": self.read, "agreein": self.agree, "peernotice": self.read_as_peer}

    async def read(self, interaction: discord.Interaction, rest: str) -> None:
        """The button with a language's own name."""
        await promise(interaction)
        id_, _, locale = rest.partition(":")
        result = await language.in_language(self.ctx, number(id_), interaction.user.id, locale)
        await self._show(interaction, result)

    async def agree(self, interaction: discord.Interaction, rest: str) -> None:
        """*I understand* under the notice in another language."""
        await promise(interaction)
        id_, _, locale = rest.partition(":")
        told = await language.agree_in(self.ctx, number(id_), interaction.user.id, locale)
        await self.tell(interaction, told)

    async def read_as_peer(self, interaction: discord.Interaction, rest: str) -> None:
        """*Read the notice*, on a claimed card."""
        await promise(interaction)
        locale = self.locale(interaction)
        result = await language.for_peer(self.ctx, number(rest), interaction.user.id, locale)
        await self._show(interaction, result)

    async def _show(self, interaction: discord.Interaction, result: list[Message] | Told) -> None:
        if isinstance(result, Told):
            await self.tell(interaction, result)
            return
        first, *others = result
        await self.show(interaction, first)
        for message in others:
            view = view_of(message.buttons, message.choices)
            extra: dict[str, Any] = {"view": view} if view is not None else {}
            await interaction.followup.send(
                message.text, ephemeral=True, allowed_mentions=mentions(()), **extra
            )
