"""One form for every word a person writes, with repairs that only ever lead to listed words."""

import re
from collections.abc import Iterable

from bot.core.lexicon.speech import Speech, Words
from bot.core.lexicon.text import LONGEST_WORD, shorten, squeeze, stretched

_DOSE = re.compile(r"\d+(?:mg|g|mcg|ml|mgs)$")

_LEET = (
    str.maketrans("013457890@$!|", "oieastbgoasil"),
    str.maketrans("013457890@$!|", "oleastbgoasll"),
)
_SIGNS = "@$!*|"
_MEMO_LIMIT = 20_000
_TYPO_FROM = 5
_FIRST_LETTER_FROM = 7
_JOIN_FROM = 6
_HEADS = ("iam", "am", "im")
_TAILS = ("its", "ive", "im", "it", "i", "my")
_JOINTS = frozenset({"i", "am", "to", "my", "me", "it", "is", "of", "be", "do", "so", "go", "up"})


class Vocabulary:
    """The words of all rules, and the way from a misspelt word to one of them.

    A memo of single words seen is kept and bounded; results never depend on it.
    """

    def __init__(self, speech: Speech, words: Iterable[str], repairable: Iterable[str]) -> None:
        """`words`: all that rules speak of; `repairable`: those worth mending a spelling for."""
        self._speech = speech
        listed = set(words)
        self._begins = tuple(sorted({w[:-1] for w in listed if w.endswith("*")}))
        self._words = {w for w in listed if not w.endswith("*")}
        self._known = self._words | speech.forms.keys() | speech.fillers
        self._left = speech.protected | speech.common.keys()
        fixable = sorted(w for w in repairable if not w.endswith("*") and w.isalpha())
        fixable += sorted(
            w for w, to in speech.forms.items() if w.isalpha() and len(w) > 3 and set(to) & set(fixable)
        )
        self._fixable = set(fixable)
        self._squeezed: dict[str, str] = {}
        for word in sorted(self._known, key=lambda w: (w not in self._fixable, speech.common.get(w, 0), w)):
            self._squeezed.setdefault(squeeze(word), word)
        self._holes: dict[str, list[str]] = {}
        for word in sorted(self._fixable):
            if len(word) >= _TYPO_FROM:
                for hole in _holes(word):
                    self._holes.setdefault(hole, []).append(word)
        for form, target in speech.forms.items():
            if form.isalpha() and len(form) > 3 and not self._fixable.isdisjoint(target):
                self._fixable.add(form)
        self._prefixes = {w[:n] for w in self._known | _JOINTS for n in range(1, len(w) + 1)}
        self._shapes: dict[tuple[int, str], list[str]] = {}
        for word in sorted(w for w in self._fixable if len(w) > 2):
            self._shapes.setdefault((len(word), word[0]), []).append(word)
        self._longest = max((len(w) for w in self._fixable), default=1)
        self._memo: dict[str, Words] = {}
        self._keys: dict[str, Words] = {}

    def words(self, raw: list[str]) -> list[str]:
        """The listed forms of all these raw words, in order."""
        memo = self._memo
        out: list[str] = []
        for one in raw:
            found = memo.get(one)
            out += self.canon(one) if found is None else found
        return out

    def canon(self, raw: str) -> Words:
        """The listed forms of one raw word; the word itself when nothing is known of it."""
        if len(raw) > LONGEST_WORD:
            raw = shorten(raw)
        found = self._memo.get(raw)
        if found is None:
            found = self._resolve(raw)
            if len(self._memo) >= _MEMO_LIMIT:
                self._memo.clear()
            self._memo[raw] = found
        return found

    def keyed(self, words: list[str]) -> list[Words]:
        """What a pattern may call each of these words."""
        memo = self._keys
        out: list[Words] = []
        for word in words:
            found = memo.get(word)
            if found is None:
                if len(memo) >= _MEMO_LIMIT:
                    memo.clear()
                found = self.keys(word)
                if len(word) <= LONGEST_WORD:
                    memo[word] = found
            out.append(found)
        return out

    def keys(self, word: str) -> Words:
        """What a pattern may call this word: itself, the beginnings rules list, `#` for any number and `##`
        for one of two digits or more, `#mg` for a dose."""
        if word.isdigit():
            return (word, "#") if len(word) == 1 else (word, "#", "##")
        if word[0].isdigit() and _DOSE.match(word):
            return (word, "#mg")
        if self._begins and word.startswith(self._begins):
            return (word, *(b + "*" for b in self._begins if word.startswith(b)))
        return (word,)

    def _resolve(self, raw: str) -> Words:
        word = raw.strip("!*|")
        if not word:
            return ()
        if word in self._known:
            return self._speech.plain(word)
        if word in self._left or len(word) < 2:
            return (word,)
        mended = self._mend(word)
        if mended is not None:
            return self._speech.plain(mended)
        if any(sign in word for sign in "!*|"):
            parts = word.replace("!", " ").replace("*", " ").replace("|", " ").split()
            return tuple(w for part in parts for w in self.canon(part))
        joined = (
            self._trailed(word)
            or self._led(word)
            or (self.segment(word, need=2) if len(word) >= _JOIN_FROM else None)
        )
        if joined is not None:
            return tuple(w for part in joined for w in self._speech.plain(part))
        return (word,)

    def _trailed(self, word: str) -> Words | None:
        """A listed word that the next sentence ran into (`outit`, `alonei`)."""
        for tail in _TAILS:
            if word.endswith(tail) and len(word) - len(tail) > 2 and word[: -len(tail)] in self._words:
                return (word[: -len(tail)], tail)
        return None

    def _led(self, word: str) -> Words | None:
        """A listed word that the word before it ran into (`amtired`, `imdone`)."""
        for head in _HEADS:
            rest = word[len(head) :] if word.startswith(head) else ""
            if len(rest) > 3 and (rest in self._fixable or rest in self._speech.fillers):
                return (head, rest)
        return None

    def _mend(self, word: str) -> str | None:
        """The listed word that this is a spelling of: stretched, leet, starred or with one slip."""
        if stretched(word):
            short = self._squeezed.get(squeeze(word))
            if short is not None:
                return short
        if len(word) > LONGEST_WORD:
            return None
        if not word.isalpha() and any(c.isalpha() or c in _SIGNS for c in word):
            if "*" in word:
                return self._starred(word)
            for table in _LEET:
                plain = word.translate(table)
                if plain in self._known and len(plain) > 2:
                    return plain
            plain = word.translate(_LEET[0])
            if plain.isalpha() and sum(c.isalpha() for c in word) * 2 >= len(word):
                return self._squeezed.get(squeeze(plain)) if stretched(plain) else self._slip(plain)
            return None
        return self._slip(word)

    def _starred(self, word: str) -> str | None:
        """A word with letters starred out, when exactly the listed letters remain."""
        word = word.translate(_LEET[0])
        for listed in self._shapes.get((len(word), word[0]), ()):
            if all(a in ("*", b) for a, b in zip(word, listed, strict=True)):
                return listed
        return None

    def _slip(self, word: str) -> str | None:
        """The listed word one letter away (missing, added, wrong, swapped)."""
        if not _TYPO_FROM - 1 <= len(word) <= self._longest + 1:
            return None
        holes = self._holes
        for listed in holes.get(word, ()):
            if self._slipped(word, listed):
                return listed
        for at in range(len(word)):
            for listed in holes.get(word[:at] + word[at + 1 :], ()):
                if self._slipped(word, listed):
                    return listed
        return None

    def _slipped(self, word: str, listed: str) -> bool:
        if word[0] != listed[0] and len(listed) < _FIRST_LETTER_FROM:
            return word[:2] == listed[1::-1] and word[2:] == listed[2:]
        return one_edit(word, listed)

    def segment(self, letters: str, *, need: int = 1, loose: bool = False) -> Words | None:
        """Splits letters written without spaces into listed words, at least `need` of them.

        At least one must be a word that rules turn on; the longest words win. `loose` lets single
        letters stand between the words.
        """
        letters = letters[:LONGEST_WORD]
        pieces = self._known if loose else self._fixable
        size = len(letters)
        best: list[tuple[int, Words] | None] = [None] * (size + 1)
        best[0] = (0, ())
        for start in range(size):
            here = best[start]
            if here is None:
                continue
            for end in range(start + 1, size + 1):
                piece = letters[start:end]
                if piece not in self._prefixes and not (loose and end == start + 1):
                    break
                listed = (end - start > 2 and piece in pieces) or piece in _JOINTS
                if listed or (loose and end == start + 1):
                    there = best[end]
                    score = here[0] + (end - start) ** 2
                    if there is None or score > there[0]:
                        best[end] = (score, (*here[1], piece))
        done = best[size]
        if done is None or len(done[1]) < need or not any(w in self._fixable and len(w) > 2 for w in done[1]):
            return None
        return done[1]

    def spelled(self, raw: list[str]) -> list[str]:
        """Puts words together that were written letter by letter, several in a row if need be."""
        if [*map(len, raw)].count(1) < 3:
            return raw
        out: list[str] = []
        at = 0
        while at < len(raw):
            end, letters = _run(raw, at)
            if len(letters) < 3:
                out.append(raw[at])
                at += 1
                continue
            text = "".join(letters).translate(_LEET[0])
            out.extend(self.segment(text, loose=True) or raw[at:end])
            at = end
        return out


def _run(raw: list[str], at: int) -> tuple[int, list[str]]:
    """The single letters from here on, with or without dots between them, and where they end."""
    letters: list[str] = []
    end = at
    while end < len(raw) and len(letters) < LONGEST_WORD:
        word = raw[end]
        if len(word) == 1 and word.isalnum():
            letters.append(word)
        elif not (word == "." and letters and end + 1 < len(raw) and len(raw[end + 1]) == 1):
            break
        end += 1
    return end, letters


def _holes(word: str) -> set[str]:
    return {word} | {word[:at] + word[at + 1 :] for at in range(len(word))}


def one_edit(a: str, b: str) -> bool:
    """Whether one letter added, dropped, changed or swapped with its neighbour makes one the other."""
    if abs(len(a) - len(b)) > 1:
        return False
    at = 0
    shorter = min(len(a), len(b))
    while at < shorter and a[at] == b[at]:
        at += 1
    if len(a) == len(b):
        return a[at + 1 :] == b[at + 1 :] or (
            a[at : at + 2] == b[at : at + 2][::-1] and a[at + 2 :] == b[at + 2 :]
        )
    longer, short = (a, b) if len(a) > len(b) else (b, a)
    return longer[at + 1 :] == short[at:]
