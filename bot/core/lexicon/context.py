"""What stands around a match: each context demotes it by a tier or more and never removes it."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.core.lexicon.steps import Frame, Step


@dataclass(frozen=True, slots=True)
class Context:
    """One reason why words may mean less than they say, with the patterns that show it."""

    key: str
    name: str
    reason: str
    steps: int
    default: bool
    reach: int
    after_reach: int
    short: int
    longer: int
    quoted: bool
    missing: frozenset[str]
    stop: frozenset[str]
    own: frozenset[str]  # what begins with one of these is out of its reach, however near
    words: frozenset[str]
    before: Step | None = None
    before_unless: Step | None = None
    then_unless: Step | None = None
    after: Step | None = None
    message: Step | None = None

    def shadow(self, frame: Frame) -> "Shadow":
        """Where in this text the context holds."""
        starts = ends = block = 0
        if self.before is not None:
            marks = self.before(frame, frame.all)
            if marks and self.before_unless is not None:
                marks &= ~self.before_unless(frame, frame.all)
            if marks and self.then_unless is not None:
                marks &= ~self.then_unless(frame, frame.all)
            if marks:
                block = marks >> 1
                starts = marks
                free = frame.open
                for word in self.stop & frame.words:
                    free &= ~frame.pos[word]
                for _ in range(self.reach):
                    marks = (marks & free) << 1
                    starts |= marks
                for word in self.own & frame.words:
                    starts &= ~frame.pos[word]
        if self.after is not None:
            marks = ends = self.after(frame, frame.all)
            for _ in range(self.after_reach if marks else 0):
                marks = (marks >> 1) & frame.open
                ends |= marks
        if self.quoted and frame.quoted:
            starts |= frame.quoted
        if self.message is not None and frame.length <= self.short and self.message(frame, frame.all):
            starts |= frame.all
        if self.missing and frame.length > self.longer and self.missing.isdisjoint(frame.words):
            starts |= frame.all
        return Shadow(starts, ends, block)


@dataclass(frozen=True, slots=True)
class Shadow:
    """Places of one text where a match may not begin or end, and words a gap may not cross, undemoted."""

    starts: int
    ends: int
    block: int

    def __bool__(self) -> bool:
        return bool(self.starts or self.ends)


def union(shadows: Iterable[Shadow]) -> Shadow:
    """All of them at once."""
    starts = ends = block = 0
    for shadow in shadows:
        starts |= shadow.starts
        ends |= shadow.ends
        block |= shadow.block
    return Shadow(starts, ends, block)
