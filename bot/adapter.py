"""The port, in discord.py: messages. Rooms are in adapter_rooms.py, error codes in adapter_errors.py."""

from collections.abc import Sequence
from typing import Any, Literal

import discord

from bot.adapter_errors import answered
from bot.adapter_rooms import Rooms
from bot.flows.port import Button, Choice, Heard, Message, Sent, Style, Trouble

PREFIX = "ft:"
TEXT_FILE_LIMIT = 64 * 1024

_STYLES = {
    Style.PRIMARY: discord.ButtonStyle.primary,
    Style.QUIET: discord.ButtonStyle.secondary,
    Style.GOOD: discord.ButtonStyle.success,
    Style.DANGER: discord.ButtonStyle.danger,
}


def view_of(buttons: Sequence[Button], choices: Sequence[Choice]) -> discord.ui.View | None:
    """Buttons and menus as discord.py sends them.

    The view is stopped at once: presses are answered by their action in `cogs/press.py`, after any
    restart, so the library need not remember each message we ever sent.
    """
    if not buttons and not choices:
        return None
    view = discord.ui.View(timeout=None)
    for button in buttons:
        view.add_item(
            discord.ui.Button(
                label=button.label[:80], custom_id=PREFIX + button.action, style=_STYLES[button.style]
            )
        )
    for choice in choices:
        view.add_item(_menu(choice))
    view.stop()
    return view


def _menu(choice: Choice) -> discord.ui.Item[Any]:
    if not choice.options:
        return discord.ui.UserSelect(
            custom_id=PREFIX + choice.action, placeholder=choice.placeholder[:150], max_values=1
        )
    options = [discord.SelectOption(label=label[:100], value=value) for value, label in choice.options[:25]]
    return discord.ui.Select(
        custom_id=PREFIX + choice.action, placeholder=choice.placeholder[:150], options=options
    )


def mentions(pings: Sequence[int]) -> discord.AllowedMentions:
    """Exactly these people, and never everyone or a role (N07)."""
    people = [discord.Object(one) for one in pings]
    return discord.AllowedMentions(everyone=False, roles=False, users=people or False, replied_user=False)


async def text_of(message: discord.Message) -> str:
    """All words a message carries: its own, forwarded ones, a poll's, file names and short text files."""
    parts = [message.content]
    parts += [snapshot.content for snapshot in message.message_snapshots]
    if message.poll is not None:
        parts.append(str(message.poll.question))
        parts += [answer.text for answer in message.poll.answers]
    files = [*message.attachments]
    for snapshot in message.message_snapshots:
        files += snapshot.attachments
    for file in files:
        parts += [file.filename.rsplit(".", 1)[0].replace("_", " "), file.description or ""]
        parts.append(await _text_file(file))
    parts += [sticker.name for sticker in message.stickers]
    return "\n.\n".join(part for part in parts if part)


async def _text_file(file: discord.Attachment) -> str:
    """A short text file's content, read in memory: Discord turns long pastes into one."""
    if file.size > TEXT_FILE_LIMIT or not file.filename.lower().endswith((".txt", ".md")):
        return ""
    data = await answered(file.read)()
    return "" if isinstance(data, Trouble) else data.decode("utf-8", "replace")


async def heard_of(message: discord.Message, guild_id: int) -> Heard:
    """A message as the flows take it."""
    return Heard(
        guild_id=guild_id,
        channel_id=message.channel.id,
        message_id=message.id,
        author_id=message.author.id,
        text=await text_of(message),
        edited_at=message.edited_at,
        by_bot=message.author.bot or message.webhook_id is not None,
    )


