"""The gate's table (core/gate.py): no sequence of events opens it without a yes."""

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from bot.core.effects import Access
from bot.core.gate import TABLE, Event, Gate, Room, access, after, same_emoji

EVENTS = st.sampled_from(Event)


@given(st.lists(EVENTS, max_size=30))
def test_open_means_the_last_word_was_a_yes(events: list[Event]) -> None:
    gate, last_word = Gate.CLOSED, None
    for event in events:
        before = gate
        gate = after(gate, event)
        if event is Event.AGREE or (event is Event.FOUND_REACTION and before is Gate.CLOSED):
            last_word = "yes"
        elif event in (Event.STOP, Event.LOST_REACTION) and before is Gate.OPEN:
            last_word = "no"
        elif event is Event.NEW_TERMS:
            last_word = "asked again"
    assert (gate is Gate.OPEN) == (last_word == "yes")


@given(st.lists(EVENTS, max_size=30))
def test_a_found_reaction_never_undoes_a_stop(events: list[Event]) -> None:
    gate = Gate.CLOSED
    for event in events:
        gate = after(gate, event)
    if gate is Gate.STOPPED:
        assert after(gate, Event.FOUND_REACTION) is Gate.STOPPED
        assert after(gate, Event.AGREE) is Gate.OPEN


@given(st.sampled_from(Gate))
def test_clearing_all_reactions_changes_nothing(gate: Gate) -> None:
    assert after(gate, Event.CLEARED) is gate


def test_every_move_of_the_table_leads_somewhere_known() -> None:
    assert set(TABLE) == set(Gate)
    for moves in TABLE.values():
        assert set(moves) <= set(Event)
        assert set(moves.values()) <= set(Gate)


@given(st.text(max_size=6))
def test_the_variation_selector_is_no_difference(text: str) -> None:
    assert same_emoji(f"{text}\ufe0f", text)
    assert same_emoji("✅", text) == (text.replace("\ufe0f", "") == "✅")


class Rooms(RuleBasedStateMachine):
    """Any order of what can happen to a room; who may write is checked after each step."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = Gate.CLOSED
        self.shown = self.closed = False
        self.present = True
        self.help_room = False
        self.peer: int | None = None
        self.specialist: int | None = None

    @rule(event=EVENTS)
    def gate_event(self, event: Event) -> None:
        self.gate = after(self.gate, event)

    @rule(shown=st.booleans(), closed=st.booleans(), present=st.booleans(), help_room=st.booleans())
    def room_changes(self, shown: bool, closed: bool, present: bool, help_room: bool) -> None:
        self.shown, self.closed, self.present, self.help_room = shown, closed, present, help_room

    @rule(peer=st.sampled_from([None, 2]), specialist=st.sampled_from([None, 3]))
    def people_change(self, peer: int | None, specialist: int | None) -> None:
        self.peer, self.specialist = peer, specialist

    def people(self) -> dict[int, Access]:
        return access(
            Room(
                member_id=1,
                member_gate=self.gate,
                shown=self.shown,
                closed=self.closed,
                help_room=self.help_room,
                present=self.present,
                peer_id=self.peer,
                specialist_id=self.specialist,
            )
        )

    @invariant()
    def nobody_writes_before_a_yes(self) -> None:
        people = self.people()
        if self.gate is not Gate.OPEN and not self.help_room:
            assert not people.get(1, Access()).voice
        if self.gate is not Gate.OPEN:
            assert not people.get(2, Access()).voice
        assert all(have.sight or not have.voice for have in people.values())

    @invariant()
    def a_specialist_who_took_it_can_always_speak(self) -> None:
        if self.specialist is not None:
            assert self.people()[self.specialist] == Access(sight=True, voice=True)

    @invariant()
    def nobody_else_is_there(self) -> None:
        assert set(self.people()) <= {1, 2, 3}
        if not self.shown:
            assert 1 not in self.people()
            assert 2 not in self.people()


TestRooms = Rooms.TestCase
