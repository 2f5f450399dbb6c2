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
class Hit:
    """One entry that met the text, for a moderator's `test`: its tier before and after, and why."""

    term: str
    category: str
    before: int
    after: int
    adjustments: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """What the engine read and found in a text a moderator typed; shown to that moderator alone."""

    normalised: str
    match: Match | None
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class ServerTerm:
    """A server's own entry. With the id of a shipped one it changes it, or switches it off.

    Patterns use the language of the lexicon files without macros. `contexts` None means the usual ones.
    """

    id: str
    patterns: tuple[str, ...] = ()
    category: str = "server"
    tier: int = 2
    contexts: tuple[str, ...] | None = None
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a lexicon file was refused: where, and what to mend."""

    file: str
    line: int
    why: str


@dataclass(frozen=True, slots=True)
class TermCheck:
    """What saving a server's entry would mean: problems refuse it; `rate` is per 1,000 everyday messages."""

    problems: tuple[Problem, ...]
    rate: float


class LexiconError(Exception):
    """A lexicon that does not load; carries every problem found, for the moderators."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{len(problems)} problem(s) in the lexicon")
        self.problems = problems
