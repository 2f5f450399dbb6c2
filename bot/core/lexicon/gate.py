"""The gate: which patterns a text can match at all, told from its raw words before anything is read closely.

Every question it asks is derived from a pattern (`weigh.py`) and none is written by hand, so it can never ask
for more than the rules do. It asks the cheapest first: is a word there that some pattern turns on, is a word
there that goes with it, are all the kinds of words there that one pattern needs.
"""

from collections.abc import Collection, Mapping, Set
from dataclasses import dataclass

from bot.core.lexicon.pattern import Node
from bot.core.lexicon.rules import Candidate
from bot.core.lexicon.weigh import Weigher

Words = frozenset[str]
Phrases = tuple[
    Words, Mapping[str, tuple[Words, ...]]
]  # phrases as bags of words, by their least common word


@dataclass(frozen=True, slots=True)
class Need:
    """What one pattern asks of a bag of words before it is tried, derived from the pattern alone.

    `sets`: of each of them one word must be there, the least common set first.
    `turn`: phrases that the word it is filed under belongs to, None when that word is enough by itself.
    `mates`: words of which one must be there too, the least common set of them; None when none is needed.
    """

    sets: tuple[Words, ...]
    turn: tuple[Words, ...] | None
    rest: tuple[Phrases, ...]
    mates: Words | None
    candidate: Candidate

    def whole(self, present: Set[str]) -> bool:
        """Whether all words of some phrase are there, for each part that must be met."""
        if self.turn is not None and not any(map(present.__ge__, self.turn)):
            return False
        for turns, phrases in self.rest:
            for rarest in turns & present:
                if any(map(present.__ge__, phrases[rarest])):
                    break
            else:
                return False
        return True


class Gate:
    """Which patterns a bag of words can match at all: a word they turn on, and others they need."""

    def __init__(self, weigher: Weigher) -> None:
        self.hot: dict[str, list[Need]] = {}
        self.needed: set[str] = set()
        self._weigher = weigher
        self._parts: dict[frozenset[tuple[str, ...]], Phrases] = {}

    def add(self, node: Node, candidate: Candidate, spoken: Collection[str]) -> None:
        """Derives what a pattern needs from the pattern itself; `spoken` are all words it speaks of."""
        for parts in self._weigher.ways(node):
            self._add(parts, candidate)
        self.needed.update(spoken)

    def _add(self, parts: list[frozenset[tuple[str, ...]]], candidate: Candidate) -> None:
        weigher = self._weigher
        first, *others = parts
        further = [words for part in others for words in weigher.ranked(part)]
        sets = dict.fromkeys((*weigher.ranked(first)[1:], *further))
        rest = tuple(self._phrases(part) for part in others if all(len(phrase) > 1 for phrase in part))
        turns: dict[str, list[tuple[str, ...]]] = {}
        for phrase in first:
            ranked = weigher.sorted(phrase)
            turns.setdefault(ranked[0], []).append(ranked)
        further.sort(key=weigher.often)
        for word, own in turns.items():
            alone = any(len(phrase) == 1 for phrase in own)
            # A set that the word itself is in would always be met, and so would say nothing.
            mates = next((words for words in further if word not in words), None)
            if not alone:
                seconds = frozenset(phrase[1] for phrase in own)
                if mates is None or weigher.often(seconds) < weigher.often(mates):
                    mates = seconds
            turn = None if alone else tuple(map(frozenset, own))
            asked = tuple(
                sorted((one for one in sets if word not in one and one != mates), key=weigher.often)
            )
            self.hot.setdefault(word, []).append(Need(asked, turn, rest, mates, candidate))

    def _phrases(self, part: frozenset[tuple[str, ...]]) -> Phrases:
        """The phrases of one part by their least common word, shared between patterns."""
        found = self._parts.get(part)
        if found is None:
            turns: dict[str, list[Words]] = {}
            for phrase in part:
                turns.setdefault(self._weigher.sorted(phrase)[0], []).append(frozenset(phrase))
            found = (frozenset(turns), {word: tuple(own) for word, own in turns.items()})
            self._parts[part] = found
        return found

    def of(self, present: Set[str]) -> list[Candidate]:
        """Patterns that these words, all known already, may match."""
        found: dict[int, Candidate] = {}
        for word in present:
            for need in self.hot.get(word, ()):
                if (
                    (need.mates is None or not need.mates.isdisjoint(present))
                    and not any(one.isdisjoint(present) for one in need.sets)
                    and need.whole(present)
                ):
                    found[id(need.candidate)] = need.candidate
        return list(found.values())
