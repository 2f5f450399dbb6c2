"""What a message may mean for somebody's safety: the interface that flows use.

The rules of this package: pure, deterministic, bounded for every input, and never "no match"
because something broke. A lexicon that cannot load says which line and why (`LexiconError`).
"""

from bot.core.lexicon.engine import Lexicon
from bot.core.lexicon.load import load
from bot.core.lexicon.model import (
    Explanation,
    Hit,
    LexiconError,
    Match,
    Problem,
    ServerTerm,
    TermCheck,
)
from bot.core.lexicon.server import check_term, fire_rate, with_server

__all__ = [
    "Explanation",
    "Hit",
    "Lexicon",
    "LexiconError",
    "Match",
    "Problem",
    "ServerTerm",
    "TermCheck",
    "check_term",
    "fire_rate",
    "load",
    "with_server",
]
