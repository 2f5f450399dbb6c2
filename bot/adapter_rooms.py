"""The port, in discord.py: servers, channels, roles, and who may see and write where."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import discord

from bot.adapter_errors import answered
from bot.core.effects import Access
from bot.flows.port import ServerView, Sight, Trouble

if TYPE_CHECKING:
    from discord.ext import commands

# Nobody in a gated channel, whatever their roles allow elsewhere.
_DENIED = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    create_public_threads=True,
    create_private_threads=True,
    send_polls=True,
    send_voice_messages=True,
    manage_webhooks=True,
    use_external_apps=True,
    add_reactions=True,
)
_OURS = discord.Permissions(
    view_channel=True,
    send_messages=True,
    read_message_history=True,
    manage_channels=True,
    manage_roles=True,
    manage_messages=True,
    pin_messages=True,
    add_reactions=True,
)
# What the bot must hold in the server: it can set only what it has.
NEEDED = discord.Permissions(_DENIED.value | _OURS.value)


def needed_names() -> tuple[str, ...]:
    """The permissions to ask for when the bot is invited, by Discord's names."""
    return tuple(name for name, on in NEEDED if on)


def _overwrite(allow: discord.Permissions, deny: discord.Permissions) -> discord.PermissionOverwrite:
    return discord.PermissionOverwrite.from_pair(allow, deny)


