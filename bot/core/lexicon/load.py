"""From lexicon files to a Lexicon: everything wrong is gathered, and then nothing loads."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.core.lexicon.context import Context
from bot.core.lexicon.engine import Lexicon
from bot.core.lexicon.matcher import Matcher
from bot.core.lexicon.model import LexiconError
from bot.core.lexicon.pattern import Node, PatternError, Reader, vocabulary
from bot.core.lexicon.rules import Judge, Rule
from bot.core.lexicon.source import Entry, Source, alternatives, read
from bot.core.lexicon.speech import Speech, frequencies, merge
from bot.core.lexicon.steps import Builder, Step

MAX_PATTERNS = 5_000
MAX_FILES = 100


def load(files: Mapping[str, str]) -> Lexicon:
    """A Lexicon from file name -> TOML text. Raises LexiconError with every problem, file and line."""
    sources = [read(name, text) for name, text in sorted(files.items())[:MAX_FILES]]
    languages = {s.language: Language(s.language) for s in sources if s.language}
    for source in sources:
        if source.language:
            languages[source.language].take(source)
    speech = merge(language.speech for language in languages.values())
    contexts: dict[str, Context] = {}
    for language in languages.values():
        contexts |= language.build(speech)
    rules: list[tuple[Source, Entry, Rule]] = []
    for source in sources:
        if source.language:
            rules += _rules(source, languages[source.language])
    _repeated(rules)
    _raise(sources)
    matcher = Matcher([rule for _, _, rule in rules], contexts, speech, mend=speech.mend)
    for source, entry, rule in rules:
        _examples(source, entry, rule, matcher)
    _raise(sources)
    return Lexicon(matcher, contexts, tuple(sorted(k for k, c in contexts.items() if c.default)))


def _raise(sources: list[Source]) -> None:
    problems = tuple(problem for source in sources for problem in source.problems)
    if problems:
        raise LexiconError(problems)


@dataclass(slots=True)
class _Shared:
    """A macro or context a language file defines, and where."""

    source: Source
    values: Any


class Language:
    """What the files of one language share: its spelling, macros and contexts."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.speech = Speech()
        self.macros: dict[str, tuple[str, ...]] = {}
        self._contexts: dict[str, _Shared] = {}
        self.usual: tuple[str, ...] = ()
        self.reader = Reader(self.speech.canon, {})

    @property
    def names(self) -> frozenset[str]:
        """The contexts this language has."""
        return frozenset(self._contexts)

    def take(self, source: Source) -> None:
        """Adds what one file says of the language itself; a file with rules keeps its macros to itself."""
        if source.contexts:
            self.macros |= source.macros
        for name, values in source.contexts.items():
            self._contexts[name] = _Shared(source, values)
        self.usual = tuple(
            f"{self.code}.{n}" for n, c in self._contexts.items() if c.values.get("default", True)
        )
        for key in source.speech.keys() - {"forms", "fillers", "common", "protected", "mend"}:
            source.problem(source.line_of(key), f"unknown key {key!r} in speech")
        speech = self.speech
        speech.fillers |= set(_words(source, "fillers"))
        speech.common |= frequencies(_words(source, "common"))
        speech.protected |= set(_words(source, "protected"))
        speech.mend |= set(_words(source, "mend"))
        forms = source.speech.get("forms", {})
        for target, variants in forms.items() if isinstance(forms, dict) else ():
            if not isinstance(variants, str):
                source.problem(source.line_of(target), f"forms of {target!r} must be one text, comma between")
                continue
            for variant in variants.replace("'", "").split(","):
                self._form(source, tuple(target.split()), tuple(variant.split()))

    def _form(self, source: Source, target: tuple[str, ...], variant: tuple[str, ...]) -> None:
        if len(variant) == 1:
            self.speech.forms[variant[0]] = target
        elif len(variant) == 2:
            self.speech.pairs[variant[0], variant[1]] = target
        else:
            source.problem(source.line_of(" ".join(target)), "a form is one word or two")

    def build(self, speech: Speech) -> dict[str, Context]:
        """The language's contexts, compiled, by their full name."""
        for word, target in speech.forms.items():
            if tuple(w for t in target for w in speech.plain(t)) != target:
                shared = next(iter(self._contexts.values()), None)
                if shared is not None:
                    shared.source.problem(
                        shared.source.line_of(" ".join(target)),
                        f"{word!r} leads to a word that has a form itself",
                    )
        builder = Builder()
        self.reader = reader = Reader(speech.canon, self.macros)
        return {
            f"{self.code}.{name}": _context(f"{self.code}.{name}", name, shared, reader, builder)
            for name, shared in self._contexts.items()
        }


