"""Helplines: what a row says, whether it may be shown, what is open at an hour, and in which order.

The string a person dials is kept as typed and never computed. Times are aware; a line's hours are in its
own zone. Freshness and order follow the domain guide, 6.4.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

DIRECTORY = "ZZ"
REVIEW_TOP, REVIEW = timedelta(days=90), timedelta(days=180)
GRACE = timedelta(days=30)
STALE = timedelta(days=365)
REPORTS, REPORT_WINDOW = 3, timedelta(hours=24)
# Numbers that still circulate and lead nowhere.
RETIRED = {("KR", "1393"), ("US", "988 then press 3")}

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WINDOW = re.compile(
    r"(mon|tue|wed|thu|fri|sat|sun)(?:-(mon|tue|wed|thu|fri|sat|sun))? (\d\d):(\d\d)-(\d\d):(\d\d)"
)
_DIAL = re.compile(r"[\d*+][\d\s().*/#-]*(?:[^\n]{0,120})")


@dataclass(frozen=True, slots=True)
class Window:
    """Some weekdays (Monday is 0) and the minutes of the day from `start` to `end`; past 24:00 runs on."""

    days: frozenset[int]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Helpline:
    """One line as a person is shown it. `open` is empty when the hours are unknown or round the clock."""

    id: str
    country: str
    name: str
    url: str
    hours: str
    source: str
    confidence: str
    dial: str = ""
    text: str = ""
    always: bool = False
    open: tuple[Window, ...] = ()
    tz: str = ""
    audience: str = "all"
    languages: tuple[str, ...] = ()
    verified_at: date | None = None
    suspended: bool = False
    own: bool = False


@dataclass(frozen=True, slots=True)
class Emergency:
    """The number to dial in a country when life is in danger."""

    country: str
    dial: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a row: "fail" stops a release, "warn" is a task for a person."""

    level: str
    id: str
    rule: str
    detail: str = ""


def read_line(row: Mapping[str, object]) -> Helpline:
    """A row of the data file, or of an operator's own lines. Raises ValueError saying what is wrong."""

    def text(key: str) -> str:
        value = row.get(key, "")
        if not isinstance(value, str):
            raise ValueError(f"{key} is not a text")
        return value.strip()

    unknown = set(row) - set(Helpline.__dataclass_fields__)
    if unknown:
        raise ValueError(f"unknown field: {min(unknown)}")
    for key in ("id", "country", "name"):
        if not text(key):
            raise ValueError(f"{key} is missing")
    windows, languages = row.get("open", []), row.get("languages", [])
    if not isinstance(windows, list) or not isinstance(languages, list):
        raise ValueError("open and languages are lists")
    return Helpline(
        id=text("id"), country=text("country"), name=text("name"), url=text("url"), hours=text("hours"),
        source=text("source"), confidence=text("confidence"), dial=text("dial"), text=text("text"),
        always=row.get("always") is True, open=tuple(read_window(str(item)) for item in windows),
        tz=text("tz"),
        audience=text("audience") or "all", languages=tuple(map(str, languages)),
        verified_at=date.fromisoformat(text("verified_at")) if text("verified_at") else None,
        own=row.get("own") is True,
    )  # fmt: skip


