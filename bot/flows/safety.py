"""The word check as the rest of the house sees it: it always answers, and never "no match" by accident.

A lexicon that cannot load leaves the last good one in force and is a finding for the moderators. With no
good one at all, every message counts as unchecked and that is shouted, not guessed at.
"""

import asyncio
from collections import defaultdict
from collections.abc import Sequence

from bot.core.lexicon import Lexicon, LexiconError, Match, Problem, ServerTerm, with_server


class Safety:
    """Holds the lexicon in force: the shipped one, and one over it for each server that has its own terms."""

    def __init__(
        self,
        shipped: Lexicon | None,
        problems: tuple[Problem, ...] = (),
        everyday: Sequence[Sequence[str]] = (),
    ) -> None:
        self.shipped = shipped
        self.problems = problems
        self.everyday = tuple(everyday)
        self._own: dict[int, Lexicon] = {}
        self.refused: dict[int, tuple[Problem, ...]] = {}
        # Two moderators who save at once would each start from the same version, and one change be lost.
        self.changing: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)

    @property
    def working(self) -> bool:
        """Is there a lexicon at all?"""
        return self.shipped is not None

    def of(self, guild_id: int) -> Lexicon | None:
        """The lexicon of a server: its own over the shipped one, or the shipped one alone."""
        return self._own.get(guild_id, self.shipped)

    def put(self, guild_id: int, terms: Sequence[ServerTerm]) -> tuple[Problem, ...]:
        """Put a server's terms in force; what is wrong with them leaves the last good ones where they are."""
        made = self.made(terms)
        if isinstance(made, Lexicon):
            self.use(guild_id, made)
            return ()
        self.refused[guild_id] = made
        return made

    def made(self, terms: Sequence[ServerTerm]) -> Lexicon | tuple[Problem, ...]:
        """The lexicon that a server with these terms would have, or what is wrong with them."""
        if self.shipped is None:
            return self.problems
        try:
            return with_server(self.shipped, terms)
        except LexiconError as error:
            return error.problems

    def use(self, guild_id: int, own: Lexicon) -> None:
        """Put a lexicon that was made in force for one server."""
        self.refused.pop(guild_id, None)
        self._own[guild_id] = own

    def scan(self, text: str, guild_id: int = 0) -> Match | None:
        """The most urgent match; None when nothing matched.

        Raises LookupError where there is no lexicon: "no match" would be a guess (promise 8).
        """
        lexicon = self.of(guild_id)
        if lexicon is None:
            raise LookupError("no lexicon is in force")
        if not text.strip():
            return None
        return lexicon.scan(text)
