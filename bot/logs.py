"""Logging: ids and states, never words. The library's own DEBUG, which prints messages, stays off."""

import logging
import sys

# At DEBUG these print message bodies, statements or addresses with tokens (runtime guide, finding 11).
QUIET = ("discord", "aiohttp", "aiosqlite", "sqlalchemy", "alembic", "asyncio")


def set_up(level: str) -> None:
    """Log to standard error at `level`; the libraries at INFO or above, whatever the level."""
    logging.basicConfig(
        level=level,
        stream=sys.stderr,
        format="%(asctime)s %(levelname)s %(name)s %(message)s",
        force=True,
    )
    quiet_libraries()


def quiet_libraries() -> None:
    """Pin the libraries at INFO or above. Called wherever the bot is hosted."""
    for name in QUIET:
        logger = logging.getLogger(name)
        floor = logging.WARNING if name != "discord" else logging.INFO
        if logger.level < floor:
            logger.setLevel(floor)
