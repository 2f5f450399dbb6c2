"""Helplines: hours in their own zone, freshness, order on the card, and what may not be shipped."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.core.helplines import (
    RETIRED,
    Helpline,
    Problem,
    card,
    check,
    combined,
    freshness,
    headline,
    open_at,
    opens_next,
    read_line,
    read_window,
    suspended,
    top_of,
)
from bot.helplines import load

LINES, NUMBERS = load()
NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)  # a Wednesday
TODAY = NOON.date()


def line(**fields: object) -> Helpline:
    row = {
        "id": "xx-one",
        "country": "XX",
        "name": "One",
        "dial": "12 34 56",
        "url": "https://one.example/",
        "hours": "",
        "source": "its own page",
        "confidence": "high",
    }
    return read_line({**row, **fields})


def test_the_shipped_rows_are_fit_to_release_and_say_that_nobody_checked_them() -> None:
    problems = check(LINES, TODAY)
    assert {problem.rule for problem in problems} == {"unchecked"}
    assert {problem.id for problem in problems} == {row.id for row in LINES}
    assert {row.confidence for row in LINES} == {"high", "medium"}


def test_no_shipped_number_is_a_retired_or_a_made_up_international_form() -> None:
    assert not RETIRED & {(row.country, row.dial) for row in LINES}
    short = {
        row.country: row.dial for row in LINES if row.id in ("fr-3114-numero-national-de", "us-988", "ca-988")
    }
    assert short == {"FR": "3114", "US": "988", "CA": "988"}


def test_every_country_with_a_line_knows_what_to_dial_or_says_nothing() -> None:
    assert NUMBERS["AU"].dial == "000"
    assert NUMBERS["AU"].note == "112 from mobiles"
    assert all(number.dial for number in NUMBERS.values())


@pytest.mark.parametrize(
    ("window", "zone", "moment", "expected"),
    [
        ("mon-fri 10:00-18:00", "America/Los_Angeles", datetime(2026, 3, 4, 18, 0, tzinfo=UTC), True),
        ("mon-fri 10:00-18:00", "America/Los_Angeles", datetime(2026, 3, 4, 17, 59, tzinfo=UTC), False),
        ("mon-fri 10:00-18:00", "America/Los_Angeles", datetime(2026, 3, 7, 20, 0, tzinfo=UTC), False),
        ("mon-sun 15:30-00:30", "Europe/Lisbon", datetime(2026, 3, 4, 0, 29, tzinfo=UTC), True),
        ("mon-sun 15:30-00:30", "Europe/Lisbon", datetime(2026, 3, 4, 0, 30, tzinfo=UTC), False),
        ("sat-sun 22:00-02:00", "Europe/Lisbon", datetime(2026, 3, 9, 1, 0, tzinfo=UTC), True),
        ("sat-sun 22:00-02:00", "Europe/Lisbon", datetime(2026, 3, 7, 1, 0, tzinfo=UTC), False),
        ("mon-sun 08:00-24:00", "Asia/Kuala_Lumpur", datetime(2026, 3, 4, 15, 59, tzinfo=UTC), True),
        ("mon-sun 08:00-24:00", "Asia/Kuala_Lumpur", datetime(2026, 3, 4, 16, 0, tzinfo=UTC), False),
        ("mon-sun 10:00-12:00", "Europe/Rome", datetime(2026, 7, 1, 8, 0, tzinfo=UTC), True),
        ("mon-sun 10:00-12:00", "Europe/Rome", datetime(2026, 1, 1, 8, 0, tzinfo=UTC), False),
    ],
)
def test_open_at_this_hour_in_the_lines_own_zone(
    window: str, zone: str, moment: datetime, expected: bool
) -> None:
    assert open_at(line(open=[window], tz=zone), moment) is expected


def test_round_the_clock_and_unknown_hours_are_told_apart() -> None:
    assert open_at(line(always=True), NOON) is True
    assert open_at(line(hours="evenings"), NOON) is None
    assert opens_next(line(), NOON) is None


def test_when_it_opens_next() -> None:
    office = line(open=["mon-fri 10:00-18:00"], tz="America/Los_Angeles")
    friday_night = datetime(2026, 3, 7, 4, 0, tzinfo=UTC)
    opens = opens_next(office, friday_night)
    assert opens is not None
    # the clocks there go forward on that Sunday
    assert opens.astimezone(UTC) == datetime(2026, 3, 9, 17, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["", "daily", "mon 9-5", "mon 25:00-26:00", "mon-fri 10:70-11:00", "xxx 10:00-11:00"]
)
def test_hours_that_cannot_be_read_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"hours are written|no such time"):
        read_window(text)


@pytest.mark.parametrize(
    "row",
    [
        {"name": "No id", "country": "XX"},
        {"id": "a", "name": "A"},
        {"id": "a", "name": "A", "country": "XX", "phone": "1"},
        {"id": "a", "name": "A", "country": "XX", "dial": 988},
        {"id": "a", "name": "A", "country": "XX", "open": "mon 10:00-11:00"},
        {"id": "a", "name": "A", "country": "XX", "verified_at": "last week"},
    ],
)
def test_a_bad_row_is_refused_with_a_reason(row: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        read_line(row)


@pytest.mark.parametrize(
    ("days", "top", "state"),
    [(0, True, "fresh"), (90, True, "fresh"), (91, True, "due"),
     (121, True, "overdue"),
     (180, False, "fresh"), (181, False, "due"),
     (211, False, "overdue"), (365, False, "overdue"), (366, False, "stale")],
)  # fmt: skip
def test_freshness(days: int, top: bool, state: str) -> None:
    checked = line(verified_at=str(TODAY - timedelta(days=days)))
    assert freshness(checked, TODAY, top=top) == state
    assert freshness(line(), TODAY) == "unchecked"


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"confidence": "low"}, "confidence"),
        ({"confidence": ""}, "confidence"),
        ({"source": ""}, "source"),
        ({"url": "http://one.example"}, "url"),
        ({"country": "Germany"}, "country"),
        ({"dial": "", "url": ""}, "unreachable"),
        ({"dial": "+33333114"}, "dial"),
        ({"dial": "+1988"}, "dial"),
        ({"dial": "call us"}, "dial"),
        ({"country": "ZZ", "dial": "116 123"}, "not_everywhere"),
        ({"country": "KR", "dial": "1393"}, "retired"),
        ({"open": ["mon 10:00-11:00"], "tz": "Mars/Base"}, "zone"),
        ({"verified_at": "2024-01-01"}, "stale"),
    ],
)
def test_what_must_not_be_released_fails(fields: dict[str, object], rule: str) -> None:
    assert ("fail", rule) in {(p.level, p.rule) for p in check([line(**fields)], TODAY)}


def test_the_same_id_twice_fails_and_a_good_row_is_silent() -> None:
    good = line(verified_at=str(TODAY))
    assert check([good], TODAY) == ()
    assert check([good, good], TODAY) == (Problem("fail", "xx-one", "twice"),)


def test_the_card_puts_what_helps_now_first_and_directories_last() -> None:
    lines = [
        line(id="directory", country="ZZ", dial=""),
        line(id="youth", audience="youth", always=True),
        line(id="chat", dial="", text="Chat on site", always=True),
        line(id="closed", open=["sun 10:00-11:00"], tz="Europe/Rome"),
        line(id="unknown"),
        line(id="always", always=True),
        line(id="elsewhere", country="YY"),
        line(id="broken", always=True),
    ]
    shown = combined(lines, [line(id="own", source="")], failing=frozenset({"broken"}))
    assert [row.id for row in card(shown, "XX", NOON)] == [
        "own", "always", "unknown", "closed", "chat", "youth", "directory",
    ]  # fmt: skip
    assert next(row.id for row in card(shown, "XX", NOON, pinned=["youth"])) == "youth"
    assert [row.id for row in card(shown, "", NOON)] == ["directory"]


def test_an_operators_line_stands_in_for_a_shipped_one_and_hidden_ones_stay_hidden() -> None:
    shipped = [line(id="a", dial="1"), line(id="b")]
    mine = combined(shipped, [line(id="a", dial="2")], hidden=frozenset({"b"}))
    assert [(row.id, row.dial, row.own) for row in mine] == [("a", "2", True)]


def test_three_reports_in_a_day_suspend_a_row() -> None:
    hours = [NOON - timedelta(hours=ago) for ago in (1, 5, 23)]
    assert suspended(hours, NOON)
    assert not suspended([*hours[:2], NOON - timedelta(hours=24)], NOON)


def test_the_notice_names_one_line_or_both_of_a_language_pair() -> None:
    assert [row.id for row in headline(LINES, "US")] == ["us-988"]
    assert {row.languages for row in headline(LINES, "BE")} == {("nl",), ("fr",)}
    assert headline(LINES, "XX") == ()
    assert top_of(LINES, "") is None


def test_unknown_dates_compare_as_days_not_times() -> None:
    assert line(verified_at="2026-03-04").verified_at == date(2026, 3, 4)
