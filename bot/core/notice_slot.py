"""One slot of a notice on its own: what a moderator wrote, read as a template and rendered.

A slot may hold words, variables, and conditions that ask a yes-or-no fact; nothing else.
"""

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from jinja2 import TemplateError, nodes

from bot.core import slots
from bot.core.templates import Compiled, Safe, TemplateRefused, Values, compile_source, environment
from bot.core.words import Words

FLAGS = frozenset(need.name for need in slots.values_needed() if need.kind is bool)
MAX_FLAGS = 4
_UNKNOWN = "unknown variable: "
_SENTINEL = "\ue000"
_ENV = environment()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend: how hard, which rule, in which slot, and the words it is about.

    `hint` is the key of the sentence that tells a moderator what to do; it is given `words`.
    """

    level: str
    rule: str
    slot: str = ""
    words: str = ""

    @property
    def hint(self) -> str:
        """The key of the fix hint in the words for moderators (M28)."""
        return f"check.{self.rule.lower()}"


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot that compiled: its element, its template, what it names, and the words typed by hand."""

    id: str
    template: Compiled
    names: frozenset[str]
    typed: str


@lru_cache(maxsize=512)
def compiled(slot: str, source: str) -> Slot | Finding:
    """Read one slot. A fault comes back as a finding and never as an exception."""
    if len(source) > slots.SLOT_LIMIT:
        return Finding("block", "slot_long", slot, str(len(source)))
    try:
        template = compile_source(slot, f"{{% block {slot} %}}{source}{{% endblock %}}", slots.SLOT_VARIABLES)
        tree = _ENV.parse(source)
    except TemplateRefused as refused:
        whys = [fault.why for fault in refused.faults]
        other = next((why for why in whys if not why.startswith(_UNKNOWN)), None)
        if other is None:
            return Finding("block", "unknown", slot, whys[0].removeprefix(_UNKNOWN))
        return Finding("block", "template", slot, other)
    except (TemplateError, RecursionError, SyntaxError, MemoryError):
        # Jinja writes Python, and Python has limits of its own for what nests too deeply.
        return Finding("block", "template", slot, "")
    if frozenset(template.blocks) != {slot}:
        return Finding("block", "template", slot, "block")
    names = template.blocks[slot]
    if not _asks_only_flags(tree) or len(names & FLAGS) > MAX_FLAGS:
        return Finding("block", "condition", slot)
    typed = "".join(node.data for node in tree.find_all(nodes.TemplateData))
    return Slot(slot, template, names, typed)


def _asks_only_flags(tree: nodes.Template) -> bool:
    """Conditions ask flags, and flags are never shown: a fact cannot be hidden by comparing it."""
    asked: list[nodes.Node] = [test.test for test in tree.find_all(nodes.If)]
    for test in asked:
        if not isinstance(test, nodes.Name | nodes.And | nodes.Or | nodes.Not):
            return False
        asked.extend(test.iter_child_nodes())
    inside = {id(name) for name in asked if isinstance(name, nodes.Name)}
    return all((name.name in FLAGS) == (id(name) in inside) for name in tree.find_all(nodes.Name))


def renderings(slot: Slot, words: Words, locale: str, values: Values) -> Iterator[str]:
    """The slot as it reads on this server, and on it with every fact the slot asks about turned over.

    The first one is today's.
    """
    flags = sorted(slot.names & FLAGS)
    today = tuple(values[name] for name in flags)
    turned = itertools.product((True, False), repeat=len(flags))
    for world in (today, *(other for other in turned if other != today)):
        facts = slots.facts(words, locale, {**values, **dict(zip(flags, world, strict=True))})
        yield slot.template.render(slot.id, facts)


def hidden_needs(slot: Slot, words: Words, locale: str, values: Values) -> frozenset[str]:
    """Required facts that the slot does not show in some state of the server."""
    missing: set[str] = set()
    flags = sorted(slot.names & FLAGS)
    for world in itertools.product((True, False), repeat=len(flags)):
        facts = slots.facts(words, locale, {**values, **dict(zip(flags, world, strict=True))})
        for need in slots.ELEMENTS[slot.id].needs:
            if _SENTINEL not in slot.template.render(slot.id, {**facts, need: Safe(_SENTINEL)}):
                missing.add(need)
    return frozenset(missing)


def split(source: str) -> dict[str, str]:
    """The slots E01-E25 of a notice file, as typed between their block tags."""
    found = re.findall(r"\{%-?\s*block\s+(e\d\d)\s*-?%\}(.*?)\{%-?\s*endblock\b[^%]*%\}", source, re.DOTALL)
    return {name: text.strip() for name, text in found if name in slots.ELEMENTS}


def join(texts: Mapping[str, str]) -> str:
    """The source of a server's own words, slot by slot, in the order of the elements."""
    parts = (f"{{% block {name} %}}\n{texts[name]}\n{{% endblock %}}\n" for name in sorted(texts))
    return "\n".join(parts)
