"""Time as an argument: every layer is handed a clock, so that simulated time reaches all of them."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def system_clock() -> datetime:
    """The machine's time, aware, in UTC. For the command line; the bot hands in discord.py's."""
    return datetime.now(UTC)


def to_ms(moment: datetime) -> int:
    """Milliseconds since 1970 in UTC."""
    return int((moment - _EPOCH) / timedelta(milliseconds=1))


def from_ms(ms: int) -> datetime:
    """The aware UTC moment of a number of milliseconds."""
    return _EPOCH + timedelta(milliseconds=ms)
