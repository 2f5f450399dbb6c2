"""*I have a question* and its answer: two forms whose words pass through and are not kept."""

import discord

from bot.adapter import PREFIX
from bot.cogs.base import Feature, Press, fields_of, number, promise
from bot.core.effects import Told
from bot.flows import question
from bot.flows.question import Form


class Questions(Feature):
    """Asking before agreeing."""

    def presses(self) -> dict[str, Press]:
        return {
            "question": self.question,
            "asked_question": self.asked,
            "answer": self.answer,
            "answered_question": self.answered,
        }

    async def question(self, interaction: discord.Interaction, rest: str) -> None:
        """Show the form, which says who will read it."""
        form = await question.form(self.ctx, number(rest), interaction.user.id)
        await self._open(interaction, form, f"asked_question:{rest}")

    async def answer(self, interaction: discord.Interaction, rest: str) -> None:
        """The contact answers."""
        form = await question.answer_form(self.ctx, number(rest), interaction.user.id)
        await self._open(interaction, form, f"answered_question:{rest}")

    async def _open(self, interaction: discord.Interaction, form: Form | Told, action: str) -> None:
        if isinstance(form, Told):
            await self.tell(interaction, form)
            return
        modal = discord.ui.Modal(title=form.title[:45], custom_id=PREFIX + action)
        modal.add_item(discord.ui.TextDisplay(form.note))
        field: discord.ui.TextInput[discord.ui.View] = discord.ui.TextInput(
            custom_id="words", style=discord.TextStyle.paragraph, max_length=question.LENGTH
        )
        modal.add_item(discord.ui.Label(text=form.label[:45], component=field))
        modal.stop()
        await interaction.response.send_modal(modal)

    async def asked(self, interaction: discord.Interaction, rest: str) -> None:
        """The question was sent."""
        await promise(interaction)
        words = "".join(fields_of(interaction).get("words", []))
        told = await question.ask(
            self.ctx, interaction.user.id, number(rest.split(":")[0]), interaction.id, words
        )
        await self.tell(interaction, told)

    async def answered(self, interaction: discord.Interaction, rest: str) -> None:
        """The answer was sent."""
        await promise(interaction)
        words = "".join(fields_of(interaction).get("words", []))
        told = await question.answer(self.ctx, interaction.user.id, number(rest), words)
        await self.tell(interaction, told)
