"""Helplines in words: one line for a notice, a card for a person who asks, each as a server keeps them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.core import helplines as core
from bot.core.helplines import Helpline
from bot.core.templates import Safe, Value, escape
from bot.core.words import Words

CARD_LIMIT = 1_300
ONCE_IN = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Shelf:
    """What one server made of the shipped lines."""

    own: tuple[Helpline, ...] = ()
    pinned: tuple[str, ...] = ()
    hidden: frozenset[str] = frozenset()
    failing: frozenset[str] = frozenset()


@dataclass
class Book:
    """The shipped lines, and each server's shelf: a copy of its rows, so that no text waits for the disk."""

    shipped: Sequence[Helpline]
    _shelves: dict[int, Shelf] = field(default_factory=dict)
    # Who reported what, for a day and in memory only: one person counts once, and nobody is on record.
    _reporters: dict[tuple[int, int, str], datetime] = field(default_factory=dict)

    def put(self, guild_id: int, shelf: Shelf) -> None:
        """A server's rows have changed, or were read at start."""
        self._shelves[guild_id] = shelf

    def shelf(self, guild_id: int) -> Shelf:
        """What a server made of the lines."""
        return self._shelves.get(guild_id, Shelf())

    def lines(self, guild_id: int = 0) -> tuple[Helpline, ...]:
        """All lines as a server shows them; those that were reported as failing are marked."""
        shelf = self.shelf(guild_id)
        return core.combined(self.shipped, shelf.own, shelf.hidden, shelf.failing)

    def countries(self, guild_id: int = 0) -> tuple[str, ...]:
        """The countries that have a line of their own."""
        found = {line.country for line in self.lines(guild_id) if not line.suspended}
        return tuple(sorted(found - {core.DIRECTORY}))

    def line(self, country: str | None, now: datetime, guild_id: int = 0) -> str:
        """The line that the notice names: its name and what to dial, as typed; empty where none is known."""
        if country is None:
            return ""
        shelf = self.shelf(guild_id)
        named = core.headline(_pinned_first(self.lines(guild_id), shelf.pinned), country)
        return " / ".join(f"{escape(line.name)} ({escape(line.dial)})" for line in named)

    def card(self, country: str | None, now: datetime, words: Words, locale: str, guild_id: int = 0) -> str:
        """The lines of a country in order, then the directories; each with its check date (N19)."""
        shown: list[str] = []
        size = 0
        for line in self.on_card(country, now, guild_id):
            text = words.render(locale, "help.line", _values(line, now))
            size += len(text) + 1
            if size > CARD_LIMIT:
                break
            if text not in shown:
                shown.append(text)
        return "\n".join(shown)

    def on_card(self, country: str | None, now: datetime, guild_id: int = 0) -> tuple[Helpline, ...]:
        """The lines of a card, in order."""
        pinned = self.shelf(guild_id).pinned
        return core.card(self.lines(guild_id), country or core.DIRECTORY, now, pinned)

    def first_report(self, guild_id: int, user_id: int, line_id: str, now: datetime) -> bool:
        """Is this the person's first "this did not work" about the line today?"""
        self._reporters = {one: at for one, at in self._reporters.items() if now - at < ONCE_IN}
        key = (guild_id, user_id, line_id)
        if key in self._reporters:
            return False
        self._reporters[key] = now
        return True


def _pinned_first(lines: Iterable[Helpline], pinned: Sequence[str]) -> list[Helpline]:
    return sorted(lines, key=lambda line: pinned.index(line.id) if line.id in pinned else len(pinned))


def _values(line: Helpline, now: datetime) -> dict[str, Value]:
    state = core.open_at(line, now)
    opens = core.opens_next(line, now)
    return {
        "name": line.name,
        "dial": line.dial,
        "by_text": line.text,
        "url": Safe(f"<{line.url}>") if line.url else "",
        "hours": line.hours,
        "open_now": state is True,
        "closed_now": state is False,
        "opens": Safe(f"<t:{int(opens.timestamp())}:t>") if opens is not None else "",
        "checked_on": line.verified_at.isoformat() if line.verified_at is not None else "",
        "own": line.own,
        "stale": core.freshness(line, now.date()) == "stale",
    }
