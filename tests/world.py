"""A simulated server for stories: people, rooms, a set-up bot. The one module that may reach into SimCord.

SimCord 3.2.1 has no actor for a role change, an overwrite made by hand, or a channel deleted by hand
(reference: tests/README.md); these live here and nowhere else.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import discord
import simcord
from simcord.backend.models import Overwrite
from simcord.enums import OverwriteType

from bot.app import create_bot
from bot.client import Forthright
from bot.flows import oncall as rota
from bot.flows import server as setting_up
from bot.settings import Settings
from bot.store.database import Database

NEVER = 31_536_000  # the idle tick is off: only due rows wake the engine
ACK = "✅"
SETTLE = 30.0


def settings_for(database: Path, **more: Any) -> Settings:
    """Settings for a story: a real SQLite file, no idle tick."""
    return Settings(
        _env_file=None,
        discord_token="a-made-up-token",
        database_url=f"sqlite:///{database}",
        idle_seconds=NEVER,
        **more,
    )


@dataclass
class World:
    """A server and the people in it."""

    env: simcord.Env
    guild: simcord.GuildHandle
    database: Path
    options: dict[str, Any]
    alex: simcord.MemberActor  # member
    sam: simcord.MemberActor  # peer
    pat: simcord.MemberActor  # another peer
    jo: simcord.MemberActor  # specialist, first on call
    kim: simcord.MemberActor  # specialist, second on call
    max: simcord.MemberActor  # moderator
    lee: simcord.MemberActor  # a stranger

    @property
    def bot(self) -> Forthright:
        bot = self.env.bot
        assert isinstance(bot, Forthright)
        return bot

    def channel(self, name: str) -> simcord.ChannelHandle:
        """A channel by its name."""
        return self.guild.channels[name]

    @property
    def lobby(self) -> simcord.ChannelHandle:
        return self.channel("peer-support")

    @property
    def board(self) -> simcord.ChannelHandle:
        return self.channel("peers-board")

    @property
    def oncall(self) -> simcord.ChannelHandle:
        return self.channel("on-call")

    def rooms(self, prefix: str = "talk-") -> list[simcord.ChannelHandle]:
        """Channels whose name begins so, oldest first."""
        found = [one for name, one in self.guild.channels.items() if name.startswith(prefix)]
        return sorted(found, key=lambda one: one.id)

    @property
    def room(self) -> simcord.ChannelHandle:
        """The newest conversation's channel."""
        return self.rooms()[-1]

    @property
    def help_room(self) -> simcord.ChannelHandle:
        """The newest help room."""
        return self.rooms("help-")[-1]

    def notice(self, room: simcord.ChannelHandle | None = None) -> discord.Message:
        """The message that carries the notice's buttons."""
        return self.with_button("I understand", room or self.room)

    def with_button(self, label: str, room: simcord.ChannelHandle) -> discord.Message:
        """The newest message in a channel that has a button with this label."""
        for message in reversed(room.history()):
            if label in labels(message):
                return message
        raise AssertionError(f"no message with the button {label!r} in {room.name}")

    def texts(self, room: simcord.ChannelHandle | None = None) -> str:
        """Everything that stands in a channel."""
        return "\n".join(message.content for message in (room or self.room).history())

    def sees(self, person: simcord.MemberActor, room: simcord.ChannelHandle) -> bool:
        """Does Discord let this person see the channel?"""
        bits = self.env.backend.compute_permissions(self.guild.id, person.id, room.id)
        return discord.Permissions(bits).view_channel

    def writes(self, person: simcord.MemberActor, room: simcord.ChannelHandle) -> bool:
        """Does Discord let this person write in the channel?"""
        bits = discord.Permissions(self.env.backend.compute_permissions(self.guild.id, person.id, room.id))
        return bits.view_channel and bits.send_messages

    def rows(self, query: str, *values: Any) -> list[dict[str, Any]]:
        """Rows of the database file, read from outside the bot."""
        with sqlite3.connect(f"file:{self.database}?mode=ro", uri=True) as connection:
            connection.row_factory = sqlite3.Row
            return [dict(row) for row in connection.execute(query, values)]

    def dms(self, person: simcord.MemberActor) -> str:
        """Everything the bot wrote to a person directly."""
        return self.dms_of(person.id)

    async def settle(self) -> None:
        """Let the bot finish what it is doing."""
        await self.env.settle()

    async def wait(self, *, minutes: float = 0, hours: float = 0, seconds: float = 0) -> None:
        """Virtual time passes."""
        await self.env.advance_time(seconds + 60 * minutes + 3600 * hours)

    async def restart(self) -> None:
        """The process ends and another one starts on the same database."""
        old = self.bot
        await self.env.restart_bot(create_bot(settings_for(self.database, **self.options)))
        await old.ctx.db.close()
        await self.settle()

    async def go_away(self) -> None:
        """The bot is gone; people can still act."""
        await self.env.shutdown()
        await self.bot.ctx.db.close()

    async def come_back(self) -> None:
        """The bot starts again, with what it has on disk."""
        self.env.bot = create_bot(settings_for(self.database, **self.options))
        await self.env.start()
        await self.settle()

    async def ask(self, person: simcord.MemberActor, **options: Any) -> simcord.ChannelHandle:
        """Somebody asks for a conversation with /support; the channel that opens."""
        before = {one.id for one in self.rooms()}
        await person.slash(self.lobby, "support", **options)
        await self.settle()
        fresh = [one for one in self.rooms() if one.id not in before]
        assert len(fresh) == 1
        return fresh[0]

    async def open_talk(self, person: simcord.MemberActor, **options: Any) -> simcord.ChannelHandle:
        """Somebody asks for a conversation and agrees by the reaction."""
        room = await self.ask(person, **options)
        await person.react(self.notice(room), ACK)
        await self.settle()
        return room

    async def bring_in(self, peer: simcord.MemberActor, room: simcord.ChannelHandle) -> None:
        """A peer claims, pledges, and is let in by the member (Alex)."""
        card = self.with_button("Claim", self.board)
        await peer.click(card, label="Claim")
        await self.settle()
        await peer.react(self.board.history()[-1], ACK)
        await self.settle()
        await self.alex.click(self.with_button("Let them in", room), label="Let them in")
        await self.settle()

    # What SimCord has no actor for: by its internals, pinned to the version.

    async def delete_channel(self, room: simcord.ChannelHandle) -> None:
        """Somebody deletes a channel by hand."""
        self.env.backend.delete_channel(room.id)
        await self.settle()

    async def clear_reactions(self, message: discord.Message) -> None:
        """A moderator clears all reactions of a message."""
        self.env.backend.clear_reactions(message.channel.id, message.id)
        await self.settle()

    async def leave(self, person: simcord.MemberActor) -> None:
        """Somebody leaves the server."""
        self.guild.remove_member(person)
        await self.settle()

    async def join(self, person: simcord.MemberActor) -> None:
        """Somebody comes (back)."""
        self.guild.add_member(person.user)
        await self.settle()

    # For escalations, set-up and health.

    def pages(self) -> list[discord.Message]:
        """The pages in the on-call channel, oldest first."""
        query = "SELECT message_id FROM outbox WHERE place = 'oncall' AND key LIKE 'escalation.page%'"
        sent = {row["message_id"] for row in self.rows(query)}
        return [one for one in self.oncall.history() if one.id in sent]

    @property
    def page(self) -> discord.Message:
        """The newest page in the on-call channel."""
        return self.pages()[-1]

    def pinged(self, message: discord.Message) -> set[int]:
        """Whom Discord notified of a message."""
        stored = self.env.backend.get_message(message.channel.id, message.id)
        assert not stored.mention_everyone
        assert not stored.ping_role_ids
        return set(stored.ping_user_ids)

    def dm_history(self, person: simcord.MemberActor) -> list[discord.Message]:
        """What stands in a person's direct messages with the bot."""
        if person.id not in self.env.backend.dm_channels:
            return []
        return person.user.dm_channel.history()

    def dms_of(self, user_id: int) -> str:
        """Everything that stands in somebody's direct messages with the bot."""
        channel_id = self.env.backend.dm_channels.get(user_id)
        if channel_id is None:
            return ""
        return "\n".join(one.content for one in self.env.backend.messages[channel_id].values())

    async def says(
        self, actor: simcord.MemberActor, where: simcord.ChannelHandle, name: str, /, **options: Any
    ) -> str:
        """What a slash command answers, privately."""
        answer = await actor.slash(where, name, **options)
        await self.settle()
        return told(answer)

    async def press(self, person: simcord.MemberActor, message: discord.Message, label: str) -> str:
        """What a button answers, privately."""
        answer = await person.click(message, label=label)
        await self.settle()
        return told(answer)

    async def press_dm(self, person: simcord.MemberActor, message: discord.Message, label: str) -> str:
        """What a button in somebody's direct messages answers."""
        answer = await person.user.click(message, label=label)
        await self.settle()
        return told(answer)

    async def take(self, person: simcord.MemberActor, page: discord.Message | None = None) -> str:
        """Somebody takes the newest page by its button."""
        return await self.press(person, page or self.page, "Take")

    async def close_alert(self, person: simcord.MemberActor, value: str = "talked") -> str:
        """Somebody closes the newest alert by its button and says how it went."""
        asked = await person.click(self.with_button("Close", self.oncall), label="Close")
        assert asked.response is not None
        answer = await person.select(asked.response, [value])
        await self.settle()
        return told(answer)

    def alert(self) -> dict[str, Any]:
        """The newest escalation, as it stands on disk."""
        return self.rows("SELECT * FROM escalations ORDER BY id DESC LIMIT 1")[0]

    def findings(self) -> set[tuple[str, str]]:
        """What is wrong, as it stands on disk."""
        return {(row["code"], row["subject"]) for row in self.rows("SELECT * FROM findings")}

    async def forbid(
        self, room: simcord.ChannelHandle, target_id: int, deny: discord.Permissions
    ) -> Callable[[], Awaitable[None]]:
        """Somebody takes permissions away in a channel by hand; what is returned gives them back."""
        from simcord.backend.models import Overwrite

        channel = self.env.backend.get_channel(room.id)
        kind = 0 if target_id in self.env.backend.get_guild(self.guild.id).roles else 1
        old = next((one for one in channel.overwrites if one.target_id == target_id), None)
        old = old or Overwrite(target_id, kind, 0, 0)
        fresh = Overwrite(target_id, kind, old.allow & ~deny.value, old.deny | deny.value)
        self.env.backend.set_overwrite(room.id, fresh)
        await self.settle()

        async def give_back() -> None:
            self.env.backend.set_overwrite(room.id, old)
            await self.settle()

        return give_back

    async def race(self, *jobs: Awaitable[Any]) -> list[Any]:
        """Flows at the same instant, as the bot's own work: real tasks over the one database."""
        with self.env._bot_scope():
            results = await asyncio.gather(*(asyncio.ensure_future(job) for job in jobs))
        await self.settle()
        return results

    async def change_role(self, name: str, permissions: discord.Permissions) -> None:
        """Somebody changes what a role may do."""
        role_id = self.guild.roles[name].id
        self.env.backend.edit_role(self.guild.id, role_id, {"permissions": permissions.value})
        await self.settle()

    async def delete_role(self, name: str) -> None:
        """Somebody deletes a role."""
        self.env.backend.delete_role(self.guild.id, self.guild.roles[name].id)
        await self.settle()

    async def fill(self, count: int) -> None:
        """Other channels until the server has so many."""
        for number in range(count - len(self.env.backend.get_guild(self.guild.id).channel_ids)):
            self.env.backend.create_channel(self.guild.id, f"other-{number}")
        await self.settle()

    async def deliver(self, event: str, payload: dict[str, Any]) -> None:
        """The gateway sends a payload as it is, however broken."""
        self.bot._connection.parsers[event](payload)
        await self.settle()


