"""The helplines in words: one line for the notice, and the card with what is open at this hour (M18)."""

from collections.abc import Sequence
from datetime import datetime

from bot.core import helplines
from bot.core.helplines import DIRECTORY, Helpline
from bot.core.templates import Safe, escape
from bot.core.words import Words

CARD_LIMIT = 1_600


def short(lines: Sequence[Helpline], country: str | None) -> Safe:
    """The line that texts name for a country: "name: number". Empty when none is known there."""
    named = helplines.headline(lines, country or "")
    return Safe(" / ".join(f"{escape(line.name)}: {escape(line.dial)}" for line in named))


def card(
    lines: Sequence[Helpline],
    country: str | None,
    now: datetime,
    words: Words,
    locale: str,
    pinned: Sequence[str] = (),
) -> Safe:
    """Every line of a country, each with when it is open and when we last checked it.

    Lines that would pass the limit are left out from the end; the directories always stand.
    """
    shown = helplines.card(lines, country or "", now, pinned)
    links = ", ".join(f"<{line.url}>" for line in shown if line.country == DIRECTORY)
    last = words.render(locale, "helplines.elsewhere", {"links": Safe(links)}) if links else ""
    parts: list[str] = []
    room = CARD_LIMIT - len(last)
    for line in shown:
        if line.country == DIRECTORY:
            continue
        entry = _entry(line, now, words, locale)
        room -= len(entry) + 2
        if room < 0:
            break
        parts.append(entry)
    if not parts and country:
        parts.append(words.render(locale, "helplines.none_here"))
    return Safe("\n\n".join(filter(None, (*parts, last))))


def _entry(line: Helpline, now: datetime, words: Words, locale: str) -> str:
    values = {
        "name": line.name,
        "dial": line.dial,
        "text": line.text,
        "when": Safe(_when(line, now, words, locale)),
        "checked": Safe(_checked(line, now, words, locale)),
        "link": Safe(f"<{line.url}>" if line.url else ""),
    }
    rendered = words.render(locale, "helplines.entry", values)
    return "\n".join(row.strip() for row in rendered.split("\n") if row.strip())


def _when(line: Helpline, now: datetime, words: Words, locale: str) -> str:
    state = helplines.open_at(line, now)
    if state:
        return words.render(locale, "helplines.open_now")
    if state is None:
        return words.render(locale, "helplines.hours_listed", {"hours": line.hours}) if line.hours else ""
    opens = helplines.opens_next(line, now)
    shown = Safe(f"<t:{int(opens.timestamp())}:t>") if opens else Safe(escape(line.hours))
    return words.render(locale, "helplines.closed_now", {"opens": shown})


def _checked(line: Helpline, now: datetime, words: Words, locale: str) -> str:
    """Our own check date; an operator's own line is the operator's to vouch for."""
    state = helplines.freshness(line, now.date())
    if line.own and line.verified_at is None:
        return ""
    if line.verified_at is None:
        return words.render(locale, "helplines.never_checked")
    key = "helplines.may_be_old" if state == "stale" else "helplines.checked_on"
    return words.render(locale, key, {"date": line.verified_at.isoformat()})
