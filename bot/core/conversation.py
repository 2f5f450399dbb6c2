"""A conversation as a value: one member, one channel, at most one peer."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Kind(StrEnum):
    """A talk with a gate, or a help room without one."""

    TALK = "talk"
    HELP = "help"


class Origin(StrEnum):
    """Who made the channel."""

    ASKED = "asked"
    ADOPTED = "adopted"
    HELP = "help"


class State(StrEnum):
    """Where a conversation is in its life."""

    OPENING = "opening"
    OPEN = "open"
    CLOSED = "closed"
    REMOVED = "removed"


class Step(StrEnum):
    """How far the opening has come; each step is done once, and again only if it left no trace."""

    CHANNEL = "channel"  # next: the channel, closed in the create call itself
    NOTICE = "notice"  # next: the words
    SEED = "seed"  # next: the bot's own reaction, first
    PIN = "pin"  # next: the pin
    SHOW = "show"  # next: sight for the member
    DONE = "done"


TOPICS = ("listen", "low", "anxious", "grief", "substance", "other")
KEPT_OPEN = timedelta(hours=24)  # how long a closed channel can still be read

CATEGORY_LIMIT = 50
SERVER_LIMIT = 500
HELP_RESERVE = 10


@dataclass(frozen=True, slots=True)
class Conversation:
    """One row, as it stands."""

    id: int
    code: str
    guild_id: int
    kind: str
    origin: str
    state: str
    step: str
    member_id: int | None
    peer_id: int | None
    channel_id: int | None
    locale: str
    topic: str
    any_peer: bool
    check_on: bool
    present: bool
    gate: str
    notice_id: int | None
    notice_digest: str | None
    notice_facts: str | None
    notice_message_id: int | None
    notice_first_id: int | None
    board_message_id: int | None
    card_channel_id: int | None
    card_state: str | None
    created_at: datetime
    shown_at: datetime | None
    closed_at: datetime | None
    due_at: datetime | None
    attempts: int
    forget: bool
    purge_at: datetime | None

    @property
    def live(self) -> bool:
        """Is it open or about to be?"""
        return self.state in (State.OPENING, State.OPEN)

    @property
    def channel_name(self) -> str:
        """A random name, never a person's."""
        return f"{'help' if self.kind == Kind.HELP else 'talk'}-{self.code}"


def room_for(channels: int, *, help_room: bool) -> bool:
    """May another channel be made? Ten of the 500 are kept for help rooms."""
    return channels < (SERVER_LIMIT if help_room else SERVER_LIMIT - HELP_RESERVE)


RETRY_FIRST = timedelta(seconds=2)
RETRY_LONGEST = timedelta(minutes=5)


def retry_at(now: datetime, attempts: int) -> datetime:
    """When to try again after so many failures: 2 s, 4 s, 8 s ... five minutes."""
    wait: timedelta = RETRY_FIRST * int(2 ** min(attempts, 8))
    return now + min(wait, RETRY_LONGEST)
