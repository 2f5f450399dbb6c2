"""The shipped lexicons, loaded once."""

import pytest

from bot.core.lexicon import Lexicon, load
from bot.lexicons import sources


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load(sources())


@pytest.fixture(scope="session")
def english() -> Lexicon:
    return load(sources(["en"]))
