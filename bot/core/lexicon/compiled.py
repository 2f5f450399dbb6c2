"""A set of entries made ready to run."""

from collections.abc import Collection, Iterable, Mapping

from bot.core.lexicon.context import Context
from bot.core.lexicon.gate import Gate
from bot.core.lexicon.pattern import Alt, span, vocabulary
from bot.core.lexicon.rules import URGENCY, Candidate, Rule, Term
from bot.core.lexicon.speech import Speech
from bot.core.lexicon.steps import Builder
from bot.core.lexicon.weigh import Weigher
from bot.core.lexicon.words import Vocabulary


class Compiled:
    """A set of entries ready to run, with its own vocabulary and gate."""

    def __init__(
        self,
        rules: Iterable[Rule],
        contexts: Mapping[str, Context],
        speech: Speech,
        mend: Collection[str] | None,
    ) -> None:
        self.speech = speech
        self.gate = Gate(Weigher(speech.weight))
        self.terms: dict[str, Term] = {}
        self.every: list[Candidate] = []
        self.span = 1  # the most words that a match of any pattern can stretch over
        builder = Builder()
        words: set[str] = set()
        for order, rule in enumerate(rules):
            # One of several is tried as each by itself: the gate then knows the rare words of each.
            nodes = [
                part for node in rule.nodes for part in (node.nodes if isinstance(node, Alt) else (node,))
            ]
            term = Term(
                rule,
                order,
                tuple(contexts[name] for name in rule.contexts),
                tuple(builder.build(node) for node in nodes),
                tuple(builder.build(node) for node in rule.before),
                tuple(builder.build(node, backwards=True) for node in rule.after),
                (URGENCY[rule.tier], order),
            )
            self.terms[rule.id] = term
            for node, step in zip(nodes, term.steps, strict=True):
                candidate = (term, step)
                self.every.append(candidate)
                self.span = max(self.span, span(node))
                spoken = vocabulary(node)
                self.gate.add(node, candidate, spoken)
                words |= spoken
            for node in (*rule.before, *rule.after):
                words |= vocabulary(node)
        for context in contexts.values():
            words |= context.words
        self.vocabulary = Vocabulary(speech, words, self.gate.hot if mend is None else mend)
