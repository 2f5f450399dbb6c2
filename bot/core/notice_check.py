"""Whether a notice may be published: every check of a moderator's words, as findings.

A finding of level "block" stops publishing; "warn" is shown. The seventh check, that a named person
read it as a member would, is made by a person. notices/README.md explains every rule.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from bot.core import notice_slot, slots
from bot.core.lint import claim, covers, lint
from bot.core.notice_slot import Finding, Slot
from bot.core.readability import Reading, measure
from bot.core.server import age_floor
from bot.core.templates import TemplateRefused, Values, compile_source
from bot.core.words import Words

__all__ = ["Finding", "Report", "Server", "check", "parity"]

MIN_WORDS = 4
_BRINGS_BACK: Mapping[str, Values] = {
    "check": {"check_on": True, "check_blind": False},
    "no_regime": {"legal_regime": "none"},
}
_MAY_BE_EMPTY = frozenset(need.name for need in slots.values_needed() if need.empty) | {"organisation"}
_TYPED_FACT = re.compile(
    r"(?<![\w/-])(?:\d[\d\s().-]*\d{2,}|\d+ ?\+|\d+ (?:\w+ )?(?:days?|hours?|weeks?|months?|years?|d[ií]as?"
    r"|horas?|semanas?|mes(?:es)?|años?)|(?:aged?|edad de|over|under) \d+)",
    re.IGNORECASE,
)
_ROLE = re.compile(r"(?<![\w\\/.])@([^\W\d_][^\n.,;:!?)]{0,40})")
_SHOUT = re.compile(r"\b[^\W\d_a-zß-öø-ÿ]{4,}\b")
_YOU = {
    "en": re.compile(r"\byou\w*\b", re.IGNORECASE),
    "es": re.compile(r"\b(?:tú|te|ti|tus?|contigo|\w+[aei]s)\b", re.IGNORECASE),
}


@dataclass(frozen=True, slots=True)
class Server:
    """What the checks want to know about the server besides the facts that the notice shows."""

    roles: frozenset[str] = frozenset()
    always_open: bool = False
    country: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What was found, the messages as a member would see them, and how hard they read."""

    findings: tuple[Finding, ...]
    messages: tuple[str, ...] = ()
    reading: Reading | None = None
    by_slot: Mapping[str, Reading] = field(default_factory=dict)

    @property
    def blocked(self) -> bool:
        """Whether this notice may not be published."""
        return any(finding.level == "block" for finding in self.findings)


def check(words: Words, locale: str, texts: Mapping[str, str], values: Values, server: Server) -> Report:
    """Check all slots of one notice in one language, with the facts of the server it is for.

    `texts` holds E01-E25 as typed; a slot that is absent counts as left out. Never raises for what a
    moderator or a file may hold.
    """
    found = list(_values(values, server))
    good: dict[str, Slot] = {}
    for name in slots.ELEMENTS:
        source = texts.get(name, "").strip()
        if not source:
            found.extend(_left_out(name, values))
            continue
        slot = notice_slot.compiled(name, source)
        if isinstance(slot, Finding):
            found.append(slot)
        else:
            good[name] = slot
    if any(finding.rule == "value" for finding in found):
        return Report(_sorted(found))
    readings: dict[str, Reading] = {}
    for slot in good.values():
        found.extend(_slot(slot, words, locale, values, server, readings))
    messages = _messages(words, locale, texts, values, good)
    found.extend(_whole(messages, locale, values, server, found))
    return Report(_sorted(found), messages, measure("\n\n".join(messages), locale), readings)


def parity(texts: Mapping[str, Mapping[str, str]]) -> tuple[Finding, ...]:
    """Differences between the languages of one notice: which slots it has, and which facts they show.

    Takes `{locale: {slot: text}}`; the finding's words name the language and the fact.
    """
    seen: dict[str, dict[str, frozenset[str]]] = {}
    for locale, own in texts.items():
        read = {name: notice_slot.compiled(name, text) for name, text in own.items() if text.strip()}
        seen[locale] = {name: slot.names for name, slot in read.items() if isinstance(slot, Slot)}
    out = []
    for name in slots.ELEMENTS:
        have = {locale for locale in seen if name in seen[locale]}
        out += [Finding("block", "parity", name, locale) for locale in sorted(set(seen) - have) if have]
        every = frozenset().union(*(seen[locale][name] for locale in have))
        for locale in sorted(have):
            lack = sorted(every - seen[locale][name])
            out += [Finding("block", "parity", name, f"{locale}: {fact}") for fact in lack]
    return tuple(out)


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    order = list(slots.ELEMENTS)
    unique = dict.fromkeys(findings)
    return tuple(sorted(unique, key=lambda f: (f.level != "block", order.index(f.slot) if f.slot else -1)))


