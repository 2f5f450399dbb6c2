"""Who may write in a conversation, as one table and one function.

The rules of this file:
- The gate of a person is closed, open or stopped. Every change of it is in TABLE; what is not there
  changes nothing.
- Nobody writes without an acknowledgement on record (promise 1). A stop is never undone by a reaction
  that was found after an absence (A3). A moderator who clears reactions withdraws nothing.
- While an escalation is taken, its specialist has sight and voice, whatever the gates say (promise 2).
"""

from dataclasses import dataclass
from enum import StrEnum

from bot.core.effects import Access


class Gate(StrEnum):
    """The state of one person's gate."""

    CLOSED = "closed"
    OPEN = "open"
    STOPPED = "stopped"


class Event(StrEnum):
    """What can happen to a gate."""

    AGREE = "agree"  # a reaction, the button or /understand, seen as it happened
    FOUND_REACTION = "found_reaction"  # a reaction that was given while the bot was away
    STOP = "stop"  # the reaction taken back, the button or /stop
    LOST_REACTION = "lost_reaction"  # the person's own reaction is gone after an absence
    CLEARED = "cleared"  # somebody cleared all reactions
    NEW_TERMS = "new_terms"  # another version is in force here


class Route(StrEnum):
    """How a person said it; all are equal (R-3), and which one is recorded."""

    REACTION = "reaction"
    BUTTON = "button"
    COMMAND = "command"
    FOUND = "found"


TABLE: dict[Gate, dict[Event, Gate]] = {
    Gate.CLOSED: {
        Event.AGREE: Gate.OPEN,
        Event.FOUND_REACTION: Gate.OPEN,
    },
    Gate.OPEN: {
        Event.STOP: Gate.STOPPED,
        Event.LOST_REACTION: Gate.STOPPED,
        Event.NEW_TERMS: Gate.CLOSED,
    },
    Gate.STOPPED: {
        Event.AGREE: Gate.OPEN,
        Event.NEW_TERMS: Gate.STOPPED,
    },
}


def after(gate: Gate, event: Event) -> Gate:
    """The gate after an event; the same gate where the table says nothing."""
    return TABLE[gate].get(event, gate)


def same_emoji(one: str, other: str) -> bool:
    """Are these the same emoji? The variation selector U+FE0F is not a difference."""
    return one.replace("\ufe0f", "") == other.replace("\ufe0f", "")


@dataclass(frozen=True, slots=True)
class Room:
    """The facts that decide who may see and write in one channel."""

    member_id: int | None
    member_gate: Gate = Gate.CLOSED
    shown: bool = False  # the notice, its reaction and its pin are up
    closed: bool = False
    help_room: bool = False
    present: bool = True  # the member is in the server
    peer_id: int | None = None  # set only once pledged and let in
    peer_owes: bool = False  # the notice changed, and the peer has not agreed to it yet (A4)
    specialist_id: int | None = None  # the one who took the open escalation


def access(room: Room) -> dict[int, Access]:
    """What each person of a room may do there, by user id. Whoever is not named may do nothing."""
    people: dict[int, Access] = {}
    if room.member_id is not None and room.shown and room.present:
        voice = not room.closed and (room.help_room or room.member_gate is Gate.OPEN)
        people[room.member_id] = Access(sight=True, voice=voice)
    if room.peer_id is not None and room.shown:
        talking = room.member_gate is Gate.OPEN and not room.closed and not room.peer_owes
        people[room.peer_id] = Access(sight=True, voice=talking)
    if room.specialist_id is not None:
        people[room.specialist_id] = Access(sight=True, voice=True)
    return people