class Adapter(Rooms):
    """Everything that reaches Discord."""

    def own_id(self) -> int:
        user = self._bot.user
        return user.id if user is not None else 0

    def _place(self, channel_id: int) -> discord.PartialMessageable:
        return self._bot.get_partial_messageable(channel_id)

    @staticmethod
    def _extra(message: Message) -> dict[str, Any]:
        extra: dict[str, Any] = {"allowed_mentions": mentions(message.pings)}
        view = view_of(message.buttons, message.choices)
        if view is not None:
            extra["view"] = view
        if message.nonce is not None:
            extra["nonce"] = message.nonce[:25]
        return extra

    @answered
    async def send(self, channel_id: int, message: Message) -> Sent:
        sent = await self._place(channel_id).send(message.text, suppress_embeds=True, **self._extra(message))
        return Sent(channel_id, sent.id)

    @answered
    async def send_dm(self, user_id: int, message: Message) -> Sent:
        user = self._bot.get_user(user_id) or await self._bot.fetch_user(user_id)
        channel = user.dm_channel or await user.create_dm()
        sent = await channel.send(message.text, suppress_embeds=True, **self._extra(message))
        return Sent(channel.id, sent.id)

    @answered
    async def edit(self, channel_id: int, message_id: int, message: Message) -> None:
        await (
            self._place(channel_id)
            .get_partial_message(message_id)
            .edit(
                content=message.text,
                view=view_of(message.buttons, message.choices),
                allowed_mentions=mentions(message.pings),
            )
        )

    @answered
    async def delete_message(self, channel_id: int, message_id: int) -> None:
        await self._place(channel_id).get_partial_message(message_id).delete()

    @answered
    async def pin(self, channel_id: int, message_id: int) -> None:
        await self._place(channel_id).get_partial_message(message_id).pin()

    @answered
    async def react(self, channel_id: int, message_id: int, emoji: str) -> None:
        await self._place(channel_id).get_partial_message(message_id).add_reaction(emoji)

    @answered
    async def unreact(self, channel_id: int, message_id: int, emoji: str, user_id: int) -> None:
        message = self._place(channel_id).get_partial_message(message_id)
        await message.remove_reaction(emoji, discord.Object(user_id))

    async def find_own(self, channel_id: int, action: str) -> int | Trouble | None:
        raw = await self._raw(channel_id, None, 100)
        if isinstance(raw, Trouble):
            return raw
        for data in raw:
            by_us = int(data["author"]["id"]) == self.own_id()
            if by_us and (PREFIX + action) in _actions(data.get("components") or []):
                return int(data["id"])
        return None

    async def find_text(self, channel_id: int, text: str) -> int | Trouble | None:
        raw = await self._raw(channel_id, None, 100)
        if isinstance(raw, Trouble):
            return raw
        ours = (one for one in raw if int(one["author"]["id"]) == self.own_id())
        return next((int(one["id"]) for one in ours if one["content"] == text), None)

    async def has_message(self, channel_id: int, message_id: int) -> bool | Trouble:
        found = await answered(self._bot.http.get_message)(channel_id, message_id)
        if found is Trouble.GONE:
            return False
        return found if isinstance(found, Trouble) else True

    @answered
    async def clear(self, channel_id: int, message_id: int, emoji: str) -> None:
        await self._place(channel_id).get_partial_message(message_id).clear_reaction(emoji)

    async def reactions(self, channel_id: int, message_id: int, emoji: str) -> tuple[int, ...] | Trouble:
        found: list[int] = []
        kinds: tuple[Literal[0, 1], ...] = (0, 1)
        for kind in kinds:  # ordinary reactions and super reactions are separate lists
            page = await self._reaction_list(channel_id, message_id, emoji, kind)
            if isinstance(page, Trouble):
                return page
            found += page
        return tuple(dict.fromkeys(found))

    @answered
    async def _reaction_list(
        self, channel_id: int, message_id: int, emoji: str, kind: Literal[0, 1]
    ) -> list[int]:
        people: list[int] = []
        after: int | None = None
        while True:
            page = await self._bot.http.get_reaction_users(
                channel_id, message_id, emoji, 100, after, type=kind
            )
            people += [int(user["id"]) for user in page]
            if len(page) < 100:
                return people
            after = people[-1]

    @answered
    async def _raw(self, channel_id: int, after: int | None, limit: int) -> list[Any]:
        return list(await self._bot.http.logs_from(channel_id, limit, after=after))

    async def history(self, channel_id: int, after: int) -> tuple[Heard, ...] | Trouble:
        if not self.may_look_back(channel_id):
            return Trouble.FORBIDDEN
        heard: list[Heard] = []
        while True:
            page = await self._raw(channel_id, after, 100)
            if isinstance(page, Trouble):
                return page
            for data in sorted(page, key=lambda one: int(one["id"])):
                after = int(data["id"])
                message = await self._parsed(channel_id, data)
                if message is not None:
                    heard.append(message)
            if len(page) < 100:
                return tuple(heard)

    async def recent_edits(self, channel_id: int) -> tuple[Heard, ...] | Trouble:
        page = await self._raw(channel_id, None, 100)
        if isinstance(page, Trouble):
            return page
        edited = [await self._parsed(channel_id, data) for data in page if data.get("edited_timestamp")]
        return tuple(one for one in edited if one is not None)

    async def _parsed(self, channel_id: int, data: Any) -> Heard | None:
        """One raw message; a malformed one is set aside, counted and told, and the others go on."""
        channel = self._bot.get_channel(channel_id)
        if not isinstance(channel, discord.TextChannel):
            return None
        try:
            message = discord.Message(state=self._bot._connection, channel=channel, data=data)
        except (KeyError, TypeError, ValueError, AttributeError):
            self.on_malformed(channel.guild.id)
            return None
        return await heard_of(message, channel.guild.id)


def _actions(components: list[Any]) -> set[str]:
    return {item.get("custom_id", "") for row in components for item in row.get("components", [])}
