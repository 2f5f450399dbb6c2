"""/notice: edit, preview, publish, history, diff, restore, export, import. Payload in, flow, answer."""

import io
from typing import Any

import discord
from discord import app_commands

from bot.adapter import PREFIX, mentions, view_of
from bot.cogs.base import Feature, Press, chosen, fields_of, guild_of, promise
from bot.cogs.server import may_manage
from bot.core.effects import Told
from bot.core.slots import SLOT_LIMIT
from bot.flows import notice_edit, notice_view
from bot.flows.notice_edit import Conflict, Form
from bot.flows.port import Message

FILE_LIMIT = 200_000


class Notices(Feature):
    """The notice editor, for moderators."""

    notice = app_commands.Group(
        name="notice",
        description="Read, edit and publish the privacy notice",
        guild_only=True,
        default_permissions=discord.Permissions(manage_guild=True),
    )

    def presses(self) -> dict[str, Press]:
        return {
            "nedit": self.open_form,
            "nsave": self.save,
            "nview": self.view,
            "nkeep": self.keep,
            "nask": self.ask,
            "npub": self.publish,
            "ndrop": self.drop,
        }

    async def _may(self, interaction: discord.Interaction) -> bool:
        if await may_manage(self, interaction):
            return True
        await self.tell(interaction, Told("error.for_moderators"))
        return False

    async def _show_all(self, interaction: discord.Interaction, messages: list[Message]) -> None:
        """Several private messages, one after the other, as a reader would get them."""
        first, *rest = messages
        await self.show(interaction, first)
        for message in rest:
            view = view_of(message.buttons, message.choices)
            extra: dict[str, Any] = {"view": view} if view is not None else {}
            await interaction.followup.send(
                message.text[:2000], ephemeral=True, allowed_mentions=mentions(()), **extra
            )

    def _language(self, interaction: discord.Interaction, language: str | None) -> str:
        return language if language in self.ctx.words.locales else self.locale(interaction)

    @notice.command(name="edit", description="Change the words of the notice, five parts at a time")
    @app_commands.describe(language="Which language's words, like en or es")
    async def edit(self, interaction: discord.Interaction, language: str | None = None) -> None:
        """The menu of groups."""
        await promise(interaction)
        if await self._may(interaction):
            locale = self.locale(interaction)
            message = notice_view.start(self.ctx, locale, self._language(interaction, language))
            await self.show(interaction, message)

    async def open_form(self, interaction: discord.Interaction, rest: str) -> None:
        """A group was chosen: its form, with today's words in it."""
        if not await self._may(interaction):
            return
        form = await notice_edit.form(self.ctx, guild_of(interaction), rest, chosen(interaction))
        if isinstance(form, Told):
            await self.tell(interaction, form)
            return
        locale = self.locale(interaction)
        title = notice_view.say(self.ctx, locale, f"group_{form.group}")
        action = f"{PREFIX}nsave:{form.locale}:{form.group}:{form.marks}"
        modal = discord.ui.Modal(title=title[:45], custom_id=action)
        for slot, text in form.texts.items():
            field: discord.ui.TextInput[discord.ui.View] = discord.ui.TextInput(
                custom_id=slot,
                style=discord.TextStyle.paragraph,
                default=text[:SLOT_LIMIT] or None,
                required=False,
                max_length=SLOT_LIMIT,
            )
            name = notice_view.slot_name(self.ctx, locale, slot)
            modal.add_item(discord.ui.Label(text=name[:45], component=field))
        modal.stop()
        await interaction.response.send_modal(modal)

    async def save(self, interaction: discord.Interaction, rest: str) -> None:
        """The form was sent: keep it, and show what it would look like."""
        await promise(interaction)
        if not await self._may(interaction):
            return
        language, group, marks = [*rest.split(":"), "", "", ""][:3]
        texts = {slot: "".join(values) for slot, values in fields_of(interaction).items() if slot}
        sent = Form(language, group, texts, marks)
        result = await notice_edit.save(self.ctx, interaction.user.id, guild_of(interaction), sent)
        if isinstance(result, Told):
            await self.tell(interaction, result)
        elif isinstance(result, Conflict):
            await self._conflict(interaction, result)
        else:
            await self._look(interaction, language, "member")

    async def _conflict(self, interaction: discord.Interaction, conflict: Conflict) -> None:
        """Somebody was faster: theirs stand, the difference is shown, and what was typed is handed back."""
        locale = self.locale(interaction)
        lines = notice_view.diff_lines(self.ctx, locale, conflict.changes)
        facts = {"other_id": conflict.by} if conflict.by is not None else {"other_id": None}
        await self.tell(interaction, Told("editor.conflict", facts))
        mine = "\n\n".join(f"{slot}\n{text}" for slot, text in conflict.mine.items())
        file = discord.File(io.BytesIO(mine.encode()), filename="my-words.txt")
        await interaction.followup.send(
            lines[:2000], ephemeral=True, file=file, allowed_mentions=mentions(())
        )

    async def _look(self, interaction: discord.Interaction, language: str, view: str) -> None:
        look = await notice_edit.look(self.ctx, interaction.user.id, guild_of(interaction), language)
        if isinstance(look, Told):
            await self.tell(interaction, look)
            return
        messages = notice_view.preview(self.ctx, self.locale(interaction), language, look, view)
        await self._show_all(interaction, messages)

    @notice.command(name="preview", description="See the notice as a member, a peer or a phone would")
    @app_commands.describe(language="Which language, like en or es", seen_by="Whose eyes")
    @app_commands.choices(seen_by=[app_commands.Choice(name=view, value=view) for view in notice_view.VIEWS])
    async def preview(
        self,
        interaction: discord.Interaction,
        language: str | None = None,
        seen_by: app_commands.Choice[str] | None = None,
    ) -> None:
        """The draft, or what is in force where there is none."""
        await promise(interaction)
        if await self._may(interaction):
            view = seen_by.value if seen_by is not None else "member"
            await self._look(interaction, self._language(interaction, language), view)

    async def view(self, interaction: discord.Interaction, rest: str) -> None:
        """Other eyes were chosen."""
        await promise(interaction)
        if await self._may(interaction):
            view = chosen(interaction)
            await self._look(interaction, rest, view if view in notice_view.VIEWS else "member")

    async def keep(self, interaction: discord.Interaction, rest: str) -> None:
        """*Save draft*: it is kept already; say so."""
        await promise(interaction)
        if await self._may(interaction):
            await self.tell(interaction, Told("editor.kept"))

    async def ask(self, interaction: discord.Interaction, rest: str) -> None:
        """*Publish as ...*: first the question whether they read it as a member would."""
        await promise(interaction)
        kind, _, mark = rest.partition(":")
        if await self._may(interaction) and kind in notice_edit.KINDS:
            await self.show(
                interaction, notice_view.ask_to_read(self.ctx, self.locale(interaction), kind, mark)
            )

    async def publish(self, interaction: discord.Interaction, rest: str) -> None:
        """*I read this as a member would*."""
        await promise(interaction)
        if not await self._may(interaction):
            return
        kind, _, mark = rest.partition(":")
        result = await notice_edit.publish(self.ctx, interaction.user.id, guild_of(interaction), kind, mark)
        if isinstance(result, Told):
            await self.tell(interaction, result)
        else:
            locale = self.locale(interaction)
            head = notice_view.say(self.ctx, locale, "not_published")
            await self.say(interaction, f"{head}\n{notice_view.finding_lines(self.ctx, locale, result)}")

    async def drop(self, interaction: discord.Interaction, rest: str) -> None:
        """*Throw the draft away*."""
        await promise(interaction)
        if await self._may(interaction):
            await self.tell(
                interaction, await notice_edit.discard(self.ctx, interaction.user.id, guild_of(interaction))
            )

    @notice.command(name="history", description="Every version, who made it and what they called it")
    async def history(self, interaction: discord.Interaction) -> None:
        """All versions, newest first."""
        await promise(interaction)
        if await self._may(interaction):
            locale = self.locale(interaction)
            await self.say(interaction, await notice_view.history(self.ctx, locale, guild_of(interaction)))

    @notice.command(name="diff", description="What differs between two versions")
    @app_commands.describe(
        older="The number of one version; 0 is the words that came with the bot",
        newer="The number of the other",
        language="Which language, like en or es",
    )
    async def diff(
        self,
        interaction: discord.Interaction,
        older: app_commands.Range[int, 0, 100_000],
        newer: app_commands.Range[int, 0, 100_000],
        language: str | None = None,
    ) -> None:
        """Word by word."""
        await promise(interaction)
        if await self._may(interaction):
            locale, guild_id = self.locale(interaction), guild_of(interaction)
            wanted = self._language(interaction, language)
            text = await notice_view.compare(self.ctx, locale, guild_id, wanted, older, newer)
            await self.say(interaction, text)

    @notice.command(name="restore", description="Bring an older version back as a draft")
    @app_commands.describe(version="Its number; 0 is the words that came with the bot")
    async def restore(
        self, interaction: discord.Interaction, version: app_commands.Range[int, 0, 100_000]
    ) -> None:
        """Into the draft; publishing is a step of its own."""
        await promise(interaction)
        if await self._may(interaction):
            guild_id = guild_of(interaction)
            told = await notice_edit.restore(self.ctx, interaction.user.id, guild_id, version)
            await self.tell(interaction, told)

    @notice.command(name="export", description="Get the notice as a file")
    async def export(self, interaction: discord.Interaction) -> None:
        """A file that import takes back."""
        await promise(interaction)
        if not await self._may(interaction):
            return
        text = await notice_view.export(self.ctx, guild_of(interaction))
        file = discord.File(io.BytesIO(text.encode()), filename="notice.json")
        await self.say(interaction, notice_view.say(self.ctx, self.locale(interaction), "exported"))
        await interaction.followup.send(file=file, ephemeral=True)

    @notice.command(name="import", description="Take a notice from a file into the draft")
    @app_commands.describe(file="A file that /notice export made")
    async def bring_in(self, interaction: discord.Interaction, file: discord.Attachment) -> None:
        """Into the draft, where it is checked like everything typed."""
        await promise(interaction)
        if not await self._may(interaction):
            return
        if file.size > FILE_LIMIT:
            await self.tell(interaction, Told("editor.import_too_long"))
            return
        try:
            source = (await file.read()).decode("utf-8")
        except (discord.HTTPException, UnicodeDecodeError):
            await self.tell(interaction, Told("editor.import_not_readable"))
            return
        told = await notice_view.bring_in(self.ctx, interaction.user.id, guild_of(interaction), source)
        await self.tell(interaction, told)