def told(answer: simcord.InteractionResult) -> str:
    """The words of an answer that only the person sees; fails when there is none."""
    assert answer.response is not None, "pressed, and nothing was answered"
    assert answer.response.ephemeral or answer.response.message.guild is None
    return answer.response.content


def labels(message: discord.Message) -> list[str]:
    """What stands on the buttons of a message."""
    return [
        str(getattr(item, "label", "")) for row in message.components for item in getattr(row, "children", [])
    ]


def bot_permissions() -> discord.Permissions:
    """What the README asks for when the bot is invited."""
    from bot.adapter_rooms import NEEDED

    return NEEDED


_MIGRATED: list[bytes] = []


async def _tables(place: Path) -> None:
    """A database file with all its tables: made once by the migrations, then copied for each story."""
    if _MIGRATED:
        place.write_bytes(_MIGRATED[0])  # noqa: ASYNC240 - small, and nothing else runs yet
        return
    database = Database(f"sqlite+aiosqlite:///{place}")
    await database.open()
    await database.close()
    _MIGRATED.append(place.read_bytes())  # noqa: ASYNC240


@asynccontextmanager
async def bare_world(tmp_path: Path, **options: Any) -> AsyncIterator[World]:
    """A server that nobody has set up yet; everybody is there."""
    database = tmp_path / "forthright.db"
    await _tables(database)
    bot = create_bot(settings_for(database, **options))
    env = simcord.Env(bot, settle_timeout=SETTLE)
    await env.start()
    try:
        made = _populate(env, database, options)
        yield made
        if env._started:
            await env.settle()
        assert unanswered(made) == []
        assert trespassers(made) == []
    finally:
        if env._started:
            await env.shutdown()
        await env.bot.ctx.db.close()
    env._raise_errors_since(env._errors_acknowledged)  # a story that expects errors has looked at them


