"""Setting a server up, from inside Discord: what is decided, what is still missing, what is made."""

from collections.abc import Mapping
from dataclasses import replace

from bot.core import server as core
from bot.core.effects import Told
from bot.core.server import Refused, Server, Setting
from bot.core.templates import Safe, escape
from bot.flows.context import Context
from bot.flows.health import watch
from bot.flows.port import Sent, Trouble
from bot.flows.say import message_for, words_for
from bot.store import health, journal, oncall
from bot.store import server as store
from bot.store.database import Tx

LIST_LIMIT = 1_600


async def change(ctx: Context, guild_id: int, actor_id: int, settings: Mapping[str, Setting | None]) -> Told:
    """Set some settings; a bad one is named and changes nothing at all."""
    wanted = {name: value for name, value in settings.items() if value is not None}
    if not wanted:
        return await status(ctx, guild_id)
    now = ctx.clock()

    async def work(tx: Tx) -> Told | None:
        server = await store.get(tx, guild_id)
        checked: dict[str, Setting] = {}
        for name, value in wanted.items():
            result = core.check(_with(server, checked), name, value, ctx.words.locales)
            if isinstance(result, Refused):
                return Told(result.key, result.facts or {})
            checked[name] = result
        place = ("country", "emergency_number")
        if any(checked.get(name, getattr(server, name)) != getattr(server, name) for name in place):
            # Another country has other lines, another number is another promise: look at them again.
            await store.change(tx, guild_id, helplines_confirmed_at=None, helplines_confirmed_by=None)
        if checked.get("lobby_id", server.lobby_id) != server.lobby_id:
            await store.change(tx, guild_id, panel_message_id=None)  # the panel stands in the old one
        await store.change(tx, guild_id, **checked)
        for name in checked:
            await health.mended(tx, guild_id, "deleted", name)
        await journal.note(tx, now, guild_id, "set_up", user_id=actor_id)
        return None

    refused = await ctx.db.write(work)
    return refused or await status(ctx, guild_id, saved=True)


def _with(server: Server, changes: Mapping[str, Setting]) -> Server:
    return replace(server, **changes)  # type: ignore[arg-type]


async def status(ctx: Context, guild_id: int, *, saved: bool = False) -> Told:
    """What is still missing, each with the command that sets it; or that all is there."""

    async def read(tx: Tx) -> tuple[Server, bool]:
        return await store.get(tx, guild_id), bool(await oncall.everyone(tx, guild_id))

    server, on_call = await ctx.db.read(read)
    lacking = core.missing(server, on_call=on_call)
    if not lacking:
        await ctx.db.write(lambda tx: health.mended(tx, guild_id, "not_ready", ""))
        key = "setup.ready" if server.panel_message_id is not None else "setup.ready_for_panel"
        return Told(key, {"saved": saved})
    lines = "\n".join(f"- {ctx.words.render(server.language, f'setup.need_{name}')}" for name in lacking)
    return Told(
        "setup.missing", {"lines": Safe(lines[:LIST_LIMIT]), "count": str(len(lacking)), "saved": saved}
    )


async def confirm_helplines(ctx: Context, guild_id: int, actor_id: int) -> Told:
    """A named person says: I looked at these lines and this emergency number, and they are right here."""
    now = ctx.clock()

    async def work(tx: Tx) -> Told | None:
        server = await store.get(tx, guild_id)
        if server.country is None or server.emergency_number is None:
            return Told("setup.country_first")
        await store.change(tx, guild_id, helplines_confirmed_at=now, helplines_confirmed_by=actor_id)
        await journal.note(tx, now, guild_id, "helplines_confirmed", user_id=actor_id)
        return None

    refused = await ctx.db.write(work)
    return refused or await status(ctx, guild_id)


async def show_helplines(ctx: Context, guild_id: int) -> Told:
    """The lines and the number that members would be shown, to be confirmed by the reader."""
    server = await ctx.db.read(lambda tx: store.get(tx, guild_id))
    if server.country is None or server.emergency_number is None:
        return Told("setup.country_first")
    lines = ctx.helplines.card(server.country, ctx.clock(), ctx.words, server.language, guild_id)
    return Told("setup.look_at_lines", {"lines": Safe(lines[:LIST_LIMIT])}, "confirm_lines")


async def create_missing(ctx: Context, guild_id: int, actor_id: int) -> Told:
    """Make the channels and roles that are not chosen yet; what cannot be made is named."""
    server = await ctx.db.read(lambda tx: store.get(tx, guild_id))
    made: dict[str, int] = {}
    for setting, kind in (
        ("peer_role_id", "role"),
        ("specialist_role_id", "role"),
        ("moderator_role_id", "role"),
        ("category_id", "category"),
        ("lobby_id", "lobby"),
        ("board_id", "board"),
        ("oncall_channel_id", "oncall"),
    ):
        if getattr(server, setting) is not None:
            continue
        result = await _make(ctx, server, setting, kind, made)
        if isinstance(result, Trouble):
            await _keep(ctx, guild_id, actor_id, made)
            return Told(f"setup.cannot_make_{result.value}")
        made[setting] = result
    await _keep(ctx, guild_id, actor_id, made)
    return await status(ctx, guild_id)


