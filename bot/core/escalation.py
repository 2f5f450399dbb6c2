"""Who is asked next when somebody may be in danger: a table and pure steps.

The rules of this file:
- raised -> taken -> closed. Only `closed` is an end; nothing ends in silence (promise 3).
- One person at a time, five minutes each; someone who cannot be reached is skipped at once.
- After the last: everybody, by their ids, every fifteen minutes until a human acts (`exhausted`).
- Taken and not closed for half an hour: the taker is reminded; fifteen minutes later it is open again
  from the top.
- A further match is absorbed; a higher urgency pages again.
- Somebody the member would rather not meet is asked only when nobody else is left, and only after the
  member said yes (A14).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

STEP_TIME = timedelta(minutes=5)
EVERYONE_EVERY = timedelta(minutes=15)
REMIND_AFTER = timedelta(minutes=30)
REOPEN_AFTER = timedelta(minutes=15)
EVERYONE_LIMIT = 40  # mentions in one message


class State(StrEnum):
    """The state of an escalation."""

    RAISED = "raised"
    TAKEN = "taken"
    CLOSED = "closed"


class Urgency(StrEnum):
    """Two levels, no more: a page grades no risk (N10)."""

    CHECK_IN = "check_in"
    URGENT = "urgent"


class Source(StrEnum):
    """What asked for it."""

    CHECK = "check"
    HELP = "help"
    PEER = "peer"


class Outcome(StrEnum):
    """How it was closed; counted, and never shown to the member as a verdict."""

    TALKED = "talked"
    PASSED_ON = "passed_on"
    FALSE_ALARM = "false_alarm"
    NO_CONTACT = "no_contact"


class Event(StrEnum):
    """What can happen to an escalation."""

    TAKE = "take"
    CLOSE = "close"
    FORGOTTEN = "forgotten"
    HAND_BACK = "hand_back"


TABLE: dict[State, dict[Event, State]] = {
    State.RAISED: {Event.TAKE: State.TAKEN, Event.CLOSE: State.CLOSED},
    State.TAKEN: {
        Event.CLOSE: State.CLOSED,
        Event.FORGOTTEN: State.RAISED,
        Event.HAND_BACK: State.RAISED,
    },
    State.CLOSED: {},
}


def after(state: State, event: Event) -> State:
    """The state after an event; the same state where the table says nothing."""
    return TABLE[state].get(event, state)


def urgency_of(tier: int) -> Urgency:
    """Tier 1 is urgent, tier 2 a check-in."""
    return Urgency.URGENT if tier == 1 else Urgency.CHECK_IN


def more_urgent(new: Urgency, old: Urgency) -> bool:
    """Does the new one outrank the old one?"""
    return new is Urgency.URGENT and old is Urgency.CHECK_IN


@dataclass(frozen=True, slots=True)
class People:
    """Who could be asked right now. Ids; the chain is in order."""

    chain: Sequence[int]  # as it was when the escalation was raised
    specialists: Sequence[int]  # everybody with the specialist role or on the list as it is now
    fallback: Sequence[int]  # moderators, else the owner: when there is no specialist at all
    absent: frozenset[int] = frozenset()  # left the server or cannot be paged
    avoided: frozenset[int] = frozenset()  # the member would rather not meet them


@dataclass(frozen=True, slots=True)
class Step:
    """The next thing to do: page these people, and look again after `wait`."""

    index: int
    pages: tuple[int, ...]
    wait: timedelta
    everyone: bool = False
    ask_about: int | None = None  # the one avoided person left: the member is asked first


def next_step(people: People, index: int) -> Step:
    """The step at `index` of the chain, skipping whoever cannot be asked; past its end: everybody."""
    for position in range(max(index, 0), len(people.chain)):
        person = people.chain[position]
        if person not in people.absent and person not in people.avoided:
            return Step(position, (person,), STEP_TIME)
    return _everyone(people)


def _everyone(people: People) -> Step:
    known = dict.fromkeys([*people.chain, *people.specialists])
    able = [person for person in known if person not in people.absent]
    willing = [person for person in able if person not in people.avoided]
    ask_about = None
    if not willing:
        ask_about = able[0] if able else None
        kept_out = people.avoided | people.absent
        willing = [person for person in people.fallback if person not in kept_out]
    return Step(len(people.chain), tuple(willing), EVERYONE_EVERY, everyone=True, ask_about=ask_about)
