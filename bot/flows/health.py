"""What is wrong right now, in words, for the people who can mend it. Computed from the live server."""

import hashlib
from datetime import datetime

from bot.core import server as core
from bot.core.effects import Place, Post
from bot.core.server import Server
from bot.core.templates import Safe
from bot.flows.context import Context
from bot.flows.say import words_for
from bot.store import escalation, health, oncall, outbox
from bot.store import server as servers
from bot.store.database import Tx
from bot.store.health import Finding

CHANNELS = ("lobby_id", "category_id", "board_id", "oncall_channel_id")
ROLES = ("peer_role_id", "specialist_role_id", "moderator_role_id")

# Findings that a look at the live server confirms or ends; all others are events.
LIVE = frozenset(
    {
        "permission",
        "no_content_intent",
        "no_members_intent",
        "cannot_post",
        "no_lexicon",
        "lexicon_problem",
        "on_call_empty",
        "on_call_left",
    }
)
TELL_AT_MOST = 3  # people, when there is no on-call channel to tell it in


async def look(ctx: Context, guild_id: int) -> list[tuple[str, str]]:
    """Every finding as (code, subject): those of this moment first, then those that were kept."""

    async def read(tx: Tx) -> tuple[Server, list[oncall.OnCall], list[Finding]]:
        server = await servers.get(tx, guild_id)
        return server, await oncall.everyone(tx, guild_id), await health.all_of(tx, guild_id, ctx.clock())

    server, listed, kept = await ctx.db.read(read)
    now = await _live(ctx, server, listed)
    for name in core.missing(server, on_call=bool(listed)):
        if name != "on_call":
            now.append(("undecided", name))
    over = set() if core.missing(server, on_call=bool(listed)) else {"not_ready"}
    stored = [(one.code, one.subject) for one in kept if one.code not in LIVE | over]
    return list(dict.fromkeys([*now, *stored]))


async def _live(ctx: Context, server: Server, listed: list[oncall.OnCall]) -> list[tuple[str, str]]:
    """What can be seen to be wrong by looking now."""
    found = _of_the_moment(ctx, server)
    if not listed:
        found.append(("on_call_empty", ""))
    for one in listed:
        if await ctx.port.is_present(server.guild_id, one.user_id) is False:
            found.append(("on_call_left", str(one.user_id)))
    return found


async def watch(ctx: Context, guild_id: int) -> None:
    """Keep what is wrong right now as findings, so that it is told without anybody asking; and forget
    those that are mended. A server that nobody has begun to set up is left in peace."""

    async def read(tx: Tx) -> tuple[Server, list[oncall.OnCall], bool]:
        known = guild_id in await servers.known(tx)
        return await servers.get(tx, guild_id), await oncall.everyone(tx, guild_id), known

    server, listed, known = await ctx.db.read(read)
    if not known or ctx.port.view(guild_id) is None:
        return
    found = {(code, subject[:64]) for code, subject in await _live(ctx, server, listed)}
    now = ctx.clock()

    async def work(tx: Tx) -> None:
        over = LIVE if core.missing(server, on_call=bool(listed)) else LIVE | {"not_ready"}
        for one in await health.every(tx, guild_id):
            if one.code in over and (one.code, one.subject) not in found:
                await health.mended(tx, guild_id, one.code, one.subject)
        for code, subject in sorted(found):
            await health.found(tx, guild_id, code, subject, now)

    await ctx.db.write(work)


def _of_the_moment(ctx: Context, server: Server) -> list[tuple[str, str]]:
    """What the live server and the loaded files say: permissions, intents, channels, roles, lexicon."""
    view = ctx.port.view(server.guild_id)
    if view is None:
        return [("not_available", "")]
    found = [("permission", name) for name in view.lacking]
    if not view.content:
        found.append(("no_content_intent", ""))
    if not view.members:
        found.append(("no_members_intent", ""))
    for name in CHANNELS:
        value = getattr(server, name)
        if value is not None and value not in view.channels:
            found.append(("deleted", name))
        elif value is not None and name != "category_id" and not ctx.port.may_post(value):
            found.append(("cannot_post", name))
    for name in ROLES:
        value = getattr(server, name)
        if value is not None and value not in view.roles:
            found.append(("deleted", name))
    if not ctx.safety.working:
        found.append(("no_lexicon", ""))
    for problem in ctx.safety.problems[:5]:
        found.append(("lexicon_problem", f"{problem.file}:{problem.line} {problem.why}"[:120]))
    return found


