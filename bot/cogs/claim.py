"""The board's buttons, and the member's answer to a peer."""

import discord

from bot.cogs.base import Feature, Press, guild_of, number, promise, roles_of
from bot.flows import claim
from bot.flows.claim import Peer


class Claims(Feature):
    """Claiming, pledging, giving back, letting in, somebody else. A pledge by reaction: cogs/gate.py."""

    def presses(self) -> dict[str, Press]:
        return {
            "claim": self.claim,
            "promise": self.promise,
            "unclaim": self.give_back,
            "letin": self.let_in,
            "else": self.someone_else,
            "wait": self.keep_waiting,
        }

    async def claim(self, interaction: discord.Interaction, rest: str) -> None:
        """*Claim* on a card."""
        await promise(interaction)
        peer = Peer(interaction.user.id, guild_of(interaction), roles_of(interaction))
        await self.tell(interaction, await claim.claim(self.ctx, peer, number(rest)))

    async def promise(self, interaction: discord.Interaction, rest: str) -> None:
        """*I promise* on a claimed card: the same as the reaction."""
        await promise(interaction)
        told = await claim.pledge(self.ctx, interaction.user.id, number(rest), "button")
        await self.tell(interaction, told)

    async def give_back(self, interaction: discord.Interaction, rest: str) -> None:
        """*Give it back* on a card."""
        await promise(interaction)
        await self.tell(interaction, await claim.give_back(self.ctx, interaction.user.id, number(rest)))

    async def let_in(self, interaction: discord.Interaction, rest: str) -> None:
        """*Let them in*."""
        await promise(interaction)
        told = await claim.answer(self.ctx, interaction.user.id, number(rest.rpartition(".")[2]), yes=True)
        await self.tell(interaction, told)

    async def someone_else(self, interaction: discord.Interaction, rest: str) -> None:
        """*Someone else*: about one claim, or (from the waiting line) about whichever is live."""
        await promise(interaction)
        conversation, _, live = rest.partition(".")
        if live:
            told = await claim.answer(self.ctx, interaction.user.id, number(live), yes=False)
        else:
            told = await claim.other_peer(self.ctx, interaction.user.id, number(conversation))
        await self.tell(interaction, told)

    async def keep_waiting(self, interaction: discord.Interaction, rest: str) -> None:
        """*Keep waiting*."""
        await promise(interaction)
        told = await claim.keep_waiting(self.ctx, interaction.user.id, number(rest))
        await self.tell(interaction, told)
