"""Rules made ready to run, the gate derived from them, and how one rule judges one text."""

from collections.abc import Callable, Collection, Iterable, Mapping, Set
from dataclasses import dataclass

from bot.core.lexicon.context import Context, Shadow, union
from bot.core.lexicon.pattern import Node, vocabulary
from bot.core.lexicon.speech import Speech
from bot.core.lexicon.steps import Builder, Frame, Step
from bot.core.lexicon.weigh import Weigher
from bot.core.lexicon.words import Vocabulary

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


Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Need:
    """What one pattern asks of a bag of words before it is tried, derived from the pattern alone.

    `turn`: phrases that the word it is filed under belongs to, None when that word is enough by itself.
    """

    mask: int
    turn: tuple[Words, ...] | None
    rest: tuple[tuple[Words, ...], ...]
    candidate: Candidate

    def whole(self, present: Set[str]) -> bool:
        """Whether all words of some phrase are there, for each part that must be met."""
        if self.turn is not None and not any(map(present.__ge__, self.turn)):
            return False
        return all(any(map(present.__ge__, part)) for part in self.rest)


class Gate:
    """Which patterns a bag of words can match at all: a word they turn on, and others they need.

    Each distinct set of words of which one is needed has a bit; a word carries the bits of its sets.
    """

    def __init__(self) -> None:
        self.hot: dict[str, list[Need]] = {}
        self.needed: set[str] = set()
        self.masks: dict[str, int] = {}
        self._bits: dict[Words, int] = {}

    def add(self, node: Node, candidate: Candidate, weigher: Weigher, spoken: Collection[str]) -> None:
        """Derives what a pattern needs from the pattern itself; `spoken` are all words it speaks of."""
        first, *others = weigher.parts(node)
        mask = 0
        for words in (*weigher.ranked(first)[1:], *(w for part in others for w in weigher.ranked(part))):
            mask |= self._bit(words)
        rest = tuple(
            tuple(map(frozenset, part)) for part in others if all(len(phrase) > 1 for phrase in part)
        )
        turns: dict[str, list[Words]] = {}
        for phrase in first:
            turns.setdefault(weigher.sorted(phrase)[0], []).append(frozenset(phrase))
        for word, own in turns.items():
            alone = any(len(phrase) == 1 for phrase in own)
            need = Need(mask, None if alone else tuple(own), rest, candidate)
            self.hot.setdefault(word, []).append(need)
        self.needed.update(spoken)

    def _bit(self, words: Words) -> int:
        bit = self._bits.get(words)
        if bit is None:
            bit = self._bits[words] = 4 << len(self._bits)  # the engine has the two lowest bits
            for word in words:
                self.masks[word] = self.masks.get(word, 0) | bit
        return bit

    def candidates(self, hot: Iterable[str], mask: int, present: Callable[[], Set[str]]) -> list[Candidate]:
        """Patterns that may match: `hot` words met, the bits of all words, and the words when asked."""
        found: dict[int, Candidate] = {}
        words: Set[str] | None = None
        for word in hot:
            for need in self.hot[word]:
                wanted = need.mask
                if mask & wanted == wanted:
                    if words is None:
                        words = present()
                    if need.whole(words):
                        found[id(need.candidate)] = need.candidate
        return list(found.values())

    def of(self, present: Set[str]) -> list[Candidate]:
        """The same for words that are all known already."""
        mask = 0
        for word in present:
            mask |= self.masks.get(word, 0)
        return self.candidates(self.hot.keys() & present, mask, lambda: present)


class Compiled:
    """A set of entries ready to run, with its own vocabulary and gate."""

    def __init__(
        self,
        rules: Iterable[Rule],
        contexts: Mapping[str, Context],
        speech: Speech,
        mend: Collection[str] | None,
    ) -> None:
        self.speech = speech
        self.gate = Gate()
        self.terms: dict[str, Term] = {}
        self.every: list[Candidate] = []
        builder = Builder()
        weigher = Weigher(speech.weight)
        words: set[str] = set()
        for order, rule in enumerate(rules):
            term = Term(
                rule,
                order,
                tuple(contexts[name] for name in rule.contexts),
                tuple(builder.build(node) for node in rule.nodes),
                tuple(builder.build(node) for node in rule.before),
                tuple(builder.build(node, backwards=True) for node in rule.after),
                (URGENCY[rule.tier], order),
            )
            self.terms[rule.id] = term
            for node, step in zip(rule.nodes, term.steps, strict=True):
                candidate = (term, step)
                self.every.append(candidate)
                spoken = vocabulary(node)
                self.gate.add(node, candidate, weigher, spoken)
                words |= spoken
            for node in (*rule.before, *rule.after):
                words |= vocabulary(node)
        for context in contexts.values():
            words |= context.words
        self.vocabulary = Vocabulary(speech, words, self.gate.hot if mend is None else mend)
