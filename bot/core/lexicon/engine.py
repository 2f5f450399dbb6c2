"""The lexicon at work: what one text means at most, and the explanation of it."""

from collections.abc import Iterator, Mapping

from bot.core.lexicon.context import Context
from bot.core.lexicon.matcher import Matcher
from bot.core.lexicon.model import Explanation, Hit, Match
from bot.core.lexicon.rules import URGENCY, Verdict
from bot.core.lexicon.speech import Speech

LONGEST_TEXT = 8_000  # twice what Discord lets anybody write; longer texts are read in overlapping parts
_OVERLAP = 400


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


def _windows(text: str) -> Iterator[str]:
    step = LONGEST_TEXT - _OVERLAP
    return (text[at : at + LONGEST_TEXT] for at in range(0, len(text) - _OVERLAP, step))


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
