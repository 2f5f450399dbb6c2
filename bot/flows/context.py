"""What every flow is handed: the store, the outside, the words, the time, chance."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.clock import Clock
from bot.core.ids import Random
from bot.core.words import Words
from bot.flows.port import Port
from bot.flows.safety import Safety
from bot.store.database import Database


class HelplineBook(Protocol):
    """The shipped helplines, as the flows ask for them."""

    def line(self, country: str | None, now: datetime) -> str:
        """The first line of a country in a few words; empty when none is known there."""

    def card(self, country: str | None, now: datetime, words: Words, locale: str) -> str:
        """Everything known for a country, with check dates and what is open now (M18)."""

    def countries(self) -> tuple[str, ...]:
        """The countries that have lines, as two-letter codes."""


@dataclass
class Context:
    """The house's furniture. One for the whole bot; holds no state of its own."""

    db: Database
    port: Port
    words: Words
    safety: Safety
    helplines: HelplineBook
    clock: Clock
    random: Random = field(default=secrets.token_bytes)
    ack_emoji: str = "✅"
    take_emoji: str = "🙋"
    notice_digest: str = ""
    wake: Callable[[], None] = field(default=lambda: None)
