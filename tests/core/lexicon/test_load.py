"""Lexicon files: what loads, and what is refused with its file, line and reason."""

import pytest

from bot.core.lexicon import LexiconError, Problem, load
from bot.core.lexicon.pattern import MAX_GAP, PatternError, Reader
from bot.core.lexicon.speech import Speech
from bot.lexicons import sources

HEAD = 'schema = 1\nlanguage = "en"\n'
RULE = """
[[rule]]
id = "x.bricks"
category = "topic"
tier = 2
patterns = ["red ~2 bricks"]
context = []
match = ["red heavy bricks"]
no_match = ["green bricks"]
"""


def problems(files: dict[str, str]) -> tuple[Problem, ...]:
    with pytest.raises(LexiconError) as caught:
        load(files)
    return caught.value.problems


def test_what_ships_loads_in_every_language_set() -> None:
    for languages in (None, ["en"], ["es"]):
        assert load(sources(languages)).scan("nothing here") is None


def test_a_small_file_loads_and_matches() -> None:
    lexicon = load({"a.toml": HEAD + RULE})
    match = lexicon.scan("two red heavy bricks")
    assert match is not None
    assert (match.tier, match.category, match.term) == (2, "topic", "x.bricks")
    assert lexicon.scan("red. heavy bricks") is None


def test_broken_toml_names_its_line() -> None:
    (problem,) = problems({"a.toml": HEAD + "\nid = ="})
    assert (problem.file, problem.line) == ("a.toml", 4)


def test_a_file_whose_own_match_line_fails_does_not_load() -> None:
    (problem,) = problems({"a.toml": HEAD + RULE.replace('"red heavy bricks"', '"blue bricks"')})
    assert problem.line == 10
    assert "blue bricks" in problem.why


def test_a_file_whose_own_no_match_line_fails_does_not_load() -> None:
    (problem,) = problems({"a.toml": HEAD + RULE.replace('"green bricks"', '"red bricks"')})
    assert problem.line == 11


def test_the_same_id_twice_is_refused_where_it_comes_again() -> None:
    (problem,) = problems({"a.toml": HEAD + RULE, "b.toml": HEAD + RULE})
    assert problem.file == "b.toml"
    assert "a.toml" in problem.why


def test_everything_wrong_is_told_at_once() -> None:
    found = problems({"a.toml": HEAD + RULE.replace("tier = 2", "tier = 9"), "b.toml": "x ="})
    assert {p.file for p in found} == {"a.toml", "b.toml"}


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (('"red ~2 bricks"', '"~2"'), "match everything"),
        (('"red ~2 bricks"', '"red ~99 bricks"'), "gap"),
        (('"red ~2 bricks"', '"(red bricks"'), "not closed"),
        (('"red ~2 bricks"', '"{nowhere} bricks"'), "macro"),
        (('"red ~2 bricks"', '"' + "~1 red " * 13 + '"'), "elements"),
        (('"red ~2 bricks"', '"' + "r" * 900 + '"'), "longer"),
        (('"red ~2 bricks"', '""'), "match everything"),
        (("context = []", 'context = ["weather"]'), "weather"),
        (('id = "x.bricks"', 'id = "X BRICKS"'), "id"),
        (('category = "topic"', "category = 5"), "category"),
        (("tier = 2", "tier = true"), "tier"),
        (("tier = 2", "tier = 2\ncolour = 1"), "colour"),
    ],
)
def test_a_bad_rule_says_why(change: tuple[str, str], why: str) -> None:
    found = problems({"a.toml": HEAD + RULE.replace(*change)})
    assert any(why in problem.why for problem in found)
    assert all(1 <= problem.line <= 12 for problem in found)


@pytest.mark.parametrize(
    "text", ["", "schema = 2", 'schema = 1\nlanguage = "en"\nrule = 5', "[" * 500, "\x00"]
)
def test_what_is_not_a_lexicon_is_refused(text: str) -> None:
    assert problems({"a.toml": text})


def test_a_macro_that_holds_itself_is_refused() -> None:
    reader = Reader(Speech().canon, {"a": ("x {b}",), "b": ("y {a}",)})
    with pytest.raises(PatternError, match="holds itself"):
        reader.read("{a}")


def test_a_gap_reaches_exactly_as_far_as_it_says() -> None:
    lexicon = load({"a.toml": HEAD + RULE.replace("~2", f"~{MAX_GAP}")})
    assert lexicon.scan("red " + "x " * MAX_GAP + "bricks") is not None
    assert lexicon.scan("red " + "x " * (MAX_GAP + 1) + "bricks") is None
