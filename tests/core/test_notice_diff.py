"""Word differences between two versions: only what changed, and nothing lost."""

from hypothesis import given
from hypothesis import strategies as st

from bot.core.notice_diff import Piece, SlotDiff, diff, marked, new, old

WORDS = st.lists(st.sampled_from(["we", "ask", "you", "first", "**when**", "can"]), max_size=12).map(" ".join)


def test_only_changed_slots_are_listed_in_the_order_of_the_elements() -> None:
    before = {"e20": "Notice 1.", "e06": "We ask you first.", "e03": "It stays here."}
    after = {"e20": "Notice 2.", "e06": "We always ask you first.", "e03": "It  stays\nhere."}
    assert diff(before, after) == (
        SlotDiff("e06", (Piece("same", "We"), Piece("new", "always"), Piece("same", "ask you first."))),
        SlotDiff("e20", (Piece("same", "Notice"), Piece("old", "1."), Piece("new", "2."))),
    )


def test_a_slot_that_came_or_went_is_all_new_or_all_old() -> None:
    assert diff({}, {"e23": "Mind your screen."})[0].pieces == (Piece("new", "Mind your screen."),)
    assert diff({"e23": "Mind your screen."}, {})[0].pieces == (Piece("old", "Mind your screen."),)


def test_marks_are_words_and_lines_not_colour() -> None:
    pieces = diff({"e06": "We **ask** you."}, {"e06": "We **tell** you."})[0].pieces
    assert marked(pieces) == "We ~~ask~~ __tell__ you."


@given(WORDS, WORDS)
def test_no_word_is_lost_on_either_side(before: str, after: str) -> None:
    for change in diff({"e06": before}, {"e06": after}):
        assert new(change.pieces).split() == after.split()
        assert old(change.pieces).split() == before.split()
