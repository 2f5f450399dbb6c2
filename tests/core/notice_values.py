"""A made-up server's facts for the notice, shared by the tests of words."""

from bot.core.notice_sample import SAMPLE as BASE
from bot.core.notice_sample import sample as _sample
from bot.core.templates import Value

__all__ = ["BASE", "values"]


def values(**changes: Value) -> dict[str, Value]:
    """The made-up facts, with changes."""
    return _sample("usual", **changes)
