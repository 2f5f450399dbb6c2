"""What a message may mean for somebody's safety: the interface that flows use.

The rules of this package: pure, deterministic, bounded for every input, and never "no match"
because something broke. A lexicon that cannot load says which line and why (`LexiconError`).
"""

from bot.core.lexicon.model import LexiconError, Match, Problem

__all__ = ["LexiconError", "Match", "Problem"]
