"""A small bot with one of everything Discord can put in a message, to try the playground's controls on.

It is a real discord.py bot with no rules of its own; the bot that the playground is for has its own tests.
"""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands, tasks

from bot.playground.world import World

Reply = discord.Interaction[Any]


class Form(discord.ui.Modal, title="A form"):
    about = discord.ui.TextDisplay[Any]("**Max** reads this.")
    text = discord.ui.Label[Any](
        text="Your question", component=discord.ui.TextInput(style=discord.TextStyle.paragraph)
    )
    kind = discord.ui.Label[Any](
        text="Kind",
        component=discord.ui.Select(options=[discord.SelectOption(label=name) for name in ("One", "Two")]),
    )
    whom = discord.ui.Label[Any](
        text="Whom", component=discord.ui.UserSelect(min_values=0, max_values=3, required=False)
    )

    async def on_submit(self, interaction: Reply) -> None:
        text, kind, whom = (label.component for label in (self.text, self.kind, self.whom))
        names = ",".join(user.display_name for user in whom.values)  # type: ignore[attr-defined]
        answer = f"form {text.value} {kind.values[0]} {names}"  # type: ignore[attr-defined]
        await interaction.response.send_message(answer, ephemeral=True)


class Everything(discord.ui.View):
    def __init__(self) -> None:
        super().__init__(timeout=None)

    @discord.ui.button(label="Press", style=discord.ButtonStyle.primary, custom_id="p:press")
    async def press(self, interaction: Reply, _: discord.ui.Button[Any]) -> None:
        await interaction.response.send_message(f"pressed in {interaction.channel.mention}", ephemeral=True)  # type: ignore[union-attr]

    @discord.ui.button(label="Form", custom_id="p:form")
    async def form(self, interaction: Reply, _: discord.ui.Button[Any]) -> None:
        await interaction.response.send_modal(Form())

    @discord.ui.button(label="Silent", custom_id="p:silent")
    async def silent(self, interaction: Reply, _: discord.ui.Button[Any]) -> None:
        """Never answers, as a broken bot would."""

    @discord.ui.select(
        placeholder="Words",
        custom_id="p:words",
        min_values=0,
        max_values=2,
        options=[discord.SelectOption(label=name, description="a word") for name in ("Red", "Green", "Blue")],
    )
    async def words(self, interaction: Reply, menu: discord.ui.Select[Any]) -> None:
        await interaction.response.send_message("words " + ",".join(menu.values), ephemeral=True)

    @discord.ui.select(cls=discord.ui.UserSelect, placeholder="People", custom_id="p:people")
    async def people(self, interaction: Reply, menu: discord.ui.UserSelect[Any]) -> None:
        await interaction.response.send_message(f"person {menu.values[0].display_name}", ephemeral=True)

    @discord.ui.select(cls=discord.ui.ChannelSelect, placeholder="Places", custom_id="p:places")
    async def places(self, interaction: Reply, menu: discord.ui.ChannelSelect[Any]) -> None:
        await interaction.response.send_message(f"place {menu.values[0].name}", ephemeral=True)


class Props(commands.Bot):
    def __init__(self, database: Path) -> None:
        intents = discord.Intents.default()
        intents.members = intents.message_content = True
        super().__init__("!", intents=intents, allowed_mentions=discord.AllowedMentions.none())
        self.database = database
        self.ticks = 0

    async def setup_hook(self) -> None:
        with contextlib.closing(sqlite3.connect(self.database)) as link:
            link.execute("CREATE TABLE journal (id INTEGER PRIMARY KEY, event TEXT)")
            link.execute("CREATE TABLE rows_without (name TEXT PRIMARY KEY) WITHOUT ROWID")
            link.execute("INSERT INTO journal (event) VALUES ('started')")
            link.commit()
        self.add_view(Everything())
        self.tree.add_command(_try)
        self.clock.start()
        await self.tree.sync()

    @tasks.loop(seconds=60)
    async def clock(self) -> None:
        self.ticks += 1


@app_commands.command(name="try", description="One option of every kind")
@app_commands.choices(colour=[app_commands.Choice(name="Deep red", value="red")])
async def _try(
    interaction: Reply,
    count: app_commands.Range[int, 1, 5],
    colour: str,
    flag: bool = False,
    person: discord.Member | None = None,
    role: discord.Role | None = None,
    place: discord.TextChannel | None = None,
    land: str = "",
) -> None:
    said = [
        count,
        colour,
        flag,
        person and person.display_name,
        role and role.name,
        place and place.name,
        land,
    ]
    await interaction.response.send_message(" ".join(str(one) for one in said), ephemeral=True)


@_try.autocomplete("land")
async def _lands(_: Reply, current: str) -> list[app_commands.Choice[str]]:
    lands = {"Norway": "NO", "Kenya": "KE"}
    return [app_commands.Choice(name=n, value=v) for n, v in lands.items() if current.lower() in n.lower()]


class PropsStage:
    """A lobby where only the bot writes, an open room, and a room for Sam alone."""

    def make_bot(self, database: Path) -> discord.Client:
        return Props(database)

    async def dress(self, world: World) -> None:
        write, see = discord.PermissionOverwrite, {"view_channel": True}
        guild, me = world.guild, world.env.bot.user
        assert me is not None
        lobby = guild.create_text_channel(
            "lobby",
            overwrites={guild.default_role: write(send_messages=False), me: write(send_messages=True)},
        )
        guild.create_text_channel("room")
        peer = guild.create_role("peer")
        world.env.backend.add_member_role(guild.id, world.members["sam"].id, peer.id)
        guild.create_text_channel(
            "board", overwrites={guild.default_role: write(view_channel=False), peer: write(**see)}
        )
        channel = world.env.bot.get_channel(lobby.id)
        assert isinstance(channel, discord.TextChannel)
        with world.env._bot_scope():
            message = await channel.send("# Everything\nIn **one** place.", view=Everything())
            await message.add_reaction("✅")