def _populate(env: simcord.Env, database: Path, options: dict[str, Any]) -> World:
    guild = env.create_guild(name="Harbour")
    peer = guild.create_role("Certified peer")
    specialist = guild.create_role("On-call specialist")
    moderator = guild.create_role(
        "Support moderator",
        permissions=discord.Permissions(manage_guild=True, manage_channels=True, manage_messages=True),
    )
    guild.create_text_channel("general")
    people: dict[str, list[simcord.RoleHandle]] = {
        "alex": [],
        "sam": [peer],
        "pat": [peer],
        "jo": [specialist],
        "kim": [specialist],
        "max": [moderator],
        "lee": [],
    }
    actors = {name: guild.add_member(env.create_user(name), roles=roles) for name, roles in people.items()}
    return World(env, guild, database, options, **actors)


@asynccontextmanager
async def world(tmp_path: Path, **options: Any) -> AsyncIterator[World]:
    """A server that Max has set up; Jo and Kim are on call."""
    async with bare_world(tmp_path, **options) as made:
        await set_up_quickly(made)
        yield made


async def set_up_quickly(made: World) -> None:
    """The same as `set_up`, by the flows behind the commands: a story need not wait for each of them."""
    ctx, guild, actor = made.bot.ctx, made.guild.id, made.max.id
    roles = made.guild.roles
    settings: dict[str, Any] = {
        "peer_role_id": roles["Certified peer"].id,
        "specialist_role_id": roles["On-call specialist"].id,
        "moderator_role_id": roles["Support moderator"].id,
        "country": "GB",
        "emergency_number": "999 or 112",
        "locale": "en",
        "time_zone": "Europe/London",
        "oncall_hours": "every day from 9 in the morning to 11 at night",
        "question_contact_id": actor,
        "data_contact": "the data desk",
        "complaint_contact": "the complaints desk",
        "min_age": 18,
        "retention_days": 30,
        "emergency_policy": "consent_first_last_resort",
        "legal_regime": "none",
        "legal_triggers": "a court tells us to",
        "check_switchable": True,
    }

    async def work() -> None:
        await setting_up.change(ctx, guild, actor, settings)
        await setting_up.create_missing(ctx, guild, actor)
        await setting_up.confirm_helplines(ctx, guild, actor)
        for person in (made.jo, made.kim):
            await rota.add(ctx, guild, actor, person.id, dm=False, is_bot=False)
        await setting_up.post_panel(ctx, guild, actor)

    await made.race(work())


