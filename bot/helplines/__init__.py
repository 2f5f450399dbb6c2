"""The helplines that travel with the bot, read from the data files beside this one."""

import tomllib
from datetime import datetime
from importlib.resources import files

from bot.core import helpline_card
from bot.core.helplines import DIRECTORY, Emergency, Helpline, read_line
from bot.core.words import Words


def load() -> tuple[tuple[Helpline, ...], dict[str, Emergency]]:
    """All shipped lines, and the emergency numbers by country. Raises ValueError naming a bad row."""
    here = files(__package__)
    rows = tomllib.loads(here.joinpath("helplines.toml").read_text(encoding="utf-8"))["line"]
    numbers = tomllib.loads(here.joinpath("emergency.toml").read_text(encoding="utf-8"))
    lines = []
    for row in rows:
        try:
            lines.append(read_line(row))
        except ValueError as error:
            raise ValueError(f"helplines.toml, {row.get('id', '?')}: {error}") from None
    return tuple(lines), {
        country: Emergency(country, row["dial"], row.get("note", "")) for country, row in numbers.items()
    }


class Book:
    """The shipped helplines, as the flows ask for them."""

    def __init__(self) -> None:
        self.lines, self.numbers = load()

    def line(self, country: str | None, now: datetime) -> str:
        """The first line of a country in a few words; empty when none is known there."""
        return helpline_card.short(self.lines, country)

    def card(self, country: str | None, now: datetime, words: Words, locale: str) -> str:
        """Everything known for a country, with check dates and what is open now (M18)."""
        return helpline_card.card(self.lines, country, now, words, locale)

    def countries(self) -> tuple[str, ...]:
        """The countries that have lines, as two-letter codes."""
        return tuple(sorted({line.country for line in self.lines} - {DIRECTORY}))

    def emergency(self, country: str | None) -> str:
        """The number to suggest to the person who sets up; empty when none is known. They confirm it."""
        number = self.numbers.get(country or "")
        return number.dial if number else ""
