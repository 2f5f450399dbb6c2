"""When a material change of the notice reaches an open conversation, and in how many words (A4).

Nobody is cut off mid-message: it waits for a pause, at most a day, and for as long as an escalation is
open. Who has agreed to nothing yet simply gets the new notice.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.core.gate import Gate

PAUSE = timedelta(minutes=10)
AT_MOST = timedelta(hours=24)
LOOK_AGAIN = timedelta(minutes=1)


class Move(StrEnum):
    """What to do with one conversation now."""

    DROP = "drop"  # it is over: nothing to tell
    WAIT = "wait"
    SHOW = "show"  # post what changed, and close until it is agreed to
    REPLACE = "replace"  # nobody has agreed yet: the new notice stands in the old one's place


@dataclass(frozen=True, slots=True)
class Talk:
    """What decides it. Times are aware; `last_said` is None where nothing was said."""

    live: bool
    gate: Gate
    agreed_before: bool
    escalation_open: bool
    published_at: datetime
    last_said: datetime | None


def move(talk: Talk, now: datetime) -> tuple[Move, datetime]:
    """What to do now, and when to look again if that is to wait."""
    if not talk.live:
        return Move.DROP, now
    if not talk.agreed_before:
        return Move.REPLACE, now
    if talk.escalation_open:
        return Move.WAIT, now + LOOK_AGAIN
    if talk.gate is not Gate.OPEN or talk.last_said is None:
        return Move.SHOW, now
    pause, last_call = talk.last_said + PAUSE, talk.published_at + AT_MOST
    if now >= min(pause, last_call):
        return Move.SHOW, now
    return Move.WAIT, min(pause, last_call)
