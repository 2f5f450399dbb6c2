"""The small language of patterns: read into nodes, with its bounds (lexicon.md E2).

`word`  `word*` (begins with)  `(a|b c)`  `x?`  `~N` (up to N other words, same sentence)  `{macro}`
`^` and `$` (the whole message begins, ends)  `.` (a sentence ends).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

MAX_ELEMENTS = 12
MAX_GAP = 8
MAX_PHRASES = 600
MAX_MELTED = 32
MAX_DEPTH = 6
MAX_LENGTH = 800

Phrase = tuple[str, ...]
Canon = Callable[[str], Phrase]


class PatternError(ValueError):
    """Why one pattern was refused."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """Any one of these phrases; the empty phrase makes it optional."""

    phrases: frozenset[Phrase]


@dataclass(frozen=True, slots=True)
class Gap:
    """Up to `size` other words of the same sentence."""

    size: int


@dataclass(frozen=True, slots=True)
class Edge:
    """`^` the beginning of the message, `$` its end, `.` the end of a sentence."""

    kind: str


@dataclass(frozen=True, slots=True)
class Seq:
    """One after the other."""

    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Alt:
    """Any one of these."""

    nodes: tuple["Node", ...]


Node = Fixed | Gap | Edge | Seq | Alt

_SIGNS = "()|?^$.~{"
_TOKEN = re.compile(r"\s*(~\d+|\{\w+\}|[()|?^$.]|[^\s(){}|?^$.~]+)")


class Reader:
    """Reads patterns of one file: its macros, and the way its language writes words."""

    def __init__(self, canon: Canon, macros: Mapping[str, tuple[str, ...]]) -> None:
        self.canon = canon
        self._macros = macros
        self._ready: dict[str, Node] = {}
        self._singles: dict[str, Phrase] = {}
        self._phrases: dict[tuple[str, ...], Fixed] = {}
        self._open: list[str] = []

    def within(self, macros: Mapping[str, tuple[str, ...]]) -> "Reader":
        """A reader that knows these macros too, and what this one has read already unless they change it."""
        inner = Reader(self.canon, {**self._macros, **macros})
        if macros.keys().isdisjoint(self._macros):
            inner._ready.update(self._ready)
        inner._singles, inner._phrases = self._singles, self._phrases
        return inner

    def read(self, source: str) -> Node:
        """The pattern as a node; raises PatternError saying what to mend."""
        if len(source) > MAX_LENGTH:
            raise PatternError(f"longer than {MAX_LENGTH} characters")
        tokens = self._split(source)
        node, rest = self._sequence(tokens, 0, top=True)
        if rest != len(tokens):
            raise PatternError(f"unexpected {tokens[rest]!r}")
        if not _needs(node):
            raise PatternError("would match everything: no word in it is needed")
        return node

    def _split(self, source: str) -> list[str]:
        tokens = _TOKEN.findall(source)
        if _TOKEN.sub("", source).strip():
            raise PatternError(f"cannot read {_TOKEN.sub('', source).strip()[:12]!r}")
        return tokens

    def _sequence(self, tokens: list[str], at: int, *, top: bool = False, depth: int = 0) -> tuple[Node, int]:
        """Reads up to `|`, `)` or the end; runs of plain words are canonised together."""
        nodes: list[Node] = []
        words: list[str] = []
        elements = 0

        def flush() -> None:
            if words:
                nodes.append(self._words(words))
                words.clear()

        while at < len(tokens) and tokens[at] not in ("|", ")"):
            token = tokens[at]
            elements += 1
            follows = tokens[at + 1] if at + 1 < len(tokens) else ""
            if token not in ("(", "^", "$", ".") and token[0] not in "~{" and follows != "?":
                words.append(token)
                at += 1
                continue
            flush()
            node, at = self._element(tokens, at, depth)
            if at < len(tokens) and tokens[at] == "?":
                node, at = _optional(node), at + 1
            nodes.append(node)
        flush()
        if top and elements > MAX_ELEMENTS:
            raise PatternError(f"more than {MAX_ELEMENTS} elements")
        return _join(nodes), at

    def _element(self, tokens: list[str], at: int, depth: int) -> tuple[Node, int]:
        mark = tokens[at]
        if mark == "(":
            if depth >= MAX_DEPTH:
                raise PatternError("brackets nested too deep")
            return self._branches(tokens, at, depth)
        if mark[0] == "~":
            size = int(mark[1:])
            if not 1 <= size <= MAX_GAP:
                raise PatternError(f"a gap of {size} words: 1 to {MAX_GAP} are allowed")
            return Gap(size), at + 1
        if mark[0] == "{":
            return self._macro(mark[1:-1]), at + 1
        if mark in ("^", "$", "."):
            return Edge(mark), at + 1
        if mark in ("?", ")", "|"):
            raise PatternError(f"unexpected {mark!r}")
        return self._words([mark]), at + 1

    def _branches(self, tokens: list[str], at: int, depth: int) -> tuple[Node, int]:
        """What stands between brackets; a branch that is one plain word, as most are, is read at once."""
        branches: list[Node] = []
        single: set[Phrase] = set()
        while True:
            alone = at + 2 < len(tokens) and tokens[at + 2] in ("|", ")") and tokens[at + 1][0] not in _SIGNS
            if alone:
                single.add(self._single(tokens[at + 1]))
                at += 2
            else:
                node, at = self._sequence(tokens, at + 1, depth=depth + 1)
                branches.append(node)
            if at >= len(tokens):
                raise PatternError("a bracket is not closed")
            if tokens[at] == ")":
                if single:
                    branches.append(Fixed(frozenset(single)))
                return _choose(branches), at + 1

    def _single(self, word: str) -> Phrase:
        found = self._singles.get(word)
        if found is None:
            found = self._singles[word] = self._phrase([word])
        return found

    def _words(self, words: list[str]) -> Fixed:
        key = tuple(words)
        found = self._phrases.get(key)
        if found is None:
            found = self._phrases[key] = Fixed(frozenset({self._phrase(words)}))
        return found

    def _phrase(self, words: list[str]) -> Phrase:
        out: list[str] = []
        plain: list[str] = []
        for word in words:
            if word.endswith("*"):
                if len(word) < 4:
                    raise PatternError(f"{word!r} is too short for a word beginning")
                out += self.canon(" ".join(plain)) if plain else ()
                plain = []
                out.append(word.lower())
            else:
                plain.append(word)
        out += self.canon(" ".join(plain)) if plain else ()
        if not out:
            raise PatternError(f"{' '.join(words)!r} is a filler and never reaches the rules")
        return tuple(out)

    def _macro(self, name: str) -> Node:
        if name in self._ready:
            return self._ready[name]
        if name not in self._macros:
            raise PatternError(f"no macro is called {name!r}")
        if name in self._open:
            raise PatternError(f"macro {name!r} holds itself")
        self._open.append(name)
        try:
            branches = []
            for source in self._macros[name]:
                tokens = self._split(source)
                node, rest = self._sequence(tokens, 0)
                if rest != len(tokens):
                    raise PatternError(f"unexpected {tokens[rest]!r} in macro {name!r}")
                branches.append(node)
            node = _choose(branches)
        finally:
            self._open.pop()
        self._ready[name] = node
        return node


def _optional(node: Node) -> Node:
    if isinstance(node, Fixed):
        return Fixed(node.phrases | {()})
    return Alt((node, Fixed(frozenset({()}))))


def _join(nodes: list[Node]) -> Node:
    """A sequence, with neighbouring choices melted into one where that stays small."""
    flat: list[Node] = []
    for node in nodes:
        last = flat[-1] if flat else None
        if (
            isinstance(node, Fixed)
            and isinstance(last, Fixed)
            and len(last.phrases) * len(node.phrases) <= MAX_MELTED
        ):
            flat[-1] = Fixed(frozenset(a + b for a in last.phrases for b in node.phrases))
        else:
            flat.append(node)
    flat = [node for node in flat if node != Fixed(frozenset({()}))]
    if len(flat) == 1:
        return flat[0]
    return Seq(tuple(flat)) if flat else Fixed(frozenset({()}))


def _choose(branches: list[Node]) -> Node:
    """One of several; the phrases among them become one look-up."""
    phrases: set[Phrase] = set()
    rest: list[Node] = []
    for branch in branches:
        for node in branch.nodes if isinstance(branch, Alt) else (branch,):
            if isinstance(node, Fixed):
                phrases |= node.phrases
            else:
                rest.append(node)
    if len(phrases) > MAX_PHRASES:
        raise PatternError(f"more than {MAX_PHRASES} alternatives")
    if not rest:
        return Fixed(frozenset(phrases))
    return Alt((*((Fixed(frozenset(phrases)),) if phrases else ()), *rest))


def _needs(node: Node) -> bool:
    """Whether a text must hold some word to match."""
    if isinstance(node, Fixed):
        return () not in node.phrases
    if isinstance(node, Seq):
        return any(_needs(part) for part in node.nodes)
    return isinstance(node, Alt) and all(_needs(part) for part in node.nodes)


@lru_cache(maxsize=4096)  # macros stand in many patterns
def vocabulary(node: Node) -> frozenset[str]:
    """Every word a pattern speaks of."""
    if isinstance(node, Fixed):
        return frozenset(word for phrase in node.phrases for word in phrase)
    if isinstance(node, Seq | Alt):
        return frozenset().union(*(vocabulary(part) for part in node.nodes))
    return frozenset()


def span(node: Node) -> int:
    """The most words, sentence ends among them, that a match of a pattern can stretch over."""
    if isinstance(node, Fixed):
        return max(map(len, node.phrases))
    if isinstance(node, Gap):
        return node.size
    if isinstance(node, Edge):
        return 1 if node.kind == "." else 0
    sizes = map(span, node.nodes)
    return sum(sizes) if isinstance(node, Seq) else max(sizes)
