"""One round: what is due is done, delivered, and the next deadline is named. It cannot die quietly.

Each part of a round has its own net: what one of them raises is logged by kind, becomes a finding, and
the others go on. A round is run by the loop in client.py and right after every commit; rounds never
overlap, and a commit during a round makes another one follow.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from bot.flows import access, board, claim, conversation, escalation, heard, mydata, notice_change, outbox
from bot.flows import health as health_flow
from bot.flows.context import Context
from bot.store import agenda, health
from bot.store import server as servers

log = logging.getLogger(__name__)

MOST_PASSES = 25
FIRST_REST = timedelta(seconds=2)
LONGEST_REST = timedelta(minutes=1)
DAWN = datetime.min.replace(tzinfo=UTC)
PART_TIMEOUT = 120.0  # seconds; Discord's own calls each end after 20

Part = Callable[[Context], Awaitable[int]]

# Taking away before giving, people before paper: the order in which a round looks.
PARTS: tuple[tuple[str, Part], ...] = (
    ("access", access.deliver_due),
    ("hints", heard.hints_due),
    ("escalation", escalation.step_due),
    ("conversation", conversation.advance_due),
    ("claim", claim.expire_due),
    ("notice", notice_change.advance_due),
    ("outbox", outbox.deliver_due),
    ("board", board.refresh),
    ("mydata", mydata.tidy_due),
)


class Engine:
    """Runs rounds, one at a time."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._lock = asyncio.Lock()
        self._again = False
        self._started_at: datetime | None = None
        self._unproven = {name for name, _ in PARTS}  # parts that have not gone well since the last failure
        self._failures: dict[str, int] = {}  # how often in a row
        self._resting: dict[str, datetime] = {}  # until when
        self.last_round: datetime | None = None

    def stuck_since(self) -> datetime | None:
        """When the round that is running began; None between rounds. Readiness looks at this."""
        return self._started_at

    def ask_again(self) -> None:
        """Something was committed: look once more before the round ends."""
        self._again = True

    async def round(self) -> datetime | None:
        """Do everything that is due, until nothing is; answers with the next deadline in UTC.

        A call while a round is running only asks for another one after it.
        """
        if self._lock.locked():
            self._again = True
            return None
        async with self._lock:
            self._started_at = self._ctx.clock()
            try:
                upcoming = None
                for _ in range(MOST_PASSES):
                    self._again = False
                    done = sum([await self._part(name, part) for name, part in PARTS])
                    if done or self._again:
                        continue
                    upcoming = await self._finish()
                    # A commit during `_finish` was too late for its look at the deadlines and too early
                    # to start a round of its own: nothing may come between this line and the lock's end.
                    if not self._again:
                        return upcoming
                await self._finish()
                return self._ctx.clock()  # still busy: come again at once
            finally:
                self._started_at = None

    async def _part(self, name: str, part: Part) -> int:
        """One of the five broad nets: whatever a part raises becomes a finding, and the round goes on.

        What has failed rests for a while, ever longer: its row is still due, and would be tried without end.
        """
        if self._ctx.clock() < self._resting.get(name, DAWN):
            return 0
        try:
            async with asyncio.timeout(PART_TIMEOUT):
                done = await part(self._ctx)
            if name in self._unproven:
                await self._goes_well(name)
            return done
        except Exception as error:
            log.error("engine part %s: %s", name, type(error).__name__, exc_info=_without_values(error))
            self._unproven.add(name)
            await self._shout(name)
            self._rest(name)
            return 0

    def _rest(self, name: str) -> None:
        times = self._failures.get(name, 0)
        self._failures[name] = times + 1
        self._resting[name] = self._ctx.clock() + min(FIRST_REST * 2**times, LONGEST_REST)

    def _not_before(self, upcoming: datetime | None, now: datetime) -> datetime | None:
        """When to come again: a deadline that has passed already belongs to something that failed."""
        waking = [until for until in self._resting.values() if until > now]
        if upcoming is None or upcoming > now:
            return min([upcoming, *waking]) if upcoming is not None else min(waking, default=None)
        return min(waking, default=now + FIRST_REST)

    async def _goes_well(self, name: str) -> None:
        """A part that failed before (or before a restart) works: its finding is over."""
        for guild_id in await self._ctx.db.read(lambda tx: health.where(tx, "engine", name)):
            await self._ctx.db.write(
                lambda tx, g=guild_id: health.mended(tx, g, "engine", name)  # type: ignore[misc]
            )
        self._unproven.discard(name)
        self._failures.pop(name, None)

    async def _shout(self, name: str) -> None:
        now = self._ctx.clock()
        try:
            for guild_id in await self._ctx.db.read(servers.known):
                await self._ctx.db.write(
                    lambda tx, g=guild_id: health.found(tx, g, "engine", name, now)  # type: ignore[misc]
                )
        except Exception as error:
            # The store itself is what broke: the log and the health page are what is left.
            log.critical("engine part %s failed and could not be noted: %s", name, type(error).__name__)

    async def _finish(self) -> datetime | None:
        now = self._ctx.clock()
        try:
            guilds = await self._ctx.db.read(servers.known)
            await health_flow.tell_due(self._ctx, guilds)
            self.last_round = now
            return self._not_before(await self._ctx.db.read(agenda.next_due), now)
        except Exception as error:
            log.critical("engine could not finish a round: %s", type(error).__name__)
            return now + timedelta(seconds=5)


def _without_values(error: BaseException) -> BaseException | None:
    """A traceback names files and lines; it is kept only where the message cannot hold anybody's words."""
    return error if isinstance(error, AssertionError | TypeError | AttributeError | NameError) else None
