"""A server's own helplines: adding, pinning, hiding, "this did not work". No update overwrites any of it."""

from bot.core import helplines as core
from bot.core.effects import Told
from bot.core.helplines import Helpline
from bot.core.lint import lint
from bot.core.templates import Safe, Value
from bot.flows.context import Context
from bot.flows.helplines import Shelf
from bot.store import health, journal
from bot.store import helpline as store
from bot.store import server as servers
from bot.store.database import Tx

LIST_LIMIT = 1_500


def _shelf(choices: list[store.Choice]) -> Shelf:
    def ids(kind: str) -> tuple[str, ...]:
        return tuple(one.line_id for one in choices if one.kind == kind)

    own = tuple(core.read_line({**one.row, "own": True}) for one in choices if one.kind == "own" and one.row)
    return Shelf(own, ids("pin"), frozenset(ids("hide")), frozenset(ids("failing")))


async def load_all(ctx: Context) -> None:
    """At start: read every server's shelf. An own line that cannot be read any more is a finding."""
    choices = await ctx.db.read(store.all_of)
    now = ctx.clock()
    for guild_id in {one.guild_id for one in choices}:
        mine = [one for one in choices if one.guild_id == guild_id]
        try:
            ctx.helplines.put(guild_id, _shelf(mine))
        except ValueError:
            ctx.helplines.put(guild_id, _shelf([one for one in mine if one.kind != "own"]))
            await ctx.db.write(
                lambda tx, g=guild_id: health.found(tx, g, "own_helplines", "", now)  # type: ignore[misc]
            )


async def _again(ctx: Context, guild_id: int) -> None:
    ctx.helplines.put(guild_id, _shelf(await ctx.db.read(lambda tx: store.all_of(tx, guild_id))))


def _known(ctx: Context, guild_id: int) -> dict[str, Helpline]:
    """Every line there is for a server, hidden ones too."""
    shipped = {one.id: one for one in ctx.helplines.shipped}
    return {**shipped, **{one.id: one for one in ctx.helplines.lines(guild_id)}}


async def add(
    ctx: Context, guild_id: int, actor_id: int, *, name: str, dial: str, text: str, url: str, hours: str
) -> Told:
    """Keep a line of the server's own, for its country; the string to dial stays as typed."""
    server = await ctx.db.read(lambda tx: servers.get(tx, guild_id))
    if server.country is None:
        return Told("setup.country_first")
    row = {
        "id": core.slug(server.country, name),
        "country": server.country,
        "name": name,
        "dial": dial,
        "text": text,
        "url": url,
        "hours": hours,
        "always": hours.replace(" ", "").startswith("24/7"),
        "source": "added here",
        "confidence": "own",
    }
    if not row["id"]:
        return Told("lines.refused", {"rules": "name"})
    line = core.read_line({**row, "own": True})
    wrong = [rule for rule, _ in core.wrong(line)]
    claims = lint(f"{name} {text} {hours}", server.language, always_open=True)
    if wrong or claims:
        return Told("lines.refused", {"rules": ", ".join(wrong) or "name"})
    now = ctx.clock()

    async def work(tx: Tx) -> None:
        await store.put(tx, guild_id, line.id, "own", actor_id, now, row)
        await journal.note(tx, now, guild_id, "helpline_added", user_id=actor_id)

    await ctx.db.write(work)
    await _again(ctx, guild_id)
    return Told("lines.added", {"line": line.name})


async def choose(ctx: Context, guild_id: int, actor_id: int, line_id: str, kind: str) -> Told:
    """Pin a line, hide one, take an own one away, or bring a line back as it was."""
    line = _known(ctx, guild_id).get(line_id)
    if line is None:
        return Told("lines.unknown")
    now = ctx.clock()

    async def work(tx: Tx) -> None:
        if kind == "remove":
            await store.drop(tx, guild_id, line_id, "own", "pin", "failing")
        elif kind == "back":
            await store.drop(tx, guild_id, line_id, "pin", "hide", "failing")
            await store.forget_reports(tx, guild_id, line_id)
            await health.mended(tx, guild_id, "helpline_failing", line_id)
        else:
            await store.put(tx, guild_id, line_id, kind, actor_id, now)
            await health.mended(tx, guild_id, "helpline_failing", line_id)
        await journal.note(tx, now, guild_id, "helpline_choice", user_id=actor_id, detail=kind)

    await ctx.db.write(work)
    await _again(ctx, guild_id)
    return Told(f"lines.{kind}", {"line": line.name})


async def report(ctx: Context, guild_id: int, user_id: int, line_id: str) -> Told:
    """Somebody says that a line did not work. Three people in a day take it off the card; nobody is noted.

    The last line that can be dialled stays on the card all the same: moderators are told at once.
    """
    line = next((one for one in ctx.helplines.lines(guild_id) if one.id == line_id), None)
    if line is None:
        return Told("lines.unknown", buttons="help")
    now = ctx.clock()
    if not ctx.helplines.first_report(guild_id, user_id, line_id, now):
        return Told("lines.thanks", buttons="help")

    async def work(tx: Tx) -> None:
        when = await store.report(tx, guild_id, line_id, now, core.REPORT_WINDOW)
        if core.suspended(when, now):
            await health.found(tx, guild_id, "helpline_failing", line_id, now)
            if not _last_to_dial(ctx, guild_id, line):
                await store.put(tx, guild_id, line_id, "failing", None, now)

    await ctx.db.write(work)
    await _again(ctx, guild_id)
    return Told("lines.thanks", buttons="help")


def _last_to_dial(ctx: Context, guild_id: int, line: Helpline) -> bool:
    return bool(line.dial) and not any(
        one.dial and not one.suspended
        for one in ctx.helplines.lines(guild_id)
        if one.country == line.country and one.id != line.id
    )


async def listing(ctx: Context, guild_id: int, locale: str) -> str:
    """Every line of the server's country with its id, and what was chosen about it."""
    server = await ctx.db.read(lambda tx: servers.get(tx, guild_id))
    shelf = ctx.helplines.shelf(guild_id)
    known = _known(ctx, guild_id)
    rows = []
    for line in known.values():
        if line.country != server.country:
            continue
        marks = {
            "own": line.own,
            "pinned": line.id in shelf.pinned,
            "hidden": line.id in shelf.hidden,
            "failing": line.id in shelf.failing,
        }
        values: dict[str, Value] = {**marks, "id": Safe(f"`{line.id}`"), "name": line.name, "dial": line.dial}
        rows.append("- " + ctx.words.render(locale, "lines.row", values))
    if not rows:
        return ctx.words.render(locale, "lines.none")
    return ctx.words.render(locale, "lines.list", {"lines": Safe("\n".join(rows)[:LIST_LIMIT])})


def names(ctx: Context, guild_id: int, country: str | None, typed: str) -> list[tuple[str, str]]:
    """Lines to offer while a moderator types: (id, name)."""
    known = _known(ctx, guild_id)
    wanted = typed.casefold()
    found = [(one.id, one.name) for one in known.values() if one.country == country]
    return [one for one in found if wanted in f"{one[0]} {one[1]}".casefold()][:25]
