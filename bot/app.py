"""The composition root: the only file that knows every layer."""

import functools
import hashlib

import discord

from bot import lexicons
from bot.adapter import Adapter
from bot.client import Forthright, point_at
from bot.cogs.claim import Claims
from bot.cogs.conversation import Conversations
from bot.cogs.escalation import Escalations
from bot.cogs.gate import Gates
from bot.cogs.health import Health
from bot.cogs.heard import Listener
from bot.cogs.help import HelpNow
from bot.cogs.language import Languages
from bot.cogs.lexicon import LexiconTerms
from bot.cogs.lines import Lines
from bot.cogs.notice import Notices
from bot.cogs.oncall import OnCall
from bot.cogs.press import Pressed
from bot.cogs.privacy import Privacy
from bot.cogs.question import Questions
from bot.cogs.server import SetUp
from bot.cogs.translate import SlashWords
from bot.core.lexicon import Lexicon, LexiconError
from bot.core.vocabulary import VOCABULARY
from bot.core.words import Words
from bot.engine import Engine
from bot.flows import helpline_desk
from bot.flows import lexicon as lexicon_flow
from bot.flows.context import Context
from bot.flows.helplines import Book
from bot.flows.safety import Safety
from bot.helplines import load as load_helplines
from bot.logs import quiet_libraries
from bot.notice_files import notices_folder, read_notices
from bot.settings import Settings
from bot.store.database import Database

COGS = (
    Pressed,
    Gates,
    Conversations,
    Claims,
    Escalations,
    HelpNow,
    Questions,
    OnCall,
    SetUp,
    Notices,
    Languages,
    Lines,
    Health,
    LexiconTerms,
    Privacy,
    Listener,
)


def source_digest(sources: dict[str, dict[str, str]]) -> str:
    """What stands for the notices' source in a version: SHA-256 over all languages' notice files."""
    text = "\n".join(f"{locale}\n{sources[locale].get('notice', '')}" for locale in sorted(sources))
    return hashlib.sha256(text.encode()).hexdigest()


@functools.cache
def shipped_lexicon() -> Lexicon:
    """The lexicon that travels with the bot; it never changes, so it is read once. Raises LexiconError."""
    return lexicons.shipped()


def load_safety() -> Safety:
    """The shipped lexicon; one that does not load is a problem that moderators are told, not a crash."""
    try:
        return Safety(shipped_lexicon(), everyday=lexicons.everyday_samples())
    except LexiconError as error:
        return Safety(None, error.problems)


def create_bot(settings: Settings) -> Forthright:
    """A ready bot: give it a token and run it, or host it anywhere discord.py runs.

    Raises TemplateRefused, with file and line, when a notice cannot be used.
    """
    quiet_libraries()
    sources = read_notices(notices_folder())
    words = Words.load(sources, VOCABULARY)
    point_at(settings.api_url, settings.gateway_url)
    bot = Forthright(
        idle_seconds=settings.idle_seconds, content=settings.message_content, members=settings.members
    )
    lines, _ = load_helplines()
    database = Database(settings.database_url, on_commit=bot.wake)
    bot.ctx = Context(
        db=database,
        port=Adapter(bot, on_malformed=bot.note_malformed),
        words=words,
        safety=load_safety(),
        helplines=Book(lines),
        clock=discord.utils.utcnow,
        notice_digest=source_digest(sources),
        wake=bot.wake,
    )
    bot.engine = Engine(bot.ctx)
    bot.on_setup.append(database.open)
    bot.on_setup.append(lambda: bot.tree.set_translator(SlashWords(words)))
    bot.on_setup.append(lambda: lexicon_flow.load_all(bot.ctx))
    bot.on_setup.append(lambda: helpline_desk.load_all(bot.ctx))
    for cog in COGS:
        bot.on_setup.append(lambda cog=cog: bot.add_cog(cog(bot)))  # type: ignore[misc]
    bot.on_teardown.append(database.close)
    return bot
