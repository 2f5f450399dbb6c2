"""The claim's table (core/claim.py): nobody is in without a pledge and a yes."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.core.claim import LIVE, NUDGE_AFTER, PLEDGE_TIME, TABLE, YES_TIME, Claim, Event, after, due

EVENTS = st.lists(st.sampled_from(Event), max_size=20)
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@given(EVENTS, st.booleans())
def test_in_means_pledged_and_let_in(events: list[Event], any_peer: bool) -> None:
    claim, pledged, yes = Claim.PLEDGING, False, any_peer
    for event in events:
        before = claim
        claim = after(claim, event, any_peer=any_peer)
        pledged |= before is Claim.PLEDGING and event is Event.PLEDGE
        yes |= before is Claim.ASKING and event is Event.LET_IN
        if claim is Claim.HELD:
            assert pledged
            assert yes


@given(EVENTS)
def test_what_is_over_stays_over(events: list[Event]) -> None:
    claim = Claim.PLEDGING
    for event in events:
        before = claim
        claim = after(claim, event)
        if before not in LIVE:
            assert claim is before


@given(st.sampled_from(sorted(LIVE)))
def test_someone_else_always_ends_it(claim: Claim) -> None:
    assert after(claim, Event.SOMEONE_ELSE) not in LIVE


def test_only_what_waits_for_somebody_has_a_deadline() -> None:
    assert due(Claim.PLEDGING, NOW, False) == NOW + NUDGE_AFTER
    assert due(Claim.PLEDGING, NOW, True) == NOW + PLEDGE_TIME
    assert due(Claim.ASKING, NOW, False) == NOW + YES_TIME
    assert timedelta() < NUDGE_AFTER < PLEDGE_TIME < YES_TIME
    for claim in set(Claim) - {Claim.PLEDGING, Claim.ASKING}:
        assert due(claim, NOW, False) is None


def test_every_live_state_can_be_left() -> None:
    for claim in LIVE:
        assert set(TABLE[claim].values()) - {claim}
