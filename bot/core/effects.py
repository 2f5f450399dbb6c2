"""What a decision asks of the outside: access to a channel, and messages. Values only, never words.

A message names its words by key and carries facts (ids, times, keys); the text is made at delivery,
from the live server, so that it is true when it is read and nothing sayable is ever stored.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Fact = str | int | bool | list[int] | None


class Place(StrEnum):
    """Where a message goes."""

    CONVERSATION = "conversation"
    BOARD = "board"
    ONCALL = "oncall"
    DM = "dm"
    SEED = "seed"  # not words: the bot's own reaction on the notice, given again
    EDIT = "edit"  # a message of ours is changed: the fact `edits` names its row in the outbox
    UNREACT = "unreact"  # not words: the person's reaction is taken off the notice


@dataclass(frozen=True, slots=True)
class Access:
    """What one person may do in one channel."""

    sight: bool = False
    voice: bool = False


@dataclass(frozen=True, slots=True)
class Post:
    """One message to be sent, kept as a row until it has been.

    `purpose` is unique: the same thing is never said twice. `pings` are the only people it notifies.
    """

    place: Place
    key: str
    purpose: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    buttons: str = ""
    pings: tuple[int, ...] = ()
    user_id: int | None = None
    delay_seconds: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """What the person who acted is told, privately: a key of the words and its facts."""

    key: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    buttons: str = ""
