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
# Most messages hold nothing but words and sentence ends, and are read with one of these.
_WORD = r"(?:{0})+(?:(?:'+|[!*|]{{1,3}})(?:{0})+)*|[.!?;]+"
_PLAIN = re.compile(_WORD.format(r"[^\W_]|[@$]"))
_ASCII = re.compile(_WORD.format(r"[a-z0-9@$]").replace("(?:[a-z0-9@$])", "[a-z0-9@$]"))
_MARKED = re.compile(r"""["`>@<]|://|www\.|/[sjh]""")
# The same classes as above for the gate, in one pass: what cannot be inside a word becomes a space.
_KEPT = "abcdefghijklmnopqrstuvwxyz0123456789@$!*|"
_PLAIN_LETTERS = bytes(
    code if chr(code) in _KEPT else 32 for code in map(ord, map(str.lower, map(chr, range(128))))
)
_PLAIN_LETTERS += bytes([32]) * 128
_OTHER_LETTERS: dict[int, str | None] = {
    **{code: chr(_PLAIN_LETTERS[code]) for code in range(128)},
    ord("'"): None,
}
_MANY = re.compile(r"(.)\1{2,}")


# Other contractions stay readable without their apostrophe; this one becomes another word (ill, hell, well).
_WILL = re.compile(r"(?<=\w)'ll(?!\w)", re.IGNORECASE)

OPENS, CLOSES = "\x02", "\x03"


def raw_words(folded: str) -> list[str]:
    """The raw words of folded (or plain ASCII) text for the gate: coarser than `split`, never fewer."""
    if "'ll" in folded:
        folded = _WILL.sub(" will", folded)
    if folded.isascii():
        return folded.encode().translate(_PLAIN_LETTERS, b"'").decode().split()
    return folded.translate(_OTHER_LETTERS).split()


def split(folded: str) -> list[str]:
    """The raw words of text that `fold` has made plain, in time that grows with its length.

    `.` ends a sentence; OPENS and CLOSES stand around a quotation.
    """
    if "'ll" in folded:
        folded = _WILL.sub(" will", folded)
    if not marked(folded):
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
    return _enclosed(words, spans) if spans else words


def marked(folded: str) -> bool:
    """Whether anything but words and sentence ends is there: links, mentions, quotations, tone marks."""
    plain = not (
        '"' in folded or ">" in folded or "@" in folded or "/" in folded or "<" in folded or "`" in folded
    )
    return (not plain or "www." in folded) and _MARKED.search(folded) is not None


def _plain(folded: str) -> list[str]:
    words: list[str] = []
    for piece in (_ASCII if folded.isascii() else _PLAIN).findall(folded):
        if piece[0] not in ".!?;":
            words.append(piece.replace("'", "") if "'" in piece else piece)
        elif words and words[-1] != "." and not _trails(piece):
            words.append(".")
    return words


def _enclosed(words: list[str], spans: list[tuple[int, int]]) -> list[str]:
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