def _values(values: Values, server: Server) -> Iterator[Finding]:
    """Facts that the notice cannot do without, and that do not add up."""
    for need in slots.values_needed():
        value = values.get(need.name)
        if not isinstance(value, need.kind) or (value == "" and need.name not in _MAY_BE_EMPTY):
            yield Finding("block", "value", words=need.name)
    if values.get("emergency_policy") not in slots.POLICIES:
        yield Finding("block", "value", words="emergency_policy")
    if values.get("emergency_policy") == "clinic_protocol" and not values.get("organisation"):
        yield Finding("block", "value", words="organisation")
    if values.get("legal_regime") not in slots.REGIMES:
        yield Finding("block", "value", words="legal_regime")
    age = str(values.get("min_age", ""))
    if not age.isdecimal() or int(age) < age_floor(server.country):
        yield Finding("block", "age", "e15", age)


def _left_out(name: str, values: Values) -> Iterator[Finding]:
    element = slots.ELEMENTS[name]
    certified = name == "e11" and values.get("peer_credential")
    if element.hard or certified or (element.when and slots.shown(name, values) == name):
        yield Finding("block", "missing", name)


def _slot(
    slot: Slot, words: Words, locale: str, values: Values, server: Server, readings: dict[str, Reading]
) -> Iterator[Finding]:
    """The findings of one slot that compiled."""
    if slots.shown(slot.id, values) != slot.id:
        # Not shown here today; it must still be true on the day a setting brings it back.
        values = {**values, **_BRINGS_BACK[slots.ELEMENTS[slot.id].when]}
    try:
        texts = list(notice_slot.renderings(slot, words, locale, values))
        hidden = sorted(notice_slot.hidden_needs(slot, words, locale, values))
    except TemplateRefused as refused:
        yield Finding("block", "template", slot.id, refused.faults[0].why)
        return
    readings[slot.id] = measure(texts[0], locale)
    yield from (Finding("block", "fact", slot.id, need) for need in hidden)
    for text in texts:
        if measure(text, locale).words < MIN_WORDS:
            yield Finding("block", "missing", slot.id)
        for phrase in slots.ELEMENTS[slot.id].says:
            label = words.render(locale, phrase) if phrase.startswith("buttons.") else phrase
            if label.casefold() not in text.casefold():
                yield Finding("block", "label", slot.id, label)
        yield from _claims(text, slot.typed, slot.id, locale, values, server)
        yield from _hard(text, slot.id, locale)
    yield from _typed(slot, server)


def _typed(slot: Slot, server: Server) -> Iterator[Finding]:
    """What was typed by hand and should come from the server: numbers, ages, roles, braces."""
    plain = re.sub(r"https?://\S+|24 ?/ ?7", "", slot.typed)
    for match in _TYPED_FACT.finditer(plain):
        yield Finding("block", "typed", slot.id, match[0].strip())
    if "{" in plain or "}" in plain:
        yield Finding("block", "braces", slot.id)
    for match in _ROLE.finditer(slot.typed):
        name = match[1].casefold()
        if not any(re.match(re.escape(role.casefold()) + r"(?!\w)", name) for role in server.roles):
            yield Finding("block", "role", slot.id, match[1].strip())


