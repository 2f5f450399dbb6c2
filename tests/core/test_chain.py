"""The chain (core/escalation.py): it never ends, skips nobody who could come, and asks in order."""

from hypothesis import given
from hypothesis import strategies as st

from bot.core.escalation import (
    EVERYONE_EVERY,
    EVERYONE_LIMIT,
    STEP_TIME,
    TABLE,
    Event,
    People,
    State,
    Step,
    Urgency,
    after,
    more_urgent,
    next_step,
    urgency_of,
)

IDS = st.integers(min_value=1, max_value=30)
PEOPLE = st.builds(
    People,
    chain=st.lists(IDS, unique=True, max_size=8),
    specialists=st.lists(IDS, unique=True, max_size=8),
    fallback=st.lists(IDS, unique=True, max_size=3),
    absent=st.frozensets(IDS, max_size=8),
    avoided=st.frozensets(IDS, max_size=4),
)


def walk(people: People) -> list[Step]:
    """Every step from the first person to the first call of everybody."""
    steps, index = [], 0
    for _ in range(len(people.chain) + 2):
        step = next_step(people, index)
        steps.append(step)
        if step.everyone:
            return steps
        index = step.index + 1
    raise AssertionError("the chain did not reach everybody")


@given(PEOPLE)
def test_each_able_person_is_asked_once_and_in_order(people: People) -> None:
    steps = walk(people)
    asked = [step.pages[0] for step in steps[:-1]]
    able = [one for one in people.chain if one not in people.absent and one not in people.avoided]
    assert asked == able
    assert all(len(step.pages) == 1 and step.wait == STEP_TIME for step in steps[:-1])


@given(PEOPLE)
def test_the_last_step_is_everybody_again_and_again(people: People) -> None:
    last = walk(people)[-1]
    assert last.everyone
    assert last.wait == EVERYONE_EVERY
    again = next_step(people, last.index)
    assert again == last


@given(PEOPLE)
def test_nobody_absent_or_avoided_is_ever_asked(people: People) -> None:
    able = {*people.chain, *people.specialists} - people.absent - people.avoided
    for step in walk(people):
        assert not set(step.pages) & people.avoided
        if able:
            assert not set(step.pages) & people.absent
        assert len(step.pages) <= EVERYONE_LIMIT


@given(PEOPLE)
def test_an_avoided_person_is_asked_about_only_when_nobody_else_is_left(people: People) -> None:
    last = walk(people)[-1]
    able = {*people.chain, *people.specialists} - people.absent
    if able - people.avoided:
        assert last.ask_about is None
        assert set(last.pages) == able - people.avoided
    elif able:
        assert last.ask_about in people.avoided
    else:
        assert last.ask_about is None
        kept_out = people.avoided | people.absent
        assert list(last.pages) == [one for one in people.fallback if one not in kept_out]


@given(st.lists(st.sampled_from(Event), max_size=20))
def test_only_close_ends_it(events: list[Event]) -> None:
    state = State.RAISED
    for event in events:
        before = state
        state = after(state, event)
        if state is State.CLOSED and before is not State.CLOSED:
            assert event is Event.CLOSE
        if before is State.CLOSED:
            assert state is State.CLOSED
    assert set(TABLE) == set(State)


def test_urgency_has_two_levels() -> None:
    assert urgency_of(1) is Urgency.URGENT
    assert urgency_of(2) is Urgency.CHECK_IN
    assert more_urgent(Urgency.URGENT, Urgency.CHECK_IN)
    assert not more_urgent(Urgency.CHECK_IN, Urgency.URGENT)
    assert not more_urgent(Urgency.URGENT, Urgency.URGENT)