async def set_up(made: World) -> None:
    """Every command that a moderator types, in the order of the README."""
    general = made.channel("general")
    roles = made.guild.roles
    act = made.max.slash
    await act(
        general,
        "setup roles",
        peer=roles["Certified peer"],
        specialist=roles["On-call specialist"],
        moderator=roles["Support moderator"],
    )
    await act(general, "setup create")
    await act(
        general,
        "setup place",
        country="GB",
        emergency_number="999 or 112",
        language="en",
        time_zone="Europe/London",
        oncall_hours="every day from 9 in the morning to 11 at night",
    )
    shown = await act(general, "setup helplines")
    await made.max.click(shown.response, label="I checked these")
    await act(
        general,
        "setup people",
        question_contact=made.max,
        data_contact="the data desk",
        complaint_contact="the complaints desk",
    )
    await act(
        general,
        "setup promises",
        min_age=18,
        retention_days=30,
        emergency_policy="consent_first_last_resort",
        legal_regime="none",
        legal_triggers="a court tells us to",
        check_can_be_switched_off=True,
    )
    await act(general, "oncall add", person=made.jo)
    await act(general, "oncall add", person=made.kim)
    await act(general, "setup panel")
    await made.settle()


# Acts by other hands, for which SimCord has no actor.


async def hand_made_channel(
    made: World, name: str, *people: simcord.MemberActor, category: str = "Peer support", for_us: bool = True
) -> simcord.ChannelHandle:
    """Somebody (or another bot) makes a channel in a category, open to these people and nobody else.

    The bot can see it, as in a category whose rights are kept, unless `for_us` says no.
    """
    closed = discord.PermissionOverwrite(view_channel=False)
    let_in = discord.PermissionOverwrite(view_channel=True, send_messages=True, read_message_history=True)
    overwrites: dict[Any, discord.PermissionOverwrite] = {made.guild.default_role: closed}
    overwrites |= dict.fromkeys(people, let_in)
    if for_us:
        own = simcord.UserHandle(made.env, made.env.backend.bot_user)
        overwrites[own] = discord.PermissionOverwrite(view_channel=True, read_message_history=True)
    channel = made.guild.create_text_channel(
        name, overwrites=overwrites, category=made.guild.channels[category]
    )
    if made.env._started:
        await made.settle()
    return channel