class Rooms:
    """The half of the adapter that knows servers and channels."""

    def __init__(self, bot: "commands.Bot", on_malformed: Callable[[int], None]) -> None:
        self._bot = bot
        self.on_malformed = on_malformed

    def view(self, guild_id: int) -> ServerView | None:
        guild = self._bot.get_guild(guild_id)
        if guild is None or guild.unavailable or guild.me is None:
            return None
        held = guild.me.guild_permissions
        lacking = tuple(name for name, on in NEEDED if on and not getattr(held, name))
        return ServerView(
            guild_id=guild.id,
            name=guild.name,
            sight=_sight(guild),
            channels=frozenset(channel.id for channel in guild.channels),
            roles=frozenset(role.id for role in guild.roles),
            role_names=frozenset(role.name for role in guild.roles),
            per_category={category.id: len(category.channels) for category in guild.categories},
            lacking=lacking,
            content=self._bot.intents.message_content,
            members=self._bot.intents.members,
        )

    def people_with(self, guild_id: int, role_id: int | None) -> tuple[int, ...]:
        guild = self._bot.get_guild(guild_id)
        role = guild.get_role(role_id) if guild is not None and role_id is not None else None
        if role is None:
            return ()
        return tuple(sorted(member.id for member in role.members if not member.bot))

    async def is_present(self, guild_id: int, user_id: int) -> bool | Trouble:
        guild = self._bot.get_guild(guild_id)
        if guild is None:
            return Trouble.LATER
        found = await self._member(guild, user_id)
        if found is Trouble.GONE:
            return False
        return found if isinstance(found, Trouble) else True

    def _text(self, channel_id: int) -> discord.TextChannel | None:
        channel = self._bot.get_channel(channel_id)
        return channel if isinstance(channel, discord.TextChannel) else None

    def last_said(self, channel_id: int) -> datetime | None:
        channel = self._text(channel_id)
        if channel is None or channel.last_message_id is None:
            return None
        return discord.utils.snowflake_time(channel.last_message_id)

    def can_read(self, channel_id: int, user_id: int) -> bool:
        channel = self._text(channel_id)
        member = channel.guild.get_member(user_id) if channel is not None else None
        if channel is None or member is None:
            return False
        return channel.permissions_for(member).view_channel

    def may_post(self, channel_id: int) -> bool:
        channel = self._text(channel_id)
        if channel is None:
            return False
        held = channel.permissions_for(channel.guild.me)
        return held.view_channel and held.send_messages

    def may_look_back(self, channel_id: int) -> bool:
        """Can the bot read what was said? Without the right, Discord answers with an empty list."""
        channel = self._text(channel_id)
        if channel is None:
            return False
        held = channel.permissions_for(channel.guild.me)
        return held.view_channel and held.read_message_history

    def find_channel(self, guild_id: int, name: str) -> int | None:
        guild = self._bot.get_guild(guild_id)
        found = discord.utils.get(guild.text_channels, name=name) if guild is not None else None
        return found.id if found is not None else None

    def rooms_in(self, category_id: int) -> tuple[tuple[int, str], ...]:
        category = self._bot.get_channel(category_id)
        if not isinstance(category, discord.CategoryChannel):
            return ()
        return tuple((channel.id, channel.name) for channel in category.text_channels)

    async def personal_overwrites(self, channel_id: int) -> tuple[int, ...]:
        channel = self._text(channel_id)
        if channel is None:
            return ()
        people = []
        for target, overwrite in channel.overwrites.items():
            if isinstance(target, discord.Role) or not overwrite.view_channel:
                continue
            member = await self._member(channel.guild, target.id)
            if isinstance(member, discord.Member) and not member.bot:
                people.append(member.id)
        return tuple(people)

    async def _member(self, guild: discord.Guild, user_id: int) -> discord.Member | Trouble:
        """From the cache, or else from Discord: after a start the cache may not be full yet."""
        return guild.get_member(user_id) or await answered(guild.fetch_member)(user_id)

    async def holds_role(self, guild_id: int, user_id: int, role_id: int | None) -> bool | Trouble:
        guild = self._bot.get_guild(guild_id)
        if guild is None or role_id is None:
            return Trouble.LATER
        member = await self._member(guild, user_id)
        if isinstance(member, Trouble):
            return False if member is Trouble.GONE else member
        return member.get_role(role_id) is not None

    async def bar(self, channel_id: int, user_id: int) -> Trouble | None:
        deny = str(discord.Permissions(view_channel=True).value)
        answer = await answered(self._bot.http.edit_channel_permissions)(channel_id, user_id, "0", deny, 1)
        return answer if isinstance(answer, Trouble) else None

    async def let_role_see(self, channel_id: int, role_id: int | None) -> Trouble | None:
        if role_id is None:
            return Trouble.GONE
        allow = str(discord.Permissions(view_channel=True, read_message_history=True).value)
        answer = await answered(self._bot.http.edit_channel_permissions)(channel_id, role_id, allow, "0", 0)
        return answer if isinstance(answer, Trouble) else None

    def _closed(self, guild: discord.Guild) -> dict[Any, discord.PermissionOverwrite]:
        """Overwrites that let nobody in but the bot; only what the bot itself holds can be set."""
        held = guild.me.guild_permissions
        none = discord.Permissions.none()
        return {
            guild.default_role: _overwrite(none, _DENIED & held),
            guild.me: _overwrite(_OURS & held, none),
        }

    async def create_channel(self, guild_id: int, category_id: int | None, name: str) -> int | Trouble:
        return await self._create(guild_id, category_id, name)

    async def create_staff_channel(
        self, guild_id: int, name: str, role_ids: Sequence[int | None]
    ) -> int | Trouble:
        return await self._create(guild_id, None, name, readers=role_ids)

    async def _create(
        self, guild_id: int, category_id: int | None, name: str, readers: Sequence[int | None] = ()
    ) -> int | Trouble:
        guild = self._bot.get_guild(guild_id)
        if guild is None:
            return Trouble.LATER
        overwrites = self._closed(guild)
        reading = discord.Permissions(view_channel=True, read_message_history=True, send_messages=True)
        for role_id in readers:
            role = guild.get_role(role_id) if role_id is not None else None
            if role is not None:
                overwrites[role] = _overwrite(
                    reading & guild.me.guild_permissions, discord.Permissions.none()
                )
        category = guild.get_channel(category_id) if category_id is not None else None
        place = category if isinstance(category, discord.CategoryChannel) else None
        made = await answered(guild.create_text_channel)(name, category=place, overwrites=overwrites)
        return made if isinstance(made, Trouble) else made.id

    async def create_lobby(self, guild_id: int, name: str) -> int | Trouble:
        guild = self._bot.get_guild(guild_id)
        if guild is None:
            return Trouble.LATER
        overwrites = self._closed(guild)
        reading = discord.Permissions(view_channel=True, read_message_history=True)
        shut = discord.Permissions((_DENIED.value & ~reading.value) & guild.me.guild_permissions.value)
        overwrites[guild.default_role] = _overwrite(reading & guild.me.guild_permissions, shut)
        made = await answered(guild.create_text_channel)(name, overwrites=overwrites)
        return made if isinstance(made, Trouble) else made.id

    async def create_role(self, guild_id: int, name: str) -> int | Trouble:
        guild = self._bot.get_guild(guild_id)
        if guild is None:
            return Trouble.LATER
        made = await answered(guild.create_role)(name=name, permissions=discord.Permissions.none())
        return made if isinstance(made, Trouble) else made.id

    async def create_category(self, guild_id: int, name: str) -> int | Trouble:
        guild = self._bot.get_guild(guild_id)
        if guild is None:
            return Trouble.LATER
        made = await answered(guild.create_category)(name, overwrites=self._closed(guild))
        return made if isinstance(made, Trouble) else made.id

    async def close_channel(self, channel_id: int, keep: Sequence[int]) -> Trouble | None:
        channel = self._text(channel_id)
        if channel is None:
            return Trouble.GONE
        overwrites = self._closed(channel.guild)
        held = channel.guild.me.guild_permissions
        for user_id in keep:
            member = channel.guild.get_member(user_id)
            if member is not None:
                overwrites[member] = _overwrite(_reading(voice=False) & held, discord.Permissions.none())
        changed = await answered(channel.edit)(overwrites=overwrites)
        return changed if isinstance(changed, Trouble) else None

    async def set_access(self, channel_id: int, user_id: int, access: Access) -> Trouble | None:
        channel = self._text(channel_id)
        if channel is None:
            return Trouble.GONE
        http = self._bot.http
        if not access.sight:
            gone = await answered(http.delete_channel_permissions)(channel_id, user_id)
            return None if gone in (None, Trouble.GONE) else gone
        if await self.is_present(channel.guild.id, user_id) is False:
            return Trouble.GONE
        held = channel.guild.me.guild_permissions
        allow = _reading(voice=access.voice) & held
        deny = discord.Permissions(send_messages=not access.voice) & held
        answer = await answered(http.edit_channel_permissions)(
            channel_id, user_id, str(allow.value), str(deny.value), 1
        )
        return answer if isinstance(answer, Trouble) else None

    async def delete_channel(self, channel_id: int) -> Trouble | None:
        answer = await answered(self._bot.http.delete_channel)(channel_id)
        return answer if isinstance(answer, Trouble) else None


def _reading(*, voice: bool) -> discord.Permissions:
    return discord.Permissions(view_channel=True, read_message_history=True, send_messages=voice)


def _sight(guild: discord.Guild) -> Sight:
    """Who can read every channel by right. Overwrites do not bind an administrator."""
    admins = [role for role in guild.roles if role.permissions.administrator]
    people = tuple(
        role.name
        for role in reversed(admins)
        if not role.is_bot_managed() and any(not member.bot for member in role.members)
    )
    bots = {
        member.id for role in admins for member in role.members if member.bot and member.id != guild.me.id
    }
    return Sight(owner_id=guild.owner_id or 0, admin_roles=people, admin_bots=len(bots))