def _claims(
    text: str, typed: str, slot: str, locale: str, values: Values, server: Server
) -> Iterator[Finding]:
    """Banned claims (L01-L16) and claims that this server's settings contradict.

    The settings' own fixed sentences are true by construction, so those claims are looked for in what
    was typed.
    """
    found = {hit.rule: hit for hit in lint(typed, locale, always_open=server.always_open)}
    found |= {hit.rule: hit for hit in lint(_named(text), locale, always_open=server.always_open)}
    for hit in found.values():
        yield Finding(hit.level, hit.rule, slot, hit.words)

    def said(name: str, source: str = typed, *, unless_denied: bool = False) -> str:
        return claim(name, source, locale, unless_denied=unless_denied)

    runs, knows_duty = (
        slots.checked(values),
        values["legal_triggers"] or values["emergency_policy"] == "as_law_requires",
    )
    rules: tuple[tuple[str, bool, str], ...] = (
        ("assumed", True, said("assumed", unless_denied=True)),
        ("denied", True, said("denied")),
        ("gated", True, said("gated", unless_denied=True)),
        ("policy", True, said("policy")),
        ("clinician", values["legal_regime"] == "none", said("clinician", unless_denied=True)),
        ("checked", not runs, said("checked", unless_denied=True)),
        ("unchecked", runs, said("unchecked")),
        ("keeps", True, said("keeps", unless_denied=True)),
        ("keeps_nothing", True, said("keeps_nothing")),
        ("duty", not knows_duty, said("duty", unless_denied=True)),
        ("certified", not values["peer_credential"], said("certified", unless_denied=True)),
        ("switch", not values["check_switchable"], "/privacy check off" if "check off" in typed else ""),
    )
    for rule, applies, words in rules:
        if applies and words:
            yield Finding("block", rule, slot, words)
    if words := said("legalese"):
        yield Finding("warn", "legalese", slot, words)
    if len(_SHOUT.findall(re.sub(r"`[^`]*`", "", typed))) > 1 or typed.count("!") > 2:
        yield Finding("warn", "tone", slot)


def _named(text: str) -> str:
    """A rendered text with the server's own mentions as words: facts may name a person, typed words not."""
    return re.sub(r"<(?:@[!&]?|#)\d+>", "Sam", text)


def _hard(text: str, slot: str, locale: str) -> Iterator[Finding]:
    """A slot on its own: its longest sentence, and its grade read the harsher way."""
    reading, harsh = measure(text, locale), measure(text, locale, kind=False)
    if reading.longest > 20:
        yield Finding("block" if reading.longest > 25 else "warn", "sentence", slot, str(reading.longest))
    if harsh.words >= 20 and harsh.grade is not None and harsh.grade > 8:
        yield Finding("block" if harsh.grade > 10 else "warn", "grade", slot, f"{harsh.grade:.1f}")


def _messages(
    words: Words, locale: str, texts: Mapping[str, str], values: Values, good: Mapping[str, Slot]
) -> tuple[str, ...]:
    """The messages, with a blank where a slot was left out, and the shipped words where it is broken."""
    own = {name: texts[name].strip() for name in good} | {
        name: "" for name in slots.ELEMENTS if not texts.get(name, "").strip()
    }
    try:
        return slots.compose(words, locale, values, compile_source("preview", notice_slot.join(own)))
    except TemplateRefused:
        return ()


def _whole(
    messages: tuple[str, ...], locale: str, values: Values, server: Server, before: list[Finding]
) -> Iterator[Finding]:
    """The notice as one text: what only shows when its parts stand together."""
    text = "\n\n".join(messages)
    known = {finding.rule for finding in before}
    for hit in lint(_named(text), locale, always_open=server.always_open):
        if hit.rule not in known:
            yield Finding(hit.level, hit.rule, "", hit.words)
    if not covers(locale):
        yield Finding("warn", "language", words=locale)
    if len(messages) > 2:
        yield Finding("block", "length", words=str(len(text)))
    elif any(len(message) > 1_900 for message in messages):
        yield Finding("warn", "length", words=str(max(map(len, messages))))
    reading = measure(text, locale)
    limits: tuple[tuple[str, float | None, float, float], ...] = (
        ("grade", reading.grade, 6, 8),
        ("long_words", 100 * reading.hard_share, 10, 15),
        ("paragraph", reading.most_sentences, 5, 7),
        ("emoji", reading.emoji, 2, 5),
    )
    for rule, value, warn, block in limits:
        if value is not None and value > warn:
            yield Finding("block" if value > block else "warn", rule, "", f"{value:.1f}")
    you = _YOU.get(locale.split("-")[0])
    if you and reading.words and 100 * len(you.findall(text)) / reading.words < 4:
        yield Finding("warn", "you")
