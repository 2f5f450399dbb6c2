"""A channel that others made in the support category: closed on sight, gated by the same path.

Its member is the one person there by a personal overwrite; where that is unclear, a moderator is asked.
What was written before stays untouched, is matched once, and the notice says so.
"""

from dataclasses import dataclass

from bot.core.conversation import Conversation, Kind, Origin, State, Step
from bot.core.effects import Place, Post, Told
from bot.core.ids import code
from bot.flows.context import Context
from bot.flows.heard import look_at
from bot.flows.port import Trouble
from bot.store import conversation as store
from bot.store import journal, notice, outbox
from bot.store import server as servers
from bot.store.database import Tx


@dataclass(frozen=True, slots=True)
class Chooser:
    """Who chooses, with which rights, and whom."""

    user_id: int
    role_ids: frozenset[int]
    may_manage: bool
    chosen_id: int
    chosen_is_bot: bool


async def look_around(ctx: Context, guild_id: int) -> None:
    """Find the channels that others made while the bot was away.

    Only those made after the lobby's panel went up: what stood in the category before peer support was
    set up here is none of the bot's business.
    """

    async def read(tx: Tx) -> tuple[int | None, tuple[int, ...]]:
        server = await servers.get(tx, guild_id)
        return server.panel_message_id, await servers.all_categories(tx, server)

    since, categories = await ctx.db.read(read)
    if since is None:
        return
    for category in categories:
        for channel, name in ctx.port.rooms_in(category):
            if channel > since:
                await found(ctx, guild_id, category, channel, name)


async def found(ctx: Context, guild_id: int, category_id: int, channel_id: int, name: str) -> None:
    """A channel appeared in a category. Ours are known by the random code in their name."""

    async def read(tx: Tx) -> bool:
        server = await servers.get(tx, guild_id)
        ours = await store.has_code(tx, name.rpartition("-")[2])
        taken = await store.by_channel(tx, channel_id) is not None
        settings = channel_id in (server.lobby_id, server.board_id, server.oncall_channel_id)
        return category_id in await servers.all_categories(tx, server) and not (ours or taken or settings)

    if not await ctx.db.read(read):
        return
    people = await ctx.port.personal_overwrites(channel_id)
    trouble = await ctx.port.close_channel(channel_id, ())  # at once; tried again by its step
    now = ctx.clock()
    member = people[0] if len(people) == 1 else None

    async def work(tx: Tx) -> None:
        server = await servers.get(tx, guild_id)
        if await store.by_channel(tx, channel_id) is not None:  # reported twice: the first one has it
            return
        version = await notice.ensure(tx, guild_id, ctx.notice_digest, now)
        row = await store.add(
            tx,
            code=code(ctx.random),
            guild_id=guild_id,
            kind=Kind.TALK.value,
            origin=Origin.ADOPTED.value,
            state=State.OPENING.value,
            step=Step.CHANNEL.value if trouble is not None else Step.NOTICE.value,
            member_id=member,
            channel_id=channel_id,
            locale=server.language,
            topic="other",
            any_peer=False,
            check_on=True,
            present=True,
            gate="closed",
            notice_id=version.id,
            created_at=now,
            due_at=now,
            attempts=0,
        )
        await journal.note(tx, now, guild_id, "adopted", conversation_id=row.id, user_id=member)
        if member is None:
            post = Post(
                Place.ONCALL,
                "conversation.who_is_member",
                f"adopt:{row.id}",
                {"found_channel": channel_id},
                buttons=f"adopt:{row.id}",
            )
            await outbox.put(tx, post, now, guild_id=guild_id, conversation_id=row.id)

    await ctx.db.write(work)
    if member is not None:
        await _match_once(ctx, channel_id)


async def choose(ctx: Context, who: Chooser, rest: str) -> Told:
    """A moderator says who the member is: the notice goes up for them."""
    conversation_id = int(rest) if rest.isdecimal() else 0
    now = ctx.clock()

    async def work(tx: Tx) -> Told:
        row = await store.get(tx, conversation_id)
        if row is None or not row.live:
            return Told("conversation.adopt_over")
        server = await servers.get(tx, row.guild_id)
        if not (who.may_manage or server.moderator_role_id in who.role_ids):
            return Told("conversation.for_moderators")
        if row.member_id is not None:
            return Told("conversation.adopt_over")
        if who.chosen_is_bot or not who.chosen_id:
            return Told("conversation.adopt_a_person")
        await store.change(tx, row.id, member_id=who.chosen_id, due_at=now)
        await journal.note(
            tx, now, row.guild_id, "member_named", conversation_id=row.id, user_id=who.chosen_id
        )
        return Told("conversation.adopt_done", {"person_id": who.chosen_id})

    told = await ctx.db.write(work)
    if told.key == "conversation.adopt_done":
        row = await ctx.db.read(lambda tx: store.get(tx, conversation_id))
        if row is not None and row.channel_id is not None:
            await _match_once(ctx, row.channel_id)
    return told


async def _match_once(ctx: Context, channel_id: int) -> None:
    """Look once at what the member wrote before the channel was found."""
    row: Conversation | None = await ctx.db.read(lambda tx: store.by_channel(tx, channel_id))
    earlier = await ctx.port.history(channel_id, 0)
    if row is None or isinstance(earlier, Trouble):
        return
    for message in earlier:
        if message.author_id == row.member_id and not message.by_bot:
            await look_at(ctx, row, message)
