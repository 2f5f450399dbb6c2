"""Moderators' own terms on top of the shipped ones: add, change, switch off, test, report, undo.

Nothing that would flood is saved; every change is a version, and undoing is another version.
"""

from dataclasses import dataclass, replace

from bot.core.effects import Told
from bot.core.lexicon import Lexicon, ServerTerm, check_term
from bot.core.templates import Safe, escape
from bot.flows.context import Context
from bot.flows.say import words_for
from bot.store import health, journal
from bot.store import lexicon as store
from bot.store import server as servers
from bot.store.database import Tx

LIST_LIMIT = 1_500
SHOWN = 12


@dataclass(frozen=True, slots=True)
class Wish:
    """What a moderator wants a term to be; None leaves it as it is."""

    guild_id: int
    actor_id: int
    name: str
    phrases: str | None = None
    tier: int | None = None
    category: str | None = None


def phrases_of(text: str) -> tuple[str, ...]:
    """Phrases as typed: separated by semicolons or new lines."""
    parts = (" ".join(part.split()) for part in text.replace(";", "\n").splitlines())
    return tuple(dict.fromkeys(part for part in parts if part))


async def load_all(ctx: Context) -> None:
    """At start: put every server's terms in force; what no longer loads is a finding, the shipped stays."""
    now = ctx.clock()
    for guild_id in await ctx.db.read(store.guilds):
        version = await ctx.db.read(lambda tx, g=guild_id: store.latest(tx, g))  # type: ignore[misc]
        if version is not None and ctx.safety.put(guild_id, version.terms):
            await ctx.db.write(
                lambda tx, g=guild_id: health.found(tx, g, "own_lexicon", "", now)  # type: ignore[misc]
            )


async def save(ctx: Context, wish: Wish, *, fresh: bool) -> Told:
    """Add a term or change one; says how often it would have fired on everyday messages."""
    async with ctx.safety.changing[wish.guild_id]:
        return await _save(ctx, wish, fresh=fresh)


async def _save(ctx: Context, wish: Wish, *, fresh: bool) -> Told:
    shipped = ctx.safety.shipped
    if shipped is None:
        return Told("health.no_lexicon")
    version = await ctx.db.read(lambda tx: store.latest(tx, wish.guild_id))
    terms = version.terms if version is not None else ()
    old = next((one for one in terms if one.id == wish.name), None)
    if fresh and old is not None and old.enabled:
        return Told("lexicon.exists", {"term": wish.name})
    base = old or ServerTerm(wish.name)
    term = replace(
        base,
        patterns=phrases_of(wish.phrases) if wish.phrases is not None else base.patterns,
        tier=wish.tier if wish.tier is not None else base.tier,
        category=wish.category if wish.category is not None else base.category,
        enabled=True,
    )
    checked = check_term(shipped, term, *ctx.safety.everyday)
    if checked.problems:
        lines = "\n".join(f"- {escape(problem.why)}" for problem in checked.problems[:5])
        return Told("lexicon.refused", {"term": wish.name, "lines": Safe(lines[:LIST_LIMIT])})
    what = "add" if fresh else "change"
    told = await _keep(ctx, wish, what, (*(one for one in terms if one.id != wish.name), term))
    if told is not None:
        return told
    return Told("lexicon.saved", {"term": wish.name, "rate": f"{checked.rate:.1f}"})


async def switch(ctx: Context, wish: Wish, *, on: bool) -> Told:
    """Switch a term off, or on again; a shipped one too."""
    async with ctx.safety.changing[wish.guild_id]:
        return await _switch(ctx, wish, on=on)


async def _switch(ctx: Context, wish: Wish, *, on: bool) -> Told:
    shipped = ctx.safety.shipped
    if shipped is None:
        return Told("health.no_lexicon")
    version = await ctx.db.read(lambda tx: store.latest(tx, wish.guild_id))
    terms = version.terms if version is not None else ()
    old = next((one for one in terms if one.id == wish.name), None)
    is_shipped = wish.name in shipped_ids(shipped)
    if old is None and not is_shipped:
        return Told("lexicon.unknown", {"term": wish.name})
    if on == (old is None or old.enabled):
        return Told("lexicon.as_it_was", {"term": wish.name})
    others = tuple(one for one in terms if one.id != wish.name)
    if on and old is not None and not old.patterns:
        changed = others  # a shipped term that was only switched off: it is simply the shipped one again
    else:
        changed = (*others, replace(old or ServerTerm(wish.name), enabled=on))
    told = await _keep(ctx, wish, "on" if on else "off", changed)
    return told or Told("lexicon.switched_on" if on else "lexicon.switched_off", {"term": wish.name})


