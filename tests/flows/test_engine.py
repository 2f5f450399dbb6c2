"""A round never leaves behind what was committed while it ran."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, cast

import pytest

from bot.engine import MOST_PASSES, PARTS, Engine, Part
from bot.flows.context import Context

NOW = datetime(2026, 1, 5, tzinfo=UTC)


class Watched(Engine):
    """An engine with nothing to do, in which commits land while a round is being wrapped up."""

    def __init__(self, late_commits: int) -> None:
        super().__init__(cast("Context", _Clock()))
        self.late_commits = late_commits
        self.looked = 0

    async def _part(self, name: str, part: Part) -> int:
        self.looked += 1
        return 0

    async def _finish(self) -> datetime | None:
        if self.late_commits:
            self.late_commits -= 1
            self.ask_again()
        return None


class _Clock:
    def clock(self) -> datetime:
        return NOW


@pytest.mark.parametrize("late", [0, 1, 3])
async def test_a_commit_while_a_round_ends_is_still_looked_at(late: int) -> None:
    engine = Watched(late)
    assert await engine.round() is None
    assert engine.looked == (late + 1) * len(PARTS)


async def test_a_round_that_is_never_done_comes_again_at_once_instead_of_going_on_for_ever() -> None:
    engine: Any = Watched(10_000)
    assert await engine.round() == NOW
    assert engine.looked == MOST_PASSES * len(PARTS)
