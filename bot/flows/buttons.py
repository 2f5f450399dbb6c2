"""Every button of the bot: what it does, what stands on it, in which row it appears.

A row is named "row" or "row:id"; the id is put into each action, so a button carries all of its state
and works after any restart. The adapter adds the prefix that marks an action as ours.
"""

from bot.core.words import Words
from bot.flows.port import Button, Choice, Style

_P, _Q, _G, _D = Style.PRIMARY, Style.QUIET, Style.GOOD, Style.DANGER

# row -> (verb, the key of its label in buttons.jinja, style)
ROWS: dict[str, tuple[tuple[str, str, Style], ...]] = {
    "panel": (("ask", "ask", _P), ("help", "help", _D)),
    "notice": (
        ("agree", "agree", _G),
        ("question", "question", _Q),
        ("notnow", "not_now", _Q),
        ("help", "help", _D),
    ),
    "open": (("stop", "stop", _Q), ("help", "help", _D)),
    "paused": (("agree", "agree_again", _G), ("help", "help", _D)),
    "help": (("help", "help", _D),),
    "question": (("question", "ask_more", _Q), ("help", "help", _D)),
    "answer": (("answer", "answer", _P),),
    "card": (("claim", "claim", _P),),
    "pledging": (
        ("peernotice", "read_notice", _Q),
        ("promise", "promise", _G),
        ("unclaim", "unclaim", _Q),
    ),
    "asking": (("unclaim", "unclaim", _Q),),
    "let_in": (("letin", "let_in", _G), ("else", "someone_else", _Q), ("help", "help", _D)),
    "waiting": (
        ("wait", "keep_waiting", _Q),
        ("else", "someone_else", _Q),
        ("stop", "stop", _Q),
        ("help", "help", _D),
    ),
    "page": (("take", "take", _P), ("pass", "pass", _Q), ("close", "close", _Q)),
    "taken": (("close", "close", _P), ("pass", "hand_back", _Q)),
    "match": (("okay", "okay", _Q), ("helplines", "helplines", _Q)),
    "erase": (("erase", "erase", _D), ("keep", "keep", _Q)),
    "ask_avoided": (("allow", "allow", _G), ("refuse", "refuse", _Q)),
    "helplines": (("helplines", "helplines", _Q),),
    "countries": (),
    "adopt": (),
    "help_room": (("helplines", "helplines", _Q),),
    "confirm_lines": (("confirmlines", "confirm_lines", _G),),
    "outcome": (),
}

MENU = 25
OUTCOMES = ("talked", "passed_on", "false_alarm", "no_contact")


def split(name: str) -> tuple[str, str]:
    """The row and the id in a row's name."""
    row, _, rest = name.partition(":")
    return row, rest


def buttons_for(
    words: Words, locale: str, name: str, countries: tuple[str, ...] = ()
) -> tuple[tuple[Button, ...], tuple[Choice, ...]]:
    """The buttons and menus of a row in a language; none for an empty name.

    `countries` are those that have helplines, as two-letter codes: for the menu of countries.
    """
    if not name:
        return (), ()
    row, rest = split(name)
    suffix = f":{rest}" if rest else ""
    made = tuple(
        Button(f"{verb}{suffix}", words.render(locale, f"buttons.{label}"), style)
        for verb, label, style in ROWS[row]
    )
    return made, _choices(words, locale, row, suffix, countries)


def _choices(
    words: Words, locale: str, row: str, suffix: str, countries: tuple[str, ...]
) -> tuple[Choice, ...]:
    if row == "outcome":
        options = tuple((one, words.render(locale, f"buttons.outcome_{one}")) for one in OUTCOMES)
        return (Choice(f"outcome{suffix}", words.render(locale, "buttons.outcome_choose"), options),)
    if row == "adopt":
        return (Choice(f"adopt{suffix}", words.render(locale, "buttons.adopt_choose"), ()),)
    if row == "countries":
        return _countries(words, locale, countries)
    return ()


def _countries(words: Words, locale: str, countries: tuple[str, ...]) -> tuple[Choice, ...]:
    """Menus of countries by name: Discord shows 25 choices in one, so there may be more than one."""
    named = sorted((words.render(locale, f"countries.{one.lower()}"), one) for one in countries)
    menus = []
    for start in range(0, len(named), MENU):
        part = named[start : start + MENU]
        span = {"first": part[0][0], "last": part[-1][0]}
        placeholder = words.render(locale, "buttons.country_choose", span)
        menus.append(Choice(f"country:{start}", placeholder, tuple((code, name) for name, code in part)))
    return tuple(menus)