async def _keep(ctx: Context, wish: Wish, what: str, terms: tuple[ServerTerm, ...]) -> Told | None:
    """Writes the next version, and only then puts it in force: what the rows say is what listens."""
    made = ctx.safety.made(terms)
    if not isinstance(made, Lexicon):
        lines = "\n".join(f"- {escape(problem.why)}" for problem in made[:5])
        return Told("lexicon.refused", {"term": wish.name, "lines": Safe(lines)})
    now = ctx.clock()

    async def work(tx: Tx) -> None:
        await store.add(tx, wish.guild_id, wish.actor_id, now, what, wish.name[:64], terms)
        await health.mended(tx, wish.guild_id, "own_lexicon", "")
        await journal.note(
            tx, now, wish.guild_id, "lexicon", user_id=wish.actor_id, detail=f"{what} {wish.name}"[:32]
        )

    await ctx.db.write(work)
    ctx.safety.use(wish.guild_id, made)
    return None


async def undo(ctx: Context, guild_id: int, actor_id: int) -> Told:
    """Go back to the version before this one, as a new version."""
    async with ctx.safety.changing[guild_id]:
        found = await ctx.db.read(lambda tx: store.versions(tx, guild_id, limit=2))
        if not found:
            return Told("lexicon.nothing_to_undo")
        before = found[1].terms if len(found) > 1 else ()
        wish = Wish(guild_id, actor_id, found[0].term)
        return await _keep(ctx, wish, "undo", before) or Told("lexicon.undone", {"term": found[0].term})


def shipped_ids(lexicon: Lexicon) -> frozenset[str]:
    """The ids of the terms that travel with the bot."""
    return frozenset(lexicon.shipped.compiled.terms)


async def names(ctx: Context, guild_id: int, typed: str) -> list[str]:
    """Ids to choose from while a moderator types: the server's own first."""
    version = await ctx.db.read(lambda tx: store.latest(tx, guild_id))
    own = [one.id for one in version.terms] if version is not None else []
    shipped = sorted(shipped_ids(ctx.safety.shipped)) if ctx.safety.shipped is not None else []
    known = dict.fromkeys([*own, *shipped])
    return [name for name in known if typed.lower() in name][:25]


async def test(ctx: Context, guild_id: int, text: str) -> str:
    """What the check reads in a text and why, for the moderator who typed it, and for nobody else."""
    server = await ctx.db.read(lambda tx: servers.get(tx, guild_id))
    lexicon = ctx.safety.of(guild_id)
    if lexicon is None:
        return words_for(ctx, server, server.language, "health.no_lexicon")
    seen = lexicon.explain(text)

    def tier(number: int) -> str:
        return ctx.words.render(server.language, f"lexicon.tier_{number}")

    lines = []
    for hit in seen.hits[:SHOWN]:
        because = "; ".join(hit.reasons)
        values: dict[str, str | bool] = {
            "term": hit.term,
            "category": hit.category,
            "before": tier(hit.before),
            "after": tier(hit.after),
            "moved": hit.before != hit.after,
            "because": because,
        }
        lines.append(ctx.words.render(server.language, "lexicon.hit", values))
    facts = {
        "reading": seen.normalised[:400],
        "lines": Safe("\n".join(lines)[:LIST_LIMIT]),
        "found": bool(lines),
    }
    return words_for(ctx, server, server.language, "lexicon.test", facts)


async def own_terms(ctx: Context, guild_id: int) -> Told:
    """The server's own terms, and the shipped ones it changed or switched off."""
    version = await ctx.db.read(lambda tx: store.latest(tx, guild_id))
    if version is None or not version.terms:
        return Told("lexicon.none")
    lines = []
    for one in version.terms:
        phrases = "; ".join(escape(pattern) for pattern in one.patterns)
        state = f"{one.category}, {one.tier}: {phrases}" if one.enabled else "off"
        lines.append(f"- `{one.id}` {state}")
    return Told("lexicon.list", {"lines": Safe("\n".join(lines)[:LIST_LIMIT]), "count": len(lines)})


async def history(ctx: Context, guild_id: int) -> Told:
    """The last versions: who, when, what."""
    found = await ctx.db.read(lambda tx: store.versions(tx, guild_id))
    if not found:
        return Told("lexicon.none")
    lines = [
        f"- {one.number}. <t:{int(one.made_at.timestamp())}:f> <@{one.made_by}> {one.what} `{one.term}`"
        for one in found
    ]
    return Told("lexicon.history", {"lines": Safe("\n".join(lines)[:LIST_LIMIT])})


async def report(ctx: Context, guild_id: int) -> Told:
    """Per term, how often specialists called it right or not: counts of closed alerts, and nothing else."""
    counted = await ctx.db.read(lambda tx: store.counts(tx, guild_id))
    if not counted:
        return Told("lexicon.no_counts")
    rows = []
    for term, outcomes in counted.items():
        wrong = outcomes.get("false_alarm", 0)
        rows.append((sum(outcomes.values()), wrong, term))
    rows.sort(reverse=True)
    lines = [f"- `{term}`: {total - wrong} / {total}" for total, wrong, term in rows]
    return Told("lexicon.report", {"lines": Safe("\n".join(lines)[:LIST_LIMIT])})
