"""The bot class: intents, guarded parsers, reconnect, allowed mentions, the clock, the loop.

discord.py ends the whole client when one payload does not parse, and when the gateway is out at a cold
start (runtime guide, findings 1 and 2). Both are guarded here; `self_check` names what moved if the
library's private names ever do.
"""

import asyncio
import logging
import sys
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import discord
import yarl
from discord import app_commands
from discord.ext import commands, tasks

from bot.engine import Engine
from bot.flows import health as health_flow
from bot.flows.catchup import catch_up
from bot.flows.context import Context
from bot.store import health
from bot.store.database import StoreBroken

log = logging.getLogger(__name__)

CATCH_UP_EVERY = timedelta(minutes=5)
SOON = 0.01


def intents(*, content: bool = True, members: bool = True) -> discord.Intents:
    """Exactly what is used; never all. Two are privileged, and either may be missing."""
    wanted = discord.Intents.none()
    wanted.guilds = True
    wanted.guild_messages = True
    wanted.guild_reactions = True
    wanted.dm_messages = True
    wanted.members = members
    wanted.message_content = content
    return wanted


def point_at(api_url: str | None, gateway_url: str | None) -> None:
    """Use a proxy or a Discord-compatible server: both names are the whole process's (runtime 2.10)."""
    if api_url is not None:
        discord.http.Route.BASE = api_url.rstrip("/")
    if gateway_url is not None:
        discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway_url)


class Forthright(commands.Bot):
    """The bot as discord.py sees it. Decides nothing: it wakes the engine and hands events to cogs."""

    def __init__(self, *, idle_seconds: float = 60.0, content: bool = True, members: bool = True) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            intents=intents(content=content, members=members),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,  # no member's words stay in memory
        )
        self.ctx: Context
        self.engine: Engine
        self.on_broken_press: Callable[[discord.Interaction], Awaitable[None]] | None = None
        self.tree.error(self._on_command_error)
        self.on_setup: list[Callable[[], Any]] = []
        self.on_teardown: list[Callable[[], Any]] = []
        self.idle_seconds = idle_seconds
        self._round_task: asyncio.Task[None] | None = None
        self._caught_up: datetime | None = None
        self.malformed = 0

    async def setup_hook(self) -> None:
        """Open the store, then the commands, then the loop; before the first event arrives."""
        self_check(self)
        guard_parsers(self)
        for step in self.on_setup:
            await step()
        self.tick.change_interval(seconds=self.idle_seconds)
        self.tick.start()
        await self.tree.sync()

    async def close(self) -> None:
        """Stop taking in, let the writer finish, close the file."""
        self.tick.cancel()
        if self._round_task is not None and not self._round_task.done():
            await asyncio.wait({self._round_task}, timeout=10)
        await super().close()
        for step in self.on_teardown:
            await step()

    def wake(self) -> None:
        """Run a round soon: called after every commit. Never blocks, never raises."""
        if self.is_closed() or not self.is_ready():
            return
        if self._round_task is None or self._round_task.done():
            self._round_task = asyncio.create_task(self._round())
        else:
            self.engine.ask_again()

    async def _round(self) -> None:
        upcoming = await self.engine.round()
        self._sleep_until(upcoming)

    def _sleep_until(self, upcoming: datetime | None) -> None:
        """Let the loop come again when the next row is due, and at the latest after the idle time."""
        now = self.ctx.clock()
        wait = self.idle_seconds
        if upcoming is not None:
            wait = min(wait, max((upcoming - now).total_seconds(), SOON))
        # discord.py counts the interval from the last run of the loop, so that part is added.
        last = self.tick._last_iteration
        since = (now - last).total_seconds() if isinstance(last, datetime) else 0.0
        self.tick.change_interval(seconds=max(wait + max(since, 0.0), SOON))

    @tasks.loop(seconds=60)
    async def tick(self) -> None:
        """The clock of the house. Everything it could raise is caught inside the engine's round."""
        if not self.is_ready():
            return
        await self._round()
        due = self._caught_up is None or self.ctx.clock() - self._caught_up >= CATCH_UP_EVERY
        if due:
            await self.come_back()

    @tick.before_loop
    async def _until_ready(self) -> None:
        await self.wait_until_ready()

    async def come_back(self, guild_id: int | None = None) -> None:
        """Catch up with one server or all. Safe to run twice; a failure of one does not stop the others."""
        self._caught_up = self.ctx.clock()
        for guild in [guild_id] if guild_id is not None else [guild.id for guild in self.guilds]:
            try:
                await catch_up(self.ctx, guild)
                await health_flow.watch(self.ctx, guild)
            except Exception as error:
                # Part of the engine's net: the next timer tries again, and the moderators are told.
                log.error("catch-up of server %s: %s", guild, type(error).__name__)
                await self._note_finding(guild, "catch_up", type(error).__name__)
        self.wake()

    async def _note_finding(self, guild_id: int, code: str, subject: str) -> None:
        """Keep a finding. Never raises: it is called where something has failed already."""
        now = self.ctx.clock()
        try:
            await self.ctx.db.write(lambda tx: health.found(tx, guild_id, code, subject, now))
        except StoreBroken as error:
            # The store itself is what broke: the log and the health page are what is left.
            log.critical("%s could not be noted: %s", code, error.kind)

    def note_malformed(self, guild_id: int) -> None:
        """A message in a channel's history did not parse: counted, and told to the moderators."""
        self.malformed += 1
        log.error("a message in the history of server %s did not parse", guild_id)
        self.loop.create_task(self._note_finding(guild_id, "malformed", "history"))

    async def on_ready(self) -> None:
        """Connected anew: everything since the last time is fetched. May fire many times."""
        await self.come_back()

    async def on_resumed(self) -> None:
        """Connected again: a proxy may say so without replaying what was missed."""
        await self.come_back()

    async def on_guild_available(self, guild: discord.Guild) -> None:
        """A server is back after an outage of Discord's."""
        await self.come_back(guild.id)

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        """One of the five broad nets. Says which event and what kind, never what was in it."""
        error = sys.exc_info()[1]
        log.error("event %s failed: %s", event_method, type(error).__name__)
        pressed = next((one for one in args if isinstance(one, discord.Interaction)), None)
        if pressed is not None:
            await self._say_it_broke(pressed)
        guild_id = next((one.guild_id for one in args if getattr(one, "guild_id", None)), None)
        if guild_id is None:
            guild = next((one.guild for one in args if getattr(one, "guild", None)), None)
            guild_id = guild.id if guild is not None else None
        if guild_id is not None:
            await self._note_finding(guild_id, "event_failed", event_method)

    async def _on_command_error(
        self, interaction: discord.Interaction, error: app_commands.AppCommandError
    ) -> None:
        """A command failed: the same net as for events, with the command's name."""
        name = interaction.command.qualified_name if interaction.command is not None else "command"
        cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        log.error("/%s failed: %s", name, type(cause).__name__)
        await self._say_it_broke(interaction)
        if interaction.guild_id is not None:
            await self._note_finding(interaction.guild_id, "event_failed", f"/{name}")

    async def _say_it_broke(self, interaction: discord.Interaction) -> None:
        """Nobody is left without an answer: help first, in words that need no store."""
        if self.on_broken_press is None:
            return
        try:
            await self.on_broken_press(interaction)
        except Exception as error:
            # Discord itself does not take the answer: there is nobody left to tell but the operator.
            log.error("and the answer failed: %s", type(error).__name__)


