"""What the shipped English lexicon says about messages written for this purpose."""

import pytest

from bot.core.lexicon import Lexicon, load
from bot.lexicons import sources


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load(sources())


@pytest.mark.parametrize(
    ("text", "tier"),
    [
        ("i want to kill myself", 2),
        ("I\u2019m going to kill myself tonight", 1),
        ("i took all my pills", 1),
        ("I don\u2019t want to live anymore", 2),
        ("everyone would be better off without me", 3),
        ("they made a documentary on suicide", 0),
    ],
)
def test_a_plain_sentence_has_its_tier(lexicon: Lexicon, text: str, tier: int) -> None:
    match = lexicon.scan(text)
    assert match is not None
    assert match.tier == tier
