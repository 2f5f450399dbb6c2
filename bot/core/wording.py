"""Rules for every word the bot says, not only the notice: grade, length and lint, file by file.

The notice itself is checked harder, by notice_check. A text is checked as rendered with sample values
that are made from the names of its variables, so that a new file is checked without being known here.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import nodes

from bot.core.lint import lint
from bot.core.notice_slot import Finding
from bot.core.readability import measure
from bot.core.templates import TemplateRefused, Value, Values, environment
from bot.core.words import Words

MAX_WORLDS = 256


@dataclass(frozen=True, slots=True)
class Limit:
    """What one file may be: the grade that warns and that blocks, and characters a block."""

    warn: float
    block: float
    longest: int
    characters: int = 2_000


DEFAULT = Limit(6, 8, 25)
# Words to a person in distress read a grade easier. Labels are no sentences; Discord caps them at 80.
LIMITS = {
    "escalation": Limit(5, 6, 22),
    "help": Limit(5, 6, 22),
    "buttons": Limit(99, 99, 12, 80),
    "commands": Limit(99, 99, 25, 100),
    "check": Limit(8, 10, 30),
    "setup": Limit(8, 10, 30),
    "health": Limit(8, 10, 30),
}
# Too short for a formula: a grade of a few words says nothing.
FEWEST_WORDS = 15

_ENV = environment()
_SAMPLES = {
    "ack_emoji": "✅",
    "take_emoji": "🙋",
    "emergency_number": "911",
    "helpline": "988 Suicide & Crisis Lifeline: 988",
    "helpline_line": "988 Suicide & Crisis Lifeline: 988",
    "link": "it",
    "links": "it",
    "text": "Chat on site",
    "dial": "988",
    "oncall_hours": "every day from 9:00 to 23:00",
    "min_age": "18",
    "emergency_policy": "we ask you before we call.",
    "peer_credential": "a certified peer",
    "admin_scope": "the owner and the role Lead",
    "lines": "- one thing",
    "roles": "Lead",
}
_NUMBERS = ("days", "hours", "minutes", "count", "number", "version", "floor", "places", "open", "times")


def samples(names: frozenset[str], flags: frozenset[str]) -> dict[str, Value]:
    """A made-up value for each variable, guessed from its name; yes-or-no facts are yes."""
    values: dict[str, Value] = {}
    for name in names:
        number = "5" if name.rpartition("_")[2] in _NUMBERS else None
        values[name] = True if name in flags else (_SAMPLES.get(name) or number or "Sam")
    return values


def flags_of(source: str, block: str) -> frozenset[str]:
    """The variables of a block that are only asked about and never shown."""
    tree = _block(source, block)
    shown = {
        name.name for out in tree.find_all(nodes.Output) for name in out.nodes if isinstance(name, nodes.Name)
    }
    return frozenset(name.name for name in tree.find_all(nodes.Name)) - shown


def _block(source: str, block: str) -> nodes.Block:
    return next(found for found in _ENV.parse(source).find_all(nodes.Block) if found.name == block)


def _asked(tree: nodes.Block) -> dict[str, set[str]]:
    """The variables that conditions ask about, each with the words it is compared with."""
    asked: dict[str, set[str]] = {}
    for condition in tree.find_all(nodes.If):
        for name in condition.test.find_all(nodes.Name):
            asked.setdefault(name.name, set())
        if isinstance(condition.test, nodes.Name):
            asked.setdefault(condition.test.name, set())
        compared = [condition.test, *condition.test.find_all(nodes.Compare)]
        for test in compared:
            if isinstance(test, nodes.Compare) and isinstance(test.expr, nodes.Name):
                constants = {const.value for const in test.find_all(nodes.Const)}
                asked.setdefault(test.expr.name, set()).update(constants)
    return asked


def worlds(words: Words, locale: str, key: str, source: str) -> Iterator[Values]:
    """Sample values for a block, with every fact that it asks about turned every way it can be."""
    block = key.partition(".")[2]
    flags = flags_of(source, block)
    values = samples(words.needs(locale, key), flags)
    options: dict[str, list[Value]] = {}
    for name, constants in sorted(_asked(_block(source, block)).items()):
        plain: list[Value] = [True, False] if name in flags and not constants else [values[name], ""]
        options[name] = [*sorted(constants), *plain]
    for turn in itertools.islice(itertools.product(*options.values()), MAX_WORLDS):
        yield {**values, **dict(zip(options, turn, strict=True))}


def check_block(words: Words, locale: str, key: str, source: str) -> tuple[Finding, ...]:
    """What is wrong with one block in any state of its facts; the finding's slot is the key."""
    limit = LIMITS.get(key.partition(".")[0], DEFAULT)
    found: dict[Finding, None] = {}
    for values in worlds(words, locale, key, source):
        try:
            text = words.render(locale, key, values)
        except TemplateRefused as refused:
            found[Finding("block", "template", key, refused.faults[0].why)] = None
            continue
        found.update(dict.fromkeys(_findings(text, locale, key, limit)))
    return tuple(found)


def _findings(text: str, locale: str, key: str, limit: Limit) -> Iterator[Finding]:
    for hit in lint(text, locale):
        yield Finding(hit.level, hit.rule, key, hit.words)
    if len(text) > limit.characters:
        yield Finding("block", "length", key, str(len(text)))
    reading = measure(text, locale)
    if reading.longest > limit.longest:
        yield Finding("block", "sentence", key, str(reading.longest))
    if reading.grade is not None and reading.words >= FEWEST_WORDS and reading.grade > limit.warn:
        yield Finding(
            "block" if reading.grade > limit.block else "warn", "grade", key, f"{reading.grade:.1f}"
        )
