"""Versions of a notice as values: their digest, and the file in which one travels (export, import)."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from bot.core.slots import ELEMENTS, SLOT_LIMIT

FORMAT = "forthright-notice-1"
MOST_CHARACTERS = 200_000

# One server's own words: {language: {slot: text}}. What is not in it is said in the shipped words.
Texts = Mapping[str, Mapping[str, str]]


def digest(shipped: str, own: Texts) -> str:
    """What stands for the source of a version: SHA-256 over the shipped source's digest and the own words."""
    body = json.dumps(_ordered(own), ensure_ascii=False, separators=(",", ":"))
    return shipped if not own else hashlib.sha256(f"{shipped}\n{body}".encode()).hexdigest()


def _ordered(own: Texts) -> dict[str, dict[str, str]]:
    return {locale: {slot: own[locale][slot] for slot in sorted(own[locale])} for locale in sorted(own)}


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file held. `changed` says that it was edited after it was exported."""

    texts: dict[str, dict[str, str]]
    changed: bool


@dataclass(frozen=True, slots=True)
class NotImported:
    """Why a file was not taken: a key of the words for moderators."""

    key: str


def exported(own: Texts) -> str:
    """A file with every slot of every language, and a digest that shows a change made on the way."""
    body = _ordered(own)
    return json.dumps(
        {"format": FORMAT, "digest": digest(FORMAT, own), "texts": body}, ensure_ascii=False, indent=2
    )


def imported(source: str, locales: tuple[str, ...]) -> Imported | NotImported:
    """Read such a file. Anything may be in it: it becomes a draft at most, and is checked like one."""
    if len(source) > MOST_CHARACTERS:
        return NotImported("editor.import_too_long")
    try:
        data = json.loads(source)
    except (ValueError, RecursionError):
        return NotImported("editor.import_not_readable")
    if not isinstance(data, dict) or data.get("format") != FORMAT or not isinstance(data.get("texts"), dict):
        return NotImported("editor.import_not_a_notice")
    texts: dict[str, dict[str, str]] = {}
    for locale, slots in data["texts"].items():
        if locale not in locales or not isinstance(slots, dict):
            return NotImported("editor.import_language")
        for slot, text in slots.items():
            if slot not in ELEMENTS or not isinstance(text, str) or len(text) > SLOT_LIMIT:
                return NotImported("editor.import_slot")
        texts[locale] = dict(slots)
    if not texts:
        return NotImported("editor.import_not_a_notice")
    return Imported(texts, changed=data.get("digest") != digest(FORMAT, texts))
