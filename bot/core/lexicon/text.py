"""From a message to raw words: links and mentions left out, sentence ends kept, quotations marked."""

import re
from collections import Counter
from itertools import pairwise

LONGEST_WORD = 48
_PIECE = re.compile(
    r"""
      (?P<skip> https?://\S+ | www\.\S+ | (?<!\S)@\w+
              | <a?:\w+:\d+> | <(?:[@\#][!&]?|/[\w -]+:|t:)\d+(?::\w)?> )
    | (?P<code> ``` )
    | (?P<mark> (?<!\S)/(?:s|j|jk|hj|joking)(?![\w/]) )
    | (?P<cite> (?:^|\n)[ \t]*>+(?:>>)?[ \t] )
    | (?P<line> \n )
    | (?P<said> " )
    | (?P<word> (?:[^\W_]|[@$])+ (?: (?: '+ | [!*|]{1,3} ) (?:[^\W_]|[@$])+ )* )
    | (?P<stop> [.!?;]+ )
    """,
    re.VERBOSE,
)
# Most messages hold nothing but words and sentence ends, and are read with this one.
_PLAIN = re.compile(r"(?:[^\W_]|[@$])+(?:(?:'+|[!*|]{1,3})(?:[^\W_]|[@$])+)*|[.!?;]+")
_MARKED = re.compile(r"""["`>@<]|://|www\.|/[sjh]""")
# The same classes as above for the gate, in one pass: what cannot be inside a word becomes a space.
_KEPT = "abcdefghijklmnopqrstuvwxyz0123456789@$!*|"
GATE_TABLE: dict[int, str | None] = {
    **{code: " " for code in range(128) if chr(code).lower() not in _KEPT},
    **{code: chr(code).lower() for code in range(ord("A"), ord("Z") + 1)},
    ord("'"): None,
}
_MANY = re.compile(r"(.)\1{2,}")


OPENS, CLOSES = "\x02", "\x03"


def split(folded: str) -> list[str]:
    """The raw words of text that `fold` has made plain, in time that grows with its length.

    `.` ends a sentence; OPENS and CLOSES stand around a quotation.
    """
    if _MARKED.search(folded) is None:
        return _plain(folded)
    words: list[str] = []
    spans: list[tuple[int, int]] = []
    said = code = cited = -1
    for piece in _PIECE.finditer(folded):
        kind = piece.lastgroup
        if kind == "word":
            words.append(piece[0].replace("'", ""))
        elif kind == "stop":
            if words and words[-1] != "." and not _trails(piece[0]):
                words.append(".")
        elif kind == "said":
            if said < 0:
                said = len(words)
            else:
                spans.append((said, len(words)))
                said = -1
        elif kind == "code":
            if code < 0:
                code = len(words)
            else:
                spans.append((code, len(words)))
                code = -1
        elif kind == "cite" or kind == "line":
            if cited >= 0:
                spans.append((cited, len(words)))
            cited = len(words) if kind == "cite" else -1
        elif kind == "mark":
            words.append("jk")
    if cited >= 0:
        spans.append((cited, len(words)))
    return _marked(words, spans) if spans else words


def _plain(folded: str) -> list[str]:
    words: list[str] = []
    for piece in _PLAIN.findall(folded):
        if piece[0] not in ".!?;":
            words.append(piece.replace("'", "") if "'" in piece else piece)
        elif words and words[-1] != "." and not _trails(piece):
            words.append(".")
    return words


def _marked(words: list[str], spans: list[tuple[int, int]]) -> list[str]:
    opens = Counter(start for start, end in spans if end > start)
    closes = Counter(end for start, end in spans if end > start)
    out: list[str] = []
    for at in range(len(words) + 1):
        out += [CLOSES] * closes[at] + [OPENS] * opens[at]
        out += words[at : at + 1]
    return out


def _trails(marks: str) -> bool:
    """Whether the marks are dots of hesitation, which do not end a sentence."""
    return len(marks) > 1 and set(marks) == {"."}


def squeeze(word: str) -> str:
    """The word with every run of a letter written once."""
    out = [word[:1]]
    out.extend(b for a, b in pairwise(word) if a != b)
    return "".join(out)


def stretched(word: str) -> bool:
    """Whether a letter stands three times or more in a row."""
    return _MANY.search(word) is not None


def shorten(word: str) -> str:
    """The beginning of a very long word, its runs of one letter cut to three."""
    return _MANY.sub(r"\1\1\1", word)[:LONGEST_WORD]