async def _make(
    ctx: Context, server: Server, setting: str, kind: str, made: Mapping[str, int]
) -> int | Trouble:
    language = server.language
    name = ctx.words.render(language, f"server.{kind}_name" if kind != "role" else f"server.{setting}_name")
    now = {**{key: getattr(server, key) for key in core.FIELDS}, **made}
    if kind == "role":
        return await ctx.port.create_role(server.guild_id, name)
    if kind == "category":
        return await ctx.port.create_category(server.guild_id, name)
    if kind == "lobby":
        return await ctx.port.create_lobby(server.guild_id, name)
    readers = now["peer_role_id"] if kind == "board" else now["specialist_role_id"]
    return await ctx.port.create_staff_channel(server.guild_id, name, (readers, now["moderator_role_id"]))


async def _keep(ctx: Context, guild_id: int, actor_id: int, made: Mapping[str, int]) -> None:
    now = ctx.clock()

    async def work(tx: Tx) -> None:
        if made:
            await store.change(tx, guild_id, **made)
            for name in made:
                await health.mended(tx, guild_id, "deleted", name)
            await journal.note(tx, now, guild_id, "made_rooms", user_id=actor_id)

    await ctx.db.write(work)


async def post_panel(ctx: Context, guild_id: int, actor_id: int) -> Told:
    """Post the lobby's panel, pinned: two buttons, and help in plain text that needs no bot (A6)."""
    server = await ctx.db.read(lambda tx: store.get(tx, guild_id))
    if server.lobby_id is None:
        return Told("setup.lobby_first")
    told = await status(ctx, guild_id)
    if told.key == "setup.missing":
        return told
    if server.panel_message_id is not None:
        await ctx.port.delete_message(server.lobby_id, server.panel_message_id)
    message = message_for(ctx, server, server.language, "conversation.panel", buttons="panel")
    sent = await ctx.port.send(server.lobby_id, message)
    if not isinstance(sent, Sent):
        return Told("setup.cannot_post")
    pinned = await ctx.port.pin(sent.channel_id, sent.message_id) is None
    now = ctx.clock()

    async def work(tx: Tx) -> None:
        await store.change(tx, guild_id, panel_message_id=sent.message_id)
        await health.mended(tx, guild_id, "panel_gone", "")
        await journal.note(tx, now, guild_id, "panel", user_id=actor_id)

    await ctx.db.write(work)
    await watch(ctx, guild_id)  # from here on people rely on it: what is wrong is told now
    return Told("setup.panel_posted", {"lobby_channel": server.lobby_id, "pinned": pinned})


async def overview(ctx: Context, guild_id: int) -> str:
    """Every setting as it stands, for the person who sets up."""
    server = await ctx.db.read(lambda tx: store.get(tx, guild_id))
    lines = []
    for name in core.REQUIRED:
        value = getattr(server, name)
        label = ctx.words.render(server.language, f"setup.name_{name}")
        lines.append(f"- {label}: {_shown(ctx, server, name, value)}")
    values = {"lines": Safe("\n".join(lines))}
    return words_for(ctx, server, server.language, "setup.overview", values)


def _shown(ctx: Context, server: Server, name: str, value: object) -> str:
    if value is None:
        return ctx.words.render(server.language, "setup.not_decided")
    if name in ("lobby_id", "board_id", "oncall_channel_id", "category_id"):
        return f"<#{value}>"
    if name.endswith("role_id"):
        return f"<@&{value}>"
    if name == "question_contact_id":
        return f"<@{value}>"
    if name in ("emergency_policy", "legal_regime"):
        return ctx.words.render(server.language, f"setup.{name}_{value}")
    if isinstance(value, bool):
        return ctx.words.render(server.language, "setup.yes" if value else "setup.no")
    return escape(str(value)) if not hasattr(value, "timestamp") else f"<t:{int(value.timestamp())}:f>"


async def something_deleted(ctx: Context, guild_id: int, object_id: int) -> None:
    """A channel or role that the settings name was deleted: it is undecided again, and a finding."""
    now = ctx.clock()
    names = ("lobby_id", "category_id", "board_id", "oncall_channel_id")
    roles = ("peer_role_id", "specialist_role_id", "moderator_role_id")

    async def work(tx: Tx) -> None:
        server = await store.get(tx, guild_id)
        await store.drop_category(tx, object_id)
        for name in (*names, *roles):
            if getattr(server, name) == object_id:
                gone: dict[str, None] = {name: None}
                if name == "lobby_id":
                    gone["panel_message_id"] = None
                await store.change(tx, guild_id, **gone)
                await health.found(tx, guild_id, "deleted", name, now)
                await journal.note(tx, now, guild_id, "deleted", detail=name)

    await ctx.db.write(work)


async def message_deleted(ctx: Context, guild_id: int, message_id: int) -> None:
    """Somebody deleted the lobby's panel: nobody can ask there any more, so it is a finding."""
    server = await ctx.db.read(lambda tx: store.get(tx, guild_id))
    if server.panel_message_id != message_id:
        return
    now = ctx.clock()

    async def work(tx: Tx) -> None:
        await store.change(tx, guild_id, panel_message_id=None)
        await health.found(tx, guild_id, "panel_gone", "", now)

    await ctx.db.write(work)
