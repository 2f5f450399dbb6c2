"""What changed between two versions of a notice, word by word and slot by slot."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from bot.core.slots import ELEMENTS


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that was kept, added or removed ("same", "new", "old")."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class SlotDiff:
    """One slot that changed; a slot that came or went is all new or all old."""

    slot: str
    pieces: tuple[Piece, ...]


def diff(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[SlotDiff, ...]:
    """The slots that differ, in the order of the elements. White space alone is no difference."""
    out = []
    for slot in ELEMENTS:
        old, new = before.get(slot, ""), after.get(slot, "")
        if old.split() != new.split():
            out.append(SlotDiff(slot, _pieces(old, new)))
    return tuple(out)


def _pieces(old: str, new: str) -> tuple[Piece, ...]:
    before, after = old.split(), new.split()
    out: list[Piece] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            out.append(Piece("same", " ".join(before[i1:i2])))
            continue
        if i2 > i1:
            out.append(Piece("old", " ".join(before[i1:i2])))
        if j2 > j1:
            out.append(Piece("new", " ".join(after[j1:j2])))
    return tuple(out)


def marked(pieces: tuple[Piece, ...]) -> str:
    """A change as Discord shows it: ~~old~~ struck out, __new__ underlined. Meaning never rests on colour.

    Marks of the words themselves are taken out, so that they cannot swallow these.
    """
    shape = {"same": "{}", "old": "~~{}~~", "new": "__{}__"}
    return " ".join(shape[piece.kind].format(re.sub(r"[*~`|]|__+", "", piece.text)) for piece in pieces)


def new(pieces: tuple[Piece, ...]) -> str:
    """The words as they are now, without what was removed."""
    return " ".join(piece.text for piece in pieces if piece.kind != "old")


def old(pieces: tuple[Piece, ...]) -> str:
    """The words as they were, without what was added."""
    return " ".join(piece.text for piece in pieces if piece.kind != "new")
