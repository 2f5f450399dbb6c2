"""The gate over raw words: what single words count for is worked out once and remembered."""

from functools import reduce
from operator import or_

from bot.core.lexicon.compiled import Compiled
from bot.core.lexicon.fold import fold
from bot.core.lexicon.gate import Need
from bot.core.lexicon.rules import Candidate
from bot.core.lexicon.speech import Speech
from bot.core.lexicon.steps import Frame
from bot.core.lexicon.text import LONGEST_WORD, marked, raw_words

_INNER = "!*|"
_SIGNS, _LETTER = 1, 2  # what is odd about a word: signs inside it, a letter by itself
_Turn = tuple[int, tuple[tuple[list[Need], dict[str, list[Need]]], ...]]
_MEMO_LIMIT = 40_000
_MANY = 120  # from so many words on, the bag of a whole text says too little


class Sieve:
    """Which patterns the raw words of a text can match, asked without reading the text closely.

    It remembers single words, never messages; a full memory is emptied, and no result depends on it.
    """

    def __init__(self, compiled: Compiled, speech: Speech) -> None:
        self._gate = compiled.gate
        self._vocabulary = compiled.vocabulary
        self._speech = speech
        self._paired: dict[str, set[str]] = {}
        for (_, second), words in speech.pairs.items():
            self._paired.setdefault(second, set()).update(words)
        # Per word that patterns turn on: what it asks by itself, and per raw word that goes with it.
        self._pairs: dict[str, tuple[list[Need], dict[str, list[Need]]]] = {}
        self._wanted: dict[str, list[tuple[dict[str, list[Need]], Need]]] = {}
        for key, needs in compiled.gate.hot.items():
            together: dict[str, list[Need]] = {}
            self._pairs[key] = ([need for need in needs if need.mates is None], together)
            for need in needs:
                for mate in need.mates or ():
                    self._wanted.setdefault(mate, []).append((together, need))
        self._known: set[str] = set()
        self._turning: set[str] = set()
        self._turns: dict[str, _Turn] = {}
        self._masks: dict[str, int] = {}
        self._keys: dict[str, frozenset[str]] = {}

    def candidates(self, text: str) -> list[Candidate] | None:
        """Patterns that the text may match; None when only a close reading can tell."""
        folded = fold(text)
        words = raw_words(folded)
        if not self._known.issuperset(words) and not self._learned(words):
            return None
        odd = 0
        needs: list[Need] = []
        for word in self._turning.intersection(words):
            odd_word, pairs = self._turns[word]
            odd |= odd_word
            for alone, together in pairs:
                needs += alone
                if not together.keys().isdisjoint(words):
                    for mate in words:
                        if mate in together:
                            needs += together[mate]
        if odd and (odd & _SIGNS or _spelled(words)):
            return None
        if not needs:
            return []
        if len(words) > _MANY:
            return None
        mask = reduce(or_, map(self._masks.__getitem__, words))
        keys = self._keys
        found = self._gate.met(needs, mask, lambda: set().union(*map(keys.__getitem__, words)))
        return found if not found or marked(folded) else self._loosely(words, found)

    def _loosely(self, words: list[str], found: list[Candidate]) -> list[Candidate]:
        """Those that match the bare words in their order, with nothing that ends a sentence between them.

        Where nothing is marked (a link or mention would vanish between two words), the close reading only
        adds sentence ends, and those only ever keep a gap from being crossed: no match is lost here.
        """
        vocabulary = self._vocabulary
        frame = Frame(vocabulary.keyed(self._speech.pair(vocabulary.words(words))), loose=True)
        return [candidate for candidate in found if candidate[1](frame, frame.all)]

    def _learned(self, words: list[str]) -> bool:
        """Learns the new ones among these words; False when one is too long to be remembered."""
        if len(self._known) >= _MEMO_LIMIT:
            self._forget()
        for word in words:
            if len(word) > LONGEST_WORD:
                return False  # a memo of words must not become one of messages
            if word not in self._known:
                self._learn(word)
        return True

    def _forget(self) -> None:
        for memo in (self._known, self._turning, self._turns, self._masks, self._keys):
            memo.clear()
        for _, together in self._pairs.values():
            together.clear()

    def _learn(self, word: str) -> None:
        """Remembers what one raw word may count for."""
        gate = self._gate
        bare = word.strip(_INNER)
        listed = {k for w in self._vocabulary.canon(word) for k in self._vocabulary.keys(w)}
        paired = self._paired.get(bare)
        if paired is not None:
            listed |= paired
        mask = 0
        for key in listed:
            mask |= gate.masks.get(key, 0)
            for together, need in self._wanted.get(key, ()):
                together.setdefault(word, []).append(need)
        pairs = tuple(self._pairs[key] for key in sorted(listed) if key in gate.hot)
        odd = 0
        if any(mark in bare for mark in _INNER):
            odd = _SIGNS
        elif len(bare) == 1 and bare not in "aiu":
            odd = _LETTER
        if pairs or odd:
            self._turning.add(word)
            self._turns[word] = (odd, pairs)
        self._masks[word] = mask
        self._keys[word] = frozenset(listed & gate.needed)
        self._known.add(word)


def _spelled(words: list[str]) -> bool:
    """Whether three single letters follow each other, as when a word is spelled out."""
    if [*map(len, words)].count(1) < 3 and not any(mark in word for word in words for mark in _INNER):
        return False
    run = 0
    for word in words:
        run = run + 1 if len(word.strip(_INNER)) == 1 else 0
        if run > 2:
            return True
    return False
