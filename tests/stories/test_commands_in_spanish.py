"""Slash commands speak Spanish to who reads Spanish; their names stay, and no description is forgotten."""

import discord
from discord import app_commands

from bot.cogs.translate import SlashWords, key_of
from tests.world import World

UNSAID = "…"  # what discord.py writes where an option has no description


def _said(bot: discord.Client) -> dict[str, str]:
    """Every description of every command, group and option, by its key."""
    out: dict[str, str] = {}
    tree: app_commands.CommandTree[discord.Client] = bot.tree  # type: ignore[attr-defined]
    for command in tree.walk_commands():
        out[key_of(command)] = command.description
        if isinstance(command, app_commands.Command):
            for option in command.parameters:
                if str(option.description) != UNSAID:
                    out[key_of(option)] = str(option.description)
    return out


async def test_every_description_is_in_the_words_and_the_english_ones_are_those_shown(
    bare_server: World,
) -> None:
    words = bare_server.bot.ctx.words
    said = _said(bare_server.bot)
    blocks = {key.removeprefix("commands."): key for key in words.keys("en") if key.startswith("commands.")}
    assert set(blocks) == set(said)
    assert {name: words.render("en", key) for name, key in blocks.items()} == said
    assert all(0 < len(words.render("es", key)) <= 100 for key in blocks.values())


async def test_a_reader_of_spanish_is_shown_spanish(bare_server: World) -> None:
    translator = SlashWords(bare_server.bot.ctx.words)
    command = bare_server.bot.tree.get_command("stop")
    assert isinstance(command, app_commands.Command)
    where = app_commands.TranslationContextLocation.command_description
    context = app_commands.TranslationContext(where, command)
    text = app_commands.locale_str(command.description)
    for locale in (discord.Locale.spain_spanish, discord.Locale.latin_american_spanish):
        shown = await translator.translate(text, locale, context)
        assert shown == "Pon en pausa esta charla. Nadie te pregunta por qué"
    assert await translator.translate(text, discord.Locale.german, context) is None
    assert await translator.translate(text, discord.Locale.american_english, context) is None
