"""Random names that say nothing: for channels, alerts and conversations."""

from collections.abc import Callable

Random = Callable[[int], bytes]

_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # no look-alikes: people read these aloud


def code(random: Random, length: int = 6) -> str:
    """A random id of letters and digits that cannot be taken for one another."""
    return "".join(_LETTERS[byte % len(_LETTERS)] for byte in random(length))


def alert_code(random: Random) -> str:
    """The id of an escalation, as a specialist reads it: four capitals and digits."""
    return code(random, 5).upper()
