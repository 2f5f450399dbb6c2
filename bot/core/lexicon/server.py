"""A server's own entries over the shipped ones, and what refuses an entry before it is saved."""

import re
from collections.abc import Iterable, Sequence

from bot.core.lexicon.engine import Lexicon
from bot.core.lexicon.matcher import Matcher
from bot.core.lexicon.model import LexiconError, Problem, ServerTerm, TermCheck
from bot.core.lexicon.pattern import PatternError, Reader
from bot.core.lexicon.rules import Rule

MAX_TERMS = 5_000
MAX_PATTERNS = 20
MAX_PATTERN_LENGTH = 160
FLOOD = 10.0  # per 1,000 everyday messages: more often than this, pages would stop being read
SERVER_FILE = "server"
_ID = re.compile(r"[a-z0-9][a-z0-9._-]{1,63}\Z")
_CATEGORY = re.compile(r"[a-z][a-z0-9._-]{1,39}\Z")


def with_server(lexicon: Lexicon, terms: Iterable[ServerTerm]) -> Lexicon:
    """The shipped lexicon as one server has it; the shipped part is shared, not copied.

    An entry with a shipped id replaces it, `enabled=False` switches it off. Raises LexiconError with
    every problem; `line` counts the entries from 1.
    """
    wanted = list(terms)
    if len(wanted) > MAX_TERMS:
        raise LexiconError(
            (Problem(SERVER_FILE, MAX_TERMS + 1, f"{len(wanted)} entries: at most {MAX_TERMS} are allowed"),)
        )
    problems: list[Problem] = []
    rules: list[Rule] = []
    seen: set[str] = set()
    reader = Reader(lexicon.speech.canon, {})
    for line, term in enumerate(wanted, 1):
        rule, wrong = _rule(lexicon, term, reader)
        if term.id in seen:
            wrong.append(f"the id {term.id!r} is used twice")
        seen.add(term.id)
        problems += [Problem(SERVER_FILE, line, why) for why in wrong]
        if rule is not None:
            rules.append(rule)
    if problems:
        raise LexiconError(tuple(problems))
    own = Matcher(rules, lexicon.contexts, lexicon.speech) if rules else None
    shipped = lexicon.shipped.compiled.terms.keys()
    return Lexicon(
        lexicon.shipped, lexicon.contexts, lexicon.usual, own=own, off=frozenset(seen & set(shipped))
    )


def check_term(lexicon: Lexicon, term: ServerTerm, *samples: Sequence[str]) -> TermCheck:
    """What saving this entry would mean. Problems refuse it; the rate is over everyday messages.

    Each language is a sample of its own and the highest rate counts: mixed, one would hide another's flood.
    """
    try:
        alone = with_server(lexicon, [term])
    except LexiconError as error:
        return TermCheck(error.problems, 0.0)
    rate = max((_rate(alone.own, sample) for sample in samples), default=0.0)
    if rate > FLOOD and term.tier != 0:
        why = f"it would fire on {rate:.0f} of 1,000 everyday messages; at most {FLOOD:.0f} are allowed"
        return TermCheck((Problem(SERVER_FILE, 1, why),), rate)
    return TermCheck((), rate)


def fire_rate(lexicon: Lexicon, term: ServerTerm, sample: Sequence[str]) -> float:
    """How often an entry would page or hint per 1,000 messages of the sample. Raises LexiconError."""
    return _rate(with_server(lexicon, [term]).own, sample)


def _rate(own: Matcher | None, sample: Sequence[str]) -> float:
    if own is None or not sample:
        return 0.0
    fired = 0
    for text in sample:
        verdict = own.best(text, frozenset())
        fired += verdict is not None and verdict.tier != 0
    return 1000 * fired / len(sample)


def _rule(lexicon: Lexicon, term: ServerTerm, reader: Reader) -> tuple[Rule | None, list[str]]:
    """The entry as a rule (None for one that is switched off), and what is wrong with it."""
    wrong: list[str] = []
    if not _ID.match(term.id):
        wrong.append("an id is 2 to 64 small letters, digits, dots and dashes")
    if not term.enabled:
        return None, wrong
    if term.tier not in (0, 1, 2, 3):
        wrong.append("the tier must be 0, 1, 2 or 3")
    if not _CATEGORY.match(term.category):
        wrong.append("a category is 2 to 40 small letters, digits, dots and dashes")
    if not 1 <= len(term.patterns) <= MAX_PATTERNS:
        wrong.append(f"an entry has 1 to {MAX_PATTERNS} phrases")
    contexts = _contexts(lexicon, term, wrong)
    nodes = []
    for pattern in term.patterns[:MAX_PATTERNS]:
        if len(pattern) > MAX_PATTERN_LENGTH:
            wrong.append(f"a phrase is longer than {MAX_PATTERN_LENGTH} characters")
            continue
        try:
            nodes.append(reader.read(pattern))
        except PatternError as error:
            wrong.append(f"{error} in {pattern!r}")
    if wrong:
        return None, wrong
    return Rule(term.id, term.category, term.tier, 0 if term.tier == 0 else 3, tuple(nodes), contexts), wrong


def _contexts(lexicon: Lexicon, term: ServerTerm, wrong: list[str]) -> tuple[str, ...]:
    if term.contexts is None:
        return lexicon.usual
    names = {context.name for context in lexicon.contexts.values()}
    wrong.extend(f"no context is called {name!r}" for name in term.contexts if name not in names)
    return tuple(key for key, context in lexicon.contexts.items() if context.name in term.contexts)
