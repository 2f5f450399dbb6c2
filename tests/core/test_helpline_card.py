"""The card of helplines: what is open, what was checked, within the limit."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.core.helpline_card import CARD_LIMIT, card, short
from bot.core.words import Words
from bot.helplines import Book
from tests.core.test_helplines import line

SOURCE = Path(__file__).parents[2] / "notices" / "en" / "helplines.jinja"
WORDS = Words.load({"en": {"helplines": SOURCE.read_text(encoding="utf-8")}})
NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


def test_the_card_says_what_is_open_and_that_nobody_checked_it() -> None:
    text = Book().card("US", NOON, WORDS, "en")
    assert text.startswith("**988 Suicide & Crisis Lifeline**: 988\n")
    assert "Open now. Not checked by us yet. <https://988lifeline.org/>" in text
    assert "Closed now. Opens <t:" in text
    assert text.endswith("<https://findahelpline.com/>, <https://befrienders.org/>")


def test_every_shipped_country_fits_and_a_strange_one_has_the_directories() -> None:
    book = Book()
    for country in book.countries():
        assert 0 < len(book.card(country, NOON, WORDS, "en")) <= CARD_LIMIT
    assert book.card("XX", NOON, WORDS, "en").startswith("We have no line for this country yet.")
    assert book.card(None, NOON, WORDS, "en").startswith("**In any country:**")


def test_a_star_in_a_number_stays_a_star() -> None:
    assert "\\*4141" in Book().line("CL", NOON)
    assert Book().line("XX", NOON) == ""
    assert Book().emergency("AU") == "000"
    assert Book().emergency(None) == ""


def test_a_language_pair_is_named_together() -> None:
    assert " / " in short(Book().lines, "BE")


def test_check_dates_are_told() -> None:
    fresh = line(always=True, verified_at="2026-03-01")
    old = line(id="old", verified_at=str((NOON - timedelta(days=400)).date()), hours="evenings")
    own = line(id="own", own=True)
    text = card([fresh, old, own], "XX", NOON, WORDS, "en")
    assert "Checked on 2026-03-01." in text
    assert "Hours: evenings. Checked on 2025-01-28, so it may be out of date." in text
    assert text.count("Not checked") == 0


def test_too_many_lines_leave_the_last_ones_out_but_never_the_directories() -> None:
    many = [line(id=f"l{n}", name=f"Line {n} " + "x" * 60) for n in range(40)]
    text = card([*many, line(id="d", country="ZZ", dial="")], "XX", NOON, WORDS, "en")
    assert len(text) <= CARD_LIMIT
    assert "Line 0 " in text
    assert "Line 39" not in text
    assert "In any country" in text
