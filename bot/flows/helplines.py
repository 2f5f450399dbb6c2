"""Helplines in words: one line for a notice, a card for a person who asks."""

from collections.abc import Sequence
from datetime import datetime

from bot.core import helplines as core
from bot.core.helplines import Helpline
from bot.core.templates import Safe, Value, escape
from bot.core.words import Words

CARD_LIMIT = 1_300


class Book:
    """All lines that travel with the bot."""

    def __init__(self, lines: Sequence[Helpline]) -> None:
        self._lines = tuple(lines)

    def countries(self) -> tuple[str, ...]:
        """The countries that have a line of their own."""
        found = {line.country for line in self._lines if not line.suspended}
        return tuple(sorted(found - {core.DIRECTORY}))

    def line(self, country: str | None, now: datetime) -> str:
        """The line that the notice names: its name and what to dial, as typed; empty where none is known."""
        if country is None:
            return ""
        named = core.headline(self._lines, country)
        return " / ".join(f"{escape(line.name)} ({escape(line.dial)})" for line in named)

    def card(self, country: str | None, now: datetime, words: Words, locale: str) -> str:
        """The lines of a country in order, then the directories; each with its check date (N19)."""
        shown = []
        size = 0
        for line in core.card(self._lines, country or core.DIRECTORY, now):
            text = words.render(locale, "help.line", self._values(line, now))
            size += len(text) + 1
            if size > CARD_LIMIT:
                break
            if text not in shown:
                shown.append(text)
        return "\n".join(shown)

    def _values(self, line: Helpline, now: datetime) -> dict[str, Value]:
        state = core.open_at(line, now)
        return {
            "name": line.name,
            "dial": line.dial,
            "by_text": line.text,
            "url": Safe(f"<{line.url}>") if line.url else "",
            "hours": line.hours,
            "open_now": state is True,
            "closed_now": state is False,
            "checked_on": line.verified_at.isoformat() if line.verified_at is not None else "",
            "stale": core.freshness(line, now.date()) == "stale",
        }
