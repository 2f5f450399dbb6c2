"""Versions and the files in which notices travel."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.notice import FORMAT, MOST_CHARACTERS, Imported, NotImported, digest, exported, imported
from bot.core.slots import ELEMENTS

LOCALES = ("en", "es")
TEXTS = st.dictionaries(
    st.sampled_from(LOCALES),
    st.dictionaries(st.sampled_from(sorted(ELEMENTS)), st.text(max_size=60)),
    min_size=1,
)


@given(TEXTS)
def test_what_goes_out_comes_back(texts: dict[str, dict[str, str]]) -> None:
    assert imported(exported(texts), LOCALES) == Imported(texts, changed=False)


@given(TEXTS, st.sampled_from(sorted(ELEMENTS)))
def test_any_change_on_the_way_shows(texts: dict[str, dict[str, str]], slot: str) -> None:
    data = json.loads(exported(texts))
    locale = next(iter(texts))
    data["texts"][locale][slot] = data["texts"][locale].get(slot, "") + "!"
    result = imported(json.dumps(data), LOCALES)
    assert isinstance(result, Imported)
    assert result.changed


@pytest.mark.parametrize(
    ("source", "key"),
    [
        ("", "not_readable"),
        ("[" * 100_000, "not_readable"),
        ("[]", "not_a_notice"),
        ("null", "not_a_notice"),
        (json.dumps({"format": "other", "texts": {}}), "not_a_notice"),
        (json.dumps({"format": FORMAT, "texts": {}}), "not_a_notice"),
        (json.dumps({"format": FORMAT, "texts": {"xx": {}}}), "language"),
        (json.dumps({"format": FORMAT, "texts": {"en": []}}), "language"),
        (json.dumps({"format": FORMAT, "texts": {"en": {"e26": ""}}}), "slot"),
        (json.dumps({"format": FORMAT, "texts": {"en": {"e01": 1}}}), "slot"),
        (json.dumps({"format": FORMAT, "texts": {"en": {"e01": "x" * 1001}}}), "slot"),
        ("x" * (MOST_CHARACTERS + 1), "too_long"),
    ],
)
def test_anything_else_is_refused_with_a_reason(source: str, key: str) -> None:
    assert imported(source, LOCALES) == NotImported(f"editor.import_{key}")


def test_a_digest_stands_for_the_shipped_and_the_own_words_in_any_order() -> None:
    one = digest("shipped", {"en": {"e01": "a", "e02": "b"}})
    assert one == digest("shipped", {"en": {"e02": "b", "e01": "a"}})
    assert len({one, digest("other", {"en": {"e01": "a", "e02": "b"}}), digest("shipped", {})}) == 3
