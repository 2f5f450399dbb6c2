"""Rules as they are read and as they run, and how one of them judges one text."""

from dataclasses import dataclass

from bot.core.lexicon.context import Context, Shadow, union
from bot.core.lexicon.pattern import Node
from bot.core.lexicon.steps import Frame, Step

URGENCY = {1: 0, 2: 1, 3: 2, 0: 3}
_LADDER = (1, 2, 3, 0)


@dataclass(frozen=True, slots=True)
class Rule:
    """One lexicon entry as its file states it, read but not yet compiled."""

    id: str
    category: str
    tier: int
    floor: int
    nodes: tuple[Node, ...]
    contexts: tuple[str, ...]
    before: tuple[Node, ...] = ()
    after: tuple[Node, ...] = ()


@dataclass(slots=True)
class Term:
    """One compiled entry."""

    rule: Rule
    order: int
    contexts: tuple[Context, ...]
    steps: tuple[Step, ...]
    before: tuple[Step, ...]
    after: tuple[Step, ...]
    rank: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one entry says about one text, after its contexts."""

    term: Term
    tier: int
    contexts: tuple[Context, ...]

    @property
    def rank(self) -> tuple[int, int]:
        """Most urgent first, then in the order of the files."""
        return (URGENCY[self.tier], self.term.order)


class Judge:
    """One text in front of the rules; works out each context at most once."""

    __slots__ = ("_shadows", "frame")

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self._shadows: dict[str, Shadow] = {}

    def verdict(self, term: Term, step: Step) -> Verdict | None:
        """The tier this pattern of the entry gives the text, or None when it does not match."""
        frame = self.frame
        if not step(frame, frame.all):
            return None
        starts = ends = frame.all
        for banned in term.before:
            starts &= ~banned(frame, frame.all)
        for banned in term.after:
            ends &= ~banned(frame, frame.all)
        if not step(frame, starts) & ends:
            return None
        active = [(c, s) for c in term.contexts if (s := self._shadow(c))]
        if not active or self._holds(step, starts, ends, union(s for _, s in active)):
            return Verdict(term, term.rule.tier, ())
        applied = [c for c, s in active if not self._holds(step, starts, ends, s)]
        if not applied:
            applied = [min((c for c, _ in active), key=lambda c: c.steps)]
        return Verdict(term, demote(term.rule, sum(c.steps for c in applied)), tuple(applied))

    def _shadow(self, context: Context) -> Shadow:
        found = self._shadows.get(context.key)
        if found is None:
            found = self._shadows[context.key] = context.shadow(self.frame)
        return found

    def _holds(self, step: Step, starts: int, ends: int, shadow: Shadow) -> bool:
        """Whether the pattern also matches out of the reach of these contexts."""
        frame = self.frame
        free = frame.open
        frame.open = free & ~shadow.block
        try:
            return bool(step(frame, starts & ~shadow.starts) & ends & ~shadow.ends)
        finally:
            frame.open = free


def demote(rule: Rule, steps: int) -> int:
    """The tier after so many steps down, never below the entry's floor."""
    at = min(URGENCY[rule.tier] + steps, max(URGENCY[rule.floor], URGENCY[rule.tier]))
    return _LADDER[at]


Candidate = tuple[Term, Step]
