"""One set of entries at work on one text: the gate, the close reading, the rules, the most urgent verdict."""

from collections.abc import Collection, Iterable, Mapping
from itertools import pairwise

from bot.core.lexicon.compiled import Compiled
from bot.core.lexicon.context import Context
from bot.core.lexicon.fold import fold
from bot.core.lexicon.rules import Candidate, Judge, Rule, Verdict
from bot.core.lexicon.sieve import Sieve
from bot.core.lexicon.speech import Speech
from bot.core.lexicon.steps import Frame
from bot.core.lexicon.text import CLOSES, OPENS, split

_LONG = 60  # from so many words on, a text is sifted piece by piece


class Matcher:
    """One compiled set of entries, and how it meets a text."""

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
        self._sieve = Sieve(self.compiled, speech)

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
        candidates = self._sieve.candidates(text)
        if candidates is None:
            words, quoted = self.read(text)
            keys = self._vocabulary.keyed(words)
            candidates = self._pieces(keys)
            return (Frame(keys, quoted), candidates) if candidates else (None, [])
        return (self.frame(text), candidates) if candidates else (None, [])

    def _pieces(self, keys: list[tuple[str, ...]]) -> list[Candidate]:
        """Patterns that some stretch of a text may match: all matches fit into two neighbouring pieces."""
        gate = self.compiled.gate
        size = max(_LONG // 2, self.compiled.span)
        pieces = [set().union(*keys[at : at + size]) for at in range(0, len(keys), size)]
        if len(pieces) < 2:
            return gate.of(pieces[0]) if pieces else []
        found = {id(c): c for a, b in pairwise(pieces) for c in gate.of(a | b)}
        return list(found.values())

    def read(self, text: str) -> tuple[list[str], int]:
        """The words the rules see, in order, and which places are quoted."""
        vocabulary = self._vocabulary
        return _laid(self.speech.pair(vocabulary.words(vocabulary.spelled(split(fold(text))))))

    def frame(self, text: str) -> Frame:
        """The text laid out for matching."""
        words, quoted = self.read(text)
        return Frame(self._vocabulary.keyed(words), quoted)


def _laid(words: list[str]) -> tuple[list[str], int]:
    """The words without the signs around quotations and repeated sentence ends, and what was quoted."""
    if OPENS not in words and words.count(".") < 2:
        return (words[1:] if words[:1] == ["."] else words), 0
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


def _rank(candidate: Candidate) -> tuple[int, int]:
    return candidate[0].rank