def slug(country: str, name: str) -> str:
    """An id for a line from its name: the country, then letters and digits; empty where there are none."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)[:6]
    return "-".join([country.lower(), *words])[:60] if words else ""


def read_window(text: str) -> Window:
    """`mon-fri 10:00-18:00`; an end before the start runs into the next day. Raises ValueError."""
    match = _WINDOW.fullmatch(text.strip().lower())
    if not match:
        raise ValueError(f"hours are written like mon-fri 10:00-18:00, not {text!r}")
    first, last = _DAYS.index(match[1]), _DAYS.index(match[2] or match[1])
    days = frozenset((first + step) % 7 for step in range((last - first) % 7 + 1))
    start, end = int(match[3]) * 60 + int(match[4]), int(match[5]) * 60 + int(match[6])
    if start >= 1440 or end > 1440 or int(match[4]) > 59 or int(match[6]) > 59:
        raise ValueError(f"no such time: {text!r}")
    return Window(days, start, end if end > start else end + 1440)


def open_at(line: Helpline, now: datetime) -> bool | None:
    """Whether the line is open at that moment; None when nobody has told us its hours."""
    if line.always:
        return True
    if not line.open:
        return None
    local = now.astimezone(ZoneInfo(line.tz))
    minute = local.hour * 60 + local.minute
    return any(
        (local.weekday() in window.days and window.start <= minute < window.end)
        or ((local.weekday() - 1) % 7 in window.days and minute < window.end - 1440)
        for window in line.open
    )


def opens_next(line: Helpline, now: datetime) -> datetime | None:
    """When a closed line opens next, in its own zone; None if it is open or its hours are unknown."""
    if open_at(line, now) is not False:
        return None
    zone = ZoneInfo(line.tz)
    today = now.astimezone(zone).date()
    starts = (
        datetime.combine(day, time(window.start // 60, window.start % 60), zone)
        for day in (today + timedelta(days=step) for step in range(8))
        for window in line.open
        if day.weekday() in window.days
    )
    return min((start for start in starts if start > now), default=None)


def freshness(line: Helpline, today: date, *, top: bool = False) -> str:
    """How old our own check is: "unchecked", "fresh", "due", "overdue" or "stale" (over a year)."""
    if line.verified_at is None:
        return "unchecked"
    age, review = today - line.verified_at, REVIEW_TOP if top else REVIEW
    if age > STALE:
        return "stale"
    if age > review + GRACE:
        return "overdue"
    return "due" if age > review else "fresh"


def suspended(reports: Iterable[datetime], now: datetime) -> bool:
    """Whether "this did not work" was said often enough in a day to take a row off the card."""
    return sum(now - REPORT_WINDOW < when <= now for when in reports) >= REPORTS


def combined(
    shipped: Iterable[Helpline],
    own: Iterable[Helpline],
    hidden: frozenset[str] = frozenset(),
    failing: frozenset[str] = frozenset(),
) -> tuple[Helpline, ...]:
    """What a server shows: its own lines, and the shipped ones it has not hidden. A pin survives updates.

    An own line with the id of a shipped one stands in its place. `failing` rows are marked suspended.
    """
    mine = {line.id: replace(line, own=True) for line in own}
    rest = [line for line in shipped if line.id not in mine and line.id not in hidden]
    return tuple(replace(line, suspended=line.id in failing) for line in (*mine.values(), *rest))


def card(
    lines: Sequence[Helpline], country: str, now: datetime, pinned: Sequence[str] = ()
) -> tuple[Helpline, ...]:
    """The lines to show for a country, in order: pinned and own lines, round-the-clock lines for all,
    text and chat lines, lines for some people, then the directories, which stand for every place.

    A suspended row is left out. A line that is known to be closed now comes after one that is not.
    """
    here = [line for line in lines if line.country == country and not line.suspended]
    everywhere = [line for line in lines if line.country == DIRECTORY and not line.suspended]

    def rank(line: Helpline) -> tuple[int, int, bool]:
        if line.id in pinned:
            return 0, pinned.index(line.id), False
        if line.own:
            kind = 1
        elif line.audience != "all":
            kind = 5
        elif line.dial:
            kind = 2 if line.always else 3
        else:
            kind = 4
        return kind, 0, open_at(line, now) is False

    return (*sorted(here, key=rank), *everywhere)


def top_of(lines: Iterable[Helpline], country: str) -> Helpline | None:
    """The one line that the notice and the crisis texts name for a country: for everyone, by phone."""
    fitting = [line for line in lines if line.country == country and line.dial and not line.suspended]
    fitting.sort(key=lambda line: (not line.own, line.audience != "all", not line.always))
    return fitting[0] if fitting else None


def headline(lines: Sequence[Helpline], country: str) -> tuple[Helpline, ...]:
    """The line that the notice names, and its counterpart where a country has one per language.

    Of such a pair both are named or neither (6.3); a line for one language is no line for the others.
    """
    top = top_of(lines, country)
    if top is None:
        return ()
    for other in lines:
        fits = other.country == country and other.dial and other.always and other.audience == "all"
        if fits and top.languages and other.languages and not set(top.languages) & set(other.languages):
            return (top, other)
    return (top,)


def check(lines: Sequence[Helpline], today: date) -> tuple[Problem, ...]:
    """Everything that a person should look at, and what must not be released."""
    found: list[Problem] = []
    seen: set[str] = set()
    for line in lines:
        top = top_of(lines, line.country) == line
        found += [Problem("fail", line.id, rule, detail) for rule, detail in wrong(line)]
        if line.id in seen:
            found.append(Problem("fail", line.id, "twice"))
        seen.add(line.id)
        state = freshness(line, today, top=top)
        if state != "fresh":
            found.append(
                Problem("fail" if state == "stale" else "warn", line.id, state, str(line.verified_at or ""))
            )
    return tuple(sorted(found, key=lambda problem: problem.level))


def wrong(line: Helpline) -> Iterable[tuple[str, str]]:
    """What must not be shown as it is: the rule and the words it is about."""
    if line.confidence not in ("high", "medium") and not line.own:
        yield "confidence", line.confidence
    if not re.fullmatch(r"[A-Z]{2}", line.country):
        yield "country", line.country
    if line.url and not line.url.startswith("https://"):
        yield "url", line.url
    if not line.source:
        yield "source", ""
    if not (line.dial or line.text or line.url):
        yield "unreachable", ""
    if line.country == DIRECTORY and line.dial:
        yield "not_everywhere", line.dial
    if line.dial and (not _DIAL.fullmatch(line.dial) or re.fullmatch(r"\+\d{4,9}", line.dial)):
        yield "dial", line.dial  # a short code in an invented international form does not ring
    if (line.country, line.dial) in RETIRED:
        yield "retired", line.dial
    if line.open:
        try:
            ZoneInfo(line.tz)
        except (ZoneInfoNotFoundError, ValueError):
            yield "zone", line.tz
