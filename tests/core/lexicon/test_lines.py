"""What the lexicon hears in lines that were made up for it, class by class: it may get better, never worse.

`lines/*.jsonl` holds some 2,500 invented messages with what they should lead to: `page` (a person is woken),
`hint` (the peer is nudged) or `none`. They were written without sight of the lexicon. Half of them (`tuned`)
were read while it was widened, the other half (`kept`) was only ever counted; `oblique` ones say it in ways
that no list of phrases can hear, and are here so that nobody forgets how many there are.
"""

import json
from collections import Counter
from pathlib import Path

import pytest

from bot.core.lexicon import Lexicon

LINES = sorted(Path(__file__).with_name("lines").glob("*.jsonl"))
PAGED, SEEN, QUIET = {1, 2}, {1, 2, 3}, {0, None}

# The share, in percent, of each class that must at least lead to what it should, over both halves.
AT_LEAST = {
    "abuse:page": 67,
    "abuse:hint": 45,
    "abuse:none": 92,
    "eating_disorder:hint": 66,
    "eating_disorder:none": 95,
    "es_abuse:page": 66,
    "es_eating_disorder:hint": 65,
    "es_everyday:none": 100,
    "es_harassment:hint": 65,
    "es_none:none": 98,
    "es_overdose:page": 55,
    "es_selfharm:page": 70,
    "es_suicide:page": 84,
    "es_suicide_implicit:hint": 70,
    "es_third_party:hint": 60,
    "es_violence:page": 68,
    "harassment:hint": 63,
    "harassment:none": 95,
    "oblique:page": 24,
    "overdose:hint": 61,
    "overdose:none": 95,
    "overdose:page": 66,
    "selfharm:hint": 64,
    "selfharm:none": 92,
    "selfharm:page": 59,
    "suicide:page": 57,
    "suicide_implicit:hint": 25,
    "suicide_none:none": 88,
    "suicide_third_party:hint": 65,
    "suicide_third_party:none": 75,
    "violence:hint": 60,
    "violence:none": 94,
    "violence:page": 57,
}


@pytest.fixture(scope="module")
def shares(lexicon: Lexicon) -> dict[str, float]:
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for path in LINES:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            match = lexicon.scan(row["text"])
            want = {"page": PAGED, "hint": SEEN, "none": QUIET}[row["label"].split(":")[1]]
            total[row["label"]] += 1
            right[row["label"]] += (match.tier if match else None) in want
    return {label: 100 * right[label] / count for label, count in total.items()}


@pytest.mark.parametrize("label", sorted(AT_LEAST))
def test_each_class_is_heard_as_well_as_before(shares: dict[str, float], label: str) -> None:
    assert shares[label] >= AT_LEAST[label]


def test_every_class_has_its_floor(shares: dict[str, float]) -> None:
    assert shares.keys() == AT_LEAST.keys()