async def move_channel(made: World, channel: simcord.ChannelHandle, category: str) -> None:
    """Somebody moves a channel into a category."""
    made.env.backend.edit_channel(channel.id, {"parent_id": made.guild.channels[category].id})
    await made.settle()


async def emit_reaction(
    made: World, person: simcord.MemberActor, message: discord.Message, emoji: str, *, burst: bool = False
) -> None:
    """A reaction that Discord reports whatever the rights say: an administrator's, or a super reaction."""
    backend = made.env.backend
    if not burst:
        backend.set_reaction(message.channel.id, message.id, emoji, person.id, True)
    else:
        real = backend.emit
        seen: list[dict[str, Any]] = []
        backend.emit = lambda event, payload: seen.append(payload)
        try:
            backend.set_reaction(message.channel.id, message.id, emoji, person.id, True)
        finally:
            backend.emit = real
        for payload in seen:
            backend.emit("MESSAGE_REACTION_ADD", {**payload, "burst": True, "type": 1})
    if made.env._started:
        await made.settle()


async def take_reaction(made: World, message: discord.Message, emoji: str, user_id: int) -> None:
    """One person's (or the bot's) reaction is taken off a message."""
    made.env.backend.remove_reaction(message.channel.id, message.id, emoji, user_id)
    if made.env._started:
        await made.settle()


async def clear_emoji(made: World, message: discord.Message, emoji: str) -> None:
    """A moderator clears one emoji of a message."""
    made.env.backend.clear_reaction(message.channel.id, message.id, emoji)
    await made.settle()


async def delete_by_hand(made: World, *messages: discord.Message) -> None:
    """A moderator deletes messages: one by itself, several in bulk."""
    backend = made.env.backend
    if len(messages) == 1:
        backend.delete_message(messages[0].channel.id, messages[0].id)
    else:
        backend.bulk_delete_messages(messages[0].channel.id, [one.id for one in messages])
    if made.env._started:
        await made.settle()


async def delete_role(made: World, role: simcord.RoleHandle) -> None:
    """Somebody deletes a role."""
    made.env.backend.delete_role(made.guild.id, role.id)
    await made.settle()


