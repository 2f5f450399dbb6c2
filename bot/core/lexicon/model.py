"""The values that go in and out of the matching engine."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Match:
    """The most urgent thing found in one text.

    tier 1 pages as urgent, tier 2 pages, tier 3 is a hint, tier 0 counts a topic.
    `term` is the stable id of a lexicon entry; it never holds words of the text.
    """

    tier: int
    category: str
    term: str
    adjustments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a lexicon file was refused: where, and what to mend."""

    file: str
    line: int
    why: str


class LexiconError(Exception):
    """A lexicon that does not load; carries every problem found, for the moderators."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{len(problems)} problem(s) in the lexicon")
        self.problems = problems
