"""What is wrong right now, in words, for the people who can mend it. Computed from the live server."""

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


async def look(ctx: Context, guild_id: int) -> list[tuple[str, str]]:
    """Every finding as (code, subject): those of this moment first, then those that were kept."""

    async def read(tx: Tx) -> tuple[Server, list[oncall.OnCall], list[Finding]]:
        server = await servers.get(tx, guild_id)
        return server, await oncall.everyone(tx, guild_id), await health.all_of(tx, guild_id)

    server, listed, kept = await ctx.db.read(read)
    now = _of_the_moment(ctx, server)
    if not listed:
        now.append(("on_call_empty", ""))
    for one in listed:
        if await ctx.port.is_present(guild_id, one.user_id) is False:
            now.append(("on_call_left", str(one.user_id)))
    for name in core.missing(server, on_call=bool(listed)):
        if name != "on_call":
            now.append(("undecided", name))
    stored = [(one.code, one.subject) for one in kept]
    return list(dict.fromkeys([*now, *stored]))


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
    if code in ("undecided", "deleted"):
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


async def tell_due(ctx: Context, guild_ids: list[int]) -> None:
    """Every new finding is told once in the on-call channel: nobody has to look to be told."""
    now = ctx.clock()

    async def work(tx: Tx) -> None:
        for guild_id in guild_ids:
            server = await servers.get(tx, guild_id)
            if server.oncall_channel_id is None:
                continue
            for one in await health.all_of(tx, guild_id):
                if one.told_at is None:
                    purpose = f"finding:{guild_id}:{one.code}:{int(one.since.timestamp())}"[:64]
                    post = Post(
                        Place.ONCALL,
                        "health.told",
                        purpose,
                        {"sentence": f"{one.code}|{one.subject}"},
                    )
                    await outbox.put(tx, post, now, guild_id=guild_id)
                    await health.told(tx, one, now)

    fresh = await ctx.db.read(lambda tx: health.untold(tx))
    if fresh:
        await ctx.db.write(work)


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
