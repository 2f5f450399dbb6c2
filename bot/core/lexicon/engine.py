"""The lexicon at work: gate, words, rules, the most urgent match, and the explanation of it."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import reduce
from operator import or_

from bot.core.lexicon.context import Context
from bot.core.lexicon.fold import fold
from bot.core.lexicon.model import Explanation, Hit, Match
from bot.core.lexicon.rules import URGENCY, Candidate, Compiled, Judge, Rule, Verdict
from bot.core.lexicon.speech import Speech
from bot.core.lexicon.steps import Frame
from bot.core.lexicon.text import CLOSES, GATE_TABLE, LONGEST_WORD, OPENS, split

_SIGNS, _LETTER = 1, 2  # the two lowest bits of a mask: odd signs inside a word, a letter by itself
_SPECIAL = _SIGNS | _LETTER
_INNER = "!*|"
_MEMO_LIMIT = 40_000
LONGEST_TEXT = 8_000  # twice what Discord lets anybody write; longer texts are read in overlapping parts
_OVERLAP = 400


class Matcher:
    """One compiled set of entries and what it remembers about single words.

    The memo only saves time: a full one is emptied, and no result depends on it.
    """

    def __init__(
        self,
        rules: Iterable[Rule],
        contexts: Mapping[str, Context],
        speech: Speech,
        *,
        mend: Collection[str] | None = None,
    ) -> None:
        """`mend`: the words worth mending a spelling for; None for every word that entries turn on."""
        self.compiled = Compiled(rules, contexts, speech, mend)
        self.speech = speech
        self._vocabulary = self.compiled.vocabulary
        self._hot = self.compiled.gate.hot.keys()
        # What single raw words count for: all that were met, those that matter, and their details.
        self._known: set[str] = set()
        self._turning: set[str] = set()
        self._turns: dict[str, tuple[str, ...]] = {}
        self._masks: dict[str, int] = {}
        self._keys: dict[str, frozenset[str]] = {}
        self._paired: dict[str, set[str]] = {}
        for (_, second), words in speech.pairs.items():
            self._paired.setdefault(second, set()).update(words)

    def best(self, text: str, off: frozenset[str], *, gate: bool = True) -> Verdict | None:
        """The most urgent verdict; `off` names entries that do not count."""
        frame, candidates = self._sift(text, gate=gate)
        if frame is None:
            return None
        found: Verdict | None = None
        judge = Judge(frame)
        for term, step in sorted(candidates, key=_rank) if len(candidates) > 1 else candidates:
            if found is not None and found.rank <= term.rank:
                break  # contexts only ever demote: nothing that follows can be more urgent
            if term.rule.id not in off:
                verdict = judge.verdict(term, step)
                if verdict is not None and (found is None or verdict.rank < found.rank):
                    found = verdict
        return found

    def every(self, text: str, off: frozenset[str]) -> list[Verdict]:
        """The most urgent verdict of each entry that matches, most urgent first."""
        found: dict[str, Verdict] = {}
        frame, candidates = self._sift(text, gate=True)
        if frame is None:
            return []
        judge = Judge(frame)
        for term, step in candidates:
            verdict = None if term.rule.id in off else judge.verdict(term, step)
            if verdict is None:
                continue
            known = found.get(verdict.term.rule.id)
            if known is None or verdict.rank < known.rank:
                found[verdict.term.rule.id] = verdict
        return sorted(found.values(), key=lambda v: v.rank)

    def _sift(self, text: str, *, gate: bool) -> tuple[Frame | None, list[Candidate]]:
        """The text laid out and the patterns worth trying; no frame when there are none."""
        if not gate:
            return self.frame(text), self.compiled.every
        raw = text if text.isascii() else fold(text)
        words = raw.translate(GATE_TABLE).split()
        candidates = self._candidates(words)
        if candidates is None:
            frame = self.frame(text)
            return frame, self.compiled.gate.of(set(frame.pos))
        return (self.frame(text), candidates) if candidates else (None, [])

    def _candidates(self, words: list[str]) -> list[Candidate] | None:
        """Patterns that these raw words may match; None when only the full reading can tell."""
        if not self._known.issuperset(words):
            if len(self._known) >= _MEMO_LIMIT:
                self._forget()
            for word in words:
                if len(word) > LONGEST_WORD:
                    return None  # never remembered: a memo of words must not become one of messages
                if word not in self._known:
                    self._learn(word)
        turning = self._turning.intersection(words)
        if not turning:
            return []
        mask = reduce(or_, map(self._masks.__getitem__, words))
        if mask & _SPECIAL and (mask & _SIGNS or _spelled(words)):
            return None
        turns = self._turns
        hot = [key for word in turning for key in turns[word]]
        keys = self._keys
        return self.compiled.gate.candidates(hot, mask, lambda: set().union(*map(keys.__getitem__, words)))

    def _forget(self) -> None:
        for memo in (self._known, self._turning, self._masks, self._turns, self._keys):
            memo.clear()

    def _learn(self, word: str) -> None:
        """Remembers what one raw word may count for in the gate."""
        gate = self.compiled.gate
        bare = word.strip(_INNER)
        listed = {k for w in self._vocabulary.canon(word) for k in self._vocabulary.keys(w)}
        listed |= self._paired.get(bare, set())
        mask = 0
        for key in listed:
            mask |= gate.masks.get(key, 0)
        special = 0
        if any(mark in bare for mark in _INNER):
            special = _SIGNS
        elif len(bare) == 1 and bare not in "aiu":
            special = _LETTER
        self._masks[word] = mask | special
        self._keys[word] = frozenset(listed & gate.needed)
        hot = tuple(sorted(self._hot & listed))
        if hot or special:
            self._turning.add(word)
            self._turns[word] = hot
        self._known.add(word)

    def read(self, text: str) -> tuple[list[str], int]:
        """The words the rules see, in order, and which places are quoted."""
        vocabulary = self._vocabulary
        raw = vocabulary.spelled(split(fold(text)))
        words = self.speech.pair(
            [w for r in raw for w in (vocabulary.canon(r) if len(r) > 1 else self._short(r))]
        )
        out: list[str] = []
        quoted = depth = 0
        for word in words:
            if word == OPENS:
                depth += 1
            elif word == CLOSES:
                depth -= 1
            elif word != "." or (out and out[-1] != "."):
                if depth > 0:
                    quoted |= 1 << len(out)
                out.append(word)
        return out, quoted

    def _short(self, raw: str) -> tuple[str, ...]:
        return self.speech.plain(raw) if raw.isalnum() else (raw,)

    def frame(self, text: str) -> Frame:
        """The text laid out for matching."""
        words, quoted = self.read(text)
        return Frame([self._vocabulary.keys(word) for word in words], quoted)


class Lexicon:
    """What the bot knows of words that may mean danger. Pure: the same text gives the same answer."""

    def __init__(
        self,
        shipped: Matcher,
        contexts: Mapping[str, Context],
        usual: tuple[str, ...],
        *,
        own: Matcher | None = None,
        off: frozenset[str] = frozenset(),
    ) -> None:
        """`usual`: the contexts of a server's entry that names none; `off`: shipped entries left out."""
        self.shipped = shipped
        self.contexts = contexts
        self.usual = usual
        self.own = own
        self.off = off

    @property
    def speech(self) -> Speech:
        """How the languages of this lexicon are written."""
        return self.shipped.speech

    def scan(self, text: str, *, gate: bool = True) -> Match | None:
        """The most urgent match (order 1, 2, 3, 0), or None. `gate=False` tries every pattern, for tests."""
        if len(text) > LONGEST_TEXT:
            parts = [m for part in _windows(text) if (m := self.scan(part, gate=gate)) is not None]
            return min(parts, key=lambda m: URGENCY[m.tier], default=None)
        found = self.shipped.best(text, self.off, gate=gate)
        if self.own is not None:
            mine = self.own.best(text, frozenset(), gate=gate)
            if mine is not None and (found is None or mine.rank < found.rank):
                found = mine
        return None if found is None else _match(found)

    def explain(self, text: str) -> Explanation:
        """What was read, everything that matched and why, for the moderator who asked."""
        verdicts = self.shipped.every(text, self.off)
        if self.own is not None:
            verdicts = sorted(verdicts + self.own.every(text, frozenset()), key=lambda v: v.rank)
        return Explanation(
            self.normalise(text),
            _match(verdicts[0]) if verdicts else None,
            tuple(
                Hit(
                    v.term.rule.id,
                    v.term.rule.category,
                    v.term.rule.tier,
                    v.tier,
                    tuple(c.name for c in v.contexts),
                    tuple(c.reason for c in v.contexts),
                )
                for v in verdicts
            ),
        )

    def normalise(self, text: str) -> str:
        """The text as the rules read it; normalising it again changes nothing."""
        for _ in range(8):
            words, quoted = (self.own or self.shipped).read(text)
            again = _written(words, quoted)
            if again == text:
                break
            text = again
        return text


def _rank(candidate: Candidate) -> tuple[int, int]:
    return candidate[0].rank


def _windows(text: str) -> Iterator[str]:
    step = LONGEST_TEXT - _OVERLAP
    return (text[at : at + LONGEST_TEXT] for at in range(0, len(text) - _OVERLAP, step))


def _spelled(words: list[str]) -> bool:
    """Whether three single letters follow each other, as when a word is spelled out."""
    run = 0
    for word in words:
        run = run + 1 if len(word.strip(_INNER)) == 1 else 0
        if run > 2:
            return True
    return False


def _written(words: list[str], quoted: int) -> str:
    out: list[str] = []
    inside = False
    for at, word in enumerate(words):
        if bool(quoted >> at & 1) != inside:
            inside = not inside
            out.append('"')
        out.append(word)
    if inside:
        out.append('"')
    return " ".join(out)


def _match(verdict: Verdict) -> Match:
    rule = verdict.term.rule
    return Match(verdict.tier, rule.category, rule.id, tuple(c.name for c in verdict.contexts))
