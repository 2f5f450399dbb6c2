"""Fourteen ways people disguise or mistype words, for tests and for measuring."""

import random
from collections.abc import Callable

_TURNED = str.maketrans("aeopcxyi", "аеорсхуі")
_LEET = str.maketrans("aeiost", "431057")
_FILLERS = ("really", "fucking", "literally")


def _wide(word: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in word)


def _bold(text: str) -> str:
    out = []
    for c in text:
        if "a" <= c <= "z":
            out.append(chr(0x1D41A + ord(c) - ord("a")))
        elif "A" <= c <= "Z":
            out.append(chr(0x1D400 + ord(c) - ord("A")))
        else:
            out.append(c)
    return "".join(out)


def _slip(word: str, chance: random.Random) -> str:
    """One finger slip in a word of five letters or more, not at its first letter."""
    if len(word) < 5 or not word.isalpha():
        return word
    at = chance.randrange(1, len(word) - 1)
    kind = chance.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == 2:
        return word[:at] + word[at] + word[at:]
    return word[:at] + chance.choice("abcdefghijklmnopqrstuvwxyz") + word[at + 1 :]


def _each(change: Callable[[str], str]) -> Callable[[str, frozenset[str], random.Random], str]:
    def apply(text: str, keys: frozenset[str], chance: random.Random) -> str:
        return " ".join(change(w) if w.lower().strip(".,!?") in keys else w for w in text.split(" "))

    return apply


def _filled(text: str, keys: frozenset[str], chance: random.Random) -> str:
    out = []
    for word in text.split(" "):
        if word.lower().strip(".,!?") in keys:
            out.append(chance.choice(_FILLERS))
        out.append(word)
    return " ".join(out)


def _typo(text: str, keys: frozenset[str], chance: random.Random) -> str:
    return " ".join(_slip(w, chance) if w.lower() in keys else w for w in text.split(" "))


DISGUISES: dict[str, Callable[[str, frozenset[str], random.Random], str]] = {
    "zero width": _each(lambda w: "\u200b".join(w)),
    "look-alikes": _each(lambda w: w.translate(_TURNED)),
    "full width": _each(_wide),
    "combining marks": _each(lambda w: "".join(c + "\u0336\u0301" for c in w)),
    "mathematical bold": lambda text, keys, chance: _bold(text),
    "leet": _each(lambda w: w.translate(_LEET)),
    "repeated letters": _each(lambda w: w + w[-1] * 4 if w[-1:].isalpha() else w),
    "markdown": _each(lambda w: f"**{w}**"),
    "spoilers": _each(lambda w: f"||{w}||"),
    "fillers": _filled,
    "capitals": lambda text, keys, chance: text.upper(),
    "typo": _typo,
    "spaced": _each(lambda w: " ".join(w) if w.isalpha() else w),
    "dotted": _each(lambda w: ".".join(w) if w.isalpha() else w),
}