def fill(made: World, count: int, category: str | None = None) -> None:
    """So many channels more, as a large server has them."""
    parent = made.guild.channels[category].id if category is not None else None
    for number in range(count):
        kind = 2 if parent is not None else 0  # voice channels in a category: nobody adopts them
        made.env.backend.create_channel(made.guild.id, f"room-{number}-{parent}", type=kind, parent_id=parent)


def close_dms(made: World, *people: simcord.MemberActor) -> None:
    """These people take no direct messages any more."""
    for person in people:
        channel = made.env.backend.get_dm_channel(person.id)
        made.env.inject_error("POST", f"/channels/{channel.id}/messages", status=403, code=50007, times=None)


def heal(made: World) -> None:
    """Discord works again: every fault that a story injected is over."""
    made.env.backend.faults.clear()


def calls(made: World, method: str, path: str) -> list[Any]:
    """The bot's REST calls that match, oldest first; `path` may hold `*`."""
    return [one for one in made.env.http_requests if one.method == method and fnmatch(one.path, path)]


def mark(made: World) -> int:
    """How many REST calls there were so far: the point from which a story looks."""
    return len(made.env.http_requests)


def trespassers(made: World) -> list[str]:
    """Who can write in a conversation without an acknowledgement in force there; must be empty, always.

    The specialist who took the escalation is the exception that design.md names; owners and
    administrators are beyond any overwrite.
    """
    found = []
    for row in made.rows("SELECT * FROM conversations WHERE kind = 'talk' AND channel_id IS NOT NULL"):
        backend = made.env.backend
        if row["channel_id"] not in backend.channels:
            continue
        query = "SELECT user_id FROM acknowledgements WHERE conversation_id = ? AND ended_at IS NULL"
        may = {one["user_id"] for one in made.rows(query, row["id"])}
        query = "SELECT taken_by FROM escalations WHERE conversation_id = ? AND state = 'taken'"
        may |= {one["taken_by"] for one in made.rows(query, row["id"])}
        for person in made.guild.member_ids():
            held = discord.Permissions(backend.compute_permissions(made.guild.id, person, row["channel_id"]))
            writes = held.view_channel and held.send_messages
            if writes and not held.administrator and person != backend.bot_user.id and person not in may:
                found.append(f"{backend.get_user(person).name} in {row['code']}")
    return found


def unanswered(made: World) -> list[str]:
    """Presses and commands that the bot left without an answer."""
    return [
        f"{one.command_name or one.type} by {made.env.backend.get_user(one.user_id).name}"
        for one in made.env.backend.interactions.values()
        if not one.responded or one.loading
    ]


def reactors(made: World, message: discord.Message, emoji: str = ACK) -> list[int]:
    """Whose reaction with this emoji stands on a message, in the order given."""
    stored = made.env.backend.get_message(message.channel.id, message.id).reaction_for(emoji)
    return list(stored.user_ids) if stored is not None else []


def forgive(made: World) -> list[BaseException]:
    """What the bot raised so far: a story that breaks the bot on purpose takes it, and it counts no more."""
    raised = list(made.env._errors)
    made.env._errors.clear()
    return raised


async def race(made: World, *flows: Coroutine[Any, Any, Any]) -> list[Any]:
    """Run flows of the bot at one instant, as real tasks, and let the bot finish; their answers in order."""
    with made.env._bot_scope():
        told = await asyncio.gather(*flows)
    await made.settle()
    return list(told)


def said(room: simcord.ChannelHandle) -> list[str]:
    """What the bot posted in a channel, message by message; not Discord's own lines about pins."""
    return [
        one.content for one in room.history() if one.author.bot and one.type is discord.MessageType.default
    ]


async def set_overwrite(
    made: World, room: simcord.ChannelHandle, target_id: int, *, allow: discord.Permissions
) -> None:
    """Somebody sets a personal overwrite in a channel by hand."""
    kind = OverwriteType.MEMBER
    made.env.backend.set_overwrite(room.id, Overwrite(target_id=target_id, type=kind, allow=allow.value))
    await made.settle()


def lengthen(made: World, message: discord.Message, text: str) -> None:
    """What somebody with Nitro wrote: up to 4,000 characters, which SimCord's own check refuses."""
    made.env.backend.get_message(message.channel.id, message.id).content = text
