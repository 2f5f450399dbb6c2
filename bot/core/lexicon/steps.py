"""Matching without backtracking: a set of places in the text is one whole number.

Bit i of a state says "the pattern so far may end before word i". A word moves bits by one, a gap spreads
them, an alternative is an OR: time grows with the length of the pattern and never with what it may match.
"""

from collections.abc import Callable, Iterable

from bot.core.lexicon.pattern import Edge, Fixed, Gap, Node, Phrase, Seq

Step = Callable[["Frame", int], int]


class Frame:
    """One text laid out for matching: where each word stands, and what gaps may cross."""

    __slots__ = ("all", "length", "loose", "memo", "open", "pos", "quoted", "stops", "tail", "words")

    def __init__(self, words: list[tuple[str, ...]], quoted: int = 0, *, loose: bool = False) -> None:
        """`words`: per place the word and the word beginnings it counts as; `.` ends a sentence.

        `loose`: nothing is known of where sentences end, so one may end anywhere.
        """
        pos: dict[str, int] = {}
        bit = 1
        for keys in words:
            for key in keys:
                pos[key] = pos.get(key, 0) | bit
            bit <<= 1
        self.length = len(words)
        self.all = (bit << 1) - 1
        self.stops = pos.pop(".", 0)
        last = self.stops & (bit >> 1)
        self.tail = bit | last  # sentence ends never stand side by side, so at most one closes the text
        self.open = (bit - 1) & ~self.stops
        self.loose = loose
        self.pos = pos
        self.words = set(pos)  # two sets meet many times faster than a set and the keys of a dict
        self.quoted = quoted
        self.memo: dict[Phrases, tuple[tuple[int, int], ...]] = {}


class Phrases:
    """All places where one of a set of phrases stands, worked out at most once per text."""

    __slots__ = ("_by_first", "_firsts")

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._by_first: dict[str, list[Phrase]] = {}
        for phrase in sorted(phrases):
            if phrase:
                self._by_first.setdefault(phrase[0], []).append(phrase)
        self._firsts = frozenset(self._by_first)

    def starts(self, frame: Frame) -> tuple[tuple[int, int], ...]:
        """Pairs of a phrase length in words and the places where a phrase that long begins."""
        found = frame.memo.get(self)
        if found is None:
            lengths: dict[int, int] = {}
            pos = frame.pos
            for first in self._firsts & frame.words:
                for phrase in self._by_first[first]:
                    mask = pos[first]
                    for offset in range(1, len(phrase)):
                        mask &= pos.get(phrase[offset], 0) >> offset
                        if not mask:
                            break
                    else:
                        lengths[len(phrase)] = lengths.get(len(phrase), 0) | mask
            found = tuple(sorted(lengths.items()))
            frame.memo[self] = found
        return found


class Builder:
    """Turns nodes into steps, sharing the phrase sets that several patterns use."""

    def __init__(self) -> None:
        self._shared: dict[frozenset[Phrase], Phrases] = {}

    def build(self, node: Node, *, backwards: bool = False) -> Step:
        """A function from a state before the pattern to the state after it (or the other way round)."""
        if isinstance(node, Fixed):
            phrases = self._shared.get(node.phrases)
            if phrases is None:
                phrases = self._shared[node.phrases] = Phrases(node.phrases)
            return _fixed(phrases, () in node.phrases, backwards)
        if isinstance(node, Gap):
            return _gap(node.size, backwards)
        if isinstance(node, Edge):
            return _edge(node.kind, backwards)
        steps = [self.build(part, backwards=backwards) for part in node.nodes]
        if isinstance(node, Seq):
            return _seq(tuple(reversed(steps)) if backwards else tuple(steps))
        return _alt(tuple(steps))


def _fixed(phrases: Phrases, optional: bool, backwards: bool) -> Step:
    starts = phrases.starts

    def forward(frame: Frame, state: int) -> int:
        out = state if optional else 0
        found = frame.memo.get(phrases)
        for length, mask in starts(frame) if found is None else found:
            out |= (state & mask) << length
        return out

    def back(frame: Frame, state: int) -> int:
        out = state if optional else 0
        for length, mask in starts(frame):
            out |= (state >> length) & mask
        return out

    return back if backwards else forward


def _gap(size: int, backwards: bool) -> Step:
    def forward(frame: Frame, state: int) -> int:
        open_, moved = frame.open, state
        for _ in range(size):
            moved = (moved & open_) << 1
            state |= moved
        return state

    def back(frame: Frame, state: int) -> int:
        open_, moved = frame.open, state
        for _ in range(size):
            moved = (moved >> 1) & open_
            state |= moved
        return state

    return back if backwards else forward


def _edge(kind: str, backwards: bool) -> Step:
    if kind == "^":
        return lambda frame, state: state & 1
    if kind == "$":
        return lambda frame, state: state & frame.tail

    def stop(frame: Frame, state: int) -> int:
        if frame.loose:
            return state
        if backwards:
            return (state >> 1) & frame.stops
        return (state & frame.stops) << 1

    return stop


def _seq(steps: tuple[Step, ...]) -> Step:
    def run(frame: Frame, state: int) -> int:
        for step in steps:
            state = step(frame, state)
            if not state:
                return 0
        return state

    return run


def _alt(steps: tuple[Step, ...]) -> Step:
    def run(frame: Frame, state: int) -> int:
        out = 0
        for step in steps:
            out |= step(frame, state)
        return out

    return run
