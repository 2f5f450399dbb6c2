"""What every flow is handed: the store, the outside, the words, the time, chance."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.clock import Clock
from bot.core.ids import Random
from bot.core.words import Words
from bot.flows.helplines import Book
from bot.flows.port import Port
from bot.flows.safety import Safety
from bot.store.database import Database


@dataclass
class Context:
    """The house's furniture. One for the whole bot; holds no state of its own."""

    db: Database
    port: Port
    words: Words
    safety: Safety
    helplines: Book
    clock: Clock
    random: Random = field(default=secrets.token_bytes)
    ack_emoji: str = "✅"
    take_emoji: str = "🙋"
    notice_digest: str = ""
    wake: Callable[[], None] = field(default=lambda: None)
