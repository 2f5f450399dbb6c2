"""The simulated Discord that one visitor plays in: one bot, one server, one lock."""

from __future__ import annotations

import asyncio
import logging
import tempfile
from collections import OrderedDict
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

import discord
import simcord
from simcord.builders import ChannelHandle, GuildHandle, UserHandle

from bot.playground.cast import BOT_NAME, CAST, OWNER_NAME, SERVER_NAME, Person

log = logging.getLogger(__name__)

EVENING = datetime(2026, 1, 5, 18, 30, tzinfo=UTC)  # a Monday, inside ordinary on-call hours
SETTLE_SECONDS = 30.0
MODALS_KEPT = 32


class SetUpFailed(RuntimeError):
    """The bot's own set-up did not do what it should: the playground cannot open."""


class Stage(Protocol):
    """Which bot plays, and what its server looks like when the visitor comes in."""

    def make_bot(self, database: Path) -> discord.Client:
        """A bot that keeps its rows in this SQLite file."""
        ...

    async def dress(self, world: World) -> None:
        """Make roles and channels and run the bot's own set-up, as the moderator would."""
        ...


class World:
    """Everything behind the page. Hold `lock` for every act: SimCord takes one operation at a time."""

    def __init__(self, stage: Stage, cast: Sequence[Person] = CAST) -> None:
        self.stage = stage
        self.cast = {person.key: person for person in cast}
        self.lock = asyncio.Lock()
        self.life = 0
        self.env: simcord.Env
        self._running = False
        self.guild: GuildHandle
        self.members: dict[str, simcord.MemberActor] = {}
        self.database = Path()
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._forget()

    def _forget(self) -> None:
        self.read: dict[tuple[str, int], int] = {}
        self.dismissed: set[int] = set()
        self.modals: OrderedDict[str, simcord.InteractionResult] = OrderedDict()
        self.noted: dict[str, Any] = {}

    # ------------------------------------------------------------------ life

    async def start(self) -> None:
        """Build the server and bring the bot up in it. Call once, or after `stop`."""
        self._folder = tempfile.TemporaryDirectory(prefix="forthright-playground-")
        self.database = Path(self._folder.name) / "forthright.db"
        self._forget()
        self.life += 1
        self.env = simcord.Env(
            self.stage.make_bot(self.database), check_errors=False, settle_timeout=SETTLE_SECONDS
        )
        with self.env.time_context():
            self.env.backend.bot_user.name = BOT_NAME
            self.env.backend.advance_clock((EVENING - self.env.now()).total_seconds())
            self.guild = self.env.create_guild(SERVER_NAME, owner=self.env.create_user(OWNER_NAME))
            self.members = {
                person.key: self.guild.add_member(self.env.create_user(person.name))
                for person in self.cast.values()
            }
            self._running = True
            await self.env.start()
            await self.stage.dress(self)
            await self.env.settle()

    async def stop(self) -> None:
        """Take the bot down and remove every file of it."""
        if self._running:
            self._running = False
            with suppress(TimeoutError, simcord.SetupError):
                await self.env.shutdown()
            if not self.env.bot.is_closed():
                with suppress(Exception):  # the window is closing; what the bot says about it helps nobody
                    await asyncio.wait_for(self.env.bot.close(), 2)
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    async def reset(self) -> None:
        """Begin again with a fresh server and an empty database."""
        await self.stop()
        await self.start()

    # --------------------------------------------------------------- handles

    def person_of(self, user_id: int) -> str | None:
        """The key of the pane this account belongs to, if it is one of the four."""
        return next((key for key, actor in self.members.items() if actor.id == user_id), None)

    def name_of(self, user_id: int) -> str:
        """What an account is called."""
        user = self.env.backend.users.get(user_id)
        return user.global_name or user.name if user is not None else "somebody"

    def channel(self, channel_id: int) -> ChannelHandle:
        """The handle of a channel or direct message. Raises BackendError when it is gone."""
        stored = self.env.backend.get_channel(channel_id)
        return ChannelHandle(self.env, self.guild if stored.guild_id else None, stored)

    def message(self, channel_id: int, message_id: int) -> simcord.ResponseMessage:
        """The handle of a message. Raises BackendError when it is gone."""
        return simcord.ResponseMessage(self.env, self.env.backend.get_message(channel_id, message_id))

    def actor(self, person: str, channel_id: int) -> simcord.MemberActor | UserHandle:
        """Who acts: the member in the server, the bare account in a direct message."""
        member = self.members[person]
        return member if self.env.backend.get_channel(channel_id).guild_id else member.user

    def keep_modal(self, shown: simcord.InteractionResult) -> str:
        """Remember an open form until it is sent; the oldest are dropped."""
        key = str(shown._interaction.id)
        self.modals[key] = shown
        while len(self.modals) > MODALS_KEPT:
            self.modals.popitem(last=False)
        return key

    def see(self, person: str, channel_id: int, message_id: int) -> None:
        """This person has this message in front of them; nothing up to it counts as unread."""
        key = (person, channel_id)
        self.read[key] = max(self.read.get(key, 0), message_id)
