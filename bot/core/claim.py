"""How a peer comes into a conversation: claim, pledge, the member's yes.

The rules of this file:
- One live claim a conversation. The peer sees nothing of the channel before the pledge and the yes (A2).
- No pledge within five minutes: one private nudge at half time, then the card is back (A2).
- No answer from the member within a day: the card is back. "Not this time" gives no reason (A15).
"""

from datetime import datetime, timedelta
from enum import StrEnum

PLEDGE_TIME = timedelta(minutes=5)
NUDGE_AFTER = timedelta(minutes=2, seconds=30)
YES_TIME = timedelta(hours=24)
LONG_WAIT = timedelta(minutes=10)


class Claim(StrEnum):
    """The state of a claim."""

    PLEDGING = "pledging"
    ASKING = "asking"
    HELD = "held"
    LAPSED = "lapsed"
    REFUSED = "refused"
    RELEASED = "released"


class Event(StrEnum):
    """What can happen to a claim."""

    PLEDGE = "pledge"
    LET_IN = "let_in"
    SOMEONE_ELSE = "someone_else"
    TIME_UP = "time_up"
    RELEASE = "release"


LIVE = frozenset({Claim.PLEDGING, Claim.ASKING, Claim.HELD})

TABLE: dict[Claim, dict[Event, Claim]] = {
    Claim.PLEDGING: {
        Event.PLEDGE: Claim.ASKING,
        Event.TIME_UP: Claim.LAPSED,
        Event.RELEASE: Claim.RELEASED,
        Event.SOMEONE_ELSE: Claim.REFUSED,
    },
    Claim.ASKING: {
        Event.LET_IN: Claim.HELD,
        Event.SOMEONE_ELSE: Claim.REFUSED,
        Event.TIME_UP: Claim.LAPSED,
        Event.RELEASE: Claim.RELEASED,
    },
    Claim.HELD: {
        Event.RELEASE: Claim.RELEASED,
        Event.SOMEONE_ELSE: Claim.RELEASED,
    },
    Claim.LAPSED: {},
    Claim.REFUSED: {},
    Claim.RELEASED: {},
}


def after(claim: Claim, event: Event, *, any_peer: bool = False) -> Claim:
    """The claim after an event; with `any_peer` the member has said yes beforehand, so a pledge holds."""
    result = TABLE[claim].get(event, claim)
    if result is Claim.ASKING and event is Event.PLEDGE and any_peer:
        return Claim.HELD
    return result


def due(claim: Claim, since: datetime, nudged: bool) -> datetime | None:
    """When a claim next needs a look: the nudge, or the end of its time; None when nothing waits."""
    if claim is Claim.PLEDGING:
        return since + (PLEDGE_TIME if nudged else NUDGE_AFTER)
    if claim is Claim.ASKING:
        return since + YES_TIME
    return None
