"""What slash commands say about themselves, in the reader's language.

Names stay as they are everywhere: the notice tells people to type `/understand`, whatever they speak.
"""

from discord import Locale, app_commands
from discord.app_commands import TranslationContextLocation as Where

from bot.core.words import FALLBACK, Words

_SAID = frozenset({Where.command_description, Where.group_description, Where.parameter_description})


class SlashWords(app_commands.Translator):
    """Looks descriptions up in `commands.jinja`; English stands where a language has none."""

    def __init__(self, words: Words) -> None:
        self._words = words

    async def translate(
        self, string: app_commands.locale_str, locale: Locale, context: app_commands.TranslationContextTypes
    ) -> str | None:
        """The description in a language that the bot speaks; None leaves the English one."""
        language = locale.value.split("-", 1)[0]
        if context.location not in _SAID or language == FALLBACK or language not in self._words.locales:
            return None
        key = f"commands.{key_of(context.data)}"
        return self._words.render(language, key) if key in self._words.keys(language) else None


def key_of(data: object) -> str:
    """The block of a command, a group, or one of a command's options."""
    if isinstance(data, app_commands.Parameter):
        return f"{key_of(data.command)}__{data.name}"
    name = data.qualified_name if isinstance(data, app_commands.Command | app_commands.Group) else ""
    return name.replace(" ", "_").replace("-", "_")
