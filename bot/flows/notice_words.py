"""A server's own words for the notice, ready to render; broken ones give way to the last good version.

Words that could be read when they were published may not be readable by a later release. Then the last
version that can be is said instead, failing that the shipped words, and moderators are told. A broken
template opens nothing and freezes nothing.
"""

from dataclasses import dataclass

from bot.core import slots
from bot.core.notice_slot import Slot, compiled, join
from bot.core.templates import Compiled, TemplateRefused, Values, compile_source
from bot.core.words import Words
from bot.store import notice
from bot.store.database import Tx
from bot.store.notice import Version


@dataclass(frozen=True, slots=True)
class Own:
    """What to lay over the shipped words: None for none. `broken` says that it is not what was asked for."""

    slots: Compiled | None
    broken: bool = False


def ready(texts: dict[str, str]) -> Compiled | None:
    """Own words of one language as a template; None when any of them cannot be read."""
    read = {name: compiled(name, text) for name, text in texts.items()}
    if not all(isinstance(slot, Slot) for slot in read.values()):
        return None
    try:
        return compile_source("own", join(texts), slots.SLOT_VARIABLES)
    except (TemplateRefused, SyntaxError, RecursionError, MemoryError):
        return None


async def own_words(tx: Tx, version: Version, locale: str) -> Own:
    """The own words of a version in a language, or of the last one before it that can be read."""
    broken = False
    for one in await notice.history(tx, version.guild_id, version.number):
        texts = (await notice.texts(tx, one.id)).get(locale)
        if not texts:
            return Own(None, broken)
        template = ready(texts)
        if template is not None:
            return Own(template, broken)
        broken = True
    return Own(None, broken)


def composed(words: Words, locale: str, values: Values, own: Own) -> tuple[tuple[str, ...], bool]:
    """The messages, and whether the own words had to be left aside for the shipped ones.

    Raises TemplateRefused or ValueError when not even the shipped words can be said with these facts.
    """
    try:
        return slots.compose(words, locale, values, own.slots), own.broken
    except TemplateRefused:
        if own.slots is None:
            raise
        return slots.compose(words, locale, values), True