async def report(ctx: Context, guild_id: int) -> str:
    """`/health`: every finding in a sentence, and the escalations that are open."""
    server = await ctx.db.read(lambda tx: servers.get(tx, guild_id))
    open_ones = await ctx.db.read(lambda tx: escalation.all_open(tx, guild_id))
    found = await look(ctx, guild_id)
    lines = [f"- {_sentence(ctx, server, code, subject)}" for code, subject in found]
    for one in open_ones:
        facts = {
            "code": one.code,
            "raised_ago": int(one.raised_at.timestamp() * 1000),
            "taken": one.state == "taken",
            "exhausted": one.exhausted_at is not None and one.state == "raised",
        }
        lines.append("- " + words_for(ctx, server, server.language, "health.open_escalation", facts))
    key = "health.some" if lines else "health.fine"
    return words_for(ctx, server, server.language, key, {"lines": Safe("\n".join(lines)[:1700])})


def _sentence(ctx: Context, server: Server, code: str, subject: str) -> str:
    locale = server.language
    values: dict[str, str | Safe] = {"subject": subject}
    if code in ("undecided", "deleted", "cannot_post"):
        values["subject"] = Safe(ctx.words.render(locale, f"setup.name_{subject}"))
    elif code == "on_call_left":
        values["subject"] = Safe(f"<@{subject}>")
    elif code == "permission":
        values["subject"] = subject.replace("_", " ")
    key = f"health.{code}"
    if key not in ctx.words.keys("en"):
        values["code"] = code.replace("_", " ")
        key = "health.other"
    return ctx.words.render(locale, key, values)


def people_to_tell(ctx: Context, server: Server) -> tuple[int, ...]:
    """Who is told what is wrong when the on-call channel cannot be used: moderators, else the owner."""
    view = ctx.port.view(server.guild_id)
    if view is None:
        return ()
    moderators = ctx.port.people_with(server.guild_id, server.moderator_role_id)
    return moderators[:TELL_AT_MOST] or (view.sight.owner_id,)


async def tell_due(ctx: Context, guild_ids: list[int]) -> None:
    """Every new finding is told once, in the on-call channel or else to people: nobody has to look."""
    now = ctx.clock()
    fresh = [one for one in await ctx.db.read(health.untold) if one.guild_id in guild_ids]
    if not fresh:
        return

    async def work(tx: Tx) -> None:
        for one in fresh:
            server = await servers.get(tx, one.guild_id)
            posts = _told_posts(ctx, server, one)
            for post in posts:
                await outbox.put(tx, post, now, guild_id=one.guild_id)
            if posts:
                await health.told(tx, one, now)

    if any(ctx.port.view(one.guild_id) is not None for one in fresh):
        await ctx.db.write(work)


def _told_posts(ctx: Context, server: Server, one: Finding) -> list[Post]:
    text = f"{one.code}|{one.subject}"
    purpose = told_purpose(server.guild_id, text, one.since)
    view = ctx.port.view(server.guild_id)
    if view is None:
        return []
    if server.oncall_channel_id in view.channels:
        return [Post(Place.ONCALL, "health.told", purpose, {"sentence": text})]
    return told_directly(ctx, server, purpose, text)


def told_purpose(guild_id: int, text: str, since: datetime) -> str:
    """What makes the telling of one finding unique: the same is not told twice."""
    digest = hashlib.sha256(f"{text}|{since.timestamp()}".encode()).hexdigest()[:12]
    return f"finding:{guild_id}:{digest}"


def told_directly(ctx: Context, server: Server, purpose: str, text: str) -> list[Post]:
    """The same finding, by direct message."""
    return [
        Post(Place.DM, "health.told", f"{purpose}:{person}", {"sentence": text}, user_id=person)
        for person in people_to_tell(ctx, server)
    ]


def told_text(ctx: Context, server: Server, sentence: str) -> str:
    """A finding as it is told in the on-call channel."""
    code, _, subject = sentence.partition("|")
    return words_for(
        ctx,
        server,
        server.language,
        "health.told",
        {"sentence": Safe(_sentence(ctx, server, code, subject))},
    )
