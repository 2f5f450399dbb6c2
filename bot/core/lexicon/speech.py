"""How a set of languages is written in chats: forms, fillers, and which words are common."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

Words = tuple[str, ...]


@dataclass(slots=True)
class Speech:
    """How one set of languages is written in chats; read from the lexicon files."""

    forms: dict[str, Words] = field(default_factory=dict)
    pairs: dict[tuple[str, str], Words] = field(default_factory=dict)
    fillers: set[str] = field(default_factory=set)
    common: dict[str, int] = field(default_factory=dict)
    protected: set[str] = field(default_factory=set)
    mend: set[str] = field(default_factory=set)

    def canon(self, text: str) -> Words:
        """Pattern text in the one form that message words are brought to."""
        raw = self.pair(text.lower().replace("'", "").replace("\u2019", "").replace("-", " ").split())
        return tuple(w for word in raw for w in self.plain(word))

    def plain(self, word: str) -> Words:
        """One raw word in its one form, without repair."""
        if word in self.fillers:
            return ()
        return self.forms.get(word, (word,))

    def pair(self, raw: list[str]) -> list[str]:
        """Joins what chats write apart (`don t`, `my self`)."""
        pairs = self.pairs
        if pairs.keys().isdisjoint(pairwise(raw)):
            return raw
        out: list[str] = []
        at, last = 0, len(raw) - 1
        while at <= last:
            if at < last:
                joined = pairs.get((raw[at], raw[at + 1]))
                if joined is not None:
                    out.extend(joined)
                    at += 2
                    continue
            out.append(raw[at])
            at += 1
        return out

    def weight(self, word: str) -> float:
        """How common a word is in everyday chat, 1 being the commonest."""
        rank = 20 if word == "#" else 200 if word == "##" else self.common.get(word)
        return 1 / 4000 if rank is None else 1 / (rank + 2)


def merge(parts: Iterable[Speech]) -> Speech:
    """One speech for several languages at once; the first to list a form decides it."""
    whole = Speech()
    for part in parts:
        for word, to in part.forms.items():
            whole.forms.setdefault(word, to)
        for pair, words in part.pairs.items():
            whole.pairs.setdefault(pair, words)
        whole.fillers |= part.fillers - whole.forms.keys()
        for word, rank in part.common.items():
            whole.common[word] = min(rank, whole.common.get(word, rank))
        whole.protected |= part.protected
        whole.mend |= part.mend
    return whole


def frequencies(ranked: Iterable[str]) -> Mapping[str, int]:
    """Rank by position, commonest first."""
    ranks: dict[str, int] = {}
    for rank, word in enumerate(ranked):
        ranks.setdefault(word, rank)
    return ranks
