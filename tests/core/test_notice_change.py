"""When a material change reaches a conversation: at a pause, in a day at most, never in an escalation."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.gate import Gate
from bot.core.notice_change import AT_MOST, PAUSE, Move, Talk, move

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
MINUTES = st.integers(0, 3 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes))


def talk(**facts: object) -> Talk:
    usual = {
        "live": True,
        "gate": Gate.OPEN,
        "agreed_before": True,
        "escalation_open": False,
        "published_at": NOW,
        "last_said": NOW,
    }
    return Talk(**{**usual, **facts})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("facts", "after", "expected"),
    [
        ({}, timedelta(minutes=9, seconds=59), Move.WAIT),
        ({}, PAUSE, Move.SHOW),
        ({"last_said": None}, timedelta(), Move.SHOW),
        ({"gate": Gate.STOPPED}, timedelta(), Move.SHOW),
        ({"gate": Gate.CLOSED}, timedelta(), Move.SHOW),
        ({"agreed_before": False, "gate": Gate.CLOSED}, timedelta(), Move.REPLACE),
        ({"agreed_before": False, "escalation_open": True}, timedelta(), Move.REPLACE),
        ({"live": False}, timedelta(), Move.DROP),
        ({"live": False, "escalation_open": True}, timedelta(), Move.DROP),
        ({"escalation_open": True}, timedelta(days=3), Move.WAIT),
        ({"last_said": NOW + AT_MOST - timedelta(minutes=1)}, AT_MOST, Move.SHOW),
        ({"last_said": NOW + AT_MOST - timedelta(minutes=1)}, AT_MOST - timedelta(seconds=1), Move.WAIT),
    ],
)
def test_what_to_do(facts: dict[str, object], after: timedelta, expected: Move) -> None:
    assert move(talk(**facts), NOW + after)[0] is expected


@given(MINUTES, MINUTES, st.booleans())
def test_looking_again_when_told_to_is_enough(last_said: timedelta, elapsed: timedelta, raised: bool) -> None:
    state = talk(last_said=NOW + min(last_said, elapsed), escalation_open=raised)
    what, at = move(state, NOW + elapsed)
    if what is Move.WAIT:
        assert at > NOW + elapsed
        assert at <= NOW + max(AT_MOST, elapsed + PAUSE)
        if not raised:
            assert move(state, at)[0] is Move.SHOW
    if what is Move.SHOW:
        assert not raised
