"""The word check as the rest of the house sees it: it always answers, and never "no match" by accident.

A lexicon that cannot load leaves the last good one in force and is a finding for the moderators. With no
good one at all, every message counts as unchecked and that is shouted, not guessed at.
"""

import logging
from typing import Protocol

from bot.core.lexicon import Match, Problem

log = logging.getLogger(__name__)


class Engine(Protocol):
    """What the matching engine offers."""

    def scan(self, text: str) -> Match | None:
        """The most urgent match of a text."""


class Safety:
    """Holds the lexicon in force."""

    def __init__(self, engine: Engine | None, problems: tuple[Problem, ...] = ()) -> None:
        self._engine = engine
        self.problems = problems

    @property
    def working(self) -> bool:
        """Is there a lexicon at all?"""
        return self._engine is not None

    def replace(self, engine: Engine | None, problems: tuple[Problem, ...]) -> None:
        """Put a new lexicon in force; a broken one (None) leaves the last good one where it is."""
        self.problems = problems
        if engine is not None:
            self._engine = engine

    def scan(self, text: str) -> Match | None:
        """The most urgent match; None when nothing matched.

        Raises LookupError where there is no lexicon: "no match" would be a guess (promise 8).
        """
        if self._engine is None:
            raise LookupError("no lexicon is in force")
        if not text.strip():
            return None
        return self._engine.scan(text)