def guard_parsers(bot: Forthright) -> None:
    """One malformed payload must not end the client: set it aside, count it, and catch up by REST."""
    parsers = bot._connection.parsers
    for name, parser in list(parsers.items()):
        if not getattr(parser, "_forthright_guard", False):
            parsers[name] = _guarded(bot, name, parser)


def _guarded(bot: Forthright, name: str, parser: Callable[[Any], None]) -> Callable[[Any], None]:
    def guarded(data: Any) -> None:
        try:
            parser(data)
        except Exception as error:
            # The library would end here. What was lost is fetched again by the catch-up.
            bot.malformed += 1
            log.error("a %s payload did not parse: %s", name, type(error).__name__)
            if bot.is_ready():
                bot.loop.create_task(bot.come_back())

    guarded._forthright_guard = True  # type: ignore[attr-defined]
    return guarded


def self_check(bot: Forthright) -> None:
    """Are the private names of discord.py that the guards lean on still there? Raises naming what moved."""
    moved = [
        name
        for name, there in (
            ("ConnectionState.parsers", hasattr(bot._connection, "parsers")),
            ("Route.BASE", hasattr(discord.http.Route, "BASE")),
            ("DEFAULT_GATEWAY", hasattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY")),
            ("HTTPClient.logs_from", hasattr(bot.http, "logs_from")),
            ("HTTPClient.get_reaction_users", hasattr(bot.http, "get_reaction_users")),
            ("HTTPClient.edit_channel_permissions", hasattr(bot.http, "edit_channel_permissions")),
            ("Loop._last_iteration", hasattr(bot.tick, "_last_iteration")),
        )
        if not there
    ]
    if moved:
        raise RuntimeError(f"discord.py {discord.__version__} has moved: {', '.join(moved)}")


async def run(bot: Forthright, token: str) -> None:
    """Log in and stay connected; a gateway that is out at the start is tried again, ever more slowly."""
    wait = 5.0
    async with bot:
        await bot.login(token)
        while not bot.is_closed():
            try:
                await bot.connect(reconnect=True)
                return
            except AttributeError as error:
                # discord.py 2.7.1 trips over itself when the first connection fails (its issue 10520).
                log.warning("the gateway is out (%s); trying again in %.0f s", type(error).__name__, wait)
                await asyncio.sleep(wait)
                wait = min(wait * 2, 300.0)
