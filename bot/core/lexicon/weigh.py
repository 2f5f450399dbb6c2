"""What a text must hold for a pattern to match: the source of the raw-text gate."""

from collections.abc import Callable

from bot.core.lexicon.pattern import Alt, Fixed, Node, Phrase, Seq

_COMMON = 0.004  # the weight from which on the words a pattern turns on are met too often


class _Weights(dict[str, float]):
    """The weight of each word, asked for once."""

    def __init__(self, weight: Callable[[str], float]) -> None:
        super().__init__()
        self._weight = weight

    def __missing__(self, word: str) -> float:
        found = self[word] = self._weight(word)
        return found


class Weigher:
    """What a text must hold for a pattern to match, worked out once for each choice that patterns share.

    The raw-text gate is made of this and nothing else, so it can never ask for more than the rules do.
    """

    def __init__(self, weight: Callable[[str], float]) -> None:
        """`weight` says how common a word is in everyday text."""
        self._weights = _Weights(weight)
        self._known: dict[frozenset[Phrase], tuple[frozenset[str], ...]] = {}
        self._sorted: dict[Phrase, Phrase] = {}
        self._often: dict[frozenset[str], float] = {}
        self._costs: dict[frozenset[Phrase], tuple[float, int]] = {}

    def ways(self, node: Node) -> list[list[frozenset[Phrase]]]:
        """Sets of phrases of which each must be met by one phrase, the least common set first.

        Where everyday words would let a pattern through, its broadest choice is taken branch by branch:
        several lists then, of which one must be met whole.
        """
        whole = sorted(self._parts(node), key=self._cost)
        if not isinstance(node, Seq) or self._cost(whole[0])[0] < _COMMON:
            return [whole]
        broad = [
            at
            for at, child in enumerate(node.nodes)
            if isinstance(child, Alt) and all(self._parts(branch) for branch in child.nodes)
        ]
        if not broad:
            return [whole]
        chosen = max(broad, key=lambda at: len(node.nodes[at].nodes))  # type: ignore[union-attr]
        others = [p for at, child in enumerate(node.nodes) if at != chosen for p in self._parts(child)]
        branches = node.nodes[chosen].nodes  # type: ignore[union-attr]
        return [sorted(others + self._parts(branch), key=self._cost) for branch in branches]

    def _parts(self, node: Node) -> list[frozenset[Phrase]]:
        if isinstance(node, Fixed):
            return [] if () in node.phrases else [node.phrases]
        if isinstance(node, Seq):
            return [part for child in node.nodes for part in self._parts(child)]
        if isinstance(node, Alt):
            each = [self._parts(child) for child in node.nodes]
            if all(each):
                return [frozenset().union(*(min(parts, key=self._cost) for parts in each))]
        return []

    def ranked(self, part: frozenset[Phrase]) -> tuple[frozenset[str], ...]:
        """The least common word of each phrase, then the next: one of each set must be there."""
        found = self._known.get(part)
        if found is None:
            phrases = [self.sorted(phrase) for phrase in part]
            longest = min(max(len(words) for words in phrases), 4)
            nth = (frozenset(words[min(n, len(words) - 1)] for words in phrases) for n in range(longest))
            found = self._known[part] = tuple(dict.fromkeys(nth))
        return found

    def sorted(self, phrase: Phrase) -> Phrase:
        """The words of a phrase, the least common first."""
        if len(phrase) == 1:
            return phrase
        found = self._sorted.get(phrase)
        if found is None:
            found = self._sorted[phrase] = tuple(sorted(phrase, key=self._weights.__getitem__))
        return found

    def often(self, words: frozenset[str]) -> float:
        """How often one of these words is met in everyday text, as a relative number."""
        found = self._often.get(words)
        if found is None:
            found = self._often[words] = sum(map(self._weights.__getitem__, words))
        return found

    def _cost(self, part: frozenset[Phrase]) -> tuple[float, int]:
        """How often one of the words a part turns on is met in everyday text, as a relative number."""
        found = self._costs.get(part)
        if found is None:
            weight = self._weights.__getitem__
            turns = frozenset([min(phrase, key=weight) if len(phrase) > 1 else phrase[0] for phrase in part])
            found = self._costs[part] = (self.often(turns), len(turns))
        return found
