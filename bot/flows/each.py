"""Many rows are due at once, and one of them breaks: the others are done all the same."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


async def each(rows: Sequence[T], act: Callable[[T], Awaitable[None]]) -> int:
    """Do it for every row, one after the other; answers with how many there were.

    Not a net: the first failure is raised when all have had their turn, and the engine's net takes it.
    """
    results = [(await asyncio.gather(act(row), return_exceptions=True))[0] for row in rows]
    failures = [one for one in results if isinstance(one, BaseException)]
    if failures:
        raise failures[0]
    return len(rows)
