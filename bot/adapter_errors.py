"""Discord's error codes as answers, and a deadline for every call. The only place that maps them.

Every call answers with a value and never raises; the schedule of retries belongs to rows.
"""

import asyncio
import functools
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, ParamSpec, TypeVar

import aiohttp
import discord

from bot.flows.port import Trouble

DEADLINE = 20.0  # seconds

P = ParamSpec("P")
T = TypeVar("T")

_BY_CODE = {
    10003: Trouble.GONE,  # Unknown Channel
    10004: Trouble.GONE,  # Unknown Guild
    10007: Trouble.GONE,  # Unknown Member
    10008: Trouble.GONE,  # Unknown Message
    10011: Trouble.GONE,  # Unknown Role
    10013: Trouble.GONE,  # Unknown User
    10014: Trouble.REFUSED,  # Unknown Emoji
    30003: Trouble.FULL,  # Maximum number of pins reached
    30005: Trouble.FULL,  # Maximum number of guild roles reached
    30010: Trouble.FULL,  # Maximum number of reactions reached
    30013: Trouble.FULL,  # Maximum number of guild channels reached
    30060: Trouble.FULL,  # Maximum number of channel permission overwrites reached
    40003: Trouble.LATER,  # You are opening direct messages too fast
    50001: Trouble.FORBIDDEN,  # Missing Access
    50007: Trouble.CLOSED,  # Cannot send messages to this user
    50013: Trouble.FORBIDDEN,  # Missing Permissions
    50278: Trouble.CLOSED,  # Cannot send messages to this user due to having no mutual guilds
    90001: Trouble.REFUSED,  # Reaction was blocked
}


def trouble_of(error: BaseException) -> Trouble:
    """What an error means for us: gone, forbidden, closed, full, refused, or try again later."""
    if isinstance(error, discord.HTTPException):
        if error.status == 429 or error.status >= 500:
            return Trouble.LATER
        if error.code in _BY_CODE:
            return _BY_CODE[error.code]
        if error.status == 400 and "CHANNEL_PARENT_MAX_CHANNELS" in str(error):
            return Trouble.FULL
        return {403: Trouble.FORBIDDEN, 404: Trouble.GONE, 401: Trouble.LATER}.get(
            error.status, Trouble.REFUSED
        )
    return Trouble.LATER


def answered(
    call: Callable[P, Awaitable[T]],
) -> Callable[P, Coroutine[Any, Any, T | Trouble]]:
    """Give a call its deadline, and turn what Discord or the network may raise into an answer."""

    @functools.wraps(call)
    async def wrapped(*args: P.args, **kwargs: P.kwargs) -> T | Trouble:
        try:
            async with asyncio.timeout(DEADLINE):
                return await call(*args, **kwargs)
        except (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError) as error:
            return trouble_of(error)

    return wrapped