def _words(source: Source, key: str) -> list[str]:
    value = source.speech.get(key, "")
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        value = " ".join(value)
    if not isinstance(value, str):
        source.problem(source.line_of(key), f"{key} must be words with spaces between")
        return []
    return value.lower().replace("'", "").split()


def _context(key: str, name: str, shared: _Shared, reader: Reader, builder: Builder) -> Context:
    values = shared.values
    words: set[str] = set()

    def step(field: str, *, backwards: bool = False) -> Step | None:
        steps: list[Step] = []
        for node in _patterns(shared.source, 1, values.get(field, []), reader, what=f"context {name!r}"):
            words.update(vocabulary(node))
            steps.append(builder.build(node, backwards=backwards))
        if not steps:
            return None
        return lambda frame, state: _any(steps, frame, state)

    before, unless = step("before"), step("before_unless")
    then, after = step("then_unless", backwards=True), step("after", backwards=True)
    stop = frozenset(alternatives_words(values.get("stop", ""), reader))
    own = frozenset(alternatives_words(values.get("own", ""), reader))
    missing = frozenset(alternatives_words(values.get("missing", ""), reader))
    return Context(
        key,
        name,
        str(values.get("reason", "")),
        int(values.get("steps", 1)),
        bool(values.get("default", True)),
        int(values.get("reach", 0)),
        int(values.get("after_reach", 0)),
        int(values.get("short", 0)),
        int(values.get("longer", 0)),
        bool(values.get("quoted", False)),
        missing,
        stop,
        own,
        frozenset(words | stop | own | missing),
        before,
        unless,
        then,
        after,
        step("message"),
    )


def _any(steps: list[Step], frame: Any, state: int) -> int:
    out = 0
    for step in steps:
        out |= step(frame, state)
    return out


def alternatives_words(value: Any, reader: Reader) -> tuple[str, ...]:
    """The plain words of a space-separated text, each in its one form."""
    return reader.canon(value) if isinstance(value, str) else ()


def _patterns(source: Source, line: int, value: Any, reader: Reader, *, what: str) -> list[Node]:
    nodes: list[Node] = []
    written = alternatives(value)
    if written is None:
        source.problem(line, f"{what}: patterns must be a list of texts")
        return nodes
    for text in written:
        try:
            nodes.append(reader.read(text))
        except PatternError as error:
            source.problem(source.line_of(text, line), f"{what}: {error} in {text!r}")
    return nodes


def _rules(source: Source, language: Language) -> list[tuple[Source, Entry, Rule]]:
    reader = language.reader.within(source.macros)
    out: list[tuple[Source, Entry, Rule]] = []
    for entry in source.entries:
        values, line = entry.values, entry.line
        what = f"rule {values['id']!r}"
        names = values.get("context")
        contexts = language.usual if names is None else tuple(f"{language.code}.{n}" for n in names)
        for name in set(contexts) - {f"{language.code}.{n}" for n in language.names}:
            source.problem(source.line_of("context", line), f"{what}: no context is called {name!r}")
        nodes = {
            key: tuple(_patterns(source, line, values.get(key, []), reader, what=what))
            for key in ("patterns", "unless_before", "unless_after")
        }
        rule = Rule(
            values["id"],
            values["category"],
            values["tier"],
            values.get("floor", 3),
            nodes["patterns"],
            contexts,
            nodes["unless_before"],
            nodes["unless_after"],
        )
        out.append((source, entry, rule))
    total = sum(len(rule.nodes) for _, _, rule in out)
    if total > MAX_PATTERNS:
        source.problem(1, f"{total} patterns: at most {MAX_PATTERNS} are allowed")
    return out


def _repeated(rules: list[tuple[Source, Entry, Rule]]) -> None:
    seen: dict[str, str] = {}
    for source, entry, rule in rules:
        if rule.id in seen:
            source.problem(entry.line, f"the id {rule.id!r} is already used in {seen[rule.id]}")
        seen.setdefault(rule.id, source.name)


def _examples(source: Source, entry: Entry, rule: Rule, matcher: Matcher) -> None:
    """Every rule keeps what its own lines promise."""
    for key, wanted in (("match", "at its own tier"), ("hint", "only demoted"), ("no_match", "not at all")):
        for text in entry.values.get(key, []):
            found = outcome(matcher, rule.id, text)
            if found != wanted:
                line = source.line_of(text, entry.line)
                source.problem(line, f"rule {rule.id!r} should match {text!r} {wanted}, and matches {found}")


def outcome(matcher: Matcher, rule: str, text: str) -> str:
    """How one entry alone meets one text: at its own tier, only demoted, not at all."""
    judge = Judge(matcher.frame(text))
    term = matcher.compiled.terms[rule]
    verdicts = [v for step in term.steps if (v := judge.verdict(term, step)) is not None]
    if not verdicts:
        return "not at all"
    return "only demoted" if all(v.contexts for v in verdicts) else "at its own tier"
