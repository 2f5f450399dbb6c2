"""What holds for every text: no exception, no lost match, no surprise from far away."""

import random
import time

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.core.lexicon import Lexicon
from bot.core.lexicon.fold import fold
from bot.core.lexicon.rules import URGENCY
from tests.core.lexicon.disguises import DISGUISES

PAGES = (1, 2)
CORE = (
    "i want to kill myself",
    "i am going to kill myself tonight",
    "i do not want to live anymore",
    "i am tired of living",
    "i wish i was dead",
    "i feel suicidal",
    "i keep thinking about suicide",
    "my family would be better off without me",
    "i want to overdose on my pills",
    "i want to hang myself",
)
_KEYS = "kill myself die dead living live suicidal suicide overdose pills hang anymore tired going"
_WORDS = (
    "i me my want to die kill myself not never dont live living lol suicide pills he she my friend tonight . "
    '" > ``` k i l l k.y.s su1c1de m*self anymore the a of with about end it all wish was dead goodbye 5 kms'
)
KEYS = frozenset(_KEYS.split(" "))
WORDS = st.sampled_from(_WORDS.split(" "))
text_like = st.lists(WORDS, max_size=30).map(" ".join)
anything = st.text(st.characters(exclude_categories=()), max_size=200)
quiet = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@quiet
@given(st.one_of(anything, text_like))
@example("\ud800 i want to die \udfff")
@example("\u202e\u2066\u2069")
@example("\u200b" * 4000)
@example("\ufdfa" * 400)
@example("")
def test_any_text_is_answered(lexicon: Lexicon, text: str) -> None:
    match = lexicon.scan(text)
    assert match is None or match.tier in (0, 1, 2, 3)
    assert lexicon.explain(text).match == match
    assert lexicon.scan(text) == match


@quiet
@given(st.one_of(anything, text_like))
def test_the_gate_loses_nothing_that_the_rules_find(lexicon: Lexicon, text: str) -> None:
    assert lexicon.scan(text) == lexicon.scan(text, gate=False)


@quiet
@given(anything)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)).split() == fold(text).split()


@pytest.mark.slow
def test_folding_settles_for_every_character() -> None:
    unsettled = [c for c in map(chr, range(0x110000)) if fold(fold(c)).split() != fold(c).split()]
    assert unsettled == []


@quiet
@given(st.one_of(anything, text_like))
def test_normalising_twice_is_normalising_once(lexicon: Lexicon, text: str) -> None:
    once = lexicon.normalise(text)
    assert lexicon.normalise(once) == once


@pytest.mark.parametrize("name", sorted(DISGUISES))
@pytest.mark.parametrize("text", CORE)
def test_a_disguise_keeps_a_hit(lexicon: Lexicon, name: str, text: str) -> None:
    disguised = DISGUISES[name](text, KEYS, random.Random(text))
    match = lexicon.scan(disguised)
    assert match is not None
    assert match.tier in PAGES


@quiet
@given(
    st.sampled_from(CORE),
    st.lists(st.sampled_from(["rain", "table", "green", "seven"]), min_size=12, max_size=40),
)
def test_words_far_away_never_remove_a_hit(lexicon: Lexicon, core: str, far: list[str]) -> None:
    alone = lexicon.scan(core)
    with_more = lexicon.scan(" ".join([*far, ".", core, ".", *far]))
    assert alone is not None
    assert with_more is not None
    assert (with_more.tier, with_more.term) == (alone.tier, alone.term)


@quiet
@given(text_like, text_like)
def test_a_second_sentence_never_removes_a_match(lexicon: Lexicon, first: str, second: str) -> None:
    first = first.replace('"', "").replace("```", "").replace(">", "")
    second = second.replace('"', "").replace("```", "").replace(">", "")
    if lexicon.scan(first) is not None:
        assert lexicon.scan(f"{first} . {second}") is not None


@quiet
@given(text_like)
def test_a_demotion_stops_at_the_floor(lexicon: Lexicon, text: str) -> None:
    terms = lexicon.shipped.compiled.terms
    for hit in lexicon.explain(text).hits:
        rule = terms[hit.term].rule
        assert URGENCY[rule.tier] <= URGENCY[hit.after] <= max(URGENCY[rule.floor], URGENCY[rule.tier])
        assert (hit.before == hit.after) or hit.adjustments


WORST = {
    "one word again and again": "kill myself " * 334,
    "what demotes": "i never want to die lol " * 170,
    "letter by letter": "k i l l " * 500,
    "letter by letter, nearly a word": "s u i c i d " * 340,
    "no spaces": "iwanttokillmyself" * 236,
    "one letter": "k" * 4000,
    "unknown words": " ".join(f"{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}zqx" for n in range(660)),
    "quotations": '" kill ' * 570,
    "sentence ends": "die. " * 800,
    "zero width": "\u200b" * 4000,
    "marks": "i\u0301\u0336" * 1333,
    "long ligature": "\ufdfa" * 4000,
    "stars": "k*l " * 1000,
    "many rules": "i want to end my life and take pills with a gun tonight goodbye world no one misses me "
    * 44,
}


@pytest.mark.parametrize("name", sorted(WORST))
def test_four_thousand_characters_of_the_worst_kind_are_bounded(lexicon: Lexicon, name: str) -> None:
    text = WORST[name][:4000]
    lexicon.scan(text)
    best = min(_seconds(lexicon, text) for _ in range(3))
    assert best < 0.1, f"{best * 1000:.1f} ms"  # 5 ms on an idle machine; far more room here, for busy ones


def _seconds(lexicon: Lexicon, text: str) -> float:
    start = time.process_time()
    lexicon.scan(text)
    return time.process_time() - start
