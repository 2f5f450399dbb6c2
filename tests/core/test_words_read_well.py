"""Every word of every language: it renders, it is short and plain enough, and it makes no banned claim."""

import pytest

from bot.core.templates import TemplateRefused
from bot.core.wording import LIMITS, check_block, flags_of, samples
from bot.core.words import Words
from tests.core.notice_values import SOURCES, WORDS

FILES = [(locale, file) for locale in WORDS.locales for file in sorted(SOURCES[locale])]


@pytest.mark.parametrize(("locale", "file"), FILES)
def test_every_text_of_a_file_reads_well_in_every_state(locale: str, file: str) -> None:
    keys = sorted(key for key in WORDS.keys(locale) if key.partition(".")[0] == file)
    assert keys
    found = {key: check_block(WORDS, locale, key, SOURCES[locale][file]) for key in keys}
    assert {key: findings for key, findings in found.items() if findings} == {}


@pytest.mark.parametrize("locale", [locale for locale in WORDS.locales if locale != "en"])
def test_a_language_has_every_text_with_the_same_facts(locale: str) -> None:
    lacking = sorted(WORDS.keys("en") - WORDS.keys(locale))
    extra = sorted(WORDS.keys(locale) - WORDS.keys("en"))
    assert (lacking, extra) == ([], []), "what is missing in this language, and what English does not have"
    differing = {
        key: sorted(WORDS.needs("en", key) ^ WORDS.needs(locale, key))
        for key in WORDS.keys("en")
        if WORDS.needs("en", key) != WORDS.needs(locale, key)
    }
    assert differing == {}


def _one(source: str, file: str = "words") -> list[tuple[str, str]]:
    full = f"{{% block a %}}{source}{{% endblock %}}"
    words = Words.load({"en": {file: full}})
    return [(found.level, found.rule) for found in check_block(words, "en", f"{file}.a", full)]


def test_the_rules_themselves_catch_what_they_should() -> None:
    assert _one("You can stop at any time.") == []
    assert _one("{% if blue %}We guarantee it.{% endif %} You can stop.") == [("block", "L03")]
    assert _one("{% if tone == 'loud' %}We guarantee it.{% endif %} You can stop.") == [("block", "L03")]
    assert _one("{% if dial %}Call {{ dial }}.{% else %}Help is on the way.{% endif %}") == [("block", "L16")]
    assert _one("{% if not blue %}We guarantee it.{% endif %} You can stop.") == [("block", "L03")]
    assert ("block", "sentence") in _one("word " * 30)
    assert _one("label " * 20, "buttons") == [("block", "length"), ("block", "sentence")]
    hard = (
        "The organisation's confidentiality documentation necessitates considerable deliberation, "
        "consultation and participation by everyone who is responsible for it."
    )
    assert ("block", "grade") in _one(hard)
    assert ("block", "grade") in _one(
        "We are asking somebody responsible to consider answering. " * 2, "help"
    )


def test_sample_values_follow_the_names() -> None:
    flags = flags_of("{% block a %}{% if young %}{{ min_age }}{% endif %}{% endblock %}", "a")
    assert flags == {"young"}
    assert samples(frozenset({"young", "min_age", "wait_minutes", "peer_name"}), flags) == {
        "young": True, "min_age": "18", "wait_minutes": "5", "peer_name": "Sam",
    }  # fmt: skip


def test_a_missing_variable_is_a_finding_and_limits_name_real_files() -> None:
    with pytest.raises(TemplateRefused):
        WORDS.render("en", "notice.e24", {})
    assert {"help", "escalation"} <= set(LIMITS)
