"""Many rows are due at once, and one of them breaks: the others are done all the same."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


async def each(rows: Sequence[T], act: Callable[[T], Awaitable[None]]) -> int:
    """Do it for every row; answers with how many there were.

    Not a net: the first failure is raised when all have had their turn, and the engine's net takes it.
    """
    first: Exception | None = None
    for row in rows:
        try:
            await act(row)
        except Exception as error:
            first = first or error
    if first is not None:
        raise first
    return len(rows)
