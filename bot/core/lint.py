"""Claims and words that a notice may not hold: rules L01-L16, in English and Spanish.

A rule is a pattern over one rendered text. A claim that is denied in its own sentence ("we cannot
promise full secrecy") is no claim. Rules L13 and L14 need no language. notices/README.md explains each.
"""

import hashlib
import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.core.lint_words import CLAIMS, DENIED, METHODS, PATTERNS

LEVELS: Mapping[str, str] = {
    **{f"L{number:02d}": "block" for number in range(1, 17)},
    "L10": "warn",
    "L11": "warn",
    "L15": "warn",
}
# A claim counts even when the sentence holds a "not" somewhere: these say too much in any form.
_ANY_FORM = frozenset({"L09", "L10", "L11", "L13", "L14", "L15"})
# These patterns hold no "not" of their own, so one inside the match denies it as well.
_DENIED_INSIDE = frozenset({"L01", "L04", "L05", "L06", "L07"})
_HIDDEN = re.compile(
    r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0]"
)
_STRUCTURE: Mapping[str, tuple[re.Pattern[str], ...]] = {
    "L13": (re.compile(r"(?<!\\)@(?:everyone|here)\b|<@[&!]?\d*>?|<@", re.IGNORECASE),),
    "L14": (
        _HIDDEN,
        re.compile(r"\|\|"),
        re.compile(r"!?\[[^\]\n]*\]\([^)\n]*\)"),
        re.compile(r"https?://\S+\.(?:png|jpe?g|gif|webp|svg)\b", re.IGNORECASE),
    ),
}
_SENTENCE = re.compile(r"[^.!?…\n]+")


@dataclass(frozen=True, slots=True)
class Hit:
    """One rule broken: which, how hard, and the words of the notice it is about."""

    rule: str
    level: str
    words: str


def digest(term: str) -> str:
    """How a word for L09 is kept, so that the project holds no readable list of methods."""
    return hashlib.blake2b(term.casefold().encode(), digest_size=6).hexdigest()


def lint(text: str, locale: str, *, always_open: bool = False, methods: Iterable[str] = METHODS) -> list[Hit]:
    """Every rule that a rendered text breaks, in the order of the rules; each rule is named once.

    `always_open`: the on-call hours are round the clock, so L16 lets "24/7" stand.
    A language without patterns is held to L13 and L14 only; `covers` tells.
    """
    hits = dict(_structure(text))
    words = _flat(text)
    for rule, pattern in PATTERNS.get(_language(locale), {}).items():
        found = next(_claims(rule, pattern, words, locale, always_open), None)
        if found is not None:
            hits.setdefault(rule, found)
    found = _method(words, frozenset(methods))
    if found is not None:
        hits.setdefault("L09", found)
    return [Hit(rule, LEVELS[rule], hits[rule].strip()) for rule in sorted(hits)]


def claim(name: str, text: str, locale: str, *, unless_denied: bool = False) -> str:
    """The words of a rendered text that make the named claim about the place, or "".

    `unless_denied`: a claim with a "not" before it in its sentence does not count.
    """
    pattern = CLAIMS.get(_language(locale), {}).get(name)
    if pattern is None:
        return ""
    for words, denied in _found(pattern, _flat(text), locale):
        if not (denied and unless_denied):
            return words.strip()
    return ""


def covers(locale: str) -> bool:
    """Whether the claims of this language are checked at all."""
    return _language(locale) in PATTERNS


def _language(locale: str) -> str:
    return locale.split("-")[0].lower()


def _structure(text: str) -> Iterator[tuple[str, str]]:
    for rule, patterns in _STRUCTURE.items():
        for pattern in patterns:
            match = pattern.search(text)
            if match:
                yield rule, match[0] if match[0].strip() else "hidden character"
                break


def _flat(text: str) -> str:
    """The text as it is heard: one script form, no marks, no hidden characters, plain quotes."""
    text = unicodedata.normalize("NFKC", _HIDDEN.sub("", text)).casefold().replace("’", "'")
    text = re.sub(r"[*_~`\\>]|(?m:^\s*(?:-#|#+|[-•])\s+)", "", text)
    return re.sub(r"[ \t]+", " ", text)


def _claims(rule: str, pattern: re.Pattern[str], text: str, locale: str, always_open: bool) -> Iterator[str]:
    for words, denied in _found(pattern, text, locale):
        if rule in _DENIED_INSIDE and DENIED[_language(locale)].search(words):
            continue
        if not (denied and rule not in _ANY_FORM) and not (rule == "L16" and always_open and "24" in words):
            yield words


def _found(pattern: re.Pattern[str], text: str, locale: str) -> Iterator[tuple[str, bool]]:
    """Every place where the pattern stands, and whether a "not" stands shortly before it."""
    not_ = DENIED[_language(locale)]
    for sentence in _SENTENCE.finditer(text):
        for match in pattern.finditer(sentence[0]):
            before = sentence[0][max(0, match.start() - 40) : match.start()]
            yield match[0], bool(not_.search(before))


def _method(text: str, digests: frozenset[str]) -> str | None:
    words: list[str] = re.findall(r"[^\W\d_]+", text)
    for first, second in itertools.pairwise([*words, ""]):
        if digest(first) in digests or digest(f"{first} {second}") in digests:
            return first
    return None
