"""The gate over raw words: what single words count for is worked out once and remembered."""

from dataclasses import dataclass, field

from bot.core.lexicon.compiled import Compiled
from bot.core.lexicon.fold import fold
from bot.core.lexicon.gate import Need
from bot.core.lexicon.rules import Candidate
from bot.core.lexicon.speech import Speech
from bot.core.lexicon.steps import Frame
from bot.core.lexicon.text import LONGEST_WORD, marked, raw_words

_INNER = "!*|"
_SIGNS, _LETTER = 1, 2  # what is odd about a word: signs inside it, a letter by itself


_Raw = set[str]  # the raw words met so far that count as one of a set of words
_Asking = tuple[tuple[_Raw, ...], Need]


@dataclass(slots=True)
class _Asked:
    """What patterns ask that turn on one word: by itself, and per raw word that goes with it."""

    alone: list[_Asking] = field(default_factory=list)
    mates: set[str] = field(default_factory=set)
    together: dict[str, list[_Asking]] = field(default_factory=dict)


_Turn = tuple[int, tuple[_Asked, ...]]
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
        # A pair can only be there where the less common of its two words is.
        weight = speech.weight
        self._of_pairs = {min(pair, key=weight) for pair in speech.pairs}
        # Per word that patterns turn on: what it asks by itself, and with which raw words it asks what.
        self._pairs: dict[str, _Asked] = {}
        self._wanted: dict[str, list[list[tuple[_Asked, _Asking]]]] = {}
        self._raw: dict[frozenset[str], _Raw] = {}
        self._counts: dict[str, list[_Raw]] = {}
        mating: dict[frozenset[str], list[tuple[_Asked, _Asking]]] = {}
        for key, needs in compiled.gate.hot.items():
            asked = self._pairs[key] = _Asked()
            for need in needs:
                asking = (tuple(map(self._raw_of, need.sets)), need)
                if need.mates is None:
                    asked.alone.append(asking)
                else:
                    mating.setdefault(need.mates, []).append((asked, asking))
        # Many ask for the same mates: what they ask is kept once, not once per word.
        for mates, group in mating.items():
            for mate in mates:
                self._wanted.setdefault(mate, []).append(group)
        self._known: set[str] = set()
        self._turning: set[str] = set()
        self._turns: dict[str, _Turn] = {}
        self._keys: dict[str, frozenset[str]] = {}
        self._laid: dict[str, tuple[tuple[str, ...], ...]] = {}
        self._pairing: set[str] = set()

    def _raw_of(self, words: frozenset[str]) -> _Raw:
        """The raw words that count as one of these, filled as they are met."""
        raw = self._raw.get(words)
        if raw is None:
            raw = self._raw[words] = set()
            for word in words:
                self._counts.setdefault(word, []).append(raw)
        return raw

    def candidates(self, text: str) -> list[Candidate] | None:
        """Patterns that the text may match; None when only a close reading can tell."""
        folded = fold(text)
        words = raw_words(folded)
        if not self._known.issuperset(words) and not self._learned(words):
            return None
        if len(words) > _MANY:
            return None
        odd = 0
        asking: list[_Asking] = []
        for word in self._turning.intersection(words):
            odd_word, pairs = self._turns[word]
            odd |= odd_word
            for asked in pairs:
                asking += asked.alone
                if not asked.mates.isdisjoint(words):
                    for mate in asked.mates.intersection(words):
                        asking += asked.together[mate]
        if odd and (odd & _SIGNS or _spelled(words)):
            return None
        if not asking:
            return []
        found = self._met(asking, words)
        return found if not found or marked(folded) else self._loosely(words, found)

    def _met(self, asking: list[_Asking], words: list[str]) -> list[Candidate]:
        """Those of these patterns for which all the words that they need are there."""
        found: dict[int, Candidate] = {}
        present: set[str] | None = None
        for sets, need in asking:
            for raw in sets:
                if raw.isdisjoint(words):
                    break
            else:
                if present is None:
                    present = set().union(*map(self._keys.__getitem__, words))
                if need.whole(present):
                    found[id(need.candidate)] = need.candidate
        return list(found.values())

    def _loosely(self, words: list[str], found: list[Candidate]) -> list[Candidate]:
        """Those that match the bare words in their order, with nothing that ends a sentence between them.

        Where nothing is marked (a link or mention would vanish between two words), the close reading only
        adds sentence ends, and those only ever keep a gap from being crossed: no match is lost here.
        """
        if self._pairing.isdisjoint(words):
            laid = self._laid
            keys = [each for word in words for each in laid[word]]
        else:
            vocabulary = self._vocabulary
            keys = vocabulary.keyed(self._speech.pair(vocabulary.words(words)))
        frame = Frame(keys, loose=True)
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
        for memo in (
            self._known,
            self._turning,
            self._turns,
            self._keys,
            self._laid,
            self._pairing,
        ):
            memo.clear()
        for asked in self._pairs.values():
            asked.mates.clear()
            asked.together.clear()
        for raw in self._raw.values():
            raw.clear()

    def _learn(self, word: str) -> None:
        """Remembers what one raw word may count for."""
        gate = self._gate
        bare = word.strip(_INNER)
        canon = self._vocabulary.canon(word)
        self._laid[word] = laid = tuple(self._vocabulary.keyed(list(canon)))
        if not self._of_pairs.isdisjoint(canon):
            self._pairing.add(word)
        listed = {key for keys in laid for key in keys}
        paired = self._paired.get(bare)
        if paired is not None:
            listed |= paired
        for key in listed:
            for raw in self._counts.get(key, ()):
                raw.add(word)
            for group in self._wanted.get(key, ()):
                for asked, asking in group:
                    asked.mates.add(word)
                    asked.together.setdefault(word, []).append(asking)
        pairs = tuple(self._pairs[key] for key in sorted(listed) if key in gate.hot)
        odd = 0
        if any(mark in bare for mark in _INNER):
            odd = _SIGNS
        elif len(bare) == 1 and bare not in "aiu":
            odd = _LETTER
        if pairs or odd:
            self._turning.add(word)
            self._turns[word] = (odd, pairs)
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
